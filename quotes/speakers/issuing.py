"""Issuers of statements and letters: "a letter from Berg", "Berg has sent a letter", and later "the letter"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNERS = {"by", "from", "of"}
"""Prepositions before whoever issues a statement or a letter."""

BEHIND = {"obl", "obl:agent", "nmod"}
"""Relations of whoever stands behind such a preposition."""

FARTHEST = 1000
"""Number of words before "the letter" among which a letter is looked for that somebody sent."""


def issuers(entities: Entities, phrase: Phrase) -> list[Entity]:
    """Return those who issued the statement or letter that a phrase is about, none where nothing tells it.

    They stand in the phrase, or with the last mention before "the letter" that tells them.
    """
    found = _issuers_of(entities, phrase.head)
    if found or phrase.is_plural or not any(child.lower_ in {"the", "this", "that"} for child in phrase.head.children):
        return found
    for token in reversed(entities.doc[max(phrase.head.i - FARTHEST, 0) : phrase.head.i]):
        if token.pos_ == "NOUN" and token.lemma_.lower() == phrase.noun:
            speaker = entities.speakers.get(token.i)
            if found := [speaker] if speaker else _issuers_of(entities, token):
                return found
    return []


def _issuers_of(entities: Entities, noun: Token) -> list[Entity]:
    found = (entities.of(word) for word in issuing_words(noun))
    return [one for one in dict.fromkeys(found) if one is not None and one.kind != "document"]


def issuing_words(noun: Token) -> Iterator[Token]:
    """Yield the words for who issued something: those that hang on its noun, or on the verb whose object it is."""
    verbs = load_words("issuing_verbs")
    participles = [token for token in noun.subtree if token.lemma_.lower() in verbs]
    is_sent = noun.dep_ == "obj" and noun.head.lemma_.lower() in verbs
    is_place = noun.dep_ == "obl" and any(child.lower_ == "in" for child in noun.children)
    issuing = [noun.head] if is_sent or is_place else []
    for token in (child for word in (noun, *participles, *issuing) for child in word.children):
        case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
        is_subject = token.head in (*issuing, *participles) and token.dep_ == "nsubj" and token.pos_ != "PRON"
        is_behind = token.dep_ in BEHIND and case in ({"by"} if token.head in participles else OWNERS)
        is_body = token.dep_ == "compound" and token.lemma_.lower() in load_words("organization_nouns", "group_nouns")
        if is_subject or token.dep_ == "nmod:poss" or is_behind or is_body:
            yield token
