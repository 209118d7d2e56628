"""One pair in, rows out: what a comparison says, flat enough for a table and with nothing left out.

The ugly case: four million rows, and in one of them a text that is null, half a surrogate, or fifty megabytes long. It
becomes a row of `errors` with one plain sentence, and the others never hear of it. The rows are made from the lines of
``--format jsonl``, and so from the tree that every export is made from: there is no second story.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import Any, NamedTuple, overload

from revdiff._history import Comparer
from revdiff.batch.job import MOST_CHARACTERS, Columns, Pair, Unfit
from revdiff.errors import RevdiffError
from revdiff.exporters.jsonl import lines_of
from revdiff.exporters.tree import Tree, unfolded
from revdiff.model import Document, Relation
from revdiff.text.visible import visible


class Type(StrEnum):
    """What a column holds; each may be null."""

    TEXT = "text"
    WHOLE = "whole number"
    SHARE = "number from 0 to 1"
    FLAG = "true or false"
    WHOLES = "list of whole numbers"
    REASONS = "list of {rule, message, old, new}; old and new are {text, start, end} or null"
    HANDS = "list of {author, date}"
    COUNTS = "list of {category, count}"


_OF_PAIR = {"row": Type.WHOLE, "id": Type.TEXT, "document": Type.TEXT, "order": Type.TEXT}
TABLES: dict[str, dict[str, Type]] = {
    "changes": {
        **_OF_PAIR,
        "number": Type.WHOLE,
        "change_id": Type.TEXT,
        "label": Type.TEXT,
        "category": Type.TEXT,
        "confidence": Type.SHARE,
        "unsure": Type.FLAG,
        "decided_by": Type.TEXT,
        "operation": Type.TEXT,
        "old_text": Type.TEXT,
        "new_text": Type.TEXT,
        "old_start": Type.WHOLE,
        "old_end": Type.WHOLE,
        "new_start": Type.WHOLE,
        "new_end": Type.WHOLE,
        "relation": Type.TEXT,
        "old_passages": Type.WHOLES,
        "new_passages": Type.WHOLES,
        "limited": Type.FLAG,
        "old_place": Type.TEXT,
        "new_place": Type.TEXT,
        "old_line": Type.WHOLE,
        "new_line": Type.WHOLE,
        "group": Type.TEXT,
        "group_count": Type.WHOLE,
        "group_what": Type.TEXT,
        "group_unchanged": Type.WHOLE,
        "tracked": Type.HANDS,
        "reasons": Type.REASONS,
    },
    "pairs": {
        **_OF_PAIR,
        "label": Type.TEXT,
        "changes": Type.WHOLE,
        "substantive": Type.WHOLE,
        "wording": Type.WHOLE,
        "unsure": Type.WHOLE,
        "layout": Type.WHOLE,
        "ignored": Type.WHOLE,
        **dict.fromkeys(map(str, Relation), Type.WHOLE),
        "limited": Type.FLAG,
        "old_words": Type.WHOLE,
        "new_words": Type.WHOLE,
        "old_sha256": Type.TEXT,
        "new_sha256": Type.TEXT,
        "summary": Type.TEXT,
        "categories": Type.COUNTS,
    },
    "errors": {"shard": Type.WHOLE, "row": Type.WHOLE, "id": Type.TEXT, "reason": Type.TEXT},
}
"""Table to column to type, in the order of the columns: the schema of all parts, whatever their format."""

_OF_REASON = ("rule", "message", "old", "new")
Values = dict[str, Any]


FEW = 1_000
"""Rows up to which they are kept as they are."""


class Packed(Sequence[Values]):
    """Rows as bytes, of which each is made when it is asked for: a quarter of the memory, in a huge pair."""

    def __init__(self, records: Iterable[bytes]) -> None:
        self.records = [*records]

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, at: int) -> Values: ...

    @overload
    def __getitem__(self, at: slice) -> Packed: ...

    def __getitem__(self, at: int | slice) -> Values | Packed:
        if isinstance(at, slice):
            return Packed(self.records[at])
        found: Values = unpacked(self.records[at])
        return found


class Told(NamedTuple):
    """What became of one pair."""

    pair: Values
    changes: Sequence[Values]


def told(pair: Pair, compare: Comparer) -> Told | Unfit:
    """The rows of a pair; whatever goes wrong in the comparison, in a classifier of the user too, is a reason."""
    old, new = (t if isinstance(t, Document) else Document(s, t) for t, s in ((pair.old, "old"), (pair.new, "new")))
    known = {"row": pair.row, "id": pair.id, "document": pair.document, "order": pair.order}
    try:
        report = compare(old, new)
        root, passages = unfolded(report)
        row = {**known, **_pair(root), "limited": any(p.limited for p in report.passages)}
        changes = ({**known, "number": n, **change} for n, change in enumerate(_changes(root, passages), 1))
        return Told(row, _kept(changes))
    except RevdiffError as error:
        return Unfit(pair.row, pair.id, sentence(str(error)))
    except Exception as error:
        return Unfit(pair.row, pair.id, sentence(f"the comparison failed: {type(error).__name__}: {error}"))


def _kept(rows: Iterator[Values]) -> Sequence[Values]:
    few = [*islice(rows, FEW)]
    return few if len(few) < FEW else Packed(packed(row) for row in chain(few, rows))


def packed(row: Any) -> bytes:
    """A row, or what else is plain data, as bytes that this Python can read."""
    return marshal.dumps(row)


def unpacked(record: bytes) -> Any:
    """What was packed."""
    return marshal.loads(record)


def pair_of(row: int, fields: Mapping[str, object], columns: Columns) -> Pair | Unfit:
    """The pair that a row of pairs holds; without an id it is known by its number."""
    id = named(fields.get(columns.id)) or str(row)
    old, new = (fields.get(name) for name in (columns.old, columns.new))
    for name, text in ((columns.old, old), (columns.new, new)):
        if reason := unfit(text, name, name in fields):
            return Unfit(row, id, reason)
    assert isinstance(old, str | Document)
    assert isinstance(new, str | Document)
    return Pair(row, id, old, new, named(fields.get(columns.document)), named(fields.get(columns.order)))


def unfit(text: object, column: str, there: bool = True) -> str:
    """Why a value is no text that can be compared, in one sentence; empty where it is one."""
    if isinstance(text, Document):
        text = text.text
    if not isinstance(text, str):
        what = "is not there" if not there else "is null" if text is None else f"holds no text but {_a(text)}"
        return sentence(f"the column {column} {what}")
    if len(text) > MOST_CHARACTERS:
        return sentence(f"the column {column} has {len(text):,} characters, and {MOST_CHARACTERS:,} are the most")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        what = f"the lone surrogate U+{code:04X} at character {error.start}"
        return sentence(f"the column {column} holds {what}, which no UTF-8 file can hold")
    return ""


def named(value: object) -> str | None:
    """What an id, a document or an order is called, as any file can hold it; `None` for none."""
    if value is None or value == "":
        return None
    return str(value).encode("utf-8", "backslashreplace").decode("utf-8")


def sentence(text: str) -> str:
    """One plain line."""
    line = visible(" ".join(text.split()))
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?")) else ".")


def error(shard: int, one: Unfit) -> Values:
    """The row of `errors`."""
    return {"shard": shard, "row": one.row, "id": one.id, "reason": one.reason}


def _changes(root: Tree, passages: Iterable[Tree]) -> Iterator[Values]:
    """The rows of all changes, passage by passage: of a huge text the whole tree is twice as large as its rows."""
    groups = {group["id"]: group for group in root["groups"]}
    for passage in passages:
        for line in lines_of({**root, "passages": [passage]}, {}):
            if line["type"] == "change":
                yield _change(line, groups)


def _change(line: Tree, groups: Mapping[str, Tree]) -> Values:
    place, group = line["place"], groups.get(line.get("group", ""), {})
    row = {name: line.get(name) for name in TABLES["changes"]}
    row |= {"change_id": line["id"], "limited": line.get("limited", False), "unsure": line.get("unsure", False)}
    for side in ("old", "new"):
        row |= {f"{side}_{key}": value for key, value in line[side].items()}
        row |= {f"{side}_place": place[side], f"{side}_line": place[f"{side}_line"]}
    row |= {"group_count": group.get("count"), "group_what": group.get("what")}
    row |= {"group_unchanged": group.get("unchanged_count")}
    row["reasons"] = [{key: reason.get(key) for key in _OF_REASON} for reason in line["reasons"]]
    return {name: row[name] for name in TABLES["changes"] if name not in _OF_PAIR and name != "number"}


def _pair(root: Tree) -> Values:
    summary = root["summary"]
    row = {name: summary.get(name) for name in ("label", "changes", "substantive", "wording", "unsure", "layout")}
    row |= {"ignored": summary.get("ignored", 0), **summary["passages"], "limited": False}
    row |= {f"{side}_words": root[side]["words"] for side in ("old", "new")}
    row |= {f"{side}_sha256": root[side]["sha256"] for side in ("old", "new")}
    categories = [{"category": name, "count": count} for name, count in summary["categories"].items()]
    return row | {"summary": summary["words"], "categories": categories}


def _a(thing: object) -> str:
    return "a list or an object" if isinstance(thing, list | dict) else f"a value of the type {type(thing).__name__}"
