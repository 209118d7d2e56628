"""Reads the curated word lists in ``data/``: one term or group a line, ``#`` comments, each when it is first asked for.

The ugly case is the start of the program: twenty lists that are folded term by term take longer than the comparison. So
a line is folded as a whole, and what nobody asks for is not read.
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

_FOLD = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{MODIFIER LETTER APOSTROPHE}": "'", "\N{NON-BREAKING HYPHEN}": "-"}
)


def fold(text: str) -> str:
    """Lower case, straight apostrophes, single blanks, no white space at the ends."""
    if text.isascii():
        return text.lower() if text.isalnum() else " ".join(text.lower().split())
    return " ".join(text.casefold().translate(_FOLD).split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of ``data/<name>.txt`` without comments and blank ones."""
    data = get_data("revdiff", f"classifier/data/{name}.txt")  # a third of the import time of importlib.resources
    if data is None:
        raise FileNotFoundError(f"revdiff was installed without its word list {name}.txt; install it again")
    stripped = [line.partition("#")[0].strip() for line in data.decode().split("\n")]
    return tuple([line for line in stripped if line])


@cache
def terms(name: str) -> frozenset[str]:
    """The terms of a list that has one or several (separated by ``|``) a line."""
    return frozenset(term.strip() for line in lines(name) for term in line.split("|"))


@cache
def groups(name: str) -> dict[str, tuple[int, ...]]:
    """Term -> the numbers of the groups it stands in, for a list with one group a line (``a | b | c``)."""
    index: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(lines(name)):
        for term in fold(line).split("|"):
            folded = term.strip()
            index[folded] = (*index.get(folded, ()), number)
    return index
