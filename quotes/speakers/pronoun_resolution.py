"""Resolution of a pronoun to the entity with the highest score among those mentioned before it.

Gender, number and animacy are features, not a veto: in translated news "He explained" after an information
center's statement is the center. The weights are learned from text with annotated coreference
(`python -m quotes.training pronouns`) and lie in `pronoun_weights.toml`, one table for each class of pronouns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.pronoun_features import Antecedent, antecedents
from quotes.speakers.pronouns import PronounClass

if TYPE_CHECKING:
    from spacy.tokens import Token

ResolvePronoun = Callable[[Entities, "Token", PronounClass], Entity | None]
"""Finds the entity of a pronoun, or of a noun that is used like one."""


def resolve_pronoun(entities: Entities, token: Token, kind: PronounClass) -> Entity | None:
    """Return the entity with the highest score for `token`, or None where nothing is mentioned before it.

    `kind` is the class of the pronoun, or of a noun that is used like a pronoun ("the official"). Other descriptions
    give None: the roles in the article resolve them (`quotes.speakers.descriptions`).
    """
    if kind == "description":
        return None
    found = antecedents(entities, token, kind)
    return max(found, key=score).entity if found else None


def score(antecedent: Antecedent) -> float:
    """Return the sum of the weights of a candidate's features."""
    weights = _weights()
    return sum(weights.get(name, 0.0) for name in antecedent.features)


@cache
def _weights() -> dict[str, float]:
    text = resources.files("quotes.speakers").joinpath("pronoun_weights.toml").read_text(encoding="utf-8")
    return {
        f"{kind} {name}": weight for kind, weights in tomllib.loads(text).items() for name, weight in weights.items()
    }
