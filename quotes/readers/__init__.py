"""Readers of articles, and properties of a text that need no parse: paragraphs and language."""

from __future__ import annotations

from quotes.readers.text_file import read_article

__all__ = ["read_article"]
