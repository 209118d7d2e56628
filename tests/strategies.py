"""Texts for the laws: what editors do to prose, what Markdown holds, and characters that break prose tools.

Three families, each a strategy of `(old, new)`. `nasty` draws small texts over an alphabet in which every second
character means something to a segmenter or a tokeniser; `drafts` builds a document from whole sentences and edits it as
people do; `structured` stacks lists, tables, fences and headings and edits those.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import strategies as st

ALPHABET = [
    *"aab  ",
    *".,!?\"'|#->`*_[]()=:/0123456789",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\f",
    "\v",
    "\N{NO-BREAK SPACE}",
    "\N{IDEOGRAPHIC SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{ZERO WIDTH JOINER}",
    "\N{SOFT HYPHEN}",
    "\N{LINE SEPARATOR}",
    "\N{PARAGRAPH SEPARATOR}",
    "\N{NEXT LINE}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",  # the BOM
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{COMBINING ACUTE ACCENT}",
    "e\N{COMBINING ACUTE ACCENT}",
    "\N{LATIN SMALL LETTER E WITH ACUTE}",
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{EM DASH}",
    "\N{ANGSTROM SIGN}",
    "\N{LATIN CAPITAL LETTER A WITH RING ABOVE}",
    "\N{CJK UNIFIED IDEOGRAPH-6771}",
    "\N{CJK UNIFIED IDEOGRAPH-4EAC}",
    "\N{IDEOGRAPHIC FULL STOP}",
    "\N{ARABIC LETTER SEEN}",
    "\N{THAI CHARACTER KO KAI}",
    "\N{HANGUL CHOSEONG KIYEOK}\N{HANGUL JUNGSEONG A}",
    "\N{HANGUL SYLLABLE GA}",
    "\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}",
    "\N{FULLWIDTH DIGIT THREE}",
    "\N{VULGAR FRACTION ONE HALF}",
    "\N{CYRILLIC SMALL LETTER A}",
    "\x00",
    "\x1b",
    "\U0010fffd",
    "not ",
    "30 days",
    "> ",
    "- ",
    "1. ",
    "```\n",
    "| a | b |\n",
    "---\n",
    "===\n",
]

SENTENCES = [
    "The ferry leaves Port Evren at 6 a.m. on weekdays.",
    "No passenger was hurt, the harbour master said.",
    "The company must repay all tickets within 30 days.",
    "Tickets may be returned if they have not been stamped.",
    "Repairs will cost about $2.5 million, officials said.",
    "Mira Olsen, who has led the yard since 2009, called it “a small thing”.",
    '"We were lucky," she said. "It could have been worse."',
    "The yard employs 240 people.",
    "It isn't clear whether the pump failed or was switched off.",
    "See section 4.2 and https://yard.example/report.",
    "However, the inspectors did not find a crack.",
    "On 3 March 2021 the board approved the plan by seven votes to two.",
    "Die Fähre fährt im Winter nicht.",
    "東京の会議は三月に開かれる。",
    "Only members aged 18 or over can vote.",
    "The gate was opened before the water rose.",
]

WORDS = ["not", "never", "may", "must", "and", "or", "the", "a", "seven", "30", "2004", "yard", "only", "said", ","]

TYPES = [
    ('"', "\N{LEFT DOUBLE QUOTATION MARK}"),
    ("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    (" ", "  "),
    (" ", "\N{NO-BREAK SPACE}"),
    ("e", "e\N{COMBINING ACUTE ACCENT}"),
    ("\N{LATIN SMALL LETTER A WITH DIAERESIS}", "a\N{COMBINING DIAERESIS}"),
]

Edited = Callable[[list[str], Random], list[str]]


def _somewhere(items: list[str], random: Random) -> int:
    return random.randrange(len(items))


def _reword(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    words = paragraphs[at].split(" ")
    where = random.randrange(len(words))
    match random.choice(["insert", "delete", "replace", "swap"]):
        case "insert":
            words.insert(where, random.choice(WORDS))
        case "delete" if len(words) > 1:
            del words[where]
        case "swap" if len(words) > 1:
            other = random.randrange(len(words))
            words[where], words[other] = words[other], words[where]
        case _:
            words[where] = random.choice(WORDS)
    return [*paragraphs[:at], " ".join(words), *paragraphs[at + 1 :]]


def _move(paragraphs: list[str], random: Random) -> list[str]:
    rest = list(paragraphs)
    taken = rest.pop(_somewhere(rest, random))
    rest.insert(random.randint(0, len(rest)), taken)
    return rest


def _split(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    head, stop, tail = paragraphs[at].partition(". ")
    return [*paragraphs[:at], head + ".", tail, *paragraphs[at + 1 :]] if stop and tail else paragraphs


def _merge(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    return [*paragraphs[:at], " ".join(paragraphs[at : at + 2]), *paragraphs[at + 2 :]]


def _duplicate(paragraphs: list[str], random: Random) -> list[str]:
    copy = random.choice(paragraphs)
    at = random.randint(0, len(paragraphs))
    return [*paragraphs[:at], copy, *paragraphs[at:]]


def _remove(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    return paragraphs[:at] + paragraphs[at + 1 :]


def _add(paragraphs: list[str], random: Random) -> list[str]:
    at = random.randint(0, len(paragraphs))
    return [*paragraphs[:at], random.choice(SENTENCES), *paragraphs[at:]]


def _rewrap(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    words = paragraphs[at].split(" ")
    for gap in range(random.randint(2, 5), len(words), random.randint(3, 9)):
        words[gap] = "\n" + words[gap]
    return [*paragraphs[:at], " ".join(words).replace(" \n", "\n"), *paragraphs[at + 1 :]]


def _retype(paragraphs: list[str], random: Random) -> list[str]:
    at = _somewhere(paragraphs, random)
    was, now = random.choice(TYPES)
    return [*paragraphs[:at], paragraphs[at].replace(was, now, random.randint(1, 3)), *paragraphs[at + 1 :]]


_OFTEN = (_reword, _reword, _reword)
EDITS: tuple[Edited, ...] = (*_OFTEN, _move, _split, _merge, _duplicate, _remove, _add, _rewrap, _retype)


def _edited(paragraphs: list[str], random: Random, steps: int) -> list[str]:
    for _ in range(steps):
        if paragraphs:
            paragraphs = random.choice(EDITS)(paragraphs, random)
    return paragraphs


_line_ends = st.sampled_from(["\n", "\n", "\r\n", "\r"])
_gaps = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n \n", "\n"])
_edges = st.sampled_from(["", "", "", "\n", "\n\n", "\N{ZERO WIDTH NO-BREAK SPACE}", "  "])


@st.composite
def _laid_out(draw: st.DrawFn, paragraphs: list[str]) -> str:
    text = draw(_edges) + draw(_gaps).join(paragraphs) + draw(_edges)
    return text.replace("\n", draw(_line_ends))


@st.composite
def nasty(draw: st.DrawFn) -> tuple[str, str]:
    """Two small texts that share a random part or nothing at all."""
    pieces = st.lists(st.sampled_from(ALPHABET), max_size=12).map("".join)
    if draw(st.booleans()):
        return draw(pieces), draw(pieces)
    start, old, new, end = draw(pieces), draw(pieces), draw(pieces), draw(pieces)
    return start + old + end, start + new + end


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, str]:
    """A document of prose and what one to eight edits, or a new layout, made of it."""
    sentence = st.sampled_from(SENTENCES)
    paragraphs = draw(st.lists(st.lists(sentence, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8))
    random = draw(st.randoms(use_true_random=False))
    new = _edited(paragraphs, random, draw(st.integers(0, 8)))
    return draw(_laid_out(paragraphs)), draw(_laid_out(new))


BLOCKS = [
    "# Terms",
    "Terms\n=====",
    "## 2. Payment",
    "2. Payment\n----------",
    "- Pay within 30 days.\n- Keep the receipt.\n- No refunds.",
    "* Pay within 14 days.\n* Keep the receipt.\n  * Really.\n* No refunds.",
    "1. Open the box.\n2. Read the manual.\n3. Do not shake it.",
    "1) Open the box.\n2) Do not read the manual.",
    "| item | price |\n| --- | ---: |\n| soap | 3 |\n| salt | 4 |",
    "| item  | price |\n|-------|-------|\n| soap  | 5     |\n| sugar | 4     |",
    "```python\nfor x in y:\n    print(x)\n```",
    "```python\nfor x in y:\n        print( x )\n```",
    "~~~\ncode without an end",
    "    indented code\n    stays code",
    "> Nobody said so.\n> Not even once.",
    "> Nobody said so. Not even\nonce.",
    "---\ntitle: Terms\ndate: 2024-05-01\n---",
    "---",
    "***",
    "[the form](https://yard.example/a) and ![a picture](b.png)",
    "[the form](https://yard.example/b) and **bold** and *thin*",
    "A line with two spaces  \nand a hard break\\\nand the rest.",
    "<div>\n<p>Some markup.</p>\n</div>",
    "Term\n: its meaning",
    "[^1]: A footnote of 30 words.",
]


@st.composite
def structured(draw: st.DrawFn) -> tuple[str, str]:
    """Blocks of Markdown, edited, reordered and laid out anew."""
    blocks = draw(st.lists(st.sampled_from([*BLOCKS, *SENTENCES[:4]]), min_size=1, max_size=7))
    random = draw(st.randoms(use_true_random=False))
    new = _edited(list(blocks), random, draw(st.integers(0, 5)))
    if draw(st.booleans()):
        new = [draw(st.sampled_from(BLOCKS)) if draw(st.integers(0, 4)) == 0 else block for block in new]
    return draw(_laid_out(blocks)), draw(_laid_out(new))


FIXED: dict[str, tuple[str, str]] = {
    "two empty texts": ("", ""),
    "a text out of nothing": ("", "A line.\n"),
    "nothing out of a text": ("A line.\n", ""),
    "white space alone": (" \n\n\t", "\r\n"),
    "a BOM comes": ("One.\n", "\N{ZERO WIDTH NO-BREAK SPACE}One.\n"),
    "line ends change": ("One.\n\nTwo.\n", "One.\r\n\r\nTwo.\r\n"),
    "the final line end goes": ("One.\n\nTwo.\n", "One.\n\nTwo."),
    "a paragraph is rewrapped": ("One two\nthree four.", "One\ntwo three\nfour."),
    "equal paragraphs, one fewer": ("Same.\n\nSame.\n\nSame.", "Same.\n\nSame."),
    "two paragraphs change places": (
        "The yard is shut.\n\nThe gate is open.",
        "The gate is open.\n\nThe yard is shut.",
    ),
    "a paragraph is split": ("The yard is shut. The gate is open.", "The yard is shut.\n\nThe gate is open."),
    "two paragraphs are merged": ("The yard is shut.\n\nThe gate is open.", "The yard is shut. The gate is open."),
    "a composed letter is decomposed": ("Die Fähre.", "Die Fa\u0308hre."),
    "a list takes other markers": ("- one\n- two\n", "* one\n* two\n"),
    "a heading takes another style": ("Terms\n=====\n\nPay.\n", "# Terms\n\nPay.\n"),
    "a table is padded": ("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a   | b   |\n| --- | --- |\n| 1   | 2   |\n"),
    "code is indented": ("```\nx\n```\n", "```\n  x\n```\n"),
    "a hundred equal words": ("no " * 100, "no " * 99 + "know "),
    "a reference stays and its section does not": (
        "1. Yard\n\nThe yard is shut (see section 2).\n\n2. Gate\n\nThe gate is open.\n",
        "1. Dock\n\nBoats tie up.\n\n2. Yard\n\nThe yard is shut (see section 2).\n\n3. Gate\n\nThe gate is open.\n",
    ),
    "a moved paragraph is edited": (
        "The ferry leaves at six on weekdays.\n\nThe yard employs 240 people.\n\nTickets may be returned.",
        "Tickets may be returned.\n\nThe ferry leaves at seven on weekdays.\n\nThe yard employs 240 people.",
    ),
}
"""Pairs that every law is asked about by name, and that are compared again under other hash seeds."""
