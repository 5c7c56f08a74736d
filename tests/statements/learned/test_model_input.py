"""Articles as the learned model reads them: words, quotations, units and windows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span
from quotes.statements.learned.model_input import CAPITAL, CLOSING, INSIDE, OPENING, OUTSIDE, ModelInput, model_form
from quotes.statements.marks.quotation_marks import find_quotations


def one_piece_a_letter(word: str) -> tuple[int, ...]:
    return tuple(map(ord, word))[:12]


def read(text: str) -> ModelInput:
    paragraphs = split_paragraphs(text)
    quotations, _ = find_quotations(text, paragraphs)
    return ModelInput(text, paragraphs, quotations, one_piece_a_letter)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. didn't pay $3.5 million.", ["The", "U.S", ".", "didn't", "pay", "$", "3.5", "million", "."]),
        ("Berg's well-known ''plan''", ["Berg", "'s", "well-known", "''", "plan", "''"]),
        (
            "It rained, she said.Berg, Ph.D, agreed.",
            ["It", "rained", ",", "she", "said", ".", "Berg", ",", "Ph.D", ",", "agreed", "."],
        ),
        ("Pass\u00aden\u00adgers \u200bwait", ["Pass\u00aden\u00adgers", "wait"]),
        ("It’s on_me…", ["It", "’s", "on", "_", "me", "…"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert read(text).forms == words


@pytest.mark.parametrize("opening, closing", [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''")])
def test_all_ways_to_write_quotation_marks_read_the_same(opening: str, closing: str) -> None:
    article = read(f"{opening}We won,{closing} Berg said.")
    expected = [OPENING, INSIDE + CAPITAL, INSIDE, INSIDE, CLOSING, OUTSIDE + CAPITAL, OUTSIDE, OUTSIDE]
    assert article.places == expected
    assert article.pieces[0] == article.pieces[4] == (ord('"'),)


def test_forms_for_the_model() -> None:
    assert [model_form(word) for word in ("“", "’s", "–", "…", "Be\u00adrg")] == ['"', "'s", "-", "...", "Berg"]


def test_words_of_a_span_are_those_that_it_touches() -> None:
    article = read("Berg said it rained.")
    assert article.words_in(Span(5, 9)) == (1, 2)
    assert article.words_in(Span(7, 12)) == (1, 3)
    assert article.words_in(Span(9, 10)) == (2, 2)
    assert article.span((1, 3)) == Span(5, 12)


def test_long_paragraphs_are_cut_at_sentences() -> None:
    sentence = "Officials repeated that everything was entirely under control. "
    article = read(sentence * 4 + "\n\nShort one.")
    assert [article.forms[last - 1] for _, last in article.units] == ["."] * 5
    assert len(article.units) == 5


@given(st.text(alphabet="ab .\n“”'", max_size=400), st.integers(5, 60))
def test_units_and_windows_cover_every_word_once(text: str, core: int) -> None:
    article = read(text)
    everything = list(range(len(article.words)))
    assert [number for unit in article.units for number in range(*unit)] == everything
    windows = list(article.windows(core, 10, 5))
    assert [number for window in windows for number in range(*window.core)] == everything
    for window in windows:
        assert window.words[0] <= window.core[0] < window.core[1] <= window.words[1]
    assert [number for group in article.grouped(core, first_size=3) for number in range(*group)] == everything
