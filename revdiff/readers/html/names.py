"""The names of HTML elements, by what they do to text. Source: the HTML standard, sections 13 and 15."""

from __future__ import annotations

from revdiff.readers.html.nodes import METADATA, NOTE

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search section
    summary table tbody td tfoot th thead tr ul xmp""".split()
).union(HEADINGS, (METADATA, NOTE))
"""Elements that begin and end a paragraph."""
UNSEEN = frozenset(
    """area audio base canvas col colgroup datalist embed head iframe link map meta noembed noframes noscript object
    param rp script source style template title track video annotation annotation-xml""".split()
)
"""Elements whose text a reader never sees, or sees only where something else fails."""
CONTROLS = frozenset("button datalist input meter optgroup option progress select textarea".split())
STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("s", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "u": "underline",
    "sup": "superscript",
    "sub": "subscript",
    "mark": "highlight",
}
