"""Hyphens at the ends of lines: whether they are of the word, or there only because it was broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quotes.readers.pdf_lines import Line
from quotes.words import load_words

_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(r"\w+(?:-\w+)*$")
_SHORT = 3  # letters of words such as "the"
_SYLLABLES = frozenset(["all", "anti", "co", "cross", "ex", "ill", "non", "off", "post", "pre", "pro", "so", "ten"])
"""Beginnings of compounds with which many other words begin, too."""


def whole_words(lines: Sequence[Line]) -> Counter[str]:
    """Return how often there are words and compounds, and parts of these; not those broken at the end of a line."""
    known: Counter[str] = Counter()
    goes_on = False
    for line in lines:
        words = [word.lower() for word in _WORD.findall(line.text)]
        whole = words[goes_on : -1 if line.breaks_word else None]
        known.update(whole)
        known.update(part for word in whole if "-" in word for part in word.split("-"))
        goes_on = line.breaks_word
    return known


def hyphen(text: str, following: str, known: Counter[str]) -> str:
    """Return the hyphen of a word that was broken in two, "" if it was there only for the end of the line."""
    first, second = _LAST_WORD.search(text), _WORD.match(following)
    if first is None or second is None:
        return "" if text.endswith("-") or following.startswith("-") else "-"
    begun, rest = first[0].lower(), second[0].lower()
    whole, compound = known[begun + rest], known[f"{begun}-{rest}"]
    if whole != compound:
        return "" if whole > compound else "-"
    is_one_word = second[0][0].islower() or (first[0].isupper() and second[0].isupper())
    last, next_part = begun.rpartition("-")[2], rest.partition("-")[0]
    is_beginning = last in load_words("hyphenated_beginnings") and (last not in _SYLLABLES or known[next_part] > 0)
    in_compound = "-" in begun and len(last) > 1 and known[last] > 0
    before_compound = "-" in rest and (len(next_part) <= _SHORT or known[next_part] > 0)
    return "-" if not is_one_word or is_beginning or in_compound or before_compound else ""
