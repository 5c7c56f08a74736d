"""Which mark opens, which one closes: the cheapest reading of all marks of a text.

The marks are read from left to right. A reading keeps a stack of the quotations that are open; each mark
may open another one, close one of them, be an apostrophe, or be an error. Every step has a cost: what
``mark_tokens`` makes of the neighbours, and what the constants here say that errors cost. Of all readings
that leave the same marks open only the cheapest is carried on. That is exact dynamic programming as long as
no more than ``_WIDTH`` readings are alive, and takes time linear in the number of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from quotes.statements.marks.mark_tokens import DOUBLE, NEVER, SINGLE, Mark

Action = Literal["open", "close", "skip", "stray", "end", "reopen", "resume"]


class Step(NamedTuple):
    """One decision. ``level`` is the index of a quotation among those that are open, the outermost being 0.

    open: a quotation begins at this level, and those that were open there and above were never closed.
    close: the quotation at this level ends, and those above it were never closed.
    skip, stray: the mark is an apostrophe or the like; it is an error.
    end (of a paragraph; no mark): the quotations from this level on were never closed, those below go on.
    reopen: the mark at the beginning of a paragraph repeats the opening mark of the quotation at this level.
    resume (no mark): the quotation at level 0 goes on in this paragraph, which does not begin with a mark.
    """

    action: Action
    level: int
    mark: Mark | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """The marks of a paragraph. ``complete``: its last character could end a sentence. ``leading``: how many
    of its marks stand, without a gap, at its very beginning."""

    marks: Sequence[Mark]
    complete: bool
    leading: int


def pair_marks(paragraphs: Sequence[MarkedParagraph]) -> list[Step]:
    """The cheapest reading: its steps, in order. Paragraphs without marks have none."""
    readings = [_Reading(0.0, (), None)]
    marked = [(number, paragraph) for number, paragraph in enumerate(paragraphs) if paragraph.marks]
    for index, (number, paragraph) in enumerate(marked):
        next_number, following = marked[index + 1] if index + 1 < len(marked) else (number + 1, None)
        readings = _read_paragraph(readings, paragraph, number)
        readings = _end_paragraph(readings, paragraph, number, following, next_number - number - 1)
    steps: list[Step] = []
    history = min(readings, key=lambda reading: reading.cost).history
    while history is not None:
        history, step = history
        steps.append(step)
    return steps[::-1]


_WIDTH = 8
_MARGIN = 9.0  # readings that cost so much more than the best one are given up
_HOPELESS = 6.5  # a reading of a mark that costs more than that is not tried
_STRAY = 4.0
_STRAY_THOUGH_USEFUL = 0.3  # rather close early, and rather open something and not close it
_UNCLOSED = 4.0
_REOPENED = 0.3
_REOPENED_MID_SENTENCE = 2.5
_NOT_INTRODUCED = 4.5  # The old “Customs House is empty: no quotation of several paragraphs begins like this
_RESUMED = 5.0
_RESUMED_LATER = 0.7  # for every paragraph without marks in between
_LONGEST_GAP = 3
_SAME_INSIDE_SAME = 3.0
_LIKE_INSIDE_LIKE = 1.0
_DEEP = 3
_DEEPEST = 6
_TOO_DEEP = 2.0
_DOUBTFUL = 0.2
_SKIP_INSIDE_SINGLE = 0.6  # rather close at "the ministers'" than go on, if nothing else speaks for it
_OTHER_GROUP = 2.0
_OTHER_LEVEL = 4.0

_GROUPS = {
    **dict.fromkeys("“‟”‘‛’", "curly"),
    **dict.fromkeys("„‚", "low"),
    **dict.fromkeys("\"＂'＇`", "straight"),
    **dict.fromkeys(("''", "``", "‘‘", "‘’", "’’"), "twin"),
    **dict.fromkeys(("«", "»", "‹‹", "››", "‹", "›"), "guillemet"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_Links = tuple["_Links | None", Step]


class _Reading(NamedTuple):
    cost: float
    stack: tuple[Mark, ...]
    history: _Links | None


def _read_paragraph(readings: list[_Reading], paragraph: MarkedParagraph, number: int) -> list[_Reading]:
    """Go through the marks. Readings that come in with quotations open first reopen or resume them."""
    current, waiting = [], []
    for reading in readings:
        if not reading.stack:
            current.append(reading)
        elif _repeated(reading.stack, paragraph):
            waiting.append(reading)
        else:
            current.append(reading._replace(history=(reading.history, Step("resume", 0, None, number))))
    for index, mark in enumerate(paragraph.marks):
        following = [reading for previous in current for reading in _decide(previous, mark, number)]
        still_waiting: list[_Reading] = []
        for cost, stack, history in waiting:
            reopened = _Reading(cost, stack, (history, Step("reopen", index, mark, number)))
            (following if index + 1 == len(stack) else still_waiting).append(reopened)
        waiting = still_waiting
        current = _best(following)
    return current


def _repeated(stack: tuple[Mark, ...], paragraph: MarkedParagraph) -> int:
    """How many of the open quotations, from the outermost on, a paragraph opens again."""
    count = 0
    for opening, mark in zip(stack, paragraph.marks[: paragraph.leading], strict=False):
        if opening.shape != mark.shape:
            break
        count += 1
    return count


def _decide(reading: _Reading, mark: Mark, number: int) -> Iterator[_Reading]:
    """Every way to take one mark."""
    cost, stack, history = reading
    depth = len(stack)

    def take(action: Action, level: int, price: float, open_now: tuple[Mark, ...]) -> _Reading:
        return _Reading(cost + price, open_now, (history, Step(action, level, mark, number)))

    yield take("stray", depth, _STRAY + (_STRAY_THOUGH_USEFUL if stack or mark.open < mark.close else 0.0), stack)
    if mark.skip < _HOPELESS:
        doubtful = mark.skip > _DOUBTFUL and any(opening.shape in SINGLE for opening in stack)
        yield take("skip", depth, mark.skip + (_SKIP_INSIDE_SINGLE if doubtful else 0.0), stack)
    if mark.close < _HOPELESS:
        for level in range(depth - 1, max(depth - 3, -1), -1):
            price = mark.close + (depth - 1 - level) * _UNCLOSED + _mismatch(stack[level], mark)
            if price < _MARGIN:
                yield take("close", level, price, stack[:level])
    if mark.open < _HOPELESS:
        if depth < _DEEPEST:
            yield take("open", depth, mark.open + _nesting(stack, mark), (*stack, mark))
        for level in range(depth - 1, -1, -1):
            if _rank(stack[level].shape) == _rank(mark.shape):
                below = stack[:level]
                price = mark.open + (depth - level) * _UNCLOSED + _nesting(below, mark)
                yield take("open", level, price, (*below, mark))
                break


def _mismatch(opening: Mark, closing: Mark) -> float:
    """What it costs to pair two marks that may not be made for each other."""
    one, other = _GROUPS[opening.shape], _GROUPS[closing.shape]
    if "corner" in one or "corner" in other:
        return 0.0 if one == other else NEVER
    price = 0.0 if _rank(opening.shape) == _rank(closing.shape) else _OTHER_LEVEL
    if one == other:
        return price
    if one == "low" and other == "curly":
        return price - closing.backwards
    return price + _OTHER_GROUP


def _nesting(stack: tuple[Mark, ...], mark: Mark) -> float:
    """What it costs to open a mark inside the quotations that are open."""
    if not stack:
        return 0.0
    price = _TOO_DEEP if len(stack) >= _DEEP else 0.0
    if stack[-1].shape == mark.shape:
        return price + _SAME_INSIDE_SAME
    return price + (_LIKE_INSIDE_LIKE if _rank(stack[-1].shape) == _rank(mark.shape) else 0.0)


def _rank(shape: str) -> int:
    return 1 if shape in SINGLE else 2 if shape in DOUBLE else 3


def _best(readings: Iterable[_Reading]) -> list[_Reading]:
    """Of the readings with the same marks open only the cheapest; none that is far behind the best."""
    cheapest: dict[tuple[str, ...], _Reading] = {}
    for reading in readings:
        key = tuple([mark.shape for mark in reading.stack])
        if key not in cheapest or reading.cost < cheapest[key].cost:
            cheapest[key] = reading
    ranked = sorted(cheapest.values(), key=lambda reading: reading.cost)[:_WIDTH]
    limit = ranked[0].cost + _MARGIN if ranked else 0.0
    return [reading for reading in ranked if reading.cost <= limit]


def _end_paragraph(
    readings: list[_Reading],
    paragraph: MarkedParagraph,
    number: int,
    following: MarkedParagraph | None,
    gap: int,
) -> list[_Reading]:
    """End what is open, or let it go on in the ``following`` paragraph, ``gap`` paragraphs further on."""
    ended = []
    for cost, stack, history in readings:
        prices = {0: 0.0}
        if stack and following is not None:
            repeated = _repeated(stack, following)
            if repeated and gap == 0:
                price = _REOPENED + (0.0 if paragraph.complete else _REOPENED_MID_SENTENCE)
                price += 0.0 if stack[0].introduced else _NOT_INTRODUCED
                prices |= dict.fromkeys(range(1, repeated + 1), price)
            elif not repeated and gap <= _LONGEST_GAP and stack[0].shape in DOUBLE:
                prices[1] = _RESUMED + gap * _RESUMED_LATER
        for kept, price in prices.items():
            price += (len(stack) - kept) * _UNCLOSED
            ended.append(_Reading(cost + price, stack[:kept], (history, Step("end", kept, None, number))))
    return _best(ended)
