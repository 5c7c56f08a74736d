"""Pairs of expected statements and found ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.article import iou
from quotes.checks.locating import LocatedStatement
from quotes.checks.sameness import reads_the_same
from quotes.records import Analysis, Statement


@dataclass(frozen=True, slots=True)
class Pair:
    """Expected statement and the one found for it; one of them may be None, not both.

    `number` is that of the expected statement in its file, from 1, or None.
    """

    number: int | None
    expected: LocatedStatement | None
    found: Statement | None


def pair_statements(analysis: Analysis, located: Sequence[LocatedStatement]) -> list[Pair]:
    """Pair statements one to one and return the pairs in the order of the text, those without a partner alone.

    Those whose contents overlap most are paired first, then those whose contents have the same words elsewhere.
    """
    partners: dict[int, int] = {}
    for number, index in _candidates(analysis, located):
        if number not in partners and index not in partners.values():
            partners[number] = index
    pairs = [
        Pair(number + 1, expected, analysis.statements[partners[number]] if number in partners else None)
        for number, expected in enumerate(located)
    ]
    matched = set(partners.values())
    new = [statement for index, statement in enumerate(analysis.statements) if index not in matched]
    return sorted(pairs + [Pair(None, None, statement) for statement in new], key=_start)


def _candidates(analysis: Analysis, located: Sequence[LocatedStatement]) -> Iterator[tuple[int, int]]:
    """Yield the indices of expected and found statements that may be a pair, the likeliest first."""
    article = analysis.article
    indices = [(n, i) for n in range(len(located)) for i in range(len(analysis.statements))]
    shared = {(n, i): iou(located[n].content, analysis.statements[i].content) for n, i in indices}
    yield from sorted((pair for pair in indices if shared[pair]), key=lambda pair: (-shared[pair], pair))
    for n, i in indices:
        if not shared[n, i] and reads_the_same(article, located[n].content, analysis.statements[i].content):
            yield n, i


def _start(pair: Pair) -> int:
    content = pair.expected.content if pair.expected else pair.found.content if pair.found else ()
    return content[0].start
