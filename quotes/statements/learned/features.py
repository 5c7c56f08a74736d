"""Features of words that the learned model has beside the words themselves.

The value of a feature is a number: the row of a table of vectors that the model learns. Row 0 stands for no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from quotes.records import Scope

Scheme = Literal["polnear", "everyday"]
"""Conventions of annotation that the model has learned: PolNeAR's (all acts) and those of everyday news (speech)."""

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

OF_SCOPES: Mapping[Scope, tuple[Scheme, ...]] = {
    "speech": ("everyday",),
    "all": ("everyday", "polnear"),
    "polnear": ("polnear",),
}
"""The schemes by which each scope is read. Of a statement in two schemes the spans of the first one count."""

PLACES = 8
"""Number of places of a word: outside, inside, first or last in a quotation, with or without a capital letter."""

VALUES = (PLACES, len(SCHEMES))
"""Number of values of each feature: the place of the word, and the scheme that is asked for."""

KINDS = len(VALUES)
ROWS = 1 + sum(VALUES)

WordFeatures = tuple[int, ...]
"""Rows of the features of a word, one of each kind, 0 where there is no value."""


def row(kind: int, value: int) -> int:
    """Return the row for a value of a kind of feature (numbers from 0)."""
    return 1 + sum(VALUES[:kind]) + value
