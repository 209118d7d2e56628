"""``revdiff explain ID OLD NEW``: all that led to the label of one change, for whoever doubts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from revdiff.errors import RevdiffError
from revdiff.text.visible import visible

if TYPE_CHECKING:
    from revdiff._history import Comparer
    from revdiff.classifier.explained import Explanation
    from revdiff.classifier.facts import Fact
    from revdiff.model import Change, Document, Ignore, Passage, Report, Span

_NEAREST = 3
_ASIDE = 400
"""Characters of a sentence on either side of the edit that are shown."""


def explained(
    words: Sequence[str],
    encodings: Sequence[str],
    documents: Callable[[Sequence[str], Sequence[str]], Sequence[Document]],
    compare: Comparer | None,
) -> str:
    """The explanation as text; an id may be cut short where it stays the only one.

    Raises `RevdiffError` for an id that is not there, with the nearest ones.
    """
    if len(words) < 2:
        raise RevdiffError("explain takes the id of a change and the revisions: revdiff explain ID OLD NEW")
    from revdiff._history import history
    from revdiff.classifier.explained import explain
    from revdiff.model import Bead

    told = history(documents(words[1:], encodings), compare)
    reports = [_restored(report) for report in told.reports]
    report, passage, change = _found(words[0], reports)
    rule = next((one.rule for r in told.reports for one in r.ignored if one.change.id == change.id), None)
    beads = {id(p): Bead(p.pair, tuple(c.edit for c in p.changes), p.limited) for p in report.passages}
    why = explain(report.old, report.new, [*beads.values()], beads[id(passage)], change.edit)
    return "\n".join(_lines(report, passage, change, why, rule)) + "\n"


def _restored(report: Report) -> Report:
    """The report with the changes that a rule ignores among the others, as the classifier was given them."""
    if not report.ignored:
        return report
    from dataclasses import replace

    back: dict[int, list[Change]] = {}
    for one in report.ignored:
        edit = one.change.edit
        side, span = ("new", edit.new) if edit.after else ("old", edit.old)
        for at, passage in enumerate(report.passages):
            if any(s.span.start <= span.start and span.end <= s.span.end for s in getattr(passage.pair, side)):
                back.setdefault(at, []).append(one.change)
                break
    passages = tuple(
        replace(p, changes=tuple(sorted((*p.changes, *back[at]), key=_place))) if at in back else p
        for at, p in enumerate(report.passages)
    )
    return replace(report, passages=passages)


def _place(change: Change) -> tuple[int, int, int]:
    return change.edit.old.start, change.edit.old.end, change.edit.new.start


def _found(wanted: str, reports: Sequence[Report]) -> tuple[Report, Passage, Change]:
    every = [
        (report, passage, change) for report in reports for passage in report.passages for change in passage.changes
    ]
    exact = [one for one in every if one[2].id == wanted]
    fitting = exact or [one for one in every if wanted and one[2].id.startswith(wanted)]
    ids = [*dict.fromkeys(one[2].id for one in fitting)]
    if len(ids) == 1:
        return fitting[0]
    if ids:
        raise RevdiffError(
            f"{visible(wanted)}: {len(ids)} changes begin so, {', '.join(ids[:_NEAREST])}; say more of it"
        )
    if not every:
        raise RevdiffError(
            f"{visible(wanted)}: there is no change between these revisions; check their order and names"
        )
    from rapidfuzz.distance import JaroWinkler  # which prizes what begins alike

    known = dict.fromkeys(one[2].id for one in every)
    near = sorted(known, key=lambda id: -JaroWinkler.similarity(id, wanted))[:_NEAREST]
    raise RevdiffError(f"{visible(wanted)}: no change has this id; the nearest are {', '.join(near)}; yaml lists all")


def _lines(report: Report, passage: Passage, change: Change, why: Explanation, rule: Ignore | None) -> Iterator[str]:
    from revdiff.places import places
    from revdiff.policy import POLICY_RULES
    from revdiff.policy.wording import called
    from revdiff.review.judged import decided_by

    label, edit, place = change.label, change.edit, places(report)[change.id]
    sure = f"confidence {label.confidence:.2f}{', unsure' if label.unsure else ''}"
    yield f"{change.id}: {label.kind}, {label.category}, {sure}, by {decided_by(label)}"
    yield f"old: {visible(report.old.name)}, {visible(str(place.old))}, line {place.old.line}"
    yield f"new: {visible(report.new.name)}, {visible(str(place.new))}, line {place.new.line}"
    pair = passage.pair
    if pair.old and pair.new:
        yield f"passage: {pair.relation}, paired as {visible(pair.matched_by)}, {pair.similarity:.0%} alike"
    else:
        yield f"passage: {pair.relation}"
    yield ""
    yield "The edit in its sentence"
    yield "  old: " + _within(report.old, why.old, edit.old, "[-", "-]")
    yield "  new: " + _within(report.new, why.new, edit.new, "{+", "+}")
    yield ""
    own = [reason for reason in label.reasons if reason.rule in POLICY_RULES]
    said = [reason for reason in label.reasons if reason not in own]
    if own or rule:
        yield "What the configuration of the project did"
        if rule:
            yield f"  ignored: {visible(called(rule))} makes this change layout{visible(rule.why and f': {rule.why}')}"
        for reason in own:
            yield f"  {visible(reason.rule)}: {visible(reason.message)}"
        yield ""
    if (said and tuple(said) != why.label.reasons) if own else label != why.label:
        yield "What the classifier said"
        for reason in said:
            yield f"  {visible(reason.rule)}: {visible(reason.message)}"
        yield ""
        yield f"What the rules of revdiff say: {why.label.kind}, {why.label.category}, {why.label.confidence:.2f}"
    yield "Rules that spoke, in the order in which they are asked; * decides"
    for one in why.spoken:
        sure = f"{one.finding.kind}, {one.finding.category}"
        yield f"  {'*' if one.decides else '-'} {one.rule} ({one.group}): {sure}"
        for reason in one.finding.reasons:
            yield f"      {visible(reason.message)}"
            for side, document, span in (("old", report.old, reason.old), ("new", report.new, reason.new)):
                if span is not None:
                    yield f"        {side} {span.start} to {span.end}: {_quoted(document.text[span.start : span.end])}"
    yield ""
    yield f"Confidence: {why.source}"
    yield ""
    verdict = "a claim" if why.weighed.probability >= why.policy else "no claim"
    yield f"Weights: {why.weighed.probability:.2f} that it is a claim, which from {why.policy} on counts: {verdict}"
    if not any(one.decides and one.finding.confidence is not None for one in why.spoken):
        yield "  (no more than a second opinion here: a rule settled it)"
    yield f"  {why.base:+.2f}  before any trait"
    for trait, value, logit in why.weighed.shares:
        yield f"  {logit:+.2f}  {trait}: {value:.3g}"
    yield ""
    yield "Facts that the edit touches"
    yield from _facts("old", why.old_facts, "gone")
    yield from _facts("new", why.new_facts, "new")
    yield f"Language: {why.tongue or 'unknown'}"


def _facts(side: str, facts: Sequence[tuple[Fact, bool]], told: str) -> Iterator[str]:
    if not facts:
        yield f"  {side}: none"
    for fact, changed in facts:
        what = f"{fact.kind} {_quoted(fact.text)}, read as {visible(str(fact.value))}"
        yield f"  {side}: {what}{f', {told}' if changed else ''}"


def _within(document: Document, sentence: Span, edit: Span, opened: str, closed: str) -> str:
    text = document.text
    before, after = text[min(sentence.start, edit.start) : edit.start], text[edit.end : max(sentence.end, edit.end)]
    before = before if len(before) <= _ASIDE else "\N{HORIZONTAL ELLIPSIS}" + before[-_ASIDE:]
    after = after if len(after) <= _ASIDE else after[:_ASIDE] + "\N{HORIZONTAL ELLIPSIS}"
    marked = f"{opened}{text[edit.start : edit.end]}{closed}" if edit.start < edit.end else ""
    return visible(" ".join(f"{before}{marked}{after}".split())) or "nothing"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{visible(line if len(line) <= 160 else line[:160] + chr(0x2026))}"'
