"""What the reader says of a change: reviewed, accepted, rejected, another label, a note; each can be undone.

A mark on a folded row is a mark on all that the row stands for: the renamed party is accepted forty times with one key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from revdiff.errors import RevdiffError
from revdiff.model import Kind
from revdiff.review.marks import Decision, Mark, State
from revdiff.tui.listing import Entry
from revdiff.tui.notebook import Notebook
from revdiff.tui.present import clean, excerpt
from revdiff.tui.screens.ask import AskScreen
from revdiff.tui.screens.base import ReviewBase
from revdiff.tui.state import Review

_CELLS = 60
"""Of a change that is named in a dialog."""


class Marking(ReviewBase):
    """The part of the screen that writes into the review file."""

    @property
    def notebook(self) -> Notebook | None:
        """Where marks of the shown revisions are written."""
        return self._notebooks.get(self._pair)

    def _meant(self) -> Sequence[Entry]:
        """What a mark would be for: the chosen row, all of it where it is folded; nothing where there is no entry."""
        review = self.review
        if review is None or review.current is None:
            return ()
        if review.away is not None:
            return (review.away,) if review.id(review.away) is not None else ()
        return review.meant(review.cursor)

    def _mark(self, change: Callable[[Mark], Mark], told: str, on: bool = False) -> bool:
        """Change the marks of what is meant, with word of it; `on`: go on to the next row."""
        review, notebook, meant = self.review, self.notebook, self._meant()
        if review is None or notebook is None:
            return False
        if not meant:
            self._say("There is no change here to mark; n goes to the next one.")
            return False
        try:
            marked = notebook.say(review, meant, change, told)
        except RevdiffError as error:
            self._say(str(error), title="Not saved", grave=True)
            return False
        stays = marked.chosen == review.chosen
        self._set(marked.step(1) if on and stays and marked.away is None else marked)
        if len(meant) > 1:
            self._say(f"{told}: all {len(meant)} of them.")
        return True

    def action_reviewed(self) -> None:
        """Mark as reviewed and go on; take it back where all that is meant is reviewed."""
        review = self.review
        if review is None:
            return
        done = all(review.desk.state(review.id(e) or "") is State.REVIEWED for e in self._meant())
        told = "No longer reviewed" if done else "Reviewed"
        self._mark(lambda mark: replace(mark, reviewed=not done), told, on=not done)

    def action_decide(self, decision: str) -> None:
        """Accept or reject; take it back where all that is meant is decided so. What is decided is reviewed."""
        review, wanted = self.review, Decision(decision)
        if review is None:
            return
        done = all(review.desk.mark(review.id(e) or "").decision is wanted for e in self._meant())
        told = "Undecided again" if done else str(wanted).capitalize()

        def decided(mark: Mark) -> Mark:
            return replace(mark, decision=None if done else wanted, reviewed=not done)

        self._mark(decided, told, on=not done)

    def action_overrule(self) -> None:
        """Ask why the other label is right; take back what was overruled."""
        review, entry = self.review, self._one()
        change = review.change(entry) if review and entry else None
        if review is None or entry is None or change is None:
            self._say("A label can be overruled on a change; here is none.")
            return
        if change.id in review.desk.judged:
            self._mark(lambda mark: replace(mark, kind=None, reason=""), "The program's label again")
            return
        kind = Kind.WORDING if change.label.kind is Kind.SUBSTANTIVE else Kind.SUBSTANTIVE

        def overruled(reason: str | None) -> None:
            if reason is not None:
                self._mark(lambda mark: replace(mark, kind=kind, reason=reason.strip()), f"Now {kind}")

        what = f"{self._named(review, entry)}\nThis is {change.label.kind}; you say {kind}. Why? (may be left empty)"
        self.app.push_screen(AskScreen(what), overruled)

    def action_note(self) -> None:
        """Ask for a note; an empty one takes it away."""
        review, entry = self.review, self._one()
        id = review.id(entry) if review and entry else None
        if review is None or entry is None or id is None:
            self._say("A note belongs to a change; here is none.")
            return

        def noted(note: str | None) -> None:
            if note is not None:
                self._mark(
                    lambda mark: replace(mark, note=note.strip()), "Noted" if note.strip() else "Note taken away"
                )

        note = review.desk.mark(id).note or (review.desk.was[id].note if id in review.desk.was else "")
        self.app.push_screen(AskScreen(f"Note on {self._named(review, entry)}:", note), noted)

    def action_undo(self) -> None:
        """Take back the last step of the review."""
        self._again(Notebook.undo, "Undone", "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._again(Notebook.redo, "Done again", "There is nothing to redo.")

    def _again(self, step: Callable[[Notebook, Review], tuple[Review, str] | None], done: str, nothing: str) -> None:
        review, notebook = self.review, self.notebook
        if review is None or notebook is None:
            return
        try:
            result = step(notebook, review)
        except RevdiffError as error:
            self._say(str(error), title="Not saved", grave=True)
            return
        if result is None:
            self._say(nothing)
            return
        marked, told = result
        self._set(marked)
        self._say(f"{done}: {told}.")

    def _one(self) -> Entry | None:
        meant = self._meant()
        return meant[0] if meant else None

    def _named(self, review: Review, entry: Entry) -> str:
        change = review.change(entry)
        if change is None:
            first = (review.listing.passage(entry).pair.new or review.listing.passage(entry).pair.old)[0]
            return clean(first.text, _CELLS)
        return excerpt(change.edit, _CELLS)
