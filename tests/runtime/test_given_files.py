"""Rosters, expected results and pattern files: whatever they hold, they are read or refused in one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.checks.expected import read_expectation
from quotes.checks.update import update_expected
from quotes.errors import LONGEST_MESSAGE, ExpectationError, PatternError, QuotesError, RosterError
from quotes.records import Analysis, Article
from quotes.runtime import given_files
from quotes.speakers.roster import read_roster
from quotes.statements.rules.rule_tables import load_rules


def read_patterns(path: Path) -> object:
    return load_rules([path])


def update(path: Path) -> object:
    return update_expected(path, Analysis(Article("Nobody says anything.")))


READERS: dict[str, tuple[Callable[[Path], object], type[QuotesError]]] = {
    "roster.yaml": (read_roster, RosterError),
    "roster.csv": (read_roster, RosterError),
    "article.expected.toml": (read_expectation, ExpectationError),
    "updated.expected.toml": (update, ExpectationError),
    "patterns.toml": (read_patterns, PatternError),
}
TOKENS = [
    *" \n-:,;[]{}&*!|>'\"=.#\ufeff\0\x85\u2028\r\té日",
    *("\n- ", "\n  ", "---", "...", "<<: ", "null", "2001-99-99", "1:30", "0x9", "nan", "yes", "&a", "*a", "[1]"),
    *("!!int ", "!!python/object/apply:os.system ", "1979-05-27T07:32:00Z", "99e99999", '""', "'x'", '"y"', '["x"]'),
    *("[[statement]]", "[[speaker]]", "[[content]]", "[[source]]", "[words]", "{of='cue'}"),
    *("name", "aliases", "kind", "speaker", "content", "cue", "source", "of", "rel", "LOWER", "not", "example"),
]
NAMES = st.sampled_from(
    ["statement", "speaker", "content", "source", "words", "name", "kind", "cue", "of", "rel", "LOWER"]
)
VALUES = st.recursive(
    st.one_of(
        st.integers(), st.booleans(), st.text(max_size=5).map(repr), st.sampled_from(['"cue"', "07:32:00", "inf"])
    ),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(NAMES, values, max_size=4),
    max_leaves=12,
)


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(as_toml, value)) + "]" if isinstance(value, list) else str(value).replace("T", "t")


SOUND = {
    "roster.yaml": "- name: Anna Berg\n  aliases: [Berg, A. B.]\n  kind: person\n- name: Jo\n  party: X\n",
    "roster.csv": "name,aliases,kind,party\nAnna Berg,Berg; A. B.,person,X\nJo,,,\n",
    "article.expected.toml": """[[statement]]
kind = "direct"
source = ["says"]
cue = "says"
content = ["anything"]
circumstances = []
[[speaker]]
name = "Nobody"
kind = "person"
""",
    "patterns.toml": """[words]
reporting_verbs = ["chirp"]
[[content]]
name = "per"
example = ["The road is closed, per the ministry.", { text = "x", parse = "y" }]
refuses = []
goes_on = ["obl"]
reaches = "clause"
cue = { LOWER = ["per", "@days"] }
content = { of = "cue", rel = ">", DEP = { NOT_IN = "ccomp" } }
""",
}
SOUND["updated.expected.toml"] = SOUND["article.expected.toml"]
PIECES = st.lists(st.sampled_from(TOKENS), max_size=8).map("".join) | VALUES.map(as_toml)
BYTES = st.one_of(st.binary(max_size=200), st.text().map(str.encode), PIECES.map(str.encode))


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """Text with some of its stretches between tokens replaced."""
    parts = re.split(r"(\W)", text)
    for place in draw(st.lists(st.integers(0, len(parts) - 1), min_size=1, max_size=3)):
        length = draw(st.integers(0, 6))
        parts[place : place + length] = [draw(PIECES)] + [""] * (length - 1)
    return "".join(parts).encode()


@pytest.mark.parametrize("name", READERS)
def test_sound_files_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND[name], encoding="utf-8")
    READERS[name][0](tmp_path / name)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_any_file_is_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data.draw(BYTES | mutated(SOUND[name])))
    read, error = READERS[name]
    try:
        read(path)
    except error as fault:
        assert len(str(fault).splitlines()) == 1 and name in str(fault)


NESTED = {
    "arrays": "x = " + "[" * 3_000,
    "closed": "x = " + "[" * 3_000 + "]" * 3_000,
    "inline tables": "x = " + "{a = " * 3_000,
    "dotted keys": ".".join(["a"] * 30_000) + " = 1",
    "quoted keys": "[" + " . ".join(["'a'", '"a"'] * 15_000) + "]",
}


@pytest.mark.parametrize("name", [name for name in READERS if name.endswith(".toml")])
@pytest.mark.parametrize("text", NESTED.values(), ids=list(NESTED))
def test_nesting_has_a_limit(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    read, error = READERS[name]
    with pytest.raises(error, match="nested too deeply"):
        read(tmp_path / name)


def test_dots_in_texts_are_no_nesting() -> None:
    text = "A.B.C. said … " * 1_000 + "." * 10_000 + "Yes. No. Yes, no. " * 1_000
    data = given_files.parse_toml(f"x = \"{text}\"\ny = '{text}'", Path("x.toml"), PatternError)
    assert data == {"x": text, "y": text}


@pytest.mark.parametrize("name", READERS)
def test_what_is_no_text_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_files, "MOST_CHARACTERS", 1000)
    read, error = READERS[name]
    (tmp_path / "folder").mkdir()
    contents = {"folder": None, "latin": "é".encode("latin-1"), "zeros": b"\0" * 1001, "long": b"#" * 1001}
    reasons = {
        "folder": "is a directory",
        "latin": "not UTF-8",
        "zeros": "longer than 1,000",
        "long": "longer than 1,000",
    }
    for kind, data in contents.items():
        path = tmp_path / f"{kind}-{name}"
        path.mkdir() if data is None else path.write_bytes(data)
        with pytest.raises(error, match=f"{name}: {reasons[kind]}"):
            read(path)


@pytest.mark.parametrize("name", READERS)
def test_an_endless_file_ends(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("/dev/zero")
    read, error = READERS[name]
    with pytest.raises(error, match="longer than 16,000,000 characters"):
        read(tmp_path / name)


def test_messages_are_one_line_that_can_be_read() -> None:
    message = str(QuotesError("one\ntwo\r\nthree\u2028" + "x" * 1_000_000 + "end"))
    assert message.startswith("one two three xxx") and " […] " in message and message.endswith("end")
    assert len(message) < LONGEST_MESSAGE + 10
