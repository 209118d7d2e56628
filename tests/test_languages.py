"""German, French and Spanish are read with lists of their own; in every other language nothing is waved through."""

from __future__ import annotations

import subprocess
import sys

import pytest

from revdiff import compare
from revdiff.classifier import language
from revdiff.classifier.accents import same_but_accents
from revdiff.classifier.facts import find
from revdiff.classifier.words import folded
from revdiff.model import Category, Label

GERMAN = """
Die Frist beträgt sechs Tage.|Die Frist beträgt 6 Tage.|typography
Es kamen einundzwanzig Gäste in die Halle.|Es kamen 21 Gäste in die Halle.|typography
Der Saal fasst zweihundertdreißig Personen.|Der Saal fasst 230 Personen.|typography
Der Saal fasst zweihundertdreißig Personen.|Der Saal fasst 240 Personen.|number
Der Bau kostet 1,5 Millionen Euro.|Der Bau kostet 1.500.000 Euro.|typography
Der Bau kostet 1.300 Euro.|Der Bau kostet 1300 Euro.|typography
Der Bau kostet 1.300 Euro.|Der Bau kostet 1,300 Euro.|quantity
Der Bau kostet 1.300 Euro.|Der Bau kostet 13.000 Euro.|quantity
Der Vertrag endet am 3. März 2021.|Der Vertrag endet am 03.03.2021.|wording
Der Vertrag endet am 3. März 2021.|Der Vertrag endet am 3. Mai 2021.|date
Der Vertrag endet am 03.04.2021.|Der Vertrag endet am 04.03.2021.|date
Die Sitzung beginnt um 17:30 Uhr.|Die Sitzung beginnt um 17.30 Uhr.|typography
Die Sitzung beginnt um 17:30 Uhr.|Die Sitzung beginnt um 18:30 Uhr.|date
Die Sitzung ist am Montag.|Die Sitzung ist am Dienstag.|date
Wir antworten binnen 30 Tagen.|Wir antworten binnen 30 Werktagen.|quantity
Wir antworten binnen drei Wochen.|Wir antworten binnen 3 Wochen.|typography
Die Miete steigt um 5 Prozent.|Die Miete steigt um 5 %.|typography
Die Miete steigt um 5 Prozent.|Die Miete steigt um 5 Prozentpunkte.|quantity
Der Mieter kann kündigen.|Der Mieter muss kündigen.|modality
Der Mieter soll kündigen.|Der Mieter muss kündigen.|modality
Der Verein darf den Saal nutzen.|Der Verein ist berechtigt den Saal nutzen.|synonym
Der Rat hat zugestimmt.|Der Rat hat nicht zugestimmt.|negation
Es gibt eine Ausnahme von der Regel.|Es gibt keine Ausnahme von der Regel.|negation
Das ist mit Zustimmung möglich.|Das ist ohne Zustimmung möglich.|negation
Alle Mitglieder stimmen ab.|Einige Mitglieder stimmen ab.|scope
Der Eintritt ist für Kinder frei.|Der Eintritt ist nur für Kinder frei.|scope
Der Vorstand und der Kassier zeichnen.|Der Vorstand oder der Kassier zeichnen.|scope
Das Fest findet statt, wenn es regnet.|Das Fest findet statt, außer wenn es regnet.|substantive
Der Umbau dauert mindestens zwei Jahre.|Der Umbau dauert höchstens zwei Jahre.|certainty
Der Umbau dauert zwei Jahre.|Der Umbau dauert etwa zwei Jahre.|certainty
Siehe Artikel 5 der Satzung und der Ordnung.|Siehe Artikel 7 der Satzung und der Ordnung.|reference
Wir fordern den Ausbau der Bahn.|Wir fördern den Ausbau der Bahn.|substantive
Die Katze schläft im Garten.|Der Hund schläft im Garten.|substantive
Er kam, sah und siegte mit der Zeit.|Er kam, sah, und siegte mit der Zeit.|typography
"""
FRENCH = """
Le délai est de six jours.|Le délai est de 6 jours.|typography
Le délai est de six jours.|Le délai est de sept jours.|quantity
La salle accueille quatre-vingt-dix-sept personnes.|La salle accueille 97 personnes.|typography
La salle accueille soixante et onze personnes.|La salle accueille 71 personnes.|typography
La salle accueille soixante-dix personnes.|La salle accueille soixante personnes.|number
Le loyer est de 1 000 € par mois.|Le loyer est de 1000 euros par mois.|typography
Le loyer est de 1 000 € par mois.|Le loyer est de 1 100 € par mois.|quantity
La hausse est de 1,5 % cette année.|La hausse est de 15 % cette année.|quantity
La hausse est de 5 pour cent cette année.|La hausse est de 5 % cette année.|typography
Le contrat expire le 3 mars 2021.|Le contrat expire le 03/03/2021.|wording
Le contrat expire le 1er mai 2021.|Le contrat expire le 1 mai 2021.|wording
Le contrat expire le 1er mai 2021.|Le contrat expire le 2 mai 2021.|date
La réunion d'avril est annulée.|La réunion d'août est annulée.|date
La séance commence à 17h30 dans la salle.|La séance commence à 17 h 30 dans la salle.|typography
La séance commence à 17h30 dans la salle.|La séance commence à 18h30 dans la salle.|date
La séance est fixée au lundi.|La séance est fixée au mardi.|date
Nous répondons sous 30 jours.|Nous répondons sous 30 jours ouvrables.|quantity
Le locataire peut résilier le bail.|Le locataire doit résilier le bail.|modality
Le locataire devrait résilier le bail.|Le locataire doit résilier le bail.|modality
Le locataire doit résilier le bail.|Le locataire est tenu de résilier le bail.|synonym
Le conseil a accepté l'offre.|Le conseil n'a pas accepté l'offre.|negation
L'accord est valable dans ce cas.|L'accord n'est jamais valable dans ce cas.|negation
Le paiement se fait avec accord.|Le paiement se fait sans accord.|negation
Tous les membres votent.|Certains membres votent.|scope
Le président et le trésorier signent.|Le président ou le trésorier signent.|scope
La fête aura lieu si elle est annoncée.|La fête aura lieu sauf si elle est annoncée.|scope
Les travaux dureront au moins deux ans.|Les travaux dureront au plus deux ans.|certainty
Les travaux dureront deux ans dans la ville.|Les travaux dureront environ deux ans dans la ville.|certainty
La commune modifie le plan.|La commune a modifié le plan.|substantive
Le chat dort dans le jardin.|Le chien dort dans le jardin.|substantive
Il est venu, a vu et a vaincu avec nous.|Il est venu, a vu, et a vaincu avec nous.|typography
Il faut connaitre la règle.|Il faut connaître la règle.|spelling
"""
SPANISH = """
El plazo es de seis días.|El plazo es de 6 días.|typography
El plazo es de seis días.|El plazo es de siete días.|quantity
La sala admite veintiuna personas.|La sala admite 21 personas.|typography
La sala admite doscientas treinta personas.|La sala admite 230 personas.|typography
La sala admite treinta y una personas.|La sala admite 41 personas.|number
El alquiler es de 1.300 euros al mes.|El alquiler es de 1300 € al mes.|typography
El alquiler es de 1.300 euros al mes.|El alquiler es de 1.400 euros al mes.|quantity
El alquiler sube un 1,5 % este año.|El alquiler sube un 15 % este año.|quantity
El alquiler sube un 5 por ciento este año.|El alquiler sube un 5 % este año.|typography
El contrato termina el 3 de marzo de 2021.|El contrato termina el 03/03/2021.|wording
El contrato termina el 3 de marzo de 2021.|El contrato termina el 3 de mayo de 2021.|date
El contrato termina el 03/04/2021.|El contrato termina el 04/03/2021.|date
La sesión empieza a las 17:30 en la sala.|La sesión empieza a las 18:30 en la sala.|date
La sesión será el lunes.|La sesión será el martes.|date
Respondemos en los 30 días siguientes.|Respondemos en los 30 días hábiles siguientes.|quantity
El inquilino puede rescindir el contrato.|El inquilino debe rescindir el contrato.|modality
El inquilino debería rescindir el contrato.|El inquilino debe rescindir el contrato.|modality
El inquilino debe rescindir el contrato.|El inquilino tiene que rescindir el contrato.|synonym
El consejo aceptó la oferta.|El consejo no aceptó la oferta.|negation
El acuerdo es válido en este caso.|El acuerdo nunca es válido en este caso.|negation
El pago se hace con permiso.|El pago se hace sin permiso.|negation
Todos los miembros votan.|Algunos miembros votan.|scope
El presidente y el tesorero firman.|El presidente o el tesorero firman.|scope
La fiesta se celebra si llueve en el parque.|La fiesta se celebra salvo si llueve en el parque.|scope
Las obras duran al menos dos años.|Las obras duran como máximo dos años.|certainty
Las obras duran dos años en la ciudad.|Las obras duran aproximadamente dos años en la ciudad.|certainty
El gato duerme en el jardín.|El perro duerme en el jardín.|substantive
El vecino pago la cuenta.|El vecino pagó la cuenta.|substantive
La caña está en la orilla.|La cana está en la orilla.|substantive
Vino, vio y venció con los suyos.|Vino, vio, y venció con los suyos.|typography
Es una organizacion de los vecinos.|Es una organización de los vecinos.|spelling
"""
OTHERS = {
    "ru": ("Срок составляет 5 дней.", "Срок составляет 6 дней.", "Кошка спит в саду.", "Собака спит в саду."),
    "el": ("Η προθεσμία είναι 5 μέρες.", "Η προθεσμία είναι 6 μέρες.", "Η γάτα κοιμάται.", "Η κότα κοιμάται."),
    "ja": ("期限は5日です。", "期限は6日です。", "猫が庭で寝る。", "犬が庭で寝る。"),
    "zh": ("期限为5天。", "期限为6天。", "猫在花园里睡觉。", "狗在花园里睡觉。"),
    "ar": ("المدة 5 أيام.", "المدة 6 أيام.", "القط ينام في الحديقة.", "الكلب ينام في الحديقة."),
    "hi": ("समय 5 दिन है।", "समय 6 दिन है।", "बिल्ली बाग में सोती है।", "गाय बाग में सोती है।"),
    "th": ("ระยะเวลา 5 วัน", "ระยะเวลา 6 วัน", "แมวนอนในสวน", "หมานอนในสวน"),
    "pl": ("Termin wynosi 5 dni.", "Termin wynosi 6 dni.", "Kot śpi w ogrodzie.", "Pies śpi w ogrodzie."),
    "it": ("Il termine è di 5 giorni.", "Il termine è di 6 giorni.", "Il gatto dorme.", "Il cane dorme."),
    "pt": ("O prazo é de 5 dias.", "O prazo é de 6 dias.", "O gato não dorme.", "O rato não dorme."),
}
"""A language: a number and another one, a word and another one."""


def _rows(table: str) -> list[tuple[str, str, str]]:
    split = [line.split("|") for line in table.strip().splitlines()]
    return [(old, new, expected) for old, new, expected in split]


def labels(old: str, new: str) -> list[Label]:
    return [change.label for change in compare(old, new).changes]


def worst(old: str, new: str) -> Label:
    """The label that a pair takes: the first substantive one, else the first."""
    found = labels(old, new)
    return next((label for label in found if label.kind == "substantive"), found[0])


@pytest.mark.parametrize(("old", "new", "expected"), _rows(GERMAN) + _rows(FRENCH) + _rows(SPANISH))
def test_a_pair_has_the_kind_or_category_that_stands_behind_it(old: str, new: str, expected: str) -> None:
    for label in [worst(old, new)]:
        assert expected in (label.kind, label.category), label


@pytest.mark.parametrize(("old", "new", "expected"), _rows(GERMAN) + _rows(FRENCH) + _rows(SPANISH))
def test_a_pair_turned_round_has_the_same_kind(old: str, new: str, expected: str) -> None:
    assert worst(old, new).kind == worst(new, old).kind


@pytest.mark.parametrize("tongue", OTHERS)
def test_in_other_languages_figures_count_and_marks_do_not(tongue: str) -> None:
    old, new, _, _ = OTHERS[tongue]
    assert worst(old, new).kind == "substantive"
    assert [label.kind for label in labels(old, f"{old} –")] == ["wording"]


@pytest.mark.parametrize("tongue", OTHERS)
def test_in_other_languages_an_unknown_word_is_substantive_and_unsure(tongue: str) -> None:
    _, _, old, new = OTHERS[tongue]
    assert worst(old, new).kind == "substantive"
    assert all(label.confidence < 0.7 for label in labels(old, new))


@pytest.mark.parametrize("table", [GERMAN, FRENCH, SPANISH])
def test_the_language_of_most_short_sentences_is_told(table: str) -> None:
    tongue = {GERMAN: "de", FRENCH: "fr", SPANISH: "es"}[table]
    told = [language.spoken(folded(old)) for old, _, _ in _rows(table)]
    assert told.count(tongue) == len(told), [r for r, t in zip(_rows(table), told, strict=True) if t != tongue]


@pytest.mark.parametrize(
    "text", ["Plants die.", "Annual report 2021", "Fees", "Plus size fashion", "He ran on.", "War"]
)
def test_short_english_is_english(text: str) -> None:
    assert language.spoken(folded(text)) == "en"


@pytest.mark.parametrize(
    ("tongue", "text", "kind", "value"),
    [
        ("de", "neunhundertneunundneunzigtausendneunhundertneunundneunzig Zeilen", "number", 999999),
        ("de", "im Jahrhundert der Technik", "number", None),
        ("de", "der einundzwanzigste Antrag", "ordinal", 21),
        ("de", "die Rechte Dritter", "ordinal", None),
        ("de", "ein Haus", "number", None),
        ("de", "zwischen 10 und 20 Prozent", "range", (10, 20, "percent")),
        ("de", "mit Angela Merkel", "name", "angela merkel"),
        ("de", "mit dem Hund", "name", None),
        ("fr", "quatre-vingt-un votes", "number", 81),
        ("fr", "deux cent mille trois cents votes", "number", 200300),
        ("fr", "Elle n'est que conseillère", "quantifier", "only"),
        ("fr", "à moins qu'il pleuve", "condition", "unless"),
        ("fr", "un pas en avant", "negation", None),
        ("fr", "avec Jeanne Moreau", "name", "jeanne moreau"),
        ("es", "ciento treinta y dos mil votos", "number", 132000),
        ("es", "no tiene nada", "negation", "nothing"),
        ("es", "no solo eso", "negation", None),
        ("es", "de 3 a 5 días hábiles", "range", ((3, "business-day"), (5, "business-day"), "quantity")),
        ("es", "1,300.50 pesos", "money", None),
        (None, "1,500 kg", "quantity", ("1,500", "kilogram")),
    ],
)
def test_a_fact_has_this_value(tongue: str | None, text: str, kind: str, value: object) -> None:
    found = [fact.value for fact in find(text, tongue) if fact.kind == kind]
    assert found[:1] == ([] if value is None else [value]) or (kind == "money" and found)


@pytest.mark.parametrize(
    ("tongue", "a", "b", "same"),
    [
        ("de", "fuer", "für", True),
        ("de", "drucken", "drücken", False),
        ("fr", "etre", "être", True),
        ("fr", "modifie", "modifié", False),
        ("es", "pais", "país", True),
        ("es", "si", "sí", False),
        (None, "sad", "sąd", False),
        (None, "αλλά", "αλλα", True),
    ],
)
def test_accents_tell_words_apart_or_not(tongue: str | None, a: str, b: str, same: bool) -> None:
    assert same_but_accents(a, b, tongue) is same


def test_a_text_loads_the_lists_of_its_own_language_alone() -> None:
    code = (
        "import pkgutil, revdiff.classifier.wordlists as w; real = w.get_data; seen = []\n"
        "w.get_data = lambda p, n: (seen.append(n), real(p, n))[1]\n"
        "from revdiff import compare\n"
        "compare('Die Frist ist sechs Tage, wenn der Rat es will.', 'Die Frist ist 7 Tage, wenn der Rat es will.')\n"
        "assert any('.de.' in n for n in seen), seen\n"
        "assert not any('.fr.' in n or '.es.' in n for n in seen), seen\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_english_text_loads_no_list_of_another() -> None:
    code = (
        "import sys; from revdiff import compare\n"
        "compare('They met for six days in the town.', 'They met for 7 days in the town.')\n"
        "assert not [m for m in sys.modules if 'foreign' in m]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_categories_in_the_tables_exist() -> None:
    for _, _, expected in _rows(GERMAN) + _rows(FRENCH) + _rows(SPANISH):
        assert expected in ("wording", "substantive") or Category(expected)
