"""The joint network: windows, how tags, trees and entities come out of scores, processors. No model is needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.doc import Document
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.parsing.joint.labels import Labels
from quotes.parsing.joint.model import properties
from quotes.parsing.joint.processors import Findings, processors_of
from quotes.parsing.joint.reading import Floats, JointReader
from quotes.parsing.joint.windows import (
    MOST_PIECES,
    SHAPES,
    WINDOW,
    SentenceWindow,
    TaggedWords,
    WindowInput,
    shape_of,
    windows_of,
)
from quotes.pieces import PieceTable

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN", "NNP", "VBD"),
    relations=("nsubj", "obj", "root"),
    entities=("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON"),
)
TABLE = PieceTable(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3, "rain": 4}, "[UNK]")))


class Pieces(PieceTable):
    """As many pieces as a word has letters."""

    def __init__(self) -> None:
        super().__init__(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3}, "[UNK]")))
        self.pieces = lambda word: (0,) * len(word)  # type: ignore[assignment, misc]


def window(*sentences: str) -> SentenceWindow:
    return SentenceWindow(tuple(TaggedWords(tuple(sentence.split())) for sentence in sentences))


def test_a_window_as_arrays() -> None:
    encoded = window("Anna ran", "rain").encoded(TABLE)
    assert encoded.pieces.tolist() == [1, 0, 0, 2, 4, 2]
    assert [SHAPES[shape] for shape in encoded.shapes] == ["none", "Capitalized", "lower", "none", "lower", "none"]
    assert encoded.first_pieces.tolist() == encoded.last_pieces.tolist() == [1, 2, 4]
    assert Pieces().mask == 3
    long = window("ab c").encoded(Pieces())
    assert (long.first_pieces.tolist(), long.last_pieces.tolist()) == ([1, 3], [2, 3])


@pytest.mark.parametrize("words", [1, 49, 200, 499, 2000])
def test_no_window_has_more_pieces_than_the_encoder_has_places(words: int) -> None:
    encoded = window(" ".join(["tenletters"] * words)).encoded(Pieces())
    assert len(encoded.pieces) == len(encoded.shapes) <= MOST_PIECES
    assert len(encoded.first_pieces) == len(encoded.last_pieces) == words
    assert encoded.last_pieces.max() < len(encoded.pieces)
    assert (encoded.first_pieces <= encoded.last_pieces).all()


@given(st.lists(st.lists(st.integers(1, 90), min_size=1, max_size=9), max_size=9), st.integers(1, WINDOW))
def test_windows_are_all_sentences_in_order(lengths: list[list[int]], first_size: int) -> None:
    sentences = [TaggedWords(tuple("x" * length for length in words)) for words in lengths]
    windows = list(windows_of(sentences, Pieces(), WINDOW, first_size))
    assert [sentence for each in windows for sentence in each.sentences] == sentences
    for number, each in enumerate(windows):
        size = 1 + sum(1 + sum(map(len, sentence.words)) for sentence in each.sentences)
        assert len(each.sentences) == 1 or size <= (first_size if number == 0 else WINDOW)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("said", "lower"), ("Baku", "Capitalized"), ("A", "Capitalized"), ("IMF", "UPPER"), ("McCain", "miXed"),
     ("27", "number"), ("“", "other")],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def scores(rows: Sequence[Sequence[float]]) -> Floats:
    return np.asarray(rows, np.float32)


def reader(entities: Floats, arcs: Floats, transitions: Floats | None = None) -> JointReader:
    """One whose network says the same of every window."""
    words = len(entities)
    tags = np.tile(scores([[0, 1, 0]]), (words, 1))
    # the relation is that whose number is the place of the head
    dependents = np.tile(np.eye(3, 4, dtype=np.float32).reshape(1, -1), (words, 1))
    heads = np.eye(words + 1, 4, dtype=np.float32)
    none = np.zeros((6, 6)) if transitions is None else transitions
    return JointReader(lambda _: [tags, tags, entities, arcs, dependents, heads], LABELS, none, TABLE)


def test_tags_and_entities_are_the_best_that_can_follow_each_other() -> None:
    # each word alone would be B-PERSON, which has to end
    entities = scores([[5, 0, 0, 1, 0, 0], [5, 0, 0, 1, 0, 4], [5, 4, 0, 1, 0, 0]])
    arcs = scores([[0, -9, 3, 0], [3, 0, -9, 0], [0, 0, 3, -9]])
    (found,) = reader(entities, arcs).read([["Anna", "Berg", "Lang"]])
    assert found.entities == ("O", "B-PERSON", "E-PERSON")
    assert found.upos == ("PROPN",) * 3 and found.xpos == ("NNP",) * 3


def test_a_tree_has_one_root_and_no_circles() -> None:
    arcs = scores([[2, -9, 3, 0], [1, 3, -9, 0], [2, 0, 1, -9]])  # the best heads: 2, 1, root
    (found,) = reader(np.zeros((3, 6), np.float32), arcs).read([["a", "b", "c"]])
    assert found.heads == (0, 1, 2)


def test_heads_stay_within_their_sentence() -> None:
    arcs = scores([[0, -9, 0, 9], [0, 0, -9, 9], [0, 9, 9, -9]])  # words 1 and 2 want word 3, in another sentence
    first, second = reader(np.zeros((3, 6), np.float32), arcs).read([["a", "b"], ["c"]])
    assert first.heads in {(0, 1), (2, 0)} and second.heads == (0,)
    assert second.relations == ("nsubj",)  # that of the root, by the place of the head


def test_labels_that_may_follow_each_other() -> None:
    allowed = LABELS.allowed_after()
    place = LABELS.entities.index
    assert allowed[place("B-PERSON"), place("E-PERSON")] and allowed[place("O"), place("S-ORG")]
    assert not allowed[place("B-PERSON"), place("O")] and not allowed[place("O"), place("I-PERSON")]
    assert not allowed[place("E-PERSON"), place("E-PERSON")]
    first, last = LABELS.at_ends()
    assert first.tolist() == [True, False, False, True, True, True]
    assert last.tolist() == [False, True, False, True, True, True]


def test_labels_of_sentences() -> None:
    some = TaggedWords(("It", "rained"), ("PRON", "VERB"), ("PRP", "VBD"), (2, 0), ("nsubj", "root"))
    other = TaggedWords(("Berg",), entities=("S-PERSON",))
    labels = Labels.of([some, other])
    assert labels == Labels(("PRON", "VERB"), ("PRP", "VBD"), ("nsubj", "root"), ("S-PERSON",))
    numbers = labels.tree_numbers(SentenceWindow((some, some)))
    assert [part.tolist() for part in numbers] == [[0, 1] * 2, [0, 1] * 2, [2, 0, 4, 0], [0, 1] * 2]
    assert labels.entity_numbers(SentenceWindow((other,))).tolist() == [0]


class Counting:
    """A reader that notes what it reads; every word is a noun and a person, the first of a sentence its root."""

    def __init__(self) -> None:
        self.read_sentences: list[list[str]] = []

    def read(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        self.read_sentences += map(list, sentences)
        return [
            TaggedWords(
                tuple(words),
                ("NOUN",) * len(words),
                ("NN",) * len(words),
                (0,) + (1,) * (len(words) - 1),
                ("root",) + ("obj",) * (len(words) - 1),
                ("S-PERSON",) * len(words),
            )
            for words in sentences
        ]


def document() -> Document:
    anna = {"id": 1, "text": "Anna", "start_char": 0, "end_char": 4}
    ran = {"id": 2, "text": "ran", "start_char": 5, "end_char": 8}
    cannot = {"id": (1, 2), "text": "can't", "start_char": 9, "end_char": 14}
    return Document([[anna, ran], [cannot, {"id": 1, "text": "ca"}, {"id": 2, "text": "n't"}]], text="Anna ran can't")


def test_processors_hand_out_what_was_read_once() -> None:
    counting, read = Counting(), document()
    findings = Findings(counting)  # type: ignore[arg-type]
    processors = processors_of(findings)
    findings.read(read.sentences[:1])
    for name in ("pos", "ner", "depparse"):
        assert list(processors[name].bulk_process([read])) == [read]
    assert counting.read_sentences == [["Anna", "ran"], ["ca", "n't"]]
    words = [word for sentence in read.sentences for word in sentence.words]
    assert [(word.upos, word.xpos, word.head, word.deprel) for word in words] == [
        ("NOUN", "NN", 0, "root"),
        ("NOUN", "NN", 1, "obj"),
    ] * 2
    assert [token.ner for sentence in read.sentences for token in sentence.tokens] == ["S-PERSON"] * 3
    assert [entity.text for entity in read.ents] == ["Anna", "ran", "can't"]
    assert [(head.id, relation) for head, relation, _ in read.sentences[0].dependencies] == [(0, "root"), (1, "obj")]


def test_what_a_file_says_beside_the_graph() -> None:
    said = properties(LABELS, np.zeros((6, 6)), "{}")
    assert set(said) == {"labels", "transitions", "tokenizer"} and '"NOUN"' in said["labels"]


def test_other_files_are_no_networks(tmp_path: Path) -> None:
    from quotes.parsing.joint.model import load_reader

    path = tmp_path / "news.onnx"
    path.write_bytes(b"no graph")
    with pytest.raises(Exception, match=r"(?i)protobuf|parse|load"):
        load_reader(path)


def test_inputs_are_in_the_order_of_the_network() -> None:
    arrays = [np.full(1, number) for number in range(4)]
    assert [array.tolist() for array in WindowInput(*arrays).arrays()] == [[0], [1], [2], [3]]
