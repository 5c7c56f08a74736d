"""Renaming of the speakers of an analysis, with those merged that become the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quotes.records import Analysis, Speaker


def rename_speakers(analysis: Analysis, changed: Mapping[str, Speaker]) -> Analysis:
    """Return the analysis with some speakers replaced, by id, and those of the same name and kind merged.

    The first of them stays and gets the mentions and aliases of all.
    """
    merged: dict[tuple[str, str], Speaker] = {}
    key_of: dict[str, tuple[str, str]] = {}
    for old in analysis.speakers:
        speaker = changed.get(old.id, old)
        is_open = old.id not in changed and not any(_key(one) == _key(speaker) for one in changed.values())
        key = (speaker.id, "") if is_open else _key(speaker)
        merged[key] = _merge_pair(merged[key], speaker) if key in merged else speaker
        key_of[old.id] = key
    statements = tuple(
        replace(one, speakers=tuple(dict.fromkeys(merged[key_of[old.id]] for old in one.speakers)))
        for one in analysis.statements
    )
    return replace(analysis, statements=statements, speakers=tuple(merged.values()))


def replace_spokespeople(analysis: Analysis) -> Analysis:
    """Return the analysis with those whom spokespeople speak for in their place."""
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
    return rename_speakers(analysis, changed) if changed else analysis


def _key(speaker: Speaker) -> tuple[str, str]:
    return speaker.name, speaker.kind


def _merge_pair(one: Speaker, other: Speaker) -> Speaker:
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
