"""How far a comparison is: it grows, it is told seldom, it changes nothing, and who is told can end it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from random import Random

import pytest

import revdiff
from revdiff.classifier import classify as by_rules
from revdiff.errors import ClassifierError
from revdiff.extras.own import _guarded
from revdiff.model import Bead, Document, Label
from revdiff.progress import MOST_CALLS, SHARES, Meter, Progress, Stage
from revdiff.waiting import PATIENCE, sentence, told

WORDS = "the mayor of our town opened a new bridge on Monday and nobody had seen so many boats".split()


def pair(paragraphs: int) -> tuple[str, str]:
    """Two texts of which every other paragraph differs in a word."""
    draw = Random(paragraphs)
    old = [" ".join(draw.choices(WORDS, k=20)) + f" {n}." for n in range(paragraphs)]
    new = [text.replace("the", "no", 1) if n % 2 else text for n, text in enumerate(old)]
    return "\n\n".join(old), "\n\n".join(new)


def shuffled(paragraphs: int) -> tuple[str, str]:
    old, _ = pair(paragraphs)
    new = old.split("\n\n")
    Random(1).shuffle(new)
    return old, "\n\n".join(new)


PAIRS = {
    "two empty texts": ("", ""),
    "a text and none": ("One line.", ""),
    "one paragraph": pair(1),
    "20 paragraphs": pair(20),
    "400 paragraphs": pair(400),
    "300 paragraphs in another order": shuffled(300),
    "300 paragraphs and 200 others": (pair(300)[0], shuffled(200)[0].replace("o", "u")),
}


def heard(old: str, new: str, **options: object) -> list[Progress]:
    calls: list[Progress] = []
    revdiff.compare(old, new, progress=calls.append, **options)  # type: ignore[arg-type]
    return calls


@pytest.mark.parametrize("texts", PAIRS.values(), ids=PAIRS)
def test_the_fraction_grows_from_0_to_1_in_few_calls(texts: tuple[str, str]) -> None:
    calls = heard(*texts)
    fractions = [call.fraction for call in calls]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert len(calls) <= MOST_CALLS
    assert list(dict.fromkeys(call.stage for call in calls)) == list(Stage)
    assert all(0 <= call.done <= call.total >= 1 for call in calls)


def test_the_shares_of_the_stages_are_a_whole() -> None:
    assert sum(SHARES.values()) == pytest.approx(1.0)
    assert list(SHARES) == list(Stage)


@pytest.mark.parametrize("texts", PAIRS.values(), ids=PAIRS)
def test_the_report_is_the_same_with_and_without(texts: tuple[str, str]) -> None:
    assert revdiff.compare(*texts, progress=lambda _: None) == revdiff.compare(*texts)


def test_aligning_editing_and_labelling_are_told_on_the_way() -> None:
    calls = heard(*PAIRS["400 paragraphs"])
    for stage in (Stage.ALIGNING, Stage.EDITING, Stage.LABELLING):
        told_at = [call.done / call.total for call in calls if call.stage is stage]
        assert sum(0.0 < share < 1.0 for share in told_at) >= 5, stage


class Enough(Exception):
    """What a caller ends a comparison with."""


@pytest.mark.parametrize("stage", Stage)
def test_what_the_listener_raises_reaches_the_caller_in_every_stage(stage: Stage) -> None:
    def listen(progress: Progress) -> None:
        if progress.stage is stage and progress.done:
            raise Enough

    with pytest.raises(Enough):
        revdiff.compare(*PAIRS["20 paragraphs"], progress=listen)


def own(old: Document, new: Document, beads: Sequence[Bead]) -> Sequence[Sequence[Label]]:
    labels = by_rules(old, new, beads)
    for bead, row in zip(beads, labels, strict=True):
        assert len(bead.edits) == len(row)
    return labels


def swallowing(old: Document, new: Document, beads: Sequence[Bead]) -> Sequence[Sequence[Label]]:
    try:
        return by_rules(old, new, beads)
    except Exception:
        return [[] for _ in range(len(beads))]


@pytest.mark.parametrize(
    "classify", [own, _guarded(own, "house:own"), swallowing], ids=["own", "guarded", "swallowing"]
)
def test_a_classifier_of_ones_own_is_told_on_the_way_and_ended(
    classify: Callable[..., Sequence[Sequence[Label]]],
) -> None:
    calls = heard(*PAIRS["400 paragraphs"], classify=classify)
    assert len({call.done for call in calls if call.stage is Stage.LABELLING}) >= 10

    def listen(progress: Progress) -> None:
        if progress.stage is Stage.LABELLING and progress.done:
            raise Enough

    with pytest.raises(Enough):
        revdiff.compare(*PAIRS["20 paragraphs"], classify=classify, progress=listen)


def test_a_classifier_is_given_a_list_that_can_be_sliced_indexed_and_counted() -> None:
    beads = [Bead(None, ()), Bead(None, ())]  # type: ignore[arg-type]
    calls: list[Progress] = []
    watched = Meter(calls.append).watched(beads)
    assert isinstance(watched, list)
    assert (watched[:], watched[1], len(watched), watched) == (beads, beads[1], 2, beads)
    assert list(reversed(watched)) == beads[::-1]


def test_an_error_of_a_classifier_is_still_its_own() -> None:
    def failing(old: Document, new: Document, beads: Sequence[Bead]) -> Sequence[Sequence[Label]]:
        raise ValueError("no")

    with pytest.raises(ClassifierError, match="house:failing"):
        heard("A cat.", "A dog.", classify=_guarded(failing, "house:failing"))


def test_a_history_tells_the_step_and_the_share_of_the_whole() -> None:
    calls: list[Progress] = []
    texts = [Document("a", "One cat."), Document("b", "Two cats."), Document("c", "Two dogs.")]
    revdiff.history(texts, progress=calls.append)
    assert {(call.step, call.steps) for call in calls} == {(0, 2), (1, 2)}
    fractions = [call.fraction for call in calls]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert max(call.fraction for call in calls if call.step == 0) == 0.5


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(seconds: float, stream: io.StringIO) -> str:
    clock = iter([0.0, *(seconds * n / 10 for n in range(11))])
    with told(stream, lambda: next(clock)) as listener:
        for done in range(11):
            if listener:
                listener(Progress(Stage.LABELLING, done, 10))
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _able_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_long_work_is_told_on_a_terminal_and_erased() -> None:
    text = drawn(3 * PATIENCE, Terminal())
    assert "labelling" in text
    assert text.endswith("\r\x1b[K")


def test_nothing_is_drawn_for_short_work() -> None:
    assert drawn(0.9 * PATIENCE, Terminal()) == ""


def test_nothing_is_drawn_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(3 * PATIENCE, io.StringIO()) == ""
    monkeypatch.setenv("TERM", "dumb")
    assert drawn(3 * PATIENCE, Terminal()) == ""
    with told(None) as listener:
        assert listener is None


def test_the_line_fits_a_narrow_terminal_and_names_the_step() -> None:
    line = sentence(Progress(Stage.SEGMENTING, 10, 10, 8, 12))
    assert "step 9 of 12" in line
    assert len(line) <= 72
    assert "100%" in sentence(Progress(Stage.LABELLING, 1, 1))
