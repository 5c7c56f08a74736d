"""Spokespeople and whom they speak for."""

from __future__ import annotations

from quotes.speakers.descriptions import Refer, resolve_description
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase
from quotes.words import load_words


def is_spokesperson(phrase: Phrase) -> bool:
    """Tell whether a phrase is about a spokesperson ("a ministry spokesman")."""
    return phrase.noun in load_words("spokespeople")


def resolve_spokesperson(entities: Entities, refer: Refer, phrase: Phrase) -> Entity | None:
    """Return the organization or person that an unnamed spokesperson speaks for, or else the spokesperson before."""
    head = phrase.head
    others = [token for token in phrase.tokens if token.i != head.i]
    for token in others:
        entity = entities.of(token)
        if entity is not None and entity.kind in {"organization", "place", "person"}:
            entity.role = entity.role or phrase.noun
            entities.add_mention(entity, head)
            return entity
    nouns = load_words("organization_nouns")
    inside = {token.i for token in phrase.tokens}
    for child in head.subtree:
        if child.i in inside and child.i != head.i and child.lemma_.lower() in nouns:
            part = Phrase(child, [token for token in child.subtree if token.i in inside])
            return resolve_description(entities, refer, part)
    return entities.speaker_by_noun.get(phrase.noun)


def note_represented(entities: Entities) -> None:
    """Set for each named spokesperson the canonical name of whom they speak for; to be called when all names are known.

    It is who is named in the role, or else the organization mentioned last before, in the same or the last sentence.
    """
    for entity in entities:
        words = (entity.role or "").lower().split()
        if entity.kind != "person" or not set(words) & load_words("spokespeople"):
            continue
        represented = _represented(entities, entity)
        if represented is not None:
            entity.speaks_for = represented.name
            entity.affiliation = entity.affiliation or represented.name


def _represented(entities: Entities, spokesperson: Entity) -> Entity | None:
    name = spokesperson.speaks_for
    if name:
        return next((one for one in entities.with_words(name) if name in one.names), None)
    return entities.last_mentioned(
        spokesperson.mentions[0], lambda one: one.kind == "organization" and one.is_named, sentences=2
    )
