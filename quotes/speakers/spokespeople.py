"""Persons who speak for an organization or another person."""

from __future__ import annotations

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.words import load_words


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
