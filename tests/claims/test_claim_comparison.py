from __future__ import annotations

import pytest
from made_told import PlainVectors, pairs_in, told

from quotes.claims.claim_comparison import stance_between
from quotes.claims.word_vectors import word_vectors

WORDS = PlainVectors("harbour port", "closed shut", "ferry ferries")


@pytest.mark.parametrize(
    ("one", "other", "stance"),
    [
        ("the harbour will be closed until March", "that the port will be shut until March", "repeats"),
        ("the harbour will be closed until March", "the harbour will not be closed until March", "denies"),
        ("the harbour will not be closed until March", "until March the port will not be shut", "repeats"),
        ("the harbour is unsafe for ferries", "the harbour is safe for ferries", "denies"),
        ("the harbour is not safe for ferries", "the port is unsafe for ferries", "repeats"),
        ("three sailors died in the harbour fire", "four sailors died in the harbour fire", None),
        ("the wrecked tanker came from Norway", "the wrecked tanker came from Denmark", None),
        ("the wrecked tanker spilled oil", "the wrecked tanker spilled paint", None),
        ("the harbour will be closed until March", "the brewery sells beer on the quay", None),
    ],
)
def test_statements_that_repeat_or_deny_each_other(one: str, other: str, stance: str | None) -> None:
    assert stance_between(told("a", "Anna Berg", one), told("b", "Olav Rinne", other), WORDS) == stance
    assert stance_between(told("b", "Olav Rinne", other), told("a", "Anna Berg", one), WORDS) == stance


def test_a_cue_may_deny_what_the_statement_says() -> None:
    claim = told("a", "Anna Berg", "the firm paid bribes to the harbour master")
    assert stance_between(claim, told("b", "Olav Rinne", claim.text, "has denied that"), WORDS) == "denies"
    assert stance_between(claim, told("b", "Olav Rinne", f"{claim.text}, it is said", "confirmed"), WORDS) == "repeats"


@pytest.mark.models
def test_no_near_miss_is_joined_and_most_paraphrases_are() -> None:
    words = word_vectors()
    joined = [kind for one, other, kind in pairs_in("negated.tsv") if stance_between(one, other, words) == "repeats"]
    assert joined == []
    same = [stance_between(one, other, words) == "repeats" for one, other, _ in pairs_in("paraphrases.tsv")]
    assert sum(same) >= 18
    assert len(same) == 30
