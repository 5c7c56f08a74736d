"""How sure a rule is."""

from __future__ import annotations

DEFAULT = 0.6


def confidence_of(rule: str) -> float:
    """The probability that a statement found by this rule is right, 0 to 1."""
    return DEFAULT
