"""Comparison of the quotations in two versions of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from quotes.records import Analysis, Article
from quotes.verification.quoted_words import QuotedWords
from quotes.verification.source_text import SourceText
from quotes.verification.verdicts import QuotationCheck, SourcePlace, WordChange
from quotes.verification.verifying import MIN_SIMILARITY, checked, source_place

Change = Literal["kept", "altered", "moved", "dropped", "added"]
CHANGES: tuple[Change, ...] = get_args(Change)

LEFT_WORDS = 3
"""Words of an old quotation that may be missing beside those in the diff of an altered one."""


@dataclass(frozen=True, slots=True)
class QuotationChange:
    """A quotation of one or both versions, and what became of it.

    ``new`` is None for one that was dropped, and ``old`` for one that was added. ``moved`` has another speaker for
    certain; ``kept`` the same words, whatever the marks. ``words`` is the word diff, empty where no word is changed.
    """

    change: Change
    new: QuotationCheck | None
    old: SourcePlace | None
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """Two versions of a text, and their quotations in the order of the new one, the dropped ones where they were."""

    old: Article
    new: Article
    quotations: tuple[QuotationChange, ...]

    @property
    def is_same(self) -> bool:
        """True if every quotation is kept."""
        return all(one.change == "kept" for one in self.quotations)


def compare_versions(old: Analysis, new: Analysis, min_similarity: float = MIN_SIMILARITY) -> VersionComparison:
    """Compare the quotations of two analysed versions of a text; `min_similarity` (0 to 1) is that of `verify`.

    Words are looked for in the quotations of the old version alone.
    """
    before, after = SourceText(old, spoken_only=True), SourceText(new)
    found: list[QuotationChange] = []
    covered = set[int]()
    for one in after.quotations:
        if check := checked(one, after, [before], min_similarity, covered):
            found.append(_change(check))
            covered.update(_numbers(found[-1], before))
    dropped: list[QuotationChange] = []
    for quotation in before.quotations:
        own = [number for span in quotation.spans for number in before.folded.words_in(span.start, span.end)]
        if left := [number for number in own if number not in covered]:
            if len(left) == len(own):
                dropped.append(QuotationChange("dropped", None, _dropped_place(before, quotation, own)))
            else:
                _shorten(found, own, left, before)
    return VersionComparison(old.article, new.article, tuple(_in_order(found, dropped)))


def _change(check: QuotationCheck) -> QuotationChange:
    change: Change = "altered"
    if check.place is None:
        change = "added"
    elif check.wording in ("verbatim", "marks"):
        change = "moved" if check.attribution == "other" else "kept"
    return QuotationChange(change, check, check.place, check.changes)


def _numbers(one: QuotationChange, before: SourceText) -> Sequence[int]:
    """Return the words of the old version that a quotation of the new one has, or has others for."""
    if one.old is None:
        return ()
    words = [number for span in one.old.spans for number in before.folded.words_in(span.start, span.end)]
    is_whole = one.new is None or one.new.wording != "stitched"
    return range(words[0], words[-1] + 1) if is_whole and words[0] <= words[-1] else words


def _dropped_place(before: SourceText, quotation: QuotedWords, words: Sequence[int]) -> SourcePlace:
    return source_place(before, words, (quotation.statement,) if quotation.statement else ())


def _shorten(found: list[QuotationChange], own: Sequence[int], left: Sequence[int], before: SourceText) -> None:
    """Add the words of an old quotation that no new one has to the change of the new one nearest to them."""
    for _, group in groupby(enumerate(left), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        near = [
            (min(abs(run[0] - numbers[-1]), abs(numbers[0] - run[-1])), place)
            for place, one in enumerate(found)
            if (numbers := _numbers(one, before)) and numbers[-1] >= own[0] and numbers[0] <= own[-1]
        ]
        place = min(near)[1]
        one = found[place]
        if one.change == "altered" and len(run) <= LEFT_WORDS:
            continue
        dropped = WordChange("dropped", source=" ".join(span.text for span in before.spans_of(run)))
        words = one.words or _same(one)
        is_before = run[0] < _numbers(one, before)[0]
        words = (dropped, *words) if is_before else (*words, dropped)
        found[place] = replace(one, words=words, change="altered" if one.change == "kept" else one.change)


def _same(one: QuotationChange) -> tuple[WordChange, ...]:
    assert one.new and one.old
    texts = (" ".join(" ".join(span.text for span in spans).split()) for spans in (one.new.spans, one.old.spans))
    return (WordChange("same", *texts),)


def _in_order(found: Sequence[QuotationChange], dropped: Sequence[QuotationChange]) -> Iterator[QuotationChange]:
    """Yield the quotations of the new version, and each dropped one before the first that stood behind it."""
    waiting = list(dropped)
    for one in found:
        while waiting and one.old and waiting[0].old and waiting[0].old.spans[0] < one.old.spans[0]:
            yield waiting.pop(0)
        yield one
    yield from waiting
