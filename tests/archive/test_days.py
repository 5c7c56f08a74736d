from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.archive.days import day_of


@pytest.mark.parametrize(
    "text",
    [
        *("2018-02-05", "20180205", "2018-02-05T23:30:00-05:00", "2018-02-05 23:30", "2018-02-05T10:00:00.000Z"),
        *("2018/02/05", "Mon, 05 Feb 2018 23:30:00 -0500", "Mon, 5 Feb 2018 10:00 GMT", "5 February 2018"),
        *("Feb. 5, 2018", "February 5th, 2018", "Monday, Feb. 5, 2018 at 3:15 p.m. ET", " 5\nFebruary  2018 "),
    ],
)
def test_dates_as_sources_give_them_have_a_day(text: str) -> None:
    assert day_of(text) == date(2018, 2, 5)


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "3/2/2026", "05.02.2018", "12-05-10", "2018", "February 2018", "5 February", "Monday", "10:30"),
        *("2018-02-30", "yesterday", "n/a", "1517788800", "99999999999999", "Doria, 5 February", "5" * 1000),
    ],
)
def test_what_may_mean_several_days_or_none_has_no_day(text: str | None) -> None:
    assert day_of(text) is None


def test_a_date_in_numbers_has_a_day_if_it_cannot_mean_another() -> None:
    assert day_of("13/2/2026") == date(2026, 2, 13)
    assert day_of("3/3/2026") == date(2026, 3, 3)


@given(st.text(max_size=30) | st.text("0123456789/-:. TZ+PMFebApr,", max_size=30))
def test_no_text_raises_an_error(text: str) -> None:
    day_of(text)


@given(st.dates(date(1850, 1, 1), date(2100, 1, 1)))
def test_dates_in_words_are_read_as_they_were_written(day: date) -> None:
    for form in ("%d %B %Y", "%b. %d, %Y", "%a, %d %b %Y 10:00:00 +0000", "%Y/%m/%d"):
        assert day_of(day.strftime(form)) == day
