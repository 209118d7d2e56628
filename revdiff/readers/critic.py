"""CriticMarkup: one file that holds two revisions, as ``{--old--}``, ``{++new++}``, ``{~~old~>new~~}``.

The ugly case is a mark that is never closed, or one inside another: it stays in the text, as it was typed, and is told.
Comments are kept beside the text with what they stand at. What `revdiff.exporters.critic` writes is read back exactly,
character for character. Source: the CriticMarkup specification of Weatherhead and Ryan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from revdiff.errors import InputError
from revdiff.model import Annotation, AnnotationKind, Document, Outline, Span
from revdiff.readers.plaintext import read_plaintext
from revdiff.text.visible import visible

_OPEN = re.compile(r"\{(?:\+\+|--|~~|==|>>)")
_CLOSE = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{==": "==}", "{>>": "<<}"}
_BECOMES = "~>"
_LEFT = re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark with both its halves."""

    start: int
    end: int
    kind: str
    """How it opens."""
    old: str
    new: str
    """What it is with all marks rejected, and with all accepted; a comment says the same in both."""


def _marks(text: str) -> Iterator[_Mark]:
    """The marks of a text in order, none inside another. Linear: a half that is nowhere ahead is looked for once."""
    missing: set[str] = set()
    at = 0
    while found := _OPEN.search(text, at):
        kind, inside = found[0], found.end()
        at = inside
        parted = inside
        if kind == "{~~":
            parted = -1 if _BECOMES in missing else text.find(_BECOMES, inside)
            if parted < 0:
                missing.add(_BECOMES)
                continue
            parted += len(_BECOMES)
        closed = -1 if kind in missing else text.find(_CLOSE[kind], parted)
        if closed < 0:
            missing.add(kind)
            continue
        at = closed + len(_CLOSE[kind])
        words = text[parted:closed]
        old = text[inside : parted - len(_BECOMES)] if kind == "{~~" else "" if kind == "{++" else words
        yield _Mark(found.start(), at, kind, old, "" if kind == "{--" else words)


def _edits(text: str) -> int:
    return sum(mark.kind in ("{++", "{--", "{~~") for mark in _marks(text))


def read_critic(raw: bytes, name: str, encoding: str | None = None) -> Document:
    """The text with all marks accepted, which is told where there are any; errors are those of plain text."""
    text = read_plaintext(raw, name, encoding).text
    marks = _edits(text)
    document = _view(text, name, accepted=True)
    if not marks or document.outline is None:
        return document
    what = "1 mark of CriticMarkup was" if marks == 1 else f"{marks} marks of CriticMarkup were"
    told = f"{what} taken as accepted; name this file alone to see both sides"
    return replace(document, outline=replace(document.outline, notices=(told, *document.outline.notices)))


def critic_revisions(raw: bytes, name: str, encoding: str | None = None) -> tuple[Document, ...]:
    """The text with all marks rejected and the one with all accepted; `InputError` where there are none."""
    text = read_plaintext(raw, name, encoding).text
    if not _edits(text):
        raise InputError(
            f"{visible(name)}: one revision alone, for there is no mark of CriticMarkup in it, such as {{++this++}}; "
            "name the other file",
            name=name,
        )
    return (
        _view(text, f"{name} (all rejected)", accepted=False),
        _view(text, f"{name} (all accepted)", accepted=True),
    )


def looks_critical(text: str) -> bool:
    """Whether a text holds a mark of CriticMarkup that adds, removes or replaces."""
    return _edits(text) > 0


def _view(text: str, called: str, *, accepted: bool) -> Document:
    """One side of all marks, with the comments at the words before them."""
    pieces: list[str] = []
    said: list[Annotation] = []
    length = at = 0
    last = Span(0, 0)  # of what the mark before left, which a comment right behind it is about
    for mark in _marks(text):
        kept = text[at : mark.start]
        pieces.append(kept)
        length += len(kept)
        at = mark.end
        if mark.kind == "{>>":
            about = last if last.end == length and not kept else Span(length, length)
            said.append(Annotation(about, AnnotationKind.COMMENT, mark.new.strip()))
            continue
        shown = mark.new if accepted else mark.old
        pieces.append(shown)
        last = Span(length, length + len(shown))
        length += len(shown)
    whole = "".join((*pieces, text[at:]))
    left = _LEFT.search(whole)
    notices = (f"{left[0]} is a mark of CriticMarkup without its other half, and was left in the text",) if left else ()
    said.sort(key=lambda one: (one.span.start, one.span.end))
    return Document(called, whole, Outline(None, (), tuple(said), notices, frozenset()))
