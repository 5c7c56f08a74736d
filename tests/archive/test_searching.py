from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_archive import archive_of
from made_harbour_news import NEWS, article, harbour_news

from quotes.archive import searching
from quotes.archive.database import opened, opened_to_write
from quotes.archive.day_ranges import Days
from quotes.archive.found_speakers import name_of, speakers_called
from quotes.archive.found_statements import found_hits, hits_in_words
from quotes.archive.search_query import Query
from quotes.archive.searching import Found, analyses_with, found_numbers, search
from quotes.errors import ArchiveError
from quotes.records import Analysis
from quotes.speakers.roster import RosterEntry

WORDS = ("pier", "crane", "ferry", "old", "new")
DAYS = (None, "2024-02-29", "2024-03-01", "2025-12-31")
NAMES = ("Ivan Petrov", "Mina Okafor", "Port Authority")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return archive_of(tmp_path / "news.db", harbour_news())


def texts(found: Found) -> list[str]:
    return [hit.text for hit in found.hits]


def found_in(news: Path, query: Query) -> list[str]:
    with opened(news) as connection:
        return texts(search(connection, query))


def test_the_newest_come_first_with_days_places_speakers_and_marked_words(news: Path) -> None:
    with opened(news) as connection:
        found = search(connection, Query(words="new pier"))
    assert [(hit.day, hit.places, hit.speakers, hit.text) for hit in found.hits] == [
        (day, (place,), (speaker,), text)
        for place, day, speaker, text in sorted(NEWS, key=lambda one: one[1] or "", reverse=True)
        if "new pier" in text
    ]
    assert found.hits[0].shown == "The old crane on the \x02new\x03 \x02pier\x03 is not safe any more."
    assert (found.total, found.more) == (4, False)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(words="cafe"), ["The ferry needs a new pier, and a café."]),
        (Query(words="crane", days=Days(since=date(2026, 1, 1))), ["We will buy a crane in the spring.", NEWS[4][3]]),
        (Query(words="pier", days=Days(until=date(2024, 3, 2))), [NEWS[0][3]]),
        (Query(places=("notes/*",)), [NEWS[6][3]]),
        (Query(speaker_kinds=("organization",)), [NEWS[2][3]]),
        (Query(kinds=("indirect",)), []),
        (Query(acts=("belief",)), []),
        (Query(min_confidence=0.95), []),
        (Query(negated=True), []),
    ],
)
def test_filters(news: Path, query: Query, expected: list[str]) -> None:
    assert found_in(news, query) == expected


def test_speakers_have_names_aliases_and_those_of_a_roster(news: Path) -> None:
    entry = RosterEntry("Petrov the Elder", ("Ivan Petrov", "Mina Okafor"))
    roster = {"petrov the elder": entry}
    with opened(news) as connection:
        petrov = speakers_called(connection, "ivan  PETROV")
        assert name_of(connection, petrov) == "Ivan Petrov"
        assert len(search(connection, Query(speakers=petrov)).hits) == 3
        assert len(speakers_called(connection, "the Port Authority")) == 1
        assert len(speakers_called(connection, "Petrov the Elder", roster)) == 2
        with pytest.raises(ArchiveError, match=r"Ivan Petrof: .*did you mean Ivan Petrov"):
            speakers_called(connection, "Ivan Petrof")
        with pytest.raises(ArchiveError, match=r"called so$"):
            speakers_called(connection, "zzz")


def test_copies_of_a_story_are_one_hit_with_all_places(tmp_path: Path) -> None:
    said = [("Ivan Petrov", "The pier is open."), ("Mina Okafor", "No.")]
    more = [*said, ("Mina Okafor", "The pier is closed.")]
    copies = [article("a.txt", "2026-01-01", said), article("b.txt", "2026-01-02", more)]
    path = archive_of(tmp_path / "news.db", copies)
    with opened_to_write(path) as connection:
        connection.execute("UPDATE articles SET story = 1")
        connection.execute("UPDATE statements SET counted = 0 WHERE article = 2")
        hits = search(connection, Query(words="pier")).hits
        assert [(hit.text, hit.places) for hit in hits] == [
            ("The pier is closed.", ("b.txt", "a.txt")),
            ("The pier is open.", ("a.txt", "b.txt")),
        ]
        later = Days(since=date(2026, 1, 2))
        for query in (Query(words="pier open", days=later), Query(words="pier open", places=("b*",))):
            assert [hit.places for hit in search(connection, query).hits] == [("b.txt", "a.txt")]
        shown = found_hits(search(connection, Query(words="closed"))).rows[0]
        assert shown["statement"] == "The pier is **closed**." and shown["article"] == "b.txt; a.txt"


def test_ranks(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(news) as connection:
        best = search(connection, Query(words="crane OR ferry OR café"), by_rank=True)
        assert best.hits[0].text == "The ferry needs a new pier, and a café."
        assert {hit.number for hit in best.hits} == {
            hit.number for hit in search(connection, Query(words="crane OR ferry OR café")).hits
        }
        with pytest.raises(ArchiveError, match="no rank"):
            search(connection, Query(), by_rank=True)
        monkeypatch.setattr(searching, "MOST_COUNTED", 2)
        some = search(connection, Query(words="crane OR ferry"), by_rank=True, limit=4)
        assert {hit.day for hit in some.hits[:2]} == {"2026-02-11"}
        assert [hit.day for hit in some.hits[2:]] == ["2025-01-07", "2024-03-02"]
        assert hits_in_words(some, by_rank=True) == "1 to 4 of more than 2 statements, the best of the newest 2 first."


def test_analyses_have_the_found_statements_only(news: Path) -> None:
    with opened(news) as connection:
        found = search(connection, Query(words="crane"))
        analyses = list(analyses_with(connection, [hit.number for hit in found.hits]))
    assert [(one.article.id, [statement.text for statement in one.statements]) for one in analyses] == [
        ("courier/crane.txt", [NEWS[4][3], NEWS[5][3]]),
        ("herald/crane.txt", [NEWS[0][3], NEWS[1][3]]),
    ]
    petrov = [one for one in harbour_news() if one.article.id == "notes/undated.txt"]
    with opened(news) as connection:
        assert list(analyses_with(connection, found_numbers(connection, Query(words="harbour"), None))) == petrov


def _drawn(draw: st.DrawFn) -> list[Analysis]:
    said = st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
    articles = st.tuples(st.sampled_from(DAYS), st.lists(said, max_size=3))
    return [
        article(f"{'ab'[number % 2]}/{number}.txt", day, statements)
        for number, (day, statements) in enumerate(draw(st.lists(articles, max_size=6)))
    ]


def _fits(words: list[str], text: str) -> bool:
    return all(re.search(rf"\b{word.replace('*', '')}{'' if '*' in word else chr(92) + 'b'}", text) for word in words)


@given(st.data())
def test_a_search_finds_what_a_scan_finds_and_pages_lose_nothing(data: st.DataObject) -> None:
    analyses = data.draw(st.composite(_drawn)())
    words = data.draw(st.lists(st.sampled_from([*WORDS, "ne*", "old pier"]), max_size=2))
    speaker = data.draw(st.none() | st.sampled_from(NAMES))
    since, until = (data.draw(st.none() | st.sampled_from([date(2024, 2, 29), date(2025, 1, 1)])) for _ in range(2))
    places = data.draw(st.sampled_from([(), ("a/*",), ("a/0.txt", "b/[1-3].txt")]))
    expected = [
        (analysis.article.date or "", number, place, statement.text, statement.speakers[0].name)
        for number, analysis in enumerate(analyses, 1)
        for place, statement in enumerate(analysis.statements)
        if _fits(words, statement.text)
        and (speaker is None or statement.speakers[0].name == speaker)
        and (since is None or (analysis.article.date or "") >= since.isoformat())
        and (until is None or (analysis.article.date and analysis.article.date <= until.isoformat()))
        and (not places or any(fnmatchcase(analysis.article.id, pattern) for pattern in places))
    ]
    with TemporaryDirectory() as folder, opened(archive_of(Path(folder) / "news.db", analyses)) as connection:
        named = {one for each in analyses for one in each.speakers}
        if speaker and not any(one.name == speaker for one in named):
            return
        query = Query(
            words=" ".join(f'"{word}"' if " " in word else word for word in words),
            speakers=speakers_called(connection, speaker) if speaker else (),
            days=Days(since, until),
            places=places,
        )
        stories = dict(map(tuple, connection.execute("SELECT id, story FROM articles")))
        firsts = {(number, *said) for _, number, _, *said in expected if stories[number] == number}
        found = [
            text
            for _, number, _, text, name in sorted(expected, reverse=True)
            if stories[number] == number or (stories[number], text, name) not in firsts
        ]
        assert texts(search(connection, query)) == found
        pages = [search(connection, query, limit=2, offset=offset) for offset in range(0, len(found) + 2, 2)]
        assert [text for page in pages for text in texts(page)] == found
        assert {page.total for page in pages} == {len(found)}
        if words:
            ranked = [search(connection, query, limit=2, offset=at, by_rank=True) for at in range(0, len(found) + 2, 2)]
            assert sorted(hit.number for page in ranked for hit in page.hits) == sorted(
                hit.number for page in pages for hit in page.hits
            )
