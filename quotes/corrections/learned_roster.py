"""Roster learned from corrections: names, aliases, kinds, roles and affiliations as a person has given them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from quotes.corpora.say_lines import NamedSpeaker, SayLine, read_lines
from quotes.errors import CorrectionsError, file_problem
from quotes.records import SpeakerKind
from quotes.reports.wording import in_one_line
from quotes.speakers.roster import ALIAS_SEPARATOR, COLUMNS, RosterEntry, comparable_name

NAMED_KINDS: tuple[SpeakerKind, ...] = ("person", "organization", "place")
FACTS = ("kind", "role", "affiliation")


@dataclass(slots=True)
class _Known:
    """Names and facts that corrections give one speaker, counted."""

    names: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    facts: dict[str, Counter[str]] = field(default_factory=lambda: {fact: Counter() for fact in FACTS})


def decided_names(folder: Path) -> Iterator[NamedSpeaker | CorrectionsError]:
    """Yield the speakers of all corrections in a folder, or of one file, and an error for each that cannot be read."""
    paths = sorted(each for each in folder.rglob("*.say") if each.is_file()) if folder.is_dir() else [folder]
    if not paths:
        yield CorrectionsError(f"{folder} has no corrections: expected ARTICLE.say beside an article")
    for path in paths:
        try:
            lines = read_lines(path.read_bytes().decode("utf-8")).lines
        except OSError as error:
            yield CorrectionsError(f"cannot read {file_problem(path, error)}")
        except UnicodeDecodeError:
            yield CorrectionsError(f"{path}: not UTF-8 text; save it as UTF-8")
        else:
            yield from (
                speaker
                for line in lines
                if isinstance(line, SayLine) and not line.rejected
                for speaker in line.speakers
            )


def learn_roster(speakers: Iterable[NamedSpeaker], *, all_names: bool = False) -> tuple[list[RosterEntry], list[str]]:
    """Return the entries of a roster in the order of their names, and a line for each conflict.

    Persons, organizations and places are learned for which a person has given another name of the same, a role or an
    affiliation; with `all_names`, all that have been named. Of several values the most frequent one counts, and a name
    is that of one entry only.
    """
    known: dict[str, _Known] = {}
    for speaker in speakers:
        if speaker.kind in NAMED_KINDS and (name := in_one_line(speaker.name)):
            each = known.setdefault(comparable_name(name), _Known())
            each.names[name] += 1
            each.aliases |= dict.fromkeys(map(in_one_line, speaker.aliases))
            for fact in FACTS:
                if value := in_one_line(getattr(speaker, fact) or ""):
                    each.facts[fact][value] += 1
    conflicts: list[str] = []
    aliases = _aliases(known, conflicts)
    entries = [_entry(known[key], aliases[key], conflicts) for key in sorted(known)]
    return [one for one in entries if all_names or one.aliases or one.role or one.affiliation], conflicts


def write_roster(entries: Iterable[RosterEntry], stream: TextIO) -> None:
    """Write a roster as CSV, in the form that `quotes.speakers.roster.read_roster` reads."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in entries:
        aliases = f"{ALIAS_SEPARATOR} ".join(one.aliases)
        writer.writerow([one.name, aliases, one.kind or "", one.role or "", one.affiliation or ""])


def _aliases(known: dict[str, _Known], conflicts: list[str]) -> dict[str, list[str]]:
    """Return the aliases of each entry: those that are no name of another one, nor the alias of an earlier one."""
    owners: dict[str, str] = {key: key for key in known}
    found: dict[str, list[str]] = {}
    for key in sorted(known):
        found[key] = []
        name = _most_frequent(known[key].names)
        for alias in known[key].aliases:
            owner = owners.setdefault(comparable_name(alias), key)
            if owner != key:
                other = _most_frequent(known[owner].names)
                conflicts.append(f"{alias!r} is a name of both {other!r} and {name!r}: left to {other!r}")
            elif ALIAS_SEPARATOR in alias:
                conflicts.append(f"{alias!r} cannot be an alias of {name!r}, for it has a {ALIAS_SEPARATOR!r} in it")
            elif comparable_name(alias) != key:
                found[key].append(alias)
    return found


def _entry(known: _Known, aliases: Sequence[str], conflicts: list[str]) -> RosterEntry:
    name = _most_frequent(known.names)
    facts: dict[str, str | None] = {}
    for fact, values in known.facts.items():
        facts[fact] = _most_frequent(values) if values else None
        if len(values) > 1:
            counted = ", ".join(f"{value!r} ({number:,})" for value, number in values.most_common())
            conflicts.append(f"{name!r} has several values of {fact}: {counted}; the first is taken")
    kind = next((each for each in NAMED_KINDS if each == facts["kind"]), None)
    return RosterEntry(name, tuple(aliases), kind, facts["role"], facts["affiliation"])


def _most_frequent(values: Counter[str]) -> str:
    return values.most_common(1)[0][0]
