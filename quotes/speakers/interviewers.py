"""Interviewers: whoever asks the questions of an interview, as the words around the questions tell."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from typing import TYPE_CHECKING

from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

TALKS = {
    *(
        f"{verb} VERB"
        for verb in ("answer", "ask", "chat", "interview", "meet", "question", "sit", "speak", "talk", "tell")
    ),
    *(f"{noun} NOUN" for noun in ("chat", "conversation", "cross-examination", "exchange", "interview", "question")),
}
"""Words for talking with somebody: lemma and part of speech."""

PARTNERS = {"nsubj", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound"}
"""Relations to such a word of those who talk."""

SAME = {"appos", "conj", "flat", "nmod:desc"}
"""Relations of a name to the word beside which it stands: "our editor, Milo Tranter"."""

PREPOSITIONS = {"", "by", "to", "with", "'s", "’s"}
"""Prepositions and marks of such a partner; a subject has none."""


def interviewer(entities: Entities, first: int, last: int, answerers: Collection[Entity]) -> Entity | None:
    """Return who asks the questions of an interview, None where it does not tell.

    `first` is the token with which its first question begins, `last` the one with which its last answer ends, and
    `answerers` are those who answer; whom a title has an interview with is one of them. Before the questions the
    nearest name counts, behind the answers the first.
    """
    doc = entities.doc
    for token in chain(reversed(doc[:first]), doc[last + 1 :]):
        if (talk := _talk_of(token)) is None or (_is_titular(entities, talk) and _case(token) != "by"):
            continue
        entity = entities.of(token)
        if entity is None and token.ent_type_ == "MISC":
            entity = entities.add("organization", token.text)  # "this Citywire interview"
            entities.add_mention(entity, token)
        if entity and entity.is_named and entity.kind in {"person", "organization"} and entity not in answerers:
            return entity
    return None


def _talk_of(name: Token) -> Token | None:
    """Return the word for the talk in which somebody with this name, or another name beside it, takes part."""
    name = _described_by(name)
    talk = name.head
    if _case(name) == "by" and talk.dep_ in SAME:
        talk = _described_by(talk).head  # "the cross-examination of the pilot, Berg, by Lund"
    is_talk = talk.lower_ == "q&a" or (f"{talk.lemma_.lower()} {talk.pos_}" in TALKS and not talk.ent_type_)
    return talk if is_talk and name.dep_ in PARTNERS and _case(name) in PREPOSITIONS else None


def _described_by(name: Token) -> Token:
    """Return the word on which a name and those beside it hang."""
    while name.dep_ in SAME and name.head.i != name.i:
        name = name.head
    return name


def _is_titular(entities: Entities, talk: Token) -> bool:
    return entities.paragraph_of[talk.i] == 0 and talk.pos_ != "VERB" and talk.dep_ == "ROOT"


def _case(name: Token) -> str:
    return next((child.lower_ for child in name.children if child.dep_ == "case"), "")
