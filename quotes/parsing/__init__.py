"""Parsing of articles by Stanza; a parse is carried in a spaCy ``Doc``."""

from quotes.parsing.entity_labels import PEOPLE
from quotes.parsing.parser import Parse, Parser

__all__ = ["PEOPLE", "Parse", "Parser"]
