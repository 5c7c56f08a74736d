from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_analyses import HARBOUR_TEXT, bare_statement, council, harbour, silent, span

from quotes.checks.comparison import CheckComparison, CheckScore, compare
from quotes.checks.expected import Expectation, ExpectedSpeaker, ExpectedStatement
from quotes.records import Analysis, Article, Span, Speaker

PIECES = ("“The cranes,”", "“are older than I am.”")
CRANES = ExpectedStatement(PIECES, "direct", ("Ivan Petrov",), ("Ivan Petrov, the harbour master",), "said")
UNION, CUE = "Black Sea Pilots' Union", "According to the latest data from"
SHIPS = ExpectedStatement(("14 ships are waiting",), "indirect", (UNION,), (f"the {UNION}",), CUE)
DENIAL = ExpectedStatement(("it",), "indirect", ("Ivan Petrov",), ("He",), "denied", after="He denied")
DOUBT = ExpectedStatement(('"It was never in doubt."',), "direct")
ALL = (CRANES, SHIPS, DENIAL, DOUBT)


def compared(
    analysis: Analysis, *expected: ExpectedStatement, speakers: tuple[ExpectedSpeaker, ...] = ()
) -> CheckComparison:
    return compare(analysis, Expectation(Path("harbour.expected.toml"), expected, speakers))


def kinds(comparison: CheckComparison) -> list[str]:
    return [difference.what for difference in comparison.differences]


def changed(index: int, **fields: object) -> Analysis:
    """The harbour analysis with one statement changed."""
    statements = list(harbour().statements)
    statements[index] = replace(statements[index], **fields)  # type: ignore[arg-type]
    return replace(harbour(), statements=tuple(statements))


def at(words: str) -> Span:
    return span(HARBOUR_TEXT, words)


def test_all_or_nothing_as_expected() -> None:
    assert compared(harbour(), *ALL) == CheckComparison(harbour(), (), CheckScore(4, 4, 4))
    assert compared(silent()) == CheckComparison(silent(), (), CheckScore())


def test_missing_and_new() -> None:
    absent = ExpectedStatement(("Port of Varna to close for a week",), "indirect")
    comparison = compared(harbour(), absent, CRANES, DENIAL, DOUBT)
    missing, new = comparison.differences
    assert (missing.what, missing.number, missing.id, missing.line) == ("missing statement", 1, None, 1)
    assert missing.expected == "indirect | (no speaker named) | Port of Varna to close for a week"
    assert (new.what, new.number, new.id, new.line) == ("new statement", None, "q2", 6)
    assert new.found == (
        "indirect | Black Sea Pilots' Union | the Black Sea Pilots' Union | According to the latest data from"
        " | 14 ships are waiting"
    )
    assert comparison.score == CheckScore(4, 4, 3)


@pytest.mark.parametrize(
    ("index", "fields", "what", "expected", "found", "right"),
    [
        (0, {"kind": "mixed"}, "other kind", "direct", "mixed", 4),
        (0, {"cue": None}, "other cue", "said", None, 4),
        (1, {"cue": at("According to")}, "other cue", "According to the latest data from", "According to", 4),
        (0, {"speakers": ()}, "other speaker", "Ivan Petrov", None, 3),
        (3, {"speakers": harbour().speakers[:1]}, "other speaker", None, "Ivan Petrov", 3),
        (0, {"source": ()}, "other source", "Ivan Petrov, the harbour master", None, 3),
        (3, {"source": (at("He"),)}, "other source", None, "He", 3),
        (1, {"content": (at("14 ships"),)}, "other content", "14 ships are waiting", "14 ships", 3),
        (2, {"content": (at("denied it"),)}, "other content", "it", "denied it", 3),
    ],
)
def test_one_difference(
    index: int, fields: dict[str, object], what: str, expected: str | None, found: str | None, right: int
) -> None:
    comparison = compared(changed(index, **fields), *ALL)
    (difference,) = comparison.differences
    assert (difference.what, difference.expected, difference.found) == (what, expected, found)
    assert (difference.number, difference.id) == (index + 1, f"q{index + 1}")
    assert comparison.score == CheckScore(4, 4, right)


def test_edges_do_not_matter() -> None:
    content = (at("The cranes"), at("are older than I am.”\n"))
    analysis = changed(0, content=content, source=(at("Ivan Petrov, the harbour master,"),))
    assert compared(analysis, *ALL).differences == ()


@pytest.mark.parametrize(
    ("index", "fields", "what", "words"),
    [
        (1, {"content": (at("14 ships"),)}, "other content", 2),
        (2, {"content": (at("denied it"),)}, "other content", 1),
        (0, {"content": (at("The cranes"), at("are older than I"))}, "other content", 1),
        (0, {"source": (at("Ivan Petrov"),)}, "other source", 3),
        (1, {"cue": at("latest data from")}, "other cue", 3),
        (2, {"circumstances": (at("film “Deep Water” opens on Friday"),)}, "other circumstances", 4),
    ],
)
def test_edges_within_a_tolerance_in_words(index: int, fields: dict[str, object], what: str, words: int) -> None:
    expected = (CRANES, SHIPS, replace(DENIAL, circumstances=("on Friday",)), DOUBT)
    file, analysis = Expectation(Path("harbour.expected.toml"), expected), changed(index, **fields)
    assert kinds(compare(analysis, file, words - 1)) == [what]
    assert compare(analysis, file, words) == CheckComparison(analysis, (), CheckScore(4, 4, 4))


def test_a_tolerance_is_for_edges_only() -> None:
    other_place = changed(0, cue=at("denied"), source=(), content=(at("are older than I am"),))
    found = kinds(compare(other_place, Expectation(Path("harbour.expected.toml"), ALL), 100))
    assert found == ["other content", "other source", "other cue"]


def test_marks_of_typewriters_do_not_matter() -> None:
    for content in (Span(0, 7), Span(2, 4)):
        analysis = Analysis(Article("``No,'' he said."), (bare_statement(content),))
        assert compared(analysis, ExpectedStatement(("``No,''",))).differences == ()


def test_pieces_that_only_punctuation_separates_are_one() -> None:
    text = "“One.\n\n“Two,” he said."
    pieces = (span(text, "“One."), span(text, "“Two,”"))
    article = Article(text)
    for content in (pieces, (Span(pieces[0].start, pieces[1].end),)):
        analysis = Analysis(article, (bare_statement(*content),))
        assert compared(analysis, ExpectedStatement(("“One. “Two,”",))).differences == ()
        assert compared(analysis, ExpectedStatement(("“One.", "“Two,”"))).differences == ()


def test_what_the_file_does_not_give() -> None:
    bare = ExpectedStatement(CRANES.content)
    assert kinds(compared(harbour(), bare, *ALL[1:])) == ["other speaker", "other source", "other cue"]


def test_circumstances_only_if_given() -> None:
    with_right = replace(DENIAL, circumstances=("on Friday",))
    with_none = replace(DENIAL, circumstances=())
    assert compared(harbour(), CRANES, SHIPS, with_right, DOUBT).differences == ()
    (difference,) = compared(harbour(), CRANES, SHIPS, with_none, DOUBT).differences
    assert (difference.what, difference.expected, difference.found) == ("other circumstances", None, "on Friday")


def test_moved() -> None:
    text = "“No,” he said. It rained. “No,” he said."
    found = bare_statement(span(text, "“No,”", 5))
    comparison = compared(Analysis(Article(text), (found,)), ExpectedStatement(("“No,”",)))
    (difference,) = comparison.differences
    places = ("line 1, column 1", "line 1, column 27")
    assert (difference.what, difference.expected, difference.found) == ("moved statement", *places)
    assert comparison.score == CheckScore(1, 1, 0)


def test_the_same_cue_in_another_place_is_another_cue() -> None:
    text = "She said so. He said no. “Yes,” she said."
    cue = span(text, "said")
    found = replace(bare_statement(span(text, "“Yes,”")), cue=cue)
    (difference,) = compared(Analysis(Article(text), (found,)), ExpectedStatement(("“Yes,”",), cue="said")).differences
    assert difference.what == "other cue"
    assert difference.found == "said (line 1, column 5)"


def test_pairs_are_the_best_ones() -> None:
    text = "“He told me ‘it is over’ and left,” she said."
    inner, outer = span(text, "‘it is over’"), span(text, "“He told me ‘it is over’ and left,”")
    statements = tuple(replace(bare_statement(content), id=f"q{n}") for n, content in enumerate([outer, inner]))
    expected = [ExpectedStatement((Article(text).text_of(content),)) for content in (outer, inner)]
    assert compared(Analysis(Article(text), statements), *expected).differences == ()
    assert kinds(compared(Analysis(Article(text), statements[:1]), *expected)) == ["missing statement"]
    assert kinds(compared(Analysis(Article(text), statements[1:]), *expected)) == ["missing statement"]
    assert kinds(compared(Analysis(Article(text), statements), expected[1])) == ["new statement"]


def test_speakers_of_interest() -> None:
    good = (ExpectedSpeaker("Ivan Petrov", "person"), ExpectedSpeaker("Black Sea  Pilots' Union"))
    assert compared(harbour(), *ALL, speakers=good).differences == ()
    bad = (ExpectedSpeaker("Ivan Petrov", "group"), ExpectedSpeaker("Petrov"))
    comparison = compared(harbour(), *ALL, speakers=bad)
    assert [(d.what, d.expected, d.found, d.line) for d in comparison.differences] == [
        ("other kind of speaker", "group", "person", 0),
        ("missing speaker", "Petrov", None, 0),
    ]
    assert comparison.score == CheckScore(4, 4, 4)


def test_names_compare_by_their_words() -> None:
    analysis = replace(harbour(), speakers=(Speaker("s1", "Ivan\nPetrov", "person"), harbour().speakers[1]))
    assert compared(analysis, *ALL).differences == ()
    analysis = replace(harbour(), speakers=(Speaker("s1", "ivan petrov", "person"), harbour().speakers[1]))
    assert kinds(compared(analysis, *ALL)) == ["other speaker", "other speaker"]


STAY = ExpectedStatement(("“We will stay,”",), "direct", (), ("Anna Berg and Jon Lund",), "said")


@pytest.mark.parametrize(
    "names",
    [("Anna Berg", "Jon Lund"), ("Jon Lund", "Anna  Berg"), ("Anna Berg and Jon Lund",), ("Jon Lund and Anna Berg",)],
)
def test_joint_speakers_are_the_same_in_any_order(names: tuple[str, ...]) -> None:
    analysis = replace(council(), statements=council().statements[:1])
    assert compared(analysis, replace(STAY, speaker=names)).differences == ()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Anna Berg",), "Anna Berg"),
        (("Anna Berg", "Jon Lund", "ministry"), "Anna Berg, Jon Lund and ministry"),
        (("Anna Berg and Otto Lind",), "Anna Berg and Otto Lind"),
        ((), None),
    ],
)
def test_other_joint_speakers(names: tuple[str, ...], expected: str | None) -> None:
    analysis = replace(council(), statements=council().statements[:1])
    (difference,) = compared(analysis, replace(STAY, speaker=names)).differences
    found = "Anna Berg and Jon Lund"
    assert (difference.what, difference.expected, difference.found) == ("other speaker", expected, found)


def test_a_name_with_an_and_is_not_two_speakers() -> None:
    firm = replace(council(), statements=council().statements[1:2])
    firm = replace(firm, speakers=(replace(firm.speakers[0], name="Berg and Sons"), *firm.speakers[1:]))
    late = ExpectedStatement(("that it is late",), "indirect", ("Berg and Sons",), ("Berg",), "denied")
    assert compared(firm, late).differences == ()
    (difference,) = compared(firm, replace(late, speaker=("Berg", "Sons"))).differences
    assert (difference.expected, difference.found) == ("Berg and Sons (names: 2)", "Berg and Sons (names: 1)")


def test_a_new_statement_of_several_names_them_all() -> None:
    (difference,) = compared(replace(council(), statements=council().statements[:1])).differences
    assert difference.found == "direct | Anna Berg and Jon Lund | Anna Berg and Jon Lund | said | “We will stay,”"


def test_scores() -> None:
    score = CheckScore(4, 5, 3)
    assert score.precision == pytest.approx(0.6)
    assert score.recall == pytest.approx(0.75)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert CheckScore(1, 2, 1) + CheckScore(3, 3, 2) == score
    assert CheckScore().f1 == CheckScore().precision == CheckScore().recall == 1.0
    assert CheckScore(3, 0, 0).f1 == CheckScore(0, 3, 0).f1 == 0.0
