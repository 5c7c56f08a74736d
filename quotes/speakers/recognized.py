"""Names that the entity recognizer found, with the kind of speaker of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.records import SpeakerKind
from quotes.speakers.names import bare_name, entity_around, is_company
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "NORP": "group",
    "FACILITY": "organization",
    "FAC": "organization",
}
"""Speaker kinds of the entity labels of the embedded models and of Stanza's official ones."""

DESCRIPTION_WEIGHT = 5
"""Labels of the recognizer that one description outweighs."""

AREAS = {"city", "county", "district", "division", "parish", "port", "province", "region", "state", "town", "village"}
"""Nouns for organizations that name places as often."""

NO_NAME_TAGS = {"PRON", "AUX", "VERB", "DET", "ADV", "PART", "INTJ", "ADP", "SCONJ", "CCONJ", "PUNCT", "SYM", "SPACE"}
"""Parts of speech of which no name consists alone ("I've")."""

PLACE_PREPOSITIONS = {"in", "at", "near", "around", "into", "across", "outside"}


@dataclass(frozen=True, slots=True)
class RecognizedName:
    """Entity that may be a speaker, with its bare name."""

    ent: Span
    name: str


def recognized_names(doc: Doc) -> list[RecognizedName]:
    """Return the entities that may be speakers, in order.

    A person's name that the marks of a nickname interrupt is one, and companies that the recognizer missed are added.
    """
    return [
        RecognizedName(ent, name)
        for ent in sorted([*_with_nicknames(doc), *_missed_companies(doc)], key=lambda ent: ent.start)
        if ent.label_.upper() in KINDS
        and not _is_office(ent)
        and ent[0].lower_ not in {"his", "her"}  # "His Highness the Amir"
        and (name := _with_shared_surname(ent, bare_name(ent)))
        and any(token.pos_ not in NO_NAME_TAGS for token in ent)
    ]


def _is_office(ent: Span) -> bool:
    """Tell whether a name is an office in capitals before the name of its holder: "VPM" before "Leela Devi"."""
    after = ent.doc[ent.end] if ent.end < len(ent.doc) else None
    is_beside = after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "B"
    return ent.label_ == "PERSON" and len(ent) == 1 and ent.text.isupper() and is_beside


def _with_shared_surname(ent: Span, name: str) -> str:
    """Return a name with the surname that stands only at the next one: "Con" of "Con and Helen Pappas"."""
    doc = ent.doc
    has_title = ent.start > 0 and doc[ent.start - 1].lower_ in load_words("titles")
    if ent.label_ != "PERSON" or not name or " " in name or has_title or ent.end + 2 >= len(doc):
        return name
    if doc[ent.end].lower_ not in {"and", "&"} or doc[ent.end + 1].ent_type_ != "PERSON":
        return name
    other = bare_name(entity_around(doc[ent.end + 1]))
    first, _, surname = other.rpartition(" ")
    names = load_words("female_names", "male_names")
    is_couple = name.lower() in names and first.lower() in names and surname and surname.lower() != name.lower()
    return f"{name} {surname}" if is_couple else name


def _with_nicknames(doc: Doc) -> list[Span]:
    """Return the entities, those of a person joined where only the marks of a nickname lie between them."""
    from spacy.tokens import Span

    joined: list[Span] = []
    for ent in doc.ents:
        last = joined[-1] if joined else None
        if last is not None and last.label_ == ent.label_ == "PERSON" and _are_marks(doc[last.end : ent.start]):
            joined[-1] = Span(doc, last.start, ent.end, label=last.label)
        else:
            joined.append(ent)
    return joined


def _are_marks(tokens: Span) -> bool:
    return len(tokens) > 0 and all(token.is_quote for token in tokens)


def _missed_companies(doc: Doc) -> Iterator[Span]:
    """Yield runs of proper nouns that have no label of a speaker and end in a company word: "Lakeline Ferries"."""
    from spacy.tokens import Span

    start = 0
    for index, token in enumerate([*doc, None]):
        if token is not None and token.pos_ == "PROPN" and token.ent_type_.upper() not in KINDS:
            continue
        if index - start > 1 and is_company(doc[start:index].text):
            yield Span(doc, start, index, label="ORG")
        start = index + 1


def kinds_of(recognized: Sequence[RecognizedName]) -> dict[int, SpeakerKind]:
    """Return the kind of each name, by the name's first token.

    The kind is what an apposition or a title tells, or else the label that the name has most often. The last word of a
    person's full name is the person, unless a preposition makes it a place; so is the first word, if it is
    labelled a person anywhere.
    """
    named = [(one.ent, one.name.lower()) for one in recognized]
    full = [name for ent, name in named if ent.label_ == "PERSON" and " " in name]
    surnames, first_names = {name.rpartition(" ")[2] for name in full}, {name.partition(" ")[0] for name in full}
    votes: dict[str, Counter[SpeakerKind]] = {}
    for ent, name in named:
        described = _described_kind(ent, name)
        if not described and ent.label_ == "PERSON" and name not in surnames and _is_place(ent, name):
            described = "place"
        weight = DESCRIPTION_WEIGHT if described else 1
        votes.setdefault(name, Counter())[described or KINDS[ent.label_.upper()]] += weight
    kinds: dict[int, SpeakerKind] = {}
    for ent, name in named:
        kind = votes[name].most_common(1)[0][0]
        if (name in surnames or (name in first_names and votes[name]["person"])) and not _has_place_preposition(ent):
            kind = "person"
        kinds[ent.start] = kind
    return kinds


def _described_kind(ent: Span, name: str) -> SpeakerKind | None:
    """Return the kind that words beside a name tell: "the water company Aquavar", "the glaciologist Ama Serwaa"."""
    kind, last = KINDS[ent.label_.upper()], ent[-1].lower_
    if is_company(name):
        return "organization"
    if name in load_words("person_nouns"):  # the REPORTER: of a transcript
        return "person"
    if last in load_words("document_nouns") and kind == "person":
        return "document"
    if kind == "place" and last in load_words("organization_nouns") and last not in AREAS:
        return "organization"
    nouns = _describing_nouns(ent)
    if kind != "organization" and nouns & load_words("organization_nouns"):
        return "organization"
    if nouns & load_words("person_nouns"):
        return "organization" if kind == "place" else "person"
    return None


def _describing_nouns(ent: Span) -> set[str]:
    """Return the lemmas of the nouns that stand beside a name and are no names: appositions, compounds, titles."""
    head = ent.root
    words = [
        child
        for token in ent
        for child in token.children
        if child.dep_ in {"nmod:desc", "compound", "appos"} and not ent.start <= child.i < ent.end
    ]
    if head.dep_ == "appos":
        words.append(head.head)
    before = head.doc[ent.start - 1] if ent.start else head
    if before.head.i == head.head.i and before.dep_ == head.dep_ != "conj":  # both parsed as the subject
        words.append(before)
    return {word.lemma_.lower() for word in words if not word.ent_type_}


def _is_place(ent: Span, name: str) -> bool:
    """Tell whether a name that nothing marks as a person is a place.

    It is a country or capital, stands after a preposition of place, or is the subject that "its" refers to.
    """
    if name in load_words("countries_and_capitals") and name not in load_words("female_names", "male_names"):
        return True
    if " " in name:
        return False
    return _has_place_preposition(ent) or (
        ent.root.dep_ == "nsubj" and any(token.lower_ == "its" for token in ent.root.head.subtree if token.i > ent.end)
    )


def _has_place_preposition(ent: Span) -> bool:
    return any(child.lower_ in PLACE_PREPOSITIONS for child in ent.root.children if child.dep_ == "case")
