"""Entities of an article: which names are forms of one, and what is noted of each."""

from __future__ import annotations

import pytest
from made_references import entities_of, mentions_of, named, word

SLEPT = "slept=sleep/VBD/root"
INSTITUTE = """The/DT/det/Institute Indian/JJ/amod/Institute/ORG Institute/NNP/nsubj/slept/ORG of/IN/case/Science/ORG
    Science/NNP/nmod/Institute/ORG"""
VANCE = "{}/NNP/nsubj/slept/PERSON Vance/NNP/flat/{}/PERSON " + SLEPT

MERGED: list[tuple[str, str, dict[str, int]]] = [
    # a short form in brackets after a name, of which it has letters in their order
    (
        "The Indian Institute of Science (IISc) slept. IISc slept.",
        f"{INSTITUTE} IISc/NNP/appos/Institute/B-ORG {SLEPT} | IISc/NNP/nsubj/slept/ORG {SLEPT}",
        {"Indian Institute of Science": 3},
    ),
    (
        "The Indian Institute of Science (NASA) slept.",
        f"{INSTITUTE} NASA/NNP/appos/Institute/B-ORG {SLEPT}",
        {"Indian Institute of Science": 1, "NASA": 1},
    ),
    (
        "The Indian Institute of Science (India) slept.",
        f"{INSTITUTE} India/NNP/appos/Institute/B-GPE {SLEPT}",
        {"Indian Institute of Science": 1, "India": 1},
    ),
    # but not without them
    (
        "The Indian Institute of Science slept. IISc slept.",
        f"{INSTITUTE} {SLEPT} | IISc/NNP/nsubj/slept/ORG {SLEPT}",
        {"Indian Institute of Science": 1, "IISc": 1},
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
    # the one mentioned last before
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
