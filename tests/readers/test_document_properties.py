"""Titles and authors that programs write into documents."""

from __future__ import annotations

import pytest

from quotes.readers.document_properties import sensible_author, sensible_title


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
