"""How sure a rule is: measured on annotated news, see ``quotes/training/confidence.py``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from quotes.records import StatementKind

PATH = Path(str(resources.files("quotes.statements"))) / "confidence.toml"
UNMEASURED = 0.5


def confidence_of(rule: str, kind: StatementKind) -> float:
    """The probability that a statement of this kind found by this rule is right, 0 to 1.

    A rule that was not seen in the measurements has the probability of its more general form.
    """
    measured_as = measured_class(rule, kind)
    return UNMEASURED if measured_as is None else _measured()[measured_as]


def measured_class(rule: str, kind: StatementKind) -> str | None:
    """The key of the measurement that such statements have their probability from ("clause/direct", "" for all rules).

    None if there is no measurement at all.
    """
    measured = _measured()
    return next((key for key in reversed(list(rule_keys(rule, kind))) if key in measured), None)


def rule_keys(rule: str, kind: StatementKind) -> Iterator[str]:
    """The keys under which a rule is measured, from the most general one: "", "clause", "clause/direct", …"""
    yield ""
    base, _, found_by = rule.partition("/")
    yield base
    yield f"{base}/{kind}"
    if found_by:
        yield f"{base}/{kind}/{found_by}"


@cache
def _measured() -> dict[str, float]:
    try:
        return tomllib.loads(PATH.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
