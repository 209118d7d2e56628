"""Two documents into a report: the stages in their order, joined here and nowhere else; nothing is decided here.

Pure: no file, clock, network, environment or thread, and the same report for the same texts on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from revdiff.aligner import Aligned, align_segments, align_sentences
from revdiff.classifier import classify as classify_edits
from revdiff.classifier.styling import worn
from revdiff.differ import diff
from revdiff.grouper import group
from revdiff.inspector import inspected
from revdiff.layout import Texts, spell_out
from revdiff.model import (
    Bead,
    Change,
    Classifier,
    Document,
    Edit,
    Ignored,
    Label,
    Pair,
    Passage,
    Policy,
    Relation,
    Report,
    Segment,
    SegmentKind,
    Span,
)
from revdiff.policy import enforce
from revdiff.progress import Listener, Meter, Stage
from revdiff.references import with_strays
from revdiff.segmenter import segment
from revdiff.styles import with_styles
from revdiff.text.tokens import Tokens, tokens
from revdiff.tidy import tidy

CONTEXT = 32
"""Characters of the old passage before and after an edit that go into its id: enough to tell repeated edits apart, few
enough that the id survives an edit elsewhere in the passage."""
_NOTHING = Policy()


def compare(
    old: str | Document,
    new: str | Document,
    *,
    classify: Classifier = classify_edits,
    policy: Policy | None = None,
    progress: Listener | None = None,
) -> Report:
    """Compare two revisions.

    A `str` is taken as a document called ``old`` or ``new``. `classify` labels the edits; see
    `revdiff.model.Classifier`; `ClassifierError` is raised where its answer is no set of labels. The cost is linear in
    what is equal; what differs is bounded passage by passage (`Passage.limited` tells where).

    `policy` is what a user decided on changes to ignore, kinds of categories and names that are the same; a policy that
    would hide what matters is refused with `RevdiffError`, see `revdiff.policy`.

    `progress` is called now and then, at most `revdiff.progress.MOST_CALLS` times, with a `Progress`; the report is the
    same with and without it. What it raises passes through, so a caller cancels by raising.
    """
    old = Document("old", old) if isinstance(old, str) else old
    new = Document("new", new) if isinstance(new, str) else new
    meter = Meter(progress)
    meter.begin(Stage.SEGMENTING, len(old.text) + len(new.text))
    old_segments = segment(old)
    meter.add(len(old.text))
    new_segments = segment(new)
    meter.begin(Stage.ALIGNING, 2 * max(len(old_segments), len(new_segments)))
    aligned = align_segments(old_segments, new_segments, meter.add)
    meter.begin(Stage.EDITING, len(aligned))
    beads: list[Bead] = []
    layout: list[Edit] = []
    seam = _Seam(old, new)
    for one in meter.counted(aligned):
        bead, inside = _cut(old, new, one, seam)
        beads.append(bead)
        layout.extend(inside)
    layout.extend(_between(old, new, beads))
    beads = with_strays(old, new, beads)
    beads = with_styles(old, new, beads)
    labels = _labels(classify, old, new, beads, meter)
    if classify is not classify_edits:
        labels = inspected(classify, old, new, beads, labels)
    passages = _label(old, new, beads, labels)
    ignored: tuple[Ignored, ...] = ()
    if policy is not None and policy != _NOTHING:
        passages, layout, ignored = enforce(policy, old, new, passages, layout)
    layout.sort(key=lambda e: (e.new.start, e.new.end, e.old.start, e.old.end))
    meter.end()
    return Report(old, new, group(passages), tuple(layout), align_sentences, ignored)


def _labels(
    classify: Classifier, old: Document, new: Document, beads: list[Bead], meter: Meter
) -> Sequence[Sequence[Label]]:
    """What the classifier says. A classifier that catches everything does not catch what a listener raises."""
    meter.begin(Stage.LABELLING, sum([len(bead.edits) for bead in beads]))
    try:
        return classify(old, new, meter.watched(beads))
    finally:
        if meter.raised is not None:
            raise meter.raised


class _Seam:
    """Where the empty side of a one-sided passage lies: at the end of the segment before it in that document."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old = self.new = 0

    def pass_by(self, aligned: Aligned) -> None:
        """Take note of a passage in its place."""
        if not aligned.moved:
            if aligned.pair.old:
                self.old = aligned.pair.old[-1].span.end
            if aligned.pair.new:
                self.new = aligned.pair.new[-1].span.end


def _cut(old: Document, new: Document, aligned: Aligned, seam: _Seam) -> tuple[Bead, list[Edit]]:
    """A pair with its edits, its relation settled now that they are known, and the layout edits inside it."""
    pair = aligned.pair
    seam.pass_by(aligned)
    if not pair.old:
        (added,) = pair.new
        edit = Edit(Span(seam.old, seam.old), added.span, "", added.text)
        return Bead(pair, (edit,), aligned.limited), []
    if not pair.new:
        (removed,) = pair.old
        edit = Edit(removed.span, Span(seam.new, seam.new), removed.text, "")
        return Bead(pair, (edit,), aligned.limited), []
    if _same(pair):
        return Bead(pair, ()), []
    old_tokens, new_tokens = _tokens(pair, pair.old), _tokens(pair, pair.new)
    hunks, limited = diff(old_tokens.keys, new_tokens.keys)
    texts = Texts(old.text, new.text, _range(pair.old), _range(pair.new))
    edits, layout = spell_out(texts, old_tokens, new_tokens, tidy(hunks, old_tokens, new_tokens))
    if not edits and pair.relation is Relation.CHANGED:
        pair = Pair(pair.old, pair.new, Relation.KEPT, 1.0, pair.matched_by, pair.runner_up)
    return Bead(pair, tuple(edits), limited), layout


def _same(pair: Pair) -> bool:
    if len(pair.old) != 1 or len(pair.new) != 1:
        return False
    return pair.old[0].text == pair.new[0].text and pair.old[0].kind is pair.new[0].kind


def _range(segments: Sequence[Segment]) -> tuple[int, int]:
    return segments[0].span.start, segments[-1].span.end


def _tokens(pair: Pair, segments: Sequence[Segment]) -> Tokens:
    """The tokens of one side. Both sides are cut alike: what was code on either is cut as code, and where the kinds
    differ the marks of structure are tokens, since the difference is a change then."""
    kinds = {s.kind for s in (*pair.old, *pair.new)}
    code = SegmentKind.CODE in kinds
    cuts = [
        tokens(s.text, s.span.start, SegmentKind.CODE if code else s.kind, markers=len(kinds) > 1) for s in segments
    ]
    if len(cuts) == 1:
        return cuts[0]
    return Tokens(
        [x for cut in cuts for x in cut.starts],
        [x for cut in cuts for x in cut.ends],
        [x for cut in cuts for x in cut.keys],
    )


def _between(old: Document, new: Document, beads: Sequence[Bead]) -> list[Edit]:
    """Layout edits for what lies between the passages: each gap goes with the passage before it."""
    old_gaps = _gaps(old, [(*_range(b.pair.old), k) for k, b in enumerate(beads) if b.pair.old])
    new_gaps = _gaps(new, [(*_range(b.pair.new), k) for k, b in enumerate(beads) if b.pair.new])
    found: list[Edit] = []
    for k in range(-1, len(beads)):
        a, b = old_gaps.get(k), new_gaps.get(k)
        if a is None:
            span = beads[k].edits[0].old
            a = span.start, span.end
        if b is None:
            span = beads[k].edits[0].new
            b = span.start, span.end
        before, after = old.text[a[0] : a[1]], new.text[b[0] : b[1]]
        if before != after:
            found.append(Edit(Span(*a), Span(*b), before, after))
    return found


def _gaps(document: Document, ranges: list[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    """Start and end of the gap behind each passage's range in a document, by the passage's position; -1: the gap before
    all of them."""
    ranges.sort()
    gaps: dict[int, tuple[int, int]] = {}
    at, owner = 0, -1
    for low, high, k in ranges:
        gaps[owner] = at, low
        at, owner = high, k
    gaps[owner] = at, len(document.text)
    return gaps


def _label(
    old: Document, new: Document, beads: Sequence[Bead], labels: Sequence[Sequence[Label]]
) -> tuple[Passage, ...]:
    """Passages with their changes, each under its stable id."""
    met: Counter[str] = Counter()
    passages: list[Passage] = []
    for bead, told in zip(beads, labels, strict=True):
        if not bead.edits:  # most passages
            passages.append(Passage(bead.pair, (), bead.limited))
            continue
        changes: list[Change] = []
        for edit, label in zip(bead.edits, told, strict=True):
            name = _fingerprint(old, new, bead.pair, edit)
            met[name] += 1
            changes.append(Change(name if met[name] == 1 else f"{name}-{met[name]}", edit, label))
        passages.append(Passage(bead.pair, tuple(changes), bead.limited))
    return tuple(passages)


def _fingerprint(old: Document, new: Document, pair: Pair, edit: Edit) -> str:
    """16 hexadecimal digits of the edit and the old text around it, inside its passage; where the words stayed, of
    their styles too: a link to one page is not that to another."""
    before = after = ""
    if pair.old:
        low, high = _range(pair.old)
        before = old.text[max(low, edit.old.start - CONTEXT) : edit.old.start]
        after = old.text[edit.old.end : min(high, edit.old.end + CONTEXT)]
    parts = "\x1f".join((before, edit.before, edit.after, after))
    if edit.before == edit.after and old.outline is not None and new.outline is not None:
        parts += repr((worn(old, pair.old, edit.old), worn(new, pair.new, edit.new)))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
