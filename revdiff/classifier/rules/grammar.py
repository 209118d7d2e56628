"""Differences of form: spelling, contractions, inflection, articles, synonyms, and words that carry nothing.

The ugly case: "The fire has started" → "The fires started" touches four words and no claim. Each rule explains the
whole edit or keeps silent; facts and closed classes have had their say before.
"""

from __future__ import annotations

import re

from revdiff.classifier import lexicon, spellings
from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, became, found, quoted
from revdiff.classifier.residue import bearing, hollow, known
from revdiff.classifier.words import Word, fold
from revdiff.model import Category


def contraction(evidence: Evidence) -> Finding | None:
    """A short form became the long one, or back.

    Hit: "it is" → "it's". Miss: "it is" → "it was".
    """
    if not evidence.english:
        return None
    if lexicon.contraction(evidence.before, evidence.after):
        message = f"{became(evidence.edit.before, evidence.edit.after)}: the same words contracted or written out."
        return found(evidence, "contraction", Category.SPELLING, message)
    return None


_GLOSS = re.compile(r"\s*[(\[]\s*([A-Z]{2,8})s?\s*[)\]]\s*")


def abbreviation(evidence: Evidence) -> Finding | None:
    """An abbreviation was expanded, or a name abbreviated.

    Hit: "See Fig. 3" → "See Figure 3". Miss: "the WHO" → "the WTO".
    """
    before, after = evidence.edit.before, evidence.edit.after
    one_sided = not before.strip() or not after.strip()
    gloss = _GLOSS.fullmatch(before or after) if one_sided else None
    if gloss:
        side, span = (evidence.window.old, evidence.edit.old) if before else (evidence.window.new, evidence.edit.new)
        spelled = evidence.context(side, span, len(gloss[1]) + 2)[0]
        initials = "".join(w.folded[0] for w in spelled)
        if initials.endswith(gloss[1].casefold()) or gloss[1].casefold() in initials:
            message = f"{became(before, after)}: the initials of the words before it."
            return found(evidence, "abbreviation", Category.SPELLING, message)
    if not before or not after:
        return None
    if (
        (evidence.english and not (before[0].isdigit() and after[0].isdigit()) and lexicon.abbreviation(before, after))
        or _initials(before, after)
        or _initials(after, before)
    ):
        return found(
            evidence, "abbreviation", Category.SPELLING, f"{became(before, after)}: the same, abbreviated or in full."
        )
    return None


def _initials(short: str, long: str) -> bool:
    """Whether the capitals of one are the first letters of the other's words: ``WHO``, ``World Health
    Organization``."""
    if len(short.split()) > 1:
        return False
    letters = "".join([c for c in short if c.isalpha()])
    if not 2 <= len(letters) <= 8 or not letters.isupper():
        return False
    parts = [p for p in long.replace("-", " ").split() if p[:1].isalpha()]
    capitals = "".join(p[0] for p in parts if p[0].isupper())
    return len(parts) > 1 and letters in (capitals, "".join(p[0] for p in parts).upper())


def spelling(evidence: Evidence) -> Finding | None:
    """Every word that differs is the same word in another spelling, or mistyped on one side.

    Hit: "the colour of teh glaze" → "the color of the glaze". Miss: "licensed" → "unlicensed".
    """
    rest = evidence.residue
    pairs = [m for m in rest.matches if m.category is Category.SPELLING]
    if not pairs or rest.removed or rest.added:
        return None
    named = any(m.old.text[:1].isupper() and m.new.text[:1].isupper() for m in pairs)
    variants = all(spellings.spelling_variants(m.old.folded, m.new.folded) for m in pairs)
    real = all(known(m.old.folded) and known(m.new.folded) for m in pairs)
    weight = "spelling" if variants else "spelling:name" if named else "spelling:words" if real else "spelling:slip"
    message = f"{became(pairs[0].old.text, pairs[0].new.text)}: another spelling or a typing error."
    return found(evidence, "spelling", Category.SPELLING, message, weight=weight)


def doubled(evidence: Evidence) -> Finding | None:
    """A word that stood twice in a row stands once, or back.

    Hit: "the the gate" → "the gate". Miss: "the gate" → "gate".
    """
    edit = evidence.edit
    if bool(evidence.old_words) == bool(evidence.new_words):
        return None
    row, side, span = (
        (evidence.old_words, evidence.window.old, edit.old)
        if evidence.old_words
        else (evidence.new_words, evidence.window.new, edit.new)
    )
    text = [w.folded for w in row]
    if len(text) > _MOST_DOUBLED or not all(w.isalpha() for w in text) or any(w.code for w in row):
        return None
    before, after = evidence.context(side, span, len(text))
    for first, second in ((before, row), (row, after)):
        if [w.folded for w in first] != [w.folded for w in second]:
            continue
        if side.text[first[-1].end - side.span.start : second[0].start - side.span.start].isspace():
            message = f"{became(edit.before, edit.after)}: it stands there twice in a row."
            return found(evidence, "doubled", Category.SPELLING, message)
    return None


_MOST_DOUBLED = 3
"""Words that are put down twice by mistake; more are a refrain. Chosen by eye."""


def particle(evidence: Evidence) -> Finding | None:
    """The "to" or "be" of an infinitive came or went beside a verb that asks for it, and made it look like a modal.

    Hit: "it needs be dry" → "it needs to be dry". Miss: "need to renew" → "renew".
    """
    row = evidence.old_words or evidence.new_words
    if len(row) != 1 or (evidence.old_words and evidence.new_words) or row[0].folded not in ("to", "be"):
        return None
    if not evidence.english or not evidence.changed_kinds or not evidence.changed_kinds <= {"modal", "certainty"}:
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: the particle of an infinitive."
    return found(evidence, "particle", Category.GRAMMAR, message)


def synonym(evidence: Evidence) -> Finding | None:
    """Words were exchanged for others that the curated list lets stand for them.

    Hit: "its desire to buy" → "its intention to purchase". Miss: "its desire" → "its refusal".
    """
    if not evidence.english:
        return None
    if spellings.spelling_variants(evidence.before, evidence.after):
        return None
    if lexicon.synonyms(evidence.before, evidence.after):
        message = f"{became(evidence.edit.before, evidence.edit.after)}: words of the same meaning here."
        return found(evidence, "synonym", Category.SYNONYM, message)
    rest = evidence.residue
    pairs = [m for m in rest.matches if m.category is Category.SYNONYM]
    if not pairs or rest.removed or rest.added:
        return None
    message = f"{became(pairs[0].old.text, pairs[0].new.text)}: words of the same meaning here."
    return found(evidence, "synonym", Category.SYNONYM, message, weight="synonym:pairs")


def inflection(evidence: Evidence) -> Finding | None:
    """The same words in another form: number, tense, aspect, a noun for its verb.

    Hit: "is seeking" → "seeks". Miss: "is seeking" → "refuses".
    """
    rest = evidence.residue
    if not evidence.english or rest.removed or rest.added or not evidence.edit.before or not evidence.edit.after:
        return None
    same = [(a, b) for a, b in zip(_content(evidence.old_words), _content(evidence.new_words), strict=False) if a != b]
    pairs = [(m.old.text, m.new.text) for m in rest.matches if m.category is Category.GRAMMAR]
    if not pairs and not same:
        pairs = same = _reformed(evidence)
    if not pairs and not same:
        return None
    old, new = (pairs or same)[0]
    message = f"{became(old, new)}: another form of the same word."
    return found(
        evidence, "inflection", Category.GRAMMAR, message, weight="inflection:derived" if pairs else "inflection"
    )


def _content(row: tuple[Word, ...]) -> list[str]:
    return [w.folded for w in bearing(row)]


def _reformed(evidence: Evidence) -> list[tuple[str, str]]:
    """Words, empty ones too, that stand on both sides in different forms: "perform", "performed"."""
    new = {lexicon.lemma(w.folded): w for w in evidence.new_words}
    pairs = [(w, new.get(lexicon.lemma(w.folded))) for w in evidence.old_words]
    return [(w.text, across.text) for w, across in pairs if across is not None and across.folded != w.folded]


def function_words(evidence: Evidence) -> Finding | None:
    """Only articles, prepositions, pronouns, auxiliaries or empty adverbs came, went or changed.

    Hit: "elected the chairman" → "elected chairman". Miss: "elected chairman" → "elected honorary chairman".
    """
    rest = evidence.residue
    if not evidence.english or rest.removed or rest.added or rest.matches:
        return None
    if _content(evidence.old_words) != _content(evidence.new_words) or not (evidence.old_words or evidence.new_words):
        return None
    size = "one" if len(rest.functions) <= 2 else "many"
    message = f"Only words that carry grammar differ: {became(evidence.edit.before, evidence.edit.after)}."
    return found(evidence, "function-words", Category.GRAMMAR, message, weight=f"function-words:{size}")


_PRONOUNS = frozenset("he she it they him her them his its their this that these those one ones which who".split())


_PAIRS = (["two"], ["both"], ["pair"], ["three"], ["latter"], ["former"])


def pronoun(evidence: Evidence) -> Finding | None:
    """A pronoun stands for its name, or the name for the pronoun.

    Hit: "The airline lost it, but it paid" → "… but the airline paid". Miss: "but it paid" → "but the state paid".
    """
    old, new = evidence.old_words, evidence.new_words
    if not evidence.english or not old or not new:
        return None
    sides = (
        (old, new, evidence.comparison.old, evidence.window.old),
        (new, old, evidence.comparison.new, evidence.window.new),
    )
    for short, long, index, side in sides:
        if not all(w.folded in _PRONOUNS and hollow(w) for w in short):
            continue
        if [w.folded for w in long if w.folded != "the"] in _PAIRS:
            message = f"{became(evidence.edit.before, evidence.edit.after)}: a pronoun and what it stands for."
            return found(evidence, "pronoun", Category.REPHRASING, message)
        content = [w for w in long if not lexicon.is_function_word(w.folded)]
        known_there = {lexicon.lemma(word.removesuffix("'s")) for word in side.folded}
        lemmas = [lexicon.lemma(w.folded.removesuffix("'s")) for w in content]
        named = all(w.text[:1].isupper() for w in content) and len(content) < 4
        if content and (named or all(x in known_there or index.frequency(x, 1) for x in lemmas)):
            message = f"{became(evidence.edit.before, evidence.edit.after)}: a pronoun and what it stands for."
            weight = "pronoun:name" if named else "pronoun"
            return found(evidence, "pronoun", Category.REPHRASING, message, weight=weight)
    return None


def honorific(evidence: Evidence) -> Finding | None:
    """A form of address before a name came or went.

    Hit: "Mr. Lind left" → "Lind left". Miss: "Judge Lind left" → "Lind left".
    """
    changed = (*evidence.removed, *evidence.added)
    if not changed or not all(lexicon.is_honorific(w.folded) for w in changed):
        return None
    message = f"{became(evidence.edit.before, evidence.edit.after)}: a form of address."
    return found(evidence, "honorific", Category.GRAMMAR, message)


def nation(evidence: Evidence) -> Finding | None:
    """A country, its capital for its government, or its adjective stands for the other.

    Hit: "Tokyo offered to pay" → "Japan offered to pay". Miss: "Tokyo" → "Seoul".
    """
    if not evidence.removed or not evidence.added:
        return None
    old = _governed(evidence.removed)
    was = _country(old) if old else None
    if was is None:
        return None
    new = _governed(evidence.added)
    if not new or was != _country(new):
        return None
    message = f"{became(old, new)}: {quoted(was.title())} by another name."
    return found(evidence, "nation", Category.SYNONYM, message)


_LONGEST_NAME = 3
"""Words of the name of a country, at most."""


def _governed(row: tuple[Word, ...]) -> str:
    """The words that may name a country, as they stand; nothing where there are more than such a name has."""
    kept: list[str] = []
    for word in row:
        if word.text.isupper() or not _governing(word.folded):
            kept.append(word.text)
            if len(kept) > _LONGEST_NAME:
                return ""
    return " ".join(kept)


def _governing(word: str) -> bool:
    return word in ("government", "authorities", "officials") or lexicon.is_function_word(word)


def _country(word: str) -> str | None:
    plain = fold(word).removesuffix("'s").removesuffix("'")
    return lexicon.nation(plain) or lexicon.capitals().get(plain)
