"""Resolution of a source with a name: the person in it, or the organization, place or group that is its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.speakers.described import is_definite
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.names import ARTICLES, SMALL_WORDS, is_company, is_variant
from quotes.speakers.phrase import Phrase, kind_of_phrase
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME_RELATIONS = {"flat", "compound", "appos", "nmod:desc", "amod", "nummod"}
MODIFIER_RELATIONS = {"nmod:poss", "nmod", "obl", "acl:relcl", "acl", "obj"}


def resolve_name(entities: Entities, phrase: Phrase) -> Entity | None:
    """Return the entity that a phrase names, a new one if the recognizer missed the name; None without a name."""
    head = phrase.head
    people = (token for token in phrase.tokens if token.ent_type_ == "PERSON" and entities.of(token))
    person = next((token for token in people if not _is_modifier(token, phrase)), None)
    if person is not None:
        entity = entities.of(person)
        _complete_name(entities, entity, person, phrase.tokens)
        return entity
    if _describes_member_or_officer(entities, phrase):
        return None
    entity = entities.of(head)
    if entity is not None and (head.pos_ == "PROPN" or head.ent_type_):
        return entity
    if len(head) > 1 and head.text.isupper() and (spelled_out := entities.with_acronym(head.text)):
        return spelled_out
    if _is_label(head) and (speaking := entities.with_initials(head.text)):
        return speaking
    for child in () if _is_label(head) else head.children:  # "BERG: Mr Lang, …" is not said by Lang
        apposed = entities.of(child)
        if child.dep_ in {"appos", "flat"} and apposed is not None and apposed.is_named:
            return apposed
    return _new_name(entities, phrase)


def _describes_member_or_officer(entities: Entities, phrase: Phrase) -> bool:
    """Tell whether a word with a capital describes a person: "the Republican", "the AG", "PM"."""
    head = phrase.head
    if phrase.is_plural or head.ent_type_ == "PERSON":
        return False
    is_short = head.text.isupper() and head.is_alpha and len(head) > 1
    if is_short and not head.ent_type_ and head.lower_ in load_words("person_nouns"):
        return True
    if not is_definite(phrase):
        return False
    known = (one for one in entities.with_words(head.text) if one.kind == "person" and one.is_named)
    is_held = is_short and any(head.lower_ in one.roles for one in known)
    if head.lower_ in load_words("party_members"):
        return True
    return (
        head.ent_type_ == "NORP"
        or is_held
        or (is_short and not head.ent_type_ and not entities.with_acronym(head.text))
    )


def _is_label(head: Token) -> bool:
    """Tell whether a word is a label of initials: "NQ: Why did you wait?"."""
    return head.text.isupper() and len(head) > 1 and head.i + 1 < len(head.doc) and head.nbor(1).text == ":"


def _is_modifier(token: Token, phrase: Phrase) -> bool:
    """Tell whether a person's name only modifies the head: "Aliyev's office", "supporters of Aliyev"."""
    head, inside = phrase.head, {one.i for one in phrase.tokens}
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ == "appos" and (token.head.ent_type_ not in {"", "PERSON"} or token.head.i not in inside):
            return False  # "the head of Lines, Berg": Lines is not Berg
        if token.dep_ in MODIFIER_RELATIONS:
            return True
        if token.dep_ == "compound" and token.head.ent_type_ != token.ent_type_:
            nouns = load_words("person_nouns", "spokespeople")
            return token.head.lemma_.lower() not in nouns or token.i < token.head.i
        token = token.head
    return False


def _complete_name(entities: Entities, entity: Entity | None, token: Token, tokens: Sequence[Token]) -> None:
    """Add to a person the name with a nickname in marks, at which the recognizer cut it: Mohammed “Rocky” Danso."""
    run = _capitalized_run(token, tokens)
    name = entities.doc[run[0].i : run[-1].i + 1].text.strip()
    if entity is None or len(run) <= 3 or not any(character in name for character in "“\"‘'"):
        return
    if all(known in name or name.endswith(known.split()[-1]) for known in entity.names):
        entity.names = [name, *entity.names]


def _capitalized_run(token: Token, tokens: Sequence[Token]) -> list[Token]:
    """Return the capitalized words around `token`, with small words and nicknames between, without titles before."""
    inside = {one.i: one for one in tokens}
    run = [*reversed(_capitalized_beside(token, inside, -1)), token, *_capitalized_beside(token, inside, 1)]
    titles = ARTICLES | load_words("titles", "person_nouns")
    start = 0
    for number, word in enumerate(run):
        if word.lower_ in titles:
            start = number + 1
        elif word.ent_type_ != "NORP":  # "Philippine President"
            break
    return run[start:] or run[-1:]


def _capitalized_beside(token: Token, inside: Mapping[int, Token], step: int) -> list[Token]:
    """Return the capitalized words before (`step` -1) or after (1) a token, the nearest first."""
    found: list[Token] = []
    small: list[Token] = []
    index = token.i + step
    while (word := inside.get(index)) is not None:
        if (word.text[0].isupper() or word.text[0].isdigit()) and word.pos_ != "DET":
            found += [*small, word]
            small = []
        elif word.lower_ in SMALL_WORDS or word.is_quote or (word.text == "-" and not word.whitespace_):
            small.append(word)
        else:
            break
        index += step
    return found


def _new_name(entities: Entities, phrase: Phrase) -> Entity | None:
    """Return the entity of a name that the recognizer missed: capitalized words that name what the phrase is about."""
    tokens = _before_comma(phrase)
    names = [token for token in tokens if _may_be_name(token) and _is_part_of_name(token, phrase.head)]
    if not names:
        return None
    run = _capitalized_run(names[-1], tokens)
    name = " ".join(entities.doc[run[0].i : run[-1].i + 1].text.split())
    if not name or _is_described(run, phrase.head):
        return None
    known = entities.with_words(name)
    if (
        name.isupper()
        and name.lower() not in load_words("person_nouns")
        and any(name.lower() in one.roles for one in known)
    ):
        return None  # "the CEO"
    for entity in known:
        if entity.is_named and is_variant(name, entity.kind, entity.names, entity.kind):
            return entity
    return entities.add("organization" if is_company(name) else kind_of_phrase(phrase, is_name=True), name)


def _before_comma(phrase: Phrase) -> Sequence[Token]:
    """Return the tokens before the first comma after the head."""
    commas = (number for number, token in enumerate(phrase.tokens) if token.text == "," and token.i > phrase.head.i)
    return phrase.tokens[: next(commas, len(phrase.tokens))]


def _may_be_name(token: Token) -> bool:
    return token.text[0].isupper() and token.ent_type_ != "DATE" and _is_proper(token)


def _is_proper(token: Token) -> bool:
    """Tell whether a word, written with a capital, is more than the first of a sentence or a plain office."""
    if {token.lemma_.lower(), token.lower_} & load_words("person_nouns", "organization_nouns", "group_nouns"):
        if token.i == token.sent.start:
            return False
        previous = token.nbor(-1)
        return previous.text[0].isupper() and previous.pos_ != "DET"
    return token.pos_ == "PROPN" or token.i > token.sent.start


def _is_part_of_name(token: Token, head: Token) -> bool:
    """Tell whether a word is part of the name whose head this is, and not of a modifier."""
    while token.i != head.i:
        if token.dep_ not in NAME_RELATIONS or token.head.i == token.i:
            return token.head.i == head.head.i and token.dep_ == head.dep_
        token = token.head
    return True


def _is_described(run: Sequence[Token], head: Token) -> bool:
    """Tell whether capitalized words are an office or only modify the head, and name nobody."""
    offices = load_words("titles", "person_nouns")
    if run[-1].i == head.i:
        is_named = any(word.ent_type_ == "PERSON" for word in run)
        return head.lower_ in offices and not is_named  # "the Prime Minister", "the Odisha CM"
    if run[-1].i > head.i:  # "Residents of Lower Kilombe"
        people = load_words("group_nouns", "person_nouns")
        return bool({head.lower_, head.lemma_.lower()} & people) and not _is_proper(head)
    return not head.text[0].isupper() and (head.pos_ == "NOUN" or head.lower_ in offices)  # "Moldovan officials"
