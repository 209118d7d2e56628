"""The words of a command line into documents: how often an option may be said, and what goes with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from revdiff.model import Document

DECIDED = ("accepted", "unrejected")
"""Formats that are the text which the decisions of a review make."""


def logged(
    words: Sequence[str],
    encodings: Sequence[str],
    formats: Sequence[str],
    separator: str | None,
    limit: int | None,
) -> tuple[Document, ...]:
    """The revisions of one file in git; raises `click.UsageError` for options that mean nothing there."""
    from revdiff.commands.log import revisions_of

    if separator is not None:
        raise click.UsageError("--separator cuts one FILE into its revisions; log finds them in git")
    return revisions_of(words, limit, encodings, formats)


def documents(
    revisions: Sequence[str], encodings: Sequence[str], separator: str | None = None, formats: Sequence[str] = ()
) -> tuple[Document, ...]:
    """The documents that the words name; raises `click.UsageError` for words and options that do not go together."""
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


def check_decided(format_: str | None, only: str | None, review: str | None) -> None:
    """Refuse a text of decisions where there are none, or where a filter would mean nothing."""
    if format_ in DECIDED and only:
        raise click.UsageError(f"--format {format_} is a whole text, so --only has nothing to filter")
    if format_ in DECIDED and not review:
        raise click.UsageError(f"--format {format_} needs the decisions; name their file with --review FILE")
