"""Paragraphs of an article, as spans of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quotes.records import Span

LIST_ITEM = re.compile(r"[-–—*•·◦▪●‣+]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s")
"""Beginning of an item of a list."""


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text, in order, none of them empty, without white space at their edges.

    Blank lines always separate paragraphs. A single line break does too (headlines, lists, a file with one
    paragraph a line), unless it breaks a sentence where the text was hard-wrapped: many lines of nearly the
    same length, at most 110 characters, that go on in lower case; or, in a text with blank lines, a long
    line that ends in the middle of a sentence. Every visible character is in one of the paragraphs. Line
    breaks are those of any system, form feeds and the Unicode line and paragraph separators.
    """
    blocks = list(_blocks(text))
    wrapped_at = _wrap_width(text, blocks)
    paragraphs: list[Span] = []
    for block in blocks:
        start = block[0].start
        for line, following in pairwise(block):
            if not _continues(text, line, following, wrapped_at, len(blocks) > 1):
                paragraphs.append(Span(start, line.end))
                start = following.start
        paragraphs.append(Span(start, block[-1].end))
    return paragraphs


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff"
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINE_TEXT = re.compile(rf"[^\s{_INVISIBLE}](?:.*[^\s{_INVISIBLE}])?", re.DOTALL)
_FIRST_WORD = re.compile(r"\S+")
_OPEN_END = re.compile(r"[\w,;’'\-–—(\[]$")
_MAX_WRAP = 110
_MIN_WRAP = 30
_FULL = 0.85  # a line this full, with the next word added, was broken because it was full
_LONG_LINE = 60


def _blocks(text: str) -> Iterator[list[Span]]:
    """Yield runs of lines with no blank line between them, each line without the white space around it."""
    block: list[Span] = []
    position = 0
    breaks = [(match.start(), match.end()) for match in _LINE_BREAK.finditer(text)]
    for end, following in [*breaks, (len(text), len(text))]:
        line = _LINE_TEXT.search(text, position, end)
        if line:
            block.append(Span(line.start(), line.end()))
        elif block:
            yield block
            block = []
        position = following
    if block:
        yield block


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """Return the column at which the text was hard-wrapped, or 0 if it was not."""
    pairs = [
        (line, following)
        for block in blocks
        if max(map(len, block)) <= _MAX_WRAP
        for line, following in pairwise(block)
        if not _is_list_item(text, following)
    ]
    width = max((len(line) for line, _ in pairs), default=0)
    if width < _MIN_WRAP:
        return 0
    full = [following for line, following in pairs if _is_full(text, line, following, width)]
    lower = sum(text[following.start].islower() for following in full)
    # In prose about four in five wrapped lines begin in lower case; a few captions may do so by chance.
    is_prose = 2 * lower >= len(full) and (lower > 1 or (lower == 1 and width > _LONG_LINE))
    return width if is_prose and 2 * len(full) >= len(pairs) else 0


def _is_list_item(text: str, line: Span) -> bool:
    return LIST_ITEM.match(text, line.start, line.end) is not None


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, following.start, following.end)
    return len(line) + 1 + (len(word.group()) if word else 0) > _FULL * width


def _continues(text: str, line: Span, following: Span, wrapped_at: int, has_blank_lines: bool) -> bool:
    """Tell whether the second line continues the paragraph of the first."""
    if _is_list_item(text, following):
        return False
    if wrapped_at and len(line) <= _MAX_WRAP and len(following) <= _MAX_WRAP:
        return _is_full(text, line, following, wrapped_at)
    return (
        has_blank_lines
        and len(line) > _LONG_LINE
        and text[following.start].islower()
        and _OPEN_END.search(text, line.start, line.end) is not None
    )
