"""Names of people, places and organisations by their capitals, without a dictionary of names.

The ugly cases: the first word of a sentence has a capital whatever it is, so it is a name only if it is no ordinary
word or has a capital elsewhere too; a heading In Title Case has no evidence at all; "Mr. Abe", "U.S." and "J. R.
Smith" hold full stops; "Japanese" and "Japan" are one nation; "Prime Minister Shinzo Abe" is a title, which informs,
and a name. Cost: one look at the first letter of each word; the rest only for words with a capital.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from revdiff.classifier import lexicon, wordlists
from revdiff.classifier.facts.fact import Fact, Word, words

_PARTICLES = frozenset("of de da di del della des du la le van von der den bin ibn al el ben y dos das ter ten".split())
"""Lower-case words that a name may hold between two capitals: "Bank of Japan", "Ursula von der Leyen"."""
_DATED = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ALSO_SURNAMES = frozenset({"May", "March", "June", "April", "August"})
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
_EMPHASIS = 7
"""Letters from which a word in capitals is shouted rather than an acronym."""


def names(text: str) -> list[Fact]:
    """Names, nations and titles in order; a span takes in the honorific and leaves out the genitive."""
    row = words(text)
    capital = [word.text != word.folded and _capital(word) for word in row]
    found: list[Fact] = []
    if True not in capital:
        return found
    heading = capital[0] and text.rstrip()[-1:].isalnum() and _is_heading(row, capital)
    after = 0
    for first in [k for k, candidate in enumerate(capital) if candidate]:
        if first >= after:
            after = _run(text, row, capital, first)
            if after - first > 1 or not _carries_grammar(row[first]):  # "The", "In": most sentences begin so
                found += _named(text, row, first, after, heading)
    return found


def _capital(word: Word) -> bool:
    """Whether a word has a capital that could be a name's: not "I", not "5G" nor a month."""
    text = word.text
    if text.islower() or word.folded in _DATED or text == "I" or text[:2] in ("I'", "I\N{RIGHT SINGLE QUOTATION MARK}"):
        return False
    return text[0].isupper() or (text[0].isalpha() and not text[1:].islower() and any(c.isupper() for c in text[1:]))


def _is_heading(row: tuple[Word, ...], capital: list[bool]) -> bool:
    long = [i for i, word in enumerate(row) if len(word.text) > 3 and word.text.isalpha()]
    return len(long) >= _HEADING_WORDS and sum(capital[i] for i in long) > _HEADING_SHARE * len(long)


def _run(text: str, row: tuple[Word, ...], capital: list[bool], first: int) -> int:
    """The position after the last word of the run of capitals that begins at `first`."""
    last = first
    while last + 1 < len(row):
        if not capital[last + 1] and row[last + 1].folded not in _FOLLOWERS and not row[last + 1].text.isdigit():
            break  # most runs end so
        gap = text[row[last].end : row[last + 1].start]
        if row[last].folded.endswith("'s") or not _holds_together(gap, row[last].text, row[last + 1].text):
            break
        if gap == ". " and text[row[last].start - 1 : row[last].start] == "&":
            break  # "AT&T. Then": no initial
        if capital[last + 1] or (row[last + 1].text.isdigit() and gap == "-"):
            last += 1
            continue
        if row[last + 1].text in _ALSO_SURNAMES and _surname(text, row, last + 1):
            last += 1
            continue
        ahead = last + 1
        while ahead < len(row) and row[ahead].folded in _PARTICLES and ahead - last <= 3:
            ahead += 1
        if ahead == last + 1 or ahead >= len(row) or not capital[ahead]:
            break
        if not text[row[last].end : row[ahead].start].replace(" ", "").replace("-", "").isalpha():
            break
        last = ahead
    return last + 1


def _surname(text: str, row: tuple[Word, ...], position: int) -> bool:
    """Whether a month is a surname here: behind a first name and before no day or year ("Theresa May said")."""
    here = row[position].end
    ordinary = _starts_sentence(text, row[position - 1].start) and _ordinary(text, row, position - 1)
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
    before = text[max(0, start - 4) : start].rstrip(" \N{NO-BREAK SPACE}\t")
    return start == 0 or not before or before[-1] in _SENTENCE_ENDS


def _ordinary(text: str, row: tuple[Word, ...], position: int) -> bool:
    """Whether a word at the start of a sentence owes its capital to its place."""
    word = row[position]
    folded = word.folded.removesuffix("'s")
    if len(word.text) > 1 and word.text.isupper():
        return folded in lexicon.function_words()
    rest = word.text[1:]
    if (not rest.islower() and any(c.isupper() for c in rest)) or lexicon.nation(folded):
        return False
    if folded in lexicon.function_words() or "n't" in folded:
        return True
    if any(w.text == word.text and not _starts_sentence(text, w.start) for w in row if w is not word):
        return False
    known = lexicon.known_words()
    return folded in known or lexicon.lemma(folded) in known or folded.endswith(_ORDINARY_ENDS) or "'" in folded


def _named(text: str, row: tuple[Word, ...], first: int, after: int, heading: bool) -> Iterator[Fact]:
    """The facts of one run of capitals."""
    if _starts_sentence(text, row[first].start) and not lexicon.is_honorific(row[first].text):
        while first < after and _ordinary(text, row, first):
            if _titled(row, first, after) > first and after - first > 1:
                break
            first += 1
            if first < after and row[first].folded not in lexicon.function_words():
                break
    while first < after and _carries_grammar(row[first]):
        first += 1
    while first < after and row[first].folded in _PARTICLES:
        first += 1
    if first >= after:
        return
    if heading:
        yield from _in_heading(text, row, first, after)
        return
    nation = _nation(text, row, first, after)
    if nation:
        yield Fact(
            "nation",
            nation,
            row[first].start,
            _close(text, row, after - 1),
            text[row[first].start : _close(text, row, after - 1)],
        )
        return
    for split in range(min(first + 2, after - 1), first, -1):  # "Japanese Prime Minister Shinzo Abe"
        nation = _nation(text, row, first, split)
        if nation and (_titled(row, split, after) > split or lexicon.is_honorific(row[split].text)):
            end = _close(text, row, split - 1)
            yield Fact("nation", nation, row[first].start, end, text[row[first].start : end])
            first = split
            break
    begin = _title_before(row, text, first)
    title_end = _titled(row, first, after)
    if begin < first:
        yield _title(text, row, begin, first)
    elif title_end > first:
        yield _title(text, row, first, title_end)
        first = title_end
        while first < after and row[first].folded in ("of", "the"):
            first += 1
        if first >= after:
            return
        nation = _nation(text, row, first, after)
        if nation:
            end = _close(text, row, after - 1)
            yield Fact("nation", nation, row[first].start, end, text[row[first].start : end])
            return
    if _shouted(row, first, after):
        return
    yield _name(text, row, first, after)


def _carries_grammar(word: Word) -> bool:
    return word.folded in lexicon.function_words() and word.text not in ("US", "IT", "WHO")


def _shouted(row: tuple[Word, ...], first: int, after: int) -> bool:
    """A word in capitals for emphasis: long, or one that everybody knows."""
    if not row[first].text.isupper() or any(
        not row[i].text.isupper() or len(row[i].text) < 2 for i in range(first, after)
    ):
        return False
    known = lexicon.known_words()
    return all(len(row[i].text) >= _EMPHASIS or row[i].folded in known for i in range(first, after))


def _in_heading(text: str, row: tuple[Word, ...], first: int, after: int) -> Iterator[Fact]:
    """Of a heading only nations and acronyms are sure."""
    shouting = text.isupper()
    for position in range(first, after):
        nation = lexicon.nation(row[position].text.removesuffix("'s"))
        acronym = 2 <= len(row[position].text) < _EMPHASIS and row[position].text.isupper() and not shouting
        if nation and (len(row[position].text) > 2 or acronym):
            yield Fact("nation", nation, row[position].start, row[position].end, row[position].text)
        elif acronym and row[position].folded not in lexicon.function_words():
            yield _name(text, row, position, position + 1)


def _close(text: str, row: tuple[Word, ...], last: int) -> int:
    """Where a name ends: before a genitive, behind the last full stop of "U.S."."""
    end = row[last].end
    if row[last].folded.endswith("'s"):
        return end - 2
    return (
        end + 1
        if last and text[end : end + 1] == "." and text[row[last].start - 1] == "." and len(row[last].text) == 1
        else end
    )


def _joined(text: str, row: tuple[Word, ...], first: int, after: int) -> str:
    """The folded words of a run; dotted initials that touch are one word ("u.s." is "us")."""
    if after - first == 1:
        return row[first].folded.removesuffix("'s")
    parts = ""
    for position in range(first, after):
        gap = text[row[position - 1].end : row[position].start] if position > first else ""
        glue = "" if gap == "." else "-" if gap == "-" else " " if position > first else ""
        parts += glue + row[position].folded.removesuffix("'s")
    return parts


def _nation(text: str, row: tuple[Word, ...], first: int, after: int) -> str | None:
    joined = _joined(text, row, first, after)
    if joined == "us" and row[first].text == "Us":
        return None
    return lexicon.nation(joined)


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(term.split()) for term in wordlists.terms("titles"))


@cache
def _title_edges() -> tuple[frozenset[str], frozenset[str]]:
    """First words and last words of titles: most names are told from a title by one look."""
    return frozenset(title[0] for title in _titles()), frozenset(title[-1] for title in _titles())


def _titled(row: tuple[Word, ...], first: int, after: int) -> int:
    """The position after the title that a run begins with, or `first` where it begins with none."""
    if first >= after or row[first].folded not in _title_edges()[0]:
        return first
    titles = _titles()
    for length in (3, 2, 1):
        if first + length <= after and tuple(row[i].folded for i in range(first, first + length)) in titles:
            return first + length
    return first


def _title_before(row: tuple[Word, ...], text: str, first: int) -> int:
    """Where a lower-case title just before the name begins: "president Macron"; `first` where there is none."""
    if not first or row[first - 1].folded not in _title_edges()[1]:
        return first
    titles = _titles()
    for length in (3, 2, 1):
        begin = first - length
        if begin >= 0 and tuple(row[i].folded for i in range(begin, first)) in titles:
            gap = text[row[first - 1].end : row[first].start]
            if gap.isspace() and not any(mark in text[row[begin].start : row[first].start] for mark in ".,;:"):
                return begin
    return first


def _title(text: str, row: tuple[Word, ...], first: int, after: int) -> Fact:
    start, end = row[first].start, _close(text, row, after - 1)
    return Fact("title", _joined(text, row, first, after), start, end, text[start:end])


def _name(text: str, row: tuple[Word, ...], first: int, after: int) -> Fact:
    start, end = row[first].start, _close(text, row, after - 1)
    bare = first
    while bare + 1 < after and lexicon.is_honorific(row[bare].text):
        bare += 1
    return Fact("name", _joined(text, row, bare, after), start, end, text[start:end])


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
