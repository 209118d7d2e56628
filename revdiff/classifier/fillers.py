"""Words that come and go in copy-editing without a claim: discourse adverbs and empty emphasis.

The ugly case: "Furthermore, we also simply note that" says what "We note that" says. Written by hand; none of these
words negates, counts, hedges or orders anything, for those have rules of their own. Light verbs are here too: to seek a
summit and to seek to realize a summit is one thing.
"""

from __future__ import annotations

FILLERS = frozenset(
    """
    also too then thus hence therefore however moreover furthermore additionally besides indeed namely respectively
    accordingly consequently meanwhile nevertheless nonetheless otherwise likewise similarly overall instead
    very really quite rather just simply basically actually truly literally certainly well even so such
    here there now again once thereby therein thereof hereby herein above below following aforementioned said
    further firstly secondly thirdly finally lastly next first second
    own same kind sort way manner fact case order regard respect terms means basis account addition
    do does did done doing be is are was were been being am get gets got getting make makes made making
    have has had having let lets
    realize realise perform conduct undertake
    etc ie eg viz
    """.split()
)

_CONFUSED = """
    affect effect, principle principal, complement compliment, council counsel, councilor counselor, where were,
    than then, to too, of off, lose loose, form from, lead led, quiet quite, passed past, whose who's, your you're,
    its it's, advice advise, their there, there they're, their they're, through though, though thought,
    through threw, thorough through, casual causal, trial trail, angle angel, dairy diary, desert dessert,
    stationary stationery, breath breathe, breadth breath, cloth clothe, choose chose, weather whether, peace piece,
    site sight, cite site, cite sight, manger manager, pubic public, singed signed, martial marital, statue statute,
    minster minister, an and, as has, he the, they the, the then, if of, were we're, where wear, hear here,
    right write, sees seas, brake break, bare bear, role roll, sole soul, tail tale, waist waste, weak week,
    wander wonder, access excess, allude elude, altar alter, assent ascent, bail bale, board bored, born borne,
    canvas canvass, censor censure, cereal serial, coarse course, corps corpse, cue queue, currant current,
    device devise, discreet discrete, draft draught, dual duel, eminent immanent, faze phase, flair flare,
    foreword forward, formally formerly, gorilla guerrilla, hoard horde, idle idol, lessen lesson, loath loathe,
    mantel mantle, medal meddle, metal mettle, miner minor, moral morale, naval navel, palate palette, pedal peddle,
    personal personnel, plain plane, poor pour, precede proceed, profit prophet, rain reign, reign rein, ring wring,
    scene seen, shear sheer, sore soar, steal steel, storey story, suit suite, track tract, use used,
    suppose supposed, vain vein, wave waive, which witch, whole hole, worse worst, men man, women woman, pray prey,
    populace populous, taught taut, throne thrown, tow toe, vary very, wet whet, yoke yolk
"""

CONFUSED = frozenset(frozenset(pair.split()) for pair in _CONFUSED.split(","))
"""Words that are mistaken for one another so often that the exchange is a correction: "will effect" → "will affect".

Pairs of which either word would pass unnoticed with another meaning (county, country; adverse, averse) are left out."""

PLANNING = frozenset(
    ["expected", "scheduled", "planned", "slated", "due", "set", "anticipated", "foreseen", "starting"]
)
"""Words beside a date with its bound that add nothing to the bound: "expected mid-April at the earliest"."""
