"""Alignment of the words of a quotation with those of a source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

Tag = Literal["equal", "replace", "insert", "delete"]


@dataclass(frozen=True, slots=True)
class Step:
    """Words of a quotation, from one number up to another, and the numbers of the words of the source for them.

    A ``delete`` has words of the source alone, an ``insert`` words of the quotation alone.
    """

    tag: Tag
    start: int
    end: int
    source: tuple[int, ...] = ()


def aligned(words: Sequence[str], start: int, others: Sequence[str], numbers: Sequence[int]) -> list[Step]:
    """Return the steps from words of a source, which have these numbers, to those of a quotation from `start` on."""
    from rapidfuzz.distance import Levenshtein

    steps = []
    for op in Levenshtein.opcodes(list(others), list(words)):
        steps.append(
            Step(
                cast(Tag, op.tag), start + op.dest_start, start + op.dest_end, tuple(numbers[op.src_start : op.src_end])
            )
        )
    return steps


def nearest_window(words: Sequence[str], others: Sequence[str], before: int, after: int) -> slice:
    """Return the part of other words that is nearest to some words, of parts as near one that has as many words.

    It may lack up to `before` words at the beginning, and up to `after` at the end.
    """
    from rapidfuzz.distance import Levenshtein

    wanted, given = list(words), list(others)
    windows = [
        (Levenshtein.distance(given[start:end], wanted), abs(end - start - len(wanted)), start, end)
        for start in range(min(before, len(given)) + 1)
        for end in range(max(start, len(given) - after), len(given) + 1)
    ]
    _, _, start, end = min(windows)
    return slice(start, end)


def without_edges(steps: Sequence[Step], is_border: Callable[[int, int], bool]) -> list[Step]:
    """Return steps without the words of the source that lie before and after those of the quotation.

    Words of the quotation at an edge that the source lacks stand for as many words of the source next to the rest as
    there are up to a border, which `is_border` tells between two words of the source.
    """
    equal = [number for number, step in enumerate(steps) if step.tag == "equal"]
    if not equal:
        return []
    first, last = equal[0], equal[-1]
    before, inner, after = steps[:first], steps[first : last + 1], steps[last + 1 :]
    kept = [*inner]
    if lead := _words(before):
        near: list[int] = []
        following = inner[0].source[0]
        for number in reversed([number for step in before for number in step.source]):
            if len(near) == lead or is_border(number, following):
                break
            near.insert(0, number)
            following = number
        kept.insert(0, Step("replace" if near else "insert", inner[0].start - lead, inner[0].start, tuple(near)))
    if trail := _words(after):
        near = []
        previous = inner[-1].source[-1]
        for number in (number for step in after for number in step.source):
            if len(near) == trail or is_border(previous, number):
                break
            near.append(number)
            previous = number
        kept.append(Step("replace" if near else "insert", inner[-1].end, inner[-1].end + trail, tuple(near)))
    return kept


def _words(steps: Sequence[Step]) -> int:
    return sum(step.end - step.start for step in steps)
