from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_told import PlainVectors

from quotes.claims.claim_text import MOST_WORDS, claim_text

WORDS = PlainVectors()


def _reversed(text: str) -> list[str]:
    found = claim_text(text, "", WORDS)
    return [word for word, reversed in zip(found.words, found.reversed, strict=True) if reversed and len(word) > 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the harbour will not be closed until March", ["closed", "until", "march"]),
        ("the harbour won't be closed", ["closed"]),
        ("the harbour is closed, not the lighthouse", ["lighthouse"]),
        ("he had “no excuses” and accepted the fine", ["excuses"]),
        ("the crew failed to reach the wreck", ["reach", "wreck"]),
        ("the mayor said that she did not", ["mayor", "said", "that"]),
        ("it is not unlikely to rain", ["unlikely"]),
        ("the harbour will be closed", []),
    ],
)
def test_words_that_something_negates(text: str, words: list[str]) -> None:
    assert _reversed(text) == words


def test_a_cue_that_tells_more_than_that_something_was_said_is_a_part_of_the_claim() -> None:
    assert claim_text("his resignation", "called for", WORDS).words == ("called", "his", "resignation")
    assert claim_text("his resignation", "said", WORDS).words == ("his", "resignation")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“We saw Anna Berg in Nordvik,”", {"anna", "berg", "nordvik"}),
        ("The harbour is closed. Nobody works.", set()),
        ("Harbour Closed Until March After Storm Damage", set()),
    ],
)
def test_names_are_words_with_capitals_that_begin_no_sentence(text: str, names: set[str]) -> None:
    assert claim_text(text, "", WORDS).names == names


@given(st.text(), st.text(max_size=20))
def test_any_text_has_a_vector_of_length_one_or_none(text: str, cue: str) -> None:
    found = claim_text(text, cue, WORDS)
    assert len(found.words) == len(found.vectors) == len(found.weights) == len(found.reversed) <= MOST_WORDS
    assert 0 <= found.of_cue <= len(found.words)
    assert np.isclose(np.linalg.norm(found.vector), 1, atol=1e-4) or not found.weights.any()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("crews of the veteran harbour pilot Berg sleep", ["crews", "sleep"]),
        ("crews of the veteran harbour pilot sleep", ["crews", "veteran", "harbour", "pilot", "sleep"]),
        ("crews leave the harbour Berg", ["crews", "leave", "harbour"]),
    ],
)
def test_the_title_of_a_name_says_nothing(text: str, words: list[str]) -> None:
    found = claim_text(text, "warned", WORDS)
    assert [word for word, says in zip(found.words, found.says, strict=True) if says] == words


@pytest.mark.parametrize(
    ("cue", "text", "groups", "denied"),
    [
        ("called for", "a pier", 1, False),
        ("calls", "to build a pier", 1, False),
        ("called", "it a pier", 0, False),
        ("refused to endorse", "the mayor", 1, True),
        ("said", "support for a pier", 0, False),
    ],
)
def test_cues_of_groups_that_mean_the_same(cue: str, text: str, groups: int, denied: bool) -> None:
    found = claim_text(text, cue, WORDS)
    assert (len(found.meanings), found.denied) == (groups, denied)
