"""Words that stand for somebody or something that can speak: the one table of nouns and entity labels for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKER_NOUNS = ("person_nouns", "organization_nouns", "group_nouns", "document_nouns", "anonymous_nouns")
"""Lists of nouns for somebody or something that can speak."""

PEOPLE_NOUNS = ("person_nouns", "group_nouns")
"""Lists of nouns for people."""

NAMED_LABELS = frozenset(["PERSON", "ORG"])
"""Entity labels of people and organizations."""

SPEAKER_LABELS = NAMED_LABELS | {"GPE", "LOC", "NORP"}
"""Entity labels of names that can speak; places and peoples do for their governments."""


def can_speak(token: Token) -> bool:
    """True for a name with the label of a speaker, and for a noun for one ("spokesman", "report")."""
    return token.ent_type_ in SPEAKER_LABELS or is_noun_of(token, SPEAKER_NOUNS)


def may_speak(token: Token) -> bool:
    """True for all that `can_speak`, and for names of any label, pronouns and other words that are no common noun."""
    return token.pos_ != "NOUN" or bool(token.ent_type_) or is_noun_of(token, SPEAKER_NOUNS)


def is_noun_of(token: Token, lists: tuple[str, ...]) -> bool:
    """True if the word or its lemma is in one of the word lists."""
    nouns = load_words(*lists)
    return token.lemma_.lower() in nouns or token.lower_ in nouns
