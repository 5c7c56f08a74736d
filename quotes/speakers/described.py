"""Entities that an article describes and does not name: "a study by Leeds University", later "the study"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.names import ARTICLES
from quotes.speakers.phrase import Phrase, kind_of_phrase
from quotes.words import load_words
from quotes.words.closed_classes import UNSEEN

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFINITE = {"the", "this", "that", "these", "those", "its", "his", "her", "their"}
AGE = re.compile(r"\d+[- ]year[- ]old\b", re.IGNORECASE)
"""Beginning of a description that is a person's age ("the 52-year-old", "the 52-year-old baker")."""

PARTS_OF_NOUNS = {"compound", "nmod:desc", "flat", "fixed", "amod", "goeswith"}
PARTS_OF_PHRASES = {"det", "amod", "compound", "nummod", "nmod", "nmod:poss", "nmod:desc", "flat", "acl", "obl"}
BESIDE_NAMES = {"appos", "flat", "nmod:desc", "compound"}


def note_described(entities: Entities) -> None:
    """Add the entities that nouns for persons, organizations, groups and documents describe, each with its mentions."""
    by_noun: dict[tuple[str, bool], list[Entity]] = {}
    for phrase in _describing_phrases(entities):
        description = description_of(phrase)
        if description:
            known = by_noun.setdefault((phrase.noun, phrase.is_plural), [])
            entity = _described_before(known, phrase, description)
            if entity is None:
                entity = add_described(entities, phrase, description)
                known.append(entity)
            elif description not in entity.names:
                entity.names.append(description)
            entities.add_mention(entity, phrase.head)


def add_described(entities: Entities, phrase: Phrase, description: str) -> Entity:
    """Add the entity that is known by this description alone."""
    kind = "person" if AGE.match(description) and not phrase.is_plural else kind_of_phrase(phrase)
    entity = entities.add(kind, description, is_named=description.startswith("@"))
    entities.add_role(entity, phrase.noun)
    return entity


def is_definite(phrase: Phrase) -> bool:
    """Tell whether a phrase has a definite article or a possessive."""
    return any(child.lower_ in DEFINITE or child.dep_ == "nmod:poss" for child in phrase.head.children)


def description_of(phrase: Phrase) -> str:
    """Return the phrase up to its first comma or relative clause, without article, begun in lower case if no name."""
    words = list(_before_additions(phrase))
    if len(words) > 2 and words[0].lower_ in load_words("days") and words[1].tag_ == "POS":
        words = words[2:]  # "yesterday's report"
    while len(words) > 1 and (words[0].lower_ in ARTICLES or words[0].is_punct or words[0].dep_ == "case"):
        if words[0].is_quote and any(word.is_quote for word in words[1:]):
            break  # "historic" commander
        words.pop(0)
    if not words:
        return ""
    text = " ".join(phrase.head.doc[words[0].i : words[-1].i + 1].text.split())
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
    return begins and UNSEEN.sub("", first.text).istitle() and (not is_proper or (is_plain and not is_office))


def _describing_phrases(entities: Entities) -> Iterator[Phrase]:
    nouns = load_words(
        "anonymous_nouns", "document_nouns", "group_nouns", "issued_nouns", "organization_nouns", "person_nouns",
        "spokespeople",
    )  # fmt: skip
    for token in entities.tokens:
        is_describing = token.pos_ == "NOUN" and (token.lower_ in nouns or token.lemma_.lower() in nouns)
        if is_describing and token.dep_ not in PARTS_OF_NOUNS and not _is_of_name(entities, token):
            yield Phrase(token, _phrase_words(token))


def _is_of_name(entities: Entities, noun: Token) -> bool:
    """Tell whether a noun stands beside a name whose holder it describes, or is in the name."""
    if _is_named(entities, noun) or (noun.dep_ in BESIDE_NAMES and _is_named(entities, noun.head)):
        return True
    is_predicate = any(child.dep_ == "cop" for child in noun.children)
    return any(
        _is_named(entities, child) and (child.dep_ in BESIDE_NAMES or (is_predicate and child.dep_.startswith("nsubj")))
        for child in noun.children
    )


def _is_named(entities: Entities, token: Token) -> bool:
    entity = entities.of(token)
    return entity is not None and entity.is_named


def _phrase_words(noun: Token) -> list[Token]:
    """Return the words of the phrase whose head a noun is, which stand side by side."""
    is_predicate = any(child.dep_ == "cop" for child in noun.children)
    inside = {word.i: word for word in noun.subtree if not word.is_space and _belongs(word, noun, is_predicate)}
    start = end = noun.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return [inside[index] for index in range(start, end + 1)]


def _belongs(word: Token, noun: Token, is_predicate: bool) -> bool:
    """Tell whether a word of a noun's subtree is in the phrase: what introduces it is not, nor what it is said of."""
    while word.i != noun.i:
        if word.head.i == noun.i:
            if word.is_punct:
                return word.i < noun.i and (word.is_quote or word.text == "-")  # "the vice-president"
            if word.dep_ == "acl" or word.pos_ in {"VERB", "AUX"}:
                has_mark = any(child.dep_ == "mark" for child in word.children)  # "accused the bank of hiding it"
                return word.dep_ == "acl" and not (is_predicate or has_mark)
            return word.dep_ in PARTS_OF_PHRASES
        word = word.head
    return True


def _described_before(known: Sequence[Entity], phrase: Phrase, description: str) -> Entity | None:
    """Return the last entity that was described with this noun and whose description may be the same."""
    words = set(description.lower().split())
    for entity in reversed(known):
        names = [set(name.lower().split()) for name in entity.names]
        if words in names:
            return entity
        if is_definite(phrase) and not phrase.is_plural and any(words <= name for name in names):
            return entity
    return None
