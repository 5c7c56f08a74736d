"""Where paragraphs begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.readers.paragraphs import split_paragraphs

WRAPPED = """The town council voted on Tuesday to close the old harbour bridge for
two years, and said that the money for a new one was not yet there.
Drivers will have to go through the tunnel.

The mayor, who had asked for another vote, said that she was sad but
not surprised, and that the bridge had been unsafe for a long time, as
Mr. Berg had found."""


def paragraphs(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n\u00a0\u2028\ufeff", []),
        ("One.", ["One."]),
        ("\n\n  One. \t\n", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("One.\r\rTwo.\r", ["One.", "Two."]),
        ("One.\n \t\u00a0\nTwo.", ["One.", "Two."]),
        ("One.\u2028Two.\u2029Three.\x0cFour.", ["One.", "Two.", "Three.", "Four."]),
        ("\u00a0 One\u00a0two.\u200b\nThree.", ["One\u00a0two.", "Three."]),
        # a headline and one paragraph a line
        (
            "Council votes\nThe council voted on Tuesday.\nThe mayor left.",
            ["Council votes", "The council voted on Tuesday.", "The mayor left."],
        ),
        # a list
        (
            "Three things:\n- a bridge\n- a tunnel, in which all may drive at any hour of the day\n- a boat",
            ["Three things:", "- a bridge", "- a tunnel, in which all may drive at any hour of the day", "- a boat"],
        ),
        # verse and other short lines are not wrapped lines
        ("Roses are red\nand violets are\nblue and so\non", ["Roses are red", "and violets are", "blue and so", "on"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_one_paragraph(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    assert paragraphs(text) == text.split(newline * 2)


def test_short_lines_of_a_wrapped_text_stay_apart() -> None:
    text = "Bridge closed\nBy Anna Berg\n\n" + WRAPPED
    assert paragraphs(text)[:2] == ["Bridge closed", "By Anna Berg"]
    assert len(paragraphs(text)) == 4


def test_list_in_a_wrapped_text() -> None:
    text = WRAPPED + "\n\n1. The bridge, which is old and has been unsafe for very many years\n2. The tunnel"
    assert [line[:2] for line in paragraphs(text)[2:]] == ["1.", "2."]


def test_a_sentence_broken_by_accident_is_one_paragraph() -> None:
    first = "The mayor, who had asked for another vote, said that she was sad, and that the old bridge "
    text = f"{first}\nhad been unsafe.\n\nDrivers disagree."
    assert paragraphs(text) == [f"{first}\nhad been unsafe.", "Drivers disagree."]


def is_shown(character: str) -> bool:
    return not character.isspace() and character not in "\u200b\u200e\u200f\u2060\ufeff" + "".join(
        map(chr, range(0x202A, 0x202F))
    )


lines = st.text(alphabet="ab .,“-1\t\u00a0\u200b", max_size=90)
breaks = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", "\u2029", "\x0b", "\x85"])
articles = st.lists(st.tuples(lines, breaks)).map(lambda pieces: "".join(line + end for line, end in pieces))


@given(st.text() | articles)
def test_whatever_the_text_is(text: str) -> None:
    spans = split_paragraphs(text)
    assert spans == sorted(spans) and not any(one.overlaps(other) for one, other in pairwise(spans))
    assert all(is_shown(text[span.start]) and is_shown(text[span.end - 1]) for span in spans)
    covered = {index for span in spans for index in range(span.start, span.end)}
    assert all(index in covered for index, character in enumerate(text) if is_shown(character))
