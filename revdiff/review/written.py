"""The text of a review file: YAML that a person can mend, one mark a line, read and written by the thousand.

The ugly case: 26,000 marks and a key that is pressed once more. A YAML emitter would need seconds, so the line of each
mark is kept, and only lines that are not known are read. A line that we wrote is also JSON, which is read a hundred
times as fast; any other YAML (block style, another order, comments) is read as such. What is not ours is kept: keys
that this version does not know are written back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from revdiff.errors import RevdiffError
from revdiff.model import Kind
from revdiff.review.marks import Decision, Mark
from revdiff.text.visible import replaced, visible

SCHEMA = "revdiff-review/1"
_HEADER = """\
# Marks of a review, written by revdiff at every step; each stands under the id of its change.
# reviewed: somebody has seen it; decision: accepted or rejected; label and reason: what a reader says in place of the
# program; note: for people; before, old, new, after: what the change was, by which it is found when the text moves on.
"""
_TEXTS = ("reason", "note", "before", "old", "new", "after", "by", "at")
_KEYS = frozenset({"reviewed", "decision", "label", *_TEXTS})
_Word = TypeVar("_Word", Kind, Decision)
_OURS = frozenset({"schema", "old", "new", "marks"})
_ROW = re.compile(r'  ("[^"\\]*"): (\{.*\})')
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_BREAK_SPACES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}")
"""JSON and YAML would hold them as they are; a person would take them for a space."""


@dataclass(frozen=True, slots=True)
class Page:
    """A review file that was read."""

    marks: dict[str, Mark] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    """What is written for each mark."""
    extras: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Keys of a mark that are not ours, for the marks that have any."""
    others: list[str] = field(default_factory=list)
    """Keys of the file that are not ours, with their values, as they are written."""

    def with_marks(self, changed: Mapping[str, Mark | None]) -> Page:
        """The page with these marks laid over it; `None` or an empty mark takes one away."""
        page = Page(dict(self.marks), dict(self.lines), dict(self.extras), self.others)
        for id, mark in changed.items():
            id = fit(id)
            if mark is None or mark.empty:
                for held in (page.marks, page.lines, page.extras):
                    held.pop(id, None)
            else:
                page.marks[id] = mark = _fit_mark(mark)
                page.lines[id] = line(id, mark, page.extras.get(id))
        return page

    def text(self, old: Mapping[str, str], new: Mapping[str, str]) -> str:
        """The whole file; `old` and `new` tell of what texts: name and sha256."""
        head = [f"schema: {SCHEMA}"]
        head += [f"{side}: {{{_pairs(told)}}}" for side, told in (("old", old), ("new", new))]
        head += self.others
        rows = [self.lines[id] for id in sorted(self.lines)]
        return _HEADER + "\n".join([*head, "marks:" if rows else "marks: {}", *rows, ""])

    def take_all(self, tree: Mapping[str, Any], name: str) -> None:
        """Put what a file holds on this page, which is being made."""
        self.others.extend(_pairs({key: value}) for key, value in tree.items() if key not in _OURS)
        marks = tree.get("marks") or {}
        if not isinstance(marks, dict):
            raise RevdiffError(f"the review file {name} has no marks by id; mend what stands under 'marks'")
        for id, said in marks.items():
            if not isinstance(id, str):
                raise RevdiffError(f"the review file {name}: the id {visible(str(id))} is no text; put it in quotes")
            self.take(id, said, name)

    def take(self, id: str, said: object, name: str, row: str | None = None) -> None:
        """Put one mark of a file on this page; `row`: what was written for it, if it is one of our lines."""
        mark, extra = _mark(id, said, name)
        if mark.empty and not extra:
            return
        self.marks[id] = mark
        if extra:
            self.extras[id] = extra
        self.lines[id] = row or line(id, mark, extra)


def fit(text: str) -> str:
    """Text with a replacement character for each lone surrogate, which no file can hold."""
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _fit_mark(mark: Mark) -> Mark:
    texts = {name: fit(getattr(mark, name)) for name in _TEXTS}
    if all(texts[name] == getattr(mark, name) for name in _TEXTS):
        return mark
    return Mark(mark.reviewed, mark.kind, decision=mark.decision, **texts)


def quoted(text: str) -> str:
    """The text in double quotes, so that YAML gives it back exactly; JSON does too, but for odd characters that are
    written with eight digits."""
    written = json.dumps(fit(text), ensure_ascii=False)
    if text.isascii() and text.isprintable():
        return written
    for space in _NO_BREAK_SPACES:
        written = written.replace(space, _escape(space))
    return replaced(written, _escape)


def _escape(odd: str) -> str:
    return f"\\u{ord(odd):04x}" if ord(odd) < 0x10000 else f"\\U{ord(odd):08x}"


def _pairs(values: Mapping[Any, Any]) -> str:
    return ", ".join(f"{_value(key)}: {_value(value)}" for key, value in values.items())


def _value(value: Any) -> str:
    """Any value that YAML gave, in flow style on one line."""
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, dict):
        return f"{{{_pairs(value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    import yaml

    written: str = yaml.safe_dump(value, default_flow_style=True, width=2**31 - 1)
    return written.removesuffix("...\n").strip()


def line(id: str, mark: Mark, extra: Mapping[str, Any] | None = None) -> str:
    """One mark on one line, without its line feed."""
    said: list[str] = []
    if mark.reviewed:
        said.append('"reviewed": true')
    if mark.decision is not None:
        said.append(f'"decision": "{mark.decision}"')
    if mark.kind is not None:
        said.append(f'"label": "{mark.kind}"')
    said += [f'"{name}": {quoted(text)}' for name in _TEXTS if (text := getattr(mark, name))]
    if extra:
        said.append(_pairs(extra))
    return f"  {quoted(id)}: {{{', '.join(said)}}}"


def parsed(text: str, name: str, before: Page | None = None) -> Page:
    """The page that a text of a review file holds; marks whose lines stand in the page `before` are taken from it.

    Raises `RevdiffError`, one line with the `name` of the file, for anything else.
    """
    try:
        page = _by_rows(text, name, before)
        if page is None:
            page = Page()
            page.take_all(_loaded(text, name), name)
        return page
    except (RecursionError, ValueError, TypeError) as error:
        told = f"the review file {name} cannot be understood ({type(error).__name__}); mend it, or name another file"
        raise RevdiffError(told) from error


def _by_rows(text: str, name: str, before: Page | None) -> Page | None:
    """The page, with the rows that stand as we write them read one by one and the rest as YAML; `None` where the file
    is made in another way."""
    head, found, body = text.partition("\nmarks:\n")
    if not found:
        return None
    page = Page()
    known = before or page
    rest: list[str] = []
    for row in body.split("\n"):
        parts = _ROW.fullmatch(row)
        if parts is None:
            if row[:1] not in ("", " ", "#"):
                return None  # what follows is not of the marks
            rest.append(row)
            continue
        id = parts[1][1:-1]
        if known.lines.get(id) == row:
            page.marks[id], page.lines[id] = known.marks[id], row
            if id in known.extras:
                page.extras[id] = known.extras[id]
            continue
        try:
            said = json.loads(parts[2])
        except ValueError:
            rest.append(row)
        else:
            page.take(id, said, name, row)
    try:
        page.take_all(_loaded("\n".join([head, "marks:", *rest]), name), name)
    except _NoYaml:
        return None
    return page


class _NoYaml(RevdiffError):
    """The text is no YAML, or not of our schema."""


def _loaded(text: str, name: str) -> dict[str, Any]:
    import yaml

    try:
        tree = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise _NoYaml(f"the review file {name} is no YAML{where}; mend it, or name another file") from error
    if tree is None:
        return {}
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise _NoYaml(f"{name} is no review file, for its schema is not {SCHEMA}; name another file")
    return tree


def _mark(id: str, said: object, name: str) -> tuple[Mark, dict[str, Any]]:
    """One mark and its keys that are not ours; `RevdiffError` names the mark where it says what no mark can say."""
    if not isinstance(said, dict):
        raise _refused(id, name, "it is no mapping")
    reviewed = said.get("reviewed", False)
    if not isinstance(reviewed, bool):
        raise _refused(id, name, f"reviewed is {reviewed!r}, neither true nor false")
    texts: dict[str, str] = {}
    for key in _TEXTS:
        text = said.get(key, "")
        if not isinstance(text, str):
            raise _refused(id, name, f"{key} is {text!r}, which is no text; put it in quotes")
        texts[key] = text
    mark = Mark(
        reviewed,
        _one_of(Kind, said, "label", id, name),
        decision=_one_of(Decision, said, "decision", id, name),
        **texts,
    )
    return mark, {key: value for key, value in said.items() if key not in _KEYS}


def _one_of(known: type[_Word], said: Mapping[str, Any], key: str, id: str, name: str) -> _Word | None:
    value = said.get(key)
    if value is None:
        return None
    if value not in [str(one) for one in known]:
        raise _refused(id, name, f"{key} is {value!r}; say {' or '.join(known)}")
    return known(value)


def _refused(id: str, name: str, what: str) -> RevdiffError:
    return RevdiffError(f"the review file {name}: mark {visible(id)}: {visible(what)}; mend it, or name another file")
