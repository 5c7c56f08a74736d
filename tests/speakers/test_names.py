"""Names: whether two are forms of the same, and what belongs to one."""

from __future__ import annotations

import pytest
from made_parses import made_parse

from quotes.records import SpeakerKind
from quotes.speakers.names import acronym, bare_name, is_variant

VARIANTS = [
    ("Anna Berg", "person", "Anna Berg", "person", True),
    ("Berg", "person", "Anna Berg", "person", True),
    ("Anna", "person", "Anna Berg", "person", True),
    ("BERG", "person", "Anna Berg", "person", True),
    ("P. Lang", "person", "Peter Lang", "person", True),
    ("Peter Lang", "person", "Peter J. Lang", "person", True),
    ("Aliyev", "person", "Ilham Aliyev oglu Karimov", "person", True),
    ("Ministry of Defense", "organization", "Azeri Ministry of Defense", "organization", True),
    ("Ministry", "organization", "Azeri Ministry", "organization", True),
    ("Defense Ministry", "organization", "Ministry of Defense", "organization", True),
    ("Karabakh", "place", "Karabakh", "organization", True),
    ("OC Mainuddin", "person", "Mohammad Mainuddin", "person", True),
    ("JD Vance", "person", "James David Vance", "person", False),
    ("OC Mainuddin", "person", "Mohammad Danso", "person", False),
    ("Ali Mainuddin", "person", "Mohammad Mainuddin", "person", False),
    ("ALI MAINUDDIN", "person", "Mohammad Mainuddin", "person", False),
    ("Lang", "person", "Anna Berg", "person", False),
    ("Anna Lang", "person", "Anna Berg", "person", False),
    ("K. Lang", "person", "Peter Lang", "person", False),
    ("J", "person", "Peter J Lang", "person", False),
    ("Berg", "organization", "Anna Berg", "person", False),
    ("Berg", "organization", "Berg", "person", False),
    ("Berg", "person", "Anna Berg", "organization", False),
    ("Defense", "organization", "Ministry of Defense", "organization", False),
    ("Ministry of Health", "organization", "Ministry of Defense", "organization", False),
    ("Varda", "place", "Upper Varda", "place", False),
]


@pytest.mark.parametrize(("name", "kind", "known", "known_kind", "same"), VARIANTS)
def test_forms_of_a_name(name: str, kind: SpeakerKind, known: str, known_kind: SpeakerKind, same: bool) -> None:
    assert is_variant(name, kind, ["Somebody Else", known], known_kind) == same


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("International Monetary Fund", "IMF"),
        ("Ministry of Foreign Affairs", "MFA"),
        ("United Nations", "UN"),
        ("World Trade Organization for the East", "WTOE"),
        ("Asia-Pacific Union", "APU"),
    ],
)
def test_acronyms(name: str, initials: str) -> None:
    assert acronym(name) == initials


@pytest.mark.parametrize(
    ("written", "words", "name"),
    [
        ("Anna Berg", "Anna/NNP/ROOT/-/PERSON Berg/NNP/flat/Anna/PERSON", "Anna Berg"),
        ("the Varda Bank", "the/DT/det/Bank/ORG Varda/NNP/compound/Bank/ORG Bank/NNP/ROOT/-/ORG", "Varda Bank"),
        ("Mrs. Berg", "Mrs./NNP/compound/Berg/PERSON Berg/NNP/ROOT/-/PERSON", "Berg"),
        (
            "Mrs Anna  Berg",
            "Mrs/NNP/compound/Anna/PERSON Anna/NNP/ROOT/-/PERSON Berg/NNP/flat/Anna/PERSON",
            "Anna Berg",
        ),
        ("Berg's", "Berg/NNP/ROOT/-/PERSON 's/POS/case/Berg/PERSON", "Berg"),
        ("Pilots' Union", "Pilots/NNPS/compound/Union/ORG '/POS/case/Pilots/ORG Union/NNP/ROOT/-/ORG", "Pilots' Union"),
        ("President", "President/NNP/ROOT/-/PERSON", "President"),
        ("Bank of Varda", "Bank/NNP/ROOT/-/ORG of/IN/case/Varda/ORG Varda/NNP/nmod/Bank/ORG", "Bank of Varda"),
    ],
)
def test_the_bare_name(written: str, words: str, name: str) -> None:
    (entity,) = made_parse(written, words).doc.ents
    assert bare_name(entity) == name


def test_a_part_of_speech_within_a_name_does_not_end_it() -> None:
    entity = made_parse("United Nations", "United/NNP/amod/Nations/ORG Nations/NNPS/ROOT/-/ORG").doc.ents[0]
    entity[0].pos_ = "VERB"
    assert bare_name(entity) == "United Nations"
    entity[0].tag_ = "VBN"
    assert bare_name(entity) == "Nations"
