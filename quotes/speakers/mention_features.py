"""Features of an entity that was mentioned before a reference: where, how often, as what, and who spoke last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import PLURAL_TAGS
from quotes.speakers.pronouns import FEMALE, GENDERED, MALE, PLURAL, THING
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKS_IT = "speaks the quotation"
"""Feature of who speaks the quotation in which a reference stands."""

RECENT = 3
"""Sentences between a pronoun and a mention that counts as recent, at most."""


def mention_features(entities: Entities, head: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """Yield the features of an entity with these mentions (token indices) before a reference, the last one first."""
    here = entities.sentence_of[head.i]
    last = entities.tokens[mentions[0]]
    distance = here - entities.sentence_of[last.i]
    role = syntactic_role(last)
    yield f"kind {entity.kind}"
    yield f"named {entity.kind}" if entity.is_named else f"described {entity.kind}"
    yield f"sentences {bucket(distance)}"
    yield f"{role} {bucket(min(distance, 3))} sentences before"
    if role == "subject" and syntactic_role(head) == "subject":
        yield f"both subjects {min(distance, 2)}"
    if last.tag_ in PLURAL_TAGS:
        yield "plural"
    if entities.paragraph_of[last.i] != entities.paragraph_of[head.i]:
        yield "paragraph before"
    if not any(index < last.i for index, _ in entities.mentioned_in(entities.sentence_of[last.i])):
        yield "first of its sentence"
    if last.pos_ == "PRON":
        yield "same pronoun before" if _same_series(last, head) else "other pronoun before"
    gender, called = _gender_match(head, entity.female), _gender_match(head, _pronoun_gender(entities, mentions))
    yield f"gender {gender}"
    yield f"called {called}"
    yield f"gender {gender}, called {called}"
    if entity.female is None and entity.kind == "person" and entity.is_named and head.lower_ in GENDERED:
        first, _, rest = entity.name.partition(" ")
        yield f"{'she' if head.lower_ in FEMALE else 'he'} for a name in -{first[-1].lower() if rest else ''}"
    yield from _salience_features(entities, head, entity, mentions)
    yield from _quotation_features(entities, head, entity, last)


def path_features(entities: Entities, head: Token, last: Token) -> Iterator[str]:
    """Yield the features of the way through the tree from a reference to a mention in its sentence or the last one."""
    distance = entities.sentence_of[head.i] - entities.sentence_of[last.i]
    if distance == 0:
        yield f"path {path_between(head, last)}"
    elif distance == 1 and syntactic_role(last) != "subject":
        yield f"was {path_to_verb(last)}"


def history_features(entities: Entities, head: Token, entity: Entity) -> Iterator[str]:
    """Yield the features of what an entity has said so far, and of whether it is mentioned in what is said here."""
    if entity is entities.last_speaker(head.i):
        is_source = head.i in entities.source_heads
        yield "spoke last and says" if is_source else "spoke last"
        yield f"{entity.kind} spoke last{' and says' if is_source else ''}"
        if is_source and entity.kind == "person" and entity.female is None:
            yield "says after a person"
    content = entities.content_of.get(head.i)
    inside = entity.mentions_between(min(content), max(content)) if content else ()
    if content and any(index in content and entities.parts[index] == "PROPN" for index in inside):
        yield "named in what it says"


def comparisons(
    entities: Entities, head: Token, before: Sequence[tuple[Entity, list[int]]]
) -> Iterator[tuple[str, ...]]:
    """Yield for each of some entities, with their mentions, how it compares with the others that a pronoun fits."""
    fitting = [
        entity
        for entity, mentions in before
        if (entity.kind in {"person", "anonymous"}) == (head.lower_ in GENDERED)
        and _gender_match(head, entity.female) != "other"
        and _gender_match(head, _pronoun_gender(entities, mentions)) != "other"
    ]
    places = {id(entity): number for number, entity in enumerate(fitting)}
    subjects = [entity for entity, mentions in before if syntactic_role(entities.tokens[mentions[0]]) == "subject"]
    subjects = [entity for entity in subjects if id(entity) in places]
    speaker = entities.last_speaker(head.i)
    for entity, mentions in before:
        place = places.get(id(entity))
        if place is None:
            yield ("fits not",)
            continue
        kind = "named" if entity.is_named else "described"
        names = [f"fits as {min(place, 3)} {kind}", f"fits as {min(place, 3)} of {min(len(fitting), 4)}"]
        if len(fitting) == 1:
            names.append("fits alone")
        if entity in subjects:
            names.append(f"subject as {min(subjects.index(entity), 2)}")
            names.append(f"subject as {min(subjects.index(entity), 2)} {'spoke last' if entity is speaker else ''}")
        if entity is speaker:
            names.append(f"spoke last, fits as {min(place, 3)}")
            distance = entities.paragraph_of[head.i] - entities.paragraph_of[mentions[0]]
            names.append(f"spoke last {min(distance, 3)} paragraphs before")
        yield tuple(names)


def _salience_features(entities: Entities, head: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """Yield features of the number of an entity's mentions and of their distance in sentences."""
    here = entities.sentence_of[head.i]
    nouns = [index for index in mentions if entities.parts[index] != "PRON"]
    yield f"noun {bucket(here - entities.sentence_of[nouns[0]])} sentences before" if nouns else "noun long before"
    yield f"recent {bucket(len([index for index in mentions if here - entities.sentence_of[index] <= RECENT]))}"
    yield f"nouns {bucket(len(nouns))}"
    if entity.is_named:
        yield f"names {bucket(entity.name_count)}"
        yield f"speaks by name {bucket(entities.named_sources[entity])}"
    if entity is entities.main_person:
        yield "main person"


def _quotation_features(entities: Entities, head: Token, entity: Entity, last: Token) -> Iterator[str]:
    """Yield features of quotations that the reference or the last mention stands in."""
    inside, was_inside = head.i in entities.quoted_by, last.i in entities.quoted_by
    if inside or was_inside:
        yield f"quoted {'both' if inside and was_inside else 'reference' if inside else 'mention'}"
    source = entities.quoted_by.get(head.i)
    if source is not None and entities.of(entities.tokens[source]) is entity:
        yield SPEAKS_IT


LONGEST_PATH = 4
"""Relations on the way between two words that are told of, at most."""


def path_between(one: Token, other: Token) -> str:
    """Return the relations from a word up, and then down to another, without subtypes; `far` if there are many."""
    above = [one, *one.ancestors]
    places = {token.i: number for number, token in enumerate(above)}
    down = []
    while other.i not in places:
        if other.head.i == other.i:
            return "none"
        down.append(other.dep_.partition(":")[0])
        other = other.head
    up = [token.dep_.partition(":")[0] for token in above[: places[other.i]]]
    return f"{'<'.join(up)}^{'>'.join(reversed(down))}" if len(up) + len(down) <= LONGEST_PATH else "far"


def path_to_verb(token: Token) -> str:
    """Return the relation of a word to the verb above it, with the preposition, and whether the verb reports."""
    while token.dep_ in {"appos", "flat", "conj", "nmod"} and token.head.i != token.i:
        token = token.head
    case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
    reports = "reporting" if token.head.lemma_.lower() in load_words("reporting_verbs") else "other"
    return f"{token.dep_} {case} {reports}"


def syntactic_role(token: Token) -> str:
    """Return what a mention is in its sentence: ``subject``, ``object``, ``possessive`` or ``other``."""
    while token.dep_ in {"appos", "flat"} and token.head.i != token.i:
        token = token.head
    relation = token.dep_.partition(":")[0]
    if token.dep_ == "nmod:poss":
        return "possessive"
    if relation in {"nsubj", "csubj"}:
        return "subject"
    return "object" if relation in {"obj", "iobj"} else "other"


def _gender_match(head: Token, female: bool | None) -> str:
    if female is None or head.lower_ not in GENDERED:
        return "unknown"
    return "same" if female == (head.lower_ in FEMALE) else "other"


def _pronoun_gender(entities: Entities, mentions: list[int]) -> bool | None:
    """Return True if more of an entity's mentions are "she" than "he", False if fewer are, None if equally many."""
    words = [entities.words[index] for index in mentions]
    she, he = sum(map(FEMALE.__contains__, words)), sum(map(MALE.__contains__, words))
    return None if she == he else she > he


def _same_series(one: Token, other: Token) -> bool:
    return any({one.lower_, other.lower_} <= series for series in (MALE, FEMALE, THING, PLURAL))


def bucket(number: int) -> str:
    """Return a number as text, one above 2 rounded down to 3, 5 or 9."""
    return str(number if number < 3 else 3 if number < 5 else 5 if number < 9 else 9)
