from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import span

from quotes.checks.sameness import same_content, same_places
from quotes.records import Article, Span

WORDS = [f"w{number}," for number in range(12)]
TEXT = " “—” ".join(WORDS)
ranges = st.tuples(st.integers(0, 11), st.integers(0, 11)).map(lambda ends: (min(ends), max(ends)))


def over(first: int, last: int) -> Span:
    return Span(TEXT.index(WORDS[first]), TEXT.index(WORDS[last]) + len(WORDS[last]))


@given(ranges, ranges, st.integers(0, 12))
def test_edges_are_the_same_within_so_many_words_where_the_stretches_overlap(
    one: tuple[int, int], other: tuple[int, int], tolerance: int
) -> None:
    apart = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
    overlap = max(one[0], other[0]) <= min(one[1], other[1])
    same = one == other or (overlap and apart <= tolerance)
    article = Article(TEXT)
    assert same_content(article, [over(*one)], [over(*other)], tolerance) is same
    assert same_places(article, [(over(*one),)], [over(*other)], tolerance) is same


@pytest.mark.parametrize(
    ("one", "other", "tolerance", "same"),
    [
        ("the harbour master", "harbour master", 0, False),
        ("the harbour master", "harbour master", 1, True),
        ("the harbour", "the harbour-side café", 1, False),
        ("the harbour", "the harbour-side café", 2, True),  # a part of a word is a word
        ("$5", "5", 0, False),
        ("$5", "5", 1, True),
    ],
)
def test_words_are_what_blanks_separate(one: str, other: str, tolerance: int, same: bool) -> None:
    text = max(one, other, key=len)
    spans = [[span(text, one)], [span(text, other)]]
    assert same_content(Article(text), *spans, tolerance) is same


def test_pieces_are_as_many_with_any_tolerance() -> None:
    text = "“No,” she said, “not today.”"
    pieces = [span(text, "“No,”"), span(text, "“not today.”")]
    assert not same_content(Article(text), pieces, [Span(0, len(text))], 20)
    assert not same_content(Article(text), pieces, pieces[:1], 20)
