"""Names of people, places and organisations by their capitals, without a dictionary of names.

The ugly cases: the first word of a sentence has a capital whatever it is, so it is a name only if it is no ordinary
word or has a capital elsewhere too; a heading In Title Case has no evidence at all; "Mr. Abe", "U.S." and "J. R.
Smith" hold full stops; "Japanese" and "Japan" are one nation; "Prime Minister Shinzo Abe" is a title, which informs,
and a name. Cost: one look at the first letter of each word; the rest only for words with a capital.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress
from operator import ne

from revdiff.classifier import lexicon, wordlists
from revdiff.classifier.facts.fact import Fact, Row, stated, words

_PARTICLES = frozenset("of de da di del della des du la le van von der den bin ibn al el ben y dos das ter ten".split())
"""Lower-case words that a name may hold between two capitals: "Bank of Japan", "Ursula von der Leyen"."""
_DATED = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ALSO_SURNAMES = frozenset({"May", "March", "June", "April", "August"})
_SELF = frozenset({"I", "I'", "I\N{RIGHT SINGLE QUOTATION MARK}"})
"""The first two characters of "I" and "I'm"."""
_NO_GRAMMAR = frozenset({"US", "IT", "WHO"})
"""What is no function word when it has these capitals."""
_FOLLOWERS = _PARTICLES | {month.lower() for month in _ALSO_SURNAMES}
"""What may go on with a name though it has no capital that counts."""
_SENTENCE_ENDS = ".!?:\n\"'([*_#>" + (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{EM DASH}\N{BULLET}"
)
_ORDINARY_ENDS = (
    "ing", "ed", "ly", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ers", "ors", "ists", "ians", "ous",
    "ful", "less", "able", "ible", "ity", "ities", "ance", "ence", "ism", "ship", "hood", "wise", "ward", "wards",
)  # fmt: skip
"""Endings of ordinary words: a sentence start that has one is not taken for a name; found by reading openings of
news.
"""
_HEADING_SHARE = 0.7
"""Share of longer words with a capital above which capitals are no evidence: a heading in title case."""
_HEADING_WORDS = 4
_LONG = 200
"""Words from which a text is counted once and not gone through for each of its sentences."""
_EMPHASIS = 7
"""Letters from which a word in capitals is shouted rather than an acronym."""


def names(text: str) -> list[Fact]:
    """Names, nations and titles in order; a span takes in the honorific and leaves out the genitive."""
    row = words(text)
    spelt, folded = row.spelt, row.folded
    capital = list(map(ne, spelt, folded))
    if True not in capital:
        return []
    firsts = []
    bracketed = "[" in text
    for position in list(compress(range(len(spelt)), capital)):
        if _capital(spelt[position], folded[position]) and not (bracketed and _placeholder(text, row, position)):
            firsts.append(position)
        else:
            capital[position] = False
    if not firsts:
        return []
    heading = capital[0] and text.rstrip()[-1:].isalnum() and _is_heading(row, capital)
    grammar = lexicon.function_words()
    found: list[Fact] = []
    after = 0
    for first in firsts:
        if first < after:
            continue
        after = _run(text, row, capital, first)
        if after - first > 1 or folded[first] not in grammar or spelt[first] in _NO_GRAMMAR:  # not "The", "In"
            opens = _starts_sentence(text, row.starts[first])
            if opens or after - first > 1 or heading:
                _named(found, text, row, first, after, heading=heading, opens=opens)
            else:
                _alone(found, text, row, first)
    return found


def _placeholder(text: str, row: Row, position: int) -> bool:
    """Whether a word stands for something that was left out: "[NAME]", "[REF]"."""
    before, after = row.starts[position] - 1, row.ends[position]
    return text[before:after].startswith("[") and text[after : after + 1] == "]" and row.spelt[position].isupper()


@lru_cache(maxsize=4096)
def _capital(spelt: str, folded: str) -> bool:
    """Whether a word has a capital that could be a name's: not "I", not "5G" nor a month."""
    if folded in _DATED or spelt[:2] in _SELF or spelt.islower():
        return False
    if spelt[0].isupper():
        return True
    return spelt[0].isalpha() and not spelt[1:].islower() and any(map(str.isupper, spelt[1:]))


def _is_heading(row: Row, capital: list[bool]) -> bool:
    long = [i for i, spelt in enumerate(row.spelt) if len(spelt) > 3 and spelt.isalpha()]
    return len(long) >= _HEADING_WORDS and sum([capital[i] for i in long]) > _HEADING_SHARE * len(long)


def _run(text: str, row: Row, capital: list[bool], first: int) -> int:
    """The position after the last word of the run of capitals that begins at `first`."""
    spelt, folded, starts, ends, *_ = row
    last = first
    while last + 1 < len(spelt):
        ahead = last + 1
        number = False
        if not capital[ahead]:
            number = spelt[ahead].isdigit()
            if not number and folded[ahead] not in _FOLLOWERS:
                break  # most runs end so
        gap = text[ends[last] : starts[ahead]]
        if folded[last].endswith("'s") or not (gap == " " or _holds_together(gap, spelt[last], spelt[ahead])):
            break
        if gap == ". " and text[starts[last] - 1 : starts[last]] == "&":
            break  # "AT&T. Then": no initial
        if capital[ahead] or (number and gap == "-"):
            last += 1
            continue
        if spelt[ahead] in _ALSO_SURNAMES and _surname(text, row, ahead):
            last += 1
            continue
        while ahead < len(spelt) and folded[ahead] in _PARTICLES and ahead - last <= 3:
            ahead += 1
        if ahead == last + 1 or ahead >= len(spelt) or not capital[ahead]:
            break
        if not text[ends[last] : starts[ahead]].replace(" ", "").replace("-", "").isalpha():
            break
        last = ahead
    return last + 1


def _surname(text: str, row: Row, position: int) -> bool:
    """Whether a month is a surname here: behind a first name and before no day or year ("Theresa May said")."""
    here = row.ends[position]
    ordinary = _starts_sentence(text, row.starts[position - 1]) and _ordinary(text, row, position - 1)
    return not ordinary and not text[here : here + 3].lstrip(" ,")[:1].isdigit()


def _holds_together(gap: str, left: str, right: str) -> bool:
    if gap in (" ", "\N{NO-BREAK SPACE}", "\n", " & ", "&"):
        return True
    if gap in ("-", "\N{NON-BREAKING HYPHEN}"):
        return lexicon.nation(left) is None and lexicon.nation(right) is None
    if gap in (".", ". "):
        return (len(left) == 1 and left.isupper()) or (gap == ". " and lexicon.is_honorific(left))
    return False


def _starts_sentence(text: str, start: int) -> bool:
    if text[start - 1 : start] == " " and text[max(0, start - 2) : start - 1].isalnum():
        return False  # mostly another word stands before
    before = text[max(0, start - 4) : start].rstrip(" \N{NO-BREAK SPACE}\t")
    return start == 0 or not before or before[-1] in _SENTENCE_ENDS


def _ordinary(text: str, row: Row, position: int) -> bool:
    """Whether a word at the start of a sentence owes its capital to its place."""
    spelt = row.spelt[position]
    folded = row.folded[position].removesuffix("'s")
    if len(spelt) > 1 and spelt.isupper():
        return folded in lexicon.function_words()
    rest = spelt[1:]
    if (not rest.islower() and any(map(str.isupper, rest))) or lexicon.nation(folded):
        return False
    if folded in lexicon.function_words() or "n't" in folded:
        return True
    if len(row.spelt) > _LONG:
        if _amid(text)[spelt] > (not _starts_sentence(text, row.starts[position])):
            return False
    elif row.spelt.count(spelt) > 1 and any(
        word == spelt and place != position and not _starts_sentence(text, row.starts[place])
        for place, word in enumerate(row.spelt)
    ):
        return False
    known = lexicon.known_words()
    return folded in known or lexicon.lemma(folded) in known or folded.endswith(_ORDINARY_ENDS) or "'" in folded


@lru_cache(maxsize=4)
def _amid(text: str) -> Counter[str]:
    """How often each word stands amid a sentence: counted once, where one word may open a thousand of them."""
    row = words(text)
    placed = zip(row.spelt, row.starts, strict=True)
    return Counter(spelt for spelt, start in placed if not _starts_sentence(text, start))


def _alone(found: list[Fact], text: str, row: Row, position: int) -> None:
    """Add the fact of one word with a capital amid a sentence: what most names are."""
    kind, value = _lone(row.spelt[position], row.folded[position])
    if kind != "nation" and position and row.folded[position - 1] in _title_edges()[1]:
        begin = _title_before(row, text, position)
        if begin < position:
            found.append(_title(text, row, begin, position))
            kind = "" if _shouted(row, position, position + 1) else "name"
    if kind:
        found.append(stated(text, kind, value, row.starts[position], _close(text, row, position)))


@lru_cache(maxsize=4096)
def _lone(spelt: str, folded: str) -> tuple[str, str]:
    """Kind and value of a word with a capital that stands alone; the kind is empty where it is no fact."""
    row = Row([spelt], [folded], [0], [len(spelt)], frozenset({folded}), figured=False, contracted=False)
    found: list[Fact] = []
    if folded not in _PARTICLES:
        _told(found, spelt, row, 0, 1)
    return (found[0].kind, str(found[0].value)) if found else ("", "")


def _named(found: list[Fact], text: str, row: Row, first: int, after: int, *, heading: bool, opens: bool) -> None:
    """Add the facts of one run of capitals, which `opens` a sentence or stands amid one."""
    spelt, folded = row.spelt, row.folded
    grammar = lexicon.function_words()
    if opens and not lexicon.is_honorific(spelt[first]):
        while first < after and _ordinary(text, row, first):
            if after - first > 1 and _titled(row, first, after) > first:
                break
            first += 1
            if first < after and folded[first] not in grammar:
                break
    while first < after and folded[first] in grammar and spelt[first] not in _NO_GRAMMAR:
        first += 1
    while first < after and folded[first] in _PARTICLES:
        first += 1
    if first >= after:
        return
    if heading:
        found.extend(_in_heading(text, row, first, after))
        return
    _told(found, text, row, first, after)


def _told(found: list[Fact], text: str, row: Row, first: int, after: int) -> None:
    """Add nation, title and name of a run from which what a sentence start explains has been taken away."""
    spelt, folded = row.spelt, row.folded
    nation = _nation(text, row, first, after)
    if nation:
        found.append(stated(text, "nation", nation, row.starts[first], _close(text, row, after - 1)))
        return
    for split in range(min(first + 2, after - 1), first, -1):  # "Japanese Prime Minister Shinzo Abe"
        if _titled(row, split, after) > split or lexicon.is_honorific(spelt[split]):
            nation = _nation(text, row, first, split)
            if nation:
                found.append(stated(text, "nation", nation, row.starts[first], _close(text, row, split - 1)))
                first = split
                break
    begin = _title_before(row, text, first)
    title_end = _titled(row, first, after)
    if begin < first:
        found.append(_title(text, row, begin, first))
    elif title_end > first:
        found.append(_title(text, row, first, title_end))
        first = title_end
        while first < after and folded[first] in ("of", "the"):
            first += 1
        if first >= after:
            return
        nation = _nation(text, row, first, after)
        if nation:
            found.append(stated(text, "nation", nation, row.starts[first], _close(text, row, after - 1)))
            return
    if not (spelt[first].isupper() and _shouted(row, first, after)):
        found.append(_name(text, row, first, after))


def _shouted(row: Row, first: int, after: int) -> bool:
    """A word in capitals for emphasis: long, or one that everybody knows."""
    if any(not word.isupper() or len(word) < 2 for word in row.spelt[first:after]):
        return False
    known = lexicon.known_words()
    return all(len(row.spelt[i]) >= _EMPHASIS or row.folded[i] in known for i in range(first, after))


def _in_heading(text: str, row: Row, first: int, after: int) -> Iterator[Fact]:
    """Of a heading only nations and acronyms are sure."""
    shouting = text.isupper()
    for position in range(first, after):
        nation = lexicon.nation(row.spelt[position].removesuffix("'s"))
        acronym = 2 <= len(row.spelt[position]) < _EMPHASIS and row.spelt[position].isupper() and not shouting
        if nation and (len(row.spelt[position]) > 2 or acronym):
            yield stated(text, "nation", nation, row.starts[position], row.ends[position])
        elif acronym and row.folded[position] not in lexicon.function_words():
            yield _name(text, row, position, position + 1)


def _close(text: str, row: Row, last: int) -> int:
    """Where a name ends: before a genitive, behind the last full stop of "U.S."."""
    end = row.ends[last]
    if len(row.spelt[last]) == 1:
        return end + 1 if last and text[end : end + 1] == "." and text[row.starts[last] - 1] == "." else end
    return end - 2 if row.folded[last].endswith("'s") else end


def _joined(text: str, row: Row, first: int, after: int) -> str:
    """The folded words of a run; dotted initials that touch are one word ("u.s." is "us")."""
    if after - first == 1:
        return row.folded[first].removesuffix("'s")
    spaced = " ".join(row.folded[first:after])
    if "'" not in spaced and text[row.starts[first] : row.ends[after - 1]].lower() == spaced:
        return spaced  # blanks alone between the words, as in most names
    parts = ""
    for position in range(first, after):
        gap = text[row.ends[position - 1] : row.starts[position]] if position > first else ""
        glue = "" if gap == "." else "-" if gap == "-" else " " if position > first else ""
        parts += glue + row.folded[position].removesuffix("'s")
    return parts


def _nation(text: str, row: Row, first: int, after: int) -> str | None:
    joined = _joined(text, row, first, after)
    if joined == "us" and row.spelt[first] == "Us":
        return None
    return lexicon.nation(joined)


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(term.split()) for term in wordlists.terms("titles"))


@cache
def _title_edges() -> tuple[frozenset[str], frozenset[str]]:
    """First words and last words of titles: most names are told from a title by one look."""
    return frozenset(title[0] for title in _titles()), frozenset(title[-1] for title in _titles())


def _titled(row: Row, first: int, after: int) -> int:
    """The position after the title that a run begins with, or `first` where it begins with none."""
    if first >= after or row.folded[first] not in _title_edges()[0]:
        return first
    titles = _titles()
    for length in (3, 2, 1):
        if first + length <= after and tuple(row.folded[first : first + length]) in titles:
            return first + length
    return first


def _title_before(row: Row, text: str, first: int) -> int:
    """Where a lower-case title just before the name begins: "president Macron"; `first` where there is none."""
    if not first or row.folded[first - 1] not in _title_edges()[1]:
        return first
    titles = _titles()
    for length in (3, 2, 1):
        begin = first - length
        if begin >= 0 and tuple(row.folded[begin:first]) in titles:
            gap = text[row.ends[first - 1] : row.starts[first]]
            if gap.isspace() and not any(mark in text[row.starts[begin] : row.starts[first]] for mark in ".,;:"):
                return begin
    return first


def _title(text: str, row: Row, first: int, after: int) -> Fact:
    return stated(text, "title", _joined(text, row, first, after), row.starts[first], _close(text, row, after - 1))


def _name(text: str, row: Row, first: int, after: int) -> Fact:
    bare = first
    while bare + 1 < after and lexicon.is_honorific(row.spelt[bare]):
        bare += 1
    return stated(text, "name", _joined(text, row, bare, after), row.starts[first], _close(text, row, after - 1))


def same_name(a: str, b: str) -> bool:
    """Whether two folded names (values of facts) may be of one bearer: full and last name, initials, acronym.

    "shinzo abe" and "abe", "j smith" and "john smith", "who" and "world health organization". Symmetric; never says
    that two first names or two surnames are one.
    """
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    if not short or not long:
        return False
    if len(short) == 1 and len(long) > 1:
        letters = "".join(part[0] for part in long if part not in ("of", "the", "and", "for", "in", "on"))
        return short[0] == long[-1] or short[0].replace(".", "") in (letters, "".join(part[0] for part in long))
    if short[-1] != long[-1]:
        return False
    if short[0] == long[0]:
        pairs = zip(short, long, strict=False)
        return len(short) < len(long) or all(x == y or (x[0] == y[0] and 1 in (len(x), len(y))) for x, y in pairs)
    return short[0][0] == long[0][0] and 1 in (len(short[0]), len(long[0]))
