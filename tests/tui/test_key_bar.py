"""The line of keys: what works now, as much as fits, and a click does it."""

from __future__ import annotations

from driven import SMALL, session, sizes
from made import ripple, story

from revdiff.tui.screens.help import HelpScreen
from revdiff.tui.widgets.key_bar import key_line

KEYS = (("n", "next", "n"), ("f", "filter", "f"), ("q", "quit", "q"))


def test_keys_are_shown_with_their_words_as_many_as_fit() -> None:
    assert key_line(KEYS, 80).plain == " n next  f filter  q quit  "
    assert key_line(KEYS, 12).plain == " n next  "
    assert key_line(KEYS, 3).plain == " "
    assert key_line((), 80).plain == " "


@sizes
async def test_the_keys_are_in_the_last_line_and_quit_is_among_them(size: tuple[int, int]) -> None:
    async with session(story(), size=size) as at:
        last = at.text.split("\n")[-1]
        for words in ("n next", "f filter", "q quit"):
            assert words in last
        assert len(last) == size[0]


async def test_enter_is_offered_where_it_opens_something() -> None:
    async with session(ripple(), size=(140, 30)) as at:
        await at.pilot.pause()
        assert "open" in at.text.split("\n")[-1]
        await at.press("n")
        await at.pilot.pause()
        assert "open" not in at.text.split("\n")[-1]


async def test_a_click_does_what_the_key_does() -> None:
    async with session(story(), size=SMALL) as at:
        last = at.text.split("\n")[-1]
        await at.pilot.click("#keys", offset=(last.index("help"), 0))
        await at.until(lambda: isinstance(at.app.screen, HelpScreen))
