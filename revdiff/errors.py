"""The few errors that a caller can act on: each says what, why and what next, in one line.

The command line prints the message after ``revdiff: `` and exits with status 2; a program catches `RevdiffError`.
"""

from __future__ import annotations


class RevdiffError(Exception):
    """Anything that revdiff refuses; `str(error)` is one line fit for a person."""


class InputError(RevdiffError):
    """A revision could not be read. `name`: what was asked for; `offset`: the byte where it went wrong, if known."""

    def __init__(self, message: str, *, name: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.offset = offset


class MismatchError(RevdiffError):
    """A text handed to `apply` or `revert` is not the one the report was made from."""


class ClassifierError(RevdiffError):
    """A classifier cannot be had (a package, a model or a function is missing), or its answer is no set of labels."""


class ExportError(RevdiffError):
    """A report cannot be written in the wanted format (an unknown format, or a lone surrogate in a text)."""
