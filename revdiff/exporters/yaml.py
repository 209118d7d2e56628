"""YAML of the tree: a paragraph that says ``no``, ``1e3`` or U+0085 must load back as exactly that string.

PyYAML writes it, with libyaml where the wheel has it. Two things are not left to it: texts of the
documents are always quoted, since a plain scalar that begins with U+0085 loads back wrong, and what no reader could see
(bidirectional overrides, zero-width characters) is escaped afterwards, so that no terminal obeys it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revdiff._history import History
from revdiff.errors import ExportError
from revdiff.exporters.tree import tree
from revdiff.model import Report
from revdiff.review.marks import Marks
from revdiff.text.visible import is_plain, replaced

if TYPE_CHECKING:
    import yaml

_HEADER = """\
# What changed between two revisions of a text; `revdiff schema` prints the schema of this file.
# label: substantive (what is said changed) or wording (how it is said changed); category: the kind of edit;
# confidence: the probability that the label is right; reasons: why, and the words each reason speaks of.
# old and new of a passage are numbers of paragraphs, counted from 1 in each revision; start and end of a text are
# positions in characters, counted from 0, and end is the first character after it.
"""
_TWO = "two revisions of a text"
_WORDS_OF_OURS = frozenset(
    {
        "schema",
        "relation",
        "operation",
        "label",
        "only",
        "category",
        "rule",
        "decided_by",
        "state",
        "decision",
        "status",
    }
)
_NO_BREAK_SPACES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}")
"""YAML would hold them as they are; a reader would take them for a space."""
_NEVER_WRAP = 2**31 - 1
_TAG = "tag:yaml.org,2002:"


def export_yaml(
    subject: Report | History, *, only: str | None = None, all_passages: bool = False, marks: Marks | None = None
) -> str:
    """The tree as YAML with a header that tells how to read it; `yaml.safe_load` gives the tree back."""
    what = _TWO if isinstance(subject, Report) else "the revisions of a text, step by step, oldest first"
    return written(tree(subject, only=only, all_passages=all_passages, marks=marks), what)


def written(root: dict[str, Any], what: str) -> str:
    """A tree as YAML, with a header that says between what it tells the changes."""
    return plain(root, _HEADER.replace(_TWO, what))


def plain(root: dict[str, Any], header: str) -> str:
    """A tree of dictionaries, lists, texts, numbers and nulls as YAML, under a header of comments."""
    import yaml  # here: JSON and plain text need not pay for it

    node = _mapping(root)
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    try:
        text: str = yaml.serialize(node, Dumper=dumper, allow_unicode=True, width=_NEVER_WRAP)
    except UnicodeEncodeError as error:  # libyaml holds no lone surrogates; PyYAML's own writer does not mind them
        raise _surrogate(error.object[error.start]) from None
    for space in _NO_BREAK_SPACES:
        text = text.replace(space, _escape(space))
    return header + replaced(text, _escape, keep="\n")  # odd characters stand in quoted texts alone


def _escape(odd: str) -> str:
    code = ord(odd)
    if 0xD800 <= code < 0xE000:
        raise _surrogate(odd)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _surrogate(odd: str) -> ExportError:
    return ExportError(f"a text holds the lone surrogate U+{ord(odd):04X}, which no YAML file can hold; mend the text")


def _mapping(tree: dict[str, Any]) -> yaml.MappingNode:
    """A mapping as a node; the small ones, a revision, a place and a reason, take one line."""
    import yaml

    entries = [(_scalar(key, None), _node(key, value)) for key, value in tree.items()]
    small = tree.keys().isdisjoint(("schema", "changes", "id", "reasons", "report"))
    return yaml.MappingNode(f"{_TAG}map", entries, flow_style=small)


def _node(key: str, value: Any) -> yaml.Node:
    import yaml

    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, list):
        nodes = [_node("", entry) for entry in value]
        return yaml.SequenceNode(f"{_TAG}seq", nodes, flow_style=not value or not isinstance(value[0], dict))
    if isinstance(value, str):
        return _scalar(value, None if key in _WORDS_OF_OURS else _quotes(value))
    if value is None:
        return yaml.ScalarNode(f"{_TAG}null", "null")
    kind = "bool" if isinstance(value, bool) else "int" if isinstance(value, int) else "float"
    return yaml.ScalarNode(f"{_TAG}{kind}", str(value).lower())


def _scalar(value: str, style: str | None) -> yaml.ScalarNode:
    import yaml

    return yaml.ScalarNode(f"{_TAG}str", value, style=style)


def _quotes(text: str) -> str:
    """Double quotes, within which everything can be escaped; single ones where that spares a text backslashes."""
    spared = '"' in text and "'" not in text and is_plain(text) and not any(s in text for s in _NO_BREAK_SPACES)
    return "'" if spared else '"'
