"""Entities that are described and not named: which phrases mean one, by what description, and of what kind."""

from __future__ import annotations

import pytest
from made_references import entities_of, mentions_of, phrase_at

from quotes.records import SpeakerKind
from quotes.speakers.described import description_of, is_definite

CAME = "came=come/VBD/root"
A_STUDY_BY_LEEDS = f"""A/DT/det/study study/NN/nsubj/came by/IN/case/University Leeds/NNP/compound/University/ORG
    University/NNP/nmod/study/ORG {CAME}"""
THE_STUDY, A_STUDY = (f"{article}/DT/det/study study/NN/nsubj/came {CAME}" for article in ("The", "A"))

DESCRIBED = [
    # a definite description is the one before, under the fullest
    (
        "A study by Leeds University came. The study came.",
        f"{A_STUDY_BY_LEEDS} | {THE_STUDY}",
        {"study by Leeds University": ["study", "study"]},
    ),
    (
        "The study came. The new study came.",
        f"{THE_STUDY} | The/DT/det/study new/JJ/amod/study study/NN/nsubj/came {CAME}",
        {"study": ["study"], "new study": ["study"]},  # but one with another word is not
    ),
    (
        "A study came. Its study came.",
        f"{A_STUDY} | Its/PRP$/nmod:poss/study study/NN/nsubj/came {CAME}",
        {"study": ["study"], "its study": ["study"]},
    ),
    # the last one of those that fit
    (
        "A new study came. An old study came. The study came.",
        f"""A/DT/det/study new/JJ/amod/study study/NN/nsubj/came {CAME} |
        An/DT/det/study old/JJ/amod/study study/NN/nsubj/came {CAME} | {THE_STUDY}""",
        {"new study": ["study"], "old study": ["study", "study"]},
    ),
    # an indefinite description is a new one, unless it is in the same words
    (
        "A study by Leeds University came. A study came.",
        f"{A_STUDY_BY_LEEDS} | {A_STUDY}",
        {"study by Leeds University": ["study"], "study": ["study"]},
    ),
    ("A study came. A study came.", f"{A_STUDY} | {A_STUDY}", {"study": ["study", "study"]}),
    # several are not one of them
    (
        "Local residents came. The residents came. The resident came.",
        f"""Local/JJ/amod/residents residents=resident/NNS/nsubj/came {CAME} |
        The/DT/det/residents residents=resident/NNS/nsubj/came {CAME} |
        The/DT/det/resident resident/NN/nsubj/came {CAME}""",
        {"local residents": ["residents"], "residents": ["residents"], "resident": ["resident"]},
    ),
    # a noun beside a name, or in one, describes its holder
    (
        "Anna Berg, a doctor, came.",
        f"""Anna/NNP/nsubj/came/PERSON Berg/NNP/flat/Anna/PERSON a/DT/det/doctor doctor/NN/appos/Anna {CAME}""",
        {},
    ),
    (
        "Doctor Anna Berg came.",
        f"Doctor/NN/nmod:desc/Anna Anna/NNP/nsubj/came/PERSON Berg/NNP/flat/Anna/PERSON {CAME}",
        {},
    ),
    (
        "Anna Berg is a doctor.",
        "Anna/NNP/nsubj/doctor/PERSON Berg/NNP/flat/Anna/PERSON is=be/VBZ/cop/doctor a/DT/det/doctor doctor/NN/root",
        {},
    ),
    (
        "Anna Berg called a doctor.",
        """Anna/NNP/nsubj/called/PERSON Berg/NNP/flat/Anna/PERSON called=call/VBD/root a/DT/det/doctor
        doctor/NN/obj/called""",
        {"doctor": ["doctor"]},
    ),
    # what is said of a predicate is not in its phrase
    (
        "She is a doctor who came.",
        """She/PRP/nsubj/doctor is=be/VBZ/cop/doctor a/DT/det/doctor doctor/NN/root who/WP/nsubj/came
        came=come/VBD/acl:relcl/doctor""",
        {"doctor": ["doctor"]},
    ),
    # the name in a possessive is another entity
    (
        "Berg's lawyer came.",
        f"Berg/NNP/nmod:poss/lawyer/PERSON 's/POS/case/Berg lawyer/NN/nsubj/came {CAME}",
        {"Berg's lawyer": ["lawyer"]},
    ),
    # a part of a noun is no description of its own
    (
        "A ministry spokesman came.",
        f"A/DT/det/spokesman ministry/NN/compound/spokesman spokesman/NN/nsubj/came {CAME}",
        {"ministry spokesman": ["spokesman"]},
    ),
    # marks within a description belong to it, those around it do not
    (
        "The vice-president came.",
        f"The/DT/det/president vice/NN/compound/president president/NN/nsubj/came {CAME}",
        {"vice-president": ["president"]},
    ),
    (
        "A “grand” commander came.",
        f"A/DT/det/commander grand/JJ/amod/commander commander/NN/nsubj/came {CAME}",
        {"“grand” commander": ["commander"]},
    ),
    ("“The president came.”", f"The/DT/det/president president/NN/nsubj/came {CAME}", {"president": ["president"]}),
    # a noun that nobody speaks as is none
    ("The rain came.", f"The/DT/det/rain rain/NN/nsubj/came {CAME}", {}),
]


@pytest.mark.parametrize(("text", "words", "expected"), DESCRIBED, ids=[text for text, _, _ in DESCRIBED])
def test_what_is_described(text: str, words: str, expected: dict[str, list[str]]) -> None:
    entities = entities_of(text, words)
    found = mentions_of(entities)
    assert {one.name: found[one.name] for one in entities if not one.is_named} == expected


KINDS: list[tuple[str, str, str, SpeakerKind]] = [
    ("The study came.", f"The/DT/det/study study/NN/nsubj/came {CAME}", "study", "document"),
    ("The doctor came.", f"The/DT/det/doctor doctor/NN/nsubj/came {CAME}", "doctor", "person"),
    ("The doctors came.", f"The/DT/det/doctors doctors=doctor/NNS/nsubj/came {CAME}", "doctor", "group"),
    ("The ministry came.", f"The/DT/det/ministry ministry/NN/nsubj/came {CAME}", "ministry", "organization"),
    ("Residents came.", f"Residents=resident/NNS/nsubj/came {CAME}", "resident", "group"),
    ("A source came.", f"A/DT/det/source source/NN/nsubj/came {CAME}", "source", "anonymous"),
]


@pytest.mark.parametrize(("text", "words", "noun", "kind"), KINDS, ids=[text for text, *_ in KINDS])
def test_the_kind_is_that_of_the_noun(text: str, words: str, noun: str, kind: SpeakerKind) -> None:
    (entity,) = entities_of(text, words)
    assert (entity.kind, entity.is_named, entity.roles) == (kind, False, {noun})


DESCRIPTIONS = [
    ("The old doctor, who slept, came.", "The/DT/det/doctor old/JJ/amod/doctor doctor/NN/nsubj/came who/WP/nsubj/slept "
     f"slept=sleep/VBD/acl:relcl/doctor {CAME}", "doctor", "old doctor"),
    ("The doctor who slept came.", "The/DT/det/doctor doctor/NN/nsubj/came who/WP/nsubj/slept "
     f"slept=sleep/VBD/acl:relcl/doctor {CAME}", "doctor", "doctor"),
    ("Yesterday's report came.", f"Yesterday/NN/nmod:poss/report 's/POS/case/Yesterday report/NN/nsubj/came {CAME}",
     "report", "report"),
    ("Berg's report came.", f"Berg/NNP/nmod:poss/report/PERSON 's/POS/case/Berg report/NN/nsubj/came {CAME}",
     "report", "Berg's report"),
    ("Residents came.", f"Residents=resident/NNS/nsubj/came {CAME}", "Residents", "residents"),
    ("Resi\xaddents came.", f"Resi\xaddents=resident/NNS/nsubj/came {CAME}", "Resi\xaddents", "resi\xaddents"),
    ("The Prime Minister came.", f"The/DT/det/Minister Prime/NNP/amod/Minister Minister/NNP/nsubj/came {CAME}",
     "Minister", "Prime Minister"),
    ("A “grand” commander came.", f"A/DT/det/commander grand/JJ/amod/commander commander/NN/nsubj/came {CAME}",
     "commander", "“grand” commander"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "head", "description"), DESCRIPTIONS)
def test_the_words_of_a_description(text: str, words: str, head: str, description: str) -> None:
    assert description_of(phrase_at(entities_of(text, words), head)) == description


@pytest.mark.parametrize(
    ("text", "words", "definite"),
    [
        ("The mayor came.", f"The/DT/det/mayor mayor/NN/nsubj/came {CAME}", True),
        ("Her mayor came.", f"Her/PRP$/nmod:poss/mayor mayor/NN/nsubj/came {CAME}", True),
        (
            "Varda's mayor came.",
            f"Varda/NNP/nmod:poss/mayor/GPE 's/POS/case/Varda mayor/NN/nsubj/came {CAME}",
            True,
        ),
        ("A mayor came.", f"A/DT/det/mayor mayor/NN/nsubj/came {CAME}", False),
        ("One mayor came.", f"One/CD/nummod/mayor mayor/NN/nsubj/came {CAME}", False),
    ],
)
def test_what_is_definite(text: str, words: str, definite: bool) -> None:
    assert is_definite(phrase_at(entities_of(text, words), "mayor")) is definite
