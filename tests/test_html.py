"""Facts about the page: nothing of a text comes alive, nothing leaves, contrast is enough, filters and keys work."""

from __future__ import annotations

import asyncio
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revdiff._compare import compare
from revdiff._history import history
from revdiff.exporters import export
from revdiff.model import Document, Kind
from revdiff.review.marks import Mark
from tests.browser import browser
from tests.strategies import FIXED, drafts, nasty, structured
from tests.test_exporters import BYLAWS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "input", "link", "br"}
REPORT = compare(
    Document("a<b>.txt", "A guest payed 3 euros in the offise.\n\nThe gate is open.\n\nDogs may enter the hut."),
    Document("c&d.txt", "A guest payed 5 euros in the office.\n\nThe gate is open.\n\nDogs must enter the hut."),
)


class Read(HTMLParser):
    """What a page holds, as a parser finds it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.one_of(nasty(), drafts(), structured()))
def test_the_page_is_well_formed_and_its_ids_are_unique_for_any_texts(texts: tuple[str, str]) -> None:
    read = Read(export(compare(*texts), "html"))
    assert read.open == []
    ids = [value for name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for name, value in read.attributes if name == "href" and value} <= {str(id) for id in ids}
    assert {value for name, value in read.attributes if name == "aria-describedby"} <= set(ids)


@pytest.mark.parametrize(
    "odd",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style>",
        "<!--",
        "$style",
        "&lt;",
        "\u202e",
        "\x1b",
    ],
    ids=ascii,
)
def test_nothing_of_a_text_comes_alive(odd: str) -> None:
    old, new = (
        Document(odd, f"# T {odd}\n\nWe pay 3 {odd} euros."),
        Document(f"b{odd}", f"# T {odd}\n\nWe {odd} pay 4."),
    )
    page = export(compare(old, new), "html")
    read, plain = Read(page), Read(export(compare("# T\n\nWe pay 3 euros.", "# T\n\nWe pay 4."), "html"))
    assert set(read.tags) == set(plain.tags)
    assert [read.tags.count(tag) for tag in ("script", "style")] == [1, 1]
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_the_page_asks_for_nothing_and_runs_one_script_that_its_policy_names() -> None:
    page = export(REPORT, "html")
    read = Read(page)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in ("style", "src", "action")]
    policy = next(str(value) for name, value in read.attributes if name == "content" and "default-src" in str(value))
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert inside is not None
        assert f"{tag}-src 'sha256-{b64encode(sha256(inside[1].encode()).digest()).decode()}'" in policy
    assert ("lang", "en") in read.attributes


@pytest.mark.parametrize("name", FIXED)
def test_the_page_holds_every_change_by_its_id(name: str) -> None:
    report = compare(*FIXED[name])
    page = export(report, "html")
    for change in report.changes:
        assert page.count(f'id="i1-{change.id}"') == page.count(f'id="s1-{change.id}"') == 1


def test_a_filter_marks_the_changes_of_its_kind_and_a_history_has_a_section_for_each_step() -> None:
    page = export(REPORT, "html", only="wording")
    assert "offise</del>" not in page.partition("<main")[0]
    assert 'data-kind="substantive"' not in page.partition("<main")[2].partition("<script>")[0]
    assert export(history([BYLAWS.old, BYLAWS.new, BYLAWS.old]), "html").count("<section>") == 2
    assert '<details class="kept" open>' in export(REPORT, "html", all_passages=True)


CSS = (files("revdiff.exporters.html") / "page.css").read_text("utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): light-dark\(#(\w{6}, #\w{6})\)", CSS))


def light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *[(ink, ground, 4.5) for ink in ("ink", "quiet", "link") for ground in ("ground", "panel")],
        *[(f"{name}-ink", name, 4.5) for name in ("removed", "added", "grave", "light")],
        ("line", "ground", 3.0),
    ],
)
def test_the_contrast_meets_wcag_aa(ink: str, ground: str, least: float, theme: int) -> None:
    one, other = sorted(light(COLOURS[name].split(", #")[theme]) for name in (ink, ground))
    assert (other + 0.05) / (one + 0.05) >= least


async def settle() -> None:
    await asyncio.sleep(0.5)


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
needs_aiohttp = pytest.mark.skipif(find_spec("aiohttp") is None, reason="the extra web is not installed")


@needs_chromium
@needs_aiohttp
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("view", ["v-side", "v-inline"])
async def test_axe_finds_no_violation(view: str, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    for n, subject in enumerate((REPORT, BYLAWS, history([BYLAWS.old, BYLAWS.new, BYLAWS.old]))):
        path = tmp_path / f"{n}.html"
        path.write_text(export(subject, "html"), "utf-8")
        async with browser(CHROMIUM) as page:
            await page.open(path.as_uri())
            await settle()
            await page.evaluate(f"document.getElementById('{view}').click()")
            await page.evaluate(axe)
            run = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html).join(' | '))"
            found = await page.call("Runtime.evaluate", expression=run, awaitPromise=True)
            assert found["result"]["value"] == ""


@needs_chromium
@needs_aiohttp
async def test_in_a_browser_filters_and_keys_work_and_nothing_is_asked_or_complained_of(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    path = tmp_path / "page.html"
    path.write_text(export(REPORT, "html"), "utf-8")
    async with browser(CHROMIUM) as page:
        for domain in ("Runtime", "Log", "Network"):
            await page.call(f"{domain}.enable")
        await page.open(path.as_uri())
        await settle()
        assert await page.evaluate("document.getElementById('shown').value") == "3 changes shown"
        focused = "document.activeElement.dataset.category"
        for key, category in (
            ("j", "quantity"),
            ("j", "spelling"),
            ("k", "quantity"),
            ("n", "modality"),
            ("N", "quantity"),
        ):
            await page.press(key)
            assert await page.evaluate(focused) == category
        why = "getComputedStyle(document.activeElement.querySelector('.why')).display"
        assert await page.evaluate(why) == "block"
        await page.evaluate("document.getElementById('f-wording').click()")
        assert await page.evaluate("document.getElementById('shown').value") == "2 changes shown"
        rows = "[...document.querySelectorAll('nav li')].filter(li => li.offsetParent).length"
        assert await page.evaluate(rows) == 2
        choose = "f.value = 'modality', f.dispatchEvent(new Event('change'))"
        await page.evaluate(f"(f => {{ {choose} }})(document.getElementById('f-category'))")
        assert await page.evaluate(rows) == 1
        await page.press("v")
        assert await page.evaluate("getComputedStyle(document.querySelector('.side')).display") == "none"
        await page.press("?")
        assert await page.evaluate("document.getElementById('help').open") is True
        asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
        assert set(asked) <= {path.as_uri()}
        bad = [e for e in page.events if e["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]
        assert bad == []


@needs_chromium
@needs_aiohttp
async def test_without_a_script_the_views_and_the_filters_by_label_work(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    path = tmp_path / "page.html"
    path.write_text(re.sub("<script>.*</script>", "", export(REPORT, "html"), flags=re.S), "utf-8")
    async with browser(CHROMIUM) as page:
        await page.open(path.as_uri())
        await settle()
        drawn = "[...document.querySelectorAll('main .tag')].filter(tag => tag.getClientRects().length).length"
        assert await page.evaluate(drawn) == 3
        await page.evaluate("document.getElementById('f-wording').click()")
        assert await page.evaluate(drawn) == 2
        await page.evaluate("document.getElementById('v-inline').click()")
        assert await page.evaluate("getComputedStyle(document.querySelector('.side')).display") == "none"
        assert await page.evaluate("document.getElementById('b-next').getClientRects().length") == 0


def test_what_a_reader_said_stands_at_the_change_and_the_label_is_the_readers() -> None:
    grave = next(c for c in REPORT.changes if c.label.category == "quantity")
    page = export(REPORT, "html", marks={grave.id: Mark(reviewed=True, kind=Kind.WORDING, note="ask <Vera>", by="bo")})
    assert f'class="c wording" data-kind="wording" data-category="rephrasing" id="i1-{grave.id}"' in page
    assert "[reviewed by bo; note: ask &lt;Vera&gt;]" in page
