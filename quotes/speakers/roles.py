"""Roles of persons as the article gives them: "Prime Minister X", "X, a doctor", "ministry spokesman X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from quotes.speakers.entity import Entity
from quotes.speakers.gender import gender_of_word
from quotes.speakers.names import POSSESSIVE, bare_name, entity_around
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ROLE_RELATIONS = {"nmod:desc", "compound", "appos", "nmod", "amod"}
PHRASE_RELATIONS = {"nmod", "nmod:poss", "compound", "amod", "case", "det", "flat", "nmod:desc"}
AFFILIATION_LABELS = {"ORG", "LOC", "GPE"}


def note_role(entity: Entity, ent: Span) -> None:
    """Gather role, affiliation and gender of a person from the words around one mention by name."""
    if entity.kind != "person":
        entity.roles |= {noun.lemma_.lower() for noun in _describing_nouns(ent)}
        return
    before = ent.doc[ent.start - 1] if ent.start else ent.root
    if before.i < ent.start and before.text.isupper() and before.is_alpha and before.ent_type_ in {"", "PERSON"}:
        entity.roles.add(before.lower_)  # "UNO Leela Devi"
    nouns = load_words("person_nouns", "spokespeople")
    title = [token.lower_ for token in ent if token.i < ent.root.i]
    entity.roles |= {*title} & nouns  # "Secretary Serwaa", all one name
    while title and title[-1] not in nouns:
        title.pop()
    entity.roles |= {*_initials(" ".join(title))}
    for head in _role_heads(ent):
        female = gender_of_word(head)
        if female is not None:
            entity.female = female
        if head.lemma_.lower() in nouns and head.ent_type_ != "PERSON":
            _note_role_phrase(entity, head, ent)
        elif head.pos_ == "NOUN" and not head.ent_type_:
            entity.roles.add(head.lemma_.lower())


def _describing_nouns(ent: Span) -> Iterator[Token]:
    """Yield the nouns that tell what has a name that is no person's: "the airline X", "X, a bank", "X is a bank"."""
    head = ent.root
    beside = [child for child in head.children if child.dep_ in {"nmod:desc", "compound", "appos"}]
    if head.dep_ == "appos" or (head.dep_.startswith("nsubj") and any(one.dep_ == "cop" for one in head.head.children)):
        beside.append(head.head)
    outside = (one for one in beside if not ent.start <= one.i < ent.end)
    return (one for one in outside if one.pos_ == "NOUN" and not one.ent_type_)


def _role_heads(ent: Span) -> Iterator[Token]:
    """Yield the words outside of a name that may be the head of its holder's role."""
    head = ent.root
    heads = [child for child in head.children if child.dep_ in ROLE_RELATIONS and not _has_preposition(child)]
    if head.dep_ in {"appos", "flat"} or (head.dep_ == "nsubj" and head.head.pos_ == "NOUN"):
        heads.append(head.head)
    if head.head.dep_ != "ROOT" and head.dep_ in {"nmod", "compound"} and not _has_preposition(head):
        heads.append(head.head)
    if head.dep_ == "appos" and head.head.dep_ == "nmod" and head.head.ent_type_ != "PERSON":
        heads.append(head.head.head)  # "the director of Brightwater Lines, X"
    return (one for one in heads if not ent.start <= one.i < ent.end)


def _has_preposition(token: Token) -> bool:
    """Tell whether a noun hangs on another by a preposition: in "the premier about Palmer" neither is the other."""
    return token.dep_ == "nmod" and any(child.dep_ == "case" for child in token.children)


def _note_role_phrase(entity: Entity, head: Token, ent: Span) -> None:
    noun = head.lemma_.lower()
    role, affiliation = _role_phrase(head, ent)
    entity.roles |= {noun, *_initials(role)}
    if ent.root.head == head and ent.root.dep_ == "compound" and ent.root.i < head.i:
        return  # somebody else's: "the Okafor campaign manager"
    if entity.role is None:
        entity.role, entity.affiliation = role, affiliation
    if entity.speaks_for is None and noun in load_words("spokespeople"):
        entity.speaks_for = affiliation or _person_in(head)


def _initials(role: str) -> Iterator[str]:
    """Yield the initials of an office in lower case: "pm" for "prime minister of Malawi"."""
    words = list(takewhile(lambda word: word not in {"of", "for", "at", "in"}, role.lower().replace("-", " ").split()))
    if len(words) > 1:
        yield "".join(word[0] for word in words)
    if words[-2:] == ["chief", "executive"]:
        yield "ceo"


def _role_phrase(head: Token, ent: Span) -> tuple[str, str | None]:
    """Return the role as written, without article and name, and an organization or place in it."""
    words = sorted(
        token for token in _without_clauses(head) if not (ent.start <= token.i < ent.end) and not token.is_space
    )
    run = [head]
    for token in reversed([word for word in words if word.i < head.i]):
        if token.i == run[0].i - 1 and token.dep_ != "det" and not _is_mark(token):
            run.insert(0, token)
    for token in [word for word in words if word.i > head.i]:
        if token.i == run[-1].i + 1 and not _is_mark(token):
            run.append(token)
    while len(run) > 1 and run[-1].pos_ in {"ADP", "DET", "PART", "CCONJ"}:
        run.pop()
    while len(run) > 1 and run[0].pos_ in {"ADP", "DET", "PRON", "CCONJ"}:
        run.pop(0)
    phrase = head.doc[run[0].i : run[-1].i + 1]
    return phrase.text.strip(), next(
        (POSSESSIVE.sub("", one.text) for one in _entities_in(phrase) if one.label_ in AFFILIATION_LABELS), None
    )


def _is_mark(token: Token) -> bool:
    return token.is_punct and not _is_mark_in_word(token)


def _is_mark_in_word(token: Token) -> bool:
    """Tell whether a token is a mark in a word: "great-granddaughter"."""
    return token.text in {"-", "/"} and not token.whitespace_


def _is_joined(token: Token) -> bool:
    """Tell whether a word is "and" or what it joins to a part of a role: "minister of Tourism and Culture"."""
    if token.dep_ == "cc":
        return True
    is_another = token.ent_type_ == "PERSON" or any(child.dep_ in {"det", "nmod:poss"} for child in token.children)
    return token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} and not is_another


def _entities_in(phrase: Span) -> Iterator[Span]:
    """Yield the entities in a phrase, as ``phrase.ents`` does, which looks at those of the whole article each time."""
    entities = (entity_around(token) for token in phrase if token.ent_iob_ == "B")
    return (entity for entity in entities if entity.end <= phrase.end)


def _without_clauses(head: Token) -> Iterable[Token]:
    yield head
    for child in head.children:
        if child.dep_ in PHRASE_RELATIONS or _is_mark_in_word(child) or _is_joined(child):
            yield from _without_clauses(child)


def _person_in(head: Token) -> str | None:
    """Return the person named in a role: "Aliyev's spokesman", "spokesman for President Ilham Aliyev"."""
    parts = [child for child in head.children if child.dep_ in {"nmod", "nmod:poss"} and child.ent_type_ == "PERSON"]
    return next((bare_name(entity_around(part)) for part in parts), None)
