"""What git keeps: revisions of files, what differs between two commits, the history of one file.

The ugly case: a path called ``--upload-pack=x``, a repository of somebody else, a thousand files. Git is started here
and nowhere else, without a shell; no word of the user can become an option of it; contents come through one process
however many there are. Git is asked in its own words (plumbing), so that nobody's configuration changes the answers.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, NoReturn

from revdiff.errors import InputError
from revdiff.text.visible import visible

_SETTINGS = {
    "LC_ALL": "C",  # messages are looked at
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_ID = re.compile(r"[0-9a-f]{40,64}")
_NOTHING = re.compile("0+")
_OWNER = re.compile(r"dubious ownership in repository at '([^'\n]*)'")
_RANGE = re.compile(r"(?s)(.*?)(\.{2,3})(?!\.)(.*)")
_REGULAR = ("100644", "100755")
_TREE = "the working tree"
_INDEX = "what is staged"
_RECORD = "\x01"
_SHORT = 10
"""Digits of a hash that people are shown; `%h` is the whole of it where paths are listed with whole hashes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that differs between two sides."""

    status: str
    """One letter as in git: A, D, M, R or T."""
    old_path: str | None
    new_path: str | None
    """From the top of the repository; `None` where the file is not there."""
    old_blob: str | None
    new_blob: str | None
    """What `contents` asks for; `None` for what is not there or stands in the working tree."""
    regular: bool
    """Whether it is a plain file on both sides: no link, no submodule."""


@dataclass(frozen=True, slots=True)
class Differing:
    """The files that differ between two sides."""

    old: str
    new: str | None
    """What the sides are called; `None` is the working tree."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the history of a file."""

    short: str
    date: str
    subject: str
    path: str
    """Of the file at this commit, from the top of the repository."""
    blob: str | None
    """`None` where the commit took the file away."""
    before: str | None
    """The contents before it; `None` where the commit brought the file."""


def halves(source: str) -> tuple[str, str] | None:
    """Revision and path of ``REV:path``, as `git show` would cut it; `None` for anything else."""
    depth = 0
    for at, sign in enumerate(source):
        depth += (sign == "{") - (sign == "}")
        if sign == ":" and not depth and not (os.name == "nt" and at == 1 and source[2:3] in ("\\", "/")):
            return source[:at], source[at + 1 :]
    return None


def show(source: str) -> bytes:
    """The contents of ``REV:path``; raises `InputError` in one line where there is no such thing."""
    found = halves(source)
    if found is None:
        raise InputError(f"{visible(source)}: this is no REV:path; name a file", name=source)
    revision, path = found
    if _is_option(source) or source.startswith("^"):
        _refuse(source, f"a revision cannot begin with {source[0]}; name a commit, a branch or a tag")
    blob = _resolved(source)
    if blob is None:
        if revision and _resolved(f"{revision}^{{}}") is None:
            _refuse(source, f"no such file, and git knows no revision {visible(revision)}; git log lists commits")
        where = visible(revision) if revision else "the index"
        here = (
            ""
            if path.startswith("./")
            else f"; paths count from the top of the repository, ./{visible(path)} from here"
        )
        _refuse(source, f"there is no {visible(path) or 'path'} in {where}{here}")
    kind = _run("cat-file", "-t", blob, about=source).strip().decode()
    if kind != "blob":
        what = {"tree": "a folder", "commit": "a commit"}.get(kind, f"a {kind}")
        _refuse(source, f"this is {what} in git; name a file in it")
    return _run("cat-file", "blob", blob, about=source)


def is_range(word: str) -> bool:
    """Whether a word has the form of ``A..B`` or ``A...B``; either end may be left out, then it is HEAD."""
    found = _RANGE.fullmatch(word)
    return bool(found and (found[1] or found[3]) and "/" not in (found[1][-1:], found[3][:1]))


def differing(revisions: Sequence[str], paths: Sequence[str]) -> Differing:
    """The files that differ: ``A..B``, ``A...B`` (since B left A), two revisions, or one against the working tree.

    `paths` limit it, as in git. Renames are followed. Raises `InputError` for what git does not know.
    """
    told = " ".join(revisions)
    if len(revisions) > 2 or (len(revisions) == 2 and any(map(is_range, revisions))):
        _refuse(told, "too many revisions before --; name one, two, or one range A..B")
    found = _RANGE.fullmatch(revisions[0]) if len(revisions) == 1 and is_range(revisions[0]) else None
    if found:
        old, new = found[1] or "HEAD", found[3] or "HEAD"
        old_id, new_id = _tree(old, told), _tree(new, told)
        if found[2] == "...":
            base = _run("merge-base", old_id, new_id, about=told, failed="these two have no common ancestor; say A..B")
            old_id = base.decode().strip()
            old = f"{old_id[:10]}"
    else:
        old, *rest = revisions
        old_id = _tree(old, told)
        if not rest:
            words = ["diff-index", "--raw", "-z", "-M", "--no-abbrev", old_id, "--", *paths]
            return Differing(old, None, tuple(_entries(_run(*words, about=told))))
        new = rest[0]
        new_id = _tree(new, told)
    words = ["diff-tree", "-r", "--raw", "-z", "-M", "--no-abbrev", old_id, new_id, "--", *paths]
    return Differing(old, new, tuple(_entries(_run(*words, about=told))))


def staged() -> Differing:
    """What differs between the last commit, or nothing where there is none, and the index."""
    last = _resolved("HEAD^{commit}")
    if last is None:
        _run("rev-parse", "--git-dir", about=_INDEX)  # tells that this is no repository
        last = _run("hash-object", "-t", "tree", "--stdin", about=_INDEX).decode().strip()
    out = _run("diff-index", "--cached", "--raw", "-z", "-M", "--no-abbrev", last, "--", about=_INDEX)
    return Differing("HEAD", "staged", tuple(_entries(out)))


def top() -> str:
    """The folder that the working tree of the repository begins at."""
    return os.fsdecode(_run("rev-parse", "--show-toplevel", about=_TREE)).rstrip("\n")


def contents(blobs: Iterable[str], repository: str | None = None) -> Generator[bytes, None, None]:
    """The contents of blobs in their order, through one process; raises `InputError` for one that is not there.

    `repository`: a folder in it; the current one unless given.
    """
    with _started([*_at(repository), "cat-file", "--batch"]) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for blob in blobs:
                process.stdin.write(blob.encode() + b"\n")
                process.stdin.flush()
                head = process.stdout.readline().split()
                if len(head) != 3 or head[1] != b"blob":
                    _refuse(blob, "git has no such contents here; fetch them first (git fetch)")
                yield process.stdout.read(int(head[2]))
                process.stdout.read(1)
        finally:
            with suppress(OSError):
                process.stdin.close()
            process.stdout.close()


def log(path: str, span: str | None) -> tuple[Commit, ...]:
    """The commits in `span` that changed a file, oldest first, its renames followed."""
    if span is not None and (_is_option(span) or span.startswith("^")):
        _refuse(span, f"a range cannot begin with {span[0]}; say for instance v1..v2")
    if span is not None and not is_range(span):
        _tree(span, span)
    words = ["--literal-pathspecs", "-c", "log.showSignature=false", "-c", "diff.relative=false"]
    words += ["log", "--follow", "-z", "--raw", "-M", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color"]
    words += ["--encoding=UTF-8", "--no-notes", "--format=%x01%H%x00%as%x00%s"]
    out = _run(*words, *([span] if span else []), "--", path, about=span or path)
    return tuple(reversed([*_commits(out)]))


def edits(repository: str, paths: Sequence[str], head: str = "HEAD") -> Iterator[tuple[Commit, Entry]]:
    """Every edit of a file in the history of HEAD, or of another commit, oldest first: the commit, and what it did.

    Renames are followed. What a commit brought or took away is left out, and merges, which edit nothing that their
    parents did not. `paths` limit it, as in git; `head` is a hash. Dates are whole, with the time zone. Raises
    `InputError` where there is no repository.
    """
    words = [*_at(repository), "-c", "log.showSignature=false", "-c", "diff.relative=false", "log", head, "--reverse"]
    words += ["--topo-order", "--no-merges", "--diff-filter=MR", "-z", "--raw", "-M", "--no-abbrev", "--no-ext-diff"]
    words += ["--no-textconv", "--no-color", "--no-notes", "--format=%x01%H%x00%aI", "--", *paths]
    with _started(words) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        found = _words(process.stdout)
        about: tuple[str, str] | None = None
        for word in found:
            if word.lstrip("\n").startswith(_RECORD):
                about = word.lstrip("\n")[1:13], next(found, "")
            elif word.lstrip("\n").startswith(":") and about is not None:
                entry = _entry(word.lstrip("\n"), found)
                path = entry.new_path or entry.old_path or ""
                yield Commit(*about, "", path, entry.new_blob, entry.old_blob), entry
        said = process.stderr.read()
    if process.returncode:
        _explain(repository, os.fsdecode(said), "")


def head(repository: str) -> str:
    """The commit that HEAD is; raises `InputError` where there is none."""
    done = _done([*_at(repository), "rev-parse", "--verify", "HEAD^{commit}"])
    if done.returncode:
        said = os.fsdecode(done.stderr)
        _explain(repository, said, "there is no commit in this repository yet" if "single revision" in said else "")
    return done.stdout.decode().strip()


def _at(repository: str | None) -> list[str]:
    return [] if repository is None else ["-C", repository]


def _words(stream: IO[bytes]) -> Iterator[str]:
    """What stands between the NULs of a stream."""
    rest = b""
    while block := stream.read1(1 << 16):  # type: ignore[attr-defined]
        *words, rest = (rest + block).split(b"\0")
        yield from map(os.fsdecode, words)
    if rest:
        yield os.fsdecode(rest)


def _commits(out: bytes) -> Iterator[Commit]:
    words = iter(os.fsdecode(out).split("\0"))
    head: tuple[str, str, str] | None = None
    for word in words:
        if word.startswith(_RECORD):
            head = (
                word[1 : 1 + _SHORT],
                next(words, ""),
                next(words, "").encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
            )
        elif word.startswith("\n:") and head is not None:
            entry = _entry(word[1:], words)
            yield Commit(*head, entry.new_path or entry.old_path or "", entry.new_blob, entry.old_blob)


def _entries(out: bytes) -> Iterator[Entry]:
    words = iter(os.fsdecode(out).split("\0"))
    for word in words:
        if word.startswith(":"):
            entry = _entry(word, words)
            if entry.status != "U":
                yield entry


def _entry(head: str, words: Iterator[str]) -> Entry:
    old_mode, new_mode, old_blob, new_blob, status = head[1:].split(" ")
    letter = status[0]
    first = next(words)
    second = next(words) if letter in "RC" else first
    return Entry(
        letter,
        None if letter == "A" else first,
        None if letter == "D" else second,
        None if letter == "A" or _NOTHING.fullmatch(old_blob) else old_blob,
        None if letter == "D" or _NOTHING.fullmatch(new_blob) else new_blob,
        all(mode in _REGULAR for mode, gone in ((old_mode, letter == "A"), (new_mode, letter == "D")) if not gone),
    )


def _is_option(word: str) -> bool:
    return word.startswith("-")


def _tree(revision: str, about: str) -> str:
    """The commit that a revision names."""
    if _is_option(revision) or revision.startswith("^"):
        _refuse(about, f"a revision cannot begin with {revision[0]}; name a commit, a branch or a tag")
    found = _resolved(f"{revision}^{{commit}}")
    if found is None:
        _refuse(about, f"git knows no commit {visible(revision)} here; git log lists commits")
    return found


def _resolved(spec: str) -> str | None:
    """The object that a word names, which does not begin like an option; `None` where there is none."""
    done = _done(["rev-parse", "--verify", "--quiet", spec])
    if done.returncode and done.stderr.strip():
        _explain(spec, os.fsdecode(done.stderr), "")
    found = done.stdout.decode("ascii", "replace").strip()
    return found if not done.returncode and _ID.fullmatch(found) else None


def _run(*words: str, about: str, failed: str = "") -> bytes:
    done = _done(words)
    if done.returncode:
        _explain(about, os.fsdecode(done.stderr), failed)
    return done.stdout


def _done(words: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    with _started(words) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def _started(words: Sequence[str]) -> subprocess.Popen[bytes]:
    feeds = words[-1] == "--batch"
    try:
        return subprocess.Popen(
            ["git", "--no-pager", *words],
            env={**os.environ, **_SETTINGS},
            stdin=subprocess.PIPE if feeds else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if feeds else subprocess.PIPE,
        )
    except FileNotFoundError:
        raise InputError(
            "git: there is no such program here; install git, or save the revision to a file", name="git"
        ) from None
    except ValueError:  # a NUL
        raise InputError("git: no revision and no path holds a NUL character; check the name", name="git") from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise InputError(f"git: cannot be started: {visible(why)}; check the installation", name="git") from None


def _explain(about: str, said: str, failed: str) -> NoReturn:
    if owned := _OWNER.search(said):
        _refuse(
            about,
            f"git does not trust {visible(owned[1])}, which another user owns; git help config tells of safe.directory",
        )
    if "not a git repository" in said:
        _refuse(about, "no such file, and this folder is in no git repository; check the path")
    if "must be run in a work tree" in said:
        _refuse(about, "this repository has no working tree; name two revisions, A..B")
    if "outside repository" in said:
        _refuse(about, "this path is outside the repository; name one inside")
    first = next((line for line in said.splitlines() if line.strip()), "").removeprefix("fatal: ")
    _refuse(about, failed or f"git says: {visible(first) or 'nothing'}; try git by hand")


def _refuse(source: str, why: str) -> NoReturn:
    raise InputError(f"{visible(source)}: {why}", name=source)
