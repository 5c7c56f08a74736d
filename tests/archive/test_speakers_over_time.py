"""Timelines, columns by speaker, top speakers and changed statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_archive import archive_of
from made_harbour_news import KINDS, NEWS, article, harbour_news

from quotes.archive.changed_statements import changed_statements, found_changed, shared_words
from quotes.archive.database import opened, opened_to_write
from quotes.archive.day_ranges import Days, days_of
from quotes.archive.found_speakers import speakers_called
from quotes.archive.search_query import Query
from quotes.archive.side_by_side import by_speaker, found_side_by_side
from quotes.archive.timeline import found_timeline, timeline
from quotes.archive.top_speakers import Period, Top, found_top, top_speakers


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Connection]:
    with opened(archive_of(tmp_path / "news.db", harbour_news())) as connection:
        yield connection


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_days_months_and_years(text: str, first: date, last: date) -> None:
    assert days_of(text) == Days(first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-2", "0000", "yesterday", "٢٠٢٤"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        days_of(text)


def test_a_timeline_has_months_with_counts_and_the_newest_statements(news: Connection) -> None:
    petrov = speakers_called(news, "Ivan Petrov")
    months = timeline(news, petrov)
    assert [(one.month, one.statements, [hit.text for hit in one.newest]) for one in months] == [
        ("", 1, ["A pier is no harbour."]),
        ("2024-03", 1, ["The old crane on the new pier is safe."]),
        ("2026-02", 1, ["The old crane on the new pier is not safe any more."]),
    ]
    assert [one.month for one in timeline(news, petrov, Days(until=date(2025, 1, 1)))] == ["2024-03"]
    assert [one.month for one in timeline(news, petrov, Days(since=date(2024, 4, 1)))] == ["2026-02"]
    everybody = tuple(number for name in KINDS for number in speakers_called(news, name))
    march = timeline(news, everybody, Days(date(2024, 3, 1), date(2024, 3, 1)), limit=2)
    assert [(one.statements, [hit.day for hit in one.newest]) for one in march] == [(3, ["2024-03-20", "2024-03-02"])]
    table = found_timeline(march, "Everybody")
    assert [row["bar"] for row in table.rows] == [
        "#" * 20,
        "",
    ] and table.summary == "Everybody: 3 statements in 1 month."


def test_speakers_side_by_side_share_days(news: Connection) -> None:
    speakers = [(name, speakers_called(news, name)) for name in ("ivan petrov", "Mina Okafor", "mina okafor")]
    found = by_speaker(news, speakers, Query(words="crane"), 5)
    assert {name: len(hits) for name, hits in found.items()} == {"Ivan Petrov": 2, "Mina Okafor": 2, "mina okafor": 2}
    rows = found_side_by_side(found).rows
    assert [row["day"] for row in rows] == ["2026-02-11", "2024-03-02"]
    assert rows[0]["Mina Okafor"] == rows[0]["mina okafor"] == "We will buy a crane in the spring."


def test_changed_statements_are_the_same_subject_at_two_dates(news: Connection) -> None:
    query = Query(speakers=speakers_called(news, "Ivan Petrov"))
    (pair,) = changed_statements(news, query)
    assert (pair.old.day, pair.new.day) == ("2024-03-02", "2026-02-11") and 0.5 < pair.similarity < 1
    row = found_changed([pair], "Ivan Petrov").rows[0]
    assert row["change"] == "The old crane on the new pier is {+not+} safe {+any more.+}"
    both = changed_statements(news, Query())
    assert {one.new.text for one in both} == {NEWS[4][3], NEWS[5][3]}
    assert changed_statements(news, Query(words="ferry")) == []
    assert changed_statements(news, Query(days=Days(since=date(2026, 1, 1)))) == []  # one day only


def test_of_pairs_as_alike_the_one_with_most_time_between_comes_first(tmp_path: Path) -> None:
    said = ["The pier is open to ships.", "Open to ships is the pier.", "Is the pier open to ships."]
    articles = [article(f"{n}.txt", f"2026-01-0{n}", [("Ivan Petrov", words)]) for n, words in enumerate(said, 1)]
    with opened(archive_of(tmp_path / "news.db", articles)) as connection:
        (pair,) = changed_statements(connection, Query())
        assert (pair.old.day, pair.new.day, pair.similarity) == ("2026-01-01", "2026-01-03", 1)
        assert changed_statements(connection, Query(words="ferry")) == []


def test_statements_that_say_the_same_have_not_changed(tmp_path: Path) -> None:
    said = ["The pier is open to ships.", "“The pier is open to ships!”"]
    articles = [article(f"{n}.txt", f"2026-01-0{n}", [("Ivan Petrov", words)]) for n, words in enumerate(said, 1)]
    with opened(archive_of(tmp_path / "news.db", articles)) as connection:
        assert changed_statements(connection, Query()) == []


def test_words_that_few_statements_have_make_them_alike() -> None:
    similarities = shared_words(["the crane is old", "the crane is new", "the ferry is old", "of the"])
    assert similarities[0, 0] == pytest.approx(1) and similarities[0, 3] == 0
    assert 0 < similarities[0, 1] < 1 and similarities[1, 2] == 0


@given(st.data())
def test_top_speakers_are_those_of_a_count(data: st.DataObject) -> None:
    days = st.sampled_from([None, "2024-02-29", "2024-03-01", "2025-12-31", "2026-01-01"])
    drawn = data.draw(st.lists(st.tuples(days, st.lists(st.sampled_from(sorted(KINDS)), max_size=4)), max_size=5))
    by: Period = data.draw(st.sampled_from(["month", "year", "all"]))
    kinds = data.draw(st.sampled_from([(), ("person",)]))
    since, until = (
        data.draw(st.none() | st.sampled_from([date(2024, 3, 1), date(2025, 1, 1), date(2025, 12, 31)])) for _ in "ab"
    )
    low, high = since.isoformat()[:7] if since else "0001" if until else "", until.isoformat()[:7] if until else "9999"
    length = {"month": 7, "year": 4, "all": 0}[by]
    counts = Counter(
        ((day or "")[:length], name)
        for day, names in drawn
        for name in names
        if low <= (day or "")[:7] <= high and (not kinds or KINDS[name] in kinds)
    )
    articles = [
        article(f"{number}.txt", day, [(name, f"word {place} of {number}") for place, name in enumerate(names)])
        for number, (day, names) in enumerate(drawn)
    ]
    with TemporaryDirectory() as folder, opened(archive_of(Path(folder) / "news.db", articles)) as connection:
        found = top_speakers(connection, by, kinds=kinds, days=Days(since, until), limit=3)
        first = top_speakers(connection, by, kinds=kinds, days=Days(since, until), limit=1)
    all_time = {"all": ""} if by == "all" else {}
    assert {(all_time.get(one.period, one.period), one.speaker): one.statements for one in found} == counts
    order = [(one.period, one.statements) for one in found]
    assert order == sorted(order, reverse=True)
    periods = dict.fromkeys(one.period for one in found)
    assert [one.statements for one in first] == [
        max(one.statements for one in found if one.period == period) for period in periods
    ]


def test_totals_follow_the_months(tmp_path: Path) -> None:
    with opened_to_write(archive_of(tmp_path / "news.db", harbour_news())) as connection:

        def counts(period: str, table: str) -> list[tuple[object, ...]]:
            query = f"SELECT {period}, speaker, sum(statements) FROM {table} GROUP BY 1, 2 ORDER BY 1, 2"
            return [tuple(row) for row in connection.execute(query)]

        def check() -> int:
            totals = counts("period", "totals")
            assert totals == sorted(counts("substr(month, 1, 4)", "monthly") + counts("'all'", "monthly"))  # type: ignore[arg-type]
            return len(totals)

        before = check()
        connection.execute("UPDATE statements SET counted = 0 WHERE article = 1")
        assert 0 < check() < before
        connection.execute("UPDATE statements SET counted = 1 WHERE article = 1")
        assert check() == before
        connection.execute("DELETE FROM statement_speakers")
        assert check() == 0


def test_bars_are_as_long_as_counts() -> None:
    found = found_top([Top("2026", "Ivan Petrov", "person", 200), Top("2026", "Mina Okafor", "person", 1)], "year")
    assert [row["bar"] for row in found.rows] == ["#" * 20, "#"] and found.summary == "2 rows in 1 year."
