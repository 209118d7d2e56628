"""Every noun of revdiff, and nothing else: frozen, slotted, hashable, without input or output.

One comparison is read from left to right: two `Document`s are cut into `Segment`s, segments are aligned into `Pair`s,
a pair is cut into `Edit`s, each edit gets a `Label` with its `Reason`s and becomes a `Change`; a `Passage` is a pair
with its changes, and a `Report` is all of them. There are two sides everywhere, and they are called old and new.
All positions are in characters (code points) of `Document.text`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypedDict


class SegmentKind(StrEnum):
    """What a segment is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"
    CODE = "code"
    METADATA = "metadata"
    SENTENCE = "sentence"


class Relation(StrEnum):
    """What became of the segments of a pair."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"


_PLACED = (Relation.KEPT, Relation.CHANGED, Relation.ADDED, Relation.REMOVED)
"""Relations that say nothing where no change does."""


class Operation(StrEnum):
    """What an edit does to the old text."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


class Kind(StrEnum):
    """Whether a change matters: the two labels."""

    WORDING = "wording"
    SUBSTANTIVE = "substantive"


class Category(StrEnum):
    """What kind of edit a change is; see `SUBSTANTIVE_CATEGORIES` for the side each one stands on."""

    NUMBER = "number"
    DATE = "date"
    QUANTITY = "quantity"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    SCOPE = "scope"
    RELATION = "relation"
    REFERENCE = "reference"
    CLAIM_CHANGED = "claim-changed"
    CLAIM_ADDED = "claim-added"
    CLAIM_REMOVED = "claim-removed"
    SPELLING = "spelling"
    GRAMMAR = "grammar"
    TYPOGRAPHY = "typography"
    FORMATTING = "formatting"
    SYNONYM = "synonym"
    WORD_ORDER = "word-order"
    REPHRASING = "rephrasing"
    RENUMBERING = "renumbering"
    RESTATED = "restated"


SUBSTANTIVE_CATEGORIES = frozenset(
    {
        Category.NUMBER,
        Category.DATE,
        Category.QUANTITY,
        Category.NAME,
        Category.NEGATION,
        Category.MODALITY,
        Category.CERTAINTY,
        Category.ATTRIBUTION,
        Category.QUOTATION,
        Category.SCOPE,
        Category.RELATION,
        Category.REFERENCE,
        Category.CLAIM_CHANGED,
        Category.CLAIM_ADDED,
        Category.CLAIM_REMOVED,
    }
)


UNSURE = 0.6
"""Confidence below which a label is called unsure, for a person to look at; by judgement: little better than a coin."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a document's text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that the reader of a format knows to be one segment."""

    kind: SegmentKind
    span: Span
    level: int = 0
    """Of a heading, 1 the highest; of an item, how deep its list stands in others; 0 where nobody knows."""
    line: int = 0
    """1-based line of the source where it begins; 0 where the source has no lines, or where they are the text's."""
    source: str = ""
    """Where it stands in the source where that is not the main text, for people: ``footnote 2``, ``table 1, row 3``."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a stretch of text carries beside its characters: that it is bold, or a link."""

    span: Span
    kind: str
    """``bold``, ``italic``, ``underline``, ``strike``, ``code``, ``link`` and so on: one word for people."""
    value: str = ""
    """The target of a link; empty for what needs none."""


class AnnotationKind(StrEnum):
    """What somebody left in a text beside its words."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A comment, or who made a tracked change: told beside the changes, never compared."""

    span: Span
    kind: AnnotationKind
    text: str = ""
    """Of a comment; empty for a tracked change."""
    author: str = ""
    date: str = ""
    """As the source has it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the reader of a format knows of a text beyond its characters.

    `blocks` stand in order, do not overlap and leave only white space between them; every `Style` lies in one block.
    All tuples are sorted by place.
    """

    blocks: tuple[Block, ...] | None
    """`None` where the format says nothing of it, and the segments are found in the text."""
    styles: tuple[Style, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    notices: tuple[str, ...] = ()
    """What a person should know of the reading, one sentence each: what was left out, which view was taken."""
    knows: frozenset[str] | None = None
    """The kinds of styles that the reader can tell, ``kind`` (of a segment) among them; `None` where it tells all. Only
    what both readers tell is compared, so a PDF has no link less than the Word document it was printed from."""

    def tells(self, kind: str) -> bool:
        """Whether the reader can tell styles of this kind."""
        return self.knows is None or kind in self.knows


@dataclass(frozen=True, slots=True)
class Document:
    """One revision."""

    name: str
    """What people call it: a file name, a revision of git."""
    text: str
    """The text exactly as decoded: line ends kept, a BOM is its first character; never normalised in place."""
    outline: Outline | None = None
    """Where a format says what the segments are; else they are found in the text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph or whatever else is aligned as a whole; `text` is exactly the spanned text."""

    kind: SegmentKind
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Segments that belong together, a "bead" in the sense of Gale and Church (1993)."""

    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    relation: Relation
    similarity: float
    """0 to 1; 1 for the same words."""
    matched_by: str
    """How it was found, for instance ``same text``, ``similar, in order`` or ``moved``."""
    runner_up: float = 0.0
    """Similarity of the next best partner that was considered; near `similarity` means a close call."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the old text that became a stretch of the new one; `before` and `after` are exactly those
    stretches."""

    old: Span
    new: Span
    before: str
    after: str

    @property
    def operation(self) -> Operation:
        """Insert where nothing was before, delete where nothing is after, else replace."""
        if not self.before:
            return Operation.INSERT
        return Operation.REPLACE if self.after else Operation.DELETE


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a label was given: the rule's name, one plain sentence, and the words it speaks of on either side."""

    rule: str
    message: str
    old: Span | None = None
    new: Span | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The verdict on one edit."""

    kind: Kind
    category: Category
    confidence: float
    """Probability above 0 that `kind` is right; may be below 0.5 where the policy prefers substantive."""
    reasons: tuple[Reason, ...]
    """Never empty."""

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("a label without a reason does not exist")

    @property
    def unsure(self) -> bool:
        """Whether the confidence is below `UNSURE`."""
        return self.confidence < UNSURE


@dataclass(frozen=True, slots=True)
class Change:
    """A labelled edit."""

    id: str
    """Stable: 16 hexadecimal digits of a hash of the edit and its context; equal ones get ``-2``, ``-3`` in order."""
    edit: Edit
    label: Label
    group: str | None = None
    """Changes that are one to the reader (a repeated replacement, a renumbering) share it."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two units that `align` found to belong together; `old` and `new` are 0-based positions in what it was given."""

    old: int
    new: int
    relation: Relation
    similarity: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A pair with its changes; kept ones too."""

    pair: Pair
    changes: tuple[Change, ...] = ()
    limited: bool = False
    """A bound on work was reached here: the edits may be coarser than they could be, or a passage that was added or
    removed may have a counterpart."""

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell: it was kept, or all that changed in it a rule of the user ignores."""
        return not self.changes and self.pair.relation in _PLACED


@dataclass(frozen=True, slots=True)
class Ignore:
    """A rule of a user: a change that lies on both sides within matches of the pattern is layout.

    It never hides a number, a negation or a modal verb; see `revdiff.policy`.
    """

    pattern: str
    """A regular expression for the text of one segment; ``^`` and ``$`` match at lines."""
    why: str = ""
    """One sentence for people."""
    place: str = ""
    """Where the rule is written, for messages: ``revdiff.toml, line 3``."""


@dataclass(frozen=True, slots=True)
class Overrule:
    """A rule of a user: changes of this category are of this kind."""

    category: Category
    kind: Kind
    place: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """A rule of a user: these names are the same, so putting one for another is wording."""

    names: tuple[str, ...]
    """Two or more."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a user decided for all comparisons of a project."""

    ignore: tuple[Ignore, ...] = ()
    overrule: tuple[Overrule, ...] = ()
    """No category twice."""
    same: tuple[Same, ...] = ()

    def kinds(self, category: Category) -> frozenset[Kind]:
        """The kinds that a change of a category may have."""
        usual = Kind.SUBSTANTIVE if category in SUBSTANTIVE_CATEGORIES else Kind.WORDING
        kinds = {next((o.kind for o in self.overrule if o.category is category), usual)}
        return frozenset(kinds | ({Kind.WORDING} if self.same and category is Category.SYNONYM else set()))


@dataclass(frozen=True, slots=True)
class Ignored:
    """A change that a rule made layout."""

    change: Change
    """With the label that it had; its edit is among `Report.layout`."""
    rule: Ignore


class Bead(NamedTuple):
    """A pair and its edits before they are labelled: what a classifier is given, one for each passage in order."""

    pair: Pair
    edits: tuple[Edit, ...]
    limited: bool = False


Classifier = Callable[[Document, Document, Sequence[Bead]], Sequence[Sequence[Label]]]
"""Labels every edit of every bead: the answer has one sequence a bead, and in it one label an edit, in order."""

SentenceAligner = Callable[["Report"], tuple[Pair, ...]]


class Totals(TypedDict):
    """Counts of a report, the tree that the exports call ``summary``."""

    label: str | None
    changes: int
    substantive: int
    wording: int
    unsure: int
    layout: int
    passages: dict[str, int]
    categories: dict[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found between two documents.

    `passages` stand in the order of the new document, removed ones where they stood; `layout` is sorted by place.
    """

    old: Document
    new: Document
    passages: tuple[Passage, ...]
    layout: tuple[Edit, ...] = ()
    sentence_aligner: SentenceAligner | None = field(default=None, repr=False, compare=False)
    ignored: tuple[Ignored, ...] = ()
    """What rules of the user made layout, in the order of the passages; counted there, too."""
    changes: tuple[Change, ...] = field(init=False, repr=False, compare=False)
    """Every change, in the order of the passages."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", tuple(c for p in self.passages for c in p.changes))

    @property
    def sentences(self) -> tuple[Pair, ...]:
        """The sentence-level alignment, computed when asked for: pairs whose segments are sentences."""
        return self.sentence_aligner(self) if self.sentence_aligner else ()

    @property
    def label(self) -> Kind | None:
        """The most serious label of the changes, `None` where there is no change."""
        kinds = {c.label.kind for c in self.changes}
        return Kind.SUBSTANTIVE if Kind.SUBSTANTIVE in kinds else Kind.WORDING if kinds else None

    @property
    def totals(self) -> Totals:
        """Counts by label, by relation of the passages (every relation is named) and by category (commonest first)."""
        kinds = Counter(c.label.kind for c in self.changes)
        relations = Counter(p.pair.relation for p in self.passages)
        categories = Counter(str(c.label.category) for c in self.changes)
        return Totals(
            label=str(self.label) if self.label else None,
            changes=len(self.changes),
            substantive=kinds[Kind.SUBSTANTIVE],
            wording=kinds[Kind.WORDING],
            unsure=sum(c.label.unsure for c in self.changes),
            layout=len(self.layout),
            passages={str(r): relations[r] for r in Relation},
            categories=dict(sorted(categories.items(), key=lambda kv: (-kv[1], kv[0]))),
        )

    @property
    def numbers(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """For each passage the 1-based numbers of its old and of its new segments, counted in document order."""
        counted: list[dict[Span, int]] = []
        for side in ("old", "new"):
            spans = sorted((s.span for p in self.passages for s in getattr(p.pair, side)), key=lambda s: s.start)
            counted.append({span: n for n, span in enumerate(spans, 1)})
        olds, news = counted
        return tuple(
            (tuple(olds[s.span] for s in p.pair.old), tuple(news[s.span] for s in p.pair.new)) for p in self.passages
        )
