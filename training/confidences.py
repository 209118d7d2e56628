"""Counts how often each kind of finding is right.

The ugly case: a rule that was seen once and was right once is not right always, and one that looks for the same fact
elsewhere in the document was seen twice in pairs of single sentences. So each row is drawn towards `PRIOR` by `WORTH`
cases' worth, and a few rows that the sets hardly hold are set by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from revdiff.model import Kind
from training.watching import Judged, Watched

WORTH = 2
"""Cases that `PRIOR` is worth."""
PRIOR = 0.75
"""What is thought of a rule before it is counted: most are right most of the time."""
ENOUGH = 8
"""Cases from which a count outweighs what `BY_HAND` says."""
MOST_EDITS = 4
"""Edits of a pair above which a label of the pair says little of any of them."""
MOST_DECIDING = 2
"""Edits of a pair called substantive above which the label does not tell which of them it was."""
CERTAIN, HOPELESS = 0.99, 0.3
"""Bounds of a confidence. Below the lower one the rule should not speak at all, and the sets are not the world."""

BY_HAND = {
    "doubled": (0.96, "few cases; a word put down twice is a slip of the hand"),
    "other-word": (0.75, "few cases; the letters stayed and the word did not, which is a slip as often as not"),
    "particle": (0.90, "few cases; a particle of grammar"),
    "agent": (0.70, "few cases; the guideline says that an agent is substantive, annotators differ"),
    "comparative": (0.70, "no case; a degree is a fact, but often a harmless one"),
    "focus": (0.65, "few cases; which word an adverb stands at matters in half of the sentences that were read"),
    "list-style": (0.95, "no case; the words are the same"),
    "link-target": (0.90, "no case; another address is another document"),
    "mixed-script": (0.90, "few cases; letters of two alphabets in a word are a mistake or a deceit"),
    "period": (0.85, "no case; as dates are"),
    "punctuation:question": (0.80, "no case; a question is no statement, save for a slip"),
    "quotation:marks": (0.55, "no case; marks around the same words are half of the time a matter of style"),
    "reference:link": (0.90, "no case; another address is another document"),
    "reference-not-followed": (0.90, "no case; told only where the heads leave no doubt"),
    "renumbered-head": (0.90, "no case; the heads of both sides count on, or have a mark of their own"),
    "renumbered-reference": (0.85, "no case; numbers that shift in step are right but for a slip"),
    "restated": (0.60, "few cases in one-sentence sets: what stands elsewhere needs a document"),
    "restated:added": (0.50, "few cases, as for what was removed"),
    "restyled": (0.95, "no case; the words are the same"),
    "sign": (0.90, "few cases; a minus is a number's half"),
    "swapped": (0.65, "few cases; two names exchanged are often a list in another order"),
    "ticked": (0.85, "no case; a box that is ticked says that it is done"),
    "unexplained": (0.30, "no rule speaks: the policy says substantive, not the odds"),
}
"""Opinions on rows with hardly any case in the sets, formed by reading, with the reason."""


@dataclass(slots=True)
class Tally:
    """Right and wrong verdicts of each row of findings."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, cases: Iterable[Judged], *, harmless_only: bool = False) -> None:
        """Count the findings that decided each case: those of the kind that the pair was called.

        With `harmless_only` only cases called wording count.
        """
        for case in cases:
            deciding = [w for w in case.edits if w.label.kind is case.guess]
            called = case.guess is Kind.SUBSTANTIVE
            if not _telling(case, deciding) or (harmless_only and called):
                continue
            counter = self.right if called is case.substantive else self.wrong
            counter.update({w.findings[0].weight for w in deciding if not w.open})

    def table(self) -> dict[str, dict[str, float]]:
        """Row -> its confidence and how many cases were seen, sorted by name."""
        rows = {*self.right, *self.wrong, *BY_HAND}
        return {row: {"confidence": self._confidence(row), "seen": self._seen(row)} for row in sorted(rows)}

    def _seen(self, row: str) -> int:
        return self.right[row] + self.wrong[row]

    def _confidence(self, row: str) -> float:
        if row in BY_HAND and self._seen(row) < ENOUGH:
            return BY_HAND[row][0]
        share = (self.right[row] + WORTH * PRIOR) / (self._seen(row) + WORTH)
        return round(min(CERTAIN, max(HOPELESS, share)), 2)


def _telling(case: Judged, deciding: list[Watched]) -> bool:
    """Whether the label of the pair says something of the findings on its edits."""
    if case.guess is Kind.SUBSTANTIVE:
        return len(deciding) <= MOST_DECIDING
    return bool(deciding) and (not case.substantive or len(deciding) <= MOST_EDITS)
