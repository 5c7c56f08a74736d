"""Results that are remembered, because words come again and again. All memory is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_REMEMBERED = 1 << 14
"""Results that are kept at most. About as many as there are different words in 200 articles."""


class Recall(dict[Key, Value], Generic[Key, Value]):
    """What a function returns for each argument, computed once. When it is full it is emptied."""

    def __init__(self, function: Callable[[Key], Value], limit: int = MOST_REMEMBERED) -> None:
        super().__init__()
        self._function = function
        self._limit = limit

    def __missing__(self, key: Key) -> Value:
        if len(self) >= self._limit:
            self.clear()
        value = self[key] = self._function(key)
        return value

    def map(self, keys: Iterable[Key]) -> list[Value]:
        """The results for many arguments."""
        return list(map(self.__getitem__, keys))


class RememberedVocabulary:
    """The part of a Stanza vocabulary that networks use, with remembered ids."""

    def __init__(self, vocabulary: Any) -> None:
        self._ids: Recall[str, int] = Recall(vocabulary.unit2id)

    def map(self, units: Iterable[str]) -> list[int]:
        """The ids of words."""
        return self._ids.map(units)
