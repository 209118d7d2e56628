"""What the word lists and the few rules say of pairs of words, and that the lists are in order."""

from __future__ import annotations

import pytest

from revdiff.classifier import lexicon, spellings

SYNONYMS = {
    # pair as id: (a, b, synonyms)
    "desire and intention": ("desire", "intention", True),
    "inflected forms": ("bought", "purchased", True),
    "a capital changes nothing": ("Began", "commenced", True),
    "a phrase and a word": ("held talks", "met", True),
    "phrases in other words": ("took effect", "came into force", True),
    "British spelling": ("utilised", "used", True),
    "common words around are left out": ("a lot of people", "many people", True),
    "a shared word may belong to the phrase": ("in order to win", "to win", True),
    "a shared word between shared words": ("we met in order to win it", "we met to win it", True),
    "a joint": ("as well as", "and", True),
    "opposites": ("bought", "sold", False),
    "a word and itself": ("buy", "buy", False),
    "unknown words": ("flombed", "grobbed", False),
    "groups are not chained": ("hold", "contain", True),
    "not over two groups": ("conduct", "contain", False),
    "verbs of attribution that differ": ("said", "claimed", False),
    "modals that differ": ("may", "must", False),
    "conjunctions that differ": ("and", "or", False),
    "quantifiers that differ": ("many", "some", False),
    "offices that differ": ("minister", "secretary", False),
    "nothing and something": ("", "very", False),
}

ANTONYMS = {
    "rise and fall": ("rise", "fall", True),
    "inflected forms": ("increased", "fell", True),
    "the other order": ("sold", "bought", True),
    "before and after": ("before", "after", True),
    "with common words around": ("they approved it", "they rejected it", True),
    "phrases": ("more than", "less than", True),
    "two comparatives": ("heavier", "lighter", True),
    "two superlatives": ("the thickest", "the thinnest", True),
    "a comparative and a plain word that no list opposes": ("heavier", "lightest", False),
    "a denying prefix": ("legal", "illegal", True),
    "un- before any word": ("important", "unimportant", True),
    "a listed dis-": ("agreed", "disagreed", True),
    "-ful and -less": ("hopeful", "hopeless", True),
    "un- that denies nothing": ("til", "until", False),
    "less and unless": ("less", "unless", False),
    "valuable and invaluable": ("valuable", "invaluable", False),
    "form and inform": ("form", "inform", False),
    "synonyms": ("buy", "purchase", False),
    "a word and itself": ("rise", "rise", False),
    "unknown words": ("flombed", "grobbed", False),
}

SPELLINGS = {
    "-ise and -ize": ("organise", "organize", True),
    "-isation": ("Organisation", "organization", True),
    "-our and -or": ("colours", "colors", True),
    "-re and -er": ("centre", "center", True),
    "a doubled l": ("travelled", "traveled", True),
    "-yse and -yze": ("analysed", "analyzed", True),
    "a listed pair": ("programme", "program", True),
    "the plural of a listed pair": ("cheques", "checks", True),
    "a hyphen": ("co-operate", "cooperate", True),
    "a blank": ("web site", "website", True),
    "per cent": ("per cent", "percent", True),
    "a hyphen that makes another word": ("re-sign", "resign", False),
    "four and for": ("four", "for", False),
    "filled and filed": ("filled", "filed", False),
    "advise and advize": ("advise", "advize", False),
    "rise and rize": ("otherwise", "otherwize", False),
    "form and from": ("form", "from", False),
    "a word and itself": ("colour", "colour", False),
}

LEMMAS = {
    "was": "be",
    "has": "have",
    "went": "go",
    "bought": "buy",
    "studies": "study",
    "planned": "plan",
    "hoped": "hope",
    "making": "make",
    "running": "run",
    "using": "use",
    "decided": "decide",
    "visited": "visit",
    "agreed": "agree",
    "played": "play",
    "watched": "watch",
    "companies": "company",
    "buses": "bus",
    "children": "child",
    "analyses": "analysis",
    "better": "good",
    "controlled": "control",
    "process": "process",
    "news": "news",
    "during": "during",
    "evening": "evening",
    "Japan": "japan",
    "": "",
}

SAME_LEMMA = {
    "two tenses": ("held", "holds", True),
    "noun and plural": ("leaf", "leaves", True),
    "verb and irregular past": ("leave", "left", True),
    "British and American forms": ("organises", "organized", True),
    "two verbs": ("hoped", "hopped", False),
    "new and news": ("new", "news", False),
}

SHORT = {
    "don't": ("don't", "do not", True),
    "a curly apostrophe": ("don\N{RIGHT SINGLE QUOTATION MARK}t", "do not", True),
    "two readings": ("it's", "it has", True),
    "the rest of the sentence is left out": ("I won't go", "I will not go", True),
    "can't and can": ("can't", "can", False),
    "don't and does not": ("don't", "does not", False),
}

ABBREVIATIONS = {
    "a month": ("Feb.", "February", True),
    "a month without its stop": ("on Feb 3", "on February 3", True),
    "a country": ("U.S.", "United States", True),
    "stops or none": ("U.S.", "US", True),
    "an acronym": ("WHO", "World Health Organization", True),
    "another month": ("Feb.", "March", False),
    "unknown words": ("flo.", "grob", False),
    "a word and itself": ("Feb.", "Feb.", False),
}


@pytest.mark.parametrize(("a", "b", "expected"), SYNONYMS.values(), ids=SYNONYMS.keys())
def test_synonyms_stand_for_each_other_both_ways(a: str, b: str, expected: bool) -> None:
    assert lexicon.synonyms(a, b) is expected
    assert lexicon.synonyms(b, a) is expected


@pytest.mark.parametrize(("a", "b", "expected"), ANTONYMS.values(), ids=ANTONYMS.keys())
def test_antonyms_are_opposed_both_ways(a: str, b: str, expected: bool) -> None:
    assert lexicon.antonyms(a, b) is expected
    assert lexicon.antonyms(b, a) is expected


@pytest.mark.parametrize(("a", "b", "expected"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spelling_variants_are_one_word_both_ways(a: str, b: str, expected: bool) -> None:
    assert spellings.spelling_variants(a, b) is expected
    assert spellings.spelling_variants(b, a) is expected


@pytest.mark.parametrize(("word", "expected"), LEMMAS.items(), ids=[f"{w} to {b}" for w, b in LEMMAS.items()])
def test_lemma_is_the_base_form(word: str, expected: str) -> None:
    assert lexicon.lemma(word) == expected


@pytest.mark.parametrize(("a", "b", "expected"), SAME_LEMMA.values(), ids=SAME_LEMMA.keys())
def test_forms_of_one_word_have_one_lemma(a: str, b: str, expected: bool) -> None:
    assert lexicon.same_lemma(a, b) is expected
    assert lexicon.same_lemma(b, a) is expected


@pytest.mark.parametrize(("a", "b", "expected"), SHORT.values(), ids=SHORT.keys())
def test_contraction_and_long_form_are_one(a: str, b: str, expected: bool) -> None:
    assert lexicon.contraction(a, b) is expected
    assert lexicon.contraction(b, a) is expected


@pytest.mark.parametrize(("a", "b", "expected"), ABBREVIATIONS.values(), ids=ABBREVIATIONS.keys())
def test_abbreviation_and_long_form_are_one(a: str, b: str, expected: bool) -> None:
    assert lexicon.abbreviation(a, b) is expected
    assert lexicon.abbreviation(b, a) is expected


def test_a_people_belongs_to_its_country() -> None:
    assert lexicon.nation("Japanese") == lexicon.nation("Japan") == "japan"
    assert lexicon.nation("Atlantis") is None
    assert lexicon.capitals()["tokyo"] == lexicon.nation("Japan")


def test_every_capital_belongs_to_a_listed_country() -> None:
    assert [city for city, country in lexicon.capitals().items() if lexicon.nation(country) != country] == []


def test_grammar_words_are_told_from_content_words() -> None:
    assert all(lexicon.is_function_word(word) for word in ("The", "of", "would", "don\N{RIGHT SINGLE QUOTATION MARK}t"))
    assert not any(lexicon.is_function_word(word) for word in ("ship", "buy", "Japan", ""))


def test_an_honorific_is_told_from_a_title() -> None:
    assert lexicon.is_honorific("Mr.")
    assert lexicon.is_honorific("ms")
    assert not lexicon.is_honorific("President")


def test_no_pair_is_synonym_and_antonym() -> None:
    """A word that stands on both lists with one partner would be wording and substantive at once."""
    both = []
    for line in lexicon.lines("antonyms"):
        left, right = ([term.strip() for term in side.split(",")] for side in line.split("|"))
        both += [(a, b) for a in left for b in right if lexicon.synonyms(a, b)]
    assert both == []


def test_no_pair_that_a_guideline_sets_apart_is_a_synonym() -> None:
    """Words of one closed class with different values ("may", "must") are never synonyms."""
    modals = ("may", "might", "could", "should", "must", "will", "would")
    verbs = ("claim", "admit", "concede", "insist", "allege", "deny", "warn")
    kept_apart = [(a, b) for group in (modals, (*verbs, "say")) for a in group for b in group if a < b]
    assert [pair for pair in kept_apart if lexicon.synonyms(*pair)] == []


def test_lists_hold_what_was_promised_and_no_line_twice() -> None:
    least = {"synonyms": 350, "antonyms": 200, "nations": 100, "contractions": 40, "abbreviations": 80, "cues": 150}
    for name, count in least.items():
        lines = lexicon.lines(name)
        assert len(lines) >= count, name
        assert len(set(lines)) == len(lines), name


def test_every_group_has_two_members() -> None:
    for name in ("synonyms", "antonyms", "spelling", "contractions", "abbreviations", "capitals"):
        assert [line for line in lexicon.lines(name) if line.count("|") < 1] == []


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon.lines("no_such_list")
