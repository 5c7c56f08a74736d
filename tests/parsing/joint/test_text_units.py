"""A text as units: where they stand in it, in quotations, and how many fit into a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import LABELS, TABLE, Pieces

from quotes.marks.quotation_marks import Quotation
from quotes.parsing.joint.text_units import CLOSING, INSIDE, OPENING, OUTSIDE, UNKNOWN, TextUnits, mark_places
from quotes.parsing.joint.windows import PLACES, Unit, units_of
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span

LETTERS = {OUTSIDE: ".", INSIDE: "i", OPENING: "(", CLOSING: ")"}
"""A character for each place, to write the places of a text in a row."""


def read(text: str, *paragraphs: Span) -> TextUnits:
    return TextUnits(text, paragraphs or split_paragraphs(text), LABELS.splits, Pieces())


def places(text: str) -> str:
    return "".join(LETTERS[unit.place] for unit in read(text).units)


def test_units_with_their_offsets_and_the_ends_of_paragraphs() -> None:
    text = "Cannot stay.\n\n Ask a@b.org!"
    units = read(text)
    assert [text[start:end] for start, end in units.spans] == [unit.text for unit in units.units]
    assert " ".join(unit.text for unit in units.units) == "Can not stay . Ask a @ b . org !"
    assert [unit.text for unit in units.units if unit.glued] == ["not", ".", "@", "b", ".", "org", "!"]
    assert [unit.text for unit in units.units if unit.within] == ["a", "@", "b", "."]
    assert [unit.text for unit in units.units if unit.ends] == [".", "!"]
    assert (units.ends, units.paragraphs) == ([4, 11], [0, 1])
    assert units.spans[4] == (15, 18)
    assert units.pieces.tolist() == [0, 3, 6, 10, 12, 15, 16, 17, 18, 19, 22, 24]


def test_paragraphs_without_units_count() -> None:
    units = read("   Rain   ", Span(0, 1), Span(3, 7), Span(8, 9))
    assert (units.spans, units.ends, units.paragraphs) == ([(3, 7)], [1], [1])
    for nothing in (read(""), read("  ", Span(0, 2))):
        assert (nothing.units, nothing.ends, nothing.pieces.tolist()) == ([], [], [0])


TEXTS = st.text(alphabet="ab1 .,\n“”\"'‘’", max_size=120)


@given(TEXTS)
def test_units_are_all_but_white_space_and_none_leaves_its_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    units = read(text)
    assert "".join(text[start:end] for start, end in units.spans) == "".join(text.split())
    assert [unit.text for unit in units.units] == [text[start:end] for start, end in units.spans]
    first = 0
    for number, end in zip(units.paragraphs, units.ends, strict=True):
        span = paragraphs[number]
        assert units.spans[first][0] == span.start and units.spans[end - 1][1] == span.end
        assert [unit.ends for unit in units.units[first:end]] == [False] * (end - first - 1) + [True]
        first = end
    assert first == len(units.units) == len(units.pieces) - 1
    assert all(unit.place != UNKNOWN for unit in units.units)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” Berg said.", "(iii)..."),
        ('"We won," Berg said.', "(iii)..."),
        ("''We won,'' Berg said.", "(iiiii)..."),
        ("He won.", "..."),
        ("“I heard ‘no’ twice,” he said.", "(iiiiiii)..."),  # one inside another is within that one
        ("“It is late", "(iii"),  # nobody closes it
        ("“It is late.\n\n“Go home.”", "(iii)(iii)"),  # one quotation of two paragraphs
        ("Berg: “Go”", "..(i)"),
    ],
)
def test_places_in_quotations(text: str, expected: str) -> None:
    assert places(text) == expected


def test_a_quotation_may_begin_within_a_unit() -> None:
    spans = [(0, 3), (4, 8), (9, 11), (11, 12), (13, 15)]
    quotation = Quotation(Span(5, 12), (Span(5, 12),), 0, "“”", True)
    units = [Unit(form) for form in ("so", "xx“a", "bc", "”", "he")]
    mark_places(units, spans, [quotation])
    assert [PLACES[unit.place] for unit in units] == ["outside", "opening", "inside", "closing", "outside"]


def test_a_part_that_is_one_mark_opens() -> None:
    parts = Span(0, 1), Span(2, 5)
    units = [Unit("“"), Unit("“"), Unit("a"), Unit("”")]
    mark_places(units, [(0, 1), (2, 3), (3, 4), (4, 5)], [Quotation(Span(0, 5), parts, 0, "“”", True)])
    assert [PLACES[unit.place] for unit in units] == ["opening", "opening", "inside", "closing"]


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4), max_size=6), st.data())
def test_as_many_whole_paragraphs_as_fit(lengths: list[list[int]], data: st.DataObject) -> None:
    text = "\n\n".join(" ".join("x" * length for length in words) for words in lengths)
    units = read(text)
    first = data.draw(st.integers(0, len(units.units)))
    size = data.draw(st.integers(0, 40))
    fitting = [
        end
        for end in units.ends
        if end > first and sum(len(unit.text) + unit.ends for unit in units.units[first:end]) <= size
    ]
    assert units.fitting(first, size) == max(fitting, default=first)


def test_the_table_says_how_many_pieces_a_unit_has() -> None:
    text = "Rain fell on rain."
    of_words = TextUnits(text, split_paragraphs(text), {}, TABLE)
    assert of_words.pieces.tolist() == [0, 1, 2, 3, 4, 6]
    assert of_words.spans == list(units_of(text, {}))
