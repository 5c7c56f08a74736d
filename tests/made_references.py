"""Entities and references of parses made by hand, and resolvers with weights made by hand."""

from __future__ import annotations

from collections.abc import Mapping

from made_parses import made_parse
from spacy.tokens import Token

from quotes.parsing.joint.mention_vectors import MentionVectors
from quotes.speakers.antecedents import Antecedent, antecedents
from quotes.speakers.choosing import Choose, Chosen, Weights, best
from quotes.speakers.described import note_described
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.joint import note_joint
from quotes.speakers.phrase import Phrase
from quotes.speakers.references import Reference, reference_of


def entities_of(text: str, words: str, vectors: MentionVectors | None = None) -> Entities:
    """All entities of a text before any source is resolved: names, descriptions, and those named together."""
    entities = Entities(made_parse(text, words).doc, vectors)
    note_described(entities)
    note_joint(entities)
    return entities


def named(entities: Entities, name: str) -> Entity:
    """The one entity with this name."""
    (found,) = (entity for entity in entities if entity.name == name)
    return found


def mentions_of(entities: Entities) -> dict[str, list[str]]:
    """The words that are the heads of each entity's mentions, by its fullest name."""
    return {entity.name: [entities.doc[index].text for index in entity.mentions] for entity in entities}


def word(entities: Entities, form: str) -> Token:
    """The last token with this form."""
    return [token for token in entities.doc if token.text == form][-1]


def phrase_at(entities: Entities, form: str) -> Phrase:
    """The phrase whose head is the last word with this form: all that hangs on it but "and" with what follows."""
    head = word(entities, form)
    tokens = [token for token in head.subtree if not token.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens.pop()
    return Phrase(head, tokens)


def reference_at(entities: Entities, form: str) -> Reference:
    """The reference whose head is the last word with this form."""
    return reference_of(phrase_at(entities, form))


def possible(entities: Entities, reference: Reference) -> dict[str, Antecedent]:
    """What a reference may mean, in order: by the entity's name, or "own" or "nobody"."""
    found = antecedents(entities, reference)
    return {one.choice if one.choice != "known" or one.entity is None else one.entity.name: one for one in found}


def features_of(entities: Entities, form: str, name: str) -> set[str]:
    """The features of one thing that the last word with this form may mean."""
    return set(possible(entities, reference_at(entities, form))[name].features)


def choosing_by(weights: Weights | Mapping[str, Mapping[str, float]]) -> Choose:
    """A resolver with these weights."""

    def choose(entities: Entities, reference: Reference) -> Chosen | None:
        return best(antecedents(entities, reference), reference, weights)

    return choose
