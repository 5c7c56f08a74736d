"""Places of the words of lines in their article, which may have changed since."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quotes.corpora.say_lines import Places, SayLine
from quotes.errors import CorpusError
from quotes.records import Span
from quotes.reports.wording import in_one_line

MOST_CHOICES = 60
"""Number of choices of places that are weighed at once."""

MOST_NEAR = 30
"""Number of places before and behind others that are weighed, of words that stand more often than twice that."""

_ENDS_IN_A_WORD = re.compile(r"\w")
_CUT = re.compile(r"\s+(?:\.\.\.|…|\[\.\.\.\])\s+")
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\s|\n")
SENTENCE_COST, BACK_COST, CLASH_COST, TAKEN_COST = 60, 400, 10_000, 80
"""Costs of a place, in characters of distance: for each end of a sentence in between (three at most), for lying far
before the line above, for lying in another span of the line, and for being the place of another line's cue."""


class LineFinder:
    """Finder of the lines of one article, in their order: words that stand several times are meant near the others.

    With `strict`, words that do not stand `together` are not found, unless a comment gives their places: the article
    has changed, and some of them are those of another statement.
    """

    def __init__(self, text: str, *, strict: bool = False) -> None:
        self.text = text
        self.strict = strict
        self._anchor = 0
        self._shift = 0
        self._taken: set[Span] = set()
        self._places: dict[str, list[Span]] = {}

    def find(self, line: SayLine) -> Places:
        """Return the spans of source, cue and content of the next line. Raises `CorpusError`, which says why not.

        Places that a comment gives hold if the words are there, or all of them as far away as the text has moved.
        """
        found = self.look_for(line)
        self.pass_by(line, found)
        return found

    def look_for(self, line: SayLine) -> Places:
        """Return what `find` would, without going on to the next line."""
        if given := self._given(line):
            return given
        found = self.nearest(line)
        if self.strict and not self.together(found):
            raise CorpusError("its words do not stand together in the article")
        return found

    def together(self, places: Places) -> bool:
        """Tell whether no other line has this cue, and source and content are near it: in its sentence or paragraph."""
        source, cue, content = places
        if not cue:
            return True
        return (
            self._taken.isdisjoint(cue)
            and (not source or not all(self._is_between(_SENTENCE_END, cue[0], each) for each in source))
            and not all(self._is_between(_PARAGRAPH_END, cue[0], each) for each in content)
        )

    def _is_between(self, pattern: re.Pattern[str], one: Span, other: Span) -> bool:
        first, second = sorted((one, other))
        return first.end < second.start and pattern.search(self.text, first.end, second.start) is not None

    def pass_by(self, line: SayLine, places: Places) -> None:
        """Go on to the line after the one that has these places."""
        if not line.commented:
            _, cue, content = places
            self._taken.update(cue)
            self._anchor = (cue or content)[0].start

    def _given(self, line: SayLine) -> Places | None:
        if line.spans is None or [*map(len, line.spans)] != [*map(len, line.words)]:
            return None
        for shift in self._shifts(line, line.spans):
            moved = tuple(tuple(_moved(role, shift)) for role in line.spans)
            if all(map(self._reads, line.words, moved)):
                self._shift = shift
                return moved
        return None

    def _shifts(self, line: SayLine, spans: Places) -> Iterator[int]:
        """Yield the numbers of characters by which the line may have moved, the likeliest first."""
        yield self._shift
        first = spans[2][0].start
        starts = [match.start() - first for match in _pattern(line.words[2][0], edge=False).finditer(self.text)]
        yield from sorted(starts, key=lambda shift: abs(shift - self._shift))

    def _reads(self, pieces: Sequence[str], spans: Sequence[Span]) -> bool:
        return len(pieces) == len(spans) and all(
            in_one_line(self.text[span.start : span.end]) == in_one_line(piece)
            for piece, span in zip(pieces, spans, strict=True)
        )

    def nearest(self, line: SayLine) -> Places:
        """Return the places of the words of the next line alone. Raises `CorpusError` if some are not there."""
        wanted = [(role, piece) for role in (1, 2, 0) for piece in line.words[role]]
        options = [self._all_places(piece) for _, piece in wanted]
        for (_, piece), found in zip(wanted, options, strict=True):
            if not found:
                raise CorpusError(f"not in the article: {piece!r}")
        spans: list[list[Span]] = [[], [], []]
        for (role, _), span in zip(wanted, closest(self.text, options, self._anchor, self._taken), strict=True):
            spans[role].append(span)
        return tuple(tuple(sorted(role)) for role in spans)

    def _all_places(self, piece: str) -> list[Span]:
        if piece not in self._places:
            self._places[piece] = places(self.text, piece)
        return self._places[piece]


def places(text: str, piece: str) -> list[Span]:
    """Return all places of a piece in the article, white space free; a cut one goes from first to last words."""
    if not piece.split():
        return []
    if whole := list(_of_words(text, piece)):
        return whole
    parts = [part for part in _CUT.split(piece) if part]
    if len(parts) != 2:
        return []
    ends = [span.end for span in _of_words(text, parts[1])]
    return [
        Span(span.start, end)
        for span in _of_words(text, parts[0])
        if (end := next((end for end in ends if end >= span.end), None))
    ]


def _of_words(text: str, words: str) -> Iterator[Span]:
    """Yield the places of these words with any white space between them, whole words at both edges.

    The edge before them is looked at afterwards: a pattern that begins with letters is found much faster.
    """
    is_word = words[0].isalnum()
    for match in _pattern(words).finditer(text):
        if not (is_word and _ENDS_IN_A_WORD.match(text, match.start() - 1, match.start())):
            yield Span(*match.span())


def closest(
    text: str, options: Sequence[Sequence[Span]], anchor: int, taken: frozenset[Span] | set[Span] = frozenset()
) -> tuple[Span, ...]:
    """Return one place for each piece, such that all lie close together and near the anchor (a beam search).

    `options` are the places of each piece, at least one; those that are `taken` are less likely. The spans are in the
    order of the pieces.
    """
    order = sorted(range(len(options)), key=lambda each: (len(options[each]), each))
    choices: list[tuple[float, tuple[Span, ...]]] = [(0.0, ())]
    for each in order:
        grown = [
            (cost + _cost(text, place, chosen, anchor) + TAKEN_COST * (place in taken), (*chosen, place))
            for cost, chosen in choices
            for place in _near(options[each], [one.start for one in chosen] or [anchor])
        ]
        choices = sorted(grown, key=lambda choice: choice[0])[:MOST_CHOICES]
    by_piece = dict(zip(order, choices[0][1], strict=True))
    return tuple(by_piece[each] for each in range(len(options)))


def _near(options: Sequence[Span], starts: Sequence[int]) -> Sequence[Span]:
    """Return those of many places, in the order of the text, that are among the nearest to one of these offsets."""
    if len(options) <= 2 * MOST_NEAR:
        return options
    numbers = {
        number
        for start in starts
        for middle in [bisect_left(options, start, key=lambda place: place.start)]
        for number in range(max(0, middle - MOST_NEAR), min(len(options), middle + MOST_NEAR))
    }
    return [options[number] for number in sorted(numbers)]


def _moved(spans: Sequence[Span], shift: int) -> Iterator[Span]:
    for span in spans:
        if span.start + shift >= 0:
            yield Span(span.start + shift, span.end + shift)


def _pattern(words: str, edge: bool = True) -> re.Pattern[str]:
    """Return a pattern of these words with any white space between them, up to the end of a word if so asked."""
    between = r"\s+".join(map(re.escape, words.split()))
    return re.compile(between + r"(?!\w)" * (edge and words[-1].isalnum()))


def _cost(text: str, place: Span, chosen: Sequence[Span], anchor: int) -> float:
    if not chosen:
        return abs(place.start - anchor) * 0.2 + BACK_COST * (place.end < anchor - 600)
    clash = any(place.overlaps(other) for other in chosen)
    return min(_distance(text, place, other) for other in chosen) + CLASH_COST * clash


def _distance(text: str, one: Span, other: Span) -> float:
    start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
    ends = len(_SENTENCE_END.findall(text[start:end])) if start < end < start + 2000 else 0
    return max(0, end - start) + SENTENCE_COST * min(3, ends)
