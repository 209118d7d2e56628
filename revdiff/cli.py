"""Arguments in, exit status out: a pipe that closes, a full disk, a folder instead of a file end in one plain line.

Results go to standard output as UTF-8 with line feeds, whatever the locale; talk goes to standard error. The exit
status is 0 when all was done, 1 when `--fail-on` was met, 2 in trouble, 130 after an interrupt and 141 when the reader
of a pipe had enough. Nothing heavy is imported before it is known to be needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click

from revdiff.commands.gate import Condition, met, met_by_files, parsed
from revdiff.commands.output import refuse_overwriting, refuse_terminal, safe, write
from revdiff.commands.several import sides
from revdiff.errors import RevdiffError
from revdiff.options import Viewer, served, viewer_options

if TYPE_CHECKING:
    from revdiff._history import Comparer, History
    from revdiff.filewise import FileSet
    from revdiff.model import Document, Report
    from revdiff.review.marks import Marks

DONE, MET, TROUBLE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two are what a shell reports for a program that the signal itself had ended."""

_DECIDED = ("accepted", "unrejected")
FORMATS = ("yaml", "json", "jsonl", "text", "markdown", "html", "critic", "docx", *_DECIDED)
_SUFFIXES = {f".{name}": name for name in ("yaml", "json", "jsonl", "html", "critic", "docx")}
_SUFFIXES |= {".yml": "yaml", ".md": "markdown", ".htm": "html"}
_LATER = ("batch", "blame", "stats")
_BEHIND = "revdiff.behind"

_EPILOG = """\
\b
Examples:
  revdiff draft-1.txt draft-2.txt            browse the changes in the terminal
  revdiff article.txt                        one file that stacks its revisions
  revdiff v1.txt v2.txt v3.txt --format yaml -o history.yaml
  revdiff old.txt new.txt --only substantive --format text
  revdiff old.txt new.txt -o redline.docx    a Word document with tracked changes
  revdiff old.txt new.txt --color | less -R  the whole text, changes in place
  revdiff old.txt new.txt --fail-on substantive || echo "have it read"
  curl -s https://example.org/terms.txt | revdiff terms.txt - --format json
  revdiff HEAD:terms.md terms.md             what is not committed; REV:path as in git show
  revdiff v1..v2 -- docs                     many files of git; two folders are compared so, too
  revdiff log terms.md --limit 5             the history of one file in git
  revdiff explain 5f1c old.txt new.txt       all that led to the label of one change
  revdiff serve draft-1.txt draft-2.txt      the viewer in a browser
  revdiff schema                             the JSON Schema of yaml and json

\b
Exit status: 0 done, 1 --fail-on was met, 2 trouble, told in one line on standard error.
"""


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from revdiff import __version__

    write(f"revdiff {__version__}\n")
    context.exit()


class _Command(click.Command):
    """Takes note of how many words stand behind ``--``, as git does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[_BEHIND] = len(args) - args.index("--") - 1 if "--" in args else None
        return super().parse_args(ctx, args)


@click.command(
    cls=_Command,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    short_help="Compare revisions of a prose document.",
)
@click.argument("revisions", nargs=-1, metavar="OLD NEW | FILE | R1 R2 R3... | A..B -- PATH...")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Write this instead of opening the viewer.")
@click.option("-o", "--output", metavar="FILE", help="Write to this file, all at once when all is done.")
@click.option("--only", type=click.Choice(("substantive", "wording")), help="Show only these changes.")
@click.option(
    "--fail-on",
    multiple=True,
    metavar="LEVEL",
    help="Print, and exit 1 when such a change is there: substantive, any (moved, split and merged passages too), or"
    " a category, as in substantive:number; may be repeated.",
)
@click.option(
    "--color",
    "colour",
    is_flag=True,
    help="The whole text for a pager, old and new in place; NO_COLOR=1 leaves the marks.",
)
@click.option("--all", "all_passages", is_flag=True, help="In yaml, json and text: the passages that were kept, too.")
@click.option(
    "--encoding",
    "encodings",
    multiple=True,
    metavar="NAME",
    help="For what is neither UTF-8 nor has a byte order mark, e.g. cp1252; once, or once for each revision.",
)
@click.option(
    "--from",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="What the files are, where their suffix does not tell: text, or another format; once, or once for each"
    " revision.",
)
@click.option("--review", metavar="FILE", help="The review file: where the viewer keeps marks, and exports find them.")
@click.option("--separator", metavar="REGEX", help="What separates the revisions in one FILE; ^ and $ match at lines.")
@click.option(
    "--classifier",
    "classifier_name",
    metavar="NAME",
    help="Who labels the changes: rules (the default), spacy[:MODEL], nli:FOLDER, or MODULE:FUNCTION of your own.",
)
@click.option("--limit", type=click.IntRange(2), help="With log: no more than this many revisions, the latest.")
@viewer_options
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def main(
    revisions: tuple[str, ...],
    format_: str | None,
    output: str | None,
    only: str | None,
    fail_on: tuple[str, ...],
    colour: bool,
    all_passages: bool,
    encodings: tuple[str, ...],
    formats: tuple[str, ...],
    review: str | None,
    separator: str | None,
    classifier_name: str | None,
    limit: int | None,
    **options: Any,
) -> int:
    """Compare revisions of a prose document and tell which changes matter: wording or substantive, with reasons.

    A revision is a text file, REV:path in git, or - for standard input. One FILE alone stacks its revisions, separated
    by a form feed or by four or more blank lines. Three or more revisions are a history, oldest first. In a terminal
    the changes open in a viewer; elsewhere they are printed, one a line.
    """
    viewer = Viewer(**options)
    conditions = parsed(fail_on)
    if viewer.dumped:
        write(viewer.dumped, output)
        return DONE
    if revisions and revisions[0] == "serve":
        if format_ or output or colour or fail_on or all_passages:
            raise click.UsageError("serve shows the viewer; it goes with no option that prints or writes")
        if "-" in revisions:
            raise click.UsageError(
                "serve reads the revisions again for each visitor, so standard input (-) cannot be one"
            )
        compare = _comparer(classifier_name)
        _documents(revisions[1:], encodings, separator, formats)
        viewer.screen_config  # noqa: B018 - a wrong configuration is told here, and not to each visitor
        shared = [("--only", only), ("--review", review), ("--separator", separator), ("--classifier", classifier_name)]
        each = [*(("--encoding", name) for name in encodings), *(("--from", name) for name in formats)]
        viewer.serve(revisions[1:], [*shared, *each])
        return DONE
    viewer.refuse_without_serve()
    if revisions and revisions[0] == "schema":
        return _schema(revisions[1:], output)
    if revisions and revisions[0] in _LATER:
        word = revisions[0]
        raise RevdiffError(
            f"the command '{word}' is not there yet in this version; for a file of that name say ./{word}"
        )
    if limit and revisions[:1] != ("log",):
        raise click.UsageError("--limit goes with log: revdiff log PATH --limit 10")
    if revisions and revisions[0] == "git-external":
        from revdiff.commands.git_external import external

        write(
            external(
                revisions[1:],
                only,
                _comparer(classifier_name),
                *(row[0] if row else None for row in (encodings, formats)),
            ),
            output,
        )
        return DONE
    if revisions and revisions[0] == "explain":
        from revdiff.commands.explain import explained

        reader = partial(_documents, formats=formats)
        write(explained(revisions[1:], encodings, reader, _comparer(classifier_name)), output)
        return DONE
    if colour and format_ not in (None, "text"):
        raise click.UsageError(f"--color is a view of its own and goes with no --format {format_}")
    format_ = format_ or _format_for(output) if output else format_
    _check_decided(format_, only, review)
    refuse_terminal(format_, output)
    refuse_overwriting(output, [*revisions, review] if review else revisions)
    compare = _comparer(classifier_name)
    browsing = not (format_ or output or colour or fail_on or all_passages) and _interactive()
    named = sides(revisions, click.get_current_context().meta[_BEHIND]) if revisions[:1] != ("log",) else None
    if named:
        files = named.found(encodings)
        if browsing and (one := files.alone):
            return _browse((one.old, one.new), only, compare, review, named.alone_again(encodings), viewer)
        if formats:
            raise click.UsageError("--from says what single files are; of many, the suffixes tell")
        if review:
            raise click.UsageError("--review keeps the marks of one text; name its two revisions, as in A:PATH B:PATH")
        return _filewise(files, format_, output, only, all_passages, colour, compare, conditions)

    def read() -> tuple[Document, ...]:
        if revisions[:1] == ("log",):
            return _logged(revisions[1:], encodings, formats, separator, limit)
        return _documents(revisions, encodings, separator, formats)

    documents = read()
    for document in documents:
        for notice in document.outline.notices if document.outline else ():
            _told(safe(f"{document.name}: {notice}"))
    if browsing:
        return _browse(documents, only, compare, review, None if "-" in revisions else read, viewer)

    from revdiff._history import history
    from revdiff.waiting import told as progress_told

    marks = None
    if review is not None:
        from revdiff.review.file import marks_in

        marks = marks_in(review, documents)
    with progress_told(sys.stderr) as progress:
        told = history(documents, compare, progress=progress)
    subject = told.reports[0] if len(told.reports) == 1 else told
    write(_result(subject, format_ or "text", only, all_passages, colour, marks), output)
    return MET if any(met(report, conditions, marks) for report in told.reports) else DONE


def _filewise(
    files: FileSet,
    format_: str | None,
    output: str | None,
    only: str | None,
    all_passages: bool,
    colour: bool,
    compare: Comparer | None,
    conditions: tuple[Condition, ...],
) -> int:
    from revdiff.exporters.filewise import export_files
    from revdiff.filewise import filewise
    from revdiff.readers.several import told as told_of
    from revdiff.waiting import told as progress_told

    with progress_told(sys.stderr) as progress:
        told = filewise(files, compare, progress=progress)
    if files.skipped:
        _told(told_of(files.skipped))
    ink = not os.environ.get("NO_COLOR") if colour else None
    write(export_files(told, format_ or "text", only=only, all_passages=all_passages, colour=ink), output)
    return MET if met_by_files(told, conditions) else DONE


def _interactive() -> bool:
    return served() or (sys.stdout is not None and sys.stdout.isatty())


def _schema(rest: Sequence[str], output: str | None) -> int:
    if rest:
        raise click.UsageError("schema takes no arguments")
    from pkgutil import get_data

    write((get_data("revdiff", "schema/revdiff-1.json") or b"").decode("utf-8"), output)
    return DONE


def _format_for(output: str) -> str:
    return _SUFFIXES.get(os.path.splitext(output)[1].lower(), "text")


def _logged(
    words: Sequence[str],
    encodings: Sequence[str],
    formats: Sequence[str],
    separator: str | None,
    limit: int | None,
) -> tuple[Document, ...]:
    from revdiff.commands.log import revisions_of

    if separator is not None:
        raise click.UsageError("--separator cuts one FILE into its revisions; log finds them in git")
    return revisions_of(words, limit, encodings, formats)


def _documents(
    revisions: Sequence[str], encodings: Sequence[str], separator: str | None = None, formats: Sequence[str] = ()
) -> tuple[Document, ...]:
    if not revisions:
        raise click.UsageError("name two revisions, or one file that stacks them")
    if revisions.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once; name a file for the other revision")
    if separator is not None and len(revisions) > 1:
        raise click.UsageError("--separator cuts one FILE into its revisions; name that file alone")
    codecs, kinds = _each("--encoding", encodings, revisions), _each("--from", formats, revisions)

    from revdiff.readers import read, read_stacked

    if len(revisions) == 1:
        return read_stacked(revisions[0], separator, encoding=codecs[0], format=kinds[0])
    shared = len(encodings) == 1
    return tuple(
        read(source, encoding=codec, shared=shared, format=kind)
        for source, codec, kind in zip(revisions, codecs, kinds, strict=True)
    )


def _each(option: str, given: Sequence[str], revisions: Sequence[str]) -> list[str | None]:
    """What an option that is said once, or once for each revision, says of each of them."""
    if len(given) not in (0, 1, len(revisions)):
        raise click.UsageError(f"{option} was given {len(given)} times for {len(revisions)} revisions")
    return [*given] if len(given) == len(revisions) else [*given, None][:1] * len(revisions)


def _comparer(classifier_name: str | None) -> Comparer | None:
    """What compares two documents with the classifier of that name; `None` for the usual one."""
    if classifier_name is None:
        return None
    from revdiff._compare import compare
    from revdiff.extras import classifier

    return partial(compare, classify=classifier(classifier_name))


def _check_decided(format_: str | None, only: str | None, review: str | None) -> None:
    """Refuse a text of decisions where there are none, or where a filter would mean nothing."""
    if format_ in _DECIDED and only:
        raise click.UsageError(f"--format {format_} is a whole text, so --only has nothing to filter")
    if format_ in _DECIDED and not review:
        raise click.UsageError(f"--format {format_} needs the decisions; name their file with --review FILE")


def _browse(
    documents: tuple[Document, ...],
    only: str | None,
    compare: Comparer | None,
    review: str | None,
    reload: Callable[[], Sequence[Document]] | None,
    viewer: Viewer,
) -> int:
    config = viewer.screen_config
    if not served() and (sys.stdin is None or not sys.stdin.isatty()):
        try:  # the text came through standard input, so the keys have to come from the terminal itself
            terminal = os.open("/dev/tty", os.O_RDONLY)
        except OSError:
            raise RevdiffError("the viewer has no keyboard here; say --format text, yaml or json instead") from None
        os.dup2(terminal, 0)
        os.close(terminal)
    from revdiff.tui import run as browse

    return browse(documents, only, compare, review=review, reload=reload, config=config, served=served())


def _result(
    subject: Report | History, format_: str, only: str | None, all_passages: bool, colour: bool, marks: Marks | None
) -> str | bytes:
    if colour:
        from revdiff.exporters.inline import export_inline

        return export_inline(subject, only=only, colour=not os.environ.get("NO_COLOR"), marks=marks)
    from revdiff.exporters import export

    return export(subject, format_, only=only, all_passages=all_passages, marks=marks)


def _told(message: str) -> int:
    """Say one line on standard error; the status for trouble."""
    if sys.stderr is not None:
        sys.stderr.write(f"revdiff: {safe(message.replace(chr(10), ' '))}\n")
    return TROUBLE


def _status(arguments: Sequence[str] | None) -> int:
    try:  # not `main.main`, which ends with status 1 when a pipe closes, as if --fail-on were met
        with main.make_context("revdiff", [*(sys.argv[1:] if arguments is None else arguments)]) as context:
            status: int = main.invoke(context)
        return status
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        return PIPE_CLOSED
    except RevdiffError as error:
        return _told(str(error))
    except click.ClickException as error:
        return _told(f"{error.format_message().rstrip('.')}; see revdiff --help")
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OSError as error:
        return _told(
            f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}; check disk and paths"
        )
    except Exception as error:
        if os.environ.get("REVDIFF_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}"
        return _told(f"a defect in revdiff, sorry: {what}; please report it with what REVDIFF_TRACEBACK=1 prints")


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """The console entry: run the command line and leave with its exit status."""
    status = _status(arguments)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        status = PIPE_CLOSED if isinstance(error, BrokenPipeError) else status or TROUBLE
        _drop_output()
    if status == PIPE_CLOSED:
        _drop_output()
    sys.exit(status)


def _drop_output() -> None:
    """Point standard output at nothing, so that Python does not complain about it once more when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
