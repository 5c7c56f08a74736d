"""Readers of articles, and properties of a text that need no parse: paragraphs and language."""

from __future__ import annotations

from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.readers.text_file import read_article

__all__ = ["ReadingOptions", "read_article", "read_articles"]
