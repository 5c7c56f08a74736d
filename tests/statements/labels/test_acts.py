"""What a source does with a content, from the words of the cue."""

from __future__ import annotations

from itertools import combinations

import pytest
from made_parses import made_parse
from read_statements import statements_of

from quotes.records import STATEMENT_ACTS, StatementAct
from quotes.statements.labels.acts import LISTS, LONGEST_PHRASE, act_of
from quotes.words import load_words

CUES: list[tuple[str, StatementAct]] = [
    ("say", "speech"),
    ("have say", "speech"),
    ("accord to", "speech"),
    ("according to", "speech"),
    ("claim", "speech"),
    ("statement", "speech"),
    ("deny", "speech"),
    ("endorse", "speech"),
    ("show", "speech"),
    ("refuse", "speech"),
    ("refuse to say", "speech"),
    ("go on to say", "speech"),
    ("release a statement say", "speech"),
    ("express concern", "speech"),
    ("reportedly", "speech"),
    ("zigzag", "speech"),
    ("", "speech"),
    ("believe", "belief"),
    ("begin to think", "belief"),
    ("belief", "belief"),
    ("view", "belief"),
    ("see as", "belief"),
    ("expect", "belief"),
    ("seem", "belief"),
    ("be convinced", "belief"),
    ("be confident", "belief"),
    ("plan", "intention"),
    ("want", "intention"),
    ("will seek", "intention"),
    ("decide", "intention"),
    ("would like", "intention"),
    ("be eager", "intention"),
    ("want to see", "intention"),
    ("hope", "attitude"),
    ("support", "attitude"),
    ("oppose", "attitude"),
    ("fear", "attitude"),
    ("welcome", "attitude"),
    ("look forward to", "attitude"),
    ("be worried about", "attitude"),
    ("in favor of", "attitude"),
    ("see", "perception"),
    ("hear", "perception"),
    ("learn", "perception"),
    ("find", "perception"),
    ("know", "perception"),
    ("be aware", "perception"),
]


@pytest.mark.parametrize(("cue", "act"), CUES)
def test_the_act_of_a_cue(cue: str, act: StatementAct) -> None:
    assert act_of(cue.split()) == act


def test_capitals_do_not_matter() -> None:
    assert act_of(["Believe"]) == "belief"


@pytest.mark.parametrize(
    ("cue", "with_infinitive"),
    [("hope", "intention"), ("promise", "speech"), ("expect", "belief"), ("fear", "attitude")],
)
def test_an_infinitive_makes_some_cues_intentions(cue: str, with_infinitive: StatementAct) -> None:
    assert act_of([cue], infinitive=True) == with_infinitive


@pytest.mark.parametrize(
    ("cue", "direct"),
    [("wonder", "speech"), ("laugh", "speech"), ("enthuse", "speech"), ("think", "belief"), ("hope", "attitude")],
)
def test_a_quotation_is_speech_unless_its_cue_is_of_another_act(cue: str, direct: StatementAct) -> None:
    assert act_of([cue], kind="direct") == direct


def test_wondering_without_a_quotation_is_a_belief() -> None:
    assert act_of(["wonder"]) == "belief"


@pytest.mark.parametrize(
    ("cue", "source", "act"),
    [
        ("find", "survey", "speech"),
        ("hope", "letter", "speech"),
        ("find", "court", "speech"),
        ("find", "boy", "perception"),
        ("know", "court", "perception"),
        ("believe", "Ministry", "belief"),
    ],
)
def test_documents_speak_and_bodies_state_what_they_find(cue: str, source: str, act: StatementAct) -> None:
    assert act_of([cue], source=source) == act


def test_every_act_has_lists_and_these_do_not_contradict_one_another() -> None:
    assert set(LISTS) == set(STATEMENT_ACTS)
    own = {act: load_words(names[0]) for act, names in LISTS.items()}
    for one, other in combinations(own, 2):
        assert not own[one] & own[other], (one, other)
    reporting = load_words(*LISTS["speech"])
    shared = {word for act, words in own.items() if act != "speech" for word in words & reporting}
    assert shared == {"notice", "opinion", "view", "wonder"}


def test_the_longest_phrase() -> None:
    assert max(len(phrase.split()) for names in LISTS.values() for phrase in load_words(*names)) == LONGEST_PHRASE


def test_acts_of_statements_found() -> None:
    (statement,) = statements_of(
        made_parse(
            "The minister was confident that the talks would end.",
            """The/DT/det/minister minister/NN/nsubj/confident was=be/VBD/cop/confident confident/JJ/root
            that/IN/mark/end the/DT/det/talks talks/NNS/nsubj/end would/MD/aux/end end/VB/ccomp/confident""",
        )
    )
    assert statement.act == "belief"
    (statement,) = statements_of(
        made_parse(
            "The minister promised to end the talks.",
            """The/DT/det/minister minister/NN/nsubj/promised promised=promise/VBD/root to/TO/mark/end
            end/VB/xcomp/promised the/DT/det/talks talks/NNS/obj/end""",
        )
    )
    assert statement.act == "speech"


def test_a_cue_in_none_of_the_lists_is_speech() -> None:
    assert act_of(["snub"]) == "speech"
