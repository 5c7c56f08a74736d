from __future__ import annotations

import pytest
from drawn_analyses import odd_texts
from hypothesis import given
from hypothesis import strategies as st

from quotes.reports.file_names import FileNames


def names(*ids: str) -> list[str]:
    made = FileNames(".html", ["index.html"])
    return [made.name(id) for id in ids]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("news/harbour.txt", "harbour.html"),
        ("C:\\news\\harbour.txt", "harbour.html"),
        ("archive.jsonl#12/../x", "archive-12-..-x.html"),
        ("Kraków: życie.html", "Kraków-życie.html"),
        ("index.txt", "index-2.html"),
        ("INDEX", "INDEX-2.html"),
        ("..", "article.html"),
        ("", "article.html"),
        ("-", "article.html"),
        ("con.txt", "article-con.html"),
        ("console.txt", "console.html"),
    ],
)
def test_names_are_those_of_the_articles_and_safe(id: str, name: str) -> None:
    assert names(id) == [name]


def test_names_differ_also_where_upper_and_lower_case_are_one() -> None:
    assert names("a/x.txt", "b/X.txt", "x.html") == ["x.html", "X-2.html", "x-3.html"]


def test_names_that_are_taken_are_passed_over() -> None:
    made = FileNames(".html", is_free=lambda name: name not in ("x.html", "x-2.html"))
    assert made.name("x.txt") == "x-3.html"


def test_names_without_a_suffix() -> None:
    made = FileNames()
    ids = ["a/x.txt", "b/X.html", "feed.xml#12", "feed.xml#1/2", "-", "../..", "é ü.txt", ".hidden", "index.txt"]
    names = ["x", "X-2", "feed-12", "feed-1-2", "article", "article-2", "é-ü", "hidden", "index"]
    assert [made.name(id) for id in ids] == names


@given(st.lists(odd_texts, max_size=5))
def test_every_name_is_one_file_in_the_folder(ids: list[str]) -> None:
    made = names(*ids)
    assert len({name.casefold() for name in made}) == len(ids)
    for name in made:
        assert len(name.encode()) <= 255 and not set(name) & set('/\\:*?"<>|\0\n') and not name.startswith(".")
