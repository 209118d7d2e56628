"""Where results go: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from revdiff.errors import RevdiffError


def refuse_overwriting(output: str | None, revisions: Sequence[str]) -> None:
    """Raise `RevdiffError` where the output is one of the files to be read."""
    if output is None or output == "-":
        return
    for source in revisions:
        try:
            same = source != "-" and os.path.samefile(source, output)
        except (OSError, ValueError):
            continue
        if same:
            raise RevdiffError(f"-o {safe(output)}: this is a file to be read; name another one")


def refuse_terminal(format_: str | None, output: str | None) -> None:
    """Raise `RevdiffError` where a file that is no text would be printed on a terminal; a pipe may have it."""
    if format_ is None or output not in (None, "-") or sys.stdout is None or not sys.stdout.isatty():
        return
    from revdiff.exporters import BINARY

    if format_ in BINARY:
        raise RevdiffError(f"--format {format_} is no text for a terminal; say -o FILE")


def write(result: str | bytes, output: str | None = None) -> None:
    """Write the result, text as UTF-8, to standard output, or to a file that is complete or not there at all."""
    data = result.encode("utf-8") if isinstance(result, str) else result
    if output is not None and output != "-":
        _replace(output, data)
        return
    if sys.stdout is None:
        raise RevdiffError("standard output is closed; say -o FILE")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _replace(output: str, data: bytes) -> None:
    if os.path.exists(output) and not os.path.isfile(output) and not os.path.isdir(output):
        with open(output, "wb") as device:  # /dev/null, a named pipe: nothing to rename over
            device.write(data)
        return
    target = os.path.realpath(output)  # a link stays a link
    folder = os.path.dirname(target)
    if os.path.isdir(target):
        raise RevdiffError(f"-o {safe(output)}: this is a folder; name a file in it")
    if not os.path.isdir(folder):
        raise RevdiffError(f"-o {safe(output)}: there is no folder {safe(folder)}; make it first")
    from revdiff.files import write_whole

    try:
        write_whole(target, data)
    except OSError as error:
        why = error.strerror or str(error)
        raise RevdiffError(f"-o {safe(output)}: cannot be written: {why.lower()}; name another file") from None


def safe(text: str) -> str:
    """A text as a terminal may see it."""
    from revdiff.text.visible import visible

    return visible(text)
