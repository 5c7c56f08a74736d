"""Entities of an article: which names are forms of one, and what is noted of each."""

from __future__ import annotations

import pytest
from made_references import entities_of, mentions_of, named, word

SLEPT = "slept=sleep/VBD/root"
INSTITUTE = """The/DT/det/Institute Indian/JJ/amod/Institute/ORG Institute/NNP/nsubj/slept/ORG of/IN/case/Science/ORG
    Science/NNP/nmod/Institute/ORG"""


def body(name: str) -> str:
    """Words of an organization that slept; its first words hang on the last one."""
    *before, last = name.split()
    words = " ".join(f"{one}/NNP/compound/{last}/ORG" for one in before)
    return f"The/DT/det/{last} {words} {last}/NNP/nsubj/slept/ORG {SLEPT}"


VANCE = "{}/NNP/nsubj/slept/PERSON Vance/NNP/flat/{}/PERSON " + SLEPT

MERGED: list[tuple[str, str, dict[str, int]]] = [
    # a short form in brackets after a name, whatever its letters
    (
        "The Indian Institute of Science (IISc) slept. IISc slept.",
        f"{INSTITUTE} IISc/NNP/appos/Institute/B-ORG {SLEPT} | IISc/NNP/nsubj/slept/ORG {SLEPT}",
        {"Indian Institute of Science": 3},
    ),
    (
        "The Indian Institute of Science (CSN) slept. CSN slept.",
        f"{INSTITUTE} CSN/NNP/appos/Institute/B-ORG {SLEPT} | CSN/NNP/nsubj/slept/ORG {SLEPT}",
        {"Indian Institute of Science": 3},
    ),
    (
        "The Indian Institute of Science (Sindi) slept.",
        f"{INSTITUTE} Sindi/NNP/appos/Institute/B-ORG {SLEPT}",
        {"Indian Institute of Science": 2},
    ),
    # but no word that only tells which one, no place, and no agency after the city of a dateline
    (
        "The Indian Institute of Science (United) slept.",
        f"{INSTITUTE} United/NNP/appos/Institute/B-ORG {SLEPT}",
        {"Indian Institute of Science": 1, "United": 1},
    ),
    (
        "The Indian Institute of Science (India) slept.",
        f"{INSTITUTE} India/NNP/appos/Institute/B-GPE {SLEPT}",
        {"Indian Institute of Science": 1, "India": 1},
    ),
    (
        "West Bank (AFP) - Rain fell.",
        "West/NNP/compound/Bank/ORG Bank/NNP/nsubj/fell/ORG AFP/NNP/appos/Bank/B-ORG Rain/NN/nsubj/fell "
        "fell=fall/VBD/root",
        {"West Bank": 1, "AFP": 1},
    ),
    # initials elsewhere: in another order, of a part, or with small letters
    *(
        (f"The {name} slept. {short} slept.", f"{body(name)} | {short}/NNP/nsubj/slept/ORG {SLEPT}", {name: 2})
        for name, short in (
            ("Institutional Revolutionary Party", "PRI"),
            ("Quality Assurance Agency for Higher Education", "QAA"),
            ("Department of Health and Human Services", "HHS"),
            ("Indian Institute of Science", "IISc"),
        )
    ),
    (
        "The Patna High Court slept. Patna HC slept.",
        f"{body('Patna High Court')} | Patna/NNP/compound/HC/ORG HC/NNP/nsubj/slept/ORG {SLEPT}",
        {"Patna High Court": 2},
    ),
    # but not of other letters, nor two in another order
    *(
        (
            f"The {name} slept. {short} slept.",
            f"{body(name)} | {short}/NNP/nsubj/slept/ORG {SLEPT}",
            {name: 1, short: 1},
        )
        for name, short in (
            ("Institutional Revolutionary Party", "PRD"),
            ("Athletics Kenya", "KA"),
            ("Department of Justice", "OJ"),
            ("Indian Institute of Science", "XISc"),
        )
    ),
    # a surname that stands only at the second of two
    (
        "John and Anna Berg slept. Mr Berg slept.",
        f"John/NNP/nsubj/slept/PERSON and/CC/cc/Anna Anna/NNP/conj/John/B-PERSON Berg/NNP/flat/Anna/PERSON {SLEPT} | "
        f"Mr/NNP/compound/Berg Berg/NNP/nsubj/slept/PERSON {SLEPT}",
        {"John Berg": 2, "Anna Berg": 1, "John Berg and Anna Berg": 1},
    ),
    (
        "Prince John and Anna Berg slept.",
        "Prince/NNP/compound/John John/NNP/nsubj/slept/PERSON and/CC/cc/Anna Anna/NNP/conj/John/B-PERSON "
        f"Berg/NNP/flat/Anna/PERSON {SLEPT}",
        {"John": 1, "Anna Berg": 1, "John and Anna Berg": 1},
    ),
    # initials are no office
    *(
        (
            f"{one} Vance slept. {other} Vance slept.",
            f"{VANCE.format(one, one)} | {VANCE.format(other, other)}",
            {f"{one} Vance": 1, f"{other} Vance": 1},
        )
        for one, other in (("JD", "Usha"), ("Usha", "JD"))
    ),
    # an office in capitals before a name is none
    (
        "VPM Leela Devi slept.",
        f"VPM/NNP/compound/Leela/PERSON Leela/NNP/nsubj/slept/B-PERSON Devi/NNP/flat/Leela/PERSON {SLEPT}",
        {"Leela Devi": 1},
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), MERGED, ids=[text for text, _, _ in MERGED])
def test_forms_of_names_are_one_entity(text: str, words: str, expected: dict[str, int]) -> None:
    assert {name: len(mentions) for name, mentions in mentions_of(entities_of(text, words)).items()} == expected


ROLES = [
    (
        "The airline Aquavar slept.",
        f"The/DT/det/Aquavar airline/NN/compound/Aquavar Aquavar/NNP/nsubj/slept/ORG {SLEPT}",
        {"airline"},
    ),
    (
        "Aquavar, an airline, slept.",
        f"Aquavar/NNP/nsubj/slept/ORG an/DT/det/airline airline/NN/appos/Aquavar {SLEPT}",
        {"airline"},
    ),
    (
        "Aquavar is an airline.",
        "Aquavar/NNP/nsubj/airline/ORG is=be/VBZ/cop/airline an/DT/det/airline airline/NN/root",
        {"airline"},
    ),
    (
        "Aquavar met an airline.",
        "Aquavar/NNP/nsubj/met/ORG met=meet/VBD/root an/DT/det/airline airline/NN/obj/met",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "words", "roles"), ROLES, ids=[text for text, _, _ in ROLES])
def test_what_describes_a_name_is_its_role(text: str, words: str, roles: set[str]) -> None:
    assert named(entities_of(text, words), "Aquavar").roles == roles


def slept(name: str, title: str = "") -> str:
    """Words of a person, named with or without a title, who slept."""
    first, *rest = name.split()
    titled = f"{title}/NNP/compound/{first} " if title else ""
    return f"{titled}{first}/NNP/nsubj/slept/PERSON {''.join(f'{one}/NNP/flat/{first}/PERSON ' for one in rest)}{SLEPT}"


QUIN_BERG, WREN_BERG = slept("Quin Berg"), slept("Wren Berg")
NAMESAKES = [
    # the one named most often
    (
        "Quin Berg slept. Quin Berg slept. Wren Berg slept. Berg slept.",
        [QUIN_BERG, QUIN_BERG, WREN_BERG, slept("Berg")],
        "Quin Berg",
    ),
    # or else mentioned last before
    ("Quin Berg slept. Wren Berg slept. Berg slept.", [QUIN_BERG, WREN_BERG, slept("Berg")], "Wren Berg"),
    ("Wren Berg slept. Quin Berg slept. Berg slept.", [WREN_BERG, QUIN_BERG, slept("Berg")], "Quin Berg"),
    (
        "Quin Berg slept. Wren Berg slept. Quin slept. Berg slept.",
        [QUIN_BERG, WREN_BERG, slept("Quin"), slept("Berg")],
        "Quin Berg",
    ),
    # or, where nobody was, the next
    ("Berg slept. Quin Berg slept. Wren Berg slept.", [slept("Berg"), QUIN_BERG, WREN_BERG], "Quin Berg"),
    # of the gender that a title tells
    (
        "Anna Berg slept. John Berg slept. Mrs Berg slept.",
        [slept("Anna Berg"), slept("John Berg"), slept("Berg", "Mrs")],
        "Anna Berg",
    ),
    (
        "John Berg slept. Anna Berg slept. Mr Berg slept.",
        [slept("John Berg"), slept("Anna Berg"), slept("Berg", "Mr")],
        "John Berg",
    ),
    (
        "Anna Berg slept. John Berg slept. Berg slept.",
        [slept("Anna Berg"), slept("John Berg"), slept("Berg")],
        "John Berg",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMESAKES, ids=[text for text, *_ in NAMESAKES])
def test_which_of_two_of_one_surname_is_meant(text: str, words: list[str], expected: str) -> None:
    entities = entities_of(text, " | ".join(words))
    alone = next(n for n, one in enumerate(entities.doc) if one.text == "Berg" and "flat" not in one.dep_)
    assert getattr(entities.of(entities.doc[alone]), "name", None) == expected
    assert len(list(entities)) == 2


OFFICES = [
    ("The chief executive, Anna Berg, slept.", """The/DT/det/executive chief/JJ/amod/executive
     executive/NN/nsubj/slept Anna/NNP/appos/executive/PERSON Berg/NNP/flat/Anna/PERSON""", "ceo"),
    ("The prime minister of Varda, Anna Berg, slept.", """The/DT/det/minister prime/JJ/amod/minister
     minister/NN/nsubj/slept of/IN/case/Varda Varda/NNP/nmod/minister/GPE Anna/NNP/appos/minister/PERSON
     Berg/NNP/flat/Anna/PERSON""", "pm"),
    ("Anna Berg, the vice president, slept.", """Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON
     the/DT/det/president vice/NN/compound/president president/NN/appos/Anna""", "vp"),
    ("Anna Berg, the mayor, slept.", """Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON the/DT/det/mayor
     mayor/NN/appos/Anna""", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "initials"), OFFICES, ids=[text for text, *_ in OFFICES])
def test_initials_of_an_office_are_a_role_too(text: str, words: str, initials: str | None) -> None:
    roles = named(entities_of(text, f"{words} {SLEPT}"), "Anna Berg").roles
    assert roles & {"ceo", "pm", "vp"} == ({initials} if initials else set())


def test_who_is_named_most_often_is_the_main_person() -> None:
    text = "John Lang slept. Anna Berg slept. Berg slept. Aquavar slept."
    people = (
        "John/NNP/nsubj/slept/PERSON Lang/NNP/flat/John/PERSON",
        "Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON",
        "Berg/NNP/nsubj/slept/PERSON",
        "Aquavar/NNP/nsubj/slept/ORG",
    )
    entities = entities_of(text, " | ".join(f"{one} {SLEPT}" for one in people))
    anna, john, aquavar = (named(entities, name) for name in ("Anna Berg", "John Lang", "Aquavar"))
    assert entities.main_person is anna and entities.main_organization is aquavar
    assert list(entities.most_named(1)) == [anna, aquavar] and list(entities.most_named(2)) == [anna, john, aquavar]
    assert (anna.name_count, entities.count_of["person"], entities.count_of["organization"]) == (2, 2, 1)


def test_mentions_between_and_the_distance_to_the_nearest() -> None:
    text = "Berg slept. Rain fell. Berg slept."
    berg_slept = f"Berg/NNP/nsubj/slept/PERSON {SLEPT}"
    words = f"{berg_slept} | Rain/NN/nsubj/fell fell=fall/VBD/root | {berg_slept}"
    entities = entities_of(text, words)
    berg, rain = named(entities, "Berg"), word(entities, "Rain").i
    first, last = berg.mentions
    assert (first, rain, last) == (0, 3, 6)
    assert berg.mentions_between(first, rain) == [first] and berg.mentions_between(rain, rain) == []
    assert berg.mentions_between(first, last) == [first, last]
    assert [berg.distance(token) for token in (first, rain - 1, rain + 2, last + 5)] == [0, 2, 1, 5]


ANNA_SLEPT = f"Anna/NNP/nsubj/slept/PERSON Berg/NNP/flat/Anna/PERSON {{}} {SLEPT}"
WHOLE_ROLES = [
    # "and" inside a role, and a role of two nouns
    (
        "Anna Berg, the minister of tourism and culture, slept.",
        "the/DT/det/minister minister/NN/appos/Anna of/IN/case/tourism tourism/NN/nmod/minister and/CC/cc/culture "
        "culture/NN/conj/tourism",
        ("minister of tourism and culture", None),
    ),
    (
        "Anna Berg, founder and director of Relx, slept.",
        "founder/NN/appos/Anna and/CC/cc/director director/NN/conj/founder of/IN/case/Relx Relx/NNP/nmod/director/ORG",
        ("founder and director of Relx", "Relx"),
    ),
    # but nobody who is joined to its holder
    (
        "Anna Berg, the mayor and her husband, slept.",
        "the/DT/det/mayor mayor/NN/appos/Anna and/CC/cc/husband her/PRP$/nmod:poss/husband husband/NN/conj/mayor",
        ("mayor", None),
    ),
    # a mark in a word, and the possessive of a place
    (
        "Anna Berg, his great-granddaughter, slept.",
        "his/PRP$/nmod:poss/granddaughter great/JJ/amod/granddaughter granddaughter/NN/appos/Anna",
        ("great-granddaughter", None),
    ),
    (
        "Anna Berg, Varda’s mayor, slept.",
        "Varda/NNP/nmod:poss/mayor/GPE ’s/POS/case/Varda/GPE mayor/NN/appos/Anna",
        ("Varda’s mayor", "Varda"),
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), WHOLE_ROLES, ids=[text for text, *_ in WHOLE_ROLES])
def test_a_role_is_whole(text: str, words: str, expected: tuple[str, str | None]) -> None:
    anna = named(entities_of(text, ANNA_SLEPT.format(words)), "Anna Berg")
    assert (anna.role, anna.affiliation) == expected
