"""One word in two spellings: "organise" is "organize", "co-operate" is "cooperate", and "four" is not "for".

A list of pairs (``data/spelling.txt``), and the endings that go by rule on the two sides of the Atlantic. A pure
function of the words, which may be in any case.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from revdiff.classifier.wordlists import fold, lines, terms

_REMEMBERED = 4096
"""Words whose key is remembered: the vocabulary of a long article; found by taste."""


@cache
def _spellings() -> dict[str, str]:
    """British or older spelling -> American one; a line is ``variant | standard``."""
    pairs = (line.split("|") for line in lines("spelling"))
    return {fold(variant): fold(standard) for variant, standard in pairs}


_ISE = re.compile(r"(..[^aeiou])is(e|es|ed|ing|ation|ations|er|ers|able)$")
_YSE = re.compile(r"ys(e|es|ed|ing|er|ers)$")
_OUR = re.compile(r"(\w{2}[bdglmnprtvi])our(s|ed|ing|er|ers|ite|ites|able|ably|hood|hoods|less|al|ful|ism|y|ly)?$")
_DGE = re.compile(r"dge(ment|ments|mental)$")
_LL = re.compile(r"([aeiou][^aeiou]+[aeiou])ll(ed|ing|er|ers|or|ors|ous|ings)$")


@lru_cache(maxsize=_REMEMBERED)
def spelling_key(word: str) -> str:
    """One spelling for both sides of the Atlantic: "organisation" and "organization" have the same key."""
    folded = fold(word)
    table = _spellings()
    listed = table.get(folded)
    if listed is None and folded.endswith("s"):
        singular = table.get(folded[:-1])
        listed = singular + "s" if singular else None
    if listed is not None:
        return listed
    # the letters that each pattern cannot do without are looked for first: most words have none of them
    if "is" in folded and folded not in terms("ise_words"):
        folded = _ISE.sub(r"\1iz\2", folded)
    if "ys" in folded:
        folded = _YSE.sub(r"yz\1", folded)
    if "dge" in folded:
        folded = _DGE.sub(r"dg\1", folded)
    if "our" in folded:
        folded = _OUR.sub(r"\1or\2", folded)
    return _LL.sub(r"\1l\2", folded) if "ll" in folded else folded


def spelling_variants(a: str, b: str) -> bool:
    """Whether two different spellings are of one word: British and American, hyphen or none ("co-operate")."""
    left, right = fold(a), fold(b)
    if left == right:
        return False
    if spelling_key(left) == spelling_key(right):
        return True
    joined_left, joined_right = (side.replace("-", "").replace(" ", "") for side in (left, right))
    if joined_left == left and joined_right == right:
        return False  # nothing was joined: the keys are as different as before
    if len(joined_left) < 4 or left in terms("hyphen_matters") or right in terms("hyphen_matters"):
        return False
    return spelling_key(joined_left) == spelling_key(joined_right)
