"""Entities that a reference may mean, with the names of the features of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.speakers.description_features import (
    DescriptionFeatures,
    definiteness,
    holds_another_office,
    noun_class,
)
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.issuing import issuers
from quotes.speakers.joint import conjuncts
from quotes.speakers.mention_features import SPEAKS_IT, comparisons, history_features, mention_features, path_features
from quotes.speakers.nothing_features import nobody_features, nothing_features
from quotes.speakers.phrase import Phrase
from quotes.speakers.pronouns import POSSESSIVE
from quotes.speakers.references import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST_SENTENCE = 12
"""Sentences between a reference and the last mention of its entity, at most."""

SOON = 2
"""Sentences after a reference in which an entity is mentioned soon."""

MOST_NAMED = 3
"""Number of the persons, and of the organizations, named most often that are always candidates for a description."""

MOST_COMPARED = 4
"""Number of mentions of an entity with which a reference is compared, at most."""

LEAST_LINK = -5.0
"""Logarithm of the least probability that the network's vectors give to an entity."""

INDEFINITE = {"indefinite", "another"}
"""Kinds of descriptions that mean nobody who was named, unless the name has their noun as its role."""

Choice = Literal["known", "own", "nobody"]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Entity that a reference may mean, one of its own (None) or nobody (None), with the names of its features.

    ``link`` is the logarithm of its probability by the network's vectors, 0 if there are none.
    """

    choice: Choice
    entity: Entity | None
    features: tuple[str, ...]
    link: float = 0.0


def antecedents(entities: Entities, reference: Reference) -> list[Antecedent]:
    """Return what a reference may mean; entities that are mentioned before it come in the order of their nearness.

    In a quotation whoever speaks it is "I", and no other word's antecedent if there is another one.
    """
    found = _antecedents(entities, reference)
    found = [one for one in found if SPEAKS_IT not in one.features] or found
    if entities.vectors is None or len(found) < 2:
        return found
    mentions = [_compared(entities, one.entity, reference.head) if one.choice == "known" else [] for one in found]
    links = entities.vectors.scores(reference.head.idx, mentions).tolist()
    return [
        Antecedent(one.choice, one.entity, one.features, max(link, LEAST_LINK))
        for one, link in zip(found, links, strict=True)
    ]


def _compared(entities: Entities, entity: Entity | None, head: Token) -> list[int | None]:
    """Return the offsets of the mentions of an entity with which a reference is compared: the last ones before it.

    Is none before it, it is the first one behind. Who is only described may also be nobody to the network, which has
    learned whether somebody named is meant.
    """
    assert entity is not None
    place = bisect_left(entity.mentions, head.i)
    chosen = entity.mentions[max(place - MOST_COMPARED, 0) : place] or entity.mentions[place : place + 1]
    offsets: list[int | None] = [entities.tokens[index].idx for index in chosen]
    return offsets if entity.is_named else [*offsets, None]


def _antecedents(entities: Entities, reference: Reference) -> list[Antecedent]:
    if reference.kind in {"description", "descriptions"}:
        return _of_description(entities, reference)
    if reference.kind == "nothing":
        return _of_nothing(entities, reference)
    before = _mentions_before(entities, reference.head)
    return [
        Antecedent("known", entity, (*_of_mentions(entities, reference, entity, mentions, rank), *compared))
        for rank, ((entity, mentions), compared) in enumerate(
            zip(before, comparisons(entities, reference.head, before), strict=True)
        )
    ]


def _of_mentions(
    entities: Entities, reference: Reference, entity: Entity, mentions: list[int], rank: int
) -> Iterator[str]:
    yield from mention_features(entities, reference.head, entity, mentions)
    yield from path_features(entities, reference.head, entities.tokens[mentions[0]])
    yield from history_features(entities, reference.head, entity)
    yield f"order {min(rank, 4)}"


def _of_description(entities: Entities, reference: Reference) -> list[Antecedent]:
    head, phrase = reference.head, reference.phrase
    own = None if conjuncts(phrase) else entities.of(head)
    inside = [entity for token in phrase.tokens if token.i != head.i and (entity := entities.of(token))]
    places = {token.i for token in phrase.tokens}
    before = {
        entity: places_before
        for entity, mentions in _mentions_before(entities, head)
        if (places_before := [index for index in mentions if index not in places])
    }
    issued_by = issuers(entities, phrase) if noun_class(head) == "issued" else []
    is_spokesperson = noun_class(head) == "spokesperson"
    if issued_by:
        inside, others = [], issued_by
    elif is_spokesperson and any(one.is_named for one in inside):
        others = []  # "an Apple spokesman" speaks for nobody else
    elif definiteness(phrase) in INDEFINITE and reference.kind == "description" and not is_spokesperson:
        others = [one for one in entities.with_words(phrase.noun) if one.is_named and phrase.noun in one.roles]
        if definiteness(phrase) == "another":
            others = [one for one in others if one.mentions and one.mentions[0] > head.i]  # none of those before
    else:
        others = [*before, *_of_an_article(entities, phrase)]
    others = [one for one in others if not holds_another_office(phrase, one)]
    chosen = [one for one in dict.fromkeys((*inside, *others)) if one.mentions]
    features = DescriptionFeatures(entities, reference, chosen)
    found = []
    for entity in chosen:
        if entity is not own:
            of_mentions = mention_features(entities, head, entity, before[entity]) if entity in before else ()
            found.append(Antecedent("known", entity, (*features.of(entity), *of_mentions)))
    return found if issued_by and found else [*found, Antecedent("own", own, tuple(features.of_own(own)))]


def _of_an_article(entities: Entities, phrase: Phrase) -> Iterator[Entity]:
    """Yield the entities that a description may mean wherever they are mentioned, and those mentioned soon after it."""
    if not phrase.head.like_num:
        yield from entities.with_words(f"{phrase.noun} {phrase.head.lower_}")
    yield from entities.most_named(MOST_NAMED)
    yield from _soon_after(entities, phrase.head)


def _of_nothing(entities: Entities, reference: Reference) -> list[Antecedent]:
    head = reference.head
    chosen = dict(_mentions_before(entities, head))
    near = [speaker for speaker, _ in reference.neighbours if speaker]
    for entity in (*near, *_soon_after(entities, head), *entities.most_named(1)):
        chosen.setdefault(entity, [])
    found = []
    for rank, (entity, mentions) in enumerate(chosen.items()):
        names = list(nothing_features(entities, reference, entity))
        if mentions:
            names += _of_mentions(entities, reference, entity, mentions, rank)
        found.append(Antecedent("known", entity, tuple(names)))
    return [*found, Antecedent("nobody", None, tuple(nobody_features(reference)))]


def _soon_after(entities: Entities, head: Token) -> Iterator[Entity]:
    here = entities.sentence_of[head.i]
    for sentence in range(here, here + SOON + 1):
        yield from (entity for index, entity in sorted(entities.mentioned_in(sentence), key=_index) if index > head.i)


def _index(mention: tuple[int, Entity]) -> int:
    return mention[0]


def _mentions_before(entities: Entities, head: Token) -> list[tuple[Entity, list[int]]]:
    """Return the entities with their mentions (token indices) in the sentences up to a word, the last first.

    An entity whose mention hangs on the word's verb (or is the noun whose possessor it is) is left out.
    """
    here = entities.sentence_of[head.i]
    found: dict[int, tuple[Entity, list[int]]] = {}
    barred = set[int]()
    for sentence in range(here, max(-1, here - FARTHEST_SENTENCE - 1), -1):
        for index, entity in sorted(entities.mentioned_in(sentence), key=lambda item: -item[0]):
            if index >= head.i:
                continue
            if sentence == here and _is_beside(entities.tokens[index], head):
                barred.add(id(entity))
            elif id(entity) not in barred:
                found.setdefault(id(entity), (entity, []))[1].append(index)
    return list(found.values())


def _is_beside(mention: Token, head: Token) -> bool:
    """Tell whether mention and reference hang on one verb, and so mean different entities ("Berg told him")."""
    if head.lower_ in POSSESSIVE and head.dep_ == "nmod:poss":
        return False
    return mention.head.i == head.head.i and mention.i != mention.head.i and head.dep_ != "conj"
