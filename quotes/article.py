"""Articles as they are read: their texts, spans and blocks of these, and warnings.

Every span is a pair of code-point offsets into ``Article.text``; ``article.text[span.start:span.end]``
is exactly what was written. The text is never normalised in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from quotes.errors import ReadError

BlockKind = Literal["headline", "dateline", "heading", "body", "quotation"]
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)

SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of an article: code-point offsets, end exclusive, and the characters there.

    ``text`` is set in every span of an `Analysis`, and "" in a span that belongs to none. Spans are equal, and ordered,
    by their offsets.
    """

    start: int
    end: int
    text: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True if this span covers the other one entirely."""
        return self.start <= other.start and other.end <= self.end


def overlap_length(some: Iterable[Span], others: Iterable[Span]) -> int:
    """Number of code points that some spans share with others."""
    length, passed, ordered = 0, 0, sorted(others)
    for one in sorted(some):
        while passed < len(ordered) and ordered[passed].end <= one.start:
            passed += 1
        for number in range(passed, len(ordered)):
            other = ordered[number]
            if other.start >= one.end:
                break
            length += max(0, min(one.end, other.end) - max(one.start, other.start))
    return length


def lies_in(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """True if each of some spans lies within one of the others."""
    return all(any(other.contains(one) for other in others) for one in some)


def iou(some: Sequence[Span], others: Sequence[Span]) -> float:
    """Intersection over union: the share of all covered code points that both sides cover, from 0 to 1."""
    common = overlap_length(some, others)
    return common / (sum(map(len, some)) + sum(map(len, others)) - common)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article's text that its format sets apart: code-point offsets, end exclusive, and what it is.

    ``quotation`` is a block quotation, ``heading`` a heading inside of the article. ``pointer`` says where the block is
    in the original, in the way of its format: a CSS selector in HTML, "paragraph 3" in a document, "page 2" in a PDF.
    ``directives`` are what comments of the original in the block or before it tell this program: "ignore Q201" for
    ``<!-- quotes: ignore Q201 -->``.
    """

    start: int
    end: int
    kind: BlockKind = "body"
    pointer: str | None = None
    directives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleWarning:
    """A doubt about an article that its reader should know of.

    ``code`` is stable and meant for programs (``unbalanced-quotation-mark``, ``empty-article``, ``other-language``,
    ``not-plain-text``, ``guessed-encoding``, ``mojibake``, ``entities``, ``scanned-page``, ``idle-directive``,
    ``lost-corrections``, ``changed-article``);
    ``message`` is meant for people; ``span`` is where, if it is one place.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """A text to analyse, with what is known about it.

    ``id`` names the article in reports (the path of its file, usually). ``date`` is as its source gives it;
    ``language`` is a code ("en"). ``blocks`` are in the order of the text, none for plain text; ``warnings`` are about
    the reading of the article, and go into those of its analysis. Making an article raises `quotes.ReadError` if its
    text has the two halves of a surrogate pair in a row: JSON reads them as one character, and spans would be others
    than in Python.
    """

    text: str
    id: str = ""
    title: str | None = None
    date: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[ArticleWarning, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if SURROGATE_PAIR.search(self.text):
            raise ReadError("the text has surrogate pairs: decode it from UTF-16, which makes each one character")

    def __repr__(self) -> str:
        return f"Article(id={self.id!r}, {len(self.text):,} characters)"

    def text_of(self, span: Span) -> str:
        """The characters of this article that a span covers."""
        return self.text[span.start : span.end]
