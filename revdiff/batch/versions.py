"""Versions of documents into pairs of consecutive ones, also where a shard ends between two of them.

The ugly case: version 10 before version 9, the versions of one document in two files, and in between one whose text is
null. The order that is needed is by document, then by order, both ascending; numbers are compared as numbers and stand
before texts, so version 10 follows version 9 also where a CSV says them as text. Documents called ``7`` and ``007``
stand side by side in that order and stay two. Rows of the same document and order keep the order in which they came. A
version that cannot be read has no pair on either side: what follows it is not compared with what came before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from revdiff.batch.corpus import named, sentence, unfit
from revdiff.batch.job import Columns, Pair, Row, Unfit

Key = tuple[int, float | str]
Named = tuple[int, float | str, str]
"""The key of a document, and what tells it from another one of the same key."""
_MOST_EXACT = 2**53
"""Whole numbers beyond it are compared as texts, since other programs hold them as fractions."""


def key(value: object) -> Key | None:
    """What a document or an order is sorted by; `None` for what is neither number nor text."""
    if isinstance(value, str):
        try:
            number = float(value)
        except ValueError:
            return 1, value
        return (0, number) if abs(number) < _MOST_EXACT else (1, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None if value is None else key(str(value))  # a decimal is a number, a date is a text
    return (0, float(value)) if abs(value) < _MOST_EXACT else (1, str(value))


def document_key(value: object) -> Named | None:
    """What a document is known and sorted by; `None` for none. A number is the same one with and without ``.0``."""
    found = key(value)
    if found is None:
        return None
    whole = isinstance(value, float) and value.is_integer()
    return *found, str(int(value)) if whole else str(value)  # type: ignore[call-overload]


def keys(row: Row, columns: Columns) -> tuple[Named, Key] | None:
    """The keys of document and order; `None` where the row has none."""
    document, order = document_key(row.fields.get(columns.document)), key(row.fields.get(columns.order))
    return None if row.trouble or document is None or order is None else (document, order)


def in_order(before: tuple[Named, Key] | None, row: Row, columns: Columns) -> tuple[bool, tuple[Named, Key] | None]:
    """Whether a row may follow one with these keys, and its own."""
    own = keys(row, columns)
    return before is None or own is None or before <= own, own or before


def pairs(rows: Iterable[tuple[int, Row]], lead: Row | None, columns: Columns) -> Iterator[Pair | Unfit | None]:
    """For each row, with its number, the pair with the version before it; `None` for the first of a document.

    `lead` is the row before the first one, of which nothing is told.
    """
    before: Mapping[str, object] | None = None
    if lead is not None and not trouble(lead, columns):
        before = lead.fields
    for number, row in rows:
        fields = row.fields
        if reason := trouble(row, columns):
            before = None
            yield Unfit(number, _id(None, fields, columns), sentence(reason))
            continue
        if before is None or document_key(before[columns.document]) != document_key(fields[columns.document]):
            yield None
        else:
            old, new = before[columns.text], fields[columns.text]
            assert isinstance(old, str)
            assert isinstance(new, str)
            document, order = named(fields[columns.document]), named(fields[columns.order])
            yield Pair(number, _id(before, fields, columns) or str(number), old, new, document, order)
        before = fields


def trouble(row: Row, columns: Columns) -> str:
    """Why a row is no version; empty where it is one."""
    if row.trouble:
        return row.trouble
    for name in (columns.document, columns.order):
        if key(row.fields.get(name)) is None:
            return f"the column {name} is {'null' if name in row.fields else 'not there'}"
    return unfit(row.fields.get(columns.text), columns.text, columns.text in row.fields)


def _id(before: Mapping[str, object] | None, fields: Mapping[str, object], columns: Columns) -> str | None:
    """``document@1..2``; of a version that has no pair ``document@2``."""
    document = named(fields.get(columns.document))
    if document is None:
        return None
    orders = [named(f.get(columns.order)) or "" for f in (before, fields) if f is not None]
    return f"{document}@{'..'.join(orders)}"
