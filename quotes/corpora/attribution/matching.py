"""Attributions as sets of tokens, and when two of them agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.tokens import TokenizedText, Tokens

ContentType = Literal["direct", "mixed", "indirect"]
CONTENT_TYPES: tuple[ContentType, ...] = ("direct", "mixed", "indirect")

AGREEMENT = 0.5
"""How much of two contents (intersection over union) or sources (F1) has to be the same, in words."""

FUNCTION_WORDS = frozenset("a an the of and or to in on at for by from with as 's ’s his her their its".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Record:
    """An attribution, or several with the same cue taken as one: its tokens, and its words alone (``…_words``)."""

    attributions: tuple[Attribution, ...]
    cue: Tokens
    source: Tokens
    content: Tokens
    cue_words: Tokens
    """All its tokens where it has no words: a colon can be a cue."""
    source_words: Tokens
    content_words: Tokens
    quoted: float
    """The part of the content's words that stands in quotation marks, 0 to 1."""
    type: ContentType


def records(text: TokenizedText, attributions: Iterable[Attribution]) -> list[Record]:
    """One record for each attribution."""
    return [_record(text, (attribution,)) for attribution in attributions]


def records_by_cue(text: TokenizedText, attributions: Iterable[Attribution]) -> list[Record]:
    """One record for each cue, and for each attribution without cue, in the order in which they first occur.

    Corpora have one attribution for each cue, while a tool may give one for each piece that is quoted.
    """
    groups: dict[Tokens | int, list[Attribution]] = {}
    for number, attribution in enumerate(attributions):
        groups.setdefault(text.tokens(attribution.cue) or number, []).append(attribution)
    return [_record(text, tuple(group)) for group in groups.values()]


def _record(text: TokenizedText, attributions: tuple[Attribution, ...]) -> Record:
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
        quoted,
        "direct" if quoted >= AGREEMENT else "mixed" if content & text.quoted else "indirect",
    )


def pairs(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[int, int]:
    """Which gold record was found by which predicted one, by number: one to one, the most alike first."""
    candidates = sorted(
        (-alike, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if one.content_words & other.content_words
        and (alike := len(one.content_words & other.content_words) / len(one.content_words | other.content_words))
        >= AGREEMENT
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return paired


def same_source(gold: Record, predicted: Record) -> bool:
    """Is the source the same, half of its words at least? A gold record without one wants a prediction without one."""
    if not gold.source_words:
        return not predicted.source_words
    shared = len(gold.source_words & predicted.source_words)
    return 2 * shared >= AGREEMENT * (len(gold.source_words) + len(predicted.source_words))


def touching_source(text: TokenizedText, gold: Record, predicted: Record) -> bool:
    """Have the sources a word in common that is no function word? It forgives giving just the head of a phrase."""
    if not gold.source_words:
        return not predicted.source_words
    shared = gold.source_words & predicted.source_words
    if any(text.lower(token) not in FUNCTION_WORDS for token in shared):
        return True
    return bool(shared) and gold.source_words == predicted.source_words


def same_words_as_source(text: TokenizedText, gold: Record, predicted: Record) -> bool:
    """Is it the same source, or another mention of it in the same words?"""
    if same_source(gold, predicted):
        return True
    ours, theirs = (Counter(map(text.lower, record.source_words)) for record in (gold, predicted))
    shared = (ours & theirs).total()
    return bool(shared) and 2 * shared >= AGREEMENT * (ours.total() + theirs.total())
