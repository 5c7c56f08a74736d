"""Speakers that speak together: "Berg and Lund said", later "they"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

TOGETHER = {"person", "organization", "place"}
"""Kinds of those who speak together where they are named side by side."""


def note_joint(entities: Entities) -> None:
    """Add for each two or more names that "and" joins an entity of all, which "they" and "the two" may mean."""
    for token in entities.tokens:
        first = entities.of(token)
        if first is None or not first.is_named or token.dep_ == "conj":
            continue
        heads = [child for child in token.children if child.dep_ == "conj"]
        named = [one for child in heads if (one := entities.of(child)) and one.is_named]
        if heads and len(named) == len(heads) and (conjunction := _and(heads[-1])):
            members = tuple(dict.fromkeys((first, *named)))
            if len(members) == len(heads) + 1 and {one.kind for one in members} <= TOGETHER:
                entities.add_mention(joint(entities, members), conjunction)


def conjuncts(phrase: Phrase) -> list[Phrase]:
    """Return the parts of a phrase that "and" joins, if it joins some."""
    inside = {token.i for token in phrase.tokens}
    heads = [child for child in phrase.head.children if child.dep_ == "conj" and child.i in inside]
    if not heads or _and(heads[-1]) is None:
        return []
    return [_part(phrase, head, heads) for head in (phrase.head, *heads)]


def joint(entities: Entities, members: tuple[Entity, ...]) -> Entity:
    """Return the entity of several that speak together, the same one for the same members."""
    known = next((one for one in entities if one.members and set(one.members) == set(members)), None)
    if known is not None:
        return known
    entity = entities.add("group", " and ".join(member.name for member in members))
    entity.members = members
    return entity


def _and(conjunct: Token) -> Token | None:
    return next((child for child in conjunct.children if child.dep_ == "cc" and child.lower_ in {"and", "&"}), None)


def _part(phrase: Phrase, head: Token, conjuncts: list[Token]) -> Phrase:
    """Return the part of a phrase of which this is the head."""
    others = {word.i for other in conjuncts if other.i != head.i for word in other.subtree}
    words = [word for word in phrase.tokens if head in (word, *word.ancestors) and word.i not in others]
    while len(words) > 1 and (words[0].dep_ == "cc" or words[0].is_punct):
        words.pop(0)
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    return Phrase(head, words)
