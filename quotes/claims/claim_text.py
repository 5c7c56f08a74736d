"""Features of a statement that are compared: words with vectors, what negates them, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from quotes.claims.contradictions import contradictions, has_denial, phrases_at, stem
from quotes.claims.figures import Figure, figures_in
from quotes.claims.word_vectors import Floats, WordVectors, unit
from quotes.parsing.joint.windows import units_of
from quotes.words import load_words

CLAUSE_END = re.compile(r"[.,;:!?…—–“”\"\]]|and|but|because|although|while|who|which|if")
"""Units at which what a word negates ends."""

CONTENT = 0.35
"""Least weight of a word that says something by itself."""

OF_NAMES = 0.3
"""Part of its weight that a name has: names tell what a statement is about, other words what it says of that."""

SCOPE = 5
"""The most words that say something by themselves of those that one word negates."""

MOST_WORDS = 120
"""Words of a statement that are compared; the rest of a longer one is left out."""

SENTENCE_END = frozenset(".!?…:]")
OPENING = frozenset('“"‘')
HEADLINE = 0.8
"""Part of the longer words that begin with capitals in a headline, where capitals do not tell names."""


@dataclass(frozen=True, slots=True)
class ClaimText:
    """The words of a statement in lower case, without punctuation, their vectors (of length 1) and weights.

    ``reversed`` marks words that something negates; ``reversals`` is the number of words that do. ``vector`` is that of
    all together, of length 1. ``names`` are words with capitals that begin no sentence, ``denied`` tells whether the
    speaker denies it all, and ``of_cue`` how many of the first words are those of the cue, and
    ``meanings`` are the groups of cues that mean the same to which its cue belongs. ``says`` marks the words that say
    something by themselves, without names, their titles, and the words of the cue.
    """

    words: tuple[str, ...]
    vectors: Floats
    weights: Floats
    reversed: NDArray[np.bool_]
    reversals: int
    vector: Floats
    figures: tuple[Figure, ...]
    names: frozenset[str]
    denied: bool
    of_cue: int
    meanings: frozenset[int]
    says: NDArray[np.bool_]

    @property
    def content_words(self) -> int:
        """Number of words that say something by themselves."""
        return int((self.weights >= CONTENT).sum())


def claim_text(text: str, cue: str, words: WordVectors) -> ClaimText:
    """Return what is compared of a statement, given by its content and its cue ("" for none).

    A cue that tells more than that something was said ("called for", "criticized") is a part of the claim.
    """
    units = [text[start:end] for start, end in units_of(text, words.splits)]
    told = [word for word in re.findall(r"\w+", cue) if stem(word.lower()) not in _neutral_cues()]
    lower = [_plain(each) for each in [*told, *units]]
    found = [words.of_word(each) if each[0].isalnum() else (None, 0.0) for each in lower]
    kept = [number for number, (vector, _) in enumerate(found) if vector is not None][:MOST_WORDS]
    vectors = np.asarray([found[number][0] for number in kept], np.float32).reshape(len(kept), words.vectors.shape[1])
    names = frozenset(_names(units))
    weights = np.asarray(
        [found[number][1] * (OF_NAMES if lower[number] in names else 1) for number in kept], np.float32
    )
    cue_words = [word.lower() for word in re.findall(r"n['’]t|\w+?(?=n['’]t)|\w+", cue)]
    meanings = _meanings(cue_words, lower[len(told) :][:1])
    reversed, reversals = _reversed(lower, [weight for _, weight in found], len(told))
    kept_words = tuple(lower[number] for number in kept)
    of_cue = sum(number < len(told) for number in kept)
    return ClaimText(
        kept_words,
        vectors,
        weights,
        reversed[kept],
        reversals,
        unit(weights @ vectors),
        tuple(figures_in(text)),
        names,
        has_denial(cue_words) or bool(meanings and any(phrases_at(cue_words, contradictions().reversals))),
        of_cue,
        meanings,
        _saying(kept_words, weights, names, of_cue),
    )


def _clause(numbers: range, words: Sequence[str], weights: Sequence[float]) -> list[int]:
    """Return the first of these numbers of words, up to the end of a clause that says something; none if none does."""
    scope: list[int] = []
    for number in numbers:
        if CLAUSE_END.fullmatch(words[number]):
            if any(weights[each] >= CONTENT for each in scope):
                break
            if words[number] in SENTENCE_END:
                return []
        scope.append(number)
        if sum(weights[each] >= CONTENT for each in scope) == SCOPE:
            break
    return scope if any(weights[each] >= CONTENT for each in scope) else []


def _saying(words: Sequence[str], weights: Floats, names: Set[str], of_cue: int) -> NDArray[np.bool_]:
    """Mark the words that say something after the cue.

    The words before a name, back to one that says nothing, are its title if the last one is a noun for a person
    ("veteran harbour pilot Berg"): they tell who is meant, and any two statements about that person have them.
    """
    says: NDArray[np.bool_] = (weights >= CONTENT) & (np.arange(len(words)) >= of_cue)
    for place in range(1, len(words)):
        if words[place] in names and words[place - 1] in load_words("person_nouns"):
            while place and (says[place - 1] or words[place - 1] in names):
                place -= 1
                says[place] = False
    return says


def _meanings(cue: Sequence[str], after: Sequence[str]) -> frozenset[int]:
    """Return the groups to which a cue belongs; a phrase may end with the word after the cue ("calls to")."""
    groups = contradictions().cues
    row = [stem(word) for word in (*cue, *after)]
    phrases = (phrase for phrase in phrases_at(row, groups.keys()) if phrase.start < len(cue))
    return frozenset(groups[" ".join(row[phrase.start : phrase.stop])] for phrase in phrases)


@cache
def _neutral_cues() -> frozenset[str]:
    return frozenset(map(stem, load_words("reporting_cues", "asserting_verbs", "telling_verbs", "function_words")))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _reversed(words: Sequence[str], weights: Sequence[float], first: int) -> tuple[NDArray[np.bool_], int]:
    """Mark the words that a reversing word negates: those after it in its clause, else those before it.

    Those before the `first` one reverse nothing. Returns also the number of reversing words.
    """
    marks = np.zeros(len(words), bool)
    joined = ["" if number < first else word for number, word in enumerate(_with_contractions(words))]
    phrases = list(phrases_at(joined, contradictions().reversals))
    for phrase in phrases:
        after = _clause(range(phrase.stop, len(words)), words, weights)
        scope = after or _clause(range(phrase.start - 1, -1, -1), words, weights)
        marks[list(scope)] ^= True
    return marks, len(phrases)


def _with_contractions(words: Sequence[str]) -> list[str]:
    """Return the words with "n't" for its "n", whose apostrophe and "t" follow."""
    return [
        "n't" if word == "n" and list(words[number + 1 : number + 3]) == ["'", "t"] else word
        for number, word in enumerate(words)
    ]


def _names(units: Sequence[str]) -> Iterable[str]:
    longer = [word for word in units if len(word) > 2 and word.isalpha()]
    if sum(word[0].isupper() for word in longer) > HEADLINE * len(longer):
        return
    begins = True
    for word in units:
        if word[0].isupper() and len(word) > 1 and not begins:
            yield word.lower()
        begins = word in SENTENCE_END or word in OPENING or (begins and not word[0].isalnum())
