"""Finding of claims: pairs of statements that say the same, put together into groups in which all do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np

from quotes.claims.candidates import candidates, vectors_of
from quotes.claims.claim_comparison import Comparison
from quotes.claims.mouths import groups_of_mouths, is_same_mouth
from quotes.claims.told import Claim, Collection, Stance, Voice
from quotes.claims.word_vectors import WordVectors


@dataclass(slots=True)
class _Group:
    """Numbers of statements that say the same, and the group of those that deny it."""

    numbers: list[int]
    likeness: float = 1.0
    denied_by: _Group | None = None
    denies: bool = False


def find_claims(
    told: Collection, words: WordVectors, *, since: date | None = None, one_speaker: bool = False
) -> list[Claim]:
    """Return the claims that statements of different articles and speakers make, the most repeated ones first.

    With `since`, only claims of which a statement is from that day or later. With `one_speaker`, also those that one
    speaker makes in several articles.
    """
    vectors = vectors_of(told, words)
    first = 0 if since is None else int(np.argmax(np.append(vectors.days >= since.toordinal(), True)))
    comparison = Comparison(told, words)
    agreeing: list[tuple[float, int, int]] = []
    denying: list[tuple[float, int, int]] = []
    for pair in candidates(vectors, first):
        found = comparison.of(pair.one, pair.other)
        if comparison.is_met(pair, found):
            (denying if found.opposed else agreeing).append((-found.mean, pair.one, pair.other))
    groups = _grouped(sorted(agreeing), comparison)
    _link(groups, sorted(denying), comparison)
    claims = (_claim(group, told) for group in _distinct(groups) if not group.denies)
    shown = [claim for claim in claims if _is_shown(claim, one_speaker)]
    return sorted(shown, key=lambda claim: (-_mouths(claim), -claim.articles))


def _grouped(pairs: Iterable[tuple[float, int, int]], comparison: Comparison) -> dict[int, _Group]:
    """Return the group of each statement, from pairs of like statements, the most alike first.

    Two groups become one if each statement of one is like enough to each of the other, and contradicts none of them.
    """
    groups: dict[int, _Group] = {}
    for _, one, other in pairs:
        a, b = (groups.setdefault(number, _Group([number])) for number in (one, other))
        if a is b:
            continue
        across = list(product(a.numbers, b.numbers))
        if not comparison.are_alike(across):
            continue
        a.numbers += b.numbers
        a.likeness = min(a.likeness, b.likeness, *(comparison.kept(*pair).mean for pair in across))
        groups.update(dict.fromkeys(b.numbers, a))
    return groups


def _link(groups: dict[int, _Group], pairs: Iterable[tuple[float, int, int]], comparison: Comparison) -> None:
    """Note of groups, the most alike first, by which other one they are denied; each denies or is denied once.

    Of two groups, that one is the denial which has more denials and words that negate, else the later one.
    """
    for _, one, other in pairs:
        a, b = (groups.setdefault(number, _Group([number])) for number in (one, other))
        if a is b or any(each.denied_by or each.denies for each in (a, b)):
            continue
        if _order(b, comparison) < _order(a, comparison):
            a, b = b, a
        a.denied_by, b.denies = b, True


def _order(group: _Group, comparison: Comparison) -> tuple[float, int]:
    texts = [comparison.text(number) for number in group.numbers]
    return float(np.mean([text.denied + text.reversals for text in texts])), min(group.numbers)


def _distinct(groups: dict[int, _Group]) -> Iterator[_Group]:
    yield from {id(group): group for group in groups.values()}.values()


def _claim(group: _Group, told: Collection) -> Claim:
    voices = [*_voices(group.numbers, told, "repeats")]
    if group.denied_by:
        against = _voices(group.denied_by.numbers, told, "denies")
        voices += [voice for voice in against if not any(_is_same(voice, other) for other in voices)]
    first = next((voice for voice in voices if voice.speaker), voices[0])
    voices.remove(first)
    return Claim((Voice(first.speaker, "first", first.told), *voices), group.likeness)


def _voices(numbers: Sequence[int], told: Collection, stance: Stance) -> Iterator[Voice]:
    for mouth in groups_of_mouths(told[number] for number in sorted(numbers)):
        speakers = [speaker for one in mouth for speaker in one.speakers]
        yield Voice(max(speakers, key=lambda one: len(one.name), default=None), stance, tuple(mouth))


def _is_same(one: Voice, other: Voice) -> bool:
    return one.speaker is not None and any(is_same_mouth(a, b) for a in one.told for b in other.told)


def _mouths(claim: Claim) -> int:
    return sum(voice.speaker is not None for voice in claim.voices)


def _is_shown(claim: Claim, one_speaker: bool) -> bool:
    return claim.articles > 1 and _mouths(claim) > (0 if one_speaker else 1)
