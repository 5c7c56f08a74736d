"""Speakers that speak together: "Berg and Lang said" has two, and "they" are both."""

from __future__ import annotations

import pytest
from made_parses import made_parse
from made_references import choosing_by, entities_of, mentions_of, named, phrase_at
from read_statements import analysis_of

from quotes.records import Statement
from quotes.speakers.joint import conjuncts, joint

SAID_THAT_RAIN_FELL = "said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"
ANNA = "Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON"
AND_JOHN = "and/CC/cc/John John/NNP/conj/Anna/PERSON Lang/NNP/flat/John/PERSON"
BOTH = f"{ANNA} {AND_JOHN} {SAID_THAT_RAIN_FELL}"


OWN = {"description": {"own  is": 1.0}}
"""Weights by which every description is an entity of its own."""


def who_said(text: str, words: str, weights: dict[str, dict[str, float]] = OWN) -> list[list[str]]:
    analysis = analysis_of(made_parse(text, words), choosing_by(weights))
    return [[speaker.name for speaker in statement.speakers] for statement in analysis.statements]


JOINT = [
    ("Anna Berg and John Lang said that rain fell.", BOTH, ["Anna Berg", "John Lang"]),
    (
        "Anna Berg, John Lang and Omar Madbouli said that rain fell.",
        f"""{ANNA} John/NNP/conj/Anna/PERSON Lang/NNP/flat/John/PERSON and/CC/cc/Omar Omar/NNP/conj/Anna/PERSON
        Madbouli/NNP/flat/Omar/PERSON {SAID_THAT_RAIN_FELL}""",
        ["Anna Berg", "John Lang", "Omar Madbouli"],
    ),
    (
        "Anna Berg & Quay Homes said that rain fell.",
        f"""{ANNA} &/CC/cc/Homes Quay/NNP/compound/Homes/ORG Homes/NNP/conj/Anna/ORG {SAID_THAT_RAIN_FELL}""",
        ["Anna Berg", "Quay Homes"],
    ),
    (
        "Anna Berg and a doctor said that rain fell.",
        f"{ANNA} and/CC/cc/doctor a/DT/det/doctor doctor/NN/conj/Anna {SAID_THAT_RAIN_FELL}",
        ["Anna Berg", "doctor"],
    ),
    # one of two is not both
    (
        "Anna Berg or John Lang said that rain fell.",
        f"{ANNA} or/CC/cc/John John/NNP/conj/Anna/PERSON Lang/NNP/flat/John/PERSON {SAID_THAT_RAIN_FELL}",
        ["Anna Berg"],
    ),
    # two roles of one person are one speaker
    (
        "Anna Berg, a doctor and writer, said that rain fell.",
        f"""{ANNA} a/DT/det/doctor doctor/NN/appos/Anna and/CC/cc/writer writer/NN/conj/doctor {SAID_THAT_RAIN_FELL}""",
        ["Anna Berg"],
    ),
    # and so is a name with "and" in it
    (
        "Berg and Lang said that rain fell.",
        f"Berg/NNP/nsubj/said/ORG and/CC/cc/Lang/ORG Lang/NNP/conj/Berg/ORG {SAID_THAT_RAIN_FELL}",
        ["Berg and Lang"],
    ),
    # one who is named twice is one
    (
        "Anna Berg and Berg said that rain fell.",
        f"{ANNA} and/CC/cc/Berg Berg/NNP/conj/Anna/PERSON {SAID_THAT_RAIN_FELL}",
        ["Anna Berg"],
    ),
]


@pytest.mark.parametrize(("text", "words", "names"), JOINT, ids=[text for text, _, _ in JOINT])
def test_who_speaks_together(text: str, words: str, names: list[str]) -> None:
    assert who_said(text, words) == [names]


def test_they_are_both_and_each_is_a_speaker_of_its_own() -> None:
    text = "Anna Berg and John Lang said that rain fell. They said that rain fell. Berg said that rain fell."
    words = f"""{BOTH} | They/PRP/nsubj/said {SAID_THAT_RAIN_FELL} | Berg/NNP/nsubj/said/PERSON {SAID_THAT_RAIN_FELL}"""
    together = {"plural": {"kind group": 1.0}}
    assert who_said(text, words, together) == [["Anna Berg", "John Lang"]] * 2 + [["Anna Berg"]]
    analysis = analysis_of(made_parse(text, words), choosing_by(together))
    assert [speaker.name for speaker in analysis.speakers] == ["Anna Berg", "John Lang"]
    assert [[one.id for one in statement.speakers] for statement in analysis.statements] == [
        ["s1", "s2"], ["s1", "s2"], ["s1"],
    ]  # fmt: skip


def test_the_speaker_is_the_first_one_of_several() -> None:
    (statement,) = analysis_of(made_parse("Anna Berg and John Lang said that rain fell.", BOTH)).statements
    assert isinstance(statement, Statement)
    assert statement.speaker == statement.speakers[0] and statement.speaker.name == "Anna Berg"


def test_those_together_are_as_probable_as_the_least_probable_one() -> None:
    text = "Anna Berg and the doctor said that rain fell."
    words = f"{ANNA} and/CC/cc/doctor the/DT/det/doctor doctor/NN/conj/Anna {SAID_THAT_RAIN_FELL}"
    (statement,) = analysis_of(made_parse(text, words), choosing_by({"description": {"own doctor": 0.5}})).statements
    assert 0.5 < statement.speaker_confidence < 0.7  # e ** 0.5 to 1
    assert statement.speaker_evidence == ("name", "own doctor")


NAMED_TOGETHER = [
    ("Anna Berg and John Lang slept.", f"{ANNA} {AND_JOHN} said=say/VBD/root", {"Anna Berg and John Lang": ["and"]}),
    (
        "Anna Berg met John Lang.",
        "Anna/NNP/nsubj/met/PERSON Berg/NNP/flat/Anna/PERSON met=meet/VBD/root John/NNP/obj/met/PERSON "
        "Lang/NNP/flat/John/PERSON",
        {},
    ),
    (
        "Anna Berg and a doctor slept.",
        f"{ANNA} and/CC/cc/doctor a/DT/det/doctor doctor/NN/conj/Anna said=say/VBD/root",
        {},
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMED_TOGETHER)
def test_names_side_by_side_are_an_entity(text: str, words: str, expected: dict[str, list[str]]) -> None:
    entities = entities_of(text.replace("slept", "said"), words)
    found = mentions_of(entities)
    assert {one.name: found[one.name] for one in entities if one.members} == expected


def test_the_same_members_are_the_same_entity_in_any_order() -> None:
    entities = entities_of("Anna Berg and John Lang said.", f"{ANNA} {AND_JOHN} said=say/VBD/root")
    anna, john = named(entities, "Anna Berg"), named(entities, "John Lang")
    both = named(entities, "Anna Berg and John Lang")
    assert joint(entities, (john, anna)) is both and both.members == (anna, john) and both.kind == "group"


def test_the_parts_of_a_phrase() -> None:
    text = "The old mayor, a doctor and John Lang said."
    words = """The/DT/det/mayor old/JJ/amod/mayor mayor/NN/nsubj/said a/DT/det/doctor doctor/NN/conj/mayor
        and/CC/cc/John John/NNP/conj/mayor/PERSON Lang/NNP/flat/John/PERSON said=say/VBD/root"""
    parts = conjuncts(phrase_at(entities_of(text, words), "mayor"))
    assert [[token.text for token in part.tokens] for part in parts] == [
        ["The", "old", "mayor"], ["a", "doctor"], ["John", "Lang"],
    ]  # fmt: skip
    assert conjuncts(phrase_at(entities_of("The mayor said.", "The/DT/det/mayor mayor/NN/nsubj/said "
                                           "said=say/VBD/root"), "mayor")) == []  # fmt: skip
