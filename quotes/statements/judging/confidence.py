"""The confidence of a statement, measured on annotated news by ``quotes/training/confidence_fitting.py``."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from quotes.records import StatementKind
from quotes.statements.candidate import Candidate, ModelScores
from quotes.statements.rule import Rule

PATH = Path(str(resources.files("quotes.statements.judging"))) / "confidence.toml"
WEIGHTS_PATH = PATH.with_name("judge.toml")
LEAST = -3.0
"""The least value that one of the model's logarithms of probabilities counts as."""


def confidence_of(candidate: Candidate, kind: StatementKind) -> float:
    """The probability that a statement of this kind is right, 0 to 1.

    For a statement of the learned model it is calculated from its scores; for one of the rules alone it is the measured
    share of right ones of its rule, or of all rules where its own was not measured.
    """
    if candidate.scores is not None:
        weights = _weights()
        score = sum(weights[name] * value for name, value in features_of(candidate.scores, kind).items())
        return 1 / (1 + math.exp(-score))
    return measured()[measured_class(candidate.rule, candidate.source_rule, kind)]


def features_of(scores: ModelScores, kind: StatementKind) -> dict[str, float]:
    """The features by name from which the confidence of a statement of the learned model is calculated."""
    return {
        "always": 1.0,
        "cue": max(scores.decoded.cue, LEAST),
        "ends": max(scores.decoded.ends, LEAST),
        "link": max(scores.decoded.link, LEAST),
        "source": max(scores.decoded.source, LEAST),
        "found by rules": float(scores.similarity > 0),
        "same content by rules": max(scores.similarity - 1.0, 0.0),
        "same source by rules": float(scores.same_source),
        "direct": float(kind == "direct"),
    }


def measured_class(rule: Rule, source_rule: Rule | None, kind: StatementKind) -> str:
    """The key of the measurement that gives such statements their probability: "clause/direct", or "" for all rules."""
    shares = measured()
    return next(key for key in reversed(list(rule_keys(rule, source_rule, kind))) if key in shares)


def rule_keys(rule: Rule, source_rule: Rule | None, kind: StatementKind) -> Iterator[str]:
    """The keys under which a rule's group is measured, from the most general one: "", "clause", "clause/direct", …"""
    yield ""
    yield rule.group
    yield f"{rule.group}/{kind}"
    if source_rule:
        yield f"{rule.group}/{kind}/{source_rule.group}"


@cache
def measured() -> dict[str, float]:
    """The measured shares of right statements by key."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@cache
def _weights() -> dict[str, float]:
    return tomllib.loads(WEIGHTS_PATH.read_text(encoding="utf-8"))
