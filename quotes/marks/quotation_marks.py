"""Quotations in the raw text, found by their marks alone, without a parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.marks.mark_pairing import MarkedParagraph, Step, pair_marks
from quotes.marks.mark_tokens import Mark, find_habits, find_marks
from quotes.records import ArticleWarning, Span
from quotes.words import load_words


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text in quotation marks.

    ``span`` includes the marks. ``parts`` has one span for each paragraph of the quotation: each begins with
    an opening mark and only the last one ends with a closing mark; a quotation within one paragraph has one
    part, equal to ``span``. (Where an article forgot to open again, the part is the paragraph without a mark,
    and there is a warning.) ``depth`` is the number of quotations around this one. ``mark`` is the opening mark as
    written and the closing mark that normally goes with it, such as ``“”``. ``closed`` is False where the
    closing mark is missing and the end is a guess.
    """

    span: Span
    parts: tuple[Span, ...]
    depth: int
    mark: str
    closed: bool


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[list[Quotation], list[ArticleWarning]]:
    """Return all quotations in the given paragraphs of a text, and a warning for every mark without a partner.

    ``paragraphs`` are the spans of the paragraphs, in order and without overlap; marks outside of them do not
    count. The quotations are ordered by where they start, an outer one before the one inside it; two
    quotations never cross. Apostrophes, feet, inches and primes are no quotation marks. A quotation that is
    open at the end of a paragraph goes on if the next one begins with the same mark, or else if a mark there
    has nothing else to close. One that is never closed ends where a reporting verb follows it, or before the
    next mark that cannot be inside it, or with its paragraph; its ``closed`` is False. A closing mark without
    an opening one is passed over. Takes time linear in the length of the text.
    """
    quotations, faults = _found(text.rstrip(), tuple(paragraphs))
    return list(quotations), list(_warnings(text, faults))


@lru_cache(maxsize=1)  # the network and the rules ask for those of one text, with and without white space at its end
def _found(text: str, paragraphs: tuple[Span, ...]) -> tuple[tuple[Quotation, ...], tuple[_Fault, ...]]:
    habits = find_habits(text)
    marked = [_marked_paragraph(text, span, find_marks(text, span, habits)) for span in paragraphs]
    quotations, faults = _assemble(text, paragraphs, pair_marks(marked))
    quotations.sort(key=lambda quotation: (quotation.span.start, -quotation.span.end))
    return tuple(quotations), tuple(faults)


_ENDINGS = frozenset(".?!…:。？！’')]")
_USUAL_CLOSING = {
    "“": "”",
    "‟": "”",
    "„": "“",
    "``": "''",
    "‘‘": "’’",
    "‘’": "’’",
    "«": "»",
    "‹‹": "››",
    "‘": "’",
    "‛": "’",
    "‚": "‘",
    "`": "'",
    "‹": "›",
    "「": "」",
    "『": "』",
}


@dataclass(slots=True)
class _Open:
    """A quotation that is not closed yet: its finished parts, and the starts of the current one and of its last mark.

    It is changed in place, for a quotation may have thousands of paragraphs.
    """

    mark: Mark
    depth: int
    parts: list[Span]
    part_start: int
    mark_start: int

    def mark_span(self) -> Span:
        return Span(self.mark_start, self.mark_start + len(self.mark.shape))


@dataclass(frozen=True, slots=True)
class _Fault:
    mark: Span
    problem: str
    backward: bool = False  # the quotation would be on the left of the mark


def _marked_paragraph(text: str, span: Span, marks: list[Mark]) -> MarkedParagraph:
    leading, position = 0, span.start
    for mark in marks:
        if mark.start != position:
            break
        leading, position = leading + 1, mark.end
    return MarkedParagraph(marks, text[span.end - 1 : span.end] in _ENDINGS, leading)


def _assemble(text: str, paragraphs: Sequence[Span], steps: Iterable[Step]) -> tuple[list[Quotation], list[_Fault]]:
    """Carry out the steps. Return the quotations, and the marks that found no partner."""
    quotations: list[Quotation] = []
    faults: list[_Fault] = []
    stack: list[_Open] = []
    previous = 0

    def end_unclosed(level: int, end: int) -> None:
        while len(stack) > level:
            opened = stack.pop()
            faults.append(_Fault(opened.mark_span(), "is not closed"))
            inside = quotations[-1].span.end if quotations else 0
            quotations.extend(_finish(text, opened, _guess_end(text, opened, inside, end), ""))

    for action, level, mark, number in steps:
        paragraph = paragraphs[number]
        if mark is None and action == "end":
            end_unclosed(level, paragraph.end)
            for opened in stack:
                opened.parts.append(Span(opened.part_start, paragraph.end))
            previous = number
        elif mark is None:
            faults.append(_Fault(stack[0].mark_span(), "is closed only in a later paragraph"))
            stack[0].parts += paragraphs[previous + 1 : number]
            stack[0].part_start = paragraph.start
        elif action == "open":
            end_unclosed(level, mark.start)
            stack.append(_Open(mark, level, [], mark.start, mark.start))
        elif action == "reopen":
            stack[level].part_start = stack[level].mark_start = mark.start
        elif action == "close":
            end_unclosed(level + 1, mark.start)
            quotations.extend(_finish(text, stack.pop(), mark.end, mark.shape))
        elif action == "stray":
            backward = mark.close - mark.backwards < mark.open
            problem = "closes nothing" if backward else "is not closed"
            faults.append(_Fault(Span(mark.start, mark.end), problem, backward))
    return quotations, faults


def _guess_end(text: str, opened: _Open, inside: int, end: int) -> int:
    """Return the end of an unclosed quotation: where ", says Mrs Jones" or the like follows it, else `end`.

    `inside` is the end of the last quotation in it.
    """
    match = _attribution().search(text, max(opened.part_start, inside), end)
    return match.start() + 1 if match else end


@cache
def _attribution() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_words("reporting_verb_forms")))
    name = r"[^\W\d_a-z][\w.’'-]*"
    return re.compile(rf"[,?!]\s+(?:(?:he|she|they|it|{name}(?:\s+{name}){{0,3}})\s+)?(?:{verbs})\b")


def _finish(text: str, opened: _Open, end: int, closing: str) -> list[Quotation]:
    """Return the quotation that ends here, or nothing if there is no word between its marks."""
    while text[end - 1].isspace():
        end -= 1
    if not opened.parts and not _WORD.search(text, opened.mark.end, end - len(closing)):
        return []
    parts = (*opened.parts, Span(opened.part_start, end))
    kind = _kind(text, opened.mark, closing)
    return [Quotation(Span(parts[0].start, end), parts, opened.depth, kind, bool(closing))]


_WORD = re.compile(r"\w")


def _kind(text: str, mark: Mark, closing: str) -> str:
    written = text[mark.start : mark.end]
    if written != mark.shape:
        return written + mark.shape  # a text with all marks the wrong way round
    if mark.shape == "„" and closing == "”":
        return "„”"
    return written + _USUAL_CLOSING.get(written, written)


def _warnings(text: str, faults: Iterable[_Fault]) -> list[ArticleWarning]:
    line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    warnings = []
    for fault in sorted(faults, key=lambda fault: fault.mark):
        line = bisect_right(line_starts, fault.mark.start)
        mark = text[fault.mark.start : fault.mark.end]
        message = f"line {line}: quotation mark {mark} {fault.problem}: {_context(text, fault)}"
        warnings.append(ArticleWarning("unbalanced-quotation-mark", message, fault.mark))
    return warnings


_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTEXT = 40


def _context(text: str, fault: _Fault) -> str:
    """Return some words on the side of the mark on which the quotation would be."""
    start = max(0, fault.mark.end - _CONTEXT) if fault.backward else fault.mark.start
    end = fault.mark.end if fault.backward else fault.mark.start + _CONTEXT
    words = " ".join(text[start:end].split())
    return f"…{words}" if fault.backward and start else f"{words}…" if end < len(text) else words
