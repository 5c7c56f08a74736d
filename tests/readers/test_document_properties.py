"""Titles and authors that programs write into documents, and bylines."""

from __future__ import annotations

import pytest

from quotes.readers.document_properties import author_of_byline, sensible_author, sensible_title


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by  Jane Doe and Jo de la Rue", "Jane Doe and Jo de la Rue"),
        ("BY JANE DOE, POLITICAL EDITOR", "JANE DOE, POLITICAL EDITOR"),
        ("By Jane Doe, our correspondent in Selm", "Jane Doe, our correspondent in Selm"),
        ("Words by Jane Doe", "Jane Doe"),
        ("By Jane Doe said the port was shut.", None),
        ("By the way", None),
        ("By noon they were gone", None),
        ("By 2030", None),
        ("By May 3 they were gone", None),
        ("Bye Jane", None),
        ("Standing by Jane Doe", None),
        ("By", None),
        ("", None),
        ("By Jane " + "Doe " * 12, None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert author_of_byline(line) == author


@pytest.mark.parametrize(
    "title", ["", " ", "Microsoft Word - cranes.docx", "cranes final.pdf", "untitled", "(anonymous)", "Document1"]
)
def test_titles_that_say_nothing(title: str) -> None:
    assert sensible_title(title) is None


@pytest.mark.parametrize("title", ["Cranes", "Untitled cranes", "Document 4 of the council", "Unknown painter found"])
def test_titles(title: str) -> None:
    assert sensible_title(f" {title}\n") == title


@pytest.mark.parametrize(
    "author", ["", "Admin", "administrator", "python-docx", "Microsoft Office User", "(anonymous)", "Windows User"]
)
def test_authors_that_say_nothing(author: str) -> None:
    assert sensible_author(author) is None


@pytest.mark.parametrize("author", ["Jane Doe", "Admin Smith", "Userova"])
def test_authors(author: str) -> None:
    assert sensible_author(author) == author
