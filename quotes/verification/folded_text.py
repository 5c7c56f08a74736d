"""Words of a text without marks and case, each with where it stands in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from quotes.words.closed_classes import UNSEEN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_WINDOW, MOST_WINDOWS = 16, 10
"""Words of the smallest quarter of a window, and windows in which a similar sequence is looked for."""

_CHUNK = re.compile(r"\S+")
_LETTER_IN_BRACKETS = re.compile(r"\[\w\]\w")
_APOSTROPHES = "'’‘ʼ`´"
_MINUS = "-−–"
_SIGNS = {"&": "and"} | {sign: sign for sign in "%‰@#+=°"}

Part = tuple[str, int, int]
"""A folded word, and its start and end in code points."""


class WordSequence:
    """Folded words in a row, in which others are looked for."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    @cached_property
    def joined(self) -> str:
        """All words with a space between them, one before the first and one after the last."""
        return f" {' '.join(self.words)} "

    @cached_property
    def _offsets(self) -> list[int]:
        """Offsets of the words in `joined`."""
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    def find(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the numbers of the words with which a sequence of words begins, wherever it stands."""
        wanted = f" {' '.join(words)} "
        position = self.joined.find(wanted)
        while position >= 0:
            yield bisect_left(self._offsets, position + 1)
            position = self.joined.find(wanted, position + 1)

    def has(self, words: Sequence[str]) -> bool:
        """Tell whether a sequence of words stands anywhere."""
        if not all(word in self._places for word in words):
            return False
        rarest = min(range(len(words)), key=lambda number: len(self._places[words[number]]))
        starts = (place - rarest for place in self._places[words[rarest]].tolist() if place >= rarest)
        return any(list(self.words[start : start + len(words)]) == list(words) for start in starts)

    @cached_property
    def _places(self) -> Mapping[str, NDArray[np.intp]]:
        """Numbers of the words at which each word stands."""
        import numpy as np

        places: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            places[word].append(number)
        return {word: np.array(numbers, dtype=np.intp) for word, numbers in places.items()}

    def likely_windows(self, words: Sequence[str]) -> Iterator[range]:
        """Yield windows of four times as many words as these that have most of them, rare ones above all."""
        import numpy as np

        size = max(len(words), LEAST_WINDOW)
        weights = np.zeros(len(self.words) // size + 2)
        for word in sorted(set(words) & self._places.keys()):
            places = self._places[word]
            weights += np.bincount(places // size, minlength=len(weights)) / len(places)
        pairs = weights[:-1] + weights[1:]
        for first in np.argsort(-pairs, kind="stable")[:MOST_WINDOWS].tolist():
            if pairs[first]:
                yield range(max(0, (first - 1) * size), min((first + 3) * size, len(self.words)))

    def nearest(self, words: Sequence[str], least: float) -> range | None:
        """Return the numbers of the words most like a sequence, give or take some at the edges, None if none are.

        `least` is the least similarity of their letters, from 0 to 1.
        """
        from rapidfuzz import fuzz

        wanted = " ".join(words)
        best: tuple[float, range] | None = None
        for window in self.likely_windows(words):
            offset = self._offsets[window.start]
            text = self.joined[offset : self._offsets[window.stop - 1] + len(self.words[window.stop - 1])]
            found = (
                fuzz.partial_ratio_alignment(wanted, text, score_cutoff=100 * least)
                if len(wanted) < len(text)
                else None
            )
            if found and (best is None or found.score > best[0]):
                best = found.score, self._words_within(offset + found.dest_start, offset + found.dest_end)
        return best[1] if best else None

    def _words_within(self, start: int, end: int) -> range:
        """Return the numbers of the words that a stretch of `joined` covers or touches."""
        first = max(0, bisect_right(self._offsets, start) - 1)
        return range(first, min(bisect_left(self._offsets, end), len(self.words)))


class FoldedText(WordSequence):
    """Words of a text: folded, and their starts and ends in it (code points).

    Folding takes away case, punctuation, quotation marks, dashes and characters without a width, and makes one of the
    ways in which a letter can be written. An apostrophe inside a word, the point of a number, a minus and signs such as
    "%" stay, for they change what is said.
    """

    def __init__(self, words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> None:
        super().__init__(words)
        self.starts = starts
        self.ends = ends

    def words_in(self, start: int, end: int) -> range:
        """Return the numbers of the words that begin in a stretch of the text (code points)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def fold(text: str, start: int = 0, end: int | None = None) -> FoldedText:
    """Return the words of a stretch of a text, the whole of it by default."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
        position = chunk.start()
        for word, first, last in _parts(chunk[0]):
            words.append(word)
            starts.append(position + first)
            ends.append(position + last)
    return FoldedText(words, starts, ends)


@lru_cache(maxsize=20_000)
def _parts(chunk: str) -> tuple[Part, ...]:
    """Return the folded words in characters between two blanks."""
    if chunk.isascii() and chunk.isalnum():
        return ((chunk.lower(), 0, len(chunk)),)
    found: list[Part] = []
    start, position = -1, 0
    for position, character in enumerate(chunk):
        if _is_part(chunk, position, start >= 0):
            start = position if start < 0 else start
            continue
        if start >= 0:
            found.append((_folded(chunk[start:position]), start, position))
            start = -1
        if character in _SIGNS or unicodedata.category(character) == "Sc":
            found.append((_SIGNS.get(character, character), position, position + 1))
    if start >= 0:
        found.append((_folded(chunk[start:]), start, len(chunk)))
    return tuple(part for part in found if part[0])


def _is_part(chunk: str, position: int, inside: bool) -> bool:
    """Tell whether a character belongs to a word, or joins two characters of one."""
    character = chunk[position]
    if _is_letter(character) or (inside and UNSEEN.match(character)):
        return True
    after = chunk[position + 1 : position + 2]
    if not after or not _is_letter(after):
        return False
    if not inside:
        is_minus = character in _MINUS and position == 0 and after.isdigit()
        return is_minus or bool(_LETTER_IN_BRACKETS.match(chunk, position))
    before = chunk[position - 1]
    if character in _APOSTROPHES:
        return _is_letter(before)
    if character in ".,:":
        return (before.isdigit() and after.isdigit()) or (character == "." and _is_initial(chunk, position))
    return character in "[]" and before.isalpha() and after.isalpha()


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _is_initial(chunk: str, position: int) -> bool:
    """Tell whether a full stop stands between two letters that stand alone: "U.S.", "a.m."."""
    before, after = chunk[max(0, position - 2) : position], chunk[position + 1 : position + 3]
    return before[-1:].isalpha() and not before[:-1].isalnum() and after[:1].isalpha() and not after[1:].isalnum()


def _folded(word: str) -> str:
    """Return a word in one way of writing it: "don't" for "Don’t", "1000" for "1,000", "us" for "U.S."."""
    word = unicodedata.normalize("NFKD", UNSEEN.sub("", word)).casefold()
    if word.isalnum():
        return word
    for mark in _APOSTROPHES:
        word = word.replace(mark, "'")
    word = word.replace("[", "").replace("]", "")
    sign = "-" if word[:1] and word[0] in _MINUS else ""
    word = word.lstrip(_MINUS)
    if not any(character.isdigit() for character in word):
        word = word.replace(".", "")
    return sign + _without_thousands(word)


def _without_thousands(word: str) -> str:
    head, *groups = word.split(",")
    if groups and all(len(group.partition(".")[0]) == 3 and group[:3].isdigit() for group in groups):
        return head + "".join(groups)
    return word
