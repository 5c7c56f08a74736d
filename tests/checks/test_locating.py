from __future__ import annotations

from pathlib import Path

import pytest

from quotes.checks.expected import Expectation, ExpectedStatement
from quotes.checks.locating import LocatedStatement, locate
from quotes.errors import ExpectationError
from quotes.records import Article, Span


def located(text: str, *expected: ExpectedStatement) -> tuple[LocatedStatement, ...]:
    return locate(Expectation(Path("a.expected.toml"), expected), Article(text))


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_white_space_does_not_matter() -> None:
    text = "He said “it is\n  over”."
    (statement,) = located(text, ExpectedStatement(("“it is over”",)))
    assert words(text, statement.content) == ["“it is\n  over”"]


@pytest.mark.parametrize("gap", [" [...] ", " […] ", "[...]"])
def test_the_middle_can_be_left_out(gap: str) -> None:
    text = "They said that one two three four (and more) at the end. The end."
    (statement,) = located(text, ExpectedStatement((f"that one{gap}the end",)))
    assert words(text, statement.content) == ["that one two three four (and more) at the end"]


def test_a_gap_in_the_article_itself_is_found_and_so_is_one_at_the_edge() -> None:
    text = "“We [...] are ready [...]” he said."
    assert words(text, located(text, ExpectedStatement(("“We [...] are ready [...]”",)))[0].content) == [
        "“We [...] are ready [...]”"
    ]
    text = "[...] x"
    assert words(text, located(text, ExpectedStatement(("[...]",)))[0].content) == ["[...]"]


def test_only_whole_words() -> None:
    text = "Theft is theft, they said. The ft he heft he."
    (statement,) = located(text, ExpectedStatement(("theft",), source=("he",)))
    assert statement.content == (Span(9, 14),)
    assert [place.start for place in statement.source[0]] == [text.index(" he ") + 1]


def test_statements_follow_one_another() -> None:
    text = "“No,” he said. “Yes,” she said. “No,” he said."
    yes, no = located(text, ExpectedStatement(("“Yes,”",)), ExpectedStatement(("“No,”",)))
    assert no.content[0].start > yes.content[0].start


def test_a_statement_within_another_is_found() -> None:
    text = "“He told me ‘no’,” she said. ‘no’"
    outer, inner = located(text, ExpectedStatement(("“He told me ‘no’,”",)), ExpectedStatement(("‘no’",)))
    assert outer.content[0].contains(inner.content[0])


def test_the_same_words_again_are_the_next_ones() -> None:
    text = "“No,” he said. “No,” he said."
    first, second = located(text, ExpectedStatement(("“No,”",)), ExpectedStatement(("“No,”",)))
    assert second.content[0].start > first.content[0].start


def test_the_same_words_again_without_a_next_time_are_the_same_ones() -> None:
    text = "“No,” he said."
    first, second = located(text, ExpectedStatement(("“No,”",)), ExpectedStatement(("“No,”",)))
    assert second.content == first.content


def test_after_skips_earlier_places() -> None:
    text = "It is over. Is it? The mayor said it is over."
    (statement,) = located(text.lower(), ExpectedStatement(("it is over",), after="mayor said"))
    assert statement.content[0].start == text.index("it is over", 20)


def test_pieces_follow_one_another() -> None:
    text = "x “b” “a,” he said, “b”."
    (statement,) = located(text, ExpectedStatement(("“a,”", "“b”")))
    assert [piece.start for piece in statement.content] == [6, 20]


def test_cue_and_source_may_be_on_either_side_the_nearer_first() -> None:
    text = "“A,” he said. “B,” she said."
    (statement,) = located(text, ExpectedStatement(("“B,”",), source=("she",), cue="said"))
    assert [place.start for place in statement.cue] == [text.index("said"), text.rindex("said")]
    assert [place.start for place in statement.source[0]] == [text.index("she")]


def test_cue_between_the_pieces() -> None:
    text = "said said “A,” he said, “B” said"
    (statement,) = located(text, ExpectedStatement(("“A,”", "“B”"), cue="said"))
    assert sorted(place.start for place in statement.cue) == [5, 18, 28]


def test_cue_and_source_are_not_in_the_content() -> None:
    with pytest.raises(ExpectationError, match="statement 1: source “he” is not in the article outside"):
        located("It said he is ill.", ExpectedStatement(("he is ill",), source=("he",), cue="said"))


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        (ExpectedStatement(("absent",)), "statement 2: content “absent” is not in the article$"),
        (ExpectedStatement(("first",)), "statement 2: content “first” is not in the article where it should"),
        (ExpectedStatement(("third", "second")), "content “second” is not in the article where"),
        (ExpectedStatement(("third",), cue="x"), "cue “x” is not in the article outside the content"),
        (ExpectedStatement(("third",), circumstances=("y",)), "circumstance “y” is not"),
        (ExpectedStatement(("third",), after="z"), "the words of “after” “z” is not"),
    ],
)
def test_what_is_not_there_is_named(expected: ExpectedStatement, message: str) -> None:
    with pytest.raises(ExpectationError, match=r"a\.expected\.toml: .*" + message):
        located("first second third", ExpectedStatement(("second",)), expected)


def test_characters_that_mean_something_in_patterns() -> None:
    text = "He said (it costs $5.00+ [sic] \\ or *more*?) a|b."
    (statement,) = located(text, ExpectedStatement(("(it costs $5.00+ [sic] \\ or *more*?)",), cue="a|b"))
    assert words(text, statement.content) == ["(it costs $5.00+ [sic] \\ or *more*?)"]
