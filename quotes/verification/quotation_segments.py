"""Segments of a quotation: stretches of its words that must stand together in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.records import Span
from quotes.verification.folded_text import FoldedText, fold

Border = Literal["none", "piece", "ellipsis", "brackets"]
"""What stands between two segments: nothing, the attribution that splits a quotation, "…", or words in brackets."""

_ELLIPSIS = re.compile(r"[\[(]?(?:…|\.(?:\s?\.){2,3})[\])]?")
_BRACKETS = re.compile(r"(?<!\w)\[[^\[\]]{0,100}\](?!\w)")
_BORDER = re.compile(rf"(?P<ellipsis>{_ELLIPSIS.pattern})|(?P<brackets>{_BRACKETS.pattern})")
_NOTHING = re.compile(r"(?!)")
_SENTENCE_END = re.compile(r"[.!?…]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the words of a quotation, by their numbers, and what stands before it."""

    start: int
    end: int
    before: Border = "none"
    brackets: str = ""

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class SegmentedQuotation:
    """The words of a quotation, and its segments in order."""

    text: str
    folded: FoldedText
    segments: tuple[Segment, ...]

    def words(self, segment: Segment) -> Sequence[str]:
        """Return the folded words of a segment."""
        return self.folded.words[segment.start : segment.end]

    def written(self, start: int, end: int) -> str:
        """Return some words as they are written, by their numbers."""
        return " ".join(self.text[self.folded.starts[start] : self.folded.ends[end - 1]].split()) if start < end else ""

    def sentences(self, segment: Segment) -> tuple[Segment, ...]:
        """Return a segment divided where sentences seem to end."""
        ends = [
            number
            for number in range(segment.start + 1, segment.end)
            if _SENTENCE_END.search(self.text, self.folded.ends[number - 1], self.folded.starts[number])
        ]
        bounds = [segment.start, *ends, segment.end]
        return tuple(
            Segment(start, end, segment.before, segment.brackets) if start == segment.start else Segment(start, end)
            for start, end in pairwise(bounds)
        )


def segmented(text: str, spans: Sequence[Span], *, at_signs: bool = True) -> SegmentedQuotation:
    """Return the quotation that stands at some spans of a text, divided between these and, if asked for, at its signs.

    These are ellipses and brackets; without them, the words in brackets are words like others.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    segments: list[Segment] = []
    border: Border
    for number, span in enumerate(spans):
        border, brackets = "piece" if number else "none", ""
        for start, end, after, inside in _stretches(text, span, _BORDER if at_signs else _NOTHING):
            folded = fold(text, start, end)
            if folded.words:
                segments.append(Segment(len(words), len(words) + len(folded.words), border, brackets))
                words += folded.words
                starts += folded.starts
                ends += folded.ends
                border, brackets = after, inside
            elif after != "none":
                border, brackets = after, inside or brackets
    return SegmentedQuotation(text, FoldedText(words, starts, ends), tuple(segments))


def _stretches(text: str, span: Span, border: re.Pattern[str]) -> Iterator[tuple[int, int, Border, str]]:
    """Yield the stretches of a span between ellipses and brackets, with what follows each of them."""
    position = span.start
    for match in border.finditer(text, span.start, span.end):
        kind: Border = "ellipsis" if match["ellipsis"] else "brackets"
        yield position, match.start(), kind, match[0] if kind == "brackets" else ""
        position = match.end()
    yield position, span.end, "none", ""
