from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from drawn_analyses import analyses
from hypothesis import assume, given, settings
from made_analyses import HARBOUR_TEXT, bare_statement, council, harbour, silent, span

from quotes.checks.comparison import compare
from quotes.checks.expected import parse_expectation, read_expectation
from quotes.checks.locating import locate
from quotes.checks.update import expected_text, update_expected
from quotes.errors import ExpectationError
from quotes.records import Analysis, Article, Span

PATH = Path("harbour.expected.toml")

HARBOUR_EXPECTED = """\
# Accepted from the output of `quotes check --update`.

[[statement]]
kind = "direct"
speaker = "Ivan Petrov"
source = "Ivan Petrov, the harbour master"
cue = "said"
content = [
    "“The cranes,”",
    "“are older than I am.”",
]

[[statement]]
kind = "indirect"
speaker = "Black Sea Pilots' Union"
source = "the Black Sea Pilots' Union"
cue = "According to the latest data from"
content = ["14 ships are waiting"]

[[statement]]
kind = "indirect"
speaker = "Ivan Petrov"
source = "He"
cue = "denied"
content = ["it"]

[[statement]]
kind = "direct"
content = ['"It was never in doubt."']

[[speaker]]
name = "Ivan Petrov"
kind = "person"

[[speaker]]
name = "Black Sea Pilots' Union"
kind = "organization"
"""


def expects(text: str, analysis: Analysis) -> bool:
    return not compare(analysis, parse_expectation(text, PATH)).differences


def test_a_new_file() -> None:
    assert expected_text(harbour(), None, PATH) == HARBOUR_EXPECTED
    assert expects(HARBOUR_EXPECTED, harbour())


def test_a_new_file_that_expects_nothing(tmp_path: Path) -> None:
    path = tmp_path / "silent.expected.toml"
    assert update_expected(path, silent())
    assert path.read_text() == "# Accepted from the output of `quotes check --update`.\n"
    assert not update_expected(path, silent())


def test_a_file_that_agrees_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "harbour.expected.toml"
    by_hand = HARBOUR_EXPECTED.replace('kind = "direct"\n', "").replace("\n\n", "\n\n\n") + "# End.\n"
    path.write_text(by_hand, encoding="utf-8")
    assert not update_expected(path, harbour())
    assert path.read_text("utf-8") == by_hand


BY_HAND = """\
# A split quotation,
# and more.

# The first one.
[[statement]]
speaker = "Ivan Petrov"  # as in the first paragraph
source = "Ivan Petrov, the harbour master"
cue = "said"
content = ["“The cranes,”", "“are [...] I am.”"]

# This one will change.
[[statement]]
kind = "direct"
speaker = "Pilots"
content = ["14 ships are waiting"]
circumstances = []

# This one will go.
[[statement]]
content = ["opens on Friday"]

[[speaker]]
name = "Nobody"

# Him we want to see.
[[speaker]]
kind = "group"
name = "Ivan Petrov"

# The end.
"""


def test_comments_and_what_agrees_stay() -> None:
    new = expected_text(harbour(), BY_HAND, PATH)
    before, _, _ = BY_HAND.partition("[[statement]]\nkind")
    _, _, after = HARBOUR_EXPECTED.partition('are older than I am.”",\n]\n\n')
    changed, _, others = after.partition("\n\n")
    unchanged, _, _ = others.partition("[[speaker]]")
    him = '# Him we want to see.\n[[speaker]]\nname = "Ivan Petrov"\nkind = "person"\n'
    assert new == f"{before}{changed}\ncircumstances = []\n\n{unchanged}{him}\n# The end.\n"
    assert expects(new, harbour())


def test_joint_speakers_are_written_as_a_list_and_each_is_listed() -> None:
    new = expected_text(council(), None, PATH)
    assert 'speaker = [\n    "Anna Berg",\n    "Jon Lund",\n]\nsource = "Anna Berg and Jon Lund"\n' in new
    assert new.count("[[speaker]]") == 3
    assert expects(new, council())


def test_joint_speakers_that_agree_stay_as_they_were_written() -> None:
    listed = expected_text(council(), None, PATH)
    joined = listed.replace('[\n    "Anna Berg",\n    "Jon Lund",\n]', '"Jon Lund and Anna Berg"')
    assert joined != listed and expected_text(council(), joined, PATH) == joined
    other = joined.replace('"that it is late"', '"it is late"')
    assert 'speaker = "Jon Lund and Anna Berg"\n' in expected_text(council(), other, PATH)


def test_an_old_file_that_does_not_fit_the_article_any_more() -> None:
    old = '# Top.\n\n[[statement]]\nkind = "direct"\ncontent = ["no longer there"]\n'
    new = expected_text(harbour(), old, PATH)
    assert new.startswith("# Top.\n\n[[statement]]\n")
    assert "no longer" not in new
    assert expects(new, harbour())


def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "harbour.expected.toml"
    path.write_text("# Mine.\n[[statement]\n")
    with pytest.raises(ExpectationError, match="not valid TOML"):
        update_expected(path, harbour())
    assert path.read_text() == "# Mine.\n[[statement]\n"
    assert os.listdir(tmp_path) == ["harbour.expected.toml"]


@pytest.mark.parametrize(
    "text", ['statement = [{content = ["14 ships are waiting"]}]', 'speaker = [{name = "Ivan Petrov"}]']
)
def test_tables_that_are_written_otherwise_are_left_alone(text: str) -> None:
    with pytest.raises(ExpectationError, match=r"harbour.expected.toml: only tables written as \[\[statement\]\]"):
        expected_text(harbour(), text, PATH)


def test_words_are_given_where_the_content_would_be_found_too_early() -> None:
    text = "It is over. Is it? The mayor said it is over. It was late."
    article = Article(text.lower())
    early, late = (Analysis(article, (bare_statement(span(article.text, "it is over", at)),)) for at in (0, 20))
    assert "after" not in expected_text(early, None, PATH)
    new = expected_text(late, None, PATH)
    assert 'after = "said"' in new
    assert expects(new, late)


def test_a_statement_that_goes_does_not_change_where_the_others_are() -> None:
    text = "We are late. “One,” he said. We are late."
    one = bare_statement(span(text, "“One,”"))
    late = replace(bare_statement(Span(29, 40)), id="q2", kind="indirect")
    old = expected_text(Analysis(Article(text), (one, late)), None, PATH)
    assert "after" not in old
    without = Analysis(Article(text), (late,))
    new = expected_text(without, old, PATH)
    assert 'after = "said."' in new
    assert expects(new, without)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("“curly” and it’s", '"“curly” and it’s"'),
        ("it's", '"it\'s"'),
        ('"straight"', "'\"straight\"'"),
        ('"it\'s" so', "'''\"it's\" so'''"),
        ("back\\slash", "'back\\slash'"),
        ("\"so 'it'", '"\\"so \'it\'"'),
        ("a\x07b", '"a\\u0007b"'),
    ],
)
def test_marks_that_need_no_escapes(words: str, written: str) -> None:
    analysis = Analysis(Article(f"{words}, he said."), (bare_statement(Span(0, len(words))),))
    new = expected_text(analysis, None, PATH)
    assert f"content = [{written}]" in new
    assert expects(new, analysis)


def test_long_words_are_written_on_one_line_whatever_their_line_breaks() -> None:
    text = HARBOUR_TEXT.replace("older than", "older\n\n  than")
    analysis = Analysis(Article(text), (bare_statement(span(text, "“are older\n\n  than I am.”")),))
    new = expected_text(analysis, None, PATH)
    assert 'content = ["“are older than I am.”"]' in new
    assert expects(new, analysis)


@settings(max_examples=15)
@given(analyses())
def test_any_analysis_gives_a_file_that_can_be_read_and_found(analysis: Analysis) -> None:
    article = analysis.article
    for statement in analysis.statements:
        cue = [statement.cue] if statement.cue else []
        for one in (*statement.content, *statement.source, *cue):
            assume(article.text_of(one).strip() and "\ud800" not in article.text_of(one))
    for speaker in analysis.speakers:
        assume(speaker.name.strip() and "\ud800" not in speaker.name)
    expectation = parse_expectation(expected_text(analysis, None, PATH), PATH)
    assert len(expectation.statements) == len(analysis.statements)


FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.expected.toml"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_could_have_been_written_by_it(path: Path, tmp_path: Path) -> None:
    """What a fixture expects, taken for an analysis and written anew, expects the same again."""
    expectation = read_expectation(path)
    text = path.with_name(path.name.replace(".expected.toml", ".txt")).read_text("utf-8")
    statements = tuple(
        replace(
            bare_statement(*located.content),
            id=f"q{number}",
            kind=located.expected.kind or "direct",
            cue=located.cue[0] if located.cue else None,
            source=tuple(places[0] for places in located.source),
        )
        for number, located in enumerate(locate(expectation, Article(text)))
    )
    analysis = Analysis(Article(text), statements)
    new = tmp_path / "new.expected.toml"
    assert update_expected(new, analysis)
    assert compare(analysis, read_expectation(new)).differences == ()
    assert [s.content for s in locate(read_expectation(new), Article(text))] == [s.content for s in statements]
