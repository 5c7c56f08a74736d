"""Attributions as sets of tokens, and the conditions under which two of them agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.tokens import TokenizedText, Tokens

ContentType = Literal["direct", "mixed", "indirect"]
CONTENT_TYPES: tuple[ContentType, ...] = ("direct", "mixed", "indirect")

LEAST_AGREEMENT = 0.5
"""Least IoU of two contents, or F1 of two sources, in words, so that they count as the same."""

FUNCTION_WORDS = frozenset("a an the of and or to in on at for by from with as 's ’s his her their its".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Record:
    """Tokens of an attribution, or of several with the same cue; ``…_words`` are the tokens that are words."""

    attributions: tuple[Attribution, ...]
    cue: Tokens
    source: Tokens
    content: Tokens
    cue_words: Tokens
    """Tokens of the cue that are words, or all of them if none is: a colon can be a cue."""
    source_words: Tokens
    content_words: Tokens
    type: ContentType


def records_by_cue(text: TokenizedText, attributions: Iterable[Attribution]) -> list[Record]:
    """Return one record for each cue, and for each attribution without cue, in the order of their first occurrence.

    Corpora have one attribution for each cue, while a tool may give one for each piece that is quoted.
    """
    groups: dict[Tokens | int, list[Attribution]] = {}
    for number, attribution in enumerate(attributions):
        groups.setdefault(text.tokens(attribution.cue) or number, []).append(attribution)
    return [record_of(text, *group) for group in groups.values()]


def record_of(text: TokenizedText, *attributions: Attribution) -> Record:
    """Return the record of an attribution, or of several that count as one."""
    cue, source, content = (
        frozenset().union(*(text.tokens(getattr(attribution, role)) for attribution in attributions))
        for role in ("cue", "source", "content")
    )
    cue_words, source_words, content_words = map(text.words, (cue, source, content))
    words = content_words or content
    quoted = len(words & text.quoted) / len(words) if words else 0.0
    return Record(
        attributions,
        cue,
        source,
        content,
        cue_words or cue,
        source_words,
        content_words,
        "direct" if quoted >= LEAST_AGREEMENT else "mixed" if content & text.quoted else "indirect",
    )


def pairs(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[int, int]:
    """Pair gold and predicted records one to one, the most similar first; return predicted by gold numbers."""
    candidates = sorted(
        (-alike, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (alike := similarity(one, other)) >= LEAST_AGREEMENT
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return paired


def similarity(one: Record, other: Record) -> float:
    """Return the IoU of the words of two contents, 0 to 1; 0 for contents without words."""
    shared = len(one.content_words & other.content_words)
    return shared / len(one.content_words | other.content_words) if shared else 0.0


def same_source(gold: Record, predicted: Record) -> bool:
    """Tell whether sources have an F1 of at least 0.5 in words. A missing gold source wants a missing one."""
    if not gold.source_words:
        return not predicted.source_words
    shared = len(gold.source_words & predicted.source_words)
    return 2 * shared >= LEAST_AGREEMENT * (len(gold.source_words) + len(predicted.source_words))


def touching_source(text: TokenizedText, gold: Record, predicted: Record) -> bool:
    """Tell whether sources share a word that is no function word, as the mere head of a phrase does."""
    if not gold.source_words:
        return not predicted.source_words
    shared = gold.source_words & predicted.source_words
    if any(text.lower(token) not in FUNCTION_WORDS for token in shared):
        return True
    return bool(shared) and gold.source_words == predicted.source_words


def same_words_as_source(text: TokenizedText, gold: Record, predicted: Record) -> bool:
    """Tell whether it is the same source, or another mention of it in the same words."""
    if same_source(gold, predicted):
        return True
    ours, theirs = (Counter(map(text.lower, record.source_words)) for record in (gold, predicted))
    shared = (ours & theirs).total()
    return bool(shared) and 2 * shared >= LEAST_AGREEMENT * (ours.total() + theirs.total())
