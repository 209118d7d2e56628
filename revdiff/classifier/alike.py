"""Facts whose values differ on paper and say the same: 24 months and two years, "both" and two, 18 and 18:00.

The fact finders keep such values apart, for a month is not a number of days; here the few pairs are listed that no
reader tells apart when one takes the place of the other.
"""

from __future__ import annotations

from revdiff.classifier.facts import Fact

_MONTHS = {"year": 12, "month": 1}


def alike(a: Fact, b: Fact) -> bool:
    """Whether two facts of different kinds or units say the same: "18" and "18:00", "both" and "two", years and
    months."""
    for one, other in ((a, b), (b, a)):
        if one.kind == "number" and other.kind == "time" and isinstance(one.value, int):
            return other.value == one.value * 60
        if one.kind == "number" and (other.kind, other.value) == ("quantifier", "both"):
            return one.value == 2
    if a.kind == b.kind == "quantity" and isinstance(a.value, tuple) and isinstance(b.value, tuple):
        units = _MONTHS.get(a.value[1]), _MONTHS.get(b.value[1])
        return None not in units and a.value[0] * units[0] == b.value[0] * units[1]
    return False
