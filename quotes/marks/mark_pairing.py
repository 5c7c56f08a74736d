"""Pairing of quotation marks: the cheapest hypothesis about all marks of a text.

The marks are gone through from left to right. A hypothesis keeps a stack of the quotations that are open; each mark
may open another one, close one of them, be an apostrophe, or be an error. Every step has a cost: the cost of the mark
among its neighbours (``mark_tokens``) plus that of errors (the constants here). Of all hypotheses that leave the same
marks open only the cheapest is carried on. That is exact dynamic programming as long as no more than ``_WIDTH``
hypotheses are alive, and takes time linear in the number of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from quotes.marks.mark_tokens import DOUBLE, NEVER, SINGLE, Mark

Action = Literal["open", "close", "skip", "stray", "end", "reopen", "resume"]


class Step(NamedTuple):
    """One decision. ``level`` is the index of a quotation among those that are open, the outermost being 0.

    open: a quotation begins at this level, and those that were open there and above were never closed.
    close: the quotation at this level ends, and those above it were never closed.
    skip: the mark is an apostrophe or the like.
    stray: the mark is an error.
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
    """The marks of a paragraph.

    ``complete`` tells that its last character could end a sentence; ``leading`` is the number of its marks that stand,
    without a gap, at its very beginning.
    """

    marks: Sequence[Mark]
    complete: bool
    leading: int


def pair_marks(paragraphs: Sequence[MarkedParagraph]) -> list[Step]:
    """Return the steps of the cheapest hypothesis, in order. Paragraphs without marks have none."""
    hypotheses = [_Hypothesis(0.0, (), None)]
    marked = [(number, paragraph) for number, paragraph in enumerate(paragraphs) if paragraph.marks]
    for index, (number, paragraph) in enumerate(marked):
        next_number, following = marked[index + 1] if index + 1 < len(marked) else (number + 1, None)
        hypotheses = _extend_over_paragraph(hypotheses, paragraph, number)
        hypotheses = _end_paragraph(hypotheses, paragraph, number, following, next_number - number - 1)
    steps: list[Step] = []
    history = min(hypotheses, key=lambda hypothesis: hypothesis.cost).history
    while history is not None:
        history, step = history
        steps.append(step)
    return steps[::-1]


# Costs are on the scale of `mark_tokens`: 0 fits perfectly, 3 is poor, 5 and more is a last resort.
_WIDTH = 8
_MARGIN = 9.0  # hypotheses that cost so much more than the best one are given up: about two errors
_HOPELESS = 6.5  # dearer ways to take a mark are not tried: worse than a last resort
_STRAY = 4.0  # cheaper than a last resort, so that one wrong mark does not turn those around it
_STRAY_THOUGH_USEFUL = 0.3  # rather close early, and rather open something and not close it
_UNCLOSED = 4.0  # as much as a stray mark: “We go, she thought. is as likely as We go,” he said.
_REOPENED = 0.3  # a new paragraph with the same mark rather goes on than begins anew, if nothing is closed in between
_REOPENED_MID_SENTENCE = 2.5  # paragraphs of a long quotation end with a sentence
_NOT_INTRODUCED = 4.5  # The old “Customs House is empty: no quotation of several paragraphs begins like this
_RESUMED = 5.0  # a last resort: “One. [next paragraph] Two,” he added, where the article forgot to open again
_RESUMED_LATER = 0.7  # for every paragraph without marks in between
_LONGEST_GAP = 3  # in paragraphs without marks
_SAME_INSIDE_SAME = 3.0  # "a "joke" today": poor style, but cheaper than two errors
_LIKE_INSIDE_LIKE = 1.0  # “a "joke" today”: both double, in different shapes
_DEEP = 3  # “He said, ‘She said, “No,” twice.’”: quotations in one another that news still has
_DEEPEST = 6
_TOO_DEEP = 2.0  # for each quotation opened at such a depth, so that unclosed ones do not pile up
_DOUBTFUL = 0.2  # an apostrophe that costs more than that may as well close a quotation
_SKIP_INSIDE_SINGLE = 0.6  # rather close at "the ministers'" than go on, if nothing else speaks for it
_OTHER_GROUP = 2.0  # “We go," she said: a typewriter's mark for one of the pair
_OTHER_LEVEL = 4.0  # “We go,’ she said: no more likely than a missing mark

_GROUPS = {
    **dict.fromkeys("“‟”‘‛’", "curly"),
    **dict.fromkeys("„‚", "low"),
    **dict.fromkeys("\"＂'＇`", "straight"),
    **dict.fromkeys(("''", "``", "‘‘", "‘’", "’’"), "twin"),
    **dict.fromkeys(("«", "»", "‹‹", "››", "‹", "›"), "guillemet"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white corner"),
}
_History = tuple["_History | None", Step]


class _Hypothesis(NamedTuple):
    cost: float
    stack: tuple[Mark, ...]
    history: _History | None


def _extend_over_paragraph(hypotheses: list[_Hypothesis], paragraph: MarkedParagraph, number: int) -> list[_Hypothesis]:
    """Go through the marks. Hypotheses that come in with quotations open first reopen or resume them."""
    current, waiting = [], []
    for hypothesis in hypotheses:
        if not hypothesis.stack:
            current.append(hypothesis)
        elif _repeated(hypothesis.stack, paragraph):
            waiting.append(hypothesis)
        else:
            current.append(hypothesis._replace(history=(hypothesis.history, Step("resume", 0, None, number))))
    for index, mark in enumerate(paragraph.marks):
        following = [hypothesis for previous in current for hypothesis in _decide(previous, mark, number)]
        still_waiting: list[_Hypothesis] = []
        for cost, stack, history in waiting:
            reopened = _Hypothesis(cost, stack, (history, Step("reopen", index, mark, number)))
            (following if index + 1 == len(stack) else still_waiting).append(reopened)
        waiting = still_waiting
        current = _best(following)
    return current


def _repeated(stack: tuple[Mark, ...], paragraph: MarkedParagraph) -> int:
    """Return the number of open quotations, from the outermost on, that a paragraph opens again."""
    count = 0
    for opening, mark in zip(stack, paragraph.marks[: paragraph.leading], strict=False):
        if opening.shape != mark.shape:
            break
        count += 1
    return count


def _decide(hypothesis: _Hypothesis, mark: Mark, number: int) -> Iterator[_Hypothesis]:
    """Return the hypotheses for every way to take one mark."""
    cost, stack, history = hypothesis
    depth = len(stack)

    def take(action: Action, level: int, price: float, open_now: tuple[Mark, ...]) -> _Hypothesis:
        return _Hypothesis(cost + price, open_now, (history, Step(action, level, mark, number)))

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
    """Return the cost of pairing two marks that may not be made for each other."""
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
    """Return the cost of opening a mark inside the quotations that are open."""
    if not stack:
        return 0.0
    price = _TOO_DEEP if len(stack) >= _DEEP else 0.0
    if stack[-1].shape == mark.shape:
        return price + _SAME_INSIDE_SAME
    return price + (_LIKE_INSIDE_LIKE if _rank(stack[-1].shape) == _rank(mark.shape) else 0.0)


def _rank(shape: str) -> int:
    return 1 if shape in SINGLE else 2 if shape in DOUBLE else 3


def _best(hypotheses: Iterable[_Hypothesis]) -> list[_Hypothesis]:
    """Return the cheapest of the hypotheses with the same marks open, without those far behind the best one."""
    cheapest: dict[tuple[str, ...], _Hypothesis] = {}
    for hypothesis in hypotheses:
        key = tuple([mark.shape for mark in hypothesis.stack])
        if key not in cheapest or hypothesis.cost < cheapest[key].cost:
            cheapest[key] = hypothesis
    ranked = sorted(cheapest.values(), key=lambda hypothesis: hypothesis.cost)[:_WIDTH]
    limit = ranked[0].cost + _MARGIN if ranked else 0.0
    return [hypothesis for hypothesis in ranked if hypothesis.cost <= limit]


def _end_paragraph(
    hypotheses: list[_Hypothesis],
    paragraph: MarkedParagraph,
    number: int,
    following: MarkedParagraph | None,
    gap: int,
) -> list[_Hypothesis]:
    """End the open quotations, or let them go on in the ``following`` paragraph, ``gap`` paragraphs further on."""
    ended = []
    for cost, stack, history in hypotheses:
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
            ended.append(_Hypothesis(cost + price, stack[:kept], (history, Step("end", kept, None, number))))
    return _best(ended)
