"""Spokespeople, statements and letters, and whom they speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.speakers.descriptions import Refer, resolve_description
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_spokesperson(phrase: Phrase) -> bool:
    """Tell whether a phrase is about a spokesperson ("a ministry spokesman")."""
    return phrase.noun in load_words("spokespeople")


OWNERS = {"by", "from", "of"}
"""Prepositions before whoever issues a statement or a letter."""

BEHIND = {"obl", "obl:agent", "nmod"}
"""Relations of whoever stands behind such a preposition."""

FARTHEST = 1000
"""Number of words before "the letter" among which a letter is looked for that somebody sent."""

NAME_RELATIONS = {"flat", "compound", "nmod:desc", "appos"}


def resolve_issued(entities: Entities, refer: Refer, phrase: Phrase) -> Entity | None:
    """Return who issued the statement or letter that a phrase is about.

    It stands in the phrase ("a letter from Berg"), or "the letter" is the one before it of which the article says who
    sent it ("in a letter signed by 90 teachers", "Berg has sent a letter", "Berg said in a letter").
    """
    if phrase.noun not in load_words("issued_nouns"):
        return None
    for token in phrase.tokens:
        entity = entities.of(token)
        if entity is not None and entity.kind in {"organization", "place", "person"} and _owns(token, phrase):
            return entity
    if own := _issuer(entities, refer, phrase.head):
        return own
    is_definite = any(child.lower_ in {"the", "this", "that"} for child in phrase.head.children)
    if phrase.is_plural or not is_definite:
        return None
    for token in reversed(entities.doc[max(phrase.head.i - FARTHEST, 0) : phrase.head.i]):
        if token.lemma_.lower() == phrase.noun:
            issuer = entities.speakers.get(token.i) or _issuer(entities, refer, token)
            if issuer is not None:
                return issuer
    return None


def _owns(token: Token, phrase: Phrase) -> bool:
    inside = {each.i for each in phrase.tokens}
    while token.dep_ in NAME_RELATIONS and token.head.i in inside and token.head.i != phrase.head.i:
        token = token.head
    if token.head.i != phrase.head.i and token.head.lemma_.lower() not in load_words("issuing_verbs"):
        return False  # a letter with a copy of the Vatican's book
    is_behind = any(child.dep_ == "case" and child.lower_ in OWNERS for child in token.children)
    return token.dep_ == "nmod:poss" or is_behind


def _issuer(entities: Entities, refer: Refer, noun: Token) -> Entity | None:
    """Return who issued something, according to the words that hang on its noun, or to the verb whose object it is."""
    verbs = load_words("issuing_verbs")
    participles = [token for token in noun.subtree if token.lemma_.lower() in verbs]
    is_sent = noun.dep_ == "obj" and noun.head.lemma_.lower() in verbs
    is_place = noun.dep_ == "obl" and any(child.lower_ == "in" for child in noun.children)
    issuing = [noun.head] if is_sent or is_place else []
    candidates = [child for token in (noun, *participles, *issuing) for child in token.children]
    for token in candidates:
        case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
        is_subject = token.head in (*issuing, *participles) and token.dep_ == "nsubj" and token.pos_ != "PRON"
        is_behind = token.dep_ in BEHIND and case in ({"by"} if token.head in participles else OWNERS)
        if is_subject or token.dep_ == "nmod:poss" or is_behind:
            words = [word for word in token.subtree if not word.is_space and word.lower_ != case]
            return entities.of(token) or resolve_description(entities, refer, Phrase(token, words))
    return None


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
    return entities.speaker_by_noun.get(phrase.noun) or _last_body(entities, head)


def _last_body(entities: Entities, head: Token) -> Entity | None:
    """Return the last speaker before if it is an organization: “…,” the police said. A spokesman added: “…”"""
    last = entities.last_speaker(head.i)
    return last if last is not None and last.kind == "organization" else None


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
