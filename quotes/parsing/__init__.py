"""Parsing of articles by Stanza; a parse is carried in a spaCy ``Doc``."""

from quotes.parsing.parser import Parse, Parser

__all__ = ["Parse", "Parser"]
