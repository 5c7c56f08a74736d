"""Statements in statements: what somebody says that somebody else has said."""

from __future__ import annotations

from made_parses import made_parse
from read_statements import analysis_of

CLOSED = "that/IN/mark/closed the/DT/det/bridge bridge/NN/nsubj:pass/closed was=be/VBD/aux:pass/closed closed=close/VBN"


def nesting(text: str, words: str) -> list[tuple[str, str | None, str | None]]:
    """The cue of each statement, the name of its speaker, and the cue of the statement that it stands in."""
    analysis = analysis_of(made_parse(text, words))
    cues = {one.id: one.cue.text if one.cue else "" for one in analysis.statements}
    rows = []
    for statement in analysis.statements:
        outer = cues[statement.nested_in] if statement.nested_in else None
        rows.append((cues[statement.id], statement.speaker and statement.speaker.name, outer))
    return rows


def test_the_agency_quoted_somebody() -> None:
    assert nesting(
        "The agency quoted Anna Berg as saying that the bridge was closed.",
        f"""The/DT/det/agency agency/NN/nsubj/quoted quoted=quote/VBD/root Anna/NNP/obj/quoted/PERSON
        Berg/NNP/flat/Anna/PERSON as/IN/mark/saying saying=say/VBG/advcl/quoted {CLOSED}/ccomp/saying""",
    ) == [("quoted", "agency", None), ("saying", "Anna Berg", "quoted")]


def test_somebody_said_that_somebody_had_told_him() -> None:
    assert nesting(
        "Tom Reed said that the minister had told him that the bridge was closed.",
        f"""Tom/NNP/nsubj/said/PERSON Reed/NNP/flat/Tom/PERSON said=say/VBD/root that/IN/mark/told
        the/DT/det/minister minister/NN/nsubj/told had=have/VBD/aux/told told=tell/VBN/ccomp/said him=he/PRP/obj/told
        {CLOSED}/ccomp/told""",
    ) == [("said", "Tom Reed", None), ("had told", "minister", "said")]


def test_three_deep() -> None:
    assert nesting(
        "Tom Reed said that Anna Berg had stated that Ivan Petrov had announced that the bridge was closed.",
        f"""Tom/NNP/nsubj/said/PERSON Reed/NNP/flat/Tom/PERSON said=say/VBD/root that/IN/mark/stated
        Anna/NNP/nsubj/stated/PERSON Berg/NNP/flat/Anna/PERSON had=have/VBD/aux/stated stated=state/VBN/ccomp/said
        that/IN/mark/announced Ivan/NNP/nsubj/announced/PERSON Petrov/NNP/flat/Ivan/PERSON
        had=have/VBD/aux/announced announced=announce/VBN/ccomp/stated {CLOSED}/ccomp/announced""",
    ) == [
        ("said", "Tom Reed", None),
        ("had stated", "Anna Berg", "said"),
        ("had announced", "Ivan Petrov", "had stated"),
    ]
