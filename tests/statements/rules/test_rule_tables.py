"""The tables of rules: what the loader says of entries that are not sound, and a house's own files."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from made_parses import made_parse, vocab
from read_statements import Said, said

from quotes.errors import PatternError
from quotes.records import STATEMENT_KINDS, Span, StatementKind
from quotes.statements import StatementFinder
from quotes.statements.candidate import Candidate
from quotes.statements.judging.confidence import PATH, confidence_of, measured_class, rule_keys
from quotes.statements.rules.rule_tables import content_rule, house_rules, load_rules, own_rules, rules_of
from quotes.words import load_words, words_added

SOUND = """
[[content]]
name = "per"
example = "The road is closed, per the ministry."
cue = { LOWER = "per" }
content = { of = "cue", rel = ">", DEP = "ccomp" }
"""


def write(folder: Path, text: str, name: str = "house.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "per"', "", "house.toml: content: an entry has no name"),
        ('name = "per"', 'name = "clause"', "content “clause”: there is a rule of that name already"),
        ('"The road is closed, per the ministry."', '""', "content “per”: it has no example"),
        ("example", "exampel", "content “per”: there is no key exampel, but name, "),
        ("[[content]]", "[[contents]]", "house.toml: there is no table contents"),
        ('"cue"', '"clue"', "“per”: node content: there is no node clue before it"),
        ('of = "cue", ', "", "“per”: node content: it has no of"),
        ('rel = ">"', 'rel = ">>"', "node content: there is no operator >> (operators: > governs, "),
        ('rel = ">", ', "", "node content: it has no rel (operators: "),
        ('rel = ">"', "rel = [1]", "node content: of and rel are texts"),
        ('of = "cue"', f"of = 0x{'f' * 10_000}", "node content: of and rel are texts"),
        ("LOWER =", 'of = "cue", LOWER =', "node cue: the first node hangs on no other one"),
        ('{ LOWER = "per" }', "{}", "node cue: the first node needs an attribute"),
        ("LOWER", "LOWRE", "node cue: there is no attribute LOWRE, but LEMMA, "),
        ('"per" }', '{ IN = ["per"] } }', "node cue: LOWER: there is no operator IN, but NOT_IN"),
        ('"per" }', "[] }", "node cue: LOWER: its value is neither a text nor a list of texts"),
        ('"per" }', '"@pers" }', "node cue: LOWER: there is no word list pers"),
        ('"ccomp"', '["ccomp", "comp"]', "node content: Universal Dependencies have no relation comp"),
        ("content = {", "contents = {", "“per”: it has no node content"),
        ("cue =", 'alone = "kept"\ncue =', "“per”: alone is none of drop, keep-if-free, keep"),
        ("cue =", "needs_source = 1\ncue =", "“per”: needs_source is neither true nor false"),
        ("cue =", "group = 1\ncue =", "“per”: group is no text"),
        ("cue =", "group = 'clause'\ncue =", "“per”: group is for rules of the program, which are measured"),
        ("[[content]]", "source = [1]\n[[content]]", "house.toml: there is no table source"),
        ("cue =", 'refuses = "person"\ncue =', "“per”: refuses is no list of names"),
        ("cue =", 'refuses = ["persons"]\ncue =', "“per”: refuses: there is no persons, but another-report, "),
        ("cue =", 'goes_on = ["oblique"]\ncue =', "“per”: goes_on: Universal Dependencies have no relation oblique"),
        ("cue =", "not = { txt = 'ten per night' }\ncue =", "“per”: not is no text, nor a table of text and parse"),
        ("[[content]]", "[words]\nrumours = 'hearsay'\n[[content]]", "house.toml: words: rumours is no list of words"),
        ("[[content]]", "words = 1\n[[content]]", "house.toml: words: write [words]"),
        ("[[content]]", "[[content]", "house.toml: not valid TOML: "),
    ],
)
def test_what_is_wrong_with_an_entry(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SOUND
    with pytest.raises(PatternError) as error:
        load_rules([write(tmp_path, SOUND.replace(old, new, 1))])
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_name_that_two_files_have(tmp_path: Path) -> None:
    paths = [write(tmp_path, SOUND), write(tmp_path, SOUND, "other.toml")]
    with pytest.raises(PatternError, match=r"other.toml: content “per”: there is a rule of that name"):
        load_rules(paths)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="no such file"):
        load_rules([tmp_path / "none.toml"])


HOUSE = """
[words]
reporting_verbs = ["chirp"]
rumours = ["Rumour"]

[[content]]
name = "rumour"
example = "The rumour in the town that the bridge had closed was old."
not = { text = "The rumour that she heard was old.", parse = "…" }
cue = { LEMMA = ["@rumours", "hearsay"] }
content = { of = "cue", rel = ">", DEP = ["acl", "ccomp"] }

[[source]]
name = "town"
example = "The rumour in the town that the bridge had closed was old."
any_noun = true
cue = { LEMMA = "@rumours" }
source = { of = "cue", rel = ">", DEP = "nmod" }
"""


def test_a_house_has_rules_and_words_of_its_own(tmp_path: Path) -> None:
    rules = load_rules([write(tmp_path, HOUSE)])
    assert next(iter(rules.content)) == "rumour" and rules.content["rumour"].alone == "keep"
    finder = StatementFinder(vocab(), rules=rules)
    parse = made_parse(
        "Berg chirped that the rumour in the town that the road was old grew.",
        """Berg/NNP/nsubj/chirped chirped=chirp/VBD/root that/IN/mark/grew the/DT/det/rumour rumour/NN/nsubj/grew
        in/IN/case/town the/DT/det/town town/NN/nmod/rumour that/IN/mark/old the/DT/det/road road/NN/nsubj/old
        was=be/VBD/cop/old old/JJ/acl/rumour grew=grow/VBD/ccomp/chirped""",
    )
    with words_added(rules.words):
        assert "chirp" in load_words("reporting_verbs") and load_words("rumours") == {"rumour"}
        statements = finder.find(parse).statements
    assert "chirp" not in load_words("reporting_verbs")
    assert [(one.rule, said(parse.article, one)) for one in statements] == [
        (
            "clause/subject",
            Said("indirect", "that the rumour in the town that the road was old grew", "chirped", "Berg"),
        ),
        ("rumour/town", Said("indirect", "that the road was old", "rumour", "the town")),
    ]


def test_the_rules_of_a_house_alone(tmp_path: Path) -> None:
    assert [rule.name for rule in house_rules([write(tmp_path, HOUSE)])] == ["rumour", "town"]


def test_a_rule_and_the_rule_of_its_source() -> None:
    clause, subject = rules_of("clause/subject")
    assert clause is content_rule("clause")
    assert subject is own_rules().source["subject"]
    assert rules_of("transcript")[1] is None
    assert (rules_of("unheard-of/subject")[0].name, rules_of("unheard-of")[0].description) == ("unheard-of", None)


def test_every_rule_that_was_measured_is_declared() -> None:
    groups = {rule.group for rules in (own_rules().content, own_rules().source) for rule in rules.values()}
    for key in tomllib.loads(PATH.read_text(encoding="utf-8")):
        assert {part for part in key.split("/") if part not in STATEMENT_KINDS} <= {*groups, ""}, key


@pytest.mark.parametrize("kind", STATEMENT_KINDS)
@pytest.mark.parametrize("name", ["clause/subject", "clause/unheard-of", "unheard-of", "according-to-root"])
def test_the_class_is_where_the_confidence_comes_from(name: str, kind: StatementKind) -> None:
    rule, of_source = rules_of(name)
    measured = measured_class(rule, of_source, kind)
    assert measured in list(rule_keys(rule, of_source, kind))
    candidate = Candidate((Span(0, 1),), rule, source_rule=of_source)
    assert confidence_of(candidate, kind) == tomllib.loads(PATH.read_text(encoding="utf-8"))[measured]
