"""Rosters learned from corrections."""

from __future__ import annotations

import io
from pathlib import Path

from made_corrections import BERG, FERRY_TEXT, NOT_SAIL, ROUGH

from quotes.corrections.decisions import Corrections, NamedSpeaker, with_name, with_speakers
from quotes.corrections.learned_roster import decided_names, learn_roster, write_roster
from quotes.corrections.say_text import corrections_text
from quotes.errors import CorrectionsError
from quotes.speakers.roster import read_roster


def learned(*speakers: NamedSpeaker, all_names: bool = False) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
    entries, conflicts = learn_roster(speakers, all_names=all_names)
    return [(one.name, one.aliases) for one in entries], conflicts


def test_names_that_were_corrected_are_learned_and_read_as_a_roster(tmp_path: Path) -> None:
    better = with_name(NOT_SAIL, "Anna Berg", "Anna K. Berg", role="mayor", affiliation="City of Varna, port")
    corrections = Corrections(FERRY_TEXT, (better, with_speakers(ROUGH, [NamedSpeaker("two officials", "anonymous")])))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.say").write_text(corrections_text(corrections), encoding="utf-8")
    (tmp_path / "bad.say").write_bytes(b"\xff")
    found = list(decided_names(tmp_path))
    assert [type(one) for one in found].count(CorrectionsError) == 1
    entries, conflicts = learn_roster(one for one in found if isinstance(one, NamedSpeaker))
    assert conflicts == []
    stream = io.StringIO()
    write_roster(entries, stream)
    path = tmp_path / "roster.csv"
    path.write_text(stream.getvalue(), encoding="utf-8")
    roster = read_roster(path)
    entry = roster["anna berg"]
    assert (entry.name, entry.aliases, entry.kind) == ("Anna K. Berg", ("Anna Berg",), "person")
    assert (entry.role, entry.affiliation) == ("mayor", "City of Varna, port")
    assert set(roster) == {"anna berg", "anna k. berg"}


def test_names_that_were_only_accepted_are_learned_if_all_are_wanted() -> None:
    group = NamedSpeaker("residents", "group")
    assert learned(BERG, group) == ([], [])
    assert learned(BERG, group, all_names=True) == ([("Anna Berg", ())], [])


def test_conflicts_are_said() -> None:
    berg = NamedSpeaker("Anna Berg", "person", ("Berg", "A;B", "Port Authority"), "mayor")
    lind = NamedSpeaker("Karl Berg", "person", ("Berg",))
    port = NamedSpeaker("Port Authority", "organization", role="authority")
    entries, conflicts = learned(berg, berg, NamedSpeaker("anna berg", "organization"), lind, port)
    assert entries == [("Anna Berg", ("Berg",)), ("Port Authority", ())]
    assert sorted(conflicts) == [
        "'A;B' cannot be an alias of 'Anna Berg', for it has a ';' in it",
        "'Anna Berg' has several values of kind: 'person' (2), 'organization' (1); the first is taken",
        "'Berg' is a name of both 'Anna Berg' and 'Karl Berg': left to 'Anna Berg'",
        "'Port Authority' is a name of both 'Port Authority' and 'Anna Berg': left to 'Port Authority'",
    ]


def test_a_folder_without_corrections_is_said(tmp_path: Path) -> None:
    (error,) = decided_names(tmp_path)
    assert "has no corrections" in str(error)
