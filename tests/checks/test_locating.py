from __future__ import annotations

from pathlib import Path

import pytest

from quotes.checks.expected import Expectation, ExpectedStatement
from quotes.checks.locating import LocatedStatement, locate
from quotes.errors import ExpectationError
from quotes.records import Article, Span


def located(text: str, *expected: ExpectedStatement) -> tuple[LocatedStatement, ...]:
    return locate(Expectation(Path("a.expected.toml"), expected), Article(text))


@pytest.mark.parametrize(
    ("text", "content", "found"),
    [
        ("He said “it is\n  over”.", "“it is over”", "“it is\n  over”"),
        *(
            ("They said one two (and more) at the end. The end.", f"one{gap}the end", "one two (and more) at the end")
            for gap in (" [...] ", " […] ", "[...]")
        ),
        ("“We [...] are ready [...]” he said.", "“We [...] are ready [...]”", "“We [...] are ready [...]”"),
        ("[...] x", "[...]", "[...]"),
        (
            "He said (it costs $5.00+ [sic] \\ or *more*?).",
            "(it costs $5.00+ [sic] \\ or *more*?)",
            "(it costs $5.00+ [sic] \\ or *more*?)",
        ),
    ],
)
def test_the_words_are_found(text: str, content: str, found: str) -> None:
    """White space does not matter, “[...]” stands for anything or for itself, and no mark is one of a pattern."""
    (statement,) = located(text, ExpectedStatement((content,)))
    assert [text[span.start : span.end] for span in statement.content] == [found]


def test_only_whole_words() -> None:
    text = "Theft is theft, they said. The ft he heft he."
    (statement,) = located(text, ExpectedStatement(("theft",), source=("he",)))
    assert statement.content == (Span(9, 14),)
    assert [place.start for place in statement.source[0]] == [text.index(" he ") + 1]


def test_statements_follow_one_another() -> None:
    expected = [ExpectedStatement(("“Yes,”",)), ExpectedStatement(("“No,”",))]
    yes, no = located("“No,” he said. “Yes,” she said. “No,” he said.", *expected)
    assert no.content[0].start > yes.content[0].start


def test_a_statement_within_another_is_found() -> None:
    text = "“He told me ‘no’,” she said. ‘no’"
    outer, inner = located(text, ExpectedStatement(("“He told me ‘no’,”",)), ExpectedStatement(("‘no’",)))
    assert outer.content[0].contains(inner.content[0])


def test_the_same_words_again_are_the_next_ones_if_there_are_some() -> None:
    no = ExpectedStatement(("“No,”",))
    first, second, third = located("“No,” he said. “No,” he said.", no, no, no)
    assert second.content[0].start > first.content[0].start
    assert third.content == second.content


def test_after_skips_earlier_places() -> None:
    text = "It is over. Is it? The mayor said it is over."
    (statement,) = located(text.lower(), ExpectedStatement(("it is over",), after="mayor said"))
    assert statement.content[0].start == text.index("it is over", 20)


def test_pieces_follow_one_another() -> None:
    (statement,) = located("x “b” “a,” he said, “b”.", ExpectedStatement(("“a,”", "“b”")))
    assert [piece.start for piece in statement.content] == [6, 20]


def test_cue_and_source_may_be_on_either_side_the_nearer_first() -> None:
    text = "“A,” he said. “B,” she said."
    (statement,) = located(text, ExpectedStatement(("“B,”",), source=("she",), cue="said"))
    assert [place.start for place in statement.cue] == [text.index("said"), text.rindex("said")]
    assert [place.start for place in statement.source[0]] == [text.index("she")]


def test_cue_between_the_pieces() -> None:
    (statement,) = located("said said “A,” he said, “B” said", ExpectedStatement(("“A,”", "“B”"), cue="said"))
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
