"""Search in an article for the strings of a file of expected results.

All white space is equal, only whole words match, and "first words [...] last words" stands for the text from the former
to the latter. The first piece of a statement's content is searched from the beginning of the previous statement (after
the words of `after`, if given); the other pieces follow it in order. A statement that stands in the file twice is
found twice if the article has it twice.

Cue, source and circumstances are searched around the content. Where the same words occur on both sides of it, both
places count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.checks.expected import Expectation, ExpectedStatement
from quotes.errors import ExpectationError
from quotes.records import Article, Span
from quotes.reports.wording import abbreviated

Places = tuple[Span, ...]
"""Nearest occurrences of a string on each side of every piece of the content, nearest first."""

_GAP = re.compile(r"(?<=\S)\s*\[(?:\.\.\.|…)\]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class LocatedStatement:
    """Expected statement with its places in an article."""

    expected: ExpectedStatement
    content: tuple[Span, ...]
    cue: Places
    source: tuple[Places, ...]
    circumstances: tuple[Places, ...]


def locate(expectation: Expectation, article: Article) -> tuple[LocatedStatement, ...]:
    """Find every expected statement in `article`, in the order of the file.

    Raises `ExpectationError`, naming the file and the statement, if a string is not there.
    """
    located: list[LocatedStatement] = []
    for number, expected in enumerate(expectation.statements, start=1):
        where = f"{expectation.path}: statement {number}"
        previous = located[-1].content[0].start if located else 0
        taken = {statement.content for statement in located}
        content = find_content(expected, article.text, previous, taken, where)
        sources = [(words, "source") for words in expected.source]
        circumstances = [(words, "circumstance") for words in expected.circumstances or ()]
        located.append(
            LocatedStatement(
                expected,
                content,
                _find_around(expected.cue, "cue", content, article.text, where) if expected.cue else (),
                tuple(_find_around(words, what, content, article.text, where) for words, what in sources),
                tuple(_find_around(words, what, content, article.text, where) for words, what in circumstances),
            )
        )
    return tuple(located)


def find_content(
    expected: ExpectedStatement, text: str, start: int, taken: set[tuple[Span, ...]], where: str
) -> tuple[Span, ...]:
    """Return the spans of the pieces of a statement's content at or after `start` (code points).

    Those of an earlier statement (`taken`) count only if there are no others. Raises `ExpectationError`.
    """
    if expected.after is not None:
        start = _find(expected.after, text, start, "the words of “after”", where).end
    content = _find_pieces(expected.content, text, start, where)
    first = content
    while content in taken:
        try:
            content = _find_pieces(expected.content, text, content[0].start + 1, where)
        except ExpectationError:
            return first
    return content


def _find_pieces(pieces: Sequence[str], text: str, start: int, where: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for piece in pieces:
        spans.append(_find(piece, text, spans[-1].end if spans else start, "content", where))
    return tuple(spans)


def _find(words: str, text: str, start: int, what: str, where: str) -> Span:
    match = _pattern(words).search(text, start)
    if match:
        return Span(*match.span())
    elsewhere = _pattern(words).search(text)
    raise ExpectationError(
        f"{where}: {what} “{abbreviated(words)}” is not in the article"
        + (" where it should be; statements and their pieces stand in the order of the text" if elsewhere else "")
    )


def _find_around(words: str, what: str, content: Sequence[Span], text: str, where: str) -> Places:
    """Return the nearest occurrences of `words` that do not overlap the content."""
    spans = [Span(*match.span()) for match in _pattern(words).finditer(text)]
    spans = [span for span in spans if not any(span.overlaps(piece) for piece in content)]
    nearest: set[Span] = set()
    for piece in content:
        nearest.update([span for span in spans if span.end <= piece.start][-1:])
        nearest.update([span for span in spans if span.start >= piece.end][:1])
    if not nearest:
        raise ExpectationError(f"{where}: {what} “{abbreviated(words)}” is not in the article outside the content")
    return tuple(sorted(nearest, key=lambda span: (min(_distance(span, piece) for piece in content), span)))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _pattern(words: str) -> re.Pattern[str]:
    parts = [r"\s+".join(map(re.escape, part.split())) for part in _GAP.split(words.strip())]
    before = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words.strip()) else ""
    return re.compile(before + ".*?".join(parts) + after, re.DOTALL)
