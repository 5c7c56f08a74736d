from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.claims.figures import Figure, contradict, figures_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("200 passengers", [200]),
        ("forty-two boats", [42]),
        ("2.5 million euros", [2.5e6]),
        ("$43,885,310", [43885310]),
        ("tens of millions of one-way trips", []),
        ("nineteen of twenty boats", [19, 20]),
    ],
)
def test_numbers_in_digits_and_in_words(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_in(text)] == values


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("43 million", "$43,885,310", False),
        ("44 million", "43,885,310", False),
        ("three sailors", "four sailors", True),
        ("139 million", "141 million", True),
        ("forty welders", "40 welders by 2019", False),
        ("2018", "2019", True),
    ],
)
def test_each_has_a_number_that_the_other_one_has_not(one: str, other: str, apart: bool) -> None:
    assert contradict(list(figures_in(one)), list(figures_in(other))) is apart


@given(st.integers(2, 10**12))
def test_a_number_may_be_itself_as_it_is_written_with_commas(value: int) -> None:
    (one,), (other,) = figures_in(str(value)), figures_in(f"{value:,}")
    assert one == other
    assert one.may_be(other)


@given(st.integers(2, 10**9), st.integers(2, 10**9), st.integers(1, 4), st.integers(1, 4))
def test_of_two_numbers_either_may_be_the_other_or_neither(one: int, other: int, digits: int, others: int) -> None:
    a, b = Figure(one, digits), Figure(other, others)
    assert a.may_be(b) is b.may_be(a)
