"""Words, sentences, tags, trees and entities out of scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import LABELS, TABLE, Pieces

from quotes.parsing.joint import joint_parser
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD
from quotes.parsing.joint.joint_parser import Floats, JointParser
from quotes.parsing.joint.windows import MOST_PIECES, WINDOW, TaggedWords, WindowInput


def scores(rows: Sequence[Sequence[float]]) -> Floats:
    return np.asarray(rows, np.float32)


def parser_of(entities: Floats, arcs: Floats, transitions: Floats | None = None) -> JointParser:
    """A parser whose network gives the same scores to every window."""
    words = len(entities)
    tags = np.tile(scores([[0, 1, 0]]), (words, 1))
    # the relation is that whose number is the place of the head
    dependents = np.tile(np.eye(3, 4, dtype=np.float32).reshape(1, -1), (words, 1))
    heads = np.eye(words + 1, 4, dtype=np.float32)
    none = np.zeros((6, 6)) if transitions is None else transitions
    said = [np.zeros((words, 4)), tags, tags, tags[:, :2], entities, arcs, dependents, heads]
    return JointParser(lambda _: said, LABELS, none, TABLE)


def test_tags_and_entities_are_the_best_that_can_follow_each_other() -> None:
    # each word alone would be B-PERSON, which has to end
    entities = scores([[5, 0, 0, 1, 0, 0], [5, 0, 0, 1, 0, 4], [5, 4, 0, 1, 0, 0]])
    arcs = scores([[0, -9, 3, 0], [3, 0, -9, 0], [0, 0, 3, -9]])
    (found,) = parser_of(entities, arcs).parse_words([["Anna", "Berg", "Lang"]])
    assert found.entities == ("O", "B-PERSON", "E-PERSON")
    assert found.upos == ("PROPN",) * 3 and found.xpos == ("NNP",) * 3
    assert found.lemmas == ("Anna", "Berg", "Lang")


def test_heads_stay_within_their_sentence() -> None:
    arcs = scores([[0, -9, 0, 9], [0, 0, -9, 9], [0, 9, 9, -9]])  # words 1 and 2 want word 3, in another sentence
    first, second = parser_of(np.zeros((3, 6), np.float32), arcs).parse_words([["a", "b"], ["c"]])
    assert first.heads in {(0, 1), (2, 0)} and second.heads == (0,)
    assert second.relations == ("nsubj",)  # that of the root, by the place of the head


class Recognizing:
    """A network that takes the boundary class of a unit from the number of its pieces."""

    def __init__(self, ends: dict[int, int]) -> None:
        self._ends = ends
        self.windows: list[WindowInput] = []

    def __call__(self, window: WindowInput) -> list[Floats]:
        self.windows.append(window)
        count = len(window.first_pieces)
        boundaries = np.zeros((count, 4))
        for unit, size in enumerate(window.last_pieces - window.first_pieces + 1):
            boundaries[unit, self._ends.get(int(size), TOKEN)] = 1
        tags = np.zeros((count, 3))
        dependents, heads = np.zeros((count, 12)), np.zeros((count + 1, 4))
        entities, arcs = np.zeros((count, 6)), np.zeros((count, count + 1))
        return [boundaries, tags, tags, tags[:, :2], entities, arcs, dependents, heads]


def parse_text(*paragraphs: str, ends: dict[int, int] | None = None) -> tuple[list[list[TaggedWords]], Recognizing]:
    network = Recognizing(ends or {})
    return JointParser(network, LABELS, np.zeros((6, 6)), Pieces()).parse_text(paragraphs), network


def words_of(found: Sequence[TaggedWords]) -> list[str]:
    return [" ".join(each.words) for each in found]


def test_sentences_end_where_the_network_says_and_at_the_end_of_a_paragraph() -> None:
    found, network = parse_text("aa bbbb. cc", "", " dd", ends={4: SENTENCE})
    assert list(map(words_of, found)) == [["aa bbbb", ". cc"], [], ["dd"]]
    assert found[0][1].spans == ((7, 8), (9, 11)) and found[2][0].spans == ((1, 3),)
    assert len(network.windows) == 1


def test_words_end_where_the_network_says_and_at_blanks() -> None:
    (found,), _ = parse_text("a-bb-cc a dd'ee", ends={1: INSIDE, 2: WORD})
    (only,) = found
    assert only.words == ("a-bb", "-cc", "a", "dd", "'ee")
    assert only.after == ("+", "", "", "+", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See https://a.example/b-c?d=1, www.a.org.", "See https://a.example/b-c?d=1 , www.a.org ."),
        ("Ask a.b-c@rain.example.org.", "Ask a.b-c@rain.example.org ."),
        ("So #rain, by @anna_b!", "So #rain , by @anna_b !"),
        ("See rain-log.pdf.", "See rain-log.pdf ."),
        ("Rain!!! ---- $$5....", "Rain !!! ---- $$ 5 ...."),
        ("Rain (a)) #1 U.S..", "Rain ( a ) ) # 1 U . S . ."),
    ],
)
def test_what_is_one_word_by_its_form(text: str, words: str) -> None:
    (found,), _ = parse_text(text)
    assert [word for each in found for word in each.words] == words.split()


def test_no_tree_is_sought_for_a_sentence_that_will_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[int] = []
    tree = joint_parser.best_tree
    monkeypatch.setattr(joint_parser, "best_tree", lambda scores: sought.append(len(scores)) or tree(scores))
    (found,), _ = parse_text("a " * 400 + "bb " + "a " * 10, ends={2: SENTENCE})
    assert [len(each.words) for each in found] == [401, 10] and sought == [10]
    assert found[0].heads == tuple(range(401))


@given(st.lists(st.lists(st.integers(1, 90), min_size=0, max_size=60), max_size=9))
def test_long_paragraphs_are_read_in_parts_and_nothing_is_lost(lengths: list[list[int]]) -> None:
    paragraphs = [" ".join("x" * length for length in words) for words in lengths]
    found, network = parse_text(*paragraphs, ends={7: SENTENCE, 30: SENTENCE})
    for text, sentences in zip(paragraphs, found, strict=True):
        assert [word for each in sentences for word in each.words] == text.split()
        assert all(text[start:end] == word for each in sentences
                   for word, (start, end) in zip(each.words, each.spans, strict=True))  # fmt: skip
        for each in sentences[:-1]:
            assert len(each.words[-1]) in {7, 30} or sum(map(len, each.words)) > WINDOW
    assert all(len(window.pieces) <= MOST_PIECES for window in network.windows)


def test_a_long_sentence_is_read_whole_and_an_endless_one_cut() -> None:
    (found,), network = parse_text(" ".join(["x" * 50] * 5 + ["xx"] + ["x" * 50] * 2), ends={2: SENTENCE})
    assert [len(each.words) for each in found] == [6, 2]
    assert [len(window.first_pieces) for window in network.windows] == [2, 8, 2]
    (endless,), _ = parse_text(" ".join(["x" * 50] * 30))
    assert [len(each.words) for each in endless] == [9, 9, 9, 3]
