"""``git show HEAD:a.txt | revdiff - a.txt 2>log``: input and error are taken, yet a person sits at a terminal.

Textual reads keys from file descriptor 0 and draws on 2. Where one of them is no terminal, the controlling terminal is
put in its place while the UI runs, and what was there comes back afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from revdiff.errors import RevdiffError

_KEYS, _SCREEN = 0, 2


@contextmanager
def terminal() -> Iterator[None]:
    """Keys and screen on a terminal while the block runs; raises `RevdiffError` where there is none."""
    taken = [fd for fd in (_KEYS, _SCREEN) if not os.isatty(fd)]
    if not taken:
        yield
        return
    try:
        device = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise RevdiffError(
            "there is no terminal to browse in; use --format text, or another format, to print the changes"
        ) from error
    kept = [(fd, os.dup(fd)) for fd in taken]
    try:
        for fd in taken:
            os.dup2(device, fd)
        yield
    finally:
        for fd, copy in kept:
            os.dup2(copy, fd)
            os.close(copy)
        os.close(device)
