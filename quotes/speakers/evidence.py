"""What speaks for and against an entity being the one that a pronoun means, as names that have weights.

The weights are in `pronoun_weights.toml`, one table for each class of pronouns. They are learned from text with
annotated coreference: `python -m quotes.training.pronoun_fitting`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.speakers.entity import Cast, Entity

PronounClass = Literal["person", "thing", "plural", "description"]
"""A description ("the minister") is no pronoun, but may be resolved like one."""

MALE, FEMALE = {"he", "him", "his", "himself"}, {"she", "her", "hers", "herself"}
THING, PLURAL = {"it", "its", "itself"}, {"they", "them", "their", "theirs", "themselves"}
POSSESSIVE = {"his", "her", "its", "their", "my", "our", "your"}

MOST_SENTENCES = 12
"""How many sentences back an entity may have been mentioned last."""

RECENT = 3
"""So many sentences back a mention counts as recent."""

PLURAL_TAGS = {"NNS", "NNPS"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity, with the names of what speaks for or against it."""

    entity: Entity
    evidence: tuple[str, ...]


def candidates(cast: Cast, pronoun: Token, kind: PronounClass) -> list[Candidate]:
    """The entities that a pronoun of this class may mean, the one mentioned last first."""
    spoken = cast.last_speaker(pronoun.i)
    found = []
    for rank, (entity, mentions) in enumerate(_mentions_before(cast, pronoun)):
        names = [*_evidence(cast, pronoun, entity, mentions), f"order {min(rank, 4)}"]
        if entity is spoken:
            says = pronoun.i in cast.speaking
            names.append("spoke last and says" if says else "spoke last")
            if says and entity.kind == "person" and not {"gender other", "called other"} & {*names}:
                names.append("says after a person")
        found.append(Candidate(entity, tuple(f"{kind} {name}" for name in names)))
    return found


def _mentions_before(cast: Cast, pronoun: Token) -> list[tuple[Entity, list[int]]]:
    """The entities with their mentions in the sentences up to the pronoun, always the last one first.

    A word of the same verb as the pronoun (or the noun whose possessor it is) means something else.
    """
    here = cast.sentence_of[pronoun.i]
    found: dict[int, tuple[Entity, list[int]]] = {}
    barred = set[int]()
    for sentence in range(here, max(-1, here - MOST_SENTENCES - 1), -1):
        for index, entity in sorted(cast.mentioned_in(sentence), key=lambda item: -item[0]):
            if index >= pronoun.i:
                continue
            if sentence == here and _is_beside(cast.doc[index], pronoun):
                barred.add(id(entity))
            elif id(entity) not in barred:
                found.setdefault(id(entity), (entity, []))[1].append(index)
    return list(found.values())


def _is_beside(mention: Token, pronoun: Token) -> bool:
    """Do the two hang on one verb, so that they are not the same ("Berg told him")?"""
    if pronoun.lower_ in POSSESSIVE and pronoun.dep_ == "nmod:poss":
        return False
    return mention.head.i == pronoun.head.i and mention.i != mention.head.i and pronoun.dep_ != "conj"


def _evidence(cast: Cast, pronoun: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """The names of the evidence on one entity, whose `mentions` (token indices) are given, the last one first."""
    here = cast.sentence_of[pronoun.i]
    last = cast.doc[mentions[0]]
    distance = here - cast.sentence_of[last.i]
    role = _role(last)
    yield f"kind {entity.kind}"
    yield "named" if entity.is_named else "described"
    yield f"sentences {_bucket(distance)}"
    yield f"{role} {'here' if distance == 0 else 'before'}"
    if role == "subject" and _role(pronoun) == "subject":
        yield f"both subjects {min(distance, 2)}"
    if last.tag_ in PLURAL_TAGS:
        yield "plural"
    if cast.paragraph_of[last.i] != cast.paragraph_of[pronoun.i]:
        yield "paragraph before"
    if not any(index < last.i for index, _ in cast.mentioned_in(cast.sentence_of[last.i])):
        yield "first of its sentence"
    if last.pos_ == "PRON":
        yield "same pronoun before" if _same_series(last, pronoun) else "other pronoun before"
    yield f"gender {_gender(pronoun, entity.female)}"
    yield f"called {_gender(pronoun, _called(cast, mentions))}"
    yield from _salience(cast, pronoun, entity, mentions)
    yield from _quotation(cast, pronoun, entity, last)
    said = cast.said.get(pronoun.i, ())
    if any(index in said and cast.doc[index].pos_ == "PROPN" for index in entity.mentions):
        yield "named in what it says"


def _salience(cast: Cast, pronoun: Token, entity: Entity, mentions: list[int]) -> Iterator[str]:
    """How often and how lately the entity was mentioned, by a noun and at all."""
    here = cast.sentence_of[pronoun.i]
    nouns = [index for index in mentions if cast.doc[index].pos_ != "PRON"]
    yield f"noun {_bucket(here - cast.sentence_of[nouns[0]])} sentences before" if nouns else "noun long before"
    yield f"recent {_bucket(sum(1 for index in mentions if here - cast.sentence_of[index] <= RECENT))}"
    yield f"nouns {_bucket(len(nouns))}"
    if entity.is_named:
        yield f"names {_bucket(entity.named)}"
    if entity is cast.main_person:
        yield "main person"


def _quotation(cast: Cast, pronoun: Token, entity: Entity, last: Token) -> Iterator[str]:
    """Where the pronoun and the last mention stand, in respect of quotations and their speakers."""
    inside, was_inside = pronoun.i in cast.quoted, last.i in cast.quoted
    if inside or was_inside:
        yield f"quoted {'both' if inside and was_inside else 'pronoun' if inside else 'mention'}"
    source = cast.quoted.get(pronoun.i)
    if source is not None and cast.of(cast.doc[source]) is entity:
        yield "speaks the quotation"


def _role(token: Token) -> str:
    while token.dep_ in {"appos", "flat"} and token.head.i != token.i:
        token = token.head
    relation = token.dep_.partition(":")[0]
    if token.dep_ == "nmod:poss":
        return "possessive"
    if relation in {"nsubj", "csubj"}:
        return "subject"
    return "object" if relation in {"obj", "iobj"} else "other"


def _gender(pronoun: Token, female: bool | None) -> str:
    if pronoun.lower_ not in MALE | FEMALE or female is None:
        return "unknown"
    return "same" if female == (pronoun.lower_ in FEMALE) else "other"


def _called(cast: Cast, mentions: list[int]) -> bool | None:
    """Is the entity called she (True) or he (False) by the pronouns before, as far as they agree?"""
    words = [cast.doc[index].lower_ for index in mentions]
    she, he = sum(word in FEMALE for word in words), sum(word in MALE for word in words)
    return None if she == he else she > he


def _same_series(one: Token, other: Token) -> bool:
    return any({one.lower_, other.lower_} <= series for series in (MALE, FEMALE, THING, PLURAL))


def _bucket(number: int) -> str:
    """A number, larger ones rounded down to 3, 5 or 9."""
    return str(number if number < 3 else 3 if number < 5 else 5 if number < 9 else 9)
