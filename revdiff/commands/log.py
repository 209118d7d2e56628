"""``revdiff log PATH [RANGE]``: what git has of one file, as a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError

if TYPE_CHECKING:
    from revdiff.model import Document


def revisions_of(
    words: Sequence[str], limit: int | None, encodings: Sequence[str], formats: Sequence[str] = ()
) -> tuple[Document, ...]:
    """The file at each commit that changed its contents, oldest first, called by hash, date and subject.

    With a range, the first is the file as it was before that. Raises `RevdiffError` for fewer than two.
    """
    if not 1 <= len(words) <= 2:
        raise RevdiffError("log takes a path and perhaps a range: revdiff log PATH [A..B]")
    if len(encodings) > 1:
        raise RevdiffError("--encoding is said once for a whole history: it is for revisions that are not UTF-8")
    if len(formats) > 1:
        raise RevdiffError("--from is said once for a whole history: its revisions are of one file")
    from revdiff.readers import decoded, git, showable
    from revdiff.readers.plaintext import plainly_utf8

    path, span = words[0], words[1] if len(words) > 1 else None
    commits = git.log(path, span)
    if not commits:
        where = f"in {showable(span)}" if span else "here"
        raise RevdiffError(
            f"{showable(path)}: git knows no commit {where} that changed this file; check path and range"
        )
    first = commits[0]
    wanted: list[tuple[str, str, str | None]] = []
    if span and first.before:
        wanted.append((f"before {first.short}", first.path, first.before))
    wanted += [(f"{c.short} {c.date} {c.subject}", c.path, c.blob) for c in commits]
    seen: list[tuple[str, str, str]] = []
    for name, place, blob in wanted:
        if blob is not None and (not seen or seen[-1][2] != blob):  # renamed alone, or given other rights
            seen.append((name, place, blob))
    if limit:
        seen = seen[-limit:]
    if len(seen) < 2:
        raise RevdiffError(
            f"{showable(path)}: git holds one revision alone there; name it as REV:path, or a wider range"
        )
    encoding, kind = encodings[0] if encodings else None, formats[0] if formats else None
    return tuple(
        decoded(raw, showable(name), place, encoding=None if encoding and plainly_utf8(raw) else encoding, format=kind)
        for (name, place, _), raw in zip(seen, git.contents([blob for _, _, blob in seen]), strict=True)
    )
