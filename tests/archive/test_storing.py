from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archive_tables import contents_of
from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import bridge, council, harbour

from quotes.archive.database import opened_to_write, transaction
from quotes.archive.record_rows import analysis_of
from quotes.archive.storing import configuration_number, remove, store, store_failure
from quotes.errors import ArchiveError
from quotes.records import Analysis, Article, Span, Speaker, Statement

PARAGRAPHS = [
    f"The {what} of Doria was repaired in {year} by {number} workers from the yard beside the old fish market hall"
    for what, year, number in (
        *(("quay", 1998, 20), ("crane", 2001, 31), ("lock", 2004, 45)),
        *(("mole", 2010, 52), ("light", 2012, 67), ("dock", 2019, 70)),
    )
]
SPEAKERS = [
    *(Speaker("", "Anna Berg", "person", role) for role in (None, "mayor", "deputy mayor", "banker")),
    *(Speaker("", "ANNA BERG", "person", "banker", affiliation) for affiliation in (None, "Doria Bank")),
    *(Speaker("", name, "organization", aliases=aliases) for name, aliases in (
        *(("WHO", ()), ("World Health Organization", ("WHO",)), ("World Health Organization", ())),
        *(("Health Council", ("World Health Organization",)), ("Health Council", ()), ("ministry", ())),
    )),
    *(Speaker("", "Berg", "person", listed=listed) for listed in (False, True)),
    Speaker("", "officials", "anonymous"),
]  # fmt: skip
"""Speakers of which some are one, and some only as long as others are there."""


@contextmanager
def archive() -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as folder, opened_to_write(Path(folder) / "news.db") as connection:
        configuration_number(connection, "1", "made", "{}")
        yield connection


@st.composite
def drawn_articles(draw: st.DrawFn) -> tuple[Analysis, date | None]:
    """An article whose text, speakers and day are some that others have too."""
    text = "\n".join(draw(st.lists(st.sampled_from(PARAGRAPHS), unique=True, min_size=1)))
    drawn = draw(st.lists(st.sampled_from(SPEAKERS), max_size=4))
    speakers = [replace(one, id=f"s{number}") for number, one in enumerate(drawn)]
    statements = tuple(
        Statement(
            id=f"q{number}",
            kind="indirect",
            content=(Span(0, draw(st.sampled_from([8, 20]))),),
            speakers=tuple(draw(st.lists(st.sampled_from(speakers), unique=True, max_size=2)) if speakers else ()),
            confidence=0.5,
            rule="made",
        )
        for number in range(draw(st.integers(0, 3)))
    )
    day = draw(st.sampled_from([None, date(2026, 3, 1), date(2026, 4, 2)]))
    return Analysis(Article(text), statements, tuple(speakers), model="made"), day


def named(analysis: Analysis, place: str) -> Analysis:
    return replace(analysis, article=replace(analysis.article, id=place))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.none() | st.just("failed") | drawn_articles()), max_size=9))
def test_an_archive_is_what_its_articles_make_it_whatever_was_there_before(
    steps: list[tuple[str, tuple[Analysis, date | None] | str | None]],
) -> None:
    last: dict[str, tuple[Analysis, date | None] | str] = {}
    with archive() as changed, archive() as anew:

        def put(connection: sqlite3.Connection, place: str, what: tuple[Analysis, date | None] | str) -> None:
            with transaction(connection):
                if isinstance(what, str):
                    store_failure(connection, place, what, 1, hash=what)
                else:
                    store(connection, named(what[0], place), what[1], 1)

        for place, what in steps:
            if what is not None:
                put(changed, place, what)
                last[place] = what
            elif place in last:
                del last[place]
                number = changed.execute("SELECT id FROM articles WHERE place = ?", [place]).fetchone()[0]
                with transaction(changed):
                    remove(changed, number)
        for place, what in last.items():
            put(anew, place, what)
        assert contents_of(changed) == contents_of(anew)


@given(analyses())
def test_any_analysis_is_stored_as_it_is_or_not_at_all(analysis: Analysis) -> None:
    numbers = count()
    speakers = {one.id: one for one in analysis.speakers}
    analysis = replace(
        analysis,
        statements=tuple(replace(one, id=f"q{next(numbers)}") for one in analysis.statements),
        speakers=tuple(speakers.values()),
    )
    with archive() as connection:
        before = contents_of(connection)
        try:
            with transaction(connection):
                number = store(connection, analysis, None, 1)
        except ArchiveError:
            assert re.search("[\\ud800-\\udfff]", json.dumps(analysis.to_dict(), ensure_ascii=False))
            assert contents_of(connection) == before
        else:
            stored = analysis_of(connection, number)
            id = analysis.article.id.encode("utf-8", "backslashreplace").decode()
            assert stored == replace(analysis, model="made", article=replace(analysis.article, id=id))


def test_a_replaced_article_keeps_its_number_and_leaves_nothing_of_what_it_was() -> None:
    with archive() as connection:
        with transaction(connection):
            for analysis in (harbour("a.txt"), bridge("b.txt")):
                store(connection, analysis, date(2026, 3, 1), 1)
            assert store(connection, council("a.txt"), None, 1) == 1
        names = [row["name"] for row in connection.execute("SELECT name FROM speakers ORDER BY name")]
        assert names == ["Anna Berg", "Jon Lund", "ministry", "ministry"]
        assert not connection.execute("SELECT 1 FROM statement_words WHERE statement_words MATCH 'cranes'").fetchall()


def test_too_many_statements_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.archive.storing.MOST_STATEMENTS", 3)
    with archive() as connection, transaction(connection):
        with pytest.raises(ArchiveError, match=r"^4 statements are more than an archive takes of one article$"):
            store(connection, bridge(), None, 1)
        assert not connection.execute("SELECT 1 FROM articles").fetchall()
