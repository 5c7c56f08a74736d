"""From an article to its parse: Stanza's analysis, carried in a spaCy ``Doc``."""

from quotes.parsing.parser import Parse, Parser

__all__ = ["Parse", "Parser"]
