"""YAML of the tree: a paragraph that says ``no``, ``1e3`` or U+0085 must load back as exactly that string.

Written by hand for this one tree rather than with a YAML library: a text is a JSON string, which YAML reads as a
double-quoted scalar, with the few characters on top that YAML wants escaped, or a plain one in single quotes. That is
exact where PyYAML's own dumper is not (a text that begins with U+0085), costs nothing at start-up, and is the same with
and without libyaml. Only words from revdiff itself (labels, relations, rules) stand without quotes. Source: YAML 1.1,
sections 4.1.1, 5.1 and 5.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import Any

from revdiff.errors import ExportError
from revdiff.exporters.tree import tree
from revdiff._history import History
from revdiff.model import Report
from revdiff.text.visible import is_plain, replaced

_HEADER = """\
# What changed between two revisions of a text; `revdiff schema` prints the schema of this file.
# label: substantive (what is said changed) or wording (how it is said changed); category: the kind of edit;
# confidence: the probability that the label is right; reasons: why, and the words each reason speaks of.
# old and new of a passage are numbers of paragraphs, counted from 1 in each revision; start and end of a text are
# positions in characters, counted from 0, and end is the first character after it.
"""
_HISTORY_HEADER = _HEADER.replace("two revisions of a text", "the revisions of a text, step by step, oldest first")
# What may stand without quotes, and the words that YAML 1.1 takes for a truth value or for nothing.
_PLAIN = re.compile(r"[a-z][a-z]+(?:[-/_][a-z0-9]+)*")
_TAKEN = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_WORDS_OF_OURS = frozenset({"schema", "relation", "operation", "label", "only", "category", "rule"})
# YAML would hold them as they are; a reader would take them for a space.
_NO_BREAK_SPACES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{FIGURE SPACE}")


def export_yaml(subject: Report | History, *, only: str | None = None, all_passages: bool = False) -> str:
    """The tree as YAML with a header that tells how to read it; `yaml.safe_load` gives the tree back."""
    header = _HEADER if isinstance(subject, Report) else _HISTORY_HEADER
    lines = _mapping(tree(subject, only=only, all_passages=all_passages), "")
    written = "\n".join(lines)
    for space in _NO_BREAK_SPACES:
        written = written.replace(space, _escape(space))
    return header + replaced(written, _escape, keep="\n") + "\n"  # outside of strings there is no odd character


def _escape(odd: str) -> str:
    code = ord(odd)
    if 0xD800 <= code < 0xE000:
        raise ExportError(f"a text holds the lone surrogate U+{code:04X}, which no YAML file can hold; mend the text")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _mapping(node: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in node.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for entry in value:
                yield from _entry(entry, indent)
        elif isinstance(value, dict) and any(isinstance(v, dict | list) for v in value.values()):
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{key}: {_inline(key, value)}"


def _entry(node: dict[str, Any], indent: str) -> Iterator[str]:
    """One mapping of a sequence; the small ones, a revision and a reason, take one line."""
    if "changes" not in node and "id" not in node and "schema" not in node:
        yield f"{indent}- {_inline('', node)}"
        return
    lines = _mapping(node, indent + "  ")
    yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
    yield from lines


def _quoted(text: str) -> str:
    """Double quotes as in JSON; single ones, within which nothing is escaped, where that spares a text backslashes."""
    if '"' in text and "'" not in text and is_plain(text) and not any(space in text for space in _NO_BREAK_SPACES):
        return f"'{text}'"
    return encode_basestring(text)


def _inline(key: str, value: Any) -> str:
    if isinstance(value, str):
        if key in _WORDS_OF_OURS and _PLAIN.fullmatch(value) and value not in _TAKEN:
            return value
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_inline(k, v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(_inline("", v) for v in value) + "]"
