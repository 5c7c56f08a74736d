"""Resolution of a description ("the minister") to an entity that is named elsewhere, or to one known by it alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.names import ARTICLES
from quotes.speakers.phrase import Phrase, kind_of_phrase
from quotes.speakers.pronouns import PronounClass
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

Refer = Callable[["Token", PronounClass], Entity | None]
"""Finds the entity of a pronoun, or of a noun that is used like one, in the article at hand."""

DEFINITE = {"the", "this", "that", "its", "his", "her", "their"}
AGE = re.compile(r"\d+[- ]year[- ]old\b", re.IGNORECASE)
"""Beginning of a description that is a person's age ("the 52-year-old", "the 52-year-old baker")."""

LATER = 1_000_000
"""Number added to the distance of an entity that is mentioned only after the description: it is the last choice."""


def resolve_description(entities: Entities, refer: Refer, phrase: Phrase) -> Entity | None:
    """Return the entity that a description means, a new one if the article names none; None for an empty description.

    `refer` resolves descriptions that are used like pronouns ("the man", "the 52-year-old").
    """
    description = _description(entities, phrase)
    if not description:
        return None
    return (
        _described_before(entities, phrase, description)
        or _named_elsewhere(entities, phrase, description)
        or _person_without_role(refer, phrase, description)
        or _new_entity(entities, phrase, description)
    )


def _description(entities: Entities, phrase: Phrase) -> str:
    """Return the phrase up to its first comma or relative clause, without article, begun in lower case if no name."""
    words = list(_before_additions(phrase))
    if len(words) > 2 and words[0].lower_ in load_words("days") and words[1].tag_ == "POS":
        words = words[2:]  # "yesterday's report"
    while len(words) > 1 and (words[0].lower_ in ARTICLES or words[0].is_punct or words[0].dep_ == "case"):
        if words[0].is_quote and any(word.is_quote for word in words[1:]):
            break  # "historic" commander
        words.pop(0)
    text = " ".join(entities.doc[words[0].i : words[-1].i + 1].text.split())
    return text[0].lower() + text[1:] if _has_needless_capital(words) else text


def _before_additions(phrase: Phrase) -> Sequence[Token]:
    for number, token in enumerate(phrase.tokens):
        if token.i > phrase.head.i and (token.text in {",", "(", "—", "–"} or token.lower_ in {"who", "which"}):
            return phrase.tokens[:number]
    return phrase.tokens


def _has_needless_capital(words: Sequence[Token]) -> bool:
    """Tell whether a description has a capital only because it begins a sentence or follows a capital "The"."""
    first = words[0]
    begins = first.i == first.sent.start or first.nbor(-1).lower_ in ARTICLES
    is_plain = bool({first.lower_, first.lemma_.lower()} & load_words("group_nouns", "person_nouns"))
    is_office = len(words) > 1 and (words[1].is_title or words[1].is_upper)  # "Deputy Minister"
    is_proper = first.tag_ in {"NNP", "NNPS"} or bool(first.ent_type_)
    return begins and first.is_title and (not is_proper or (is_plain and not is_office))


def _described_before(entities: Entities, phrase: Phrase, description: str) -> Entity | None:
    """Return the entity with exactly this name or description."""
    alike = reversed(entities.with_words(f"{phrase.noun} {description}"))
    return next((one for one in alike if description.lower() in {name.lower() for name in one.names}), None)


def _named_elsewhere(entities: Entities, phrase: Phrase, description: str) -> Entity | None:
    """Return the nearest entity that has the role or the words of a definite description in the singular."""
    is_definite = any(child.lower_ in DEFINITE for child in phrase.head.children)
    if phrase.is_plural or not (is_definite or phrase.head.i == phrase.tokens[0].i):
        return None
    fitting = [
        entity
        for entity in entities.with_words(f"{phrase.noun} {description}")
        if entity.mentions
        and (entity.kind != "group" or phrase.noun in load_words("group_nouns", "organization_nouns"))
        and (_has_role(entity, phrase.noun, description) or _has_words(entity, phrase.noun, description))
    ]
    return min(fitting, key=lambda entity: _distance(entity, phrase.head), default=None)


def _has_role(entity: Entity, noun: str, description: str) -> bool:
    """Tell whether an entity has the role NOUN; one without a name must have the names in the description, too."""
    if noun not in entity.roles or _is_another_office(entity.role or "", noun, description):
        return False
    names = {word for word in description.split() if word[0].isupper()}
    return entity.is_named or any(names <= set(name.split()) for name in entity.names)


def _is_another_office(role: str, noun: str, description: str) -> bool:
    """Tell whether role and description are different offices: "Prime Minister" and "the Foreign Minister"."""
    held = set(role.lower().partition(noun)[0].split())
    meant = {word.lower() for word in description.partition(noun.capitalize())[0].split() if word[0].isupper()}
    return bool(held and meant and not held & meant)


def _has_words(entity: Entity, noun: str, description: str) -> bool:
    """Tell whether an organization's name has the noun and all other words of the description."""
    if noun in entity.roles or entity.kind not in {"organization", "place"}:
        return False
    words = {noun, *description.lower().split()}
    return noun in load_words("organization_nouns") and any(words <= set(name.lower().split()) for name in entity.names)


def _distance(entity: Entity, head: Token) -> int:
    """Return the distance to the nearest mention in tokens, `LATER` more for an entity mentioned only afterwards."""
    return entity.distance(head.i) + (LATER if entity.mentions[0] > head.i else 0)


def _person_without_role(refer: Refer, phrase: Phrase, description: str) -> Entity | None:
    """Return the person that "the man" or "the 52-year-old" refers to, as "he" would."""
    has_article = any(child.lower_ == "the" for child in phrase.head.children)
    if phrase.is_plural or not has_article:
        return None
    if phrase.noun not in load_words("generic_person_nouns") and not AGE.match(description):
        return None
    meant = refer(phrase.head, "person")
    return meant if meant is not None and meant.kind == "person" else None


def _new_entity(entities: Entities, phrase: Phrase, description: str) -> Entity:
    kind = "person" if AGE.match(description) and not phrase.is_plural else kind_of_phrase(phrase)
    entity = entities.add(kind, description, is_named=description.startswith("@"))
    entities.add_role(entity, phrase.noun)
    return entity
