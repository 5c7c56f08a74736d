"""Statements attributed by layout: dashes, colons, headlines and transcripts, on parses made by hand."""

from __future__ import annotations

import pytest
from read_statements import Said, said_in

ACTED = "We/PRP/nsubj/acted acted=act/VBD"
AT_ONCE = "at/IN/case/once once/RB/obl/acted"
DOE = "Jane/NNP/flat/Commissioner/PERSON Doe/NNP/flat/Commissioner/PERSON"

BYLINES = [
    pytest.param(
        "“We acted at once.” — Commissioner Jane Doe",
        f"{ACTED}/root {AT_ONCE} Commissioner/NNP/parataxis/acted {DOE}",
        [Said("direct", "“We acted at once.”", "—", "Commissioner Jane Doe")],
        id="dash",
    ),
    pytest.param(
        "“We acted at once.”\n\n- Commissioner Jane Doe",
        f"{ACTED}/root {AT_ONCE} | Commissioner/NNP/root {DOE}",
        [Said("direct", "“We acted at once.”", "-", "Commissioner Jane Doe")],
        id="dash in a paragraph of its own",
    ),
    pytest.param(
        "The storm came at night.\n\nCommissioner Jane Doe: “We acted at once.”",
        f"""The/DT/det/storm storm/NN/nsubj/came came=come/VBD/root at/IN/case/night night/NN/obl/came |
        Commissioner/NNP/root {DOE} {ACTED}/parataxis/Commissioner {AT_ONCE}""",
        [Said("direct", "“We acted at once.”", ":", "Commissioner Jane Doe")],
        id="colon",
    ),
    pytest.param(
        "Ministry: talks to resume\n\nThe storm came at night.",
        """Ministry/NN/root talks=talk/NNS/appos/Ministry to/TO/mark/resume resume/VB/acl/talks |
        The/DT/det/storm storm/NN/nsubj/came came=come/VBD/root at/IN/case/night night/NN/obl/came""",
        [Said("indirect", "talks to resume", ":", "Ministry")],
        id="headline",
    ),
    pytest.param(
        "The founders: Jane Doe and Ali Roe",
        """The/DT/det/founders founders=founder/NNS/root Jane/NNP/appos/founders/PERSON Doe/NNP/flat/Jane/PERSON
        and/CC/cc/Ali Ali/NNP/conj/Jane/B-PERSON Roe/NNP/flat/Ali/PERSON""",
        [],
        id="a caption with names",
    ),
    pytest.param(
        "Varda: a green city",
        "Varda/NNP/dislocated/city/LOC a/DT/det/city green/JJ/amod/city city/NN/root",
        [],
        id="a title about a place",
    ),
    pytest.param(
        "Varda: no troops crossed the border",
        """Varda/NNP/dislocated/crossed/LOC no/DT/det/troops troops=troop/NNS/nsubj/crossed crossed=cross/VBD/root
        the/DT/det/border border/NN/obj/crossed""",
        [Said("indirect", "no troops crossed the border", ":", "Varda")],
        id="a place that speaks in a headline",
    ),
    pytest.param(
        "Talks to resume: ministry",
        "Talks=talk/NNS/root to/TO/mark/resume resume/VB/acl/Talks ministry/NN/appos/Talks",
        [Said("indirect", "Talks to resume", ":", "ministry")],
        id="headline the other way round",
    ),
    pytest.param(
        "Talks to resume – ministry",
        "Talks=talk/NNS/root to/TO/mark/resume resume/VB/acl/Talks ministry/NN/appos/Talks",
        [Said("indirect", "Talks to resume", "–", "ministry")],
        id="headline with a dash",
    ),
    pytest.param(
        "MINISTER: We acted at once.\n\nREPORTER: Who helped you?\n\nMINISTER: Nobody did.",
        f"""MINISTER/NN/root {ACTED}/parataxis/MINISTER {AT_ONCE} | REPORTER/NN/root Who/WP/nsubj/helped
        helped=help/VBD/parataxis/REPORTER you/PRP/obj/helped | MINISTER/NN/root Nobody/NN/nsubj/did
        did=do/VBD/parataxis/MINISTER""",
        [
            Said("direct", "We acted at once.", ":", "MINISTER"),
            Said("direct", "Who helped you?", ":", "REPORTER"),
            Said("direct", "Nobody did.", ":", "MINISTER"),
        ],
        id="transcript",
    ),
]


@pytest.mark.parametrize(("text", "words", "expected"), BYLINES)
def test_bylines(text: str, words: str, expected: list[Said]) -> None:
    assert said_in(text, words) == expected


NO_BYLINES = [
    pytest.param(
        "Weather: storm to pass",
        "Weather/NN/root storm/NN/appos/Weather to/TO/mark/pass pass/VB/acl/storm",
        id="weather cannot speak",
    ),
    pytest.param(
        "The storm came at night: ministry staff stayed at home.",
        """The/DT/det/storm storm/NN/nsubj/came came=come/VBD/root at/IN/case/night night/NN/obl/came
        ministry/NN/compound/staff staff/NN/nsubj/stayed stayed=stay/VBD/parataxis/came at/IN/case/home
        home/NN/obl/stayed""",
        id="a sentence with a colon",
    ),
    pytest.param(
        "The storm came at night.\n\nMINISTER: We acted at once.",
        f"""The/DT/det/storm storm/NN/nsubj/came came=come/VBD/root at/IN/case/night night/NN/obl/came |
        MINISTER/NN/root {ACTED}/parataxis/MINISTER {AT_ONCE}""",
        id="one line in capitals makes no transcript",
    ),
]


@pytest.mark.parametrize(("text", "words"), NO_BYLINES)
def test_what_is_no_byline(text: str, words: str) -> None:
    assert said_in(text, words) == []
