"""References: the words at a statement that mean somebody without naming them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.speakers.entity import Entity
from quotes.speakers.phrase import PLURAL_TAGS, Phrase
from quotes.speakers.pronouns import pronoun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

ReferenceKind = Literal["person", "thing", "plural", "description", "descriptions", "nothing"]
"""Pronoun of a person, of a thing, of several; description of one ("the minister") or of several; nothing written."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that mean an entity without naming it, with the one on which the others hang.

    Of a statement without a source, ``head`` is the first word of its content, and ``phrase`` has no tokens.
    ``traits`` are facts about the statement, as names of features; ``neighbours`` those who speak the statements beside
    it, None for nobody, each with the names of features of where these are.
    """

    kind: ReferenceKind
    phrase: Phrase
    traits: tuple[str, ...] = ()
    neighbours: tuple[tuple[Entity | None, tuple[str, ...]], ...] = ()

    @property
    def head(self) -> Token:
        """The head word."""
        return self.phrase.head


def reference_of(phrase: Phrase) -> Reference:
    """Return what a noun phrase without a name refers to somebody by."""
    pronoun = pronoun_class(phrase.head)
    if pronoun and len(phrase.tokens) <= 2:
        return Reference(pronoun, phrase)
    return Reference("descriptions" if phrase.head.tag_ in PLURAL_TAGS else "description", phrase)


def nothing_at(
    token: Token, traits: tuple[str, ...], neighbours: tuple[tuple[Entity | None, tuple[str, ...]], ...]
) -> Reference:
    """Return the reference of a statement without a source, with these traits, whose content begins with a token."""
    empty: Sequence[Token] = ()
    return Reference("nothing", Phrase(token, empty), traits, neighbours)
