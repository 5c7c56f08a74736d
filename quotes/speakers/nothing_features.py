"""Features of who speaks a statement at which nothing tells it, and of nobody speaking it."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.speakers.description_features import kind_of
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.mention_features import bucket
from quotes.speakers.references import Reference


def nothing_features(entities: Entities, reference: Reference, entity: Entity) -> Iterator[str]:
    """Yield the features of an entity that may speak a statement without a source."""
    beside = [places for speaker, places in reference.neighbours if speaker is entity]
    for places in beside:
        for place in places:
            yield place
            yield from (f"{place} {trait}" for trait in reference.traits)
    if len({place.partition(" ")[0] for places in beside for place in places} & {"before", "after"}) > 1:
        yield "before and after"
    if not beside:
        yield "not beside"
    if entity is entities.main_person:
        yield from (f"main person {trait}" for trait in reference.traits)
    yield f"is {kind_of(entity)}"
    if entity is entities.main_organization or kind_of(entity) == "outlet":
        yield from (f"main organization {trait}" for trait in reference.traits)
    for trait in reference.traits:
        if entities.meant_by.get(trait) is entity:
            yield f"spoke at the same {trait.partition(' ')[0]} before"
    yield f"speaks by name {bucket(entities.named_sources[entity])}"
    if entity in entities.said:
        yield "speaks somewhere"
    yield from _in_the_sentence_before(entities, reference, entity)


def _in_the_sentence_before(entities: Entities, reference: Reference, entity: Entity) -> Iterator[str]:
    """Yield features of an entity that the sentence before a statement mentions: "Ask Lund, who empties them."."""
    here = entities.sentence_of[reference.head.i]
    before = [index for index in entity.mentions if entities.sentence_of[index] == here - 1]
    if before:
        quoted = any(index in entities.quoted_by for index in before)
        speaks = "speaks" if any(index in entities.speakers for index in before) else "is quoted" if quoted else "is"
        place = "" if entities.paragraph_of[before[-1]] == entities.paragraph_of[reference.head.i] else ", a paragraph"
        introduced = "introduced" if entity.mentions[0] == before[0] else "mentioned"
        yield f"{speaks} {introduced} the sentence{place} before"
        for trait in reference.traits[:2]:
            yield f"{speaks} {introduced} the sentence{place} before {trait}"


def nobody_features(reference: Reference) -> Iterator[str]:
    """Yield the features of a statement that nobody speaks who could be named."""
    for trait in reference.traits:
        yield f"nobody {trait}"
        for speaker, places in reference.neighbours:
            yield from (f"nobody {'is' if speaker is None else 'not'} {place} {trait}" for place in places)
    if not reference.neighbours:
        yield "nobody alone"
