"""White space of paragraphs as parsers expect it: one blank for each character, so that offsets stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.records import Span

WHITE_SPACE = re.compile(
    r"[^\S ]"
    r"|[\u200b\u2060\ufeff](?:(?<![\w/].)(?!/)|(?![\w/'’]))"  # these have no width
    r"|\u200b(?<=[a-z].)(?=[A-Z])"  # between words; else it may show where a long word can be broken
)
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def with_blanks(text: str) -> str:
    """Return a text with a blank for each character that keeps words apart, and U+FFFD for each lone surrogate."""
    return LONE_SURROGATE.sub("\ufffd", WHITE_SPACE.sub(" ", text))


def with_blanks_inside(paragraphs: Iterable[Span], text: str) -> str:
    """Return a text with blanks inside of its paragraphs, and the white space between them as it is."""
    pieces = []
    end = 0
    for span in paragraphs:
        pieces += [text[end : span.start], with_blanks(text[span.start : span.end])]
        end = span.end
    return "".join(pieces) + text[end:]
