"""Features of the entities that a pronoun may refer to, as names that have weights (`pronoun_weights.toml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import PLURAL_TAGS
from quotes.speakers.pronouns import FEMALE, MALE, PLURAL, POSSESSIVE, THING, PronounClass

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST_SENTENCE = 12
"""Sentences between a pronoun and the last mention of its entity, at most."""

RECENT = 3
"""Sentences between a pronoun and a mention that counts as recent, at most."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Entity that a pronoun may refer to, with the names of its features."""

    entity: Entity
    features: tuple[str, ...]


def antecedents(entities: Entities, pronoun: Token, kind: PronounClass) -> list[Antecedent]:
    """Return the entities that a pronoun of this class may refer to, the one mentioned last first."""
    speaker = entities.last_speaker(pronoun.i)
    found = []
    for rank, (entity, mentions) in enumerate(_mentions_before(entities, pronoun)):
        names = [*_features(entities, pronoun, entity, mentions), f"order {min(rank, 4)}"]
        if entity is speaker:
            is_source = pronoun.i in entities.source_heads
            names.append("spoke last and says" if is_source else "spoke last")
            if is_source and entity.kind == "person" and not {"gender other", "called other"} & {*names}:
                names.append("says after a person")
        found.append(Antecedent(entity, tuple(f"{kind} {name}" for name in names)))
    return found


def _mentions_before(entities: Entities, pronoun: Token) -> list[tuple[Entity, list[int]]]:
    """Return the entities with their mentions (token indices) in the sentences up to the pronoun, the last first.

    An entity whose mention hangs on the pronoun's verb (or is the noun whose possessor it is) is left out.
    """
    here = entities.sentence_of[pronoun.i]
    found: dict[int, tuple[Entity, list[int]]] = {}
    barred = set[int]()
    for sentence in range(here, max(-1, here - FARTHEST_SENTENCE - 1), -1):
        for index, entity in sorted(entities.mentioned_in(sentence), key=lambda item: -item[0]):
            if index >= pronoun.i:
                continue
            if sentence == here and _is_beside(entities.doc[index], pronoun):
                barred.add(id(entity))
            elif id(entity) not in barred:
                found.setdefault(id(entity), (entity, []))[1].append(index)
    return list(found.values())


def _is_beside(mention: Token, pronoun: Token) -> bool:
    """Tell whether mention and pronoun hang on one verb, and so mean different entities ("Berg told him")."""
    if pronoun.lower_ in POSSESSIVE and pronoun.dep_ == "nmod:poss":
        return False
    return mention.head.i == pronoun.head.i and mention.i != mention.head.i and pronoun.dep_ != "conj"


def _features(entities: Entities, pronoun: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """Yield the features of one entity with these `mentions` (token indices), the last one first."""
    here = entities.sentence_of[pronoun.i]
    last = entities.doc[mentions[0]]
    distance = here - entities.sentence_of[last.i]
    role = _syntactic_role(last)
    yield f"kind {entity.kind}"
    yield "named" if entity.is_named else "described"
    yield f"sentences {_bucket(distance)}"
    yield f"{role} {'here' if distance == 0 else 'before'}"
    if role == "subject" and _syntactic_role(pronoun) == "subject":
        yield f"both subjects {min(distance, 2)}"
    if last.tag_ in PLURAL_TAGS:
        yield "plural"
    if entities.paragraph_of[last.i] != entities.paragraph_of[pronoun.i]:
        yield "paragraph before"
    if not any(index < last.i for index, _ in entities.mentioned_in(entities.sentence_of[last.i])):
        yield "first of its sentence"
    if last.pos_ == "PRON":
        yield "same pronoun before" if _same_series(last, pronoun) else "other pronoun before"
    yield f"gender {_gender_match(pronoun, entity.female)}"
    yield f"called {_gender_match(pronoun, _pronoun_gender(entities, mentions))}"
    yield from _salience_features(entities, pronoun, entity, mentions)
    yield from _quotation_features(entities, pronoun, entity, last)
    content = entities.content_of.get(pronoun.i)
    inside = entity.mentions_between(min(content), max(content)) if content else ()
    if content and any(index in content and entities.doc[index].pos_ == "PROPN" for index in inside):
        yield "named in what it says"


def _salience_features(entities: Entities, pronoun: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """Yield features of the number of an entity's mentions and of their distance in sentences."""
    here = entities.sentence_of[pronoun.i]
    nouns = [index for index in mentions if entities.doc[index].pos_ != "PRON"]
    yield f"noun {_bucket(here - entities.sentence_of[nouns[0]])} sentences before" if nouns else "noun long before"
    yield f"recent {_bucket(sum(1 for index in mentions if here - entities.sentence_of[index] <= RECENT))}"
    yield f"nouns {_bucket(len(nouns))}"
    if entity.is_named:
        yield f"names {_bucket(entity.name_count)}"
    if entity is entities.main_person:
        yield "main person"


def _quotation_features(entities: Entities, pronoun: Token, entity: Entity, last: Token) -> Iterator[str]:
    """Yield features of quotations that the pronoun or the last mention stands in."""
    inside, was_inside = pronoun.i in entities.quoted_by, last.i in entities.quoted_by
    if inside or was_inside:
        yield f"quoted {'both' if inside and was_inside else 'pronoun' if inside else 'mention'}"
    source = entities.quoted_by.get(pronoun.i)
    if source is not None and entities.of(entities.doc[source]) is entity:
        yield "speaks the quotation"


def _syntactic_role(token: Token) -> str:
    while token.dep_ in {"appos", "flat"} and token.head.i != token.i:
        token = token.head
    relation = token.dep_.partition(":")[0]
    if token.dep_ == "nmod:poss":
        return "possessive"
    if relation in {"nsubj", "csubj"}:
        return "subject"
    return "object" if relation in {"obj", "iobj"} else "other"


def _gender_match(pronoun: Token, female: bool | None) -> str:
    if pronoun.lower_ not in MALE | FEMALE or female is None:
        return "unknown"
    return "same" if female == (pronoun.lower_ in FEMALE) else "other"


def _pronoun_gender(entities: Entities, mentions: list[int]) -> bool | None:
    """Return True if more of an entity's mentions are "she" than "he", False if fewer are, None if equally many."""
    words = [entities.doc[index].lower_ for index in mentions]
    she, he = sum(word in FEMALE for word in words), sum(word in MALE for word in words)
    return None if she == he else she > he


def _same_series(one: Token, other: Token) -> bool:
    return any({one.lower_, other.lower_} <= series for series in (MALE, FEMALE, THING, PLURAL))


def _bucket(number: int) -> str:
    """Return a number as text, one above 2 rounded down to 3, 5 or 9."""
    return str(number if number < 3 else 3 if number < 5 else 5 if number < 9 else 9)
