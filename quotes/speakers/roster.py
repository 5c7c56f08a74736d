"""Roster: a house's own list of speakers, with the names and further details of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quotes.errors import RosterError
from quotes.records import SPEAKER_KINDS, Analysis, ArticleWarning, Speaker, SpeakerKind
from quotes.runtime.given_files import read_given_text
from quotes.speakers.names import ARTICLES
from quotes.speakers.renaming import rename_speakers
from quotes.speakers.roster_rows import Row, csv_rows, yaml_rows

COLUMNS = ("name", "aliases", "kind", "role", "affiliation")
ALIAS_SEPARATOR = ";"
"""Separates the aliases in a cell of CSV."""

SIMILARITY_THRESHOLD = 80
"""Similarity of two names that may be the same speaker's, 0 to 100 (rapidfuzz's WRatio)."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """Speaker on the roster. ``details`` are the further columns, in their order."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind | None = None
    role: str | None = None
    affiliation: str | None = None
    details: tuple[tuple[str, str], ...] = ()


Roster = Mapping[str, RosterEntry]
"""Entries by name and alias, each in the form in which names are compared."""


def read_roster(path: Path) -> Roster:
    """Read a roster: CSV with a header, or YAML (``.yaml``, ``.yml``) with a list of mappings.

    The column ``name`` is needed; ``aliases`` (in CSV separated by semicolons), ``kind``, ``role`` and ``affiliation``
    are known, and all others become details. Raises `RosterError`, naming the file and the entry, if it cannot be
    read, if a name is missing, or if a column stands twice or two entries have a name in common.
    """
    text = read_given_text(path, RosterError)
    rows = yaml_rows(text, path) if path.suffix.lower() in {".yaml", ".yml"} else csv_rows(text, path)
    roster: dict[str, RosterEntry] = {}
    for where, row in rows:
        entry = _entry(row, where)
        for name in (entry.name, *entry.aliases):
            other = roster.setdefault(comparable_name(name), entry)
            if other is not entry:
                raise RosterError(f"{path}: {name!r} is a name of both {other.name!r} and {entry.name!r}")
    if not roster:
        raise RosterError(f"{path}: no entries; it needs a column 'name' and one row for each speaker")
    return roster


def apply_roster(analysis: Analysis, roster: Roster) -> Analysis:
    """Return the analysis with speakers as the roster has them, and a warning for each that only resembles an entry.

    A speaker is on the roster if its name, or one of its aliases of more than one word, is. Empty columns of
    the roster change nothing.
    """
    changed: dict[str, Speaker] = {}
    warnings: list[ArticleWarning] = []
    for speaker in analysis.speakers:
        entry = _entry_of(speaker, roster)
        if entry is not None:
            changed[speaker.id] = _as_listed(speaker, entry)
        elif speaker.kind in {"person", "organization", "place"} and (near := _nearest(speaker, roster)):
            message = f"“{speaker.name}” is not in the roster, but similar to “{near}”: add an alias if it is the same"
            span = speaker.mentions[0] if speaker.mentions else None
            warnings.append(ArticleWarning("similar-to-roster", message, span))
    return replace(rename_speakers(analysis, changed), warnings=(*analysis.warnings, *warnings))


def comparable_name(name: str) -> str:
    """Return a name in lower case, without article, white space collapsed."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def _entry(row: Row, where: str) -> RosterEntry:
    cells = {name: _text(value, f"{where}: {name}") for name, value in row.items() if name != "aliases"}
    name = cells.get("name", "")
    if not name:
        raise RosterError(f"{where}: name is missing")
    kind = cells.get("kind", "").lower()
    if kind and kind not in SPEAKER_KINDS:
        raise RosterError(f"{where}: kind {kind!r} is none of {', '.join(SPEAKER_KINDS)}")
    return RosterEntry(
        name,
        _aliases(row.get("aliases", "")),
        next((known for known in SPEAKER_KINDS if known == kind), None),
        cells.get("role") or None,
        cells.get("affiliation") or None,
        tuple((column, value) for column, value in cells.items() if column not in COLUMNS and value),
    )


def _aliases(value: str | list[str]) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else value.split(ALIAS_SEPARATOR)
    return tuple(text for part in parts if (text := " ".join(part.split())))


def _text(value: str | list[str], where: str) -> str:
    if isinstance(value, list):
        raise RosterError(f"{where}: should be one value, not a list")
    return " ".join(value.split())


def _entry_of(speaker: Speaker, roster: Roster) -> RosterEntry | None:
    keys = [comparable_name(name) for name in (speaker.name, *speaker.aliases) if name == speaker.name or " " in name]
    return next((roster[key] for key in keys if key in roster), None)


def _as_listed(speaker: Speaker, entry: RosterEntry) -> Speaker:
    aliases = [alias for alias in dict.fromkeys([speaker.name, *speaker.aliases]) if alias != entry.name]
    return replace(
        speaker,
        name=entry.name,
        kind=entry.kind or speaker.kind,
        role=entry.role or speaker.role,
        affiliation=entry.affiliation or speaker.affiliation,
        aliases=tuple(aliases),
        details=entry.details,
        listed=True,
    )


def _nearest(speaker: Speaker, roster: Roster) -> str | None:
    """Return the name of the entry most similar to a speaker, or None if none reaches `SIMILARITY_THRESHOLD`."""
    from rapidfuzz import fuzz, process

    name, known = comparable_name(speaker.name), list(roster)
    found = process.extractOne(name, known, scorer=fuzz.WRatio, score_cutoff=SIMILARITY_THRESHOLD)
    return roster[found[0]].name if found else None
