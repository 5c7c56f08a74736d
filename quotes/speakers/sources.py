"""What the phrase of a source means: a name, a description, or what a relative pronoun refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.records import SpeakerKind
from quotes.speakers.entity import Cast, Entity
from quotes.speakers.names import ARTICLES, SMALL_WORDS, is_company, is_variant
from quotes.speakers.recognized import KINDS
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTS_OF_A_NAME = {"flat", "compound", "appos", "nmod:desc", "amod", "nummod"}
DEFINITE = {"the", "this", "that", "its", "his", "her", "their"}
AGE = re.compile(r"\d+[- ]year[- ]old\b", re.IGNORECASE)
"""How descriptions of people begin that are told apart by their age ("the 52-year-old", "the 52-year-old baker")."""

LATER = 1_000_000
"""Farther away than any mention before: entities named only later are the last choice."""


def named(cast: Cast, head: Token, tokens: list[Token]) -> Entity | None:
    """A source with a name: the person in it, or the organization, place or group that is its head."""
    people = [token for token in tokens if token.ent_type_ in PEOPLE and cast.of(token)]
    first_phrase = [token for token in people if not _is_modifier(token, head)]
    if first_phrase:
        entity = cast.of(first_phrase[0])
        _complete_name(cast, entity, first_phrase[0], tokens)
        return entity
    entity = cast.of(head)
    if entity is not None and (head.pos_ == "PROPN" or head.ent_type_):
        return entity
    if len(head) > 1 and head.text.isupper() and (spelled_out := cast.with_acronym(head.text)):
        return spelled_out
    if _is_spokesperson(head):
        return _spoken_for(cast, head, tokens)
    for child in head.children:
        apposed = cast.of(child)
        if child.dep_ in {"appos", "flat"} and child.i in {token.i for token in tokens} and apposed is not None:
            return apposed
    return _new_name(cast, head, tokens)


def described(cast: Cast, head: Token, tokens: list[Token]) -> Entity | None:
    """A description: of an entity that the article names elsewhere, or else a speaker known by it alone."""
    name = _description(cast, head, tokens)
    if not name:
        return None
    noun = head.lemma_.lower()
    alike = cast.with_words(f"{noun} {name}")
    for entity in reversed(alike):
        if name.lower() in {known.lower() for known in entity.names}:
            return entity
    definite = any(child.lower_ in DEFINITE for child in head.children) or head.i == tokens[0].i
    plural = head.tag_ in {"NNS", "NNPS"}
    if definite and not plural:
        fitting = [
            entity for entity in alike if entity.mentions and _is_one(entity, noun) and _fits(entity, noun, name)
        ]
        if fitting:
            return min(fitting, key=lambda entity: _distance(entity, head))
    determined = any(child.lower_ == "the" for child in head.children)
    if determined and not plural and (noun in load_words("generic_person_nouns") or AGE.match(name)):
        meant = cast.refer(head, "person")
        if meant is not None and meant.kind == "person":
            return meant
    kind = "person" if AGE.match(name) and not plural else _kind(head, tokens)
    entity = cast.add(kind, name, is_named=False)
    cast.add_role(entity, noun)
    return entity


def antecedent(cast: Cast, pronoun: Token) -> Entity | None:
    """What "who" or "which" refers to: the noun that its clause hangs on, or else the noun before it."""
    clause = pronoun
    while clause.dep_ not in {"acl:relcl", "advcl:relcl", "acl"} and clause.head.i != clause.i:
        clause = clause.head
    noun = clause.head if clause.dep_.startswith("acl") else None
    if noun is None or noun.i >= pronoun.i:
        before = [token for token in pronoun.doc[pronoun.sent.start : pronoun.i] if token.pos_ in {"NOUN", "PROPN"}]
        noun = before[-1] if before else None
    if noun is None:
        return None
    words = [token for token in noun.subtree if token.i < pronoun.i and not token.is_space]
    entity = cast.of(noun) or _described_as(cast, noun) or named(cast, noun, words) or described(cast, noun, words)
    if pronoun.lower_ == "who" and (entity is None or entity.kind in {"place", "document"}):
        return _person_before(cast, pronoun) or entity
    return entity


def _described_as(cast: Cast, noun: Token) -> Entity | None:
    """Who is said to be this: "York is a city that …", "Airbnb, a company that …"."""
    if noun.dep_ == "appos":
        return cast.of(noun.head)
    if any(child.dep_ == "cop" for child in noun.children):
        return next((cast.of(child) for child in noun.children if child.dep_ == "nsubj"), None)
    return None


def _person_before(cast: Cast, token: Token) -> Entity | None:
    """The person mentioned last before a word, in its sentence."""
    mentions = cast.mentioned_in(cast.sentence_of[token.i])
    people = [(index, entity) for index, entity in mentions if index < token.i and entity.kind == "person"]
    return max(people, key=lambda mention: mention[0])[1] if people else None


def interviewed(cast: Cast) -> Entity | None:
    """Who answers in an interview: the person of whom the article speaks most."""
    people = [entity for entity in cast.entities if entity.kind == "person"]
    return max(people, key=lambda entity: (len(entity.mentions), -entity.mentions[0]), default=None)


def _complete_name(cast: Cast, entity: Entity | None, token: Token, tokens: list[Token]) -> None:
    """Take in what the recognizer cut off at a nickname in marks: Mohammed “Rocky” Danso."""
    run = _capitalized(token, tokens)
    name = cast.doc[run[0].i : run[-1].i + 1].text.strip()
    if entity is not None and any(character in name for character in "“\"‘'") and len(run) > 3:
        for known in list(entity.names):
            if known not in name and not name.endswith(known.split()[-1]):
                return
        entity.names = [name, *entity.names]


def _capitalized(token: Token, tokens: list[Token]) -> list[Token]:
    """The stretch of capitalized words around `token`: a name, with the small words and nicknames inside it."""
    inside = {one.i: one for one in tokens}
    run = [token]
    for step in (-1, 1):
        pending: list[Token] = []
        index = token.i + step
        while index in inside:
            word = inside[index]
            if (word.text[0].isupper() or word.text[0].isdigit()) and word.pos_ != "DET":
                pending.append(word)
                for one in pending:
                    run.insert(0, one) if step < 0 else run.append(one)
                pending = []
            elif word.lower_ in SMALL_WORDS or word.is_quote or (word.text == "-" and not word.whitespace_):
                pending.append(word)
            else:
                break
            index += step
    titles = ARTICLES | load_words("titles", "person_nouns")
    start = 0
    for number, word in enumerate(run):
        if word.lower_ in titles:
            start = number + 1
        elif word.ent_type_ != "NORP":  # "Philippine President"
            break
    return run[start:] or run[-1:]


def _is_modifier(token: Token, head: Token) -> bool:
    """Does a person's name only tell whose the head is ("Aliyev's office", "supporters of Aliyev")?"""
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ == "appos" and _is_no_person(token.head):  # "the head of Lines, Berg": not Lines is Berg
            return False
        if token.dep_ in {"nmod:poss", "nmod", "obl", "acl:relcl", "acl", "obj"}:
            return True
        if token.dep_ == "compound" and token.head.ent_type_ != token.ent_type_:
            nouns = load_words("person_nouns", "spokespeople")
            return token.head.lemma_.lower() not in nouns or token.i < token.head.i
        token = token.head
    return False


def _is_no_person(token: Token) -> bool:
    return bool(token.ent_type_) and token.ent_type_ not in PEOPLE


def _is_spokesperson(head: Token) -> bool:
    return head.lemma_.lower() in load_words("spokespeople")


def _spoken_for(cast: Cast, head: Token, tokens: list[Token]) -> Entity | None:
    """An unnamed spokesperson stands for the organization spoken for."""
    inside = {token.i for token in tokens}
    for token in tokens:
        entity = cast.of(token)
        if token.i != head.i and entity is not None and entity.kind in {"organization", "place", "person"}:
            entity.role = entity.role or head.lemma_.lower()
            cast.note(entity, head)
            return entity
    nouns = load_words("organization_nouns")
    for child in head.subtree:
        if child.i in inside and child.i != head.i and child.lemma_.lower() in nouns:
            return described(cast, child, [token for token in child.subtree if token.i in inside])
    earlier = [entity for index, entity in cast.spoken.items() if cast.doc[index].lemma_.lower() == head.lemma_.lower()]
    return earlier[-1] if earlier else None


def _new_name(cast: Cast, head: Token, tokens: list[Token]) -> Entity | None:
    """A name that the entity recognizer missed: capitalized words that are no plain noun at a sentence's start."""
    offices = load_words("titles", "person_nouns")
    comma = next((token.i for token in tokens if token.text == "," and token.i > head.i), tokens[-1].i + 1)
    names = [
        token
        for token in tokens
        if token.text[0].isupper()
        and token.i < comma
        and _is_proper(token)
        and token.ent_type_ != "DATE"
        and _names(token, head)
    ]
    if not names:
        return None
    run = _capitalized(names[-1], [token for token in tokens if token.i < comma])
    if run[-1].i == head.i and head.lower_ in offices and not any(word.ent_type_ for word in run):
        return None  # "the Prime Minister", whoever that is
    people = load_words("group_nouns", "person_nouns")
    if {head.lower_, head.lemma_.lower()} & people and run[-1].i > head.i and not _is_proper(head):
        return None  # the name only tells where they are from: "Residents of Lower Kilombe"
    if run[-1].i < head.i and not head.text[0].isupper() and (head.pos_ == "NOUN" or head.lower_ in offices):
        return None  # the name only modifies a noun: "Moldovan officials"
    name = " ".join(cast.doc[run[0].i : run[-1].i + 1].text.split())
    if not name:
        return None
    kind = "organization" if is_company(name) else _kind(head, tokens, named=True)
    for entity in cast.with_words(name):
        if is_variant(name, entity.kind, entity.names, entity.kind):
            return entity
    return cast.add(kind, name)


def _is_proper(token: Token) -> bool:
    nouns = load_words("person_nouns", "organization_nouns", "group_nouns")
    if {token.lemma_.lower(), token.lower_} & nouns:
        if token.i == token.sent.start:
            return False
        previous = token.nbor(-1)
        return previous.text[0].isupper() and previous.pos_ != "DET"
    return token.pos_ == "PROPN" or token.i > token.sent.start


def _distance(entity: Entity, head: Token) -> int:
    """How far the entity's nearest mention is, in tokens; one mentioned only later is farther than all others."""
    nearest = min(abs(head.i - mention) for mention in entity.mentions)
    return nearest + (LATER if min(entity.mentions) > head.i else 0)


def _is_one(entity: Entity, noun: str) -> bool:
    """Can a noun in the singular mean this entity? "The consultant" is none of "consultants and lawyers"."""
    return entity.kind != "group" or noun in load_words("group_nouns", "organization_nouns")


def _fits(entity: Entity, noun: str, description: str) -> bool:
    """Can "the NOUN" be this entity? "The Russian government" is none of "four local governments"."""
    if noun in entity.roles:
        names = {word for word in description.split() if word[0].isupper()}
        if _is_another_office(entity.role or "", noun, description):
            return False
        return entity.is_named or any(names <= set(name.split()) for name in entity.names)
    if entity.kind in {"organization", "place"} and noun in load_words("organization_nouns"):
        modifiers = set(description.lower().split()) - {noun}
        for name in entity.names:
            words = name.lower().split()
            if noun in words and modifiers <= set(words):
                return True
    return False


def _is_another_office(role: str, noun: str, description: str) -> bool:
    """Is "the Foreign Minister" another than a "Prime Minister"?"""
    held = set(role.lower().partition(noun)[0].split())
    meant = {word.lower() for word in description.partition(noun.capitalize())[0].split() if word[0].isupper()}
    return bool(held and meant and not held & meant)


def _description(cast: Cast, head: Token, tokens: list[Token]) -> str:
    """The noun phrase up to its first comma or relative clause, without an article."""
    words = []
    for token in tokens:
        if token.text in {",", "(", "—", "–"} and token.i > head.i:
            break
        if token.lower_ in {"who", "which"} and token.i > head.i:
            break
        words.append(token)
    while len(words) > 1 and (words[0].lower_ in ARTICLES or words[0].is_punct or words[0].dep_ == "case"):
        if words[0].is_quote and any(word.is_quote for word in words[1:]):
            break  # "historic" commander
        words.pop(0)
    text = " ".join(cast.doc[words[0].i : words[-1].i + 1].text.split())
    first = words[0]
    plain = {first.lower_, first.lemma_.lower()} & (load_words("group_nouns", "person_nouns"))
    office = len(words) > 1 and (words[1].is_title or words[1].is_upper)  # "Deputy Minister"
    begins = first.i == first.sent.start or cast.doc[first.i - 1].lower_ in ARTICLES
    proper = first.tag_ in {"NNP", "NNPS"} or first.ent_type_
    if begins and first.is_title and (not proper or (plain and not office)):
        text = text[0].lower() + text[1:]
    return text


def _kind(head: Token, tokens: list[Token], named: bool = False) -> SpeakerKind:
    noun = head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"}
    if noun in load_words("anonymous_nouns"):
        return "anonymous"
    if {noun, head.lower_} & load_words("document_nouns"):
        return "document"
    if head.lower_ in load_words("group_nouns"):
        return "group"
    if noun in load_words("organization_nouns"):
        return "group" if plural and not named else "organization"
    if {noun, head.lower_} & load_words("person_nouns", "spokespeople"):
        return "group" if plural else "person"
    if head.ent_type_.upper() in KINDS:
        return KINDS[head.ent_type_.upper()]
    if plural:
        return "organization" if named else "group"
    return "person" if named and len(tokens) > 1 else "unknown"


def _names(token: Token, head: Token) -> bool:
    """Is the word part of the name that the phrase of `head` is, and not of what only modifies it?"""
    while token.i != head.i:
        if token.dep_ not in PARTS_OF_A_NAME or token.head.i == token.i:
            return token.head.i == head.head.i and token.dep_ == head.dep_
        token = token.head
    return True
