"""The nouns of a run over a corpus: what is to be done, in which pieces, and what a finished piece is known by.

All of them are frozen and can be pickled: an engine hands a `Job` to its workers once, and then one `Shard` after the
other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Protocol

from revdiff.errors import RevdiffError
from revdiff.model import Document, Policy

MOST_CHARACTERS = 10_000_000
"""Characters of one text that are compared: a shelf of novels. A longer one goes to `errors`."""


class Row(NamedTuple):
    """One row as a source has it."""

    at: int
    """Where it begins in its source, in the source's own measure."""
    fields: Mapping[str, object]
    trouble: str = ""
    """Why it could not be read, one sentence without a full stop; `fields` then say nothing."""
    number: int | None = None
    """Its number in the whole input, where that is not told by its place."""


class Cut(NamedTuple):
    """A stretch of a source that holds `rows` rows, which begin in the half-open range from `start` to `stop`."""

    start: int
    stop: int
    rows: int


class Source(Protocol):
    """A file of rows, which any worker can read any stretch of."""

    @property
    def path(self) -> str:
        """Where it is."""

    def columns(self) -> Sequence[str]:
        """The names of its columns."""

    def cuts(self, size: int) -> Iterator[Cut]:
        """The whole source in stretches of at most `size` rows, the same ones whenever it is asked."""

    def read(self, start: int, stop: int, columns: Sequence[str]) -> Iterator[Row]:
        """The rows that begin in a stretch; those columns alone, where leaving out others is cheaper."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns are called that are read."""

    id: str = "id"
    old: str = "old"
    new: str = "new"
    document: str = "document"
    order: str = "order"
    text: str = "text"

    @classmethod
    def called(cls, names: Mapping[str, str] | None) -> Columns:
        """Of a mapping from roles to names; raises `RevdiffError` for a role that there is not."""
        if unknown := [role for role in names or () if role not in cls.__dataclass_fields__]:
            raise RevdiffError(
                f"columns: there is no role {unknown[0]!r}; known: {', '.join(cls.__dataclass_fields__)}"
            )
        return cls(**(names or {}))


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of the work, which is done by one worker and written as one part of each kind."""

    number: int
    source: int
    """Place of its source among those of the job."""
    start: int
    stop: int
    first: int
    """Number in the whole input of its first row, from 1."""
    rows: int
    lead: tuple[int, int] | None = None
    """Source and place of the row before its first one, where that may be an earlier version of the same document."""
    wanted: tuple[int, ...] | None = None
    """Which of its rows are wanted, from 0; `None` for all of them."""

    @property
    def size(self) -> int:
        """How many rows are wanted."""
        return self.rows if self.wanted is None else len(self.wanted)


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to know beside the shard."""

    sources: tuple[Source, ...]
    versions: bool
    """Whether rows are versions of documents, from which consecutive pairs are made; else each row is a pair."""
    output: str
    columns: Columns = field(default_factory=Columns)
    format: str = "jsonl"
    classifier: str | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def read_columns(self) -> tuple[str, ...]:
        """The columns that rows are made of."""
        c = self.columns
        return (c.document, c.order, c.text) if self.versions else (c.id, c.old, c.new, c.document, c.order)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two revisions to be compared, and what they are known by."""

    row: int
    """Number of the row in the whole input, from 1; of versions, that of the new one."""
    id: str
    old: str | Document
    new: str | Document
    document: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that cannot be compared."""

    row: int
    id: str | None
    reason: str
    """One plain sentence."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A shard whose parts are on the disk, complete."""

    shard: int
    pairs: int
    changes: int
    errors: int
    limited: int
    """Pairs in which a bound on work was reached."""
    parts: Mapping[str, Mapping[str, Any]]
    """Kind to ``bytes`` and ``sha256`` of the part."""
    seconds: float

    def tree(self) -> dict[str, Any]:
        """As plain data, for the manifest."""
        return asdict(self)
