"""Mouths: speakers of several articles that say the same thing, each only once."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.claims.told import Told
from quotes.records import Speaker
from quotes.speakers.names import SMALL_WORDS, name_words
from quotes.speakers.roster import comparable_name


def groups_of_mouths(told: Iterable[Told]) -> list[list[Told]]:
    """Return statements grouped by who speaks, in the order in which the groups begin; nobody named is one group."""
    groups: list[list[Told]] = []
    for one in told:
        same = next((group for group in groups if any(is_same_mouth(one, other) for other in group)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    return groups


def is_same_mouth(one: Told, other: Told) -> bool:
    """Tell whether the same speaker makes two statements that say the same.

    As they do, less is asked of names than elsewhere: "Berg" and "Anna Berg" are one, and so are a ministry and who
    speaks for it. Statements of several speakers have one of them in common.
    """
    if not one.speakers or not other.speakers:
        return not one.speakers and not other.speakers
    if set(one.same_speakers) & set(other.same_speakers):
        return True
    return any(_are_same(a, b) for a in one.speakers for b in other.speakers)


def _are_same(one: Speaker, other: Speaker) -> bool:
    names, others = _names(one), _names(other)
    if names & others:
        return True
    return any(_fits(a, b) or _fits(b, a) for a in names for b in others)


def _names(speaker: Speaker) -> set[str]:
    names = [speaker.name, *speaker.aliases, *([speaker.speaks_for] if speaker.speaks_for else [])]
    return {comparable_name(name) for name in names}


def _fits(shorter: str, longer: str) -> bool:
    """Tell whether a name is another one in short: its words stand there in order, "A." for any with that letter."""
    words = iter(name_words(longer))
    own = [word for word in name_words(shorter) if word not in SMALL_WORDS]
    return bool(own) and all(any(_is_short_for(word, full) for full in words) for word in own)


def _is_short_for(word: str, full: str) -> bool:
    return word == full or (len(word.rstrip(".")) == 1 and full.startswith(word[0]))
