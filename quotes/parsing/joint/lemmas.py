"""Lemmas as rules that lead from a word to its lemma, which a network learns like tags.

=           the word itself
-2+e        in lower case, without the last two letters, with another one: "making", "make"
^-1+        the same, but with capitals as they are: "Americans", "American"
!be         whatever the word is

Rules serve for words whose lemmas are not in the list of inflections.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

Inflections = Mapping[str, Mapping[str, str]]
"""Lemmas by part of speech (UPOS) and word."""

Lesson = tuple[str, str, str]
"""Word, its part of speech (UPOS) and its lemma."""

NAME, NUMBER, ADJECTIVE = "PROPN", "NUM", "ADJ"

NEARLY_ALWAYS = 0.9
"""Share of occurrences from which on a lemma counts as that of the word."""

LONGEST_ACRONYM = 6

SAME = "="
ABSOLUTE = "!"
WITH_CAPITALS = "^"

DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)

MOST_CHANGED = 4
"""Limit of letters that differ at the end; where more do, the rule names the whole lemma."""


def rule_of(word: str, lemma: str) -> str:
    """Return the rule that makes `lemma` of `word`."""
    if lemma == word:
        return SAME
    for sign, base in (("", word.lower()), (WITH_CAPITALS, word)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and len(base) - common <= MOST_CHANGED:
            return f"{sign}-{len(base) - common}+{lemma[common:]}"
    return ABSOLUTE + lemma


def lemma_of(word: str, rule: str) -> str:
    """Apply a rule to a word; return the word in lower case if it is too short for the rule."""
    if rule == SAME:
        return word
    if rule.startswith(ABSOLUTE):
        return rule[1:]
    base = word if rule.startswith(WITH_CAPITALS) else word.lower()
    removed, _, added = rule.removeprefix(WITH_CAPITALS)[1:].partition("+")
    kept = len(base) - int(removed)
    return base[:kept] + added if kept > 0 else base


def best_lemma(word: str, upos: str, rule: str, inflections: Inflections) -> str:
    """Return the known lemma of a word, or else the one by its rule.

    Adjectives in names keep the capital that the rule gives them ("New York"), and unknown words in capitals stay as
    they are, for they are mostly short for something.
    """
    by_rule = lemma_of(word, rule)
    known = known_lemma(word, upos, inflections) or _lemma_of_drawn_out(word, upos, inflections)
    if known is None:
        if word.isupper() and 1 < len(word) <= LONGEST_ACRONYM:
            return word
        if word.endswith("ies") and by_rule.endswith("ie"):
            by_rule = by_rule[:-2] + "y"
        return by_rule[:1].upper() + by_rule[1:] if upos == NAME and word[:1].isupper() else by_rule
    return known[:1].upper() + known[1:] if upos == ADJECTIVE and by_rule[:1].isupper() else known


def _lemma_of_drawn_out(word: str, upos: str, inflections: Inflections) -> str | None:
    """Return the lemma of a known word with a letter written three times or more: "soooo", "coool"."""
    if upos in (NAME, NUMBER) or not DRAWN_OUT.search(word):  # "Henry VIII"
        return None
    shorter = (DRAWN_OUT.sub(kept, word) for kept in (r"\1\1", r"\1"))
    return next((lemma for each in shorter if (lemma := known_lemma(each, upos, inflections))), None)


def known_lemma(word: str, upos: str, inflections: Inflections) -> str | None:
    """Return the lemma of a word as this part of speech, or None if it is not known. Capitals matter in names only.

    An unknown name in small letters has the lemma of the one with a capital ("chicago").
    """
    if upos == NUMBER and "," in word:
        return word.replace(",", "") or None
    words = inflections.get(upos, {})
    if upos != NAME:
        return words.get(word.lower())
    return words.get(word) or (words.get(word.capitalize()) if word.islower() else None)


def inflections_of(lessons: Iterable[Lesson], others: Iterable[Lesson] = ()) -> dict[str, dict[str, str]]:
    """Return the lemma that each word nearly always has in `lessons`, or, if it is not there, always in `others`."""
    found = _counted(lessons)
    for pair, counts in _counted(others).items():
        if pair not in found and len(counts) == 1:
            found[pair] = counts
    inflections: dict[str, dict[str, str]] = {}
    for (word, upos), counts in found.items():
        ((lemma, count),) = counts.most_common(1)
        if count >= NEARLY_ALWAYS * counts.total():
            inflections.setdefault(upos, {})[word] = lemma
    return inflections


def _counted(lessons: Iterable[Lesson]) -> dict[tuple[str, str], Counter[str]]:
    counted: dict[tuple[str, str], Counter[str]] = {}
    for word, upos, lemma in lessons:
        pair = (word if upos == NAME else word.lower(), upos)
        counted.setdefault(pair, Counter())[lemma] += 1
    return counted
