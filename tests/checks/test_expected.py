from __future__ import annotations

from pathlib import Path

import pytest

from quotes.checks.expected import ExpectedSpeaker, ExpectedStatement, parse_expectation, read_expectation
from quotes.errors import ExpectationError

PATH = Path("a.expected.toml")


def test_everything_that_can_be_said() -> None:
    text = """
# A comment.
[[statement]]
kind = "direct"
speaker = "Ministry of Defense"
source = "the Ministry of Defense"
cue = "said"
content = ['“A "b",”', '''it's "c"''']
circumstances = ["in a statement"]
after = "before it"

[[statement]]
content = ["x"]
speaker = ["Anna Berg", "Jon Lund"]
source = ["he", "she"]
circumstances = []

[[speaker]]
name = "Ministry of Defense"
kind = "organization"

[[speaker]]
name = "He"
"""
    expectation = parse_expectation(text, PATH)
    name, pieces = "Ministry of Defense", ('“A "b",”', 'it\'s "c"')
    assert expectation.statements == (
        ExpectedStatement(pieces, "direct", (name,), (f"the {name}",), "said", ("in a statement",), "before it"),
        ExpectedStatement(("x",), None, ("Anna Berg", "Jon Lund"), ("he", "she"), None, ()),
    )
    assert expectation.speakers == (ExpectedSpeaker(name, "organization"), ExpectedSpeaker("He", None))
    empty = parse_expectation("# Nobody says anything.\n", PATH)
    assert empty.statements == empty.speakers == ()


GOOD = '[[statement]]\ncontent = ["x"]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[statement]\n", "not valid TOML: .*line 1"),
        (GOOD + "[[statements]]\n", "unknown key 'statements'; did you mean 'statement'"),
        ('statement = "x"', r"must be written as \[\[statement\]\]"),
        ('[statement]\ncontent = ["x"]', r"must be written as \[\[statement\]\]"),
        (GOOD + '[[statement]]\nkind = "direct"\n', "statement 2: content is missing"),
        ('[[statement]]\ncontent = "x"\n', "statement 1: content must be a list of strings"),
        ("[[statement]]\ncontent = []\n", "statement 1: content must be a list of strings"),
        ('[[statement]]\ncontent = ["x", 1]\n', "statement 1: content must be a string .* not int"),
        ('[[statement]]\ncontent = ["x", " "]\n', "statement 1: content is an empty string"),
        (GOOD + 'speeker = "x"\n', "statement 1: unknown key 'speeker'; did you mean 'speaker'"),
        (GOOD + 'zzz = "x"\n', r"statement 1: unknown key 'zzz' \(known: kind, speaker"),
        (GOOD + 'kind = "indierct"\n', "statement 1: kind 'indierct' .*did you mean 'indirect'"),
        (GOOD + "kind = 1\n", "statement 1: kind must be a string in quotation marks, not int"),
        (GOOD + 'speaker = ""\n', "statement 1: speaker is an empty string; leave it out"),
        (GOOD + "speaker = []\n", "statement 1: speaker must be a list of strings"),
        (GOOD + 'speaker = ["x", ""]\n', "statement 1: speaker is an empty string; leave it out"),
        (GOOD + f"cue = 0x{'f' * 10_000}\n", "statement 1: cue must be a string"),
        (GOOD + "source = []\n", "statement 1: source must be a list"),
        (GOOD + '[[speaker]]\nkind = "person"\n', "speaker 1: name is missing"),
        (GOOD + '[[speaker]]\nname = "x"\nkind = "man"\n', "speaker 1: kind 'man' is none of person"),
    ],
)
def test_mistakes_are_named_with_their_place(text: str, message: str) -> None:
    with pytest.raises(ExpectationError, match=message) as error:
        parse_expectation(text, PATH)
    assert str(error.value).startswith("a.expected.toml: ")
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ExpectationError, match=r"missing\.toml: no such file"):
        read_expectation(tmp_path / "missing.toml")
    with pytest.raises(ExpectationError, match="is a directory"):
        read_expectation(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes('[[statement]]\ncontent = ["é"]\n'.encode("latin-1"))
    with pytest.raises(ExpectationError, match="not UTF-8 text"):
        read_expectation(latin)
    latin.write_text("\ufeff" + GOOD, encoding="utf-8")  # a byte order mark does not matter
    assert len(read_expectation(latin).statements) == 1
