"""Units of a text: where they stand, their places in quotations, and the number of their pieces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np

from quotes.marks.quotation_marks import Quotation, find_quotations
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.windows import PLACES, Offsets, Splits, Unit, are_within_words, units_of
from quotes.records import Span

UNKNOWN, OUTSIDE, INSIDE, OPENING, CLOSING = range(len(PLACES))
"""Numbers of the `PLACES`."""


class TextUnits:
    """The units of a text in a row.

    ``spans`` are their offsets in the text, ``ends`` the numbers of the units behind the last ones of paragraphs, in
    order, and ``pieces`` the number of pieces before each unit, and in all, with one that ends each paragraph.
    ``paragraphs`` has the paragraph of each of the ``ends``.
    """

    def __init__(self, text: str, paragraphs: Sequence[Span], splits: Splits, table: WordPieces) -> None:
        """Cut a text, whose paragraphs are given, into units."""
        self.units: list[Unit] = []
        self.spans: list[Offsets] = []
        self.ends: list[int] = []
        self.paragraphs: list[int] = []
        for number, paragraph in enumerate(paragraphs):
            line = text[paragraph.start : paragraph.end]
            own = list(units_of(line, splits))
            before = -1
            for (start, end), within in zip(own, are_within_words(line, own), strict=True):
                self.units.append(Unit(line[start:end], start == before, within=within))
                before = end
            if own:
                self.units[-1].ends = True
                self.spans += [(paragraph.start + start, paragraph.start + end) for start, end in own]
                self.ends.append(len(self.units))
                self.paragraphs.append(number)
        mark_places(self.units, self.spans, find_quotations(text, paragraphs)[0])
        self.pieces = np.cumsum([0, *(len(table.pieces(unit.text)) + unit.ends for unit in self.units)])

    def fitting(self, first: int, size: int) -> int:
        """Return the unit behind the whole paragraphs from unit `first` on that have at most `size` pieces together.

        It is `first` if there is none.
        """
        behind = int(np.searchsorted(self.pieces, self.pieces[first] + size, "right")) - 1
        ends = bisect_left(self.ends, behind + 1)
        return max(first, self.ends[ends - 1]) if ends else first


def mark_places(units: Sequence[Unit], spans: Sequence[Offsets], quotations: Iterable[Quotation]) -> None:
    """Set the places of units, given with their offsets, in the outermost of the quotations of their text."""
    for unit in units:
        unit.place = OUTSIDE
    starts = [start for start, _ in spans]
    for quotation in quotations:
        for part in quotation.parts if quotation.depth == 0 else ():
            first, last = bisect_left(starts, part.start), bisect_left(starts, part.end)
            if first and spans[first - 1][1] > part.start:
                first -= 1
            for unit in units[first:last]:
                unit.place = INSIDE
            if first < last:
                units[first].place = OPENING
                if last - 1 > first and not any(map(str.isalnum, units[last - 1].text)):
                    units[last - 1].place = CLOSING
