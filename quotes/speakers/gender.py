"""Gender of persons, by the words and names that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def gender_of_word(token: Token) -> bool | None:
    """Return True where a word, or a title before it, tells of a woman ("Mrs"), False of a man, else None."""
    words = {token.lower_, *(child.lower_ for child in token.lefts)}
    if words & load_words("female_words"):
        return True
    return False if words & load_words("male_words") else None


def gender_of_name(name: str) -> bool | None:
    """Return True where the first name is a woman's, False where it is a man's, else None."""
    first = name.partition(" ")[0].lower()
    if first in load_words("female_names"):
        return True
    return False if first in load_words("male_names") else None
