"""Sources and statements without one, led to their speakers by weights made by hand, and how probable that is."""

from __future__ import annotations

import math

import pytest
from made_parses import made_parse
from made_references import choosing_by
from read_statements import analysis_of, statements_of

from quotes.records import Statement
from quotes.speakers import attribute
from quotes.speakers.choosing import Weights
from quotes.speakers.resolution import NAME_PROBABILITY

SAID_THAT_RAIN_FELL = "said=say/VBD/root that/IN/mark/fell rain/NN/nsubj/fell fell=fall/VBD/ccomp/said"
ANNA = f"Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON {SAID_THAT_RAIN_FELL}"
MAYOR_ANNA = f"""Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON the/DT/det/mayor mayor/NN/appos/Anna
    {SAID_THAT_RAIN_FELL}"""
JOHN = f"John/NNP/nsubj/said/PERSON Lang/NNP/flat/John/PERSON {SAID_THAT_RAIN_FELL}"
AQUAVAR = f"Aquavar/NNP/nsubj/said/ORG {SAID_THAT_RAIN_FELL}"
SHE, IT = (f"{word}/PRP/nsubj/said {SAID_THAT_RAIN_FELL}" for word in ("She", "It"))
THE_MAYOR = f"The/DT/det/mayor mayor/NN/nsubj/said {SAID_THAT_RAIN_FELL}"
A_MAYOR = f"A/DT/det/mayor mayor/NN/nsubj/said {SAID_THAT_RAIN_FELL}"
A_SPOKESMAN = "A/DT/det/spokesman spokesman/NN/nsubj/said for/IN/case/Aquavar Aquavar/NNP/nmod/spokesman/ORG"

BY_ROLE: Weights = {"description": {" role person": 1.0}}
OWN: Weights = {"description": {"own  is": 1.0}}
LAST: Weights = {"person": {"spoke last and says": 1.0}, "thing": {"kind organization": 1.0}}


def said(*sources: str) -> str:
    return " ".join(f"{source} said that rain fell." for source in sources)


def attributed(text: str, words: str, weights: Weights) -> tuple[Statement, ...]:
    return analysis_of(made_parse(text, words), choosing_by(weights)).statements


def names(text: str, words: str, weights: Weights) -> list[str | None]:
    return [one.speaker.name if one.speaker else None for one in attributed(text, words, weights)]


RESOLVED: list[tuple[str, str, Weights, list[str | None]]] = [
    # a name is no question of weights
    (said("Anna Berg", "John Lang"), f"{ANNA} | {JOHN}", {}, ["Anna Berg", "John Lang"]),
    # a description is who has the role, or an entity of its own, the same one each time
    (
        said("Anna Berg, the mayor,", "John Lang", "The mayor"),
        f"{MAYOR_ANNA} | {JOHN} | {THE_MAYOR}",
        BY_ROLE,
        ["Anna Berg", "John Lang", "Anna Berg"],
    ),
    (
        said("Anna Berg, the mayor,", "John Lang", "The mayor"),
        f"{MAYOR_ANNA} | {JOHN} | {THE_MAYOR}",
        OWN,
        ["Anna Berg", "John Lang", "mayor"],
    ),
    (
        said("Anna Berg", "A spokesman for Aquavar"),
        f"{ANNA} | {A_SPOKESMAN} {SAID_THAT_RAIN_FELL}",
        {"description": {"inside nmod for spokesman": 1.0}},
        ["Anna Berg", "Aquavar"],
    ),
    (
        said("Anna Berg", "A spokesman for Aquavar"),
        f"{ANNA} | {A_SPOKESMAN} {SAID_THAT_RAIN_FELL}",
        OWN,
        ["Anna Berg", "spokesman for Aquavar"],
    ),
    # what a noun meant it may mean again
    (
        said("Anna Berg, the mayor,", "John Lang", "The mayor", "A mayor"),
        f"{MAYOR_ANNA} | {JOHN} | {THE_MAYOR} | {A_MAYOR}",
        {"description": {"the role person": 1.0, "indefinite meant by the noun before": 1.0}},
        ["Anna Berg", "John Lang", "Anna Berg", "Anna Berg"],
    ),
    # the issuer of a statement may be described: whom "the company" means
    (
        said("Aquavar", "John Lang", "The company's statement"),
        f"{AQUAVAR} | {JOHN} | The/DT/det/company company/NN/nmod:poss/statement 's/POS/case/company "
        f"statement/NN/nsubj/said {SAID_THAT_RAIN_FELL}",
        {"description": {"company is organization": 1.0}},
        ["Aquavar", "John Lang", "Aquavar"],
    ),
    (
        said("Aquavar", "John Lang", "A company statement"),
        f"{AQUAVAR} | {JOHN} | A/DT/det/statement company/NN/compound/statement statement/NN/nsubj/said "
        f"{SAID_THAT_RAIN_FELL}",
        {"description": {"company is organization": 1.0}},
        ["Aquavar", "John Lang", "Aquavar"],
    ),
    # "that man", wherever it stands, is whom it points back to
    (
        f"{said('Anna Berg', 'John Lang')} That man. He said that rain fell.",
        f"{ANNA} | {JOHN} | That/DT/det/man man/NN/root | He/PRP/nsubj/said {SAID_THAT_RAIN_FELL}",
        {"description": {"man is person": 1.0, " near as 0 person": 1.0},
         "person": {"sentences 1": 1.0, "named person": 1.0}},
        ["Anna Berg", "John Lang", "John Lang"],
    ),
    # pronouns
    (said("Anna Berg", "Aquavar", "She"), f"{ANNA} | {AQUAVAR} | {SHE}", {"person": {"kind person": 1.0}},
     ["Anna Berg", "Aquavar", "Anna Berg"]),
    (said("Anna Berg", "Aquavar", "She"), f"{ANNA} | {AQUAVAR} | {SHE}", LAST, ["Anna Berg", "Aquavar", "Aquavar"]),
    (said("Aquavar", "Anna Berg", "It"), f"{AQUAVAR} | {ANNA} | {IT}", LAST, ["Aquavar", "Anna Berg", "Aquavar"]),
    # what pronouns were resolved to counts for those after
    (said("Anna Berg", "John Lang", "She", "She"), f"{ANNA} | {JOHN} | {SHE} | {SHE}",
     {"person": {"gender same": 1.0, "gender other": -1.0, "same pronoun before": 1.0}},
     ["Anna Berg", "John Lang", "Anna Berg", "Anna Berg"]),
    # a pronoun before which nobody was mentioned is nobody
    (said("She", "Anna Berg"), f"{SHE} | {ANNA}", LAST, [None, "Anna Berg"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "weights", "expected"), RESOLVED)
def test_who_is_meant(text: str, words: str, weights: Weights, expected: list[str | None]) -> None:
    assert names(text, words, weights) == expected


QUOTED = "“Rain fell,” said Anna Berg.{gap}“Snow fell.”{gap}“Hail fell.”"
QUOTED_WORDS = """Rain/NN/nsubj/fell fell=fall/VBD/ccomp/said said=say/VBD/root Anna/NNP/nsubj/said/PERSON
    Berg/NNP/flat/Anna/PERSON | Snow/NN/nsubj/fell fell=fall/VBD/root | Hail/NN/nsubj/fell fell=fall/VBD/root"""


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"before adjacent 1 paragraphs": 2.0, "nobody direct": 1.0}, ["Anna Berg"] * 3),
        ({"before adjacent 1 paragraphs": 1.0, "nobody direct": 2.0}, ["Anna Berg", None, None]),
        ({"before 1 paragraphs with source": 2.0, "nobody direct": 1.0}, ["Anna Berg", "Anna Berg", None]),
        ({"nobody not before adjacent 1 paragraphs direct": 1.0}, ["Anna Berg", None, "Anna Berg"]),
    ],
)
def test_a_statement_without_a_source_is_of_who_speaks_beside_or_of_nobody(
    weights: dict[str, float], expected: list[str | None]
) -> None:
    assert names(QUOTED.format(gap="\n\n"), QUOTED_WORDS, {"nothing": weights}) == expected


def test_what_is_nobodys_tells_nothing_of_what_comes_after() -> None:
    weights = {"nothing": {"nobody is before adjacent 1 paragraphs direct": 1.0, "nobody direct": 0.1}}
    statements = attributed(QUOTED.format(gap="\n\n"), QUOTED_WORDS, weights)
    assert [one.speaker is None for one in statements] == [False, True, True]
    assert statements[2].speaker_confidence > statements[1].speaker_confidence


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "“I said, ‘Snow fell,’” said Anna Berg. “Hail fell,” I said."
    words = """I/PRP/nsubj/said said=say/VBD/ccomp/said Snow/NN/nsubj/fell fell=fall/VBD/ccomp/said said=say/VBD/root
        Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON | Hail/NN/nsubj/fell fell=fall/VBD/ccomp/said
        I/PRP/nsubj/said said=say/VBD/root"""
    assert names(text, words, {}) == ["Anna Berg", "Anna Berg", None]


def test_a_name_is_almost_certain_and_a_choice_as_its_weights_have_it() -> None:
    anna, _, mayor = attributed(
        said("Anna Berg", "John Lang", "The mayor"),
        f"{ANNA} | {JOHN} | {THE_MAYOR}",
        {"description": {"own mayor": math.log(2), "own  is": 0.0}},
    )
    assert (anna.speaker_confidence, anna.speaker_evidence) == (NAME_PROBABILITY, ("name",))
    assert mayor.speaker_confidence == pytest.approx(2 / 4) and mayor.speaker_evidence == ("own mayor",)


def test_the_confidence_of_a_statement_is_also_that_of_its_speaker() -> None:
    parse = made_parse(said("Anna Berg", "John Lang", "She"), f"{ANNA} | {JOHN} | {SHE}")
    before = statements_of(parse)
    after, _ = attribute(parse, before, choosing_by({}))
    assert [one.speaker_confidence for one in after] == pytest.approx([NAME_PROBABILITY, NAME_PROBABILITY, 0.5])
    for one, other in zip(before, after, strict=True):
        assert one.speaker_confidence == 1.0
        assert other.confidence == pytest.approx(one.confidence * other.speaker_confidence)


def test_speakers_are_numbered_in_the_order_of_their_statements() -> None:
    words = f"{JOHN} | {ANNA} | Lang/NNP/nsubj/said/PERSON {SAID_THAT_RAIN_FELL}"
    analysis = analysis_of(made_parse(said("John Lang", "Anna Berg", "Lang"), words), choosing_by({}))
    assert [(one.id, one.name) for one in analysis.speakers] == [("s1", "John Lang"), ("s2", "Anna Berg")]
    assert [span.text for span in analysis.speakers[0].mentions] == ["John Lang", "Lang"]


UNMISTAKABLE = [
    (said("Anna Berg"), ANNA, ["Anna Berg"]),
    (said("John Lang", "He"), f"{JOHN} | He/PRP/nsubj/said {SAID_THAT_RAIN_FELL}", ["John Lang"] * 2),
    (
        said("Aquavar", "The company"),
        f"{AQUAVAR} | The/DT/det/company company/NN/nsubj/said {SAID_THAT_RAIN_FELL}",
        ["Aquavar"] * 2,
    ),
    (said("A spokesman for Aquavar"), f"{A_SPOKESMAN} {SAID_THAT_RAIN_FELL}", ["Aquavar"]),
]


@pytest.mark.parametrize(("text", "words", "expected"), UNMISTAKABLE, ids=[text for text, *_ in UNMISTAKABLE])
def test_what_nobody_would_mistake_by_the_weights_of_the_package(
    text: str, words: str, expected: list[str | None]
) -> None:
    assert [one.speaker and one.speaker.name for one in analysis_of(made_parse(text, words)).statements] == expected


def test_who_told_somebody_is_nobody_where_no_agent_is_written() -> None:
    text = "Anna Berg said that rain fell. “Snow fell,” the crew were told."
    words = f"""{ANNA} | Snow/NN/nsubj/fell fell=fall/VBD/ccomp/told the/DT/det/crew crew/NN/nsubj:pass/told
        were=be/VBD/aux:pass/told told=tell/VBN/root"""
    weights = {"nothing": {"is person": 5.0}}
    found = attributed(text, words, weights)
    assert [one.speaker.name if one.speaker else None for one in found] == ["Anna Berg", None]
    assert found[1].speaker_evidence == ("passive cue",)
