"""Pronouns, by form and class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

PronounClass = Literal["person", "thing", "plural", "description"]
"""Class of a third-person pronoun; a description ("the minister") is no pronoun, but may be resolved like one."""

MALE, FEMALE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
GENDERED = MALE | FEMALE
THING, PLURAL = {"it", "its", "itself"}, {"they", "them", "their", "theirs", "themselves"}
POSSESSIVE = {"his", "her", "its", "their", "my", "our", "your"}
RELATIVE = {"who", "whom", "which", "that", "whose"}
CLASSES: dict[str, PronounClass] = {
    **dict.fromkeys(GENDERED, "person"),
    **dict.fromkeys(THING, "thing"),
    **dict.fromkeys(PLURAL, "plural"),
}
FIRST_OR_SECOND = {"i", "me", "my", "we", "us", "our", "you", "your", "one"}


def pronoun_form(token: Token) -> str:
    """Return the word in lower case if it may be a pronoun, or else "": WHO, US and IT are names."""
    return "" if len(token) > 1 and token.text.isupper() and not token.sent.text.isupper() else token.lower_


def pronoun_class(token: Token) -> PronounClass | None:
    """Return ``person``, ``thing`` or ``plural``, or None for a word that is no third-person pronoun."""
    pronoun = CLASSES.get(token.lower_)
    return pronoun if pronoun and pronoun_form(token) else None
