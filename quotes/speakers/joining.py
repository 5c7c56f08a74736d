"""Speakers of a finished analysis under other names: joined where they become the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quotes.records import Analysis, Speaker


def with_speakers(analysis: Analysis, changed: Mapping[str, Speaker]) -> Analysis:
    """The analysis with some speakers replaced, by id. Speakers of one name and kind become one, the first of them.

    The joined speaker has the mentions and aliases of all.
    """
    joined: dict[tuple[str, str], Speaker] = {}
    key_of: dict[str, tuple[str, str]] = {}
    for old in analysis.speakers:
        speaker = changed.get(old.id, old)
        is_open = old.id not in changed and not any(_key(one) == _key(speaker) for one in changed.values())
        key = (speaker.id, "") if is_open else _key(speaker)
        joined[key] = _joined(joined[key], speaker) if key in joined else speaker
        key_of[old.id] = key
    statements = tuple(
        replace(one, speakers=tuple(dict.fromkeys(joined[key_of[old.id]] for old in one.speakers)))
        for one in analysis.statements
    )
    return replace(analysis, statements=statements, speakers=tuple(joined.values()))


def by_represented(analysis: Analysis) -> Analysis:
    """The analysis with those whom spokespeople speak for in place of the spokespeople."""
    kinds = {speaker.name: speaker.kind for speaker in analysis.speakers}
    changed = {
        speaker.id: replace(
            speaker,
            name=speaker.speaks_for,
            kind=kinds.get(speaker.speaks_for, "organization"),
            role=None,
            affiliation=None,
            speaks_for=None,
            aliases=(),
        )
        for speaker in analysis.speakers
        if speaker.speaks_for
    }
    return with_speakers(analysis, changed) if changed else analysis


def _key(speaker: Speaker) -> tuple[str, str]:
    return speaker.name, speaker.kind


def _joined(one: Speaker, other: Speaker) -> Speaker:
    aliases = dict.fromkeys([*one.aliases, *other.aliases])
    return replace(
        one,
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        aliases=tuple(alias for alias in aliases if alias != one.name),
        role=one.role or other.role,
        affiliation=one.affiliation or other.affiliation,
        speaks_for=one.speaks_for or other.speaks_for,
        anonymity=one.anonymity or other.anonymity,
    )
