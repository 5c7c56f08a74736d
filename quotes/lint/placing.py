"""Places of findings: lines and columns where a file has them, else paragraphs and the pointers of their blocks."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quotes.lint.lint_rule import Finding
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article, Block, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_POINTER = re.compile(r"line (\d+)\b")
_NOT_SHOWN = re.compile(r"[\s*_~`>\\\[]|\]\([^()]*\)|<!--.*?-->", re.DOTALL)
"""Markup between characters of a paragraph of Markdown: line breaks, emphasis, links, comments."""

Change = tuple[int, int, str]
"""Replacement of a stretch of a file by another text: code-point offsets, end exclusive."""


@dataclass(frozen=True, slots=True)
class Place:
    """Stretch of a file, or of an article in it.

    ``path`` is the file. Lines and columns are counted from 1, columns in code points, ``end_column`` is behind the
    last one; they are None where the file does not have the words as they are. ``paragraph`` is counted from 1,
    ``pointer`` is that of its block. ``shown`` is the line, or the paragraph, with blanks for white space, and
    ``start`` and ``end`` are the offsets of the stretch in it.
    """

    path: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    paragraph: int
    pointer: str | None
    shown: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding, and its place."""

    finding: Finding
    place: Place


@dataclass(frozen=True, slots=True)
class ArticleFindings:
    """Findings about one article, in the order of its text. ``path`` is its file."""

    id: str
    path: str
    findings: tuple[PlacedFinding, ...] = ()


def path_of(id: str) -> str:
    """Return the file of an article: its id without the name that tells it from others in the same file."""
    if "#" in id and not os.path.exists(id):
        ends = (match.start() for match in re.finditer("#", id))
        return next((id[:end] for end in ends if os.path.exists(id[:end])), id)
    return id


class ArticlePlaces:
    """Places of stretches of one article.

    `source` is the text of its file, None if that is not known, which makes no difference to plain text. `changes` are
    made in the file before it is shown.
    """

    def __init__(self, article: Article, source: str | None = None, changes: Sequence[Change] = ()) -> None:
        self.article = article
        self.path = path_of(article.id)
        self.source = source if article.blocks else article.text
        self.changes = sorted(changes)
        self._offsets: dict[Block, list[int] | None] = {}

    def of(self, finding: Finding) -> PlacedFinding:
        """Return a finding with its place."""
        return PlacedFinding(finding, self.place(finding.span))

    def place(self, span: Span) -> Place:
        """Return the place of a stretch of the article."""
        number, stretch, pointer = self._paragraph(span)
        found = self.in_source(span)
        if found and self.source is not None:
            start, end = (self._changed(offset) for offset in (found.start, found.end))
            line, column = self._lines.position(start)
            end_line, end_column = self._lines.position(end)
            shown = _plain(self._lines.text_of(line))
            first = min(column - 1, len(shown))
            last = min(end_column - 1, len(shown)) if end_line == line else len(shown)
            return Place(self.path, line, column, end_line, end_column, number, pointer, shown, first, last)
        named = _LINE_POINTER.match(pointer or "")
        line_of_block = int(named[1]) if named else None
        shown = _plain(self.article.text_of(stretch))
        first = span.start - stretch.start
        last = min(span.end, stretch.end) - stretch.start
        return Place(self.path, line_of_block, None, line_of_block, None, number, pointer, shown, first, last)

    def in_source(self, span: Span) -> Span | None:
        """Return where a stretch of the article is in its file as it was, None if it is not known to be there."""
        if not self.article.blocks:
            return span
        start, last = self._offset(span.start), self._offset(span.end - 1)
        return Span(start, last + 1) if start is not None and last is not None and start <= last else None

    @cached_property
    def _lines(self) -> _Lines:
        assert self.source is not None
        return _Lines(changed(self.source, self.changes))

    @cached_property
    def _paragraphs(self) -> list[tuple[Span, str | None]]:
        if self.article.blocks:
            return [(Span(block.start, block.end), block.pointer) for block in self.article.blocks]
        return [(each, None) for each in split_paragraphs(self.article.text)]

    def _paragraph(self, span: Span) -> tuple[int, Span, str | None]:
        """Return the number and the stretch of the paragraph in which a stretch begins, and its pointer."""
        number = bisect_right(self._paragraphs, span.start, key=lambda each: each[0].start)
        stretch, pointer = self._paragraphs[number - 1] if number else (span, None)
        if stretch.start <= span.start < stretch.end:
            return number, stretch, pointer
        return max(1, number), span, None

    def _offset(self, offset: int) -> int | None:
        """Return the offset in the file of a character of a block, None if it is not known."""
        block = next((each for each in self.article.blocks if each.start <= offset < each.end), None)
        if block is None or self.source is None:
            return None
        if block not in self._offsets:
            self._offsets[block] = self._find(block, self.source)
        offsets = self._offsets[block]
        return offsets[offset - block.start] if offsets else None

    def _find(self, block: Block, source: str) -> list[int] | None:
        """Return the offsets in the file of the characters of a block, None if the file has others.

        They begin on the line that the pointer names.
        """
        named = _LINE_POINTER.fullmatch(block.pointer or "")
        lines = _Lines(source)
        if not named or not 1 <= int(named[1]) <= lines.number:
            return None
        begin, end = lines.bounds(int(named[1]))
        text = self.article.text[block.start : block.end]
        starts = (start for start in range(begin, end) if source[start] == text[0])
        found = (_aligned(text, source, start) for start in starts)
        return next((offsets for offsets in found if offsets), None)

    def _changed(self, offset: int) -> int:
        """Return the offset behind the changes of one before them."""
        within = next((start for start, end, _ in self.changes if start < offset < end), offset)
        return within + sum(len(text) - (end - start) for start, end, text in self.changes if end <= within)


def changed(text: str, changes: Sequence[Change]) -> str:
    """Return a text after changes that do not overlap."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _aligned(text: str, source: str, position: int) -> list[int] | None:
    """Return the offsets of the characters of a text in a source from a position on, None if it has others there."""
    offsets: list[int] = []
    for character in text:
        while not character.isspace() and not source.startswith(character, position):
            skipped = _NOT_SHOWN.match(source, position)
            if skipped is None:
                return None
            position = skipped.end()
        offsets.append(position)
        position += source.startswith(character, position)
    return offsets


class _Lines:
    """Lines of a text, counted from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = list(_LINE_END.finditer(text))
        self._starts = [0, *(match.end() for match in breaks)]
        self._ends = [*(match.start() for match in breaks), len(text)]
        self.number = len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Return the offsets at which a line begins and ends, without its line end."""
        return self._starts[line - 1], self._ends[line - 1]

    def text_of(self, line: int) -> str:
        """Return a line without its line end."""
        start, end = self.bounds(line)
        return self.text[start:end]


def _plain(text: str) -> str:
    return re.sub(r"\s", " ", text)
