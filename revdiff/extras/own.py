"""A classifier that the user wrote, by the address ``module:function``, as other tools name a WSGI application.

The ugly case: the module is there and imports another one that is not, or calls a name that does not exist. The line
that the user gets says whose fault it is: the address, the module, or the call, with the file and the line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import wraps
from importlib import import_module
from traceback import extract_tb
from typing import Any

from revdiff.errors import ClassifierError, RevdiffError
from revdiff.extras.arbiter import clue
from revdiff.model import Bead, Classifier, Document, Label
from revdiff.text.visible import visible


def load(module: str, function: str) -> Classifier:
    """The function of a module, which is looked for in the current directory first, as with ``python -m``.

    What the function raises becomes a `ClassifierError` that names its line.
    """
    address = visible(f"{module}:{function}")
    found: Any = _module(module, address)
    for name in function.split("."):
        try:
            found = getattr(found, name)
        except AttributeError:
            message = f"the classifier {address}: the module has no {visible(name)!r}; name a function of it"
            raise ClassifierError(message) from None
    if not callable(found):
        raise ClassifierError(f"the classifier {address} is no function but {_a(found)}; name a function")
    return _guarded(found, address)


def _module(module: str, address: str) -> Any:
    here = os.getcwd()
    if here not in sys.path and "" not in sys.path:
        sys.path.insert(0, here)
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and (module == error.name or module.startswith(error.name + ".")):
            told = f"there is no module {visible(error.name)!r} in this directory or environment"
            raise ClassifierError(f"the classifier {address}: {told}; name MODULE:FUNCTION") from None
        raise _failed(address, "could not be imported", error) from error
    except (Exception, SystemExit) as error:
        raise _failed(address, "could not be imported", error) from error


def _guarded(function: Classifier, address: str) -> Classifier:
    @wraps(function)
    def classify(old: Document, new: Document, beads: Sequence[Bead]) -> Sequence[Sequence[Label]]:
        try:
            return function(old, new, beads)
        except RevdiffError:
            raise
        except (Exception, SystemExit) as error:
            raise _failed(address, "failed", error) from error

    return classify


def _failed(address: str, what: str, error: BaseException) -> ClassifierError:
    """Where in the user's code it went wrong, and how."""
    if isinstance(error, SyntaxError) and error.filename:
        at = f"{os.path.basename(error.filename)}, line {error.lineno}"
    else:
        frames = [f for f in extract_tb(error.__traceback__) if "importlib" not in f.filename]
        at = f"{os.path.basename(frames[-1].filename)}, line {frames[-1].lineno}"
    return ClassifierError(f"the classifier {address} {what}: {visible(clue(error))} ({visible(at)}); mend it there")


def _a(thing: object) -> str:
    return f"a value of the type {type(thing).__name__}"
