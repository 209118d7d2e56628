"""Arguments in, exit status out: a pipe that closes, a full disk, a folder instead of a file end in one plain line.

Results go to standard output as UTF-8 with line feeds, whatever the locale; talk goes to standard error. The exit
status is 0 when all was done, 1 when `--fail-on` was met, 2 in trouble, 130 after an interrupt and 141 when the reader
of a pipe had enough. Nothing heavy is imported before it is known to be needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click

from revdiff.commands.comparing import Comparing, kept_from_hiding
from revdiff.commands.gate import met, met_by_files, parsed
from revdiff.commands.output import refuse_overwriting, refuse_terminal, safe, write
from revdiff.commands.reading import DECIDED, check_decided, logged
from revdiff.commands.reading import documents as documents_of
from revdiff.commands.several import exported, sides
from revdiff.errors import RevdiffError
from revdiff.options import COMMANDS, Viewer, served, viewer_options

if TYPE_CHECKING:
    from revdiff._history import History
    from revdiff.model import Document, Report
    from revdiff.review.marks import Marks

DONE, MET, TROUBLE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""Exit statuses; the last two are what a shell reports for a program that the signal itself had ended."""

FORMATS = ("yaml", "json", "jsonl", "text", "markdown", "html", "critic", "docx", *DECIDED)
_SUFFIXES = {f".{name}": name for name in ("yaml", "json", "jsonl", "html", "critic", "docx")}
_SUFFIXES |= {".yml": "yaml", ".md": "markdown", ".htm": "html"}
_LATER = ("blame",)
_OWN = {"batch": "revdiff.commands.batch", "stats": "revdiff.commands.stats"}
"""Commands with options of their own, by the first word: the module, and in it the function of that name."""
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
  revdiff batch pairs.jsonl -o out           a corpus; revdiff batch --help
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
@click.option("--staged", is_flag=True, help="Compare the last commit with what is staged in git; the words are paths.")
@click.option(
    "--project",
    "project_file",
    metavar="FILE",
    help="The configuration of the project, instead of the revdiff.toml or pyproject.toml that is found from here"
    " upwards: changes to ignore, kinds of categories, names that are the same.",
)
@click.option("--no-project", is_flag=True, help="Compare without a configuration of the project.")
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
    staged: bool,
    project_file: str | None,
    no_project: bool,
    **options: Any,
) -> int:
    """Compare revisions of a prose document and tell which changes matter: wording or substantive, with reasons.

    A revision is a text file, REV:path in git, or - for standard input. One FILE alone stacks its revisions, separated
    by a form feed or by four or more blank lines. Three or more revisions are a history, oldest first. In a terminal
    the changes open in a viewer; elsewhere they are printed, one a line.
    """
    viewer = Viewer(**options)
    word = revisions[0] if revisions and not staged else ""
    if staged and revisions and revisions[0] in COMMANDS and not os.path.lexists(revisions[0]):
        raise click.UsageError(f"--staged goes with paths alone, and there is no file {revisions[0]}")
    comparing = Comparing(classifier_name, project_file, no_project)
    if viewer.dumped:
        write(viewer.dumped, output)
        return DONE
    if word == "serve":
        if format_ or output or colour or fail_on or all_passages:
            raise click.UsageError("serve shows the viewer; it goes with no option that prints or writes")
        if "-" in revisions:
            raise click.UsageError(
                "serve reads the revisions again for each visitor, so standard input (-) cannot be one"
            )
        comparing.compare  # noqa: B018 - as below
        documents_of(revisions[1:], encodings, separator, formats)
        viewer.screen_config  # noqa: B018 - a wrong configuration is told here, and not to each visitor
        shared = [("--only", only), ("--review", review), ("--separator", separator), *comparing.shared]
        each = [*(("--encoding", name) for name in encodings), *(("--from", name) for name in formats)]
        viewer.serve(revisions[1:], [*shared, *each])
        return DONE
    viewer.refuse_without_serve()
    if word in _OWN:
        raise click.UsageError(f"{word} has options of its own and comes first: revdiff {word} --help")
    if word == "schema":
        return _schema(revisions[1:], output)
    if word in _LATER:
        raise RevdiffError(
            f"the command '{word}' is not there yet in this version; for a file of that name say ./{word}"
        )
    if limit and word != "log":
        raise click.UsageError("--limit goes with log: revdiff log PATH --limit 10")
    if word == "git-external":
        from revdiff.commands.git_external import external

        write(
            external(
                revisions[1:],
                only,
                comparing.compare,
                *(row[0] if row else None for row in (encodings, formats)),
            ),
            output,
        )
        return DONE
    if word == "explain":
        from revdiff.commands.explain import explained

        reader = partial(documents_of, formats=formats)
        write(explained(revisions[1:], encodings, reader, comparing.compare), output)
        return DONE
    if colour and format_ not in (None, "text"):
        raise click.UsageError(f"--color is a view of its own and goes with no --format {format_}")
    format_ = format_ or _format_for(output) if output else format_
    check_decided(format_, only, review)
    refuse_terminal(format_, output)
    refuse_overwriting(output, [*revisions, review] if review else revisions)
    conditions, compare = parsed(fail_on, comparing.policy if fail_on else None), comparing.compare
    browsing = not (format_ or output or colour or fail_on or all_passages) and _interactive()
    behind = click.get_current_context().meta[_BEHIND]
    named = sides(revisions, behind, staged) if word != "log" else None
    if named:
        from revdiff.readers.several import told as skipped

        files = named.found(encodings)
        if browsing and (one := files.alone):
            return viewer.browse((one.old, one.new), only, compare, review, named.alone_again(encodings))
        if formats:
            raise click.UsageError("--from says what single files are; of many, the suffixes tell")
        if review:
            raise click.UsageError("--review keeps the marks of one text; name its two revisions, as in A:PATH B:PATH")
        several, text = exported(files, format_ or "text", only, all_passages, colour, compare)
        for note in (
            skipped(files.skipped) if files.skipped else "",
            kept_from_hiding(f.report for f in several.reports),
        ):
            if note:
                _told(note)
        write(text, output)
        return MET if met_by_files(several, conditions) else DONE

    def read() -> tuple[Document, ...]:
        if word == "log":
            return logged(revisions[1:], encodings, formats, separator, limit)
        return documents_of(revisions, encodings, separator, formats)

    documents = read()
    for document in documents:
        for notice in document.outline.notices if document.outline else ():
            _told(safe(f"{document.name}: {notice}"))
    if browsing:
        return viewer.browse(documents, only, compare, review, None if "-" in revisions else read)

    from revdiff._history import history
    from revdiff.waiting import told as progress_told

    marks = None
    if review is not None:
        from revdiff.review.file import marks_in

        marks = marks_in(review, documents)
    with progress_told(sys.stderr) as progress:
        told = history(documents, compare, progress=progress)
    if note := kept_from_hiding(told.reports):
        _told(note)
    subject = told.reports[0] if len(told.reports) == 1 else told
    write(_result(subject, format_ or "text", only, all_passages, colour, marks), output)
    return MET if any(met(report, conditions, marks) for report in told.reports) else DONE


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


def _command(words: list[str]) -> tuple[click.Command, str, list[str]]:
    """The command that the words are for, what it is called, and the words that it is given."""
    if not words or words[0] not in _OWN:
        return main, "revdiff", words
    from importlib import import_module

    return getattr(import_module(_OWN[words[0]]), words[0]), f"revdiff {words[0]}", words[1:]


def _status(arguments: Sequence[str] | None) -> int:
    name = "revdiff"
    try:  # not `main.main`, which ends with status 1 when a pipe closes, as if --fail-on were met
        command, name, words = _command([*(sys.argv[1:] if arguments is None else arguments)])
        with command.make_context(name, words) as context:
            status: int = command.invoke(context)
        return status
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        return PIPE_CLOSED
    except RevdiffError as error:
        return _told(str(error))
    except click.ClickException as error:
        return _told(f"{error.format_message().rstrip('.')}; see {name} --help")
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
