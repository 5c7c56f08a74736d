"""The joint network in a Stanza pipeline: the tokenizer reads a text once, and lays its parse on words and tokens."""

from __future__ import annotations

import re
import socket
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pytest
import stanza
from made_network import MadeReading
from stanza.models.common.doc import Document

import quotes.stanza
from quotes import Article, ParseError
from quotes.parsing import Parse, Parser
from quotes.parsing.joint import joint_file, joint_processors
from quotes.parsing.joint.attribution_decoding import DecodedAttribution, DecodedScores
from quotes.parsing.joint.attribution_tags import SCHEMES, Scheme
from quotes.parsing.joint.windows import TaggedWords
from quotes.records import Span


class Counting:
    """A parser that notes the texts and the words that it gets.

    Sentences end behind "." and "”", words at blanks, at marks and before "n't". Words are nouns where a text is read,
    and verbs where they are given; the last one of a sentence is an organization, others are persons. The first one is
    the root.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.paragraphs: list[list[Span]] = []
        self.words: list[list[str]] = []
        self.schemes: list[tuple[Scheme, ...]] = []
        self.found: list[Any] = []

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Iterator[TaggedWords]:
        self.words += map(list, sentences)
        return (parsed(words, "VERB", "VB") for words in sentences)

    def read(
        self, text: str, paragraphs: Sequence[Span], schemes: Collection[Scheme] = (), *, parse: bool = True
    ) -> MadeReading:
        self.texts.append(text)
        self.schemes.append(tuple(schemes))
        self.paragraphs.append(list(paragraphs))
        self.found.append({scheme: [of_all(text)] if text else [] for scheme in schemes})
        return MadeReading(self.found[-1], [list(sentences_in(text, span)) for span in paragraphs])


def of_all(text: str) -> DecodedAttribution:
    return DecodedAttribution(None, None, (Span(0, len(text)),), DecodedScores(0, 0, 0, 0))


def sentences_in(text: str, paragraph: Span) -> Iterator[TaggedWords]:
    for match in re.compile(r"[^.”]*[.”]|[^.”\s][^.”]*").finditer(text, paragraph.start, paragraph.end):
        words = list(re.compile(r"n't|(?:(?!n't)\w)+|[^\w\s]").finditer(text, *match.span()))
        yield parsed(
            [word.group() for word in words],
            "NOUN",
            "NN",
            ["+" if text.startswith("n't", word.end()) else "" for word in words],
            [word.span() for word in words],
        )


def parsed(
    words: Sequence[str], upos: str, xpos: str, after: Sequence[str] = (), spans: Sequence[tuple[int, int]] = ()
) -> TaggedWords:
    count = len(words)
    return TaggedWords(
        tuple(words),
        (upos,) * count,
        (xpos,) * count,
        tuple(map(str.lower, words)),
        (0,) + (1,) * (count - 1),
        ("root",) + ("obj",) * (count - 1),
        ("S-PERSON",) * (count - 1) + ("S-ORG",),
        after=tuple(after),
        spans=tuple(spans),
    )


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    for module in (joint_processors, joint_file):
        monkeypatch.setattr(module, "shared_parser", lambda _: counting)
    return counting


def pipeline(**options: object) -> stanza.Pipeline:
    """The pipeline that the documentation makes."""
    return stanza.Pipeline(
        "en",
        dir=quotes.stanza.DIRECTORY,
        package=None,
        download_method=None,
        processors=quotes.stanza.PROCESSORS,
        logging_level="CRITICAL",
        **options,
    )


def words_of(document: Document) -> list[tuple[object, ...]]:
    return [(word.text, word.lemma, word.upos, word.xpos, word.head, word.deprel) for word in document.iter_words()]


def test_a_text_is_read_once(counting: Counting) -> None:
    document = pipeline()("Anna\tran can't\n\n Rain fell")
    assert counting.texts == ["Anna ran can't\n\n Rain fell"] and counting.words == []
    assert counting.paragraphs == [[Span(0, 14), Span(17, 26)]]
    assert [(token.text, token.start_char, token.end_char, token.ner) for token in document.iter_tokens()] == [
        ("Anna", 0, 4, "S-PERSON"),
        ("ran", 5, 8, "S-PERSON"),
        ("can't", 9, 14, "S-PERSON"),
        ("Rain", 17, 21, "S-PERSON"),
        ("fell", 22, 26, "S-ORG"),
    ]
    assert words_of(document) == [
        ("Anna", "anna", "NOUN", "NN", 0, "root"),
        ("ran", "ran", "NOUN", "NN", 1, "obj"),
        ("ca", "ca", "NOUN", "NN", 1, "obj"),
        ("n't", "n't", "NOUN", "NN", 1, "obj"),
        ("Rain", "rain", "NOUN", "NN", 0, "root"),
        ("fell", "fell", "NOUN", "NN", 1, "obj"),
    ]
    assert [entity.text for entity in document.sentences[0].ents] == ["Anna", "ran", "can't"]
    assert [entity.type for entity in document.ents] == ["PERSON"] * 4 + ["ORG"]
    assert [(head.id, relation) for head, relation, _ in document.sentences[1].dependencies] == [
        (0, "root"),
        (1, "obj"),
    ]
    assert document.attributions is counting.found[0]


def test_the_schemes_of_the_attributions(counting: Counting) -> None:
    pipeline()("Rain fell")
    pipeline(tokenize_schemes=SCHEMES)("Rain fell")
    given = pipeline(tokenize_pretokenized=True, attributions_schemes=["polnear"])([["Rain", "fell"]])
    assert counting.schemes == [("everyday",), SCHEMES, ("polnear",)]
    assert given.attributions is counting.found[2]


def test_texts_of_one_call_are_read_one_by_one_and_a_name_is_of_one_kind_in_all(counting: Counting) -> None:
    first, empty, second, last = pipeline().bulk_process(["Anna ran", "", "Anna fell", "So Anna"])
    assert counting.texts == ["Anna ran", "", "Anna fell", "So Anna"]
    assert (first.text, empty.sentences, last.sentences[0].text) == ("Anna ran", [], "So Anna")
    assert [document.attributions for document in (first, empty, second, last)] == counting.found
    assert [token.ner for token in last.iter_tokens()] == ["S-PERSON", "S-PERSON"]


def test_the_paragraphs_of_a_document_may_be_given(counting: Counting) -> None:
    document = Document([], text="Anna\n\nran")
    document.paragraphs = [Span(0, 9)]
    (found,) = pipeline().bulk_process([document])
    assert counting.texts == ["Anna  ran"] and counting.paragraphs == [[Span(0, 9)]]
    assert (found.text, [len(sentence.words) for sentence in found.sentences]) == ("Anna\n\nran", [2])


def test_sentences_that_others_have_made_are_parsed_as_words(counting: Counting) -> None:
    document = Document([[{"text": "Rain"}, {"text": "fell"}]])
    assert pipeline()(document, processors="pos,lemma") is document
    assert counting.words == [["Rain", "fell"]] and counting.texts == []
    assert words_of(document)[0][:4] == ("Rain", "rain", "VERB", "VB")
    assert pipeline()(document, processors="depparse,entities") is document
    assert counting.words == [["Rain", "fell"]]  # the parse has been kept
    assert words_of(document)[1][4:] == (1, "obj")
    assert [token.ner for token in document.iter_tokens()] == ["S-PERSON", "S-ORG"]


def test_a_document_without_text_has_no_attributions(counting: Counting) -> None:
    document = Document([[{"text": "Rain"}, {"text": "fell"}]])
    with pytest.raises(ParseError, match="the document has no text in which attributions could be found"):
        pipeline()(document, processors="attributions")


def test_a_text_that_others_have_tokenized_is_read_for_attributions(counting: Counting) -> None:
    given = pipeline(tokenize_pretokenized=True)([["Snow", "fell"]])
    assert counting.words == [["Snow", "fell"]] and words_of(given)[1][4:] == (1, "obj")
    assert counting.texts == [given.text] and given.attributions is counting.found[0]
    assert pipeline()(given, processors="attributions") is given
    assert len(counting.texts) == 1


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "sentences", "parsed_again"),
    [
        ("“Rain!” said Anna. It fell.", [("VERB", 7), ("NOUN", 3)], [["“", "Rain", "!", "”", "said", "Anna", "."]]),
        ("It fell. Rain fell.", [("NOUN", 3), ("NOUN", 3)], []),
        ("Go. " + "so " * 250 + "on", [("NOUN", 2), ("VERB", 250), ("VERB", 1)], [["so"] * 250, ["on"]]),
    ],
    ids=["joined", "as they are", "cut"],
)
def test_a_repair_costs_the_sentences_that_it_changes_another_parse_and_no_more(
    text: str, sentences: list[tuple[str, int]], parsed_again: list[list[str]], counting: Counting
) -> None:
    parser = Parser()
    ((_, _, parts),) = parser.documents([Article(text)])
    ((offset, document),) = parts
    assert [(sentence.words[0].upos, len(sentence.words)) for sentence in document.sentences] == sentences
    assert all(word.deprel for word in document.iter_words()) and all(token.ner for token in document.iter_tokens())
    assert counting.words == parsed_again
    assert (counting.texts, offset, document.attributions) == ([text], 0, counting.found[0])
    counting.words.clear()
    parse = parser.parse(Article(text))
    assert parse.found and parse.found.attributions == counting.found[1] and parse.doc.text == text
    assert counting.words == parsed_again


@pytest.mark.models
@pytest.mark.parametrize("text", ["“Go!”\n\nand he left.", "He met Mrs.\nClinton left.", "He left.\u2029”"])
def test_sentences_of_two_paragraphs_are_not_joined(text: str, counting: Counting) -> None:
    parse = Parser().parse(Article(text))
    assert counting.words == [] and len(list(parse.doc.sents)) == len(parse.paragraphs) == 2


@pytest.mark.models
def test_the_paragraphs_of_an_article_are_one_text_for_the_network(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = Parser()
    text = " Anna ran.\n\nRain\tfell.\n\nIt fell.\n"
    parse = parser.parse(Article(text))
    assert counting.texts == ["Anna ran.\n\nRain fell.\n\nIt fell."]
    assert counting.paragraphs == [[Span(0, 9), Span(11, 21), Span(23, 31)]]
    assert parse.doc.text == text.replace("\t", " ") and found_in(parse) == [Span(1, 32)]
    monkeypatch.setattr("quotes.parsing.parser.BATCH_CHARACTERS", 15)
    parse = parser.parse(Article(text))
    assert counting.texts[1:] == ["Anna ran.\n\nRain fell.", "It fell."]
    assert counting.paragraphs[1:] == [[Span(0, 9), Span(11, 21)], [Span(0, 8)]]
    assert found_in(parse) == [Span(1, 22), Span(24, 32)]
    assert parser.parse(Article(" \n")).found is None
    assert counting.schemes == [("everyday",)] * 3
    Parser(schemes=SCHEMES).parse(Article(text))
    assert counting.schemes[3:] == [SCHEMES, SCHEMES]


def found_in(parse: Parse) -> list[Span]:
    assert parse.found
    return [span for found in parse.found.attributions["everyday"] for span in found.content]


@pytest.mark.models
def test_the_documented_pipeline_parses_a_text_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", None)
    document = pipeline()("“The bridge is closed,” said Anna Berg.\nShe can't cross.")
    assert [sentence.text for sentence in document.sentences] == [
        "“The bridge is closed,” said Anna Berg.",
        "She can't cross.",
    ]
    first, second = document.sentences
    assert [(entity.text, entity.type) for entity in first.ents] == [("Anna Berg", "PERSON")]
    said = next(word for word in first.words if word.text == "said")
    assert (said.lemma, said.upos, said.xpos, said.head) == ("say", "VERB", "VBD", 0)
    assert {word.text: word.deprel for word in first.words}["Anna"] == "nsubj"
    assert [word.text for word in second.words] == ["She", "ca", "n't", "cross", "."]
