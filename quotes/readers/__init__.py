"""Everything that turns an input into an Article, and what can be told of a text without parsing it."""

from __future__ import annotations

from quotes.readers.text_file import read_article

__all__ = ["read_article"]
