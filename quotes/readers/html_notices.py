"""Lines of a HTML page that are not its article's, told by their words: bylines, links to other pages, notices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from quotes.readers.html_blocks import PageBlock

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_WORD = re.compile(r"[\w-]+")
_BY = re.compile(r"(?:(?:story|reporting|words|text|written) )?by:? ", re.IGNORECASE)
_SMALL_WORDS = frozenset(["and", "of", "the", "for", "in", "de", "del", "da", "van", "von", "der", "al", "bin", "at"])
_AFTER_NAMES = re.compile(r"[|•·–—\d]|, (?!and )|\b[A-Z][a-z]{2,8}\.? \d")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MOST_WORDS = 40
_MOST_WORDS_OF_BYLINE = 20
_LONGEST_BYLINE = 400
_LINKED = 0.9
_MOSTLY_LINKED = 0.4
_AROUND = " \n\xa0:»>›<-–—|•·*#"


@cache
def words_of_clutter() -> dict[str, Any]:
    """Return the file of names and lines of what is not of an article."""
    return tomllib.loads(files("quotes.readers").joinpath("html_clutter.toml").read_text(encoding="utf-8"))


def is_label(text: str) -> bool:
    """Tell whether a text is the heading of things that are not of the article: "Related stories", "3 comments"."""
    return len(text) < 240 and _pattern("labels").fullmatch(text.strip(_AROUND)) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def is_notice(block: PageBlock) -> bool:
    """Tell whether a block is a line of its own about the page, its author, its date, or other pages."""
    text = block.text.strip(_AROUND)
    if len(text.split()) > _MOST_WORDS:
        return False
    is_sentence = ends_sentence(text)
    return (
        {word.lower() for word in _WORD.findall(text)} <= _buttons()
        or is_label(text)
        or _pattern("times").fullmatch(text) is not None
        or _pattern("references").match(text) is not None
        or (not is_sentence and (byline(text) is not None or _pattern("credits").fullmatch(text) is not None))
        or (not any(mark in text for mark in '“”"«»') and _pattern("notices").match(text) is not None)
        or (block.link_share > _MOSTLY_LINKED and _pattern("linked_references").match(text) is not None)
        or (block.link_share >= _LINKED and block.links == 1 and not is_sentence)
    )


def byline(text: str) -> str | None:
    """Return the names in a line like "By Mara Lind, Harbour Correspondent | 3 May 2024", None for another text."""
    text = " ".join(text[:_LONGEST_BYLINE].split()).strip(_AROUND)
    beginning = _BY.match(text)
    if beginning is None or ends_sentence(text) or len(text.split()) > _MOST_WORDS_OF_BYLINE:
        return None
    rest = text[beginning.end() :]
    if not all(word in _SMALL_WORDS or not word[0].islower() for word in rest.split()):
        return None
    return _AFTER_NAMES.split(rest, maxsplit=1)[0].strip(" ,") or None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    alternatives: Iterable[str] = words_of_clutter()["lines"][kind]
    return re.compile(
        "|".join(f"(?:{each.replace('MONTH', _MONTH)})" for each in alternatives), re.IGNORECASE | re.DOTALL
    )


@cache
def _buttons() -> frozenset[str]:
    return frozenset(words_of_clutter()["lines"]["buttons"].split())
