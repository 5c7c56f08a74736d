"""An article as the learned model reads it: words, their pieces, and their features.

Everything is found in the text alone, without a parse. The model does not see the form of
quotation marks (straight, typographic, or two apostrophes, as some newspapers write them), but the words between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.networks.word_pieces import Pieces
from quotes.records import Span
from quotes.statements.learned.features import SCHEMES, Scheme, WordFeatures, row
from quotes.statements.marks.quotation_marks import Quotation
from quotes.words.closed_classes import SENTENCE_ENDS, UNSEEN

WORD = re.compile(
    r"''|``|['’](?:s|d|m|ll|re|ve|S)\b"
    r"|[^\W_]+(?:(?:['’](?!(?:s|d|m|ll|re|ve|S)\b)|[,&\-]|(?<![a-z]{2})\.|\.(?![A-Z])|[\u00ad\u200c\u200d]+)[^\W_]+)*"
    r"|[^\w\s\u00ad\u200b-\u200d\u2060]|_"
)
"""A word (its clitic apart), two apostrophes that are one mark, or any other character but those that nobody sees.

A full stop is in a word ("U.S", "3.5"), but not where a blank was lost ("she said.The mayor").
"""

SAME_FOR_THE_MODEL = {
    "''": '"',
    "``": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "―": "—",
    "…": "...",
}
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
CAPITAL = 4
"""The place of a word is one of four in or outside a quotation, plus `CAPITAL` if it begins with a capital letter."""

LONGEST_UNIT = 110
LONGEST_SENTENCE = 200
"""Numbers of pieces of paragraphs, and of sentences, that are not cut."""

CLOSERS = frozenset(['"', "”", "''", "’", "'", ")"])

Range = tuple[int, int]
"""First word and the one after the last."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words that the model sees at once, and those among them (``core``) for which its answer counts."""

    words: Range
    core: Range


class ModelInput:
    """An article as the model reads it: lists with the span, pieces, place and paragraph of each word."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Span],
        quotations: Iterable[Quotation],
        pieces_of: Callable[[str], Pieces],
        scheme: Scheme = "everyday",
    ) -> None:
        """`pieces_of` gives the numbers of the pieces of a word; `scheme` is that of the attributions to be found."""
        self.text = text
        matches = [match for paragraph in paragraphs for match in WORD.finditer(text, paragraph.start, paragraph.end)]
        self.words = [Span(*match.span()) for match in matches]
        self.forms = [match.group() for match in matches]
        self._starts = [word.start for word in self.words]
        starts = [paragraph.start for paragraph in paragraphs]
        self.paragraphs = [bisect_right(starts, word.start) - 1 for word in self.words]
        self.pieces = [pieces_of(model_form(form)) for form in self.forms]
        self.places = [CAPITAL if form[0].isupper() else 0 for form in self.forms]
        for quotation in quotations:
            if quotation.depth == 0:
                for part in quotation.parts:
                    self._mark_quotation(part)
        self.units = list(self._units())
        self.scheme = scheme

    def features(self, word: int) -> WordFeatures:
        """Return the rows of all features of a word, one of each kind."""
        return row(0, self.places[word]), row(1, SCHEMES.index(self.scheme))

    def words_in(self, span: Span) -> Range:
        """Return the words that overlap a span."""
        first = bisect_left(self._starts, span.start)
        if first and self.words[first - 1].end > span.start:
            first -= 1
        return first, max(first, bisect_left(self._starts, span.end))

    def span(self, words: Range) -> Span:
        """Return the characters from the first to the last of some words."""
        return Span(self.words[words[0]].start, self.words[words[1] - 1].end)

    def size(self, words: Range) -> int:
        """Return the number of pieces of some words."""
        return sum(len(pieces) for pieces in self.pieces[words[0] : words[1]])

    def windows(self, core: int, left: int, right: int) -> Iterator[Window]:
        """Return windows whose cores (about `core` pieces, whole units) cover the article, with context on both sides.

        `left` and `right` are the most pieces of context before and after a core.
        """
        for first, last in self.grouped(core):
            start, seen = first, 0
            while start > 0 and seen + len(self.pieces[start - 1]) <= left:
                start -= 1
                seen += len(self.pieces[start])
            end, seen = last, 0
            while end < len(self.words) and seen + len(self.pieces[end]) <= right:
                seen += len(self.pieces[end])
                end += 1
            yield Window((start, end), (first, last))

    def grouped(self, size: int, first_size: int | None = None) -> Iterator[Range]:
        """Return neighbouring units in groups of at most `size` pieces (`first_size` in the first group)."""
        limit = first_size or size
        group: Range | None = None
        pieces = 0
        for unit in self.units:
            own = self.size(unit) + 1
            if group and pieces + own > limit:
                yield group
                group, pieces, limit = None, 0, size
            group = (group[0] if group else unit[0], unit[1])
            pieces += own
        if group:
            yield group

    def _mark_quotation(self, part: Span) -> None:
        first, last = self.words_in(part)
        for number in range(first, last):
            self.places[number] = self.places[number] & CAPITAL | INSIDE
        if first < last:
            self.places[first] = self.places[first] & CAPITAL | OPENING
            if not any(map(str.isalnum, self.forms[last - 1])) and last - 1 > first:
                self.places[last - 1] = CLOSING

    def _units(self) -> Iterator[Range]:
        """Return the paragraphs, long ones cut at the ends of sentences, and long sentences anywhere."""
        start = 0
        for number in range(1, len(self.words) + 1):
            if number == len(self.words) or self.paragraphs[number] != self.paragraphs[start]:
                paragraph = (start, number)
                if self.size(paragraph) <= LONGEST_UNIT:
                    yield paragraph
                else:
                    for sentence in self._sentences(paragraph):
                        yield from self._cut(sentence)
                start = number

    def _sentences(self, paragraph: Range) -> Iterator[Range]:
        start = number = paragraph[0]
        while number < paragraph[1]:
            ends = self.forms[number] in SENTENCE_ENDS
            number += 1
            if ends:
                while number < paragraph[1] and self.forms[number] in CLOSERS:
                    number += 1
                yield start, number
                start = number
        if start < paragraph[1]:
            yield start, paragraph[1]

    def _cut(self, sentence: Range) -> Iterator[Range]:
        start, seen = sentence[0], 0
        for number in range(*sentence):
            if seen + len(self.pieces[number]) > LONGEST_SENTENCE:
                yield start, number
                start, seen = number, 0
            seen += len(self.pieces[number])
        yield start, sentence[1]


def model_form(word: str) -> str:
    """Return a word as the model sees it, with one kind of quotation mark, apostrophe and dash."""
    return SAME_FOR_THE_MODEL.get(word) or UNSEEN.sub("", word).replace("’", "'")
