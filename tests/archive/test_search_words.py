from __future__ import annotations

import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.archive.search_words import WORD_TABLE, match_expression
from quotes.errors import ArchiveError

TEXTS = ["the ship's new pier", "a new ship", "an old new pier", "piers of the ships", "U.S. ships"]


def found(words: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute(WORD_TABLE)
    connection.executemany("INSERT INTO words (text) VALUES (?)", [(text,) for text in TEXTS])
    rows = connection.execute("SELECT text FROM words WHERE words MATCH ?", [f"text : ({match_expression(words)})"])
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("new pier", [0, 2]),
        ("PIER", [0, 2]),
        ('"new pier" -old', [0]),
        ("“new pier” -old", [0]),
        ('ship\'s "new pier" -old', [0]),
        ("ship’s", [0]),
        ("U.S.", [4]),
        ("-old new -a", [0]),
        ("pier*", [0, 2, 3]),
        ("pier* -ship's", [2, 3]),
        ("harbour: new", []),
        ("pier OR (ship NOT old)", [0, 1, 2]),
        ("NEAR(old pier, 1)", [2]),
        ("^an", [2]),
        ("new-pier", [0, 2]),
        ("new, pier?", [0, 2]),
        ("pier -", [0, 2]),
    ],
)
def test_words_mean_what_a_search_box_means_or_fts5(words: str, expected: list[int]) -> None:
    assert found(words) == [TEXTS[number] for number in expected]


@pytest.mark.parametrize("words", ["pier AND", "NOT old", 'a "new pier', "-old", "?!", "—", "*", "a) OR (b"])
def test_what_is_no_search_is_told_in_one_line(words: str) -> None:
    with pytest.raises(ArchiveError, match="no search: ") as error:
        match_expression(words)
    assert "\n" not in str(error.value)


@given(st.text(st.one_of(st.characters(), st.sampled_from("\"'()*^:+-{}, ANDORTNE\0\ud800")), max_size=12))
def test_any_words_are_a_search_or_told_to_be_none(words: str) -> None:
    with suppress(ArchiveError):
        found(words)
