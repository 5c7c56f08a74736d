"""The names that the entity recognizer found, and what kind of speaker each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.records import SpeakerKind
from quotes.speakers.names import bare_name, is_company
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "NORP": "group",
    "FACILITY": "organization",
    "FAC": "organization",
}
"""Speaker kinds of the entity labels of the embedded models and of Stanza's official ones."""

DESCRIBED = 5
"""How many labels of the recognizer one description outweighs."""


AREAS = {"city", "county", "district", "division", "parish", "port", "province", "region", "state", "town", "village"}
"""Nouns for an organization that are as often those for a place."""

NO_NAMES = {"PRON", "AUX", "VERB", "DET", "ADV", "PART", "INTJ", "ADP", "SCONJ", "CCONJ", "PUNCT", "SYM", "SPACE"}
"""What a name is not made of alone ("I've")."""

PLACE_PREPOSITIONS = {"in", "at", "near", "around", "into", "across", "outside"}


@dataclass(frozen=True, slots=True)
class Recognized:
    """An entity that may be a speaker, and its bare name."""

    ent: Span
    name: str


def recognized_names(doc: Doc) -> list[Recognized]:
    """The entities that may be speakers, in order.

    A person's name that only the marks of a nickname part is one, and companies that the recognizer missed are added.
    """
    return [
        Recognized(ent, name)
        for ent in sorted([*_with_nicknames(doc), *_missed_companies(doc)], key=lambda ent: ent.start)
        if ent.label_.upper() in KINDS and (name := bare_name(ent)) and any(token.pos_ not in NO_NAMES for token in ent)
    ]


def kinds_of(recognized: Sequence[Recognized]) -> dict[int, SpeakerKind]:
    """The kind of each name, by its first token.

    It is what an apposition or a title says, or else the label that the name has most often. The last word of a
    person's full name is the person, unless a preposition says that it is a place; so is the first word, if it is
    labelled a person anywhere.
    """
    votes: dict[str, Counter[SpeakerKind]] = {}
    named = [(one.ent, one.name.lower()) for one in recognized]
    full = [name for ent, name in named if ent.label_ in PEOPLE and " " in name]
    surnames, given = {name.rpartition(" ")[2] for name in full}, {name.partition(" ")[0] for name in full}
    for ent, name in named:
        described = _described_kind(ent, name)
        if not described and ent.label_ in PEOPLE and name not in surnames and _is_a_place(ent, name):
            described = "place"
        weight = DESCRIBED if described else 1
        votes.setdefault(name, Counter())[described or KINDS[ent.label_.upper()]] += weight
    kinds: dict[int, SpeakerKind] = {}
    for ent, name in named:
        kind = votes[name].most_common(1)[0][0]
        if (name in surnames or (name in given and votes[name]["person"])) and not _is_where(ent):
            kind = "person"
        kinds[ent.start] = kind
    return kinds


def _is_where(ent: Span) -> bool:
    return any(child.lower_ in PLACE_PREPOSITIONS for child in ent.root.children if child.dep_ == "case")


def _is_a_place(ent: Span, name: str) -> bool:
    """Is a name that nothing marks as a person a country, a capital, where something is, or what "its" goes back to?"""
    if name in load_words("countries_and_capitals") and name not in load_words("female_names", "male_names"):
        return True
    if " " in name:
        return False
    return _is_where(ent) or (
        ent.root.dep_ == "nsubj" and any(token.lower_ == "its" for token in ent.root.head.subtree if token.i > ent.end)
    )


def _described_kind(ent: Span, name: str) -> SpeakerKind | None:
    """ "The water company Aquavar", "the glaciologist Ama Serwaa": nouns tell better than the recognizer."""
    head = ent.root
    parts = {token.i for token in ent}
    described = [
        child
        for token in ent
        for child in token.children
        if child.dep_ in {"nmod:desc", "compound", "appos"} and child.i not in parts
    ]
    if head.dep_ == "appos":
        described.append(head.head)
    before = head.doc[ent.start - 1] if ent.start else head
    if before.head.i == head.head.i and before.dep_ == head.dep_ != "conj":  # both parsed as the subject
        described.append(before)
    nouns = {word.lemma_.lower() for word in described if not word.ent_type_}
    kind = KINDS[ent.label_.upper()]
    last = ent[-1].lower_
    if is_company(name):
        return "organization"
    if name in load_words("person_nouns"):  # the REPORTER: of a transcript
        return "person"
    if last in load_words("document_nouns") and kind == "person":
        return "document"
    if kind == "place" and last in load_words("organization_nouns") and last not in AREAS:
        return "organization"
    if kind != "organization" and nouns & load_words("organization_nouns"):
        return "organization"
    if nouns & load_words("person_nouns"):
        return "organization" if kind == "place" else "person"
    return None


def _with_nicknames(doc: Doc) -> list[Span]:
    """The entities, those of a person joined that only the marks of a nickname part: Mohammed “Rocky” Danso."""
    from spacy.tokens import Span

    joined: list[Span] = []
    for ent in doc.ents:
        last = joined[-1] if joined else None
        if last is not None and {last.label_, ent.label_} <= PEOPLE and _are_marks(doc[last.end : ent.start]):
            joined[-1] = Span(doc, last.start, ent.end, label=last.label)
        else:
            joined.append(ent)
    return joined


def _missed_companies(doc: Doc) -> Iterator[Span]:
    """Proper nouns in a row that are no possible speaker and end as the names of companies do: "Lakeline Ferries"."""
    from spacy.tokens import Span

    start = 0
    for index in range(len(doc) + 1):
        if index < len(doc) and doc[index].pos_ == "PROPN" and doc[index].ent_type_.upper() not in KINDS:
            continue
        if index - start > 1 and is_company(doc[start:index].text):
            yield Span(doc, start, index, label="ORG")
        start = index + 1


def _are_marks(tokens: Span) -> bool:
    return len(tokens) > 0 and all(token.is_quote for token in tokens)
