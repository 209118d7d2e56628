"""What changed beside the characters, where a reader knows it: where a link leads, what is bold or a heading.

The ugly case: "our privacy policy" with a link to another page. The words are the same, the document that binds is not.
"""

from __future__ import annotations

from revdiff.classifier.evidence import Evidence
from revdiff.classifier.finding import Finding, found, listed, quoted
from revdiff.model import Category

_LINK = "link"


def link_target(evidence: Evidence) -> Finding | None:
    """A link leads elsewhere, or words became one or ceased to be one, where a format keeps links beside the words.

    Hit: "our policy", with a link to a.html → the same to b.html. Miss: the same with a link to a.html on both sides.
    """
    if not evidence.relinked:
        return None
    was, now = (
        list(dict.fromkeys(value for kind, value in side if kind == _LINK))
        for side in (evidence.worn_old, evidence.worn_new)
    )
    words = quoted(evidence.edit.after or evidence.edit.before)
    if was and now:
        message = f"The link {words} leads to {listed(now)}, and led to {listed(was)}."
    elif now:
        message = f"{words} leads to {listed(now)} now."
    else:
        message = f"{words} leads nowhere now; it led to {listed(was)}."
    return found(evidence, "link-target", Category.REFERENCE, message)


def restyled(evidence: Evidence) -> Finding | None:
    """The words stayed, and their style or the kind of their paragraph did not.

    Hit: "May" in bold → "May". Miss: "May" in bold → "June".
    """
    edit = evidence.edit
    if edit.before != edit.after:
        return None
    gone = [name for name in evidence.worn_old if name not in evidence.worn_new]
    come = [name for name in evidence.worn_new if name not in evidence.worn_old]
    told = [f"{_said(*style)} now" for style in come] + [f"no longer {_said(*style)}" for style in gone]
    if not told:
        return None
    return found(evidence, "restyled", Category.FORMATTING, f"{quoted(edit.after)} is {', '.join(told)}.")


def _said(kind: str, value: str) -> str:
    if kind == "kind":
        name = value.replace("_", " ")
        return f"an {name}" if name[:1] in "aeiou" else f"a {name}"
    return f"{kind} {value}" if value else kind
