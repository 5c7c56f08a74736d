"""Whatever statements there are and whatever weighs, each gets speakers that exist, and a probability."""

from __future__ import annotations

import math
from dataclasses import replace

from drawn_analyses import spans
from hypothesis import given
from hypothesis import strategies as st
from made_parses import made_parse
from made_references import choosing_by

from quotes.records import STATEMENT_KINDS, Statement
from quotes.speakers import attribute
from quotes.speakers.choosing import Choose, choose, own_weights

TEXT = """“We,” said Anna Berg and John Lang, a doctor, “wait.”

Berg's lawyer, who knows her, and the ministry said that they had left. It denied it!

“IMF: The company,” a spokesman for Aquavar told him, “slept."""
WORDS = """We/PRP/nsubj/wait said=say/VBD/parataxis/wait Anna/NNP/nsubj/said/PERSON Berg/NNP/flat/Anna/PERSON
    and/CC/cc/John John/NNP/conj/Anna/PERSON Lang/NNP/flat/John/PERSON a/DT/det/doctor doctor/NN/appos/John
    wait/VBP/root |
    Berg/NNP/nmod:poss/lawyer/PERSON 's/POS/case/Berg lawyer/NN/nsubj/said who/WP/nsubj/knows
    knows=know/VBZ/acl:relcl/lawyer her/PRP/obj/knows and/CC/cc/ministry the/DT/det/ministry ministry/NN/conj/lawyer
    said=say/VBD/root that/IN/mark/left they/PRP/nsubj/left had/VBD/aux/left left=leave/VBN/ccomp/said |
    It/PRP/nsubj/denied denied=deny/VBD/root it/PRP/obj/denied |
    IMF/NNP/dep/told/ORG The/DT/det/company company/NN/nsubj/slept a/DT/det/spokesman spokesman/NN/nsubj/told
    for/IN/case/Aquavar Aquavar/NNP/nmod/spokesman/ORG told=tell/VBD/parataxis/slept him/PRP/iobj/told
    slept=sleep/VBD/root"""
PARSE = made_parse(TEXT, WORDS)
NAMES = sorted({name for own in own_weights().values() for name in own if len(name) < 20})
RULES = ("clause", "asked-clause", "interview-answer")

places = spans(len(TEXT)).filter(lambda span: any(map(str.isalnum, TEXT[span.start : span.end])))
statements = st.builds(
    Statement,
    id=st.just(""),
    kind=st.sampled_from(STATEMENT_KINDS),
    question=st.booleans(),
    content=st.lists(places, min_size=1, max_size=2).map(lambda some: tuple(sorted(some))),
    cue=st.none() | places,
    source=st.just(()) | places.map(lambda place: (place,)),
    confidence=st.floats(0, 1),
    rule=st.sampled_from(RULES),
)
weights = st.dictionaries(
    st.sampled_from(sorted(own_weights())),
    st.dictionaries(st.sampled_from(NAMES), st.floats(-50, 50), min_size=1, max_size=8),
)
choices = st.just(choose) | weights.map(choosing_by)


def numbered(drawn: list[Statement], nested: int) -> list[Statement]:
    """Statements in the order of the text, with ids, one of them perhaps nested in the first one."""
    some = [replace(one, id=f"q{number}") for number, one in enumerate(sorted(drawn, key=lambda one: one.content))]
    if 0 < nested < len(some):
        some[nested] = replace(some[nested], nested_in="q0")
    return some


@given(drawn=st.lists(statements, max_size=6), nested=st.integers(0, 6), chooses=choices)
def test_any_statements_get_speakers_that_exist(drawn: list[Statement], nested: int, chooses: Choose) -> None:
    before = numbered(drawn, nested)
    after, speakers = attribute(PARSE, before, chooses)
    assert [one.id for one in speakers] == [f"s{number}" for number in range(1, len(speakers) + 1)]
    assert {speaker.id for one in after for speaker in one.speakers} == {one.id for one in speakers}
    for one, other in zip(before, after, strict=True):
        assert len({speaker.id for speaker in other.speakers}) == len(other.speakers)
        assert set(other.speakers) <= set(speakers) and all(speaker.name.strip() for speaker in other.speakers)
        assert 0 <= other.speaker_confidence <= 1
        assert math.isclose(other.confidence, one.confidence * other.speaker_confidence)
        unattributed = replace(other, speakers=(), confidence=one.confidence)
        assert replace(unattributed, speaker_confidence=1.0, speaker_evidence=()) == one


@given(drawn=st.lists(statements, min_size=1, max_size=4))
def test_the_same_statements_get_the_same_speakers(drawn: list[Statement]) -> None:
    some = numbered(drawn, 0)
    assert attribute(PARSE, some) == attribute(PARSE, some)
