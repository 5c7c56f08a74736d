"""The act of a cue, from its words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from quotes.records import STATEMENT_ACTS, StatementAct
from quotes.statements.labels.acts import LISTS, LONGEST_PHRASE, act_of
from quotes.words import load_words, words_added

CUES: Mapping[StatementAct, tuple[str, ...]] = {
    "speech": (
        *("say", "have say", "accord to", "according to", "claim", "statement", "deny", "endorse", "show", "refuse"),
        *("refuse to say", "go on to say", "release a statement say", "express concern", "reportedly", "snub", ""),
    ),
    "belief": (
        *("believe", "Believe", "begin to think", "belief", "view", "see as", "expect", "seem", "be convinced"),
        *("be confident", "wonder"),
    ),
    "intention": ("plan", "want", "will seek", "decide", "would like", "be eager", "want to see"),
    "attitude": (
        *("hope", "support", "oppose", "fear", "welcome", "look forward to", "be worried about", "in favor of"),
    ),
    "perception": ("see", "hear", "learn", "find", "know", "be aware"),
}


@pytest.mark.parametrize("act", CUES)
def test_the_act_of_a_cue(act: StatementAct) -> None:
    assert {cue: act_of(cue.split()) for cue in CUES[act]} == dict.fromkeys(CUES[act], act)


@pytest.mark.parametrize(
    ("cue", "more", "act"),
    [
        ("hope", {"infinitive": True}, "intention"),
        ("promise", {"infinitive": True}, "speech"),
        ("expect", {"infinitive": True}, "belief"),
        ("fear", {"infinitive": True}, "attitude"),
        ("wonder", {"kind": "direct"}, "speech"),
        ("enthuse", {"kind": "direct"}, "speech"),
        ("think", {"kind": "direct"}, "belief"),
        ("hope", {"kind": "direct"}, "attitude"),
        ("find", {"source": "survey"}, "speech"),
        ("hope", {"source": "letter"}, "speech"),
        ("find", {"source": "court"}, "speech"),
        ("find", {"source": "boy"}, "perception"),
        ("know", {"source": "court"}, "perception"),
        ("believe", {"source": "Ministry"}, "belief"),
    ],
)
def test_infinitives_quotations_and_sources(cue: str, more: dict[str, Any], act: StatementAct) -> None:
    assert act_of([cue], **more) == act


def test_every_act_has_lists_and_these_do_not_contradict_one_another() -> None:
    assert set(LISTS) == set(STATEMENT_ACTS)
    own = {act: load_words(names[0]) for act, names in LISTS.items()}
    for one, other in combinations(own, 2):
        assert not own[one] & own[other], (one, other)
    reporting = load_words(*LISTS["speech"])
    shared = {word for act, words in own.items() if act != "speech" for word in words & reporting}
    assert shared == {"notice", "opinion", "view", "wonder"}


def test_words_of_a_house_have_the_act_of_their_list() -> None:
    assert act_of(["twig"]) == "speech"
    with words_added((("belief_cues", frozenset(["twig"])),)):
        assert act_of(["twig"]) == "belief"


def test_the_longest_phrase() -> None:
    assert max(len(phrase.split()) for names in LISTS.values() for phrase in load_words(*names)) == LONGEST_PHRASE
