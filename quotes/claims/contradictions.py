"""Words by which statements contradict each other, or say the same: denials, reversals, opposites, and cues."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from quotes.words import load_words

LONGEST_PHRASE = 3
"""Words of the longest phrase in the lists."""

NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
SHORTEST_BASE = 4
"""Letters of the shortest word that such a prefix negates."""

ENDING = re.compile(r"(?<=\w{3})(iest|ier|ies|ied|ing|est|er|ed|es|s|e|y)$")


@dataclass(frozen=True, slots=True)
class Contradictions:
    """The lists of ``quotes/words/contradictions.toml``; opposites are stems, by the stem of each word;
    ``cues`` has the group of each cue, given as stems, that says the same of what follows it."""

    denials: frozenset[str]
    reversals: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    cues: Mapping[str, int]


@cache
def contradictions() -> Contradictions:
    """Return the lists, with the words that negate (`quotes.words`) among those that reverse."""
    lists = _lists()
    pairs = [[stem(word) for word in pair.split()] for group in lists["opposites"] for pair in group["pairs"]]
    others: dict[str, set[str]] = {}
    for a, b in pairs:
        others.setdefault(a, set()).add(b)
        others.setdefault(b, set()).add(a)
    return Contradictions(
        frozenset(word for group in lists["denial"] for word in group["words"]),
        load_words("negations") | {word for group in lists["reversal"] for word in group["words"]},
        {word: frozenset(found) for word, found in others.items()},
        {
            " ".join(map(stem, cue.split())): number
            for number, group in enumerate(lists["cues"])
            for cue in group["words"]
        },
    )


def phrases_at(words: Sequence[str], phrases: Set[str]) -> Iterator[range]:
    """Yield the places of phrases in a row of words in lower case; of overlapping ones the longest."""
    first = 0
    while first < len(words):
        lengths = range(min(LONGEST_PHRASE, len(words) - first), 0, -1)
        length = next((size for size in lengths if " ".join(words[first : first + size]) in phrases), 0)
        if length:
            yield range(first, first + length)
        first += length or 1


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what the forms of a word have in common: "clos" for "closed" and "closing"."""
    word = _irregular().get(word, word)
    if word.endswith("ss"):
        return word
    bare = ENDING.sub("", word)
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "sl" and bare != word else bare


@lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """Return the stems of the opposites of a word in lower case: "fall" for "rose", "safe" for "unsafe"."""
    own = stem(word)
    positive = {own.removeprefix(prefix) for prefix in NEGATING_PREFIXES if own.startswith(prefix)}
    return contradictions().opposites.get(own, frozenset()) | {each for each in positive if len(each) >= SHORTEST_BASE}


def has_denial(words: Iterable[str]) -> bool:
    """Tell whether a cue, given as words in lower case, is that of a denial; one that is negated is none."""
    row = list(words)
    negated = sum(word in load_words("negations") for word in row)
    return any(phrases_at(row, contradictions().denials)) and negated % 2 == 0


@cache
def _irregular() -> dict[str, str]:
    return {form: lemma for lemma, forms in _lists()["irregular"].items() for form in forms}


@cache
def _lists() -> dict[str, Any]:
    text = resources.files("quotes.words").joinpath("contradictions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
