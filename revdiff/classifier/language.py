"""Tells whether a text is English, German, French, Spanish or none of them, so that each is read with its own lists.

The ugly case: "No. 5 was in die Kiste" and a heading of three words. A long text is told by its share of the commonest
words, a short one by what speaks for a language and against it; where nothing speaks at all, plain ASCII is taken for
English. Whether it is English is asked first, so that an English text pays for no other language.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from revdiff.classifier.words import fold

_ENGLISH = frozenset(
    (
        "the of and to is that for it with by are be this from have has his which were or not they an at as"
        " was on in we but if when while you your my our there their its will would can could should may must"
        " because he she said than into about these those been had do does did what how who one any more most"
        " other some such only then also"
    ).split()
)
_FOREIGN = frozenset(
    (
        "der das und dem des ein eine einen nicht ist mit von zu auf für im le la les du et une est dans pour"
        " que qui sur pas el los las del en una por para um uma não il lo gli di che è della het een van niet"
        " dat och det att som är på inte og ikke til jest się nie na"
    ).split()
)
"""Commonest words of English, and of its neighbours in Latin letters; words of both lists tell nothing and are in
neither count."""
ENGLISH = "en"
FOREIGN = ("de", "fr", "es")
"""The languages that have lists of their own, beside English."""
_OTHER = ""
_WORDS = {
    "de": frozenset(
        (
            "der die das und dem den des ein eine einen einer eines einem nicht ist sind mit von zu zum zur auf für im"
            " aus bei nach vor über unter durch gegen ohne um als auch sich es sie er wir ihr ihre ihren ihrer uns unsere"
            " unseren oder aber wenn dass daß weil kann können darf dürfen muss müssen soll sollen wird werden wurde wurden"
            " haben hatte hatten kein keine keinen nie nichts niemand alle jeder jede jedes diese dieser dieses diesem nur"
            " noch schon sehr mehr wie zwei drei vier fünf sechs sieben acht neun zehn zwölf etwa rund bis ab seit beim vom"
            " am dieser damit falls sofern tage tagen jahr jahre euro uhr prozent hat habe frist personen vertrag gemäß laut daten zwanzig dreißig prozent wurde wäre würde ist's mai märz siehe artikel absatz satzung"
        ).split()
    ),
    "fr": frozenset(
        (
            "le la les du et une un des est sont dans pour que qui sur pas au aux avec ce cette ces se son sa ses leur"
            " leurs il elle ils elles nous vous votre vos notre nos ne ou mais si peut peuvent doit doivent devrait pourrait"
            " été être avoir ont avait par sans sous tous toute toutes tout chaque aucun aucune jamais rien entre"
            " après avant depuis deux trois quatre cinq sept huit dix douze jours jour mois ans euros environ moins"
            " l'accord c'est n'est qu'il d'un d'une s'il l'article à où très comme aussi même fait sera seront certains personnes délai contrat selon loi données année vingt trente quarante cinquante soixante janvier février mars avril mai juin juillet août septembre octobre novembre décembre faut l'offre"
        ).split()
    ),
    "es": frozenset(
        (
            "el los las y del la una un con por para que en es son su sus al se lo les más pero como muy sin sobre"
            " este esta estos estas ese esa no puede pueden debe deben deberá podrá debería podría hay ha han fue fueron"
            " ser está están todos todas cada ningún ninguna nunca nada nadie solo sólo también entre desde hasta si"
            " cuando donde dos tres cuatro cinco seis siete ocho nueve diez días meses años hábiles usted nosotros nuestro"
            " nuestra nuestros o ni ya unos algunos algunas personas plazo según ley datos año veinte treinta cuarenta cincuenta veintiuno veintiuna doscientos doscientas enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre salvo"
        ).split()
    ),
    _OTHER: frozenset(
        (
            "il lo gli di che è della delle dei degli nel nella non sono con per una un la le si come più anche questo"
            " o os um uma não da do das dos em no na nos nas ao pelo pela são seu sua você mais por para com que de se"
            " het een van niet dat en zijn op te voor met aan door ook maar bij wordt is in de die worden kan"
            " och det att som är på inte av för med den till ett og ikke til jest się nie na w z do i je že ve bir"
            " els amb dels però més az és hogy nem egy vagy ez yang dan untuk dengan anda kami ini atau dari"
        ).split()
    ),
}
"""Small words of the languages that have lists, and of their neighbours."""
_TELLING = _ENGLISH - _FOREIGN, _FOREIGN - _ENGLISH
_ENGLISH_SHARE = 0.08
"""Share of the commonest English words above which a long text counts as English: English prose has 25 to 40 %, other
languages in Latin letters under 5 % (seen by eye on the language files)."""
LONG = 40
"""Words from which a text is long enough to tell its language by that share; shorter ones count what speaks for
either."""
_SHARE = 0.08
"""The same for another language, by its telling words."""
_LEAST = 2
"""What tells another language at least: one word of its own, or two that it shares with few."""
_READ = 3200
"""Characters of a document that are read to tell its language."""


def sample(text: str) -> str:
    """The start of a text, enough of it to tell its language."""
    return text[:_READ]


def english(spelt: Sequence[str]) -> bool:
    """Whether these words, of one text and as they are spelt there, read as English."""
    return reads_english(list(map(fold, spelt)))


def reads_english(folded: Sequence[str]) -> bool:
    """The same of words that are folded already."""
    ours = sum(map(_TELLING[0].__contains__, folded))
    theirs = sum(map(_TELLING[1].__contains__, folded))
    if len(folded) >= LONG and ours < _ENGLISH_SHARE * len(folded):
        return False
    if ours or theirs:
        return ours > theirs and (ours > 1 or len(folded) >= LONG or foreign(folded) is None)
    return all(map(str.isascii, folded)) and foreign(folded) is None


def spoken(spelt: Sequence[str]) -> str | None:
    """The language of one text, of its words as they are spelt there: "en", "de", "fr", "es", else `None`."""
    folded = list(map(fold, spelt))
    return ENGLISH if reads_english(folded) else foreign(folded)


def foreign(folded: Sequence[str]) -> str | None:
    """The language of words that are not English: "de", "fr" or "es", `None` where it is another or cannot be told."""
    alone = {tongue: sum(map(words.__contains__, folded)) for tongue, words in _told().items()}
    scores = {tongue: alone[tongue] + sum(map(words.__contains__, folded)) for tongue, words in _untold().items()}
    best = max(scores, key=scores.__getitem__)
    most = scores.pop(best)
    if len(folded) < LONG:
        scores.pop(_OTHER, 0)  # a mixed bag: of a draw in few words the one language has it
    elif alone[best] < _SHARE * len(folded):
        return None
    if most < _LEAST or most <= max(scores.values()):
        return None
    return None if best == _OTHER else best


def telling(tongue: str) -> frozenset[str]:
    """The small words of one of `FOREIGN`, those that other languages have too among them."""
    return _WORDS[tongue]


@cache
def _untold() -> dict[str, frozenset[str]]:
    """Language -> its small words that are not English."""
    return {tongue: words - _ENGLISH for tongue, words in _WORDS.items()}


@cache
def _told() -> dict[str, frozenset[str]]:
    """Language -> the small words that tell it: those that another one has too tell nothing."""
    return {
        tongue: words.difference(*(others for other, others in _WORDS.items() if other != tongue), _ENGLISH)
        for tongue, words in _WORDS.items()
    }
