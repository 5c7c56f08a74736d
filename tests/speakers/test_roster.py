"""Rosters: reading them, naming speakers by them, near misses, and what is wrong with bad ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_analyses import harbour

from quotes.errors import RosterError
from quotes.records import Analysis
from quotes.speakers.roster import Roster, RosterEntry, apply_roster, comparable_name, read_roster

CSV = """\
name,aliases,kind,role,affiliation,party
Ivan Petrov Petkov,Ivan Petrov; the harbour master,person,Harbour Master,Port of Varna,Greens
Black Sea Pilots' Union,BSPU,organization,,,
"""
YAML = """\
- name: Ivan Petrov Petkov
  aliases: [Ivan Petrov, the harbour master]
  kind: person
  role: Harbour Master
  affiliation: Port of Varna
  party: Greens
- name: Black Sea Pilots' Union
  aliases: BSPU
  kind: organization
"""


def roster(folder: Path, text: str, name: str = "roster.csv") -> Roster:
    (folder / name).write_text(text, encoding="utf-8")
    return read_roster(folder / name)


def named(name: str, *aliases: str) -> Analysis:
    analysis = harbour()
    master = replace(analysis.speakers[0], name=name, aliases=aliases, role=None)
    return replace(analysis, speakers=(master, *analysis.speakers[1:]))


def test_csv_and_yaml_say_the_same(tmp_path: Path) -> None:
    table = roster(tmp_path, CSV)
    assert table == roster(tmp_path, YAML, "roster.yaml")
    entry = RosterEntry(
        "Ivan Petrov Petkov",
        ("Ivan Petrov", "the harbour master"),
        "person",
        "Harbour Master",
        "Port of Varna",
        (("party", "Greens"),),
    )
    assert table["ivan petrov"] == table["harbour master"] == entry
    assert table["bspu"].role is None


@pytest.mark.parametrize(
    "name", ["2001-99-99", "yes", "Null", "010", ".nan", "1" * 10_000, "0x" + "f" * 10_000, "=", "<<"]
)
def test_values_of_yaml_are_the_texts_that_are_written(tmp_path: Path, name: str) -> None:
    entry = RosterEntry(name, role="null", details=(("seat", name),))
    text = f"- name: {name}\n  role: 'null'\n  affiliation: null\n  kind: ~\n  seat: {name}\n  aliases:\n"
    assert roster(tmp_path, text, "r.yaml") == {comparable_name(name): entry}


def test_speakers_get_their_names_roles_and_details(tmp_path: Path) -> None:
    analysis = apply_roster(harbour(), roster(tmp_path, CSV))
    master, union = analysis.speakers
    names = ("s1", "Ivan Petrov Petkov", "Harbour Master", "Port of Varna")
    assert (master.id, master.name, master.role, master.affiliation) == names
    assert master.details == (("party", "Greens"),) and master.listed and "Ivan Petrov" in master.aliases
    assert union.name == "Black Sea Pilots' Union" and union.listed
    assert [one.speaker and one.speaker.id for one in analysis.statements] == ["s1", "s2", "s1", None]
    assert analysis.warnings == harbour().warnings


def test_two_speakers_of_one_entry_become_one(tmp_path: Path) -> None:
    analysis = harbour()
    union = replace(analysis.speakers[1], name="The Harbour Master", kind="person")
    analysis = apply_roster(replace(analysis, speakers=(analysis.speakers[0], union)), roster(tmp_path, CSV))
    assert [speaker.name for speaker in analysis.speakers] == ["Ivan Petrov Petkov"]
    assert [one.speaker and one.speaker.id for one in analysis.statements] == ["s1", "s1", "s1", None]
    assert len(analysis.speakers[0].mentions) == 3


def test_a_full_form_in_the_article_is_enough_but_a_last_name_is_not(tmp_path: Path) -> None:
    entries = roster(tmp_path, "name\nIvan Petrov\nPetrov\n")
    assert apply_roster(named("Ivan Dimov Petrov", "Ivan Petrov", "Petrov"), entries).speakers[0].name == "Ivan Petrov"
    assert apply_roster(named("Anna Petrov", "Petrov"), entries).speakers[0].name == "Anna Petrov"


@pytest.mark.parametrize(
    ("name", "number"), [("Ivan Petrow", 1), ("Iwan Petrov", 1), ("Iwan Petrow", 1), ("Maria Lopez", 0)]
)
def test_near_misses_are_warnings(tmp_path: Path, name: str, number: int) -> None:
    analysis = apply_roster(named(name), roster(tmp_path, "name\nIvan Petrov\n"))
    warnings = [one for one in analysis.warnings if one.code == "similar-to-roster"]
    assert len(warnings) == number
    assert all(name in one.message and "Ivan Petrov" in one.message and one.span for one in warnings)
    assert analysis.speakers[0].name == name and not any(speaker.listed for speaker in analysis.speakers)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("r.csv", "", "no column 'name' in its first line; it has none"),
        ("r.csv", "person,role\nAnna,mayor\n", "no column 'name' in its first line; it has person, role"),
        ("r.csv", "name,role\n", "no entries"),
        ("r.csv", "name,role\n,mayor\n", "line 2: name is missing"),
        ("r.csv", "name,kind\nAnna,robot\n", "line 2: kind 'robot' is none of person, organization"),
        ("r.csv", "name,role\nAnna,mayor,of Varda\n", "line 2: more cells than columns"),
        ("r.csv", "name,aliases\nAnna Berg,B\nJo Berg,b\n", "'b' is a name of both 'Anna Berg' and 'Jo Berg'"),
        ("r.yaml", "name: Anna\n", "should be a list of speakers"),
        ("r.yaml", "- Anna\n", "entry 1: should be a mapping"),
        ("r.csv", "name,name\nAnna,Berg\n", "column 'name' stands 2 times in its first line"),
        ("r.csv", f"name,{'x' * 200_000}\nAnna,\n", "not valid CSV: field larger than field limit"),
        ("r.csv", f"{'person,' * 10_000}\nAnna,\n", "no column 'name' in its first line"),
        ("r.yaml", "- name: [Anna, Berg]\n", "entry 1: name: should be one value, not a list"),
        (
            "r.yaml",
            "- name: Anna\n  aliases: [{A: B}]\n",
            "entry 1: aliases: should be a text, not a list or a mapping",
        ),
        ("r.yaml", "- name: Anna\n- name: Jo\n  name: Joan\n", "entry 2: 'name' stands twice"),
        ("r.yaml", "- [name]: Anna\n", "entry 1: should be a text"),
        ("r.yaml", "- name: Anna\n---\n- name: Jo\n", "should be one list, but a second document begins"),
        ("r.yaml", "- &a [*a]\n", "&, * and ! have no meaning in a roster"),
        ("r.yaml", "- name: !!python/name:os.system Anna\n", "&, * and ! have no meaning in a roster"),
        ("r.yaml", "[" * 5_000, "not valid YAML: while increasing flow level"),
        ("r.yaml", "- name: Anna\n  x: " + "{a: " * 3_000, "entry 1: x: should be a text"),
        ("r.yaml", "- name: An\0na\n", "not valid YAML"),
        ("r.yml", "- name: 'Anna\n", "not valid YAML"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(RosterError) as error:
        roster(tmp_path, text, name)
    assert str(tmp_path / name) in str(error.value) and reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_roster_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="no such file"):
        read_roster(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("name\nJosé\n".encode("latin-1"))
    with pytest.raises(RosterError, match="not UTF-8"):
        read_roster(tmp_path / "latin.csv")
