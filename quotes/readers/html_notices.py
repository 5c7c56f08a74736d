"""Lines of a HTML page that are not its article's, told by their words: bylines, links to other pages, notices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from quotes.readers.bylines import AROUND, MONTH, byline
from quotes.readers.html_blocks import PageBlock, letters
from quotes.readers.paragraphs import ends_sentence

_WORD = re.compile(r"[\w-]+")
_FIRST_SENTENCE = re.compile(r"[^“”\"«»]*?(?:[.!?…](?=\s|\Z)|\Z)")
_MOST_WORDS = 40
_LINKED = 0.9
_MOSTLY_LINKED = 0.4


@cache
def words_of_clutter() -> dict[str, Any]:
    """Return the file of names and lines of what is not of an article."""
    return tomllib.loads(files("quotes.readers").joinpath("html_clutter.toml").read_text(encoding="utf-8"))


def is_label(text: str) -> bool:
    """Tell whether a text is the heading of things that are not of the article: "Related stories", "3 comments"."""
    return is_last_label(text) or (len(text) < 240 and _pattern("labels").fullmatch(text.strip(AROUND)) is not None)


def is_last_label(text: str) -> bool:
    """Tell whether a text is the heading of what readers say, after which there is nothing of the article."""
    return len(text) < 240 and _pattern("last_labels").fullmatch(text.strip(AROUND)) is not None


def is_request(text: str) -> bool:
    """Tell whether a text is that of a button by which readers subscribe or sign in."""
    return len(text) < 80 and _pattern("requests").fullmatch(text.strip(AROUND)) is not None


def is_notice(block: PageBlock) -> bool:
    """Tell whether a block is a line of its own about the page, its author, its date, or other pages."""
    text = block.text.strip(AROUND)
    if len(text.split()) > _MOST_WORDS:
        return False
    is_sentence = ends_sentence(text)
    return (
        {word.lower() for word in _WORD.findall(text)} <= _buttons()
        or is_label(text)
        or _pattern("times").fullmatch(text) is not None
        or _pattern("references").match(text) is not None
        or (not is_sentence and (byline(text) is not None or _pattern("credits").fullmatch(text) is not None))
        or (_FIRST_SENTENCE.match(text) is not None and _pattern("notices").match(text) is not None)
        or (block.link_share > _MOSTLY_LINKED and _pattern("linked_references").match(text) is not None)
        or (block.links > 0 and not is_sentence and _is_linked(block, text))
    )


def _is_linked(block: PageBlock, text: str) -> bool:
    """Tell whether all of a block is links, or all that follows after a colon."""
    label, colon, _ = text.partition(":")
    return block.link_share >= _LINKED or (bool(colon) and block.letters - block.linked <= letters(label))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    alternatives: Iterable[str] = words_of_clutter()["lines"][kind]
    return re.compile(
        "|".join(f"(?:{each.replace('MONTH', MONTH)})" for each in alternatives), re.IGNORECASE | re.DOTALL
    )


@cache
def _buttons() -> frozenset[str]:
    return frozenset(words_of_clutter()["lines"]["buttons"].split())
