"""The table of keys: no key does two things in one place, every key is bound and told."""

from __future__ import annotations

from collections import Counter

import pytest

from revdiff.tui.keys import KEYS, bindings, commands, spelled
from revdiff.tui.screens.help import SIGNS, help_lines
from revdiff.tui.screens.review import ReviewScreen
from revdiff.tui.widgets.change_list import ChangeList
from revdiff.tui.widgets.passage_view import PassageView
from revdiff.tui.widgets.reasons import Reasons


def test_no_key_does_two_things_in_one_place() -> None:
    for place in ("list", "pane"):
        keys = Counter(name for k in KEYS if k.where in ("everywhere", place) for name in k.keys.split(","))
        assert {name for name, count in keys.items() if count > 1} == set()


def test_ids_are_unique() -> None:
    assert len({k.id for k in KEYS}) == len(KEYS)


@pytest.mark.parametrize("key", KEYS, ids=lambda k: k.id)
def test_every_key_has_an_action_where_it_works(key) -> None:
    name = key.action.removeprefix("app.").partition("(")[0]
    places = {"everywhere": [ReviewScreen], "list": [ChangeList], "pane": [PassageView, Reasons]}[key.where]
    assert all(hasattr(place, f"action_{name}") or key.action.startswith("app.") for place in places)


def test_the_help_tells_every_key_and_every_sign() -> None:
    told = [line.plain.split(maxsplit=1) for line in help_lines() if line.plain.strip()]
    lines = [line.plain for line in help_lines()]
    assert told
    for key in KEYS:
        assert any(spelled(key.keys) in line and key.long in line for line in lines), key.id
    for sign, meaning in SIGNS:
        assert any(sign in line and meaning in line for line in lines), sign


def test_the_help_fits_its_box() -> None:
    assert max(line.cell_length for line in help_lines()) <= 73


def test_the_footer_has_five_to_seven_keys() -> None:
    assert 5 <= sum(b.show for b in bindings("everywhere")) <= 7


async def test_the_palette_offers_what_works_everywhere() -> None:
    ran = []

    async def run(action: str) -> None:
        ran.append(action)

    offered = {name: call for name, _, call in commands(run)}
    assert list(offered) == [k.long for k in KEYS if k.where == "everywhere" and k.keys != "ctrl+c"]
    await offered["Next substantive change"]()
    assert ran == ["next_substantive(1)"]
