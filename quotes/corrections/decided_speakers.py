"""Speakers of decisions: those of the analysis whose name or alias they have, or new ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from quotes.corrections.decisions import Decision, NamedSpeaker
from quotes.records import Speaker, SpeakerKind
from quotes.speakers.roster import comparable_name

Key = tuple[str, str]
"""Name and kind of a decided speaker."""


def decided_speakers(
    speakers: Sequence[Speaker], decisions: Sequence[Decision]
) -> tuple[tuple[Speaker, ...], Mapping[Key, Speaker]]:
    """Return the speakers of an analysis as decisions name them, with new ones, and those of all decided names.

    A speaker is taken by the same name and kind, then by the same name, then by an alias on either side if the kinds do
    not differ; its own name becomes an alias. No two decided names are one speaker.
    """
    wanted = _wanted(decisions)
    taken: dict[Key, Speaker] = {}
    used: set[str] = set()
    names = {name for name, _ in wanted}
    for fits in _FITS:
        for key, each in wanted.items():
            if key in taken:
                continue
            free = [one for one in speakers if one.id not in used and fits(one, each, names)]
            if free:
                taken[key] = free[0]
                used.add(free[0].id)
    ids = _new_ids(speakers)
    new: list[Speaker] = []
    changed: dict[str, Speaker] = {}
    result: dict[Key, Speaker] = {}
    for key, each in wanted.items():
        if key in taken:
            result[key] = changed[taken[key].id] = _as_decided(taken[key], each)
        else:
            result[key] = _as_decided(Speaker(next(ids), each.name, each.kind), each)
            new.append(result[key])
    result |= {(name, "unknown"): speaker for (name, _), speaker in result.items() if (name, "unknown") not in result}
    return (*(changed.get(one.id, one) for one in speakers), *new), result


def _wanted(decisions: Sequence[Decision]) -> dict[Key, NamedSpeaker]:
    """Return the decided speakers by name and kind, each with all that decisions say of it.

    One without a kind is the first one of the same name that has one.
    """
    every = [each for decision in decisions for each in decision.speakers]
    kinds: dict[str, SpeakerKind] = {}
    for each in every:
        if each.kind != "unknown":
            kinds.setdefault(each.name, each.kind)
    wanted: dict[Key, NamedSpeaker] = {}
    for each in every:
        kind = kinds.get(each.name, each.kind) if each.kind == "unknown" else each.kind
        known = wanted.get((each.name, kind), each)
        wanted[each.name, kind] = replace(
            known,
            kind=kind,
            aliases=tuple(dict.fromkeys((*known.aliases, *each.aliases))),
            role=known.role or each.role,
            affiliation=known.affiliation or each.affiliation,
        )
    return wanted


def _same_name_and_kind(speaker: Speaker, wanted: NamedSpeaker, names: set[str]) -> bool:
    return (speaker.name, speaker.kind) == (wanted.name, wanted.kind)


def _same_name(speaker: Speaker, wanted: NamedSpeaker, names: set[str]) -> bool:
    return speaker.name == wanted.name


def _same_alias(speaker: Speaker, wanted: NamedSpeaker, names: set[str]) -> bool:
    if speaker.name in names or ("unknown" not in (speaker.kind, wanted.kind) and speaker.kind != wanted.kind):
        return False
    own = {comparable_name(name) for name in (speaker.name, *speaker.aliases)}
    return comparable_name(wanted.name) in own or comparable_name(speaker.name) in map(comparable_name, wanted.aliases)


_FITS: tuple[Callable[[Speaker, NamedSpeaker, set[str]], bool], ...] = (_same_name_and_kind, _same_name, _same_alias)
"""Ways in which a decided name is a speaker of the analysis, the surest first."""


def _as_decided(speaker: Speaker, wanted: NamedSpeaker) -> Speaker:
    aliases = dict.fromkeys((*speaker.aliases, *wanted.aliases))
    if speaker.name != wanted.name:
        aliases[speaker.name] = None
        aliases.pop(wanted.name, None)
    return replace(
        speaker,
        name=wanted.name,
        kind=speaker.kind if wanted.kind == "unknown" else wanted.kind,
        role=wanted.role or speaker.role,
        affiliation=wanted.affiliation or speaker.affiliation,
        aliases=tuple(aliases),
    )


def _new_ids(speakers: Sequence[Speaker]) -> Iterator[str]:
    numbers = [int(match[1]) for one in speakers if (match := re.fullmatch(r"s(\d{1,9})", one.id))]
    return (f"s{number}" for number in count(max(numbers, default=0) + 1))
