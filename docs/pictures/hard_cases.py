"""Draw the hard cases of docs/alignment.md: ``python docs/pictures/hard_cases.py`` writes ``hard-*.svg`` beside itself.

The ugly case is a picture that flatters: what a program is said to do and does not. So only the two texts of a case are
written by hand (``hard_cases.yaml``). The lower panels are computed: on the left what a comparison of whole lines says
(difflib's SequenceMatcher; ``git diff`` removes and adds as many lines in every case), on the right what revdiff says.

A word that went is struck, one that came is underlined, and every passage is named in words; the colours only add to
that. No font is embedded or fetched, so the widths are those of a wide sans-serif and lines break early in others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import revdiff
from revdiff.model import Passage, Relation, Report, Segment

HERE = Path(__file__).resolve().parent
WIDTH, GAP, PADDING = 960, 12, 14
"""Of the picture, between the panels, and inside them; in pixels."""
SIZE, LEADING = 14, 20
"""Of the letters and from line to line, in pixels."""
SIGNS = {
    Relation.KEPT: "=",
    Relation.CHANGED: "~",
    Relation.MOVED: "\N{UP DOWN ARROW}",
    Relation.ADDED: "+",
    Relation.REMOVED: "\N{MINUS SIGN}",
    Relation.SPLIT: "<",
    Relation.MERGED: ">",
}
"""What stands before a passage beside its name in words."""
INDENT = 34
"""From a panel's margin to its text; the numbers of paragraphs and the signs stand before it."""
COLUMN = (WIDTH - 3 * GAP) / 2
ROOM = COLUMN - 2 * PADDING - INDENT
"""Pixels that a line of text may take."""
ATOM = re.compile(r"\s+|[\u3040-\u30ff\u4e00-\u9fff][。、]?|[^\s\u3040-\u30ff\u4e00-\u9fff]+")
"""What a line may be broken between: white space, a word, a character of Chinese or Japanese with its stop."""

STYLE = """
svg { color-scheme: light dark }
.sheet { fill: #ffffff } .panel { fill: #f5f7f9; stroke: #c5ccd6 }
text { font-family: sans-serif; font-size: 14px; fill: #1c2330; white-space: pre }
.name { font-weight: bold } .dim { fill: #566070 }
.gone { fill: #9a4600; text-decoration: line-through } .come { fill: #0a53a4; text-decoration: underline }
.minus { fill: #9a4600 } .plus { fill: #0a53a4 }
@media (prefers-color-scheme: dark) {
.sheet { fill: #12161c } .panel { fill: #1a2029; stroke: #3d4857 }
text { fill: #e6e9ee } .dim { fill: #9fabba }
.gone, .minus { fill: #ffab5e } .come, .plus { fill: #7fbaff }
}
"""


class Run(NamedTuple):
    """Some text of one look."""

    text: str
    look: str = ""


class Block(NamedTuple):
    """What stands together in a panel: a sign or a number before it, and lines of runs."""

    sign: Run
    lines: Sequence[Sequence[Run]]


class Panel(NamedTuple):
    """A box of a picture."""

    name: str
    told: str
    blocks: Sequence[Block]

    @property
    def head(self) -> Sequence[Sequence[Run]]:
        """The name, and below it what was counted."""
        return [[Run(self.name, "name")], *(wrapped([Run(self.told, "dim")], ROOM + INDENT) if self.told else ())]

    @property
    def height(self) -> float:
        return 2 * PADDING + LEADING * (len(self.head) + 0.1 + sum(len(b.lines) + 0.3 for b in self.blocks))


def load() -> list[dict[str, Any]]:
    """The cases, as the table has them."""
    cases: list[dict[str, Any]] = yaml.safe_load((HERE / "hard_cases.yaml").read_text("utf-8"))
    return cases


def text_of(side: str | list[str]) -> str:
    return side if isinstance(side, str) else "\n\n".join(side)


def width(text: str) -> float:
    """About the pixels that a text takes in a wide sans-serif; more rather than less."""

    def ems(c: str) -> float:
        if unicodedata.east_asian_width(c) in "WF":
            return 1.0
        if c in " .,:;'|!ijlI":
            return 0.34
        if c in "mwMW→":
            return 0.98
        return 0.77 if c.isupper() else 0.64

    return SIZE * sum(map(ems, text))


def wrapped(runs: Iterable[Run], size: float = ROOM) -> list[list[Run]]:
    """Lines that fit the room, broken at white space or between characters that need none."""
    lines: list[list[Run]] = [[]]
    room = size
    for run in runs:
        for atom in ATOM.findall(run.text):
            if width(atom.rstrip()) > room and atom.strip():
                lines.append([])
                room = size
            if atom.isspace() and not lines[-1]:
                continue
            room -= width(atom)
            if lines[-1] and lines[-1][-1].look == run.look:
                lines[-1][-1] = Run(lines[-1][-1].text + atom, run.look)
            else:
                lines[-1].append(Run(atom, run.look))
    return lines


def cut(text: str, look: str) -> list[list[Run]]:
    """The beginning of a text, as much as one line holds."""
    first, *more = wrapped([Run(" ".join(text.split()), look)])
    if not more:
        return [first]
    kept = first[0].text.rstrip()
    while width(f"{kept} …") > ROOM:
        kept = kept.rpartition(" ")[0]
    return [[Run(f"{kept} …", look)]]


def segments(report: Report, side: str) -> list[Segment]:
    return sorted((s for p in report.passages for s in getattr(p.pair, side)), key=lambda s: s.span.start)


def as_written(report: Report, side: str) -> list[Block]:
    """A document with its paragraphs numbered and its own line ends."""
    return [
        Block(Run(f"¶{n}", "dim"), [line for part in s.text.split("\n") for line in wrapped([Run(part)])])
        for n, s in enumerate(segments(report, side), 1)
    ]


def of_lines(old: str, new: str) -> Panel:
    """What a comparison of whole lines says, blank ones left out."""
    olds, news = ([line for line in text.split("\n") if line.strip()] for text in (old, new))
    blocks: list[Block] = []
    counts = Counter[str]()
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [Block(Run(" "), cut(line, "dim")) for line in olds[a:b]]
            continue
        counts.update(gone=b - a, come=d - c)
        blocks += [Block(Run("\N{MINUS SIGN}", "minus"), wrapped([Run(line, "minus")])) for line in olds[a:b]]
        blocks += [Block(Run("+", "plus"), wrapped([Run(line, "plus")])) for line in news[c:d]]
    told = f"{number(counts['gone'], 'line')} removed, {number(counts['come'], 'line')} added"
    return Panel("A line differ, such as git diff (here: difflib)", told, blocks)


def number(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def of_revdiff(report: Report, sentences: bool) -> Panel:
    """What revdiff says: every passage by its relation, with its edits in place."""
    blocks = [
        block
        for p, numbers in zip(report.passages, report.numbers, strict=True)
        for block in _passage(report, p, *numbers)
    ]
    if sentences:
        blocks += _sentences(report)
    groups = [group for group, count in Counter(c.group for c in report.changes).items() if group and count > 1]
    folded = sum(c.group in groups for c in report.changes)
    told = number(len(report.changes), "change")
    if folded:
        told += f" ({folded} of them one group)"
    relations = Counter(str(p.pair.relation) for p in report.passages if p.pair.relation is not Relation.KEPT)
    told += "; passages: " + ", ".join(f"{count} {name}" for name, count in relations.items())
    if report.layout:
        told += f"; {number(len(report.layout), 'layout edit')}"
    return Panel("revdiff", told, blocks)


def _passage(report: Report, passage: Passage, old: tuple[int, ...], new: tuple[int, ...]) -> Iterator[Block]:
    pair = passage.pair
    places = [" + ".join(f"¶{n}" for n in side) for side in (old, new) if side]
    label = f"{' → '.join(places)} {pair.relation}"
    if pair.relation is Relation.KEPT:
        yield Block(Run(SIGNS[pair.relation], "dim"), [[Run(label, "dim")], *cut(pair.new[0].text, "dim")])
        return
    if old and new and pair.relation is not Relation.CHANGED:
        label += f", {number(len(passage.changes), 'change')}"
    yield Block(Run(SIGNS[pair.relation], "name"), [[Run(label, "name")], *wrapped(_edited(report, passage))])


def _edited(report: Report, passage: Passage) -> Iterator[Run]:
    """The passage with what went struck and what came underlined."""
    pair = passage.pair
    if not pair.new:
        yield Run(flat(pair.old[0].text), "gone")
        return
    text, at = report.new.text, pair.new[0].span.start
    for edit in [c.edit for c in passage.changes]:
        yield Run(flat(text[at : edit.new.start]))
        if edit.before[-1:].isalnum() and edit.after[:1].isalnum():
            yield from (Run(flat(edit.before), "gone"), Run(" "), Run(flat(edit.after), "come"))
        else:
            yield from (Run(flat(edit.before), "gone"), Run(flat(edit.after), "come"))
        at = edit.new.end
    yield Run(flat(text[at : pair.new[-1].span.end]))


def flat(text: str) -> str:
    """A text on one line; where a paragraph ended stands a pilcrow."""
    return re.sub(r"\s+", " ", re.sub(r"\s*\n\s*\n\s*", " ¶ ", text))


def _sentences(report: Report) -> Iterator[Block]:
    """The sentences that went into another paragraph."""
    for pair in report.sentences:
        if pair.relation is Relation.MOVED:
            old, new = (
                next(n for n, s in enumerate(segments(report, side), 1) if s.span.start <= own.span.start < s.span.end)
                for side, own in (("old", pair.old[0]), ("new", pair.new[0]))
            )
            text = wrapped([Run(flat(pair.new[0].text))])
            yield Block(Run(SIGNS[pair.relation], "name"), [[Run(f"sentence of ¶{old} → ¶{new} moved", "name")], *text])


def drawn(case: dict[str, Any]) -> str:
    """The picture of a case, as SVG."""
    old, new = text_of(case["old"]), text_of(case["new"])
    report = revdiff.compare(old, new)
    rows = [
        (Panel("Before", "", as_written(report, "old")), Panel("After", "", as_written(report, "new"))),
        (of_lines(old, new), of_revdiff(report, bool(case.get("sentences")))),
    ]
    parts: list[str] = []
    y = float(GAP)
    for row in rows:
        height = max(panel.height for panel in row)
        for k, panel in enumerate(row):
            parts += box(panel, GAP + k * (COLUMN + GAP), y, height)
        y += height + GAP
    legend = "struck: went   underlined: came   ¶: paragraph, or its end   grey: unchanged"
    parts.append(line(GAP + PADDING, y + 8, [Run(legend, "dim")]))
    told = f"The line differ says: {rows[1][0].told}. revdiff says: {rows[1][1].told}."
    name, height = f"hard-{case['name']}", y + 22
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
            f'viewBox="0 0 {WIDTH} {height:g}" role="img" aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(case["title"])}</title>',
            f'<desc id="{name}-desc">Four panels: before, after, what a line differ says, what revdiff says. '
            f"{escape(told)}</desc>",
            f"<style>{STYLE}</style>",
            f'<rect class="sheet" width="{WIDTH}" height="{height:g}" rx="6"/>',
            *parts,
            "</svg>\n",
        ]
    )


def box(panel: Panel, x: float, y: float, height: float) -> Iterator[str]:
    """A panel with its name, what it counts, and its blocks."""
    yield f'<rect class="panel" x="{x:g}" y="{y:g}" width="{COLUMN:g}" height="{height:g}" rx="4"/>'
    left, at = x + PADDING, y + PADDING - LEADING * 0.4
    for runs in panel.head:
        at += LEADING
        yield line(left, at, runs)
    at += LEADING * 0.3
    for block in panel.blocks:
        at += LEADING * 0.3
        for n, runs in enumerate(block.lines):
            at += LEADING
            if n == 0 and block.sign.text.strip():
                yield line(left, at, [block.sign])
            yield line(left + INDENT, at, runs)


def line(x: float, y: float, runs: Iterable[Run]) -> str:
    """One line of text; the runs follow each other, whatever the font makes of their widths.

    White space at the ends of a run is set outside of it, where nothing strikes or underlines it.
    """
    inside = ""
    for run in runs:
        before, text, after = re.fullmatch(r"(\s*)(.*?)(\s*)", run.text, re.DOTALL).groups()  # type: ignore[union-attr]
        text = escape(text, quote=False)
        inside += before + (f'<tspan class="{run.look}">{text}</tspan>' if run.look and text else text) + after
    return f'<text x="{x:g}" y="{y:g}" xml:space="preserve">{inside.rstrip()}</text>'


def main() -> None:
    for case in load():
        (HERE / f"hard-{case['name']}.svg").write_text(drawn(case), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
