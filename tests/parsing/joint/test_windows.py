"""Texts are cut into units and windows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import LABELS, TABLE, Pieces, sentence

from quotes.parsing.joint.joint_labels import SENTENCE, TOKEN, boundary_numbers
from quotes.parsing.joint.windows import (
    KINDS_OF_PIECES,
    MOST_PIECES,
    ONE_WORD,
    PLACES,
    SHAPES,
    WINDOW,
    TaggedWords,
    Unit,
    are_within_words,
    splits_of,
    units_of,
    window_of,
    windows_of,
)


def units(text: str) -> list[str]:
    return [text[start:end] for start, end in units_of(text, LABELS.splits)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “No.”", "He said : “ No . ”"),
        ("27th, 3.5%", "27 th , 3 . 5 %"),
        ("don't DON’T n't", "do n ' t DO N ’ T n ' t"),
        ("can’ts isn'", "can ’ ts isn '"),
        ("Cannot snake_case", "Can not snake _ case"),
        ("\u200bЕлена\n", "\u200b Елена"),
        ("Pass\xaden\xad\u200dgers do\u200cn't", "Pass\xaden\xad\u200dgers do\u200c n ' t"),
        ("\xadso\xad -\xad 4\xad5", "\xad so \xad - \xad 4 \xad 5"),
    ],
)
def test_units(text: str, expected: str) -> None:
    assert units(text) == expected.split(" ")


@given(st.text())
def test_units_are_all_but_white_space(text: str) -> None:
    spans = list(units_of(text, LABELS.splits))
    assert all(start < end for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())


@given(st.text("abÉн1_ -.\n", max_size=20), st.text("\xad\u200c\u200d", min_size=1, max_size=3))
def test_soft_hyphens_and_joiners_between_letters_part_no_words(text: str, unseen: str) -> None:
    cut = re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", unseen, text)
    assert [unit.replace(unseen, "") for unit in units(cut)] == units(text)


def test_letters_that_are_two_words_more_often_than_one() -> None:
    cannot, its = [["can", "not"]] * 4, [["it", "s"], ["its"]] * 4
    assert splits_of([*cannot, ["Cannot"], *its, *[["do", "n't"]] * 5, ["im", "a"]]) == {"cannot": 3}


def test_a_window_as_arrays() -> None:
    window = window_of([sentence("Anna can't", [" ", ""]), sentence("rain", [" "])], {})
    assert window.stretch.units == [
        Unit("Anna"),
        Unit("ca"),
        Unit("n", glued=True),
        Unit("'", glued=True),
        Unit("t", glued=True, ends=True),
        Unit("rain", ends=True),
    ]
    assert window.starts.tolist() == [0, 1, 5] and window.sentence_numbers().tolist() == [0, 0, -1, -1, -1, 1]
    encoded = window.stretch.encoded(TABLE)
    assert encoded.pieces.tolist() == [1, 0, 0, 0, 0, 0, 2, 4, 2]
    shapes = ["none", "Capitalized", "lower", "lower", "other", "lower", "none", "lower", "none"]
    assert [SHAPES[kind % len(SHAPES)] for kind in encoded.kinds] == shapes
    assert [bool(kind >= len(SHAPES)) for kind in encoded.kinds] == [False] * 3 + [True] * 3 + [False] * 3
    assert encoded.first_pieces.tolist() == encoded.last_pieces.tolist() == [1, 2, 3, 4, 5, 7]
    long = window_of([sentence("ab c")], {}).stretch.encoded(Pieces())
    assert (long.first_pieces.tolist(), long.last_pieces.tolist()) == ([1, 3], [2, 3])


def test_units_of_every_shape_and_place_have_a_kind_of_their_own() -> None:
    words = ["rain", "Rain", "RAIN", "raiN", "10", "."]
    kinds = {
        Unit(word, glued, place=place).kind for word in words for glued in (False, True) for place in range(len(PLACES))
    }
    assert len(kinds) == len(words) * 2 * len(PLACES) and max(kinds) < KINDS_OF_PIECES == 70
    # pieces of no unit have the first kind, as a unit without a shape would have
    assert not kinds & {len(SHAPES) * number for number in range(2 * len(PLACES))}
    assert Unit("rain", place=0).kind == SHAPES.index("lower") < len(SHAPES)


def test_the_kind_of_a_unit_is_that_of_all_its_pieces() -> None:
    window = window_of([sentence("Rain fell")], {})
    for unit, place in zip(window.stretch.units, (3, 1), strict=True):
        unit.place = place
    first, second = (unit.kind for unit in window.stretch.units)
    assert window.stretch.encoded(Pieces()).kinds.tolist() == [0, *[first] * 4, *[second] * 4, 0]


def test_sentences_of_a_paragraph_are_not_parted() -> None:
    going_on = sentence("It rained .", [" ", "", ""]), sentence("Rain fell .", [" ", "", " "], begins=False)
    window = window_of(going_on, {}, ends=False)
    assert not any(unit.ends for unit in window.stretch.units)
    assert [unit.glued for unit in window.stretch.units] == [False, False, True, True, False, True]
    assert boundary_numbers(window).tolist() == [TOKEN, TOKEN, SENTENCE] * 2


@pytest.mark.parametrize("words", [1, 49, 200, 499, 2000])
def test_no_window_has_more_pieces_than_the_encoder_has_places(words: int) -> None:
    encoded = window_of([sentence(" ".join(["tenletters"] * words))], {}).stretch.encoded(Pieces())
    assert len(encoded.pieces) == len(encoded.kinds) <= MOST_PIECES
    assert len(encoded.first_pieces) == len(encoded.last_pieces) == words
    assert encoded.last_pieces.max() < len(encoded.pieces)
    assert (encoded.first_pieces <= encoded.last_pieces).all()


@given(st.lists(st.lists(st.integers(1, 90), min_size=1, max_size=9), max_size=9), st.integers(1, WINDOW))
def test_windows_are_all_sentences_in_order(lengths: list[list[int]], first_size: int) -> None:
    sentences = [TaggedWords(tuple("x" * length for length in words)) for words in lengths]
    windows = list(windows_of(sentences, Pieces(), {}, WINDOW, first_size))
    assert [one for each in windows for one in each.sentences] == sentences
    for number, each in enumerate(windows):
        size = each.stretch.size(Pieces())
        assert size == 1 + sum(1 + sum(map(len, one.words)) for one in each.sentences)
        assert len(each.sentences) == 1 or size <= (first_size if number == 0 else WINDOW)


def test_units_within_words_are_found_in_one_pass() -> None:
    text = "Go!! Now! " * 20_000
    assert list(are_within_words(text, units_of(text, {}))) == [False, True, False, False, False] * 20_000


@pytest.mark.parametrize("run", ["1", "a", "a-", "+.", "a.b", "@a", "--a", "!"])
def test_forms_of_one_word_are_found_in_a_time_that_does_not_grow_faster_than_the_text(run: str) -> None:
    text = run * (100_000 // len(run)) + " (anna.berg@varda.example -report-2.pdf"
    assert [match.group() for match in ONE_WORD.finditer(text)][-2:] == ["anna.berg@varda.example", "report-2.pdf"]
