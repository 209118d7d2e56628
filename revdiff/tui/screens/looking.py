"""Move, find, filter and lay out: nothing here changes what is known of the changes, only what is looked at."""

from __future__ import annotations

import re

from revdiff.errors import RevdiffError
from revdiff.model import Kind
from revdiff.tui.filters import Facet, Filter
from revdiff.tui.listing import Listing
from revdiff.tui.messages import (
    EntryChosen,
    FilterChosen,
    MenuAsked,
    MoreAsked,
    PassageChosen,
    Typed,
    TypingEnded,
)
from revdiff.tui.screens.base import COLUMNS, ReviewBase
from revdiff.tui.screens.filter import FilterScreen
from revdiff.tui.searching import search
from revdiff.tui.state import Order
from revdiff.tui.typesetter import CONTEXTS, Layout
from revdiff.tui.widgets.change_list import ChangeList
from revdiff.tui.widgets.prompt import Prompt

_LAYOUTS = (None, Layout.COLUMNS, Layout.STACKED, Layout.INLINE)
"""In the order in which the key goes round; `None` chooses by the width."""
_PARAGRAPH = re.compile(r"\s*(old|-|new|\+)?\s*(?:\N{PILCROW SIGN}|#)?\s*([\d,]+)\s*", re.IGNORECASE)


class Looking(ReviewBase):
    """The part of the screen that chooses what is looked at and how."""

    def choose_row(self, row: int) -> None:
        """Choose a row of the list."""
        if self.review:
            self._set(self.review.to(row))

    def enter(self) -> None:
        """Fold what is repeated or unfold it, or look at the other end of a move."""
        if self.review and self.review.group:
            self._set(self.review.turned())
        elif self.review:
            self._set(self.review.other_end())

    def on_entry_chosen(self, message: EntryChosen) -> None:
        if self.review:
            self._keep_filter(self.review.pick(message.entry).filter)
            self._set(self.review.pick(message.entry))

    def on_passage_chosen(self, message: PassageChosen) -> None:
        if self.review:
            self._set(self.review.visit(message.passage))

    def on_more_asked(self, message: MoreAsked) -> None:
        self.action_context(1)

    def on_filter_chosen(self, message: FilterChosen) -> None:
        if self.review:
            self._filter_by(self.review.filter.having(Facet.KIND, message.only))

    def on_menu_asked(self, message: MenuAsked) -> None:
        self.action_filter()

    def _keep_filter(self, filter: Filter) -> None:
        self._filter = filter

    def _filter_by(self, filter: Filter | None) -> None:
        if self.review and filter is not None:
            self._keep_filter(filter)
            self._set(self.review.filtered(filter))

    # Moving

    def action_next(self, by: int) -> None:
        """The next hit while a search is on, else the next change."""
        if self.review and self.review.found:
            self._set(self.review.at_hit(self.review.found.step(by)))
        else:
            self.action_next_change(by)

    def action_next_change(self, by: int) -> None:
        """Choose the next change, or the previous one."""
        if self.review and self.review.shown:
            moved = self.review.step(by)
            if moved.cursor == self.review.cursor and self.review.away is None:
                self._say(f"This is the {'last' if by > 0 else 'first'} change.")
            self._set(moved)

    def action_next_substantive(self, by: int) -> None:
        """Choose the next substantive change, or the previous one."""
        if self.review is None:
            return
        found = self.review.seek(Kind.SUBSTANTIVE, by)
        if found:
            self._set(found)
        elif self.review.filter.kind is Kind.WORDING:
            self._say("The filter hides the substantive changes; Esc shows all.")
        else:
            self._say(f"No substantive change {'after' if by > 0 else 'before'} this one.")

    # Finding

    def action_search(self) -> None:
        """Ask for a pattern."""
        if self.review:
            self.query_one(Prompt).ask("search", "/", self.review.found.pattern if self.review.found else "")

    def action_go_to(self) -> None:
        """Ask for a paragraph."""
        if self.review:
            self.query_one(Prompt).ask("paragraph", "Paragraph (12, or old 12): ")

    def on_typed(self, message: Typed) -> None:
        prompt = self.query_one(Prompt)
        if self.review is None or not message.text.strip():
            self._typing_ended()
            return
        told = self._search(message.text) if message.purpose == "search" else self._go_to(message.text)
        if told:
            prompt.tell(told)
        else:
            self._typing_ended()

    def on_typing_ended(self, message: TypingEnded) -> None:
        self._typing_ended()

    def _typing_ended(self) -> None:
        self.query_one(Prompt).close()
        self.query_one(ChangeList).focus()

    def _search(self, pattern: str) -> str:
        """Go to the first hit from here on; what is wrong where there is none."""
        assert self.review is not None
        here = self.review.current
        try:
            found = search(self.review.listing.report, pattern, here.passage if here else 0)
        except RevdiffError as error:
            return str(error)
        if found is None:
            return "not found in either text"
        self._set(self.review.at_hit(found))
        return ""

    def _go_to(self, text: str) -> str:
        assert self.review is not None
        match = _PARAGRAPH.fullmatch(text)
        if match is None:
            return "say a number, for instance 12, or old 12"
        old = (match[1] or "new").lower() in ("old", "-")
        number = int(match[2].replace(",", "") or 0)
        passage = _passage_of(self.review.listing, number, old)
        if passage is None:
            return f"there is no paragraph {number} in the {'old' if old else 'new'} text"
        self._set(self.review.visit(passage))
        return ""

    # Filtering and sorting

    def action_filter(self) -> None:
        """Open the menu of filters."""
        if self.review:
            self.app.push_screen(FilterScreen(self.review), self._filter_by)

    def action_cycle_filter(self) -> None:
        """Show all, then the substantive, then the wording changes."""
        if self.review:
            self._filter_by(self.review.cycled().filter)

    def action_clear(self) -> None:
        """End the search, or else show all changes with their labels."""
        if self.review and (self.review.found or self.review.away or self.review.far_end):
            self._set(self.review.at_hit(None).to(self.review.cursor))
            return
        if self._plain:
            self.action_plain()
        self._filter_by(Filter())

    def action_sort(self) -> None:
        """Sort by weight, or by place again."""
        if self.review:
            self._order = Order.PLACE if self.review.order is Order.WEIGHT else Order.WEIGHT
            self._set(self.review.sorted(self._order))

    # Layout

    def action_plain(self) -> None:
        """Hide the labels, or show them again."""
        self._plain = not self._plain
        self._reviews = {pair: shown.without_labels(self._plain) for pair, shown in self._reviews.items()}
        self._show()

    def action_layout(self) -> None:
        """Set the two sides otherwise."""
        self._layout = _LAYOUTS[(_LAYOUTS.index(self._layout) + 1) % len(_LAYOUTS)]
        self._say(f"Layout: {self._layout or 'by the width'}.")
        self._show()

    def _laid_out(self) -> Layout:
        """The layout that is asked for, or the one that fits the width."""
        return self._layout or (Layout.COLUMNS if self.size.width >= COLUMNS else Layout.STACKED)

    def action_whole(self) -> None:
        """Set the whole chosen passage, or the lines about the change again."""
        if self._laid_out() is not Layout.STACKED:
            self._say(f"The whole passage is always there: {self._laid_out()}.")
        self._whole = not self._whole
        self._show()

    def action_context(self, by: int) -> None:
        """Show more passages around what is looked at, or fewer."""
        self._around = min(max(self._around + by, 0), len(CONTEXTS) - 1)
        self._say(f"{CONTEXTS[self._around]} passages before and after.")
        self._show()


def _passage_of(listing: Listing, number: int, old: bool) -> int | None:
    """The passage that a segment with this number belongs to."""
    for at, place in enumerate(listing.places):
        if number in (place.old if old else place.new):
            return at
    return None
