"""Which entity a pronoun means: the one for which most speaks, as far as it was mentioned before.

Gender, number and animacy are evidence, not a veto: in translated news "He explained" after an information
center's statement is the center. What is evidence: `quotes.speakers.evidence`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from quotes.speakers.evidence import FEMALE, MALE, PLURAL, THING, Candidate, PronounClass, candidates

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.speakers.entity import Cast, Entity

RELATIVE = {"who", "whom", "which", "that", "whose"}
FIRST = {"i", "me", "my", "we", "us", "our"}
FIRST_OR_SECOND = FIRST | {"you", "your", "one"}


def pronoun_form(token: Token) -> str:
    """The word in lower case if it may be a pronoun, or else "": WHO, US and IT are names."""
    return "" if len(token) > 1 and token.text.isupper() and not token.sent.text.isupper() else token.lower_


def pronoun_class(token: Token) -> PronounClass | None:
    """``person``, ``thing``, ``plural``, or None for a word that is no third-person pronoun."""
    word = pronoun_form(token)
    if word in MALE | FEMALE:
        return "person"
    if word in THING:
        return "thing"
    return "plural" if word in PLURAL else None


def resolve_pronoun(cast: Cast, token: Token, kind: PronounClass) -> Entity | None:
    """The entity that `token` means, or None where nothing before it is mentioned.

    `kind` is the class of the pronoun, or of a noun that is used like a pronoun ("the official"). Other descriptions
    are not resolved by evidence, but by the roles that the article gives (`quotes.speakers.sources`).
    """
    if kind == "description":
        return None
    found = candidates(cast, token, kind)
    return max(found, key=score).entity if found else None


def score(candidate: Candidate) -> float:
    """How much speaks for a candidate: the sum of the weights of its evidence."""
    weights = _weights()
    return sum(weights.get(name, 0.0) for name in candidate.evidence)


@cache
def _weights() -> dict[str, float]:
    text = resources.files("quotes.speakers").joinpath("pronoun_weights.toml").read_text(encoding="utf-8")
    return {
        f"{kind} {name}": weight for kind, weights in tomllib.loads(text).items() for name, weight in weights.items()
    }
