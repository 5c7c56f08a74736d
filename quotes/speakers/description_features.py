"""Features of what a description ("the minister", "a ministry spokesman") may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from quotes.speakers.described import AGE, description_of, is_definite
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.gender import gender_of_word
from quotes.speakers.mention_features import bucket, syntactic_role
from quotes.speakers.names import SMALL_WORDS, name_words
from quotes.speakers.phrase import Phrase
from quotes.speakers.references import Reference
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_CLASSES = {
    "spokesperson": ("spokespeople",),
    "anonymous": ("anonymous_nouns",),
    "issued": ("issued_nouns",),
    "document": ("document_nouns",),
    "group": ("group_nouns",),
    "organization": ("organization_nouns",),
    "generic person": ("generic_person_nouns",),
    "person": ("person_nouns",),
}
"""Word lists that tell what a noun describes, by the name of the feature; the first that has it counts."""

SAME_LETTERS = 4
"""Letters with which a country and the adjective made of it begin alike ("Egypt", "Egyptian")."""

RANKS = {"deputy", "vice", "assistant", "associate", "shadow", "junior", "acting"}
"""Words before an office that make it another one."""

LEAD = 3
"""Number of sentences at the beginning that introduce, often without names."""


def definiteness(phrase: Phrase) -> str:
    """Return ``the``, ``his`` or ``my`` or ``whose`` (possessives), ``another`` ("one"), ``indefinite`` or ``bare``."""
    words = [child for child in phrase.head.children if child.i < phrase.head.i]
    if any(child.dep_ == "nmod:poss" for child in words):
        pronoun = next((child.lower_ for child in words if child.dep_ == "nmod:poss" and child.pos_ == "PRON"), "")
        return "my" if pronoun in {"my", "our"} else "his" if pronoun else "whose"
    if any(child.lower_ in {"another", "one", "other", "some"} for child in words):
        return "another"
    if is_definite(phrase):
        return "the"
    return "indefinite" if phrase.is_plural or any(child.dep_ == "det" for child in words) else "bare"


def class_of(phrase: Phrase) -> str:
    """Return the class of what a phrase describes."""
    if AGE.match(description_of(phrase)):
        return "age"
    known = noun_class(phrase.head)
    if known == "other" and not phrase.is_plural and (phrase.head.ent_type_ == "NORP" or phrase.head.text.isupper()):
        return "person"  # "the Republican", "the DPC"
    return known


def noun_class(token: Token) -> str:
    """Return the class of the thing that a noun describes, or by its last letters if no list has it."""
    words = {token.lower_, token.lemma_.lower()}
    return next((name for name, lists in NOUN_CLASSES.items() if words & load_words(*lists)), "other")


def kind_of(entity: Entity) -> str:
    """Return an entity's kind for features: an organization may be a news outlet, and what is described is marked."""
    if not entity.is_named:
        return f"described {entity.kind}"
    if entity.members:
        return "several"
    is_outlet = entity.kind == "organization" and any(
        word in load_words("outlet_words") for name in entity.names for word in name_words(name)
    )
    return "outlet" if is_outlet else entity.kind


def holds_another_office(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a phrase is about another office of one noun: a foreign minister is no prime or deputy minister."""
    if phrase.noun not in entity.roles:
        return False
    held, noun, _ = f" {(entity.role or '').lower().replace('-', ' ')} ".partition(f" {phrase.noun} ")
    words = [token for token in phrase.tokens if token.i < phrase.head.i and token.text[0].isalpha()]
    meant = {word for token in words if not token.ent_type_ for word in name_words(token.text)}
    capitals = {
        token.lower_ for token in words if token.is_title and not token.ent_type_ and token.i > token.sent.start
    }
    before = set(held.split())
    is_other = (before ^ meant) & RANKS or (before and capitals and not before & capitals)
    return bool(noun and is_other)


class DescriptionFeatures:
    """Features of what one description may mean: facts, each also together with what is described and how."""

    def __init__(self, entities: Entities, reference: Reference, candidates: Sequence[Entity]) -> None:
        """Note what the features of all candidates need."""
        self.entities = entities
        self.reference = reference
        self.head = reference.head
        self.here = entities.sentence_of[self.head.i]
        self.noun = reference.phrase.noun
        self.of_class = class_of(reference.phrase)
        self.inside = {token.i for token in reference.phrase.tokens}
        self.article = definiteness(reference.phrase)
        self.contexts = ("", self.article, self.of_class)
        self.with_role = [one for one in candidates if self.noun in one.roles and one.is_named]
        self.rank: dict[int, int] = {}
        self.of_kind: Counter[str] = Counter()
        for entity in sorted(candidates, key=lambda one: one.distance(self.head.i)):
            if entity.is_named and not any(index in self.inside for index in entity.mentions):
                kind = kind_of(entity)
                self.rank[id(entity)] = self.of_kind[kind]
                self.of_kind[kind] += 1

    def of(self, entity: Entity) -> Iterator[str]:
        """Yield the features of one candidate."""
        place = self._inside(entity)
        if place:
            yield f"inside {place} {self.noun}"
            order = self.inside_order.index(entity)
            facts: Iterator[str] = iter(
                (f"inside {place}", f"inside {place} {kind_of(entity)}", f"inside as {min(order, 2)} {kind_of(entity)}")
            )
        else:
            yield f"{self.noun} is {kind_of(entity)}"
            if self.of_class == "other":
                yield f"-{self.noun[-2:]} is {kind_of(entity)}"
            facts = self._facts(entity)
        for fact in facts:
            yield from (f"{context} {fact}" for context in self.contexts)

    def of_own(self, own: Entity | None) -> Iterator[str]:
        """Yield the features of an entity of its own, which the description meant before or comes to mean."""
        yield f"own {self.noun}"
        if self.of_class == "other":
            yield f"own -{self.noun[-2:]}"
        for fact in self._own_facts(own):
            yield from (f"own {context} {fact}" for context in self.contexts)

    def _facts(self, entity: Entity) -> Iterator[str]:
        kind, entities = kind_of(entity), self.entities
        fit = self._fit(entity)
        place, distance = self._where(entity)
        yield f"is {kind}"
        yield f"{fit} {kind}"
        yield f"{fit} {place} {distance}"
        yield f"{place} {distance} {kind}"
        if fit == "role":
            yield f"one of {min(len(self.with_role), 3)} with the role"
        elif self.with_role:
            yield "others have the role"
        if entity.is_named:
            rank, most = min(self.rank.get(id(entity), 9), 3), min(self.of_kind[kind], 3)
            yield f"near as {rank} {kind}"
            yield f"near as {rank} of {most}"
            yield f"{fit} near as {rank}"
            yield f"speaks by name {bucket(entities.named_sources[entity])}"
            yield f"named {bucket(entity.name_count)}"
            if entities.count_of[entity.kind] == 1:
                yield f"is the only {entity.kind}"
            if not entity.roles:
                yield f"without a role {place} {min(int(distance), 2)}"
            elif fit == "no role":
                yield f"{kind} with other roles"
        yield from (f"labelled {label}" for label in sorted(entity.labels - {entity.kind}))
        yield from self._words(entity, fit)
        yield from self._history(entity, kind)
        gender = gender_of_word(self.head)
        if gender is not None and entity.female is not None:
            yield f"gender {'same' if gender == entity.female else 'other'}"

    def _fit(self, entity: Entity) -> str:
        """Return how the noun fits an entity: as ``role``, ``name``, or ``no role``."""
        if self.noun in entity.roles:
            return "role"
        return "name" if self._is_in_name(entity) else "no role"

    @cached_property
    def inside_order(self) -> list[Entity]:
        """The entities inside the description, in the order of their first mentions."""
        inside = (self.entities.of(token) for token in self.reference.phrase.tokens if token.i != self.head.i)
        return list(dict.fromkeys(one for one in inside if one is not None))

    @cached_property
    def owner(self) -> Entity | None:
        """The first entity with a name inside the description."""
        return next((one for one in self.inside_order if one.is_named), None)

    @cached_property
    def names(self) -> set[str]:
        """Words of names and of adjectives with a capital in the description, without its head."""
        tokens = self.reference.phrase.tokens
        own = [token for token in tokens if token.i != self.head.i and token.text[0].isupper()]
        return {
            word for token in own if token.i > token.sent.start or token.ent_type_ for word in name_words(token.text)
        }

    @cached_property
    def modifiers(self) -> set[str]:
        """The other words of the description."""
        small = SMALL_WORDS | {"a", "an", "this", "that", "its", "his", "her", "their"}
        tokens = (token for token in self.reference.phrase.tokens if token.i != self.head.i and token.text[0].isalnum())
        return {word for token in tokens for word in name_words(token.text)} - small

    def _inside(self, entity: Entity) -> str:
        """Return the relation that an entity's mention has inside the description, or "" if there is none."""
        for token in self.reference.phrase.tokens:
            if token.i != self.head.i and self.entities.of(token) is entity:
                apposed = ""
                while token.head.i in self.inside and token.head.i != self.head.i and token.head.i != token.i:
                    if token.dep_ in {"nmod", "obl", "nmod:poss", "obj", "acl"}:
                        return f"{_relation(token)} deep{apposed}"
                    apposed = apposed or " apposed" * (token.dep_ == "appos")
                    token = token.head
                return f"{_relation(token)}{apposed}"
        return ""

    def _is_in_name(self, entity: Entity) -> bool:
        if not entity.is_named or self.head.like_num:
            return False  # "one in four" is no Air Force One
        return any(self.noun in name_words(name) for name in entity.names)

    def _where(self, entity: Entity) -> tuple[str, str]:
        """Return where the nearest mention is: ``before`` or ``after``, and how many sentences."""
        mentions = [index for index in entity.mentions if index not in self.inside]
        before = [index for index in mentions if index < self.head.i]
        if before:
            return "before", bucket(self.here - self.entities.sentence_of[before[-1]])
        return ("after", bucket(self.entities.sentence_of[mentions[0]] - self.here)) if mentions else ("nowhere", "9")

    def _words(self, entity: Entity, fit: str) -> Iterator[str]:
        """Yield features of the words that the description has in common with the entity's names and role."""
        known = {
            word for text in (*entity.names, entity.role or "", entity.affiliation or "") for word in name_words(text)
        }
        if self.names:
            common = any(_alike(word, other) for word in self.names for other in known)
            yield f"names in it {'known' if common else 'unknown'} {fit}"
        if self.modifiers:
            share = len(self.modifiers & known) / len(self.modifiers)
            yield f"words in common {'all' if share == 1 else 'some' if share else 'none'} {fit}"

    def _history(self, entity: Entity, kind: str) -> Iterator[str]:
        """Yield features of when the entity was introduced, and what it said and did so far."""
        entities = self.entities
        first = entities.sentence_of[entity.mentions[0]]
        if first == self.here - 1:
            yield "introduced in the sentence before"
        if first > self.here:
            yield f"introduced {bucket(first - self.here)} after"
        if self.here < LEAD:
            yield f"from the lead {self._where(entity)[0]} {kind}"
        if entity is entities.last_speaker(self.head.i):
            yield f"spoke last {kind}"
        elif entity in entities.said:
            yield "spoke before"
        if entity is entities.main_person:
            yield "main person"
        if entity is entities.main_organization:
            yield "main organization"
        if entities.meant_by.get(self.noun) is entity:
            yield "meant by the noun before"
        if entity.is_named:
            after = next((one for at, one in entities.source_names if at > self.head.i), None)
            if entity is after and entity.mentions[0] > self.head.i:
                yield "introduced as the next source"
        content = entities.content_of.get(self.head.i)
        if content and any(index in content for index in entity.mentions_between(min(content), max(content))):
            yield "in what it says"
        before = [index for index in entity.mentions if index < self.head.i]
        if before and syntactic_role(entities.tokens[before[-1]]) == "subject":
            yield f"was subject {bucket(self.here - entities.sentence_of[before[-1]])}"
        hearers = [child.i for child in self.head.head.children if child.dep_ in {"obj", "iobj", "obl"}]
        if any(index in hearers for index in entity.mentions):
            yield "hearer"

    def _own_facts(self, own: Entity | None) -> Iterator[str]:
        entities, phrase = self.entities, self.reference.phrase
        yield "is"
        before = [index for index in own.mentions if index < self.head.i] if own else []
        yield "described before" if before else "new"
        if own and own is entities.last_speaker(self.head.i):
            yield "spoke last"
        elif own and own in entities.said:
            yield "spoke before"
        words = [token for token in phrase.tokens if token.text[0].isalnum()]
        yield f"{bucket(len(words))} words"
        if any(token.i > self.head.i and token.head.i == self.head.i for token in words):
            yield "with a complement"
        if self.owner is not None:
            yield f"with {self._inside(self.owner)}"
            yield f"with {self._inside(self.owner)} {kind_of(self.owner)}"
        yield f"{min(len(self.with_role), 2)} with the role"
        yield f"{min(self.of_kind['person'], 2)} persons near"
        yield f"{min(self.of_kind['organization'], 2)} organizations near"
        yield f"{min(entities.count_of['person'], 3)} persons"
        yield f"{min(entities.count_of['organization'], 3)} organizations"
        if self.noun in entities.meant_by:
            yield f"{'is' if entities.meant_by[self.noun] is own else 'not'} meant by the noun before"
        yield "in the lead" if self.here < LEAD else "in the body"


def _relation(token: Token) -> str:
    case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
    return f"{'poss' if token.dep_ == 'nmod:poss' else token.dep_.partition(':')[0]} {case}".strip()


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, or a country and the adjective made of it."""
    return one == other or (min(len(one), len(other)) >= SAME_LETTERS and one[:SAME_LETTERS] == other[:SAME_LETTERS])
