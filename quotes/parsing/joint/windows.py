"""Text as the network reads it: units, which are words or parts of words, in windows, as arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotes.networks.word_pieces import CACHED_WORDS, WordPieces
from quotes.words.closed_classes import UNSEEN

WINDOW = 300
"""Size of a window in pieces; a longer sentence is a window of its own."""

MOST_PIECES = 500
"""Limit of a window, as the encoder has positions. In longer sentences, units have fewer pieces."""

SHAPES = ("none", "lower", "Capitalized", "UPPER", "miXed", "number", "other")
"""Capitalization of units, which the encoder cannot see; pieces of no unit have none."""

PLACES = ("unknown", "outside", "inside", "opening", "closing")
"""Places of units: not known, outside of quotations, within one, its first or its last unit."""

KINDS_OF_PIECES = len(PLACES) * 2 * len(SHAPES)
"""Number of kinds: each shape with a blank before the unit, and without, at each place."""

UNIT = re.compile(rf"[^\W\d_]+(?:{UNSEEN.pattern}+[^\W\d_]+)*|\d+|\S")
"""Unit: letters, digits, or another character. Nearly all words consist of one or more of these.

Soft hyphens and joiners are within letters, for the pieces of words are those without them.
"""

ONE_WORD = re.compile(
    r"""(?:https?://|www\.)\S*[^\s.,;:!?…)\]}>”’»"']     # an address on the web
    |(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+          # of mail
    |(?<!\w)[#@][a-z]\w+                                # #topic, @somebody
    |(?<![\w.])(?<![\w-]-)\w[\w-]*+\.(?:pdf|docx?|xlsx?|pptx?|txt|html?|jpe?g|gif|png|zip)\b  # a file
    |([-!?$*+=_~\#<>/])\1+|\.{3,}                        # ----, !!!""",
    re.IGNORECASE | re.VERBOSE,
)
"""Forms of several units that are always one word (in the training parts of EWT and GUM 1,430 of 1,438 are).

The forms that begin with letters are tried only where such letters begin, or else a long run of them would be read
again from each one on.
"""

APOSTROPHES = "'’"

BLANK, NEXT_TOKEN, SAME_TOKEN = " ", "", "+"
"""Marks for a word followed by a blank, by the next token, or by the next word of the same token."""

Integers = NDArray[np.int64]

Splits = Mapping[str, int]
"""Letters that are often two words, and the offset at which they are parted: {"cannot": 3}."""

Offsets = tuple[int, int]
"""Start and end in code points."""


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """A sentence: its words, and their tags, tree, entity tags and places as far as they are known.

    ``lemmas`` are rules (`quotes.parsing.joint.lemmas`) where a network learns them. ``heads`` count words of the
    sentence from 1, 0 is the root; entity tags are O, or B, I, E or S with a class. ``after`` tells, for each word,
    what stands behind it: `BLANK`, `NEXT_TOKEN` or `SAME_TOKEN`; where it is None, there are blanks. ``begins`` is
    true for a sentence that begins a paragraph. ``spans`` are offsets of the words in their text, or empty.
    """

    words: tuple[str, ...]
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None
    after: tuple[str, ...] | None = None
    begins: bool = True
    spans: tuple[Offsets, ...] = ()

    def written(self) -> Iterator[tuple[str, str]]:
        """Return pairs of a word and the mark of what stands behind it."""
        return zip(self.words, self.after or (BLANK,) * len(self.words), strict=True)


class WindowInput(NamedTuple):
    """Input of the network: pieces, the kinds of their units, and the positions of each unit's first and last piece."""

    pieces: Integers
    kinds: Integers
    first_pieces: Integers
    last_pieces: Integers


@dataclass(slots=True)
class Unit:
    """Word or part of a word.

    ``glued`` marks a unit that follows another without a blank, ``ends`` one with which a paragraph ends, and
    ``within`` one with which certainly no word ends; it is not set where the words are given. ``place`` is the number
    of one of `PLACES`.
    """

    text: str
    glued: bool = False
    ends: bool = False
    within: bool = False
    place: int = 0

    @property
    def kind(self) -> int:
        """Number of the unit's kind."""
        return KIND[shape_of(self.text)] + len(SHAPES) * (self.glued + 2 * self.place)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units in a row."""

    units: Sequence[Unit]

    def encoded(self, table: WordPieces) -> WindowInput:
        """Return the input of the network, with a separating piece behind each paragraph."""
        ends = 1 + sum(unit.ends for unit in self.units)
        own = [table.pieces(unit.text) for unit in self.units]
        if ends + sum(map(len, own)) > MOST_PIECES:
            most = max(1, (MOST_PIECES - ends) // max(1, len(self.units)))
            own = [parts[:most] for parts in own]
        pieces, kinds, first, last = [table.start], [0], [], []
        for unit, parts in zip(self.units, own, strict=True):
            first.append(min(len(pieces), MOST_PIECES - 1))
            pieces += parts
            kinds += [unit.kind] * len(parts)
            last.append(min(len(pieces), MOST_PIECES) - 1)
            if unit.ends:
                pieces.append(table.separator)
                kinds.append(0)
        return WindowInput(
            *(np.asarray(part, np.int64) for part in (pieces[:MOST_PIECES], kinds[:MOST_PIECES], first, last))
        )

    def size(self, table: WordPieces) -> int:
        """Return the number of pieces, with the first one and the separating ones."""
        return 1 + sum(unit.ends + len(table.pieces(unit.text)) for unit in self.units)


@dataclass(frozen=True, slots=True)
class SentenceWindow:
    """Sentences in a row whose words are known; ``starts`` are the numbers of the units with which words begin."""

    sentences: tuple[TaggedWords, ...]
    stretch: Stretch
    starts: Integers

    def sentence_numbers(self) -> Integers:
        """Return the number of the sentence for each unit that begins a word, -1 for other units."""
        numbers = np.full(len(self.stretch.units), -1)
        lengths = [len(sentence.words) for sentence in self.sentences]
        numbers[self.starts] = np.repeat(np.arange(len(self.sentences)), lengths)
        return numbers


def window_of(sentences: Sequence[TaggedWords], splits: Splits, ends: bool = True) -> SentenceWindow:
    """Make a window of sentences in a row; with `ends`, a paragraph ends with the last."""
    units: list[Unit] = []
    starts = []
    glued = False
    for number, sentence in enumerate(sentences):
        glued = glued and not sentence.begins
        for word, after in sentence.written():
            starts.append(len(units))
            parts = [word[start:end] for start, end in units_of(word, splits)] or [word]
            units += [Unit(part, glued or index > 0) for index, part in enumerate(parts)]
            glued = after != BLANK
        last = number + 1 == len(sentences)
        units[-1].ends = ends if last else sentences[number + 1].begins
    return SentenceWindow(tuple(sentences), Stretch(units), np.asarray(starts, np.int64))


def windows_of(
    sentences: Sequence[TaggedWords], table: WordPieces, splits: Splits, most: int = WINDOW, first: int | None = None
) -> Iterator[SentenceWindow]:
    """Yield windows of at most `most` pieces (of `first` the first one) that cover sentences in a row."""
    window: list[TaggedWords] = []
    size, limit = 1, first or most
    for sentence in sentences:
        added = 1 + sum(len(table.pieces(word)) for word in sentence.words)
        if window and size + added > limit:
            yield window_of(window, splits, ends=sentence.begins)
            window, size, limit = [], 1, most
        window.append(sentence)
        size += added
    if window:
        yield window_of(window, splits)


def units_of(text: str, splits: Splits) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the units of a text."""
    for match in UNIT.finditer(text):
        start, end = match.span()
        inner = splits.get(match.group().lower())
        if inner is None and text[end : end + 1] in APOSTROPHES and end - start > 1 and _is_not(text, end):
            inner = end - start - 1
        if inner is not None:
            yield start, start + inner
            start += inner
        yield start, end


def are_within_words(text: str, units: Iterable[Offsets]) -> Iterator[bool]:
    """Tell for each unit of a text whether it stands in a form of `ONE_WORD`, not at its end."""
    forms = (match.span() for match in ONE_WORD.finditer(text))
    nowhere = len(text), len(text)
    first, last = next(forms, nowhere)
    for start, end in units:
        while last < end:
            first, last = next(forms, nowhere)
        yield first <= start and end < last


def _is_not(text: str, end: int) -> bool:
    """Tell whether "n't" begins with the letter before the apostrophe at offset `end`."""
    following = text[end + 1 : end + 3]
    return bool(following) and text[end - 1] in "nN" and following[0] in "tT" and not following[1:].isalpha()


def splits_of(words: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return the letters that are two words more often than one, from tokens given as their words."""
    whole: dict[str, int] = {}
    parted: dict[tuple[str, int], int] = {}
    for parts in words:
        token = "".join(parts).lower()
        if UNIT.fullmatch(token) and token.isalpha():
            whole[token] = whole.get(token, 0) + 1
            if len(parts) == 2:
                parted[token, len(parts[0])] = parted.get((token, len(parts[0])), 0) + 1
    return {token: place for (token, place), count in parted.items() if count > 2 and 2 * count > whole[token]}


@lru_cache(maxsize=CACHED_WORDS)
def shape_of(word: str) -> str:
    """Return the capitalization of a word: one of `SHAPES`."""
    if not any(map(str.isalpha, word)):
        return "number" if any(map(str.isdigit, word)) else "other"
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "UPPER"
    return "Capitalized" if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else "miXed"


KIND = {shape: number for number, shape in enumerate(SHAPES)}
