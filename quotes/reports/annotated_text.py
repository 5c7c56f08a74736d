"""Text of an article cut into paragraphs and segments, each with the statements that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Analysis, Article, BlockKind

Role = Literal["content", "cue", "source"]
ROLES: tuple[Role, ...] = get_args(Role)

LONGEST_HEADLINE = 150
"""In code points, of a plain text's first paragraph that is shown as its headline."""

_VISIBLE = re.compile(r"\S")
_ENDS_A_SENTENCE = re.compile(r"[.,;:…!?]['\"”’»)\]]*$|[”\"]$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Stretch of text that lies in the same parts of the same statements.

    Statements are numbered from 1 in the order of the analysis. Those whose content, cue or source has the segment are
    ordered from the innermost, which is the shortest, to the outermost. ``begins`` are the statements whose first piece
    begins here, from the outermost.
    """

    text: str
    content: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraph, or another block, of an article, with the white space that follows it."""

    kind: BlockKind
    segments: tuple[Segment, ...]

    @property
    def begins(self) -> tuple[int, ...]:
        """The statements that begin in this part."""
        return tuple(number for segment in self.segments for number in segment.begins)


def article_parts(analysis: Analysis) -> list[Part]:
    """Return the whole text of an article in parts: one for each of its blocks and of the paragraphs in them."""
    article = analysis.article
    starts = _starts(article)
    segments = _segments(analysis, [*starts, len(article.text)])
    parts: list[tuple[BlockKind, list[Segment]]] = []
    kinds = dict(zip(starts, _kinds(article, starts), strict=True))
    for start, segment in segments:
        if start in kinds:
            parts.append((kinds[start], []))
        parts[-1][1].append(segment)
    return [Part(kind, tuple(of_part)) for kind, of_part in parts]


def _starts(article: Article) -> list[int]:
    """Return the offsets at which a part begins; text that follows a block begins one of its own."""
    text = article.text
    starts = {span.start for span in split_paragraphs(text)} | {block.start for block in article.blocks}
    starts |= {found.start() for block in article.blocks if (found := _VISIBLE.search(text, block.end))}
    _, *later = sorted(starts) or [0]
    return [0, *later] if text else []


def _kinds(article: Article, starts: list[int]) -> Iterator[BlockKind]:
    """Yield the kind of each part. The first of a text without blocks is the headline if it looks like one."""
    blocks = sorted(article.blocks, key=lambda block: block.start)
    firsts = [block.start for block in blocks]
    for start, end in pairwise([*starts, len(article.text)]):
        found = _VISIBLE.search(article.text, start)
        first = found.start() if found else start
        number = bisect_right(firsts, first) - 1
        if number >= 0 and first < blocks[number].end:
            yield blocks[number].kind
        elif start == 0 and not blocks and len(starts) > 1 and _is_headline(article, article.text[start:end]):
            yield "headline"
        else:
            yield "body"


def _is_headline(article: Article, paragraph: str) -> bool:
    words = " ".join(paragraph.split())
    if article.title is not None:
        return words == " ".join(article.title.split())
    return len(words) <= LONGEST_HEADLINE and not _ENDS_A_SENTENCE.search(words) and "://" not in words


def _segments(analysis: Analysis, edges: list[int]) -> Iterator[tuple[int, Segment]]:
    """Yield the segments in their order, with their offsets, cut at these edges and at all those of statements."""
    text = analysis.article.text
    changes: dict[int, list[tuple[Role, int, int]]] = defaultdict(list)
    begins: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, tuple[int, int]] = {}
    for number, statement in enumerate(analysis.statements, 1):
        sizes[number] = (sum(map(len, statement.content)), -number)
        begins[min(statement.content).start].append(number)
        spans = {
            "content": statement.content,
            "cue": [statement.cue] if statement.cue else [],
            "source": statement.source,
        }
        for role in ROLES:
            for span in spans[role]:
                changes[span.start].append((role, number, 1))
                changes[span.end].append((role, number, -1))
    active: dict[Role, Counter[int]] = {role: Counter() for role in ROLES}
    for start, end in pairwise(sorted({*edges, *changes})):
        for role, number, change in changes[start]:
            active[role][number] += change
            if not active[role][number]:
                del active[role][number]
        found = {role: tuple(sorted(active[role], key=lambda number: sizes[number])) for role in ROLES}
        first = tuple(sorted(begins[start], key=lambda number: sizes[number], reverse=True))
        yield start, Segment(text[start:end], found["content"], found["cue"], found["source"], first)
