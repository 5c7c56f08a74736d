"""Bylines: lines that name the authors of an article."""

from __future__ import annotations

import re

from quotes.readers.paragraphs import ends_sentence

AROUND = " \n\xa0:»>›<-–—|•·*#"
"""Characters around a line of its own that are no part of what it says."""

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
"""Regular expression for the name of a month, case ignored."""

DATE = re.compile(
    rf"(?:\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:story|report|reporting|words|text|written) )?by:? (?=[^\W\d_])", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    ["&", "al", "and", "at", "bin", "da", "de", "del", "der", "di", "for", "in", "la", "le", "of", "the", "van", "von"]
)
_AFTER_LIST = re.compile(r"[|•·–—\d]|\b[A-Z][a-z]{2,8}\.? \d")
_ROLE = re.compile(
    r"\b(?:agency|columnist|contributor|correspondent|critic|editor|reporter|staff|writer)s?\b", re.IGNORECASE
)
_BEFORE_DATE = re.compile(r"\s*[|•·–—]\s*")
_LONGEST = 400
_MOST_WORDS = 20
_WORDS_OF_NAMES = range(2, 9)


def byline(text: str) -> str | None:
    """Return the names in a line like "By Mara Lind, Harbour Correspondent | 3 May 2024", None for another text."""
    text = _line(text)
    beginning = _BY.match(text)
    if beginning is None or ends_sentence(text) or len(text.split()) > _MOST_WORDS:
        return None
    rest = text[beginning.end() :]
    names = _AFTER_LIST.split(rest, maxsplit=1)[0]
    if " and " not in names or _ROLE.search(names):
        names = names.partition(", ")[0]
    after = rest[len(names) :]
    is_known = _are_names(after) or _ROLE.search(after) is not None
    return names.strip(" ,") or None if _are_names(names) and is_known else None


def names_before_date(text: str) -> str | None:
    """Return the names in a line like "Mara Lind · 3 May 2024", None for another text."""
    names, *after = _BEFORE_DATE.split(_line(text), maxsplit=1)
    is_byline = len(names.split()) in _WORDS_OF_NAMES and not re.search(r"\d", names) and _are_names(names)
    return names if is_byline and after and DATE.match(after[0]) and not ends_sentence(text) else None


def _line(text: str) -> str:
    return " ".join(text[:_LONGEST].split()).strip(AROUND)


def _are_names(text: str) -> bool:
    return all(word in _SMALL_WORDS or not word[0].islower() for word in text.split())
