"""Word lists, kept as data: one word or phrase a line, ``#`` starts a comment."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def load_words(*names: str) -> frozenset[str]:
    """The entries of the lists `names` together (files ``NAME.txt`` beside this module), lower case.

    Raises FileNotFoundError when there is no such list.
    """
    return frozenset().union(*(_load(name) for name in names))


@cache
def _load(name: str) -> frozenset[str]:
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(line.lower() for line in lines if line)
