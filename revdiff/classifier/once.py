"""A derived value that is found when first asked for and then kept.

The ugly case: `functools.cached_property` takes a lock until Python 3.12, and an edit has thirty such values: with the
locks they cost as much as cutting the words. Nothing here is shared between threads, so there is nothing to lock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Value = TypeVar("_Value")


class once(Generic[_Value]):
    """Decorates a method without arguments: an attribute that is computed at the first look and stays."""

    def __init__(self, find: Callable[[Any], _Value]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[_Value]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> _Value: ...
    def __get__(self, owner: object | None, kind: type) -> once[_Value] | _Value:
        """The value; from the second look on Python finds it in the instance and does not ask here."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._find(owner)
        return value
