"""Words without marks and case, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.verification.folded_text import fold

ALIKE = [
    ("“Don’t,” he said", '"don\'t" HE SAID'),
    ("the U.S. fleet sails at 6 a.m.", "the US fleet sails at 6 am"),
    ("it cost $1,000.50—or more", "it cost $1000.50 - or more"),
    ("a well-known café", "a well known cafe\u0301"),
    ("the pilots’ union", "the pilots' union"),
    ("[W]e will stay", "We will stay"),
    ("the ﬁrst har\u00adbour", "the first harbour"),
    ("boats & nets", "boats and nets"),
    ("no… we did not", "no, we did not."),
]
UNLIKE = [
    ("we're here", "were here"),
    ("1.5 metres", "15 metres"),
    ("5 %", "5"),
    ("it was -5 there", "it was 5 there"),
    ("pay €5", "pay £5"),
    ("a cafe", "a café"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_marks_and_case_are_folded_away(one: str, other: str) -> None:
    assert fold(one).words == fold(other).words


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_changes_the_meaning_stays(one: str, other: str) -> None:
    assert fold(one).words != fold(other).words


@given(st.text(st.sampled_from("ab Z1.,'’“”[]-–%$\n\u00ad\u0301é…&:"), max_size=40), st.integers(0, 5))
def test_every_word_stands_where_it_says(text: str, start: int) -> None:
    folded = fold(text, start)
    position = start
    for word, first, last in zip(folded.words, folded.starts, folded.ends, strict=True):
        assert position <= first < last <= len(text)
        assert not text[first:last].isspace() and [word] == list(fold(text[first:last]).words)
        position = last


@given(
    st.lists(st.sampled_from(["a", "b", "ab"]), max_size=12),
    st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3),
)
def test_sequences_of_words_are_found_wherever_they_begin(words: list[str], wanted: list[str]) -> None:
    text = fold(" ".join(words))
    expected = [start for start in range(len(words)) if words[start : start + len(wanted)] == wanted]
    assert list(text.find(wanted)) == expected
    assert text.has(wanted) == bool(expected)
