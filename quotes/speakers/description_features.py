"""Features of what a description ("the minister", "a ministry spokesman") may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
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

KEPT_FACTS = 20_000
"""Number of facts, each in its contexts, whose names are kept."""

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
        self.kinds = {entity: kind_of(entity) for entity in candidates}
        self.rank: dict[int, int] = {}
        self.of_kind: Counter[str] = Counter()
        for entity in sorted(candidates, key=lambda one: one.distance(self.head.i)):
            if entity.is_named and self.inside.isdisjoint(entity.mentions):
                kind = self.kinds[entity]
                self.rank[id(entity)] = self.of_kind[kind]
                self.of_kind[kind] += 1

    def of(self, entity: Entity) -> list[str]:
        """Return the features of one candidate."""
        kind = self.kinds[entity]
        place = self.relations.get(entity)
        if place:
            order = list(self.relations).index(entity)
            alone = [f"inside {place} {self.noun}"]
            facts = [f"inside {place}", f"inside {place} {kind}", f"inside as {min(order, 2)} {kind}"]
        else:
            alone = [f"{self.noun} is {kind}"]
            if self.of_class == "other":
                alone.append(f"-{self.noun[-2:]} is {kind}")
            facts = list(self._facts(entity, kind))
        return alone + [name for fact in facts for name in _in_contexts(fact, self.contexts)]

    def of_own(self, own: Entity | None) -> list[str]:
        """Return the features of an entity of its own, which the description meant before or comes to mean."""
        alone = [f"own {self.noun}"]
        if self.of_class == "other":
            alone.append(f"own -{self.noun[-2:]}")
        return alone + [f"own {name}" for fact in self._own_facts(own) for name in _in_contexts(fact, self.contexts)]

    def _facts(self, entity: Entity, kind: str) -> Iterator[str]:
        entities = self.entities
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
        yield from self._history(entity, kind, place)
        if self.gender is not None and entity.female is not None:
            yield f"gender {'same' if self.gender == entity.female else 'other'}"

    def _fit(self, entity: Entity) -> str:
        """Return how the noun fits an entity: as ``role``, ``name``, or ``no role``."""
        if self.noun in entity.roles:
            return "role"
        return "name" if self._is_in_name(entity) else "no role"

    @cached_property
    def relations(self) -> dict[Entity, str]:
        """The relations that the first mentions of entities have inside the description, in order."""
        found: dict[Entity, str] = {}
        for token in self.reference.phrase.tokens:
            entity = self.entities.of(token)
            if entity is not None and token.i != self.head.i and entity not in found:
                found[entity] = self._relation_inside(token)
        return found

    @cached_property
    def owner(self) -> Entity | None:
        """The first entity with a name inside the description."""
        return next((one for one in self.relations if one.is_named), None)

    @cached_property
    def gender(self) -> bool | None:
        """The gender that the description tells."""
        return gender_of_word(self.head)

    @cached_property
    def next_source(self) -> Entity | None:
        """The entity that the next source names."""
        return next((one for at, one in self.entities.source_names if at > self.head.i), None)

    @cached_property
    def hearers(self) -> set[int]:
        """The tokens that are objects beside the description."""
        return {child.i for child in self.head.head.children if child.dep_ in {"obj", "iobj", "obl"}}

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

    def _relation_inside(self, token: Token) -> str:
        """Return the relation that a mention with this head word has inside the description."""
        apposed = ""
        while token.head.i in self.inside and token.head.i != self.head.i and token.head.i != token.i:
            if token.dep_ in {"nmod", "obl", "nmod:poss", "obj", "acl"}:
                return f"{_relation(token)} deep{apposed}"
            apposed = apposed or " apposed" * (token.dep_ == "appos")
            token = token.head
        return f"{_relation(token)}{apposed}"

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

    def _history(self, entity: Entity, kind: str, place: str) -> Iterator[str]:
        """Yield features of when the entity was introduced, and what it said and did so far."""
        entities = self.entities
        first = entities.sentence_of[entity.mentions[0]]
        if first == self.here - 1:
            yield "introduced in the sentence before"
        if first > self.here:
            yield f"introduced {bucket(first - self.here)} after"
        if self.here < LEAD:
            yield f"from the lead {place} {kind}"
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
        if entity.is_named and entity is self.next_source and entity.mentions[0] > self.head.i:
            yield "introduced as the next source"
        content = entities.content_of.get(self.head.i)
        if content and any(index in content for index in entity.mentions_between(min(content), max(content))):
            yield "in what it says"
        last = entity.last_mention(self.head.i)
        if last is not None and syntactic_role(entities.tokens[last]) == "subject":
            yield f"was subject {bucket(self.here - entities.sentence_of[last])}"
        if not self.hearers.isdisjoint(entity.mentions):
            yield "hearer"

    def _own_facts(self, own: Entity | None) -> Iterator[str]:
        entities, phrase = self.entities, self.reference.phrase
        yield "is"
        yield "new" if own is None or own.last_mention(self.head.i) is None else "described before"
        if own and own is entities.last_speaker(self.head.i):
            yield "spoke last"
        elif own and own in entities.said:
            yield "spoke before"
        words = [token for token in phrase.tokens if token.text[0].isalnum()]
        yield f"{bucket(len(words))} words"
        if any(token.i > self.head.i and token.head.i == self.head.i for token in words):
            yield "with a complement"
        if self.owner is not None:
            yield f"with {self.relations[self.owner]}"
            yield f"with {self.relations[self.owner]} {kind_of(self.owner)}"
        yield f"{min(len(self.with_role), 2)} with the role"
        yield f"{min(self.of_kind['person'], 2)} persons near"
        yield f"{min(self.of_kind['organization'], 2)} organizations near"
        yield f"{min(entities.count_of['person'], 3)} persons"
        yield f"{min(entities.count_of['organization'], 3)} organizations"
        if self.noun in entities.meant_by:
            yield f"{'is' if entities.meant_by[self.noun] is own else 'not'} meant by the noun before"
        yield "in the lead" if self.here < LEAD else "in the body"


@lru_cache(maxsize=KEPT_FACTS)
def _in_contexts(fact: str, contexts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of a fact by itself and in contexts: strings that are kept are hashed once."""
    return tuple(f"{context} {fact}" for context in contexts)


def _relation(token: Token) -> str:
    case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
    return f"{'poss' if token.dep_ == 'nmod:poss' else token.dep_.partition(':')[0]} {case}".strip()


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, or a country and the adjective made of it."""
    return one == other or (min(len(one), len(other)) >= SAME_LETTERS and one[:SAME_LETTERS] == other[:SAME_LETTERS])
