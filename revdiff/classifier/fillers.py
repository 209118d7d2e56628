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
    accept except, access excess, advice advise, affect effect, aid aide, aisle isle, allowed aloud, allude elude,
    altar alter, an and, angel angle, as has, ascent assent, bail bale, baited bated, bare bear, bazaar bizarre,
    berth birth, board bored, born borne, brake break, breach breech, breadth breath, breath breathe, bridal bridle,
    broach brooch, buy by, canvas canvass, casual causal, cede seed, ceiling sealing, censor censure, cereal serial,
    choose chose, cite sight, cite site, cloth clothe, clothes cloths, coarse course, complement compliment,
    conscience conscious, corps corpse, council counsel, councillor counsellor, councilor counselor, cue queue,
    currant current, dairy diary, decent descent, defuse diffuse, desert dessert, device devise, die dye,
    discreet discrete, does dose, draft draught, dual duel, elicit illicit, eminent immanent, ensure insure,
    envelop envelope, exercise exorcise, extent extend, faint feint, fair fare, faze phase, feat feet, find fined,
    flair flare, floe flow, flour flower, for fore, forego forgo, foreword forward, form from, formally formerly,
    foul fowl, gait gate, gorilla guerrilla, grate great, grisly grizzly, guessed guest, hail hale,
    hair hare, hall haul, hangar hanger, he the, heal heel, hear here, heard herd, higher hire, his this, hoard horde,
    hole whole, idle idol, if of, incidence incidents, is its, it its, its it's, kernel colonel, knew new,
    later latter, lead led, leak leek, lessen lesson, lesser lessor, liable libel, lightening lightning, loath loathe,
    loose lose, made maid, mail male, main mane, manger manager, manger manner, mantel mantle, marital martial,
    meat meet, medal meddle, men man, metal mettle, miner minor, minister minster, moral morale, naval navel, of off,
    pain pane, pair pear, palate palette, pare pair, passed past, patience patients, pause paws, peace piece,
    peak peek, peal peel, pedal peddle, peer pier, personal personnel, plain plane, plum plumb, pole poll, poor pour,
    populace populous, practice practise, pray prey, precede proceed, precedence precedents, presence presents,
    principal principle, profit prophet, pubic public, quiet quit, quiet quite, quit quite, rain reign, rap wrap,
    reign rein, right rite, right write, ring wring, road rode, role roll, root route, rote wrote, rye wry, sail sale,
    scene seen, sea see, seam seem, sees seas, shear sheer, shore sure, sight site, signed singed, sleight slight,
    soar sore, sole soul, staid stayed, stair stare, stake steak, stationary stationery, statue statute, steal steel,
    storey story, straight strait, suit suite, suppose supposed, tail tale, taught taut, team teem, than that,
    than then, the them, the then, the there, the they, their there, their they're, there they're, they then,
    thing think, this these, thorough through, though thought, though through, though tough, threw through,
    throne thrown, tide tied, to too, toe tow, track tract, trail trial, troop troupe, use used, vain vein, vale veil,
    vary very, vice vise, wail whale, waist waste, waive wave, wander wonder, ware wear, was as, weak week,
    wear where, weather whether, were we're, were where, wet whet, which witch, whose who's, women woman, wood would,
    worse worst, yoke yolk, your you're
"""

CONFUSED = frozenset(frozenset(pair.split()) for pair in _CONFUSED.split(","))
"""Words that are mistaken for one another so often that the exchange is a correction: "will effect" → "will affect".

Pairs of which either word would pass unnoticed with another meaning (county, country; adverse, averse) are left out."""

PLANNING = frozenset(
    ["expected", "scheduled", "planned", "slated", "due", "set", "anticipated", "foreseen", "starting"]
)
"""Words beside a date with its bound that add nothing to the bound: "expected mid-April at the earliest"."""
