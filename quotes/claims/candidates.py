"""Pairs of statements that may say the same: by products of their vectors, block by block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from tempfile import TemporaryFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from quotes.claims.claim_text import claim_text
from quotes.claims.told import Told
from quotes.claims.word_vectors import Floats, WordVectors, unit

ROWS = 2048
"""Statements of a block, so that memory does not grow with their number."""

SIMILAR, SIMILAR_IN_EVENT = 0.6, 0.2
"""Least product of the vectors of two statements that are compared: of any two articles, of two about one event."""

ONE_EVENT, SAME_EVENT = 0.7, 1.1
"""Likeness of two articles (see `Pair`) from which on they may be about one event, and are so beyond doubt."""

OF_DOUBT = 0.5
"""Product that is asked for more, as a part of what the likeness of two articles has less than `SAME_EVENT`."""

NAME_SIZE = 256
"""Size of the vectors of names, which are random, so that those of different names have products near 0."""

RARE = 0.9
"""Least weight of a word that is a name which tells events apart."""

OF_MANY = 10
"""Articles of a collection from which on a name tells events apart the less, the more of them have it."""

DAYS_OF_EVENT = 60
"""The most days between such articles."""

UNKNOWN_DAY = -1
LEAST_WORDS = 2
"""Words that a statement needs which say something by themselves."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of statements and of their articles in one file, one row each.

    ``articles`` has the number of the article of each statement, ``days`` its day (ordinal, or `UNKNOWN_DAY`), and
    ``comparable`` tells which statements say enough to be compared.
    """

    statements: NDArray[np.float16]
    of_articles: Floats
    articles: NDArray[np.int32]
    days: NDArray[np.int32]
    comparable: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pair:
    """Numbers of two statements, the lesser one first, and how much tells that their articles are about one event.

    ``event`` is the sum of two products, of the vectors of what is said in both articles and of those of the names in
    them (each 1 at most), or 0 if it is less than `ONE_EVENT` or the articles' days lie too far apart.
    """

    one: int
    other: int
    event: float


def vectors_of(statements: Iterable[Told], words: WordVectors) -> Vectors:
    """Return the vectors of statements, those of the statements in a file that is gone when nothing uses it."""
    size = words.vectors.shape[1]
    numbers: dict[str, int] = {}
    articles, days, comparable = [], [], []
    sums: list[Floats] = []
    names: list[set[str]] = []
    with TemporaryFile() as file:
        for told in statements:
            text = claim_text(told.text, told.cue, words)
            file.write(text.vector.astype(np.float16).tobytes())
            number = numbers.setdefault(told.article, len(numbers))
            if number == len(sums):
                sums.append(np.zeros(size, np.float32))
                names.append(set())
            sums[number] += text.weights @ text.vectors
            names[number] |= text.names.union(*(_name_words(speaker.name) for speaker in told.speakers))
            articles.append(number)
            days.append(told.day.toordinal() if told.day else UNKNOWN_DAY)
            comparable.append(text.content_words >= LEAST_WORDS)
        file.flush()
        rows = np.memmap(file, np.float16, "r", shape=(len(articles), size)) if articles else np.zeros((0, size), "f2")
    rare = [{each for each in own if words.of_word(each)[1] >= RARE} for own in names]
    having = Counter(chain.from_iterable(rare))
    of_names = [_vector_of_names(own, having) for own in rare]
    of_articles = [np.concatenate([unit(said), unit(named)]) for said, named in zip(sums, of_names, strict=True)]
    return Vectors(
        rows,
        np.asarray(of_articles, np.float32).reshape(len(sums), size + NAME_SIZE),
        np.asarray(articles, np.int32),
        np.asarray(days, np.int32),
        np.asarray(comparable, bool),
    )


def _name_words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w{3,}", name) if word[0].isupper()}


def _vector_of_names(names: Iterable[str], having: Mapping[str, int]) -> Floats:
    found = np.zeros(NAME_SIZE, np.float32)
    for name in names:
        found += _vector_of_name(name) * np.float32(min(1, OF_MANY / having[name]))
    return found


@lru_cache(maxsize=20_000)
def _vector_of_name(name: str) -> Floats:
    signs = np.random.default_rng(crc32(name.encode())).integers(0, 2, NAME_SIZE)
    return (2 * signs - 1).astype(np.float32)


def candidates(vectors: Vectors, since: int = 0) -> Iterator[Pair]:
    """Yield pairs of statements of two articles that may say the same, one of them of the number `since` or more."""
    count = len(vectors.articles)
    for start in range(since // ROWS * ROWS, count, ROWS):
        rows = slice(start, min(start + ROWS, count))
        for before in range(0, start + 1, ROWS):
            columns = slice(before, min(before + ROWS, count))
            yield from _of_block(vectors, rows, columns, since)


def _of_block(vectors: Vectors, rows: slice, columns: slice, since: int) -> Iterator[Pair]:
    similar = _floats(vectors, rows) @ _floats(vectors, columns).T
    similar[~vectors.comparable[rows]] = 0
    similar[:, ~vectors.comparable[columns]] = 0
    at, with_ = np.nonzero(similar > SIMILAR_IN_EVENT)
    one, other = with_ + columns.start, at + rows.start
    kept = (one < other) & (other >= since) & (vectors.articles[one] != vectors.articles[other])
    one, other, products = one[kept], other[kept], similar[at[kept], with_[kept]]
    event = _of_one_event(vectors, one, other)
    asked = SIMILAR_IN_EVENT + OF_DOUBT * np.maximum(SAME_EVENT - event, 0)
    kept = (products > SIMILAR) | ((event > 0) & (products > asked))
    yield from map(Pair, one[kept].tolist(), other[kept].tolist(), event[kept].tolist())


def _floats(vectors: Vectors, rows: slice) -> Floats:
    return np.asarray(vectors.statements[rows], np.float32)


def _of_one_event(vectors: Vectors, one: NDArray[np.integer], other: NDArray[np.integer]) -> Floats:
    first, second = vectors.articles[one], vectors.articles[other]
    (rows, row), (columns, column) = (np.unique(each, return_inverse=True) for each in (first, second))
    alike = (vectors.of_articles[rows] @ vectors.of_articles[columns].T)[row, column]
    apart = np.abs(vectors.days[one] - vectors.days[other])
    known = (vectors.days[one] != UNKNOWN_DAY) & (vectors.days[other] != UNKNOWN_DAY)
    return np.where((alike > ONE_EVENT) & (~known | (apart <= DAYS_OF_EVENT)), alike, np.float32(0))
