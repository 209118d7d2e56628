"""``revdiff git-external``: what ``git diff`` calls for each file that differs (`GIT_EXTERNAL_DIFF`, `diff.external`).

The ugly case: git gives up on all further files when one call fails, so what cannot be compared is told in a line and
is no failure. Arguments: path, old file, hash, mode, new file, hash, mode; of a rename also the new path and what git
says of it; of an unmerged file the path alone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from revdiff.errors import InputError, RevdiffError

if TYPE_CHECKING:
    from revdiff._history import Comparer

_LINK, _SUBMODULE = "120000", "160000"


def external(
    words: Sequence[str],
    only: str | None,
    compare: Comparer | None,
    encoding: str | None = None,
    format: str | None = None,
) -> str:
    """The changes of one file as text; in place and coloured where git's pager takes it and NO_COLOR is not set.

    `encoding` is for what is not plainly UTF-8, `format` the name of the format where the suffix does not tell.
    """
    from revdiff.readers import decoded, showable
    from revdiff.readers.plaintext import plainly_utf8
    from revdiff.readers.several import no_text
    from revdiff.text.visible import visible

    if len(words) == 1:
        return f"{visible(showable(words[0]))}: not merged yet.\n"
    if len(words) not in (7, 9):
        raise RevdiffError(
            "git-external takes the seven or nine arguments that git gives it; "
            "set it up with: git config diff.external 'revdiff git-external'"
        )
    path, old_file, _, old_mode, new_file, _, new_mode = words[:7]
    new_path = words[7] if len(words) == 9 else path
    shown = visible(showable(path if path == new_path else f"{path} \N{RIGHTWARDS ARROW} {new_path}"))
    if {old_mode, new_mode} & {_LINK, _SUBMODULE}:
        return f"{shown}: a link or a submodule, no text; git diff --no-ext-diff shows it.\n"
    texts = []
    for file, name in ((old_file, path), (new_file, new_path)):
        raw = _contents(file)
        if why := no_text(raw, name):
            return f"{shown}: {why}, not compared.\n"
        try:
            chosen = None if encoding and plainly_utf8(raw) else encoding
            there = file != os.devnull
            kind = format if there else None
            texts.append(decoded(raw, showable(name), name if there else os.devnull, encoding=chosen, format=kind))
        except InputError as error:
            return f"{error}\n"
    if compare is None:
        from revdiff._compare import compare as standard

        compare = standard
    from revdiff.exporters.inline import export_inline
    from revdiff.exporters.text import export_text

    report = compare(*texts)
    if os.environ.get("GIT_PAGER_IN_USE") in ("1", "true"):
        return export_inline(report, only=only, colour=not os.environ.get("NO_COLOR")) + "\n"
    return export_text(report, only=only)


def _contents(file: str) -> bytes:
    from revdiff.readers import file_bytes, showable

    return b"" if file == os.devnull else file_bytes(file, showable(file))
