"""Tokens of an article, by which spans are compared, and its quotations.

A token is a word (letters and digits, with ``' ’ - . , &`` between two of them kept inside) or one other character that
is not white space. A span stands for the set of tokens that it touches, so white space and half words at its edges make
no difference. Words are the tokens with a letter or digit. Corpora of attributions come without tokens, and a scorer
must not depend on a model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from quotes.records import Span

Tokens = frozenset[int]
"""Numbers of some tokens of an article."""

_WORD = re.compile(r"[^\W_]+(?:['’.,&\-][^\W_]+)*")
_TOKEN = re.compile(rf"{_WORD.pattern}|[^\w\s]|_")
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile("[“”\"„‟]|''|``")
_OPENING, _CLOSING = '“"„‟', '”"'


class TokenizedText:
    """Text of an article with its tokens and quotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._words = frozenset(
            number for number, (start, end) in enumerate(spans) if any(map(str.isalnum, text[start:end]))
        )
        self.quotations = tuple(quotations(text))
        self.quoted = self.tokens(self.quotations)
        """Tokens inside quotation marks, with the marks."""

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        """Return the tokens that some spans touch."""
        return frozenset(
            number
            for span in spans
            for number in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        )

    def words(self, tokens: Tokens) -> Tokens:
        """Return the tokens that are words."""
        return tokens & self._words

    def lower(self, token: int) -> str:
        """Return the text of a token in lower case."""
        return self.text[self._starts[token] : self._ends[token]].lower()


def count_words(text: str) -> int:
    """Return the number of tokens of a text that are words."""
    return len(_WORD.findall(text))


def quotations(text: str) -> Iterator[Span]:
    """Yield the quotations in a text, with their marks: “ … ”, " … " and '' … '', not single marks.

    A quotation that is not closed ends with its paragraph (a line of the text), one in which another begins ends there.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        start: int | None = None
        for match in _MARK.finditer(text, *paragraph.span()):
            mark = {"''": '"', "``": "“"}.get(match[0], match[0])
            place = match.start()
            if start is None:
                after_space = place == paragraph.start() or text[place - 1].isspace()
                if mark in _OPENING or after_space:
                    start = place
            elif mark in _CLOSING:
                yield Span(start, match.end())
                start = None
            elif mark == "“":
                yield Span(start, place)
                start = place
        if start is not None and paragraph.end() - start > 1:
            yield Span(start, paragraph.end())
