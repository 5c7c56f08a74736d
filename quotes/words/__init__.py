"""Word lists, kept as data: one word or phrase a line, ``#`` starts a comment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

AddedWords = tuple[tuple[str, frozenset[str]], ...]
"""Names of lists, and the words in lower case that a house adds to each."""

_added: ContextVar[AddedWords] = ContextVar("added words", default=())


def load_words(*names: str) -> frozenset[str]:
    """The entries of the lists `names` together (files ``NAME.txt`` beside this module), lower case.

    Inside `words_added` they include what is added there. Raises FileNotFoundError when there is no such list.
    """
    return _load(names, _added.get())


def added_words() -> frozenset[str]:
    """The words that are added to any list at this time."""
    return frozenset().union(*(words for _, words in _added.get()))


@contextmanager
def words_added(added: AddedWords) -> Iterator[None]:
    """Add words to the lists inside this block, in this thread or task only."""
    token = _added.set(added)
    try:
        yield
    finally:
        _added.reset(token)


@cache
def _load(names: tuple[str, ...], added: AddedWords) -> frozenset[str]:
    own = dict(added)
    files = (_load_file(name) for name in names if name not in own or has_list(name))
    return frozenset().union(*files, *(own[name] for name in names if name in own))


@cache
def _load_file(name: str) -> frozenset[str]:
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(line.lower() for line in lines if line)


def has_list(name: str) -> bool:
    """True if the program has a word list of this name."""
    return resources.files(__name__).joinpath(f"{name}.txt").is_file()
