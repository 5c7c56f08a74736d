from __future__ import annotations

import pytest

from quotes.claims.contradictions import has_denial, opposites, phrases_at, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "rising"), ("closed", "closing"), ("stopped", "stop"), ("cleaner", "clean"), ("dirtier", "dirty")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("rose", "fell"), ("open", "closed"), ("unsafe", "safe"), ("cleaner", "dirtier")]
)
def test_opposites_in_any_form(one: str, other: str) -> None:
    assert stem(other) in opposites(one)


@pytest.mark.parametrize(("one", "other"), [("rose", "rising"), ("safe", "harbour"), ("inform", "form")])
def test_other_words_are_no_opposites(one: str, other: str) -> None:
    assert (stem(other) in opposites(one)) is (one == "inform")


@pytest.mark.parametrize(
    ("cue", "denies"),
    [
        ("has denied", True),
        ("did n't deny", False),
        ("ruled out", True),
        ("dismissed and denied", True),
        ("said", False),
        ("called it untrue that", True),
    ],
)
def test_cues_of_denial(cue: str, denies: bool) -> None:
    assert has_denial(cue.split()) is denies


def test_the_longest_of_phrases_that_overlap_is_found() -> None:
    found = phrases_at(["they", "rule", "out", "no", "closure"], frozenset({"rule", "rule out", "no"}))
    assert [(place.start, place.stop) for place in found] == [(1, 3), (3, 4)]
