"""Tokens, words and quotations of an article, as attributions are compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_attributions import spans

from quotes.corpora.attribution.tokens import TokenizedText
from quotes.records import Span


def words_of(text: str) -> list[str]:
    tokenized = TokenizedText(text)
    everything = tokenized.tokens([Span(0, len(text))])
    return [tokenized.lower(token) for token in sorted(everything)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The U.S. can't, won’t.", ["the", "u.s", ".", "can't", ",", "won’t", "."]),
        ("$1,000 for AT&T-men", ["$", "1,000", "for", "at&t-men"]),
        ("a_b — “c”", ["a", "_", "b", "—", "“", "c", "”"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert words_of(text) == tokens


def test_a_span_stands_for_all_that_it_touches() -> None:
    text = TokenizedText("one two, three")
    assert text.tokens([Span(1, 2)]) == {0}
    assert text.tokens([Span(3, 4)]) == set()
    assert text.tokens([Span(3, 5), Span(7, 10)]) == {1, 2, 3}
    assert text.words(frozenset({1, 2, 3})) == {1, 3}


@given(st.text(alphabet="a'1 ,“\n", min_size=1, max_size=30), st.data())
def test_tokens_are_those_of_the_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    tokenized = TokenizedText(text)
    characters = (Span(place, place + 1) for place in range(span.start, span.end))
    assert tokenized.tokens([span]) == frozenset().union(*(tokenized.tokens([one]) for one in characters))


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ("\"One\" and ''two''", ['"One"', "''two''"]),
        ("``One''", ["``One''"]),
        ("“One.\n“Two.” Three", ["“One.", "“Two.”"]),
        ("“One “two”", ["“One ", "“two”"]),
        ("the dogs” ”barked”", ["”barked”"]),
        ("it ‘is’ so", []),
        ("so “", []),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    assert TokenizedText(text).quotations == spans(text, *quotations)
