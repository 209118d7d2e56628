"""The rules, in the order in which they are asked; see `revdiff.classifier.verdict` for what is made of the answers.

A rule is one function from `Evidence` to a `Finding` or `None`, with an example that it hits and one that it misses in
its docstring. To add one, write it in the module of its theme and put it in the tuple where its neighbours explain why.
"""

from __future__ import annotations

from revdiff.classifier.finding import Rule
from revdiff.classifier.rules import (
    apparent,
    closed,
    facts,
    forms,
    grammar,
    heads,
    marks,
    opposites,
    order,
    resolved,
    scope,
    statements,
    styles,
    typography,
    weighed,
)

APPARENT: tuple[Rule, ...] = (
    apparent.renumbered_head,  # numbers that shift in step are no facts, so before every fact
    apparent.list_style,
    apparent.renumbered_reference,
    apparent.same_figures,
    apparent.same_statement,  # "that is not" → "other than" looks like a negation lost
    resolved.same_time,  # "yesterday" → "on Monday"
    grammar.doubled,  # "every every": no second quantifier
    grammar.particle,  # "needs be" → "needs to be" looks like a modal
    grammar.abbreviation,  # "WHO" and its full name look like two names
    grammar.nation,  # "Tokyo" for "Japan"
    grammar.honorific,  # "Mr" looks like part of a name
    opposites.double_denial,  # "not uncommon" → "common"
    opposites.mirrored,  # "heavier than" → "lighter than" with both ends exchanged
    closed.same_force,  # "is mandatory" → "must"
    grammar.pronoun,  # "Johnson" → "he" looks like a name lost
    statements.repeated,
    statements.restated,  # last: the dearest, and the others give the better reason
)
"""What only looks like a fact that changed: asked first, the first that speaks decides."""

VETOES: tuple[Rule, ...] = (
    apparent.reference_not_followed,  # alone in speaking of an edit that changes no word
    typography.mixed_script,  # first: nothing about such a word can be trusted
    statements.statement,  # before the facts that it holds: they are reasons, and it names the category
    opposites.negation,  # before everything else that it may come with: it turns the sentence
    facts.quantity,  # before number: "30 days" → "30 business days" changes no number
    facts.number,
    facts.date,
    facts.period,  # after date: the ends may be the same days
    closed.modality,
    closed.quantifier,
    closed.condition,
    closed.conjunction,
    closed.certainty,
    closed.attribution,
    facts.name,
    facts.reference,
    styles.link_target,
    opposites.antonym,
    opposites.contrast,
    closed.comparative,
    closed.connective,
    scope.preposition,
    scope.limit,
    typography.sign,
    marks.comma,
    marks.hyphen,
    marks.ticked,
    heads.source,
    heads.head,
    heads.government,
    heads.antecedent,
    forms.voice,
    forms.degree,
    forms.definite,
    forms.plural,
    forms.tense,  # after the others: it asks most of the sentence
    typography.other_word,
    order.swapped,
    order.subordinated,
    order.attached,
    order.focus,
    facts.quotation,  # last: what changed inside the marks is the better reason
)
"""What a reader would believe differently: all are asked, one is enough, the first names the category."""

MARKS: tuple[Rule, ...] = (
    apparent.reference_not_followed,
    typography.mixed_script,
    typography.sign,
    marks.comma,
    marks.hyphen,
    typography.other_word,
    facts.reference,
    styles.link_target,
    facts.quotation,
)
"""The vetoes that are asked where both sides hold the same letters: "overnight", "over night" are no other time."""

EXPLANATIONS: tuple[Rule, ...] = (
    styles.restyled,  # of an edit that changes no word
    typography.formatting,  # before punctuation: a pair of stars is markup
    typography.punctuation,
    typography.letter_case,
    apparent.same_bound,
    apparent.same_value,  # "six" → "6": before the words are looked at one by one
    grammar.contraction,
    grammar.synonym,  # whole phrases before their words: "as well as" → "and"
    order.word_order,
    grammar.spelling,
    grammar.inflection,
    grammar.function_words,
)
"""What explains the whole of an edit as wording: the first that does decides."""

STATEMENTS: tuple[Rule, ...] = (
    statements.agent,
    statements.list_item,
    statements.binding,
    weighed.rephrased,  # little and common: first, for the others take whatever is left
    weighed.claim_changed,  # before its halves: an exchange is one claim, not an addition and a loss
    weighed.claim_added,
    weighed.claim_removed,
)
"""What is left carries content that nothing explains: weighed, and substantive unless it weighs very little."""

SPEAK_OF: dict[Rule, frozenset[str]] = {
    opposites.double_denial: frozenset({"negation"}),
    closed.same_force: frozenset({"modal"}),
    opposites.negation: frozenset({"negation"}),
    facts.quantity: frozenset({"percent", "points", "money", "quantity"}),
    facts.number: frozenset({"number", "ordinal", "range"}),
    facts.date: frozenset({"date", "time", "weekday", "relative"}),
    closed.modality: frozenset({"modal"}),
    closed.quantifier: frozenset({"quantifier"}),
    closed.condition: frozenset({"condition"}),
    closed.conjunction: frozenset({"conjunction"}),
    closed.certainty: frozenset({"certainty"}),
    closed.attribution: frozenset({"attribution"}),
    facts.name: frozenset({"name", "nation", "title"}),
    facts.reference: frozenset({"reference"}),
    closed.comparative: frozenset({"comparative"}),
    closed.connective: frozenset({"connective"}),
    facts.quotation: frozenset({"quotation"}),
}
"""Rules that have something to say only where a fact of one of these kinds came or went: most edits touch no fact, and
half of the rules need not be asked."""


EXCHANGES: frozenset[Rule] = frozenset(
    {
        grammar.nation,
        grammar.pronoun,
        grammar.inflection,
        opposites.mirrored,
        opposites.antonym,
        opposites.contrast,
        scope.preposition,
        heads.source,
        heads.antecedent,
        heads.government,
        forms.plural,
        forms.definite,
        resolved.same_time,
    }
)
"""Rules that say what took the place of what: of an edit without words on either side they say nothing."""


def apt(rules: tuple[Rule, ...], kinds: frozenset[str], exchange: bool) -> tuple[Rule, ...]:
    """Those of the rules that may speak, in their order: of an edit that changes facts of these kinds, and that puts
    words in the place of words or not."""
    return tuple(
        [
            rule
            for rule in rules
            if (rule not in SPEAK_OF or not kinds.isdisjoint(SPEAK_OF[rule])) and (exchange or rule not in EXCHANGES)
        ]
    )


RULES: tuple[Rule, ...] = (*APPARENT, *VETOES, *EXPLANATIONS, *STATEMENTS)
"""Every rule; the tests ask each for a hit and a miss."""
