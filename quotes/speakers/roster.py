"""Roster: a house's own list of speakers, with the names and further details of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.errors import RosterError, file_problem
from quotes.records import SPEAKER_KINDS, Analysis, ArticleWarning, Speaker, SpeakerKind
from quotes.speakers.names import ARTICLES
from quotes.speakers.renaming import rename_speakers

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
    read, if a name is missing, or if two entries have a name in common.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RosterError(file_problem(path, error)) from None
    except UnicodeDecodeError:
        raise RosterError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    rows = _yaml_rows(text, path) if path.suffix.lower() in {".yaml", ".yml"} else _csv_rows(text, path)
    entries = [_entry(row, where) for where, row in rows]
    if not entries:
        raise RosterError(f"{path}: no entries; it needs a column 'name' and one row for each speaker")
    roster: dict[str, RosterEntry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            other = roster.setdefault(comparable_name(name), entry)
            if other is not entry:
                raise RosterError(f"{path}: {name!r} is a name of both {other.name!r} and {entry.name!r}")
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


def _csv_rows(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text), restkey="")
    names = [(name or "").strip() for name in reader.fieldnames or ()]
    if "name" not in names:
        raise RosterError(f"{path}: no column 'name' in its first line; it has {', '.join(names) or 'none'}")
    reader.fieldnames = names
    try:
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if row.get("") and "" not in names:
                raise RosterError(f"{where}: more cells than columns; put a cell with a comma in quotation marks")
            if any(row.values()):
                yield where, {name: value for name, value in row.items() if name}
    except csv.Error as error:
        raise RosterError(f"{path}: not valid CSV: {error}") from None


def _yaml_rows(text: str, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RosterError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, list):
        raise RosterError(f"{path}: should be a list of speakers, each beginning with '- name: …'")
    for number, row in enumerate(data, start=1):
        where = f"{path}: entry {number}"
        if not isinstance(row, dict):
            raise RosterError(f"{where}: should be a mapping with a name ('- name: …')")
        yield where, {str(name): value for name, value in row.items()}


def _entry(row: Mapping[str, Any], where: str) -> RosterEntry:
    cells = {name: _text(value, f"{where}: {name}") for name, value in row.items() if name != "aliases"}
    name = cells.get("name", "")
    if not name:
        raise RosterError(f"{where}: name is missing")
    kind = cells.get("kind", "").lower()
    if kind and kind not in SPEAKER_KINDS:
        raise RosterError(f"{where}: kind {kind!r} is none of {', '.join(SPEAKER_KINDS)}")
    return RosterEntry(
        name,
        _aliases(row.get("aliases"), where),
        next((known for known in SPEAKER_KINDS if known == kind), None),
        cells.get("role") or None,
        cells.get("affiliation") or None,
        tuple((column, value) for column, value in cells.items() if column not in COLUMNS and value),
    )


def _aliases(value: Any, where: str) -> tuple[str, ...]:
    parts: Sequence[Any] = value if isinstance(value, list) else _text(value, where).split(ALIAS_SEPARATOR)
    return tuple(text for part in parts if (text := _text(part, f"{where}: aliases")))


def _text(value: Any, where: str) -> str:
    if isinstance(value, list | dict):
        raise RosterError(f"{where}: should be one value, not {type(value).__name__}")
    return "" if value is None else " ".join(str(value).split())


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
