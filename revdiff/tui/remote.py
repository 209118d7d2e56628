"""A comparison in another process: what it is given and what it says travel as pickles through two pipes.

The ugly case: the listing of an 8 MB pair is 30 MB, and unpickling that in one call holds the interpreter, and with it
every key, for a second. So the child sends what there is much of in batches before the listing that refers to it (one
pickler remembers what it has sent), and between two batches the screen has its turn. The child has no terminal, and it
ends by itself when nobody reads any more. Both ends are in this module, so nothing foreign is ever unpickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from operator import attrgetter
from typing import IO, Any, Generic, TypeVar, cast

from revdiff.errors import RevdiffError
from revdiff.model import Change, Document, Edit, Ignored, Label, Pair, Passage, Reason, Report, Segment, Span
from revdiff.progress import Listener

_Result = TypeVar("_Result")

BATCH = 200
"""Items that are sent at once: unpickling so many passages takes about five milliseconds."""
_PROTOCOL = 5
_RECORDS = (Change, Edit, Ignored, Label, Pair, Passage, Reason, Segment, Span)
_NO_TEXT = Document("", "")

_PROGRESS, _BATCH, _RESULT, _ERROR = range(4)
"""What a message of the child is."""


class Remote(Generic[_Result]):
    """A child that compares two documents and makes of the report what is needed.

    Raises where `compare` or `make` cannot be sent or no child can be started (`pickle.PicklingError`,
    `AttributeError`, `TypeError`, `OSError`).
    """

    def __init__(
        self, compare: Callable[..., Report], make: Callable[[Report], _Result], old: Document, new: Document
    ) -> None:
        self._old, self._new = old, new
        self._asked = pickle.dumps((compare, make, old, new), _PROTOCOL)
        if not sys.executable:
            raise FileNotFoundError("this Python does not know its own interpreter")
        places = os.pathsep.join(os.path.abspath(place) for place in sys.path)
        self._child = subprocess.Popen(
            [sys.executable, "-c", "from revdiff.tui.remote import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places},
            start_new_session=True,
        )

    def run(self, progress: Listener) -> _Result:
        """What `make` makes of the report.

        Raises what that or the comparison raised, and `RevdiffError` where the child was ended from outside.
        """
        given, told = self._child.stdin, self._child.stdout
        assert given is not None
        assert told is not None
        try:
            with told:
                with given:
                    given.write(self._asked)
                self._asked = b""
                return self._received(told, progress)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise RevdiffError("the process that compared has ended; is there enough memory? compare again") from error
        finally:
            self._child.kill()
            self._child.wait()

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self._child.kill()

    def _received(self, told: IO[bytes], progress: Listener) -> _Result:
        load = pickle.Unpickler(told).load
        batches: list[object] = []  # kept until the result that refers to them has arrived
        try:
            while True:
                what, said = load()
                if what == _PROGRESS:
                    progress(said)
                elif what == _BATCH:
                    gc.disable()  # half a million new records: each full collection would hold the screen
                    batches.append(said)
                elif what == _ERROR:
                    raise said
                else:
                    return cast(_Result, _with_texts(said, self._old, self._new))
        finally:
            if not gc.isenabled():
                gc.freeze()  # and no later collection looks at them again; they hold no cycles
                gc.enable()


def serve() -> None:
    """The child: takes one comparison from standard input and tells standard output how it goes."""
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not disturb
    compare, make, old, new = pickle.load(sys.stdin.buffer)
    pickler = pickle.Pickler(told, _PROTOCOL)
    pickler.dispatch_table = {kind: _record(kind) for kind in _RECORDS}

    def tell(what: int, said: object) -> None:
        pickler.dump((what, said))
        told.flush()

    try:
        result = make(compare(old, new, progress=lambda progress: tell(_PROGRESS, progress)))
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:
        tell(_ERROR, _sendable(error))
        return
    result = _with_texts(result, _NO_TEXT, _NO_TEXT)  # the other side has them
    for batch in _batches(result):
        tell(_BATCH, batch)
    tell(_RESULT, result)
    os._exit(0)  # taking half a million records down takes time, and nobody needs it


def _record(kind: Any) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    """How a record is pickled: its class and its fields. The way of frozen dataclasses is twice as slow to load."""
    values = attrgetter(*kind.__match_args__)
    return lambda record: (kind, values(record))


def _with_texts(result: Any, old: Document, new: Document) -> object:
    """A result whose `report`, if it has one, is of these documents."""
    if not hasattr(result, "report"):
        return result
    return replace(result, report=replace(result.report, old=old, new=new))


def _batches(result: object) -> Iterator[tuple[object, ...]]:
    """Everything long in a result that is a record, and in its report, in pieces."""
    for owner in (getattr(result, "report", None), result):
        for field in fields(owner) if is_dataclass(owner) else ():
            row = getattr(owner, field.name)
            if isinstance(row, dict):
                row = tuple(row.values())
            if isinstance(row, tuple):
                for at in range(0, len(row), BATCH):
                    yield row[at : at + BATCH]


def _sendable(error: Exception) -> Exception:
    """The error, or one that says the same where it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return (
            RevdiffError(str(error))
            if isinstance(error, RevdiffError)
            else RuntimeError(f"{type(error).__name__}: {error}")
        )
    return error
