"""ASCII: every sign of ours has a stand-in as wide as itself, and the words of the documents keep their letters."""

from __future__ import annotations

import pytest
from driven import SMALL, session, small_and_large
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

import revdiff
from revdiff.text.visible import visible
from revdiff.tui import ascii, glyphs
from revdiff.tui.ascii import Ascii, to_ascii
from revdiff.tui.config import Config
from revdiff.tui.screens.help import SIGNS

REPORT = revdiff.compare(
    "# Fees\n\nThe fee is 30 euros. We begin at noon.\n\nAnother paragraph stays.\n\n" + "A line of text. " * 200,
    "# Fees\n\nThe fee is 40 euros. We start at noon.\n\nAnother paragraph stays.\n\n" + "A line of text! " * 200,
)


def signs() -> set[str]:
    found = {sign for sign, _ in SIGNS}
    for name, value in vars(glyphs).items():
        if name.isupper() and name != "ROLES":
            found |= set(value.values()) if isinstance(value, dict) else {value}
    return set("".join(found))


@pytest.mark.parametrize("sign", sorted(signs()))
def test_every_sign_has_a_stand_in_as_wide_as_itself(sign) -> None:
    assert to_ascii(sign).isascii()
    assert cell_len(to_ascii(sign)) == cell_len(sign)


def test_the_kinds_keep_different_signs() -> None:
    for table in (glyphs.KINDS, glyphs.OPERATIONS, glyphs.STATES):
        assert len({to_ascii(sign) for sign in table.values()}) == len(table)
    relations = {to_ascii(sign) for sign in [*glyphs.RELATIONS.values(), glyphs.UPWARD]}
    assert len(relations) == len({*glyphs.RELATIONS.values(), glyphs.UPWARD})


@small_and_large
async def test_a_screen_holds_nothing_of_ours_outside_ascii(size) -> None:
    async with session(REPORT, size=size, config=Config(ascii=True)) as at:
        assert "".join(sorted({c for c in at.text if not c.isascii()})) == ""
        for key in ("question_mark", "escape", "f", "escape", "E"):
            at.app.simulate_key(key)
            await at.pilot.pause(0.05)
            assert "".join(sorted({c for c in at.text if not c.isascii()})) == "", key


async def test_letters_of_the_documents_stay() -> None:
    report = revdiff.compare("Das Café schließt um 8 Uhr.\n", "Das Café schließt um 9 Uhr.\n")
    async with session(report, size=SMALL, config=Config(ascii=True)) as at:
        assert "Café schließt" in at.text


def test_what_stands_in_for_a_control_character_has_a_stand_in_too() -> None:
    assert to_ascii(visible("a\x1b\u202eb\u200b")) == "a??b?"


def test_a_letter_that_the_terminal_cannot_say_is_a_question_mark_a_cell() -> None:
    (segment,) = Ascii("latin-1").apply(
        [Segment("caf\N{LATIN SMALL LETTER E WITH ACUTE} \u6771 \u2192")], Color(0, 0, 0)
    )
    assert segment.text == "caf\N{LATIN SMALL LETTER E WITH ACUTE} ?? >"


@pytest.mark.parametrize(
    ("environ", "encoding", "wanted"),
    [
        ({}, "utf-8", False),
        ({"LANG": "en_US.UTF-8"}, "utf-8", False),
        ({"LC_ALL": "C"}, "utf-8", True),
        ({"LANG": "de_DE.ISO-8859-1@euro"}, "utf-8", True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, "utf-8", False),
        ({"LANG": "de_DE"}, "iso8859-1", True),
        ({}, None, False),
    ],
)
def test_the_locale_tells_whether_ascii_is_wanted(environ, encoding, wanted) -> None:
    assert ascii.wanted(environ, encoding) is wanted
