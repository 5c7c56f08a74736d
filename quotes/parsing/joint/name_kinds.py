"""One kind of entity for each name of a text: that of most of its mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.parsing.joint.windows import TaggedWords

WITHOUT_NAMES = frozenset({"DATE", "MONEY"})
"""Kinds of entities that are not unified: "May" is a month here and a person there."""

Mention = tuple[int, int, str]
"""First word of an entity, the one behind its last, and its kind."""


def with_one_kind_for_each_name(sentences: Sequence[TaggedWords]) -> list[TaggedWords]:
    """Return the sentences of a text, with one kind for a name if two thirds of its mentions have it.

    Mentions are of the same name if they have the same words. Sentences without entity tags stay as they are.
    """
    mentions = [list(_mentions(sentence)) for sentence in sentences]
    kinds: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sentence, some in zip(sentences, mentions, strict=True):
        for first, end, kind in some:
            kinds[sentence.words[first:end]][kind] += 1
    usual = {name: _usual(found) for name, found in kinds.items() if len(found) > 1}
    if not any(usual.values()):
        return list(sentences)
    return [_renamed(sentence, some, usual) for sentence, some in zip(sentences, mentions, strict=True)]


def _mentions(sentence: TaggedWords) -> Iterator[Mention]:
    first = 0
    for number, tag in enumerate(sentence.entities or ()):
        place, _, kind = tag.partition("-")
        if place in {"S", "B"}:
            first = number
        if place in {"S", "E"} and kind not in WITHOUT_NAMES:
            yield first, number + 1, kind


def _usual(kinds: Counter[str]) -> str | None:
    ((kind, count),) = kinds.most_common(1)
    return kind if 3 * count >= 2 * kinds.total() else None


def _renamed(
    sentence: TaggedWords, mentions: Sequence[Mention], usual: dict[tuple[str, ...], str | None]
) -> TaggedWords:
    tags = list(sentence.entities or ())
    for first, end, kind in mentions:
        wanted = usual.get(sentence.words[first:end]) or kind
        tags[first:end] = [f"{tag[:1]}-{wanted}" for tag in tags[first:end]]
    return replace(sentence, entities=tuple(tags)) if tags else sentence
