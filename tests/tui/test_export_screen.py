"""Export from within: where it is written, what of it, and nothing overwritten or half written."""

from __future__ import annotations

from pathlib import Path

import yaml
from driven import Session, session
from made import report, story
from textual.widgets import Input, OptionList, Static

from revdiff.exporters import EXPORTERS, export
from revdiff.model import Kind
from revdiff.tui.screens.export import ExportScreen


async def asked(at: Session, path: Path | None = None) -> ExportScreen:
    await at.pilot.press("E")
    await at.pilot.pause()
    screen = at.app.screen
    assert isinstance(screen, ExportScreen)
    if path is not None:
        screen.query_one(Input).value = str(path)
        await at.pilot.pause()
    return screen


def loaded(path: Path) -> dict[str, object]:
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(tree, dict)
    return tree


async def test_export_writes_yaml_and_says_where(tmp_path: Path) -> None:
    async with session(story()) as at:
        await asked(at, tmp_path / "out.yaml")
        await at.pilot.press("enter")
        await at.until(lambda: at.app.screen is at.screen)
        assert "Wrote the changes as YAML (all 6 changes) to" in " ".join(at.text.split())
        assert at.app.screen is at.screen
    assert loaded(tmp_path / "out.yaml")["schema"] == "revdiff/1"
    assert [p.name for p in tmp_path.iterdir()] == ["out.yaml"]


async def test_export_suggests_a_path_beside_the_new_revision(tmp_path: Path) -> None:
    new = tmp_path / "v2.txt"
    new.write_text("text")
    async with session(report("A {big|large|synonym} house.", names=("v1.txt", str(new)))) as at:
        screen = await asked(at)
        assert screen.query_one(Input).value == str(tmp_path / "v2.revdiff.yaml")


async def test_export_overwrites_only_after_a_second_enter(tmp_path: Path) -> None:
    taken = tmp_path / "out.yaml"
    taken.write_text("mine")
    async with session(story()) as at:
        screen = await asked(at, taken)
        await at.pilot.press("enter")
        await at.pilot.pause()
        assert "Enter again overwrites" in str(screen.query_one("#export-told", Static).content)
        assert taken.read_text() == "mine"
        await at.pilot.press("x", "backspace", "enter")
        await at.pilot.pause()
        assert taken.read_text() == "mine"
        await at.pilot.press("enter")
        await at.until(lambda: at.app.screen is at.screen)
    assert loaded(taken)["schema"] == "revdiff/1"


async def test_export_follows_the_filter_and_says_so(tmp_path: Path) -> None:
    async with session(story(), only=Kind.WORDING) as at:
        await asked(at, tmp_path / "out.yaml")
        assert "the 2 wording of 6 changes" in at.text
        await at.pilot.press("enter")
        await at.until(lambda: at.app.screen is at.screen)
    passages = loaded(tmp_path / "out.yaml")["passages"]
    assert isinstance(passages, list)
    assert {c["label"] for p in passages for c in p.get("changes", ())} == {"wording"}


async def test_the_menu_lists_every_format_and_each_is_written_under_its_own_suffix(tmp_path: Path) -> None:
    async with session(story()) as at:
        for down, (name, exporter) in enumerate(EXPORTERS.items()):
            screen = await asked(at)
            assert [option.id for option in screen.query_one(OptionList).options] == list(EXPORTERS)
            await at.pilot.press(*["down"] * down)
            await at.pilot.pause()
            suggested = screen.query_one(Input).value
            assert suggested.endswith(exporter.suffix)
            assert exporter.told in at.text
            screen.query_one(Input).value = str(tmp_path / suggested)
            await at.pilot.pause()
            await at.pilot.press("enter")
            await at.until(lambda: at.app.screen is at.screen)
            assert at.screen.review is not None
            report = at.screen.review.listing.report
            wanted = export(report, name, marks={})
            data = wanted if isinstance(wanted, bytes) else wanted.encode("utf-8")
            assert (tmp_path / suggested).read_bytes() == data, name


async def test_export_that_fails_says_why_and_stays(tmp_path: Path) -> None:
    async with session(story()) as at:
        screen = await asked(at, tmp_path / "missing" / "out.yaml")
        await at.pilot.press("enter")
        await at.pilot.pause()
        assert "cannot be written" in str(screen.query_one("#export-told", Static).content)
        await at.pilot.press("escape")
        await at.pilot.pause()
        assert at.app.screen is at.screen
    assert list(tmp_path.iterdir()) == []


async def test_export_of_what_no_file_can_hold_says_why(tmp_path: Path) -> None:
    async with session(report("A {big|\ud800|name} house.")) as at:
        screen = await asked(at, tmp_path / "out.yaml")
        await at.pilot.press("enter")
        await at.pilot.pause()
        assert "lone surrogate" in str(screen.query_one("#export-told", Static).content)
    assert list(tmp_path.iterdir()) == []


async def test_export_writes_a_word_document(tmp_path: Path) -> None:
    async with session(story()) as at:
        screen = await asked(at)
        screen._choose("docx")
        await at.pilot.pause()
        assert screen.query_one(Input).value.endswith(".redline.docx")
        screen.query_one(Input).value = str(tmp_path / "out.docx")
        await at.pilot.press("enter")
        await at.until(lambda: at.app.screen is at.screen)
        assert "Wrote a Word document with tracked changes" in " ".join(at.text.split())
    assert (tmp_path / "out.docx").read_bytes().startswith(b"PK")
