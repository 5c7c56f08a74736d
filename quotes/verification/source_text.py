"""A source as quotations are looked for in it: its words, what is spoken of them, and by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from quotes.records import Analysis, Span, Speaker, Statement
from quotes.verification.folded_text import WordSequence, fold
from quotes.verification.quoted_words import QuotedWords, quoted_words
from quotes.words import load_words

ATTRIBUTION_WORDS = 40
"""Words between two quotations of one speaker up to which the second goes on with the first."""

COVERED = 0.6
"""Part of the words of a place that must be in one statement for its speaker to be theirs."""

BREAK = "\n"
"""Stands between the quotations of different speakers, where words cannot belong together."""

_BORDER = re.compile(r"[.!?…:;“”«»\"\n]")
_SENTENCE_END = re.compile(r"[.!?…]|\n\s*\n")


class SourceText:
    """An analysed source. Words are meant by their numbers in `folded`."""

    def __init__(self, analysis: Analysis, *, spoken_only: bool = False) -> None:
        """Take an analysis; with `spoken_only`, words are looked for in its quotations alone."""
        self.analysis = analysis
        self.spoken_only = spoken_only
        self.text = analysis.article.text
        self.folded = fold(self.text)

    @cached_property
    def quotations(self) -> tuple[QuotedWords, ...]:
        """Quotations, in order."""
        return quoted_words(self.analysis)

    @cached_property
    def views(self) -> tuple[tuple[WordSequence, Sequence[int]], ...]:
        """Sequences in which words are looked for, with the number in `folded` of each of their words (-1: none)."""
        every = (self.folded, range(len(self.folded.words)))
        return (self._spoken,) if self.spoken_only else (every, self._spoken)

    @cached_property
    def _spoken(self) -> tuple[WordSequence, Sequence[int]]:
        """The words of quotations without the attributions between them, and the number in `folded` of each (-1: none).

        `BREAK` stands where another speaker goes on, or the same one much later.
        """
        words: list[str] = []
        numbers: list[int] = []
        before: QuotedWords | None = None
        for span, quotation in self._quoted_spans():
            own = self.folded.words_in(span.start, span.end)
            if numbers and not (before and _go_on(before, quotation, own.start - numbers[-1])):
                words.append(BREAK)
                numbers.append(-1)
            words += self.folded.words[own.start : own.stop]
            numbers += own
            before = quotation
        return WordSequence(words), numbers

    def _quoted_spans(self) -> list[tuple[Span, QuotedWords]]:
        return sorted(((span, one) for one in self.quotations for span in one.spans), key=lambda pair: pair[0])

    @cached_property
    def _quoted_before(self) -> list[int]:
        """Number of words in quotations before each word."""
        quoted = [0] * len(self.folded.words)
        for one in self.quotations:
            for span in one.spans:
                for number in self.folded.words_in(span.start, span.end):
                    quoted[number] = 1
        return [0, *accumulate(quoted)]

    @cached_property
    def _statement_at(self) -> list[int]:
        """Number of the innermost statement that has each word in its content, -1 for none."""
        found = [-1] * len(self.folded.words)
        statements = self.analysis.statements
        for number in sorted(range(len(statements)), key=lambda each: -sum(map(len, statements[each].content))):
            for span in statements[number].content:
                own = self.folded.words_in(span.start, span.end)
                found[own.start : own.stop] = [number] * len(own)
        return found

    def words_between(self, start: int, end: int) -> list[int]:
        """Return the words from one up to another that belong to what is said, if both stand in quotations.

        In one statement, these are its own; in different ones, all that are quoted; and all words elsewhere.
        """
        numbers = range(start, end)
        here, there = self._statement_at[max(0, start - 1)], self._statement_at[min(end, len(self.folded.words) - 1)]
        if here == there and here >= 0:
            return [number for number in numbers if self._statement_at[number] == here]
        quoted = self._quoted_before
        if self._is_quoted(start - 1) and self._is_quoted(end):
            return [number for number in numbers if quoted[number + 1] > quoted[number]]
        return list(numbers)

    def _is_quoted(self, number: int) -> bool:
        if not 0 <= number < len(self.folded.words):
            return False
        return self._quoted_before[number + 1] > self._quoted_before[number]

    def statements_at(self, numbers: Sequence[int]) -> tuple[Statement, ...]:
        """Return the innermost statement that has most of these words, and those around it; none if there is none."""
        counts = Counter[int]()
        for number, count in Counter(self._statement_at[number] for number in numbers).items():
            for around in self._around(number):
                counts[around] += count
        statements = self.analysis.statements
        having = [number for number, count in counts.items() if count >= COVERED * len(numbers)]
        innermost = min(having, key=lambda each: sum(map(len, statements[each].content)), default=-1)
        return tuple(statements[number] for number in self._around(innermost))

    def _around(self, number: int) -> list[int]:
        """Return the number of a statement and those of the statements around it, none for -1."""
        found: list[int] = []
        while number >= 0 and number not in found:
            found.append(number)
            number = self._number_of.get(self.analysis.statements[number].nested_in or "", -1)
        return found

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.analysis.statements)}

    def is_border(self, word: int, following: int) -> bool:
        """Tell whether a sentence, a quotation or a line ends between two words."""
        return bool(_BORDER.search(self.text, self.folded.ends[word], self.folded.starts[following]))

    def ends_sentence(self, word: int, following: int) -> bool:
        """Tell whether a sentence ends between two words."""
        return bool(_SENTENCE_END.search(self.text, self.folded.ends[word], self.folded.starts[following]))

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """Sentences, as the numbers of their words."""
        words = range(1, len(self.folded.words))
        starts = [0, *(number for number in words if self._begins_sentence(number))]
        return tuple(map(range, starts, [*starts[1:], len(self.folded.words)])) if self.folded.words else ()

    def _begins_sentence(self, number: int) -> bool:
        between = self.text[self.folded.ends[number - 1] : self.folded.starts[number]]
        if between == " " or not _SENTENCE_END.search(between):
            return False
        abbreviated = f"{self.folded.words[number - 1]}." in load_words("abbreviations")
        return "\n" in between or not (abbreviated or self.text[self.folded.starts[number]].islower())

    def spans_of(self, numbers: Iterable[int]) -> tuple[Span, ...]:
        """Return the spans of some words, one for those that stand side by side."""
        spans: list[Span] = []
        last = None
        for number in numbers:
            start, end = self.folded.starts[number], self.folded.ends[number]
            if last is not None and number == last + 1:
                start = spans.pop().start
            spans.append(Span(start, end))
            last = number
        return tuple(Span(one.start, one.end, self.text[one.start : one.end]) for one in spans)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_of(self, offset: int) -> int:
        """Return the number of the line that an offset of the text is in, from 1."""
        return bisect_left(self._line_starts, offset + 1)


def _go_on(before: QuotedWords, after: QuotedWords, words: int) -> bool:
    """Tell whether a quotation goes on with the one before it, with this many words between them."""
    if before is after:
        return True
    return words <= ATTRIBUTION_WORDS and _speakers(before) == _speakers(after) != ()


def _speakers(quotation: QuotedWords) -> tuple[Speaker, ...]:
    return quotation.statement.speakers if quotation.statement else ()
