"""Statements of made articles, and vectors of words for them, in which every word is like itself alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from made_network import TABLE

from quotes.claims.told import Told
from quotes.claims.word_vectors import Floats, WordVectors
from quotes.records import Speaker
from quotes.words import load_words

FUNCTION_WORDS = load_words("function_words") | {"a", "an", "the", "not", "will", "it"}
SIZE = 512
CLAIMS = Path(__file__).parent / "claims"


class PlainVectors(WordVectors):
    """Vectors by which each word is like itself, and words of one of some sets alike; function words weigh little."""

    def __init__(self, *synonyms: str) -> None:
        super().__init__(TABLE, {}, np.zeros((1, SIZE), np.float32), np.zeros(1, np.float32))
        self.__dict__["_first"] = {word: each.split()[0] for each in synonyms for word in each.split()}
        self.__dict__["_numbers"] = {}

    def _of_word(self, word: str) -> tuple[Floats, float]:
        first = self.__dict__["_first"].get(word, word)
        number = self.__dict__["_numbers"].setdefault(first, len(self.__dict__["_numbers"]))
        vector = np.random.default_rng(number).standard_normal(SIZE).astype(np.float32)
        return vector / np.float32(np.linalg.norm(vector)), 0.05 if word in FUNCTION_WORDS else 1.0


def told(article: str, speaker: str | None, text: str, cue: str = "said", day: str | None = None) -> Told:
    """A statement of an article by a person of some name."""
    speakers = (Speaker("s1", speaker, "person"),) if speaker else ()
    return Told(article, date.fromisoformat(day) if day else None, "q1", text, cue, speakers)


def pairs_in(name: str) -> Iterator[tuple[Told, Told, str]]:
    """Pairs of statements in a table of the tests, each with its kind."""
    for line in (CLAIMS / name).read_text(encoding="utf-8").splitlines()[2:]:
        speaker, cue, text, other_speaker, other_cue, other_text, kind = line.split("\t")
        yield told("a.txt", speaker, text, cue), told("b.txt", other_speaker, other_text, other_cue), kind
