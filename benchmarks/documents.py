"""Two revisions of any size, made on the spot: paragraphs of news size, every tenth touched, every fiftieth moved.

The same seed gives the same documents everywhere. The words are common ones, drawn so that a few recur often, as in
any text; figures, names and months stand among them, so that the labels are of many kinds.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

from revdiff.model import Document

TOUCHED, MOVED, HEADED = 10, 50, 12
"""Every how many paragraphs one is touched, one is moved, and a heading stands before one."""
SEED = 20_261_126

_COMMON = """
    the of and to in a that it was for on with as at by from which would be this had not are but have were they one all
    their there been if more when will about up out who them some could time other into than its only over new two may
""".split()
_WORDS = """
    council harbour bridge report meeting budget school river weather market council's teacher station winter spring
    company worker union minister village railway engine ticket garden window letter village doctor hospital patient
    farmer harvest cattle mountain valley forest timber quarry stone brick builder tower church festival music singer
    painter museum gallery visitor summer island ferry captain sailor storm flood rescue police officer court judge
    lawyer witness contract payment supplier customer price profit loss bank loan interest account auditor paper printer
    editor reader column story question answer promise decision vote ballot candidate party leader member committee
    plan proposal study survey figure number share quarter month morning evening night weekend holiday road street
    corner square crowd speech applause silence opened closed built moved carried brought offered refused accepted
    agreed argued asked answered called described expected explained followed happened heard helped hoped joined kept
    learned listened looked noticed ordered passed planned played prepared promised reached received remained remembered
    repaired repeated reported returned saved seemed served settled shared showed started stayed stopped studied talked
    thought tried turned visited waited walked wanted warned watched wondered worked early late small large old young
    local public private narrow wide quiet loud bright dark clear simple careful recent former final common rare certain
    possible likely useful patient ready open empty full heavy light cold warm quick slow
""".split()
_NAMES = (
    "Aldren Borrow Castell Dunmore Ellery Farrant Gormley Hadwin Ingram Jessop Kerrigan Lorne Marlow Nesbit".split()
)
_MONTHS = "January March April June July September October December".split()
_SWAPS = (("said", "claimed"), ("may", "must"), ("about", "exactly"), ("large", "big"), ("quick", "fast"))
_DRAWN = [*_COMMON, *_WORDS]
_WEIGHTS = list(accumulate(1 / (n + 4) for n in range(len(_DRAWN))))


def revisions(size: int, seed: int = SEED) -> tuple[Document, Document]:
    """Two revisions of about `size` characters each, every tenth paragraph touched and every fiftieth moved."""
    draw = Random(seed)
    old: list[str] = []
    length = 0
    while length < size:
        if len(old) % HEADED == 0:
            old.append(f"## {draw.choice(_NAMES)} and the {draw.choice(_WORDS)} {len(old)}")
        old.append(" ".join(_sentence(draw) for _ in range(draw.randint(2, 5))))
        length += len(old[-1]) + 2
    new = [_touched(draw, text) if n % TOUCHED == 3 else text for n, text in enumerate(old)]
    for n in range(MOVED // 2, len(new), MOVED):
        new.insert(draw.randrange(len(new)), new.pop(n))
    return Document("old.txt", "\n\n".join(old) + "\n"), Document("new.txt", "\n\n".join(new) + "\n")


def rewritten(size: int, seed: int = SEED) -> tuple[Document, Document]:
    """Two revisions of about `size` characters each in which every paragraph is touched several times."""
    draw = Random(seed)
    old, _ = revisions(size, seed)
    paragraphs = []
    for text in old.text.split("\n\n"):
        for _ in range(4):
            text = _touched(draw, text)
        paragraphs.append(text)
    return old, Document("new.txt", "\n\n".join(paragraphs))


def _sentence(draw: Random) -> str:
    words = draw.choices(_DRAWN, cum_weights=_WEIGHTS, k=draw.randint(8, 24))
    if draw.random() < 0.3:
        words.insert(draw.randrange(len(words)), draw.choice(_NAMES))
    if draw.random() < 0.2:
        words.insert(draw.randrange(len(words)), f"{draw.randint(2, 900)}")
    if draw.random() < 0.1:
        words.append(f"on {draw.randint(1, 28)} {draw.choice(_MONTHS)} {draw.randint(1990, 2025)}")
    return " ".join(words).capitalize() + "."


def _touched(draw: Random, text: str) -> str:
    """A text with one or two edits of the kinds that editors make."""
    for _ in range(draw.randint(1, 2)):
        words = text.split(" ")
        at = draw.randrange(len(words))
        how = draw.randrange(5)
        if how == 0:
            words.insert(at, draw.choice(_WORDS))
        elif how == 1 and len(words) > 3:
            del words[at]
        elif how == 2:
            words[at] = draw.choice(_DRAWN)
        elif how == 3:
            words.insert(at, "not")
        else:
            before, after = draw.choice(_SWAPS)
            words[at] = after if words[at] == before else before
        text = " ".join(words)
    return text
