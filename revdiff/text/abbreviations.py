"""What the words around a full stop say about it: lists for English first, then for neighbours that harm nobody.

The ugly case is a word that abbreviates in one language and ends sentences in another: "art." before a number is an
article, "the art." is not; Italian "on." (a title) and Spanish "es." (an example) are words that end sentences every
day. Such words are left out, or ask for a number or a capital behind them. All are in lower case, without full stops.

Gathered by hand from style guides and from reading where the cuts went wrong.
"""

from __future__ import annotations

BEFORE_NAME = frozenset(
    # English
    "mr mrs ms dr prof rev fr st gen col lt sgt capt cmdr maj adm gov sen rep supt det insp messrs mme mlle mt ft"
    " vol vols cf vs v viz approx ca op"
    # German, Dutch, the Nordic languages
    " hr frl z bzw vgl med kath evang sog ggf evtl inkl bspw mio mrd geb hrsg dhr mevr mw drs bijv skt frk"
    # French, Spanish, Portuguese, Italian
    " mm mgr sra srta sres sras lic ud uds dña ee dott sig sigg ing avv psicol"
    # Polish, Slovak, Czech
    " ul inż hab np tzn tzw św zob wg napr tzv resp"
    # Russian, Bulgarian
    " ул пл гг пгт проф акад им тов напр".split()
)
"""Abbreviations that the rest of their sentence follows, whatever comes: a name, as a rule."""

WITHIN = frozenset("eg ie zb".split())
"""Acronyms that end nothing, not even before "The"."""

BEFORE_NUMBER = frozenset(
    "no nos art arts fig figs p pp ch sec para paras hon pres eq eqs rs nr abs abb str tel blz núm párrf n°"
    " кв рис стр".split()
)
"""Abbreviations only before a number: "No." is a whole answer, "the art." a whole end."""

BEFORE_DAY = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " okt dez janv févr avr juil déc ene abr ago dic lun mié jue vie sáb dom".split()
)
"""Months and days of the week: they end no sentence before a digit."""

SOMETIMES = frozenset(
    "inc ltd co corp llc bros etc est dept univ assn ave blvd rd am pm us uk eu un phd md ba ma bc ad"
    " jr sr esq al ed eds cit usw enz ecc uu itd atd".split()
)
"""Abbreviations that end a sentence only when what follows looks like the start of one."""

STARTERS = frozenset(
    "the a an he she it they we i you this that these those there his her its their our my your in on at for from"
    " with by as if when while after before since although but and so however moreover meanwhile then what who why"
    " how where which no not some many most all each every both either neither one two only even still yet also"
    " next last today yesterday tomorrow now here later earlier during until because once despite several few another"
    # none of these is a part of names, as "De", "Le" and "El" are
    " er sie es das ein eine ich wir ils elles nous vous mais cette pero también ella det jeg vi hvad"
    " он она они оно это в во на но и а мы я вы ты как когда после по для из за при так однако его её их если".split()
)
"""Words that a capital makes the likely start of a sentence."""

PERSONS = frozenset("mr mrs ms dr prof herr frau".split())
"""Titles that begin a sentence often, and follow an acronym ("U.S. Gen. Lee") hardly ever."""

WITH_NUMERAL = frozenset(
    "war part book act volume chapter type class phase stage section appendix article title level annex grade".split()
)
"""Words that "I" numbers: "World War I." ends, "Albert I. Jones" does not."""

REFERRING = BEFORE_NUMBER | frozenset(
    "section sections part chapter article clause paragraph paragraphs page pages figure table step number room rule"
    " line appendix annex january february march april may june july august september october november"
    " december a an the in on at of to for from by with under than and or is are was were about over between".split()
)
"""Words that a number or letter belongs to, so that it numbers no item of a list."""

ORDINAL_MONTHS = frozenset(
    "januar jänner februar märz mai juni juli oktober dezember jahrhundert jahrhunderts weltkrieg weltkriegs marts"
    " januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra".split()
)
"""What a day or an ordinal stands before: German, Danish, Norwegian, Slovak ("12. Juni", "im 19. Jahrhundert")."""

SHARED_MONTHS = frozenset("april august september november december".split())
BEFORE_DATE = frozenset("am vom zum den der dem bis ab seit".split())
"""Months that English spells alike are dates only behind one of these: "He was 12. April came." is two sentences."""
