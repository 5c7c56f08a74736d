"""Words, sentences, tags, trees, entities and attributions out of scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_network import LABELS, PLAIN, TABLE, Pieces

from quotes.parsing.joint import joint_parser
from quotes.parsing.joint.attribution_decoding import COLUMNS
from quotes.parsing.joint.attribution_scores import POINTER_SIZE
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SCHEMES, SOURCE, TAGS, Scheme
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD
from quotes.parsing.joint.joint_parser import Floats, JointParser, Reading
from quotes.parsing.joint.mention_vectors import MENTION_SIZE
from quotes.parsing.joint.windows import MOST_PIECES, WINDOW, TaggedWords, WindowInput
from quotes.records import Span


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
    nothing = np.zeros((0, 0))
    said = [np.zeros((words, 4)), tags, tags, tags[:, :2], entities, arcs, dependents, heads, *[nothing] * 3]
    return JointParser(lambda *_: said, LABELS, none, TABLE)


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


ROLES = {2: SOURCE, 3: CUE, 5: CONTENT}
"""Tags of units by the numbers of their letters: "he", "say" and "rains"."""


class Recognizing:
    """A network that takes the boundary class and the role of a unit from the number of its pieces.

    By the scheme ``polnear``, contents and cues point at whatever cue or source there is; by ``everyday`` there are
    contents alone, which point at nothing.
    """

    def __init__(self, ends: dict[int, int]) -> None:
        self._ends = ends
        self.windows: list[WindowInput] = []
        self.asked_for_all: list[bool] = []

    def __call__(self, window: WindowInput, all_acts: bool) -> list[Floats]:
        self.windows.append(window)
        self.asked_for_all.append(all_acts)
        count = len(window.first_pieces)
        sizes = (window.last_pieces - window.first_pieces + 1).tolist()
        boundaries = np.zeros((count, 4))
        boundaries[range(count), [self._ends.get(size, TOKEN) for size in sizes]] = 1
        everyday = self._attributions(sizes, [ROLES.get(size, 0) * (size == 5) for size in sizes], 0)
        polnear = self._attributions(sizes, [ROLES.get(size, 0) for size in sizes], 1)
        tags = np.zeros((count, 3))
        dependents, heads = np.zeros((count, 12)), np.zeros((count + 1, 4))
        entities, arcs = np.zeros((count, 6)), np.zeros((count, count + 1))
        mentions = np.zeros((count, 2 * MENTION_SIZE))
        mentions[:, 0], mentions[:, MENTION_SIZE] = sizes, 1
        scores = [boundaries, tags, tags, tags[:, :2], entities, arcs, dependents, heads, mentions]
        return [*scores, everyday, polnear if all_acts else polnear[:0]]

    def _attributions(self, sizes: list[int], tags: list[int], wanted: int) -> Floats:
        """Output by a scheme. Units point at what has the vector number `wanted`: nothing, or cues and sources."""
        output = np.zeros((len(sizes), COLUMNS))
        output[range(len(sizes)), tags] = 9
        _, citing, cues, cited, sources = np.split(output, len(TAGS) + POINTER_SIZE * np.arange(4), axis=1)
        citing[:, wanted] = cited[:, wanted] = 200
        cues[np.equal(sizes, 3), 1] = sources[np.equal(sizes, 2), 1] = 1
        return output


def parser_with(network: Recognizing) -> JointParser:
    return JointParser(network, LABELS, np.zeros((6, 6)), Pieces(), attributions=dict.fromkeys(SCHEMES, PLAIN))


def read(
    *paragraphs: str,
    ends: dict[int, int] | None = None,
    schemes: Sequence[Scheme] = SCHEMES,
    parse: bool = True,
) -> tuple[Reading, Recognizing]:
    """What is read in a text of paragraphs, which may be blank, with a line break behind each."""
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 1
    network = Recognizing(ends or {})
    return parser_with(network).read("\n".join(paragraphs), spans, schemes, parse=parse), network


def words_of(found: Sequence[TaggedWords]) -> list[str]:
    return [" ".join(each.words) for each in found]


def test_sentences_end_where_the_network_says_and_at_the_end_of_a_paragraph() -> None:
    found, network = read("aa bbbb. cc", " ", " dd", ends={4: SENTENCE})
    assert list(map(words_of, found.sentences)) == [["aa bbbb", ". cc"], [], ["dd"]]
    # offsets are those of the text
    assert found.sentences[0][1].spans == ((7, 8), (9, 11)) and found.sentences[2][0].spans == ((15, 17),)
    assert len(network.windows) == 1


def test_words_are_without_soft_hyphens_and_have_their_offsets() -> None:
    (only,) = read("\xad a\xadbb c\u200dc\xad")[0].sentences[0]
    assert only.words == ("\xad", "abb", "cc", "\xad")
    assert only.spans == ((0, 1), (2, 6), (7, 10), (10, 11))


def test_words_end_where_the_network_says_and_at_blanks() -> None:
    found, _ = read("a-bb-cc a dd'ee", ends={1: INSIDE, 2: WORD})
    ((only,),) = found.sentences
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
    (found,) = read(text)[0].sentences
    assert [word for each in found for word in each.words] == words.split()


def test_no_tree_is_sought_for_a_sentence_that_will_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[int] = []
    tree = joint_parser.best_tree
    monkeypatch.setattr(joint_parser, "best_tree", lambda scores: sought.append(len(scores)) or tree(scores))
    (found,) = read("a " * 400 + "bb " + "a " * 10, ends={2: SENTENCE})[0].sentences
    assert [len(each.words) for each in found] == [401, 10] and sought == [10]
    assert found[0].heads == tuple(range(401))


@given(st.lists(st.lists(st.integers(1, 90), min_size=0, max_size=60), max_size=9))
def test_long_paragraphs_are_read_in_parts_and_nothing_is_lost(lengths: list[list[int]]) -> None:
    paragraphs = [" ".join("x" * length for length in words) or " " for words in lengths]
    found, network = read(*paragraphs, ends={7: SENTENCE, 30: SENTENCE})
    text = "\n".join(paragraphs)
    for paragraph, sentences in zip(paragraphs, found.sentences, strict=True):
        assert [word for each in sentences for word in each.words] == paragraph.split()
        assert all(text[start:end] == word for each in sentences
                   for word, (start, end) in zip(each.words, each.spans, strict=True))  # fmt: skip
        for each in sentences[:-1]:
            assert len(each.words[-1]) in {7, 30} or sum(map(len, each.words)) > WINDOW
    assert all(len(window.pieces) <= MOST_PIECES for window in network.windows)


def sizes_of(network: Recognizing) -> list[int]:
    """The number of units of each window."""
    return [len(window.first_pieces) for window in network.windows]


def test_a_window_has_as_many_whole_paragraphs_as_fit() -> None:
    paragraph = " ".join(["x" * 9] * 11)  # with what ends it 100 pieces; before the first one there is one more
    _, network = read(*[paragraph] * 5)
    assert sizes_of(network) == [22, 22, 11]
    _, network = read(*[paragraph[:-1], paragraph, paragraph, " ", paragraph])
    assert sizes_of(network) == [33, 11]
    # one that does not fit is not begun, though its first sentence would fit; and the rest of it fits as a whole
    _, network = read("xxx", " ".join(["xx"] + ["x" * 9] * 33), ends={2: SENTENCE})
    assert sizes_of(network) == [1, 33, 33]


def test_what_stands_behind_the_last_sentence_of_a_cut_paragraph_is_read_again_with_what_follows() -> None:
    paragraph = " ".join(["x" * 50, "x" * 50, "xx"] * 4)
    found, network = read(paragraph, "xxx", ends={2: SENTENCE})
    assert [[len(each.words) for each in sentences] for sentences in found.sentences] == [[3] * 4, [1]]
    # seven words fit, of which six make sentences; the others, with the next paragraph, are seven again
    assert sizes_of(network) == [7, 7]


def test_a_long_sentence_is_read_whole_and_an_endless_one_cut() -> None:
    found, network = read(" ".join(["x" * 50] * 5 + ["xx"] + ["x" * 50] * 2), ends={2: SENTENCE})
    assert [len(each.words) for each in found.sentences[0]] == [6, 2]
    # the sentence ends with the window, and so it might go on; a larger window shows that it does not
    assert sizes_of(network) == [6, 8, 2]
    found, network = read(" ".join(["x" * 50] * 30))
    assert [len(each.words) for each in found.sentences[0]] == [9, 9, 9, 3]
    assert sizes_of(network) == [5, 9, 5, 9, 5, 9, 3]


def test_a_text_without_words() -> None:
    for paragraphs in ([], [" "], [" ", "  "]):
        found, network = read(*paragraphs)
        assert (found.sentences, network.windows) == ([[] for _ in paragraphs], [])
        assert [list(found.findings().attributions[scheme]) for scheme in SCHEMES] == [[], []]


Found = list[tuple[str, str, str]]


def attributions_of(reading: Reading, text: str, scheme: Scheme = "polnear") -> Found:
    """Source, cue and content of each attribution in words, those of the content with a bar between them."""
    return [
        (
            text[found.source.start : found.source.end] if found.source else "",
            text[found.cue.start : found.cue.end] if found.cue else "",
            "|".join(text[span.start : span.end] for span in found.content),
        )
        for found in reading.findings().attributions[scheme]
    ]


def test_attributions_by_each_scheme_with_the_offsets_of_the_text() -> None:
    found, _ = read("he say rains", " ", "then. snows")
    text = "he say rains\n \nthen. snows"
    assert attributions_of(found, text) == [("he", "say", "rains|snows")]
    assert attributions_of(found, text, "everyday") == [("", "", "rains"), ("", "", "snows")]
    assert [found.findings().attributions["everyday"][1].content] == [(Span(21, 26),)]


def test_vectors_of_mentions_stand_where_the_units_are() -> None:
    text = "he say\nrains"
    found, _ = read(*text.split("\n"))
    vectors = found.mention_vectors
    assert vectors.starts.tolist() == [text.index(word) for word in text.split()]
    assert vectors.vectors[:, :, 0].tolist() == [[2, 1], [3, 1], [5, 1]] and vectors.vectors.dtype == np.float16


def test_attributions_do_not_leave_the_units_that_their_window_decides_about() -> None:
    # the window has all of "he say x… xxxx rains", and decides about what stands before "rains"
    long = " ".join(["x" * 60] * 4)
    text = f"he say {long} xxxx rains {long}"
    found, network = read(text, ends={4: SENTENCE})
    assert sizes_of(network) == [8, 5]
    assert attributions_of(found, text) == [("", "", "rains")]
    # where all of it is one window, the content finds its cue
    text = "he say xxxx rains"
    assert attributions_of(read(text, ends={4: SENTENCE})[0], text) == [("he", "say", "rains")]


@pytest.mark.parametrize(
    ("schemes", "asked_for_all"), [((), False), (("everyday",), False), (("polnear",), True), (SCHEMES, True)]
)
def test_the_network_gives_all_acts_where_they_are_asked_for(schemes: tuple[Scheme, ...], asked_for_all: bool) -> None:
    text = "he say rains"
    found, network = read(text, schemes=schemes)
    assert network.asked_for_all == [asked_for_all]
    assert words_of(found.sentences[0]) == [text]
    wanted = {"everyday": [("", "", "rains")], "polnear": [("he", "say", "rains")]}
    for scheme in SCHEMES:
        if scheme in schemes:
            assert attributions_of(found, text, scheme) == wanted[scheme]
        else:
            with pytest.raises(KeyError):
                found.findings().attributions[scheme]


def test_words_are_parsed_and_everyday_news_is_read_without_all_acts() -> None:
    network = Recognizing({})
    assert len(list(parser_with(network).parse_words([["rain"]]))) == 1
    reading = parser_with(network).read("rains", [Span(0, 5)])
    assert network.asked_for_all == [False, False]
    assert attributions_of(reading, "rains", "everyday") == [("", "", "rains")]


@given(st.lists(st.lists(st.sampled_from([1, 2, 3, 5, 40, 100]), min_size=1, max_size=12), max_size=6))
def test_attributions_do_not_depend_on_whether_the_text_is_parsed(lengths: list[list[int]]) -> None:
    paragraphs = [" ".join("x" * length for length in words) for words in lengths]
    whole, network = read(*paragraphs, ends={1: SENTENCE})
    alone, again = read(*paragraphs, ends={1: SENTENCE}, parse=False)
    assert sizes_of(network) == sizes_of(again)
    assert alone.sentences == [[] for _ in paragraphs]
    for scheme in SCHEMES:
        assert alone.findings().attributions[scheme] == whole.findings().attributions[scheme]
    text = "\n".join(paragraphs)
    contents = [content for _, _, content in attributions_of(whole, text, "everyday")]
    assert contents == [word for word in text.split() if len(word) == 5]
