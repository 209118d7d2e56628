"""Regular expressions that Python 3.11.0 to 3.11.4 get wrong: Debian 12 ships 3.11.2, so that is what a newsroom has.

Up to 3.11.4 a possessive quantifier behind a group, ``(?:...)*+``, keeps half of a turn that failed
(https://github.com/python/cpython/issues/106052); behind a single character or class it is right, and so is the atomic
group ``(?>(?:...)*)``. Every pattern that the package compiles is parsed and looked through.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

PARSER = vars(re)["_parser"]
SINGLE = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}

RECORD = r"""
import json, pkgutil, re, importlib
patterns, compile_ = [], re.compile
def recording(pattern, flags=0):
    if isinstance(pattern, str):
        patterns.append((pattern, int(flags)))
    return compile_(pattern, flags)
re.compile = recording
import revdiff
for module in pkgutil.walk_packages(revdiff.__path__, "revdiff."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
plain = "Mail a@b.example, see https://b.example. The $4.50 were not paid by 3 March 2021, he said.\n\n    code()\n"
odd = "Die Fa\u0308hre fa\u0308hrt “nicht”. \u6771\u4eac\u306e\u4f1a\u8b70\u3002 \U0001f44b\U0001f3fd\u200d"
for old, new in ((plain, plain.replace("not", "now")), (odd, odd.replace("f", "F")), (plain + odd, odd)):
    revdiff.compare(old, new).sentences
print(json.dumps(patterns))
"""


def broken_before_3_11_5(pattern: str, flags: int = 0) -> bool:
    """Whether the pattern has a possessive quantifier behind more than one character."""
    todo = [PARSER.parse(pattern, flags)]
    while todo:
        for operation, argument in todo.pop():
            inner = [part for part in _flat(argument) if isinstance(part, PARSER.SubPattern)]
            todo += inner
            if str(operation) == "POSSESSIVE_REPEAT":
                (repeated,) = inner
                if len(repeated) > 1 or str(repeated[0][0]) not in SINGLE:
                    return True
    return False


def _flat(argument: object) -> list[object]:
    if isinstance(argument, (list, tuple)):
        return [deep for part in argument for deep in _flat(part)]
    return [argument]


@pytest.mark.parametrize(
    ("pattern", "broken"),
    [
        (r"a++", False),
        (r"[ab]*+c", False),
        (r"(?>(?:ab)*)", False),
        (r"(?:ab)*+", True),
        (r"x|(?:(?:ab)++y)?", True),
        (r"(?:[a-c]b?)*+", True),
    ],
)
def test_the_check_knows_a_broken_pattern_from_a_sound_one(pattern: str, broken: bool) -> None:
    assert broken_before_3_11_5(pattern) is broken


def test_no_pattern_of_the_package_is_broken_on_early_3_11() -> None:
    done = subprocess.run([sys.executable, "-c", RECORD], capture_output=True, encoding="utf-8", check=True)
    patterns = json.loads(done.stdout)
    assert len(patterns) > 20
    assert [pattern for pattern, flags in patterns if broken_before_3_11_5(pattern, flags)] == []
