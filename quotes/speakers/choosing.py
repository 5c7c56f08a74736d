"""Choice of what a reference means: the antecedent with the highest sum of the weights of its features.

Gender, number and animacy are features, not a veto: in translated news "He explained" after an information
center's statement is the center. The weights are learned from annotated speakers and coreference
(`python -m quotes.training speakers`) and lie in `reference_weights.json`, one table for each kind of reference.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice, repeat

from quotes.speakers.antecedents import Antecedent, antecedents
from quotes.speakers.entities import Entities
from quotes.speakers.references import Reference

MOST_EVIDENCE = 3
"""Number of features that are told of a choice, at most."""

LINK_WEIGHT = 0.2
"""Weight of what the network's vectors say beside the features."""

Weights = Mapping[str, Mapping[str, float]]
"""Weights of features by kind of reference and name."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Antecedent that was chosen, the probability that it is right, and the features that spoke most for it."""

    antecedent: Antecedent
    probability: float
    evidence: tuple[str, ...] = ()


Choose = Callable[[Entities, Reference], Chosen | None]
"""Finds what a reference means; None where nothing can be meant."""


def choose(entities: Entities, reference: Reference) -> Chosen | None:
    """Return the antecedent with the highest score."""
    return best(antecedents(entities, reference), reference, own_weights())


def best(found: list[Antecedent], reference: Reference, weights: Weights) -> Chosen | None:
    """Return the antecedent with the highest score by these weights, the first of equals; None if there are none."""
    if not found:
        return None
    own = weights.get(reference.kind, {})
    scores = [sum(map(own.get, one.features, repeat(0.0))) + LINK_WEIGHT * one.link for one in found]
    highest = max(scores)
    total = sum(math.exp(score - highest) for score in scores)
    chosen = found[scores.index(highest)]
    evidence = sorted((name for name in chosen.features if own.get(name, 0.0) > 0), key=lambda name: -own[name])
    return Chosen(chosen, 1 / total, tuple(islice(_different(evidence), MOST_EVIDENCE)))


def _different(names: Iterable[str]) -> Iterator[str]:
    """Yield names of features, without those that are an earlier one with what is described before it."""
    told: list[str] = []
    for name in (" ".join(name.split()) for name in names):
        if not any(name.endswith(other) or other.endswith(name) for other in told):
            told.append(name)
            yield name


@cache
def own_weights() -> Weights:
    """The weights that lie in the package."""
    text = resources.files("quotes.speakers").joinpath("reference_weights.json").read_text(encoding="utf-8")
    weights: Weights = json.loads(text)
    return weights
