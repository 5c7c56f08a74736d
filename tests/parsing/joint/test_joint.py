"""The joint network: units, windows, what comes out of scores, and the pipeline. No model is needed."""

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

from quotes.parsing.joint.labels import INSIDE, SENTENCE, TOKEN, UNKNOWN, WORD, Labels, boundary_numbers
from quotes.parsing.joint.lemmas import best_lemma, inflections_of, known_lemma, lemma_of, rule_of
from quotes.parsing.joint.model import properties
from quotes.parsing.joint.processors import JointPipeline
from quotes.parsing.joint.reading import Floats, FoundSentence, JointReader
from quotes.parsing.joint.windows import (
    MOST_PIECES,
    SHAPES,
    WINDOW,
    Stretch,
    TaggedWords,
    WindowInput,
    shape_of,
    splits_of,
    units_of,
    window_of,
    windows_of,
)
from quotes.pieces import PieceTable

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN", "NNP", "VBD"),
    lemmas=("-0+", "="),
    relations=("nsubj", "obj", "root"),
    entities=("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON"),
    splits={"cannot": 3},
)
TABLE = PieceTable(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3, "rain": 4}, "[UNK]")))


class Pieces(PieceTable):
    """As many pieces as a word has letters."""

    def __init__(self) -> None:
        super().__init__(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3}, "[UNK]")))
        self.pieces = lambda word: (0,) * len(word)  # type: ignore[assignment, misc]


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
    ],
)
def test_units(text: str, expected: str) -> None:
    assert units(text) == expected.split(" ")


@given(st.text())
def test_units_are_all_but_white_space(text: str) -> None:
    spans = list(units_of(text, LABELS.splits))
    assert all(start < end for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())


def test_letters_that_are_two_words_more_often_than_one() -> None:
    cannot, its = [["can", "not"]] * 4, [["it", "s"], ["its"]] * 4
    assert splits_of([*cannot, ["Cannot"], *its, *[["do", "n't"]] * 5, ["im", "a"]]) == {"cannot": 3}


def sentence(text: str, after: Sequence[str] | None = None, begins: bool = True) -> TaggedWords:
    return TaggedWords(tuple(text.split()), after=None if after is None else tuple(after), begins=begins)


def test_a_window_as_arrays() -> None:
    window = window_of([sentence("Anna can't", [" ", ""]), sentence("rain", [" "])], {})
    assert window.stretch == Stretch(
        ["Anna", "ca", "n", "'", "t", "rain"],
        [False, False, True, True, True, False],
        [False, False, False, False, True, True],
    )
    assert window.starts.tolist() == [0, 1, 5] and window.sentence_numbers().tolist() == [0, 0, -1, -1, -1, 1]
    encoded = window.stretch.encoded(TABLE)
    assert encoded.pieces.tolist() == [1, 0, 0, 0, 0, 0, 2, 4, 2]
    shapes = ["none", "Capitalized", "lower", "lower", "other", "lower", "none", "lower", "none"]
    assert [SHAPES[kind % len(SHAPES)] for kind in encoded.kinds] == shapes
    assert [bool(kind >= len(SHAPES)) for kind in encoded.kinds] == [False] * 3 + [True] * 3 + [False] * 3
    assert encoded.first_pieces.tolist() == encoded.last_pieces.tolist() == [1, 2, 3, 4, 5, 7]
    assert Pieces().mask == 3
    long = window_of([sentence("ab c")], {}).stretch.encoded(Pieces())
    assert (long.first_pieces.tolist(), long.last_pieces.tolist()) == ([1, 3], [2, 3])


def test_sentences_of_a_paragraph_are_not_parted() -> None:
    going_on = sentence("It rained .", [" ", "", ""]), sentence("Rain fell .", [" ", "", " "], begins=False)
    window = window_of(going_on, {}, ends=False)
    assert window.stretch.ends == [False] * 6
    assert window.stretch.glued == [False, False, True, True, False, True]
    assert boundary_numbers(window).tolist() == [TOKEN, TOKEN, SENTENCE] * 2


def test_what_ends_with_units() -> None:
    window = window_of([sentence("U.S. ca n't .", ["", "+", "", " "])], {})
    assert window.stretch.units == ["U", ".", "S", ".", "ca", "n", "'", "t", "."]
    right = [INSIDE, INSIDE, INSIDE, TOKEN, WORD, INSIDE, INSIDE, TOKEN, SENTENCE]
    assert boundary_numbers(window).tolist() == right
    assert boundary_numbers(window_of([sentence("It rained .")], {})).tolist() == [UNKNOWN] * 3


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


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [("Baku", "Baku", "="), ("The", "the", "-0+"), ("making", "make", "-3+e"), ("Americans", "American", "^-1+"),
     ("was", "be", "!be"), ("’s", "'s", "!'s"), ("went", "go", "!go"), ("ran", "run", "-2+un")],
)  # fmt: skip
def test_rules_of_lemmas(word: str, lemma: str, rule: str) -> None:
    assert rule_of(word, lemma) == rule and lemma_of(word, rule) == lemma


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_rule_leads_to_its_lemma(word: str, lemma: str) -> None:
    assert lemma_of(word, rule_of(word, lemma)) == lemma


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_a_rule_makes_something_of_every_word(word: str, lemma: str, other: str) -> None:
    assert lemma_of(other, rule_of(word, lemma))


@pytest.mark.parametrize(
    ("word", "shape"),
    [("said", "lower"), ("Baku", "Capitalized"), ("A", "Capitalized"), ("IMF", "UPPER"), ("McCain", "miXed"),
     ("27", "number"), ("“", "other")],
)  # fmt: skip
def test_shapes(word: str, shape: str) -> None:
    assert shape_of(word) == shape


def scores(rows: Sequence[Sequence[float]]) -> Floats:
    return np.asarray(rows, np.float32)


@pytest.mark.parametrize(
    ("word", "upos", "rule", "lemma"),
    [("Mice", "NOUN", "-3+e", "mouse"), ("rats", "NOUN", "-1+", "rat"), ("GISB", "NOUN", "-0+", "GISB"),
     ("New", "ADJ", "=", "New"), ("New", "ADJ", "-0+", "new"), ("THE", "DET", "-0+", "the")],
)  # fmt: skip
def test_the_best_lemma(word: str, upos: str, rule: str, lemma: str) -> None:
    inflections = {"NOUN": {"mice": "mouse"}, "ADJ": {"new": "new"}, "DET": {"the": "the"}}
    assert best_lemma(word, upos, rule, inflections) == lemma


def test_inflections_that_are_nearly_always_the_same() -> None:
    lessons = [("Mice", "NOUN", "mouse"), ("mice", "NOUN", "mouse"), ("saw", "VERB", "see"), ("saw", "VERB", "saw")]
    others = [("mice", "NOUN", "mice"), ("geese", "NOUN", "goose"), ("axes", "NOUN", "ax"), ("axes", "NOUN", "axis")]
    known = inflections_of([*lessons, ("States", "PROPN", "State")], others)
    assert known == {"NOUN": {"mice": "mouse", "geese": "goose"}, "PROPN": {"States": "State"}}
    assert known_lemma("MICE", "NOUN", known) == "mouse" and known_lemma("mice", "VERB", known) is None
    assert known_lemma("States", "PROPN", known) == "State" and known_lemma("STATES", "PROPN", known) is None
    assert known_lemma("3,500", "NUM", known) == "3500" and known_lemma("3.5", "NUM", known) is None
    most = [("'s", "AUX", "be")] * 9 + [("'s", "AUX", "have")]
    assert inflections_of(most) == {"AUX": {"'s": "be"}} and inflections_of(most[1:]) == {}


def reader(entities: Floats, arcs: Floats, transitions: Floats | None = None) -> JointReader:
    """One whose network says the same of every window."""
    words = len(entities)
    tags = np.tile(scores([[0, 1, 0]]), (words, 1))
    # the relation is that whose number is the place of the head
    dependents = np.tile(np.eye(3, 4, dtype=np.float32).reshape(1, -1), (words, 1))
    heads = np.eye(words + 1, 4, dtype=np.float32)
    none = np.zeros((6, 6)) if transitions is None else transitions
    said = [np.zeros((words, 4)), tags, tags, tags[:, :2], entities, arcs, dependents, heads]
    return JointReader(lambda _: said, LABELS, none, TABLE)


def test_tags_and_entities_are_the_best_that_can_follow_each_other() -> None:
    # each word alone would be B-PERSON, which has to end
    entities = scores([[5, 0, 0, 1, 0, 0], [5, 0, 0, 1, 0, 4], [5, 4, 0, 1, 0, 0]])
    arcs = scores([[0, -9, 3, 0], [3, 0, -9, 0], [0, 0, 3, -9]])
    (found,) = reader(entities, arcs).read([["Anna", "Berg", "Lang"]])
    assert found.entities == ("O", "B-PERSON", "E-PERSON")
    assert found.upos == ("PROPN",) * 3 and found.xpos == ("NNP",) * 3
    assert found.lemmas == ("Anna", "Berg", "Lang")


def test_a_tree_has_one_root_and_no_circles() -> None:
    arcs = scores([[2, -9, 3, 0], [1, 3, -9, 0], [2, 0, 1, -9]])  # the best heads: 2, 1, root
    (found,) = reader(np.zeros((3, 6), np.float32), arcs).read([["a", "b", "c"]])
    assert found.heads == (0, 1, 2)


def test_heads_stay_within_their_sentence() -> None:
    arcs = scores([[0, -9, 0, 9], [0, 0, -9, 9], [0, 9, 9, -9]])  # words 1 and 2 want word 3, in another sentence
    first, second = reader(np.zeros((3, 6), np.float32), arcs).read([["a", "b"], ["c"]])
    assert first.heads in {(0, 1), (2, 0)} and second.heads == (0,)
    assert second.relations == ("nsubj",)  # that of the root, by the place of the head


class Recognizing:
    """A network that sees what ends with a unit by the number of its pieces, and hangs all words on the first."""

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
        return [
            boundaries,
            tags,
            tags,
            tags[:, :2],
            np.zeros((count, 6)),
            np.zeros((count, count + 1)),
            dependents,
            heads,
        ]


def read_text(*paragraphs: str, ends: dict[int, int] | None = None) -> tuple[list[list[FoundSentence]], Recognizing]:
    network = Recognizing(ends or {})
    return JointReader(network, LABELS, np.zeros((6, 6)), Pieces()).read_text(paragraphs), network


def words_of(found: Sequence[FoundSentence]) -> list[str]:
    return [" ".join(each.words.words) for each in found]


def test_sentences_end_where_the_network_says_and_at_the_end_of_a_paragraph() -> None:
    found, network = read_text("aa bbbb. cc", "", " dd", ends={4: SENTENCE})
    assert list(map(words_of, found)) == [["aa bbbb", ". cc"], [], ["dd"]]
    assert found[0][1].spans == ((7, 8), (9, 11)) and found[2][0].spans == ((1, 3),)
    assert len(network.windows) == 1


def test_words_end_where_the_network_says_and_at_blanks() -> None:
    (found,), _ = read_text("a-bb-cc a dd'ee", ends={1: INSIDE, 2: WORD})
    (only,) = found
    assert only.words.words == ("a-bb", "-cc", "a", "dd", "'ee")
    assert only.words.after == ("+", "", "", "+", "")


def test_an_address_is_one_word() -> None:
    (found,), _ = read_text("See https://a.example/b-c?d=1, www.a.org.")
    (only,) = found
    assert only.words.words == ("See", "https://a.example/b-c?d=1", ",", "www.a.org", ".")


@given(st.lists(st.lists(st.integers(1, 90), min_size=0, max_size=60), max_size=9))
def test_long_paragraphs_are_read_in_parts_and_nothing_is_lost(lengths: list[list[int]]) -> None:
    paragraphs = [" ".join("x" * length for length in words) for words in lengths]
    found, network = read_text(*paragraphs, ends={7: SENTENCE, 30: SENTENCE})
    for text, sentences in zip(paragraphs, found, strict=True):
        assert [word for each in sentences for word in each.words.words] == text.split()
        assert all(text[start:end] == word for each in sentences
                   for word, (start, end) in zip(each.words.words, each.spans, strict=True))  # fmt: skip
        for each in sentences[:-1]:
            assert len(each.words.words[-1]) in {7, 30} or sum(map(len, each.words.words)) > WINDOW
    assert all(len(window.pieces) <= MOST_PIECES for window in network.windows)


def test_a_long_sentence_is_read_whole_and_an_endless_one_cut() -> None:
    (found,), network = read_text(" ".join(["x" * 50] * 5 + ["xx"] + ["x" * 50] * 2), ends={2: SENTENCE})
    assert [len(each.words.words) for each in found] == [6, 2]
    assert [len(window.first_pieces) for window in network.windows] == [2, 8, 2]
    (endless,), _ = read_text(" ".join(["x" * 50] * 30))
    assert [len(each.words.words) for each in endless] == [9, 9, 9, 3]


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
    some = TaggedWords(("It", "rained"), ("PRON", "VERB"), ("PRP", "VBD"), ("-0+", "-2+"), (2, 0), ("nsubj", "root"))
    other = TaggedWords(("Berg",), entities=("S-PERSON",))
    cannot = TaggedWords(("can", "not"), lemmas=("=", "="), after=("+", " "))
    labels = Labels.of([some, other, some, *[cannot] * 3])
    assert labels == Labels(
        ("PRON", "VERB"), ("PRP", "VBD"), ("-0+", "-2+", "="), ("nsubj", "root"), ("S-PERSON",), {"cannot": 3}
    )
    assert Labels.from_json(labels.to_json()) == labels
    rare = TaggedWords(("geese", "ran"), ("NOUN", "VERB"), ("NN", "VBD"), ("!goose", "-2+"), (2, 0), ("nsubj", "root"))
    known = Labels.of([some, rare])
    assert known.lemmas == ("-2+",)
    numbers = known.tree_numbers(window_of([rare], {}))
    assert [part.tolist() for part in numbers] == [[0, 2], [0, 2], [UNKNOWN, 0], [2, 0], [0, 1]]
    hyphen = TaggedWords(("X-ray", "is"), ("NOUN", "VERB"), ("NN", "VBD"), ("-2+", "-2+"), (2, 0), ("nsubj", "root"))
    numbers = known.tree_numbers(window_of([some, hyphen], {}))
    none = UNKNOWN
    assert numbers[3].tolist() == [2, 0, 6, none, none, 0] and numbers[4].tolist() == [0, 1, 0, none, none, 1]
    assert labels.entity_numbers(window_of([other], {})).tolist() == [0]


class Counting:
    """A reader that notes what it reads; every word is a noun and a person, the first of a sentence its root."""

    def __init__(self) -> None:
        self.read_sentences: list[list[str]] = []

    def found(self, words: Sequence[str], after: Sequence[str] | None = None) -> TaggedWords:
        count = len(words)
        return TaggedWords(
            tuple(words),
            ("NOUN",) * count,
            ("NN",) * count,
            tuple(map(str.lower, words)),
            (0,) + (1,) * (count - 1),
            ("root",) + ("obj",) * (count - 1),
            ("S-PERSON",) * count,
            after=None if after is None else tuple(after),
        )

    def read(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        self.read_sentences += map(list, sentences)
        return list(map(self.found, sentences))

    def read_text(self, paragraphs: Sequence[str]) -> list[list[FoundSentence]]:
        assert paragraphs == ["Anna ran can't"]
        first = FoundSentence(self.found(["Anna", "ran"], ["", ""]), ((0, 4), (5, 8)))
        return [[first, FoundSentence(self.found(["ca", "n't"], ["+", ""]), ((9, 11), (11, 14)))]]


def test_the_pipeline_hands_out_what_was_read_once() -> None:
    counting = Counting()
    pipeline = JointPipeline(counting)  # type: ignore[arg-type]
    (read,) = pipeline.read(["Anna ran can't"])
    assert [(token.text, token.start_char, token.end_char) for token in read.iter_tokens()] == [
        ("Anna", 0, 4),
        ("ran", 5, 8),
        ("can't", 9, 14),
    ]
    assert [word.upos for word in read.iter_words()] == [None] * 4
    assert pipeline.bulk_process([read], ["pos", "lemma", "ner", "depparse", "other"]) == [read]
    words = [word for sentence in read.sentences for word in sentence.words]
    assert [(word.text, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in words] == [
        ("Anna", "anna", "NOUN", "NN", 0, "root"),
        ("ran", "ran", "NOUN", "NN", 1, "obj"),
        ("ca", "ca", "NOUN", "NN", 0, "root"),
        ("n't", "n't", "NOUN", "NN", 1, "obj"),
    ]
    assert [token.ner for sentence in read.sentences for token in sentence.tokens] == ["S-PERSON"] * 3
    assert [entity.text for entity in read.ents] == ["Anna", "ran", "can't"]
    assert [(head.id, relation) for head, relation, _ in read.sentences[0].dependencies] == [(0, "root"), (1, "obj")]
    assert counting.read_sentences == []


def test_sentences_that_were_not_read_yet_are_read_as_words() -> None:
    counting = Counting()
    joined = Document([[{"id": 1, "text": "Rain"}, {"id": 2, "text": "fell"}]])
    JointPipeline(counting).bulk_process([joined], ["pos", "lemma"])  # type: ignore[arg-type]
    assert counting.read_sentences == [["Rain", "fell"]]
    assert [(word.upos, word.lemma) for word in joined.iter_words()] == [("NOUN", "rain"), ("NOUN", "fell")]


def test_what_a_file_says_beside_the_graph() -> None:
    said = properties(LABELS, np.zeros((6, 6)), {"NOUN": {"mice": "mouse"}}, "{}")
    assert set(said) == {"labels", "transitions", "inflections", "tokenizer"} and '"NOUN"' in said["labels"]


def test_other_files_are_no_networks(tmp_path: Path) -> None:
    from quotes.parsing.joint.model import load_reader

    path = tmp_path / "news.onnx"
    path.write_bytes(b"no graph")
    with pytest.raises(Exception, match=r"(?i)protobuf|parse|load"):
        load_reader(path)


def test_inputs_are_in_the_order_of_the_network() -> None:
    arrays = [np.full(1, number) for number in range(4)]
    assert [array.tolist() for array in WindowInput(*arrays).arrays()] == [[0], [1], [2], [3]]
