"""Comparison of an analysis with the expected results of its article.

Statements are paired one to one, those whose contents overlap most first; others are paired where
the contents have the same words (the statement *moved*), and the rest is *missing* or *new*.

Spans are equal when they differ only in white space and punctuation at their edges (with a tolerance: in so many
words), and pieces of a content that only such characters separate count as one. A cue or source may be on either
side of the content where the words occur on both. `kind`, `circumstances` and the kind of a speaker are compared only
where the file gives them; a speaker, source or cue that it does not give must be absent. Joint speakers are right if
all of them are expected and no others, in any order.

Every difference makes an article differ. Precision, recall and F1 count a statement as *right* when its content, source
and speaker are as expected, whatever its cue, kind and circumstances.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.article import overlap_length
from quotes.checks.expected import Expectation
from quotes.checks.locating import LocatedStatement, Places, locate
from quotes.checks.pairing import Pair, pair_statements
from quotes.checks.sameness import same_content, same_places, same_speakers
from quotes.records import Analysis, Article, Span, Statement
from quotes.reports.wording import NOBODY, in_one_line, names_in_words, spans_in_one_line

DifferenceKind = Literal[
    "missing statement",
    "new statement",
    "moved statement",
    "other content",
    "other kind",
    "other speaker",
    "other source",
    "other cue",
    "other circumstances",
    "missing speaker",
    "other kind of speaker",
]

DECISIVE: frozenset[DifferenceKind] = frozenset(
    ["missing statement", "new statement", "moved statement", "other content", "other speaker", "other source"]
)
"""Differences that make a statement wrong for the score."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference in one field or speaker. `expected` or `found` is None where that side has nothing.

    `line` counts from 1 and is 0 where the difference has no place in the article. `number` is that of the
    expected statement in its file, from 1; `id` is that of the statement found.
    """

    what: DifferenceKind
    expected: str | None
    found: str | None
    content: str
    line: int = 0
    number: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class CheckScore:
    """Numbers of statements expected, found and right, with precision, recall and F1 (each 0 to 1)."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: CheckScore) -> CheckScore:
        return CheckScore(self.expected + other.expected, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> float:
        """The part of the statements found that are right; 1 if none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The part of the expected statements that were found right; 1 if none was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; 1 if no statement was expected and none was found."""
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class CheckComparison:
    """Differences of one article, in the order of its text, with its score."""

    analysis: Analysis
    differences: tuple[Difference, ...]
    score: CheckScore


def compare(analysis: Analysis, expectation: Expectation, tolerance: int = 0) -> CheckComparison:
    """Compare `analysis` with the expected results of its article.

    `tolerance` is the number of words that may be missing or too many at each edge of a span. Raises
    `ExpectationError` if words of the expectation are not in the article.
    """
    located = locate(expectation, analysis.article)
    differences: list[Difference] = []
    right = 0
    for pair in pair_statements(analysis, located):
        these = list(pair_differences(analysis, pair, tolerance))
        right += not any(difference.what in DECISIVE for difference in these)
        differences += these
    differences += _speaker_differences(analysis, expectation)
    return CheckComparison(analysis, tuple(differences), CheckScore(len(located), len(analysis.statements), right))


def pair_differences(analysis: Analysis, pair: Pair, tolerance: int = 0) -> Iterator[Difference]:
    """Yield the differences between an expected statement and its partner; `tolerance` is as for `compare`."""
    article, expected, found = analysis.article, pair.expected, pair.found
    if expected is None:
        assert found is not None
        content, line = spans_in_one_line(article, found.content), _line(article, found.content)
        yield Difference("new statement", None, _described(analysis, found), content, line, None, found.id)
        return
    content, line = spans_in_one_line(article, expected.content), _line(article, expected.content)
    if found is None:
        text = _described_expectation(article, expected)
        yield Difference("missing statement", text, None, content, line, pair.number)
        return
    for what, wanted, got in _differing_fields(analysis, expected, found, tolerance):
        yield Difference(what, wanted, got, content, line, pair.number, found.id)


def _differing_fields(
    analysis: Analysis, expected: LocatedStatement, found: Statement, tolerance: int
) -> Iterator[tuple[DifferenceKind, str | None, str | None]]:
    article, wanted = analysis.article, expected.expected
    if not same_content(article, expected.content, found.content, tolerance):
        if overlap_length(expected.content, found.content):
            texts = [spans_in_one_line(article, content) for content in (expected.content, found.content)]
            yield "other content", texts[0], texts[1]
        else:
            places = [_place(article, content[0]) for content in (expected.content, found.content)]
            yield "moved statement", places[0], places[1]
    if wanted.kind is not None and wanted.kind != found.kind:
        yield "other kind", wanted.kind, found.kind
    names = ([in_one_line(name) for name in wanted.speaker], speaker_names(found))
    if not same_speakers(*names):
        yield "other speaker", *_joined(*names)
    if not same_places(article, expected.source, found.source, tolerance):
        yield "other source", *_texts(article, expected.source, found.source)
    cues = ((expected.cue,) if expected.cue else (), (found.cue,) if found.cue else ())
    if not same_places(article, *cues, tolerance):
        yield "other cue", *_texts(article, *cues)
    if wanted.circumstances is not None:
        circumstances = (expected.circumstances, found.circumstances)
        if not same_places(article, *circumstances, tolerance):
            yield "other circumstances", *_texts(article, *circumstances)


def speaker_names(statement: Statement) -> list[str]:
    """Return the names of the speakers of a statement, each in one line."""
    return [in_one_line(speaker.name) for speaker in statement.speakers]


def _joined(*sides: Sequence[str]) -> tuple[str | None, str | None]:
    """Return expected and found names as one text each, with their numbers where the texts are the same."""
    texts = [names_in_words(names) for names in sides]
    if texts[0] == texts[1]:
        texts = [f"{text} (names: {len(names)})" for text, names in zip(texts, sides, strict=True)]
    return texts[0] or None, texts[1] or None


def _texts(article: Article, expected: Sequence[Places], found: Sequence[Span]) -> tuple[str | None, str | None]:
    """Return expected and found words, with their places where the words are the same."""
    spans = ([places[0] for places in expected], found)
    texts = [spans_in_one_line(article, side) for side in spans]
    if texts[0] == texts[1]:
        texts = [f"{text} ({_place(article, side[0])})" for text, side in zip(texts, spans, strict=True)]
    return texts[0] or None, texts[1] or None


def _speaker_differences(analysis: Analysis, expectation: Expectation) -> Iterator[Difference]:
    kinds = {in_one_line(speaker.name): speaker.kind for speaker in analysis.speakers}
    for speaker in expectation.speakers:
        kind = kinds.get(in_one_line(speaker.name))
        if kind is None:
            yield Difference("missing speaker", speaker.name, None, speaker.name)
        elif speaker.kind is not None and kind != speaker.kind:
            yield Difference("other kind of speaker", speaker.kind, kind, speaker.name)


def _described(analysis: Analysis, statement: Statement) -> str:
    article = analysis.article
    cue = [statement.cue] if statement.cue else []
    parts = [spans_in_one_line(article, spans) for spans in (statement.source, cue, statement.content)]
    return " | ".join([statement.kind, names_in_words(speaker_names(statement)) or NOBODY, *filter(None, parts)])


def _described_expectation(article: Article, located: LocatedStatement) -> str:
    expected = located.expected
    parts = [expected.kind, names_in_words(expected.speaker) or NOBODY, *expected.source, expected.cue]
    return " | ".join([*filter(None, parts), spans_in_one_line(article, located.content)])


def _line(article: Article, spans: Sequence[Span]) -> int:
    return article.text.count("\n", 0, spans[0].start) + 1


def _place(article: Article, span: Span) -> str:
    column = span.start - (article.text.rfind("\n", 0, span.start) + 1) + 1
    return f"line {_line(article, [span])}, column {column}"
