"""Resolution of "who" or "which" to the noun before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE_CLAUSES = {"acl:relcl", "advcl:relcl", "acl"}


def resolve_relative(entities: Entities, resolve: Callable[[Phrase], Entity | None], pronoun: Token) -> Entity | None:
    """Return the entity of the noun that the pronoun's clause hangs on, or else of the noun before the pronoun.

    "Who" after a place or document is the person mentioned last before it in the sentence. `resolve` resolves
    the noun's phrase.
    """
    noun = _antecedent_noun(pronoun)
    if noun is None:
        return None
    phrase = Phrase(noun, [token for token in noun.subtree if token.i < pronoun.i and not token.is_space])
    entity = entities.of(noun)
    if entity is None or not entity.is_named:
        entity = _described_by(entities, noun) or resolve(phrase)
    if pronoun.lower_ == "who" and (entity is None or entity.kind in {"place", "document"}):
        return entities.last_mentioned(pronoun.i, lambda one: one.kind == "person") or entity
    return entity


def _antecedent_noun(pronoun: Token) -> Token | None:
    clause = pronoun
    while clause.dep_ not in RELATIVE_CLAUSES and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_.startswith("acl") and clause.head.i < pronoun.i:
        return clause.head
    before = [token for token in pronoun.doc[pronoun.sent.start : pronoun.i] if token.pos_ in {"NOUN", "PROPN"}]
    return before[-1] if before else None


def _described_by(entities: Entities, noun: Token) -> Entity | None:
    """Return the entity that a noun describes: "York is a city that …", "Airbnb, a company that …"."""
    if noun.dep_ == "appos":
        return entities.of(noun.head)
    if any(child.dep_ == "cop" for child in noun.children):
        return next((entities.of(child) for child in noun.children if child.dep_ == "nsubj"), None)
    return None
