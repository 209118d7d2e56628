"""Facts about the page: nothing of a text comes alive, nothing leaves, contrast is enough, filters and keys work."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
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
from revdiff.exporters.filewise import export_files
from revdiff.filewise import FilePair, FileSet, Filewise, Skipped, Status, filewise
from revdiff.model import Document, Kind
from revdiff.review.marks import Mark
from tests.browser import CHROMIUM, browser, needs_aiohttp, needs_chromium, settle
from tests.strategies import FIXED, drafts, nasty, structured
from tests.test_exporters import BYLAWS

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
        "\0",
        "]]>",
        "\u2028",
        "</textarea></script>",
        "javascript:alert(1)",
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
    assert not re.search("[\u202e\u2028\x1b\0]", page)


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
        assert page.count(f'id="c1-{change.id}"') == page.count(f'id="wc1-{change.id}"') == 1


def test_a_filter_marks_the_changes_of_its_kind_and_a_history_has_a_section_for_each_step() -> None:
    page = export(REPORT, "html", only="wording")
    assert "offise</del>" not in page.partition("<main")[0]
    assert 'data-kind="substantive"' not in page.partition("<main")[2].partition("<script>")[0]
    assert export(history([BYLAWS.old, BYLAWS.new, BYLAWS.old]), "html").count('<section id="part') == 2
    assert '<details class="kept" open>' in export(REPORT, "html", all_passages=True)


CSS = "".join((files("revdiff.exporters.html") / name).read_text("utf-8") for name in ("theme.css", "page.css"))
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


CHOOSE = "(f => { f.value = 'modality'; f.dispatchEvent(new Event('change')); })(document.getElementById('f-category'))"
"""What a person does who chooses a category."""


@needs_chromium
@needs_aiohttp
@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe-core-python is not installed")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_no_violation_in_any_view(dark: bool, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    axe = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
    subjects = (REPORT, BYLAWS, history([BYLAWS.old, BYLAWS.new, BYLAWS.old]))
    pages = [*(export(subject, "html") for subject in subjects), export_files(several(), "html")]
    run = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html).join(' | '))"
    async with browser(CHROMIUM) as page:
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await page.call("Emulation.setEmulatedMedia", features=[theme])
        for n, written in enumerate(pages):
            path = tmp_path / f"{n}.html"
            path.write_text(written, "utf-8")
            await page.open(path.as_uri())
            await settle()
            await page.evaluate(axe)
            for view in ("v-side", "v-inline", "f-wording"):
                await page.evaluate(f"document.getElementById('{view}').click()")
                await page.press("j")
                found = await page.call("Runtime.evaluate", expression=run, awaitPromise=True)
                assert found["result"]["value"] == "", view


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
            ("p", "quantity"),
        ):
            await page.press(key)
            assert await page.evaluate(focused) == category
        await page.evaluate("document.getElementById('f-wording').click()")
        assert await page.evaluate("document.getElementById('shown').value") == "2 of 3 changes shown"
        rows = "[...document.querySelectorAll('nav li')].filter(li => li.offsetParent).length"
        assert await page.evaluate(rows) == 2
        await page.evaluate(CHOOSE)
        assert await page.evaluate(rows) == 1
        assert await page.evaluate("document.getElementById('shown').value") == "1 of 3 changes shown"
        await page.press("v")
        assert await page.evaluate("getComputedStyle(document.querySelector('.old')).display") == "none"
        assert await page.evaluate("getComputedStyle(document.querySelector('.new')).display") != "none"
        await page.press("?")
        assert await page.evaluate("document.getElementById('help').open") is True
        asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
        assert set(asked) <= {path.as_uri()}
        bad = [e for e in page.events if e["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")]
        assert bad == []


@needs_chromium
@needs_aiohttp
async def test_without_a_script_the_views_and_all_filters_work(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    path = tmp_path / "page.html"
    path.write_text(re.sub("<script>.*</script>", "", export(REPORT, "html"), flags=re.S), "utf-8")
    async with browser(CHROMIUM) as page:
        await page.open(path.as_uri())
        await settle()
        drawn = "[...document.querySelectorAll('main .tag')].filter(tag => tag.getClientRects().length).length"
        removed = "[...document.querySelectorAll('.new del')].filter(one => one.getClientRects().length).length"
        assert [await page.evaluate(drawn), await page.evaluate(removed)] == [3, 0]
        await page.evaluate("document.getElementById('f-wording').click()")
        assert await page.evaluate(drawn) == 2
        await page.evaluate("document.getElementById('v-inline').click()")
        assert [await page.evaluate(drawn), await page.evaluate(removed)] == [2, 2]
        await page.evaluate(CHOOSE)
        assert [await page.evaluate(drawn), await page.evaluate(removed)] == [1, 1]
        assert await page.evaluate("document.getElementById('b-next').getClientRects().length") == 0


@needs_chromium
@needs_aiohttp
async def test_the_reasons_show_on_focus_and_under_the_mouse_and_escape_hides_them(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    path = tmp_path / "page.html"
    path.write_text(export(REPORT, "html"), "utf-8")
    async with browser(CHROMIUM, width=400) as page:
        await page.open(path.as_uri())
        await settle()
        told = "(w => w.hidden ? '' : w.textContent)(document.getElementById('why'))"
        inside = "(b => b.left >= 0 && b.right <= innerWidth)(document.getElementById('why').getBoundingClientRect())"
        await page.press("j")
        assert '"3 euros" became "5 euros"' in await page.evaluate(told)
        assert await page.evaluate(inside) is True
        await page.call("Input.dispatchKeyEvent", type="keyDown", key="Escape", windowsVirtualKeyCode=27)
        assert await page.evaluate(told) == ""
        old = "document.querySelector('.old [data-category=modality]')"
        box = await page.evaluate(
            f"{old}.scrollIntoView({{block: 'center'}}), JSON.stringify({old}.getBoundingClientRect())"
        )
        x, y = (json.loads(box)[side] + 4 for side in ("left", "top"))
        await page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        assert '"may" became "must"' in await page.evaluate(told)


@needs_chromium
@needs_aiohttp
@pytest.mark.parametrize("width", [320, 1400])
async def test_no_page_is_wider_than_its_window(width: int, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    wide = compare(Document("a" * 90, f"# {'T' * 200}\n\nWe pay 3."), Document("b" * 90, f"# {'T' * 200}\n\nWe pay 4."))
    for n, page_of in enumerate((export(wide, "html"), export_files(several(), "html"))):
        path = tmp_path / f"{n}.html"
        path.write_text(page_of, "utf-8")
        async with browser(CHROMIUM) as page:
            size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
            await page.call("Emulation.setDeviceMetricsOverride", **size)
            await page.open(path.as_uri())
            await settle()
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True


def test_a_change_over_the_break_of_a_split_passage_is_drawn_once() -> None:
    old = "The warden collects the fee in the evening, and hands out the blankets to all who asked for one."
    new = "The warden collects the fee in the evening.\n\nShe hands out the blankets to all who asked for one."
    report = compare(old, new)
    assert [p.pair.relation for p in report.passages] == ["split"]
    column = export(report, "html").partition('<div class="new">')[2].partition("<details")[0]
    visible = re.sub(r"<del>[^<]*</del>|<b class=.tag.>[^<]*</b>|<p class=.which.>new</p>|<[^>]*>", "", column)
    assert visible.split() == new.split()


@given(st.one_of(drafts(), structured()))
def test_the_columns_hold_the_two_texts(texts: tuple[str, str]) -> None:
    report = compare(*texts)
    page = unescape(export(report, "html", all_passages=True))
    for passage in report.passages:
        if passage.pair.relation in ("kept", "removed") or not passage.changes:
            continue
        for segment in passage.pair.new:
            words = segment.text.split()
            assert all(word in page for word in words)


def test_a_moved_passage_is_told_at_both_places() -> None:
    paragraphs = [
        "The hut opens in May, and the warden comes a week before.",
        "Dogs are not let into the dormitory, though the porch is theirs.",
        "Water is fetched from the spring behind the woodshed in the morning.",
        "The last bus leaves the square at half past six on working days.",
    ]
    report = compare("\n\n".join(paragraphs), "\n\n".join([paragraphs[3], *paragraphs[:3]]))
    page = export(report, "html")
    where = re.search(r'<article class="moved" id="(\w+-\d+)">', page)
    assert where is not None
    left = page.index('<p class="left">')
    assert f'moved away</b> to <a href="#{where[1]}">' in page[left : left + 300]
    assert where.start() < page.index("Dogs are not") < left


def test_a_sentence_of_the_program_reads_from_left_to_right_and_a_text_in_its_own_direction() -> None:
    old, new = "\u064a\u0641\u062a\u062d 3", "\u064a\u0641\u062a\u062d 4"
    page = export(compare(old, new), "html")
    assert page.count('class="text" dir="auto" lang=""') == 2
    assert '<bdi dir="ltr">&quot;3&quot; became' in page
    german = "Der Hund darf nicht in die Huette, und die Katze auch nicht."
    assert 'lang="de"' in export(compare(german, german.replace("nicht", "nie")), "html")


def test_a_list_of_too_many_changes_links_the_substantive_ones_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revdiff.exporters.html.body.LINKS", 2)
    nav = export(REPORT, "html").partition("<nav")[2].partition("</nav>")[0]
    assert nav.count("<li") == 2
    assert "2 of the substantive ones; all 3 changes are marked in the text." in nav


def several() -> Filewise:
    """A changed file, a graver one, one that was renamed, one that came, and a hostile name."""
    odd = "x" * 80 + "<b>@team #1"
    pairs = [
        ("changed", "a.md", "a.md", "It is big.", "It is large."),
        ("changed", "b.md", "b.md", "A guest payed 3 euros.", "A guest payed 5 euros in May."),
        ("renamed", "c.md", odd, "The gate is open.", "The gate is open."),
        ("added", None, "d.md", "", "Dogs must not enter."),
        ("kept", "e.md", "e.md", "Same.", "Same."),
    ]
    made = [
        FilePair(Status(status), Document(f"o:{old}", before), Document(f"n:{new}", after), old, new)
        for status, old, new, before, after in pairs
    ]
    return filewise(FileSet("o<", "n", tuple(made), (Skipped("logo<.png", "no prose"),)))


def test_a_page_of_many_files_begins_with_a_table_of_them_the_most_serious_first() -> None:
    page = export_files(several(), "html")
    read = Read(page)
    assert read.open == []
    ids = [value for name, value in read.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    rows = re.findall(
        r'<tr><th scope="row"><a href="#(\w+)">(.*?)</a></th><td[^>]*>(\w+)</td><td[^>]*>(\d+)</td>', page
    )
    assert [(anchor, re.sub("<.*?>", "", name)[:4], status, count) for anchor, name, status, count in rows] == [
        ("part1", "b.md", "changed", "2"),
        ("part2", "d.md", "added", "1"),
        ("part3", "a.md", "changed", "0"),
        ("part4", "c.md", "renamed", "0"),
    ]
    assert page.index('id="part1"') < page.index('id="part2"') < page.index('id="part3"')
    assert "logo&lt;.png" in page
    assert "1 kept" in page


def test_what_a_reader_said_stands_at_the_change_and_the_label_is_the_readers() -> None:
    grave = next(c for c in REPORT.changes if c.label.category == "quantity")
    page = export(REPORT, "html", marks={grave.id: Mark(reviewed=True, kind=Kind.WORDING, note="ask <Vera>", by="bo")})
    assert f'class="c" data-kind="wording" data-category="rephrasing" id="c1-{grave.id}"' in page
    assert "[reviewed by bo; note: ask &lt;Vera&gt;]" in page
