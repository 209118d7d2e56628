"""Sentences in one form, where grammar and law have several for one statement: "if not" is "unless", "other than" is
"that is not".

The ugly case: "Any guest who is not a member" → "Any guest other than a member" loses a negation, a pronoun and
a verb, and says the same. A list of words cannot hold it, for what is exchanged stands apart ("found him not guilty",
"acquitted him"). Each turn of phrase here is rewritten to one of its forms; two sentences that then hold the same words
in the same order say the same. Linear in the sentence, and asked only where one of the turns begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from revdiff.classifier import lexicon

LONGEST = 600
"""Characters of a sentence that is brought to one form; in a longer one another turn of phrase decides little."""

_Replacement = str | Callable[[re.Match[str]], str]


class _Turn(NamedTuple):
    """One way to say what another one says too."""

    trigger: str
    """What a sentence holds if the pattern can match: asked before the pattern is."""
    pattern: re.Pattern[str]
    replacement: _Replacement


def _turn(trigger: str, pattern: str, replacement: _Replacement) -> _Turn:
    return _Turn(trigger, re.compile(pattern), replacement)


def _run(match: re.Match[str]) -> str:
    """Numbers that follow one another as a range: "3, 4 and 5" is "3 to 5"."""
    numbers = [int(figure) for figure in re.findall(r"\d+", match[0])]
    steps = [b - a for a, b in pairwise(numbers)]
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 2 and steps == [1] * len(steps) else match[0]


def _superlative(match: re.Match[str]) -> str:
    """ "No other lake here is as deep": it is the deepest lake here."""
    base = match[3]
    double = re.search(r"[^aeiou][aeiou][bdgnt]$", base)
    stem = base[:-1] + "i" if base.endswith("y") else base + base[-1] if double else base.removesuffix("e")
    return f"it is the {stem}est {match[1]} {match[2]}"


def _unless(match: re.Match[str]) -> str:
    """The condition without its denial and the verb that carries it; left alone where it has none or two."""
    denied = re.findall(r"\bnot\b|n't\b", match["condition"])
    if len(denied) != 1:
        return match[0]
    condition = re.sub(r"\b(?:do|does|did) not\b|\b(?:do|does|did)n't\b|\bnot\b|n't\b", "", match["condition"])
    return f"{match['main']} unless {condition}"


_EVERY = {"two weeks": "fortnightly", "fortnight": "fortnightly", "three months": "quarterly"}
_EVERY |= {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly", "quarter": "quarterly"}
_NUMBER = r"\d[\d,.]*\d|\d"
_LENGTH = r"(?:\w+|\d[\d,.]*)(?: \(\d+\))? (?:business |working |calendar )?(?:hour|day|week|month|year)s?"

_TURNS = (
    _turn("not as ", r"\bnot (?:as|so) much ([\w ]{1,30}?) as\b", r"less \1 than"),
    _turn("not as ", r"\bnot (?:as|so) many ([\w ]{1,30}?) as\b", r"fewer \1 than"),
    _turn("not as ", r"\bnot (?:as|so) (\w+) as\b", r"less \1 than"),
    _turn("no other ", r"^no other (\w+) (.{1,60}?) (?:is|was) as (\w+)\b", _superlative),
    _turn(" not ", r"\b(?:that|which|who) (?:is|are) not\b", "other than"),
    _turn("if ", r"^if (?P<condition>[^,;]+), (?:then )?(?P<main>[^;]+?)(?=[.!]?$)", _unless),
    _turn("if ", r"^(?P<main>[^;]+?),? if (?P<condition>[^,;]+?)(?=[.!]?$)", _unless),
    _turn("unless ", r"^unless ([^,;]+), ([^;]+?)(?=[.!]?$)", r"\2 unless \1"),
    _turn("except", r"\b(?:no one|nobody|no person) (?:except|but|save)(?: for)?\b", "only"),
    _turn("other than", r"\b(?:no one|nobody|no person) other than\b", "only"),
    _turn(" alone", r"^(?:the )?(\w+) alone\b", r"only \1"),
    _turn("either ", r"\beither (?=[^.;]{1,60} or )", ""),
    _turn("point in time", r"\b(at|by|until) (this|that) point in time\b", r"\1 \2 time"),
    _turn("abd", r"\babd(?:ul|el|al)?[ -](?:al|el|ul|ur|ar|as)[ -](?=\w)|\babd(?:ul|el|al)[ -](?=\w)", "abdul "),
    _turn("world war", r"\bworld war (?:ii|two|2)\b", "second world war"),
    _turn("world war", r"\bworld war (?:i|one|1)\b", "first world war"),
    _turn("but not all", r"\bsome but not all\b", "only some"),
    _turn("not guilty", r"\bfound ([\w ]{1,40}?) not guilty\b", r"acquitted \1"),
    _turn("not guilty", r"\bfound not guilty\b", "acquitted"),
    _turn("later than", rf"\bno(?:t)? later than ({_LENGTH}) (?:after|from|of)\b", r"within \1 of"),
    _turn("within", rf"\bwithin ({_LENGTH}) (?:after|from)\b", r"within \1 of"),
    _turn("and including", r"\bup to and including\b", "until end of"),
    _turn("the end of", r"\b(?:until|till|to) the end of\b", "until end of"),
    _turn(
        "every ", r"\bevery (two weeks|fortnight|three months|day|week|month|year|quarter)\b", lambda m: _EVERY[m[1]]
    ),
    _turn("once a", r"\bonce an? (fortnight|day|week|month|year|quarter)\b", lambda m: _EVERY[m[1]]),
    _turn("paragraph", r"\b(article|section|clause|rule|regulation) (\d+), paragraph (\d+)", r"\1 \2(\3)"),
    _turn("paragraph", r"\bparagraph (\d+) of (article|section|clause|rule|regulation) (\d+)", r"\2 \3(\1)"),
    _turn(
        "age", rf"\b(?:between the ages of|aged between|from the ages of) ({_NUMBER}) (?:and|to) (\d)", r"aged \1 to \2"
    ),
    _turn("between ", rf"\bbetween ({_NUMBER}) and (\d)", r"\1 to \2"),
    _turn("from ", rf"\bfrom ({_NUMBER}) (?:to|until|till|through) (\d)", r"\1 to \2"),
    _turn("-", r"(?<=\d)-(?=\d)", " to "),
    _turn(" and ", r"\b\d{1,3}(?:, \d{1,3})+,? and \d{1,3}\b", _run),
    _turn("purpose", r"\bfor (?:the )?purposes? of this\b", "in this"),
    _turn("or else", r"\bor else\b", "or"),
    _turn("to this day", r"\bto this day\b", "still"),
    _turn(" in a", r"\b(?:said|stated) in (?:a warning|its warning|his warning|her warning)\b", "warned"),
    _turn("in the ", r"^in the (?:view|opinion|eyes) of ([\w' ]{1,40}), ", r"\1 considers "),
    _turn(" that", r"\b(considers|believes|thinks|said|says|found|argued|reported) that,?\b", r"\1"),
    _turn("believes", r"\bbelieves\b", "considers"),
    _turn("thinks", r"\bthinks\b", "considers"),
    _turn("the age of", r"\bunder the age of\b", "younger than"),
    _turn("the age of", r"\bover the age of\b", "older than"),
    _turn("considers", r"\bconsiders ([\w' ]{1,40}?) (void|valid|invalid|unlawful|lawful)\b", r"considers \1 is \2"),
    _turn("it is the", r"\bit is the (?:duty|responsibility|obligation) of ([\w' ]{1,40}?) to\b", r"\1 must"),
    _turn(
        "at any time", r"\bnot (?:left |kept )?(?:un(\w+)|open) at any time\b", lambda m: f"{m[1] or 'closed'} always"
    ),
    _turn("at all times", r"\b(?:kept )?(\w+) at all times\b", r"\1 always"),
    _turn("despite the", r"^despite the fact that ([^,]+), ", r"\1, but "),
    _turn("though", r"^(?:even though|although|though) ([^,]+), ", r"\1, but "),
    _turn("a total of", r"\ba total of (?=\d)", ""),
    _turn("in attendance", r"\b(?:was|were) in attendance at\b", "attended"),
    _turn(
        '"',
        r'(?:\ban? )?"(\w[\w -]{0,30})" (?:means|refers to|is defined as|denotes|shall mean|is)\b',
        r"\1 means",
    ),
    _turn("is a", r"(?:^|(?<=, ))an? (\w+) (?:is|means|refers to)(?= an? \w+ (?:who|that|which)\b)", r"\1 means"),
    _turn("sentence of", r"\b(?:given|handed) a (?:prison|jail) (?:sentence|term) of\b", "jailed for"),
    _turn("prison", r"\b(?:imprisoned|sent to (?:prison|jail)) for\b", "jailed for"),
    _turn("sentenced to", rf"\bsentenced to ({_LENGTH}) in (?:prison|jail)\b", r"jailed for \1"),
)


_CURLY = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EN DASH}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_EMPTY = frozenset({"a", "an", "the"})


_TELLING = frozenset(
    "age younger older"
    " as much many that who which other than if not unless but only some guilty acquitted acquits within after later "
    "up including until till every each once fortnightly daily weekly monthly yearly quarterly paragraph aged ages "
    "between and to from through or else still said stated warned warning view opinion considers believes thinks "
    "must duty responsibility obligation always time times though although despite total attendance attended means "
    "refers prison jail jailed sentenced imprisoned except nobody alone either point abd abdul abdel war purpose "
    "purposes no".split()
)
"""Words of which an edit holds one where it exchanges a turn of phrase: asked first, for most edits hold none."""


def may_turn(edited: frozenset[str]) -> bool:
    """Whether an edit of these folded words may be a part of another turn of phrase."""
    return not _TELLING.isdisjoint(edited)


def _plain(text: str) -> str:
    return " ".join((text if text.isascii() else text.translate(_CURLY)).lower().split())


def _turned(plain: str) -> str:
    for trigger, pattern, replacement in _TURNS:
        if trigger in plain:
            plain = pattern.sub(replacement, plain)
    return plain


def _form(plain: str) -> list[str]:
    """The base forms of the words, articles left out."""
    return [lexicon.lemma(word) for word in _WORD.findall(plain) if word not in _EMPTY]


@lru_cache(maxsize=4)
def same(old: str, new: str) -> bool:
    """Whether two sentences of different words are one when their turns of phrase are brought to one form."""
    if max(len(old), len(new)) > LONGEST:
        return False
    before, after = _plain(old), _plain(new)
    left, right = _turned(before), _turned(after)
    if (left, right) == (before, after) or abs(len(left) - len(right)) > _UNLIKE:
        return False
    return _form(left) == _form(right) and _form(before) != _form(after)


_UNLIKE = 24
"""Characters by which two sentences of the same words may differ in length: inflections, articles and marks."""
