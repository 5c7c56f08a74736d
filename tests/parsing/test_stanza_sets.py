"""Sets of Stanza's own networks in the one pipeline: the parse is Stanza's, but for repairs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
import stanza
from made_network import MadeReading
from stanza.models.common.doc import Document
from tiny_stanza import SENTENCES, text_of

from quotes import Article, ModelError
from quotes.parsing import Parser
from quotes.parsing.joint import joint_file
from quotes.parsing.joint.attribution_tags import Scheme
from quotes.parsing.repairs import REPAIRS
from quotes.records import Span

pytestmark = pytest.mark.models

TEXTS = [
    "Ivan Petrov said that the ships wait.",
    "Anna Berg waits in Baku on Monday.\n\nThe union didn't sign the plan.",
]


@pytest.fixture(scope="module")
def tiny(tiny_set: Path) -> Parser:
    return Parser(tiny_set)


def fields(document: Document) -> list[tuple[object, ...]]:
    return [
        (token.text, token.start_char, token.ner, word.text, word.lemma, word.upos, word.xpos, word.head, word.deprel)
        for token in document.iter_tokens()
        for word in token.words
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_where_no_repair_applies_the_parse_is_that_of_stanza(tiny: Parser, tiny_set: Path, text: str) -> None:
    plain = stanza.Pipeline("en", str(tiny_set), download_method=None, use_gpu=False, logging_level="ERROR")
    ((_, paragraphs, parts),) = tiny.documents([Article(text)])
    for span, (offset, document) in zip(paragraphs, parts, strict=True):
        expected = plain(text[span.start : span.end])
        assert (span.start, fields(expected)) == (offset, fields(document))
        for repair in REPAIRS:
            assert repair.function(expected) is expected and fields(expected) == fields(document)


def test_repairs_apply_to_the_parse_of_every_set(tiny: Parser) -> None:
    (document,) = [
        document for _, document in next(tiny.documents([Article("“The cranes are old!” said Ivan Petrov.")]))[2]
    ]
    assert len(document.sentences) == 1
    parse = tiny.parse(Article("Anna Berg\twaits."))
    assert parse.doc.text == "Anna Berg waits." and parse.doc.ents[0].label_ == "PERSON"


def test_an_article_is_parsed_in_batches(tiny: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("\n\n".join([text_of(words) for words in SENTENCES[:3]]))
    whole = tiny.parse(article).doc.to_json()
    monkeypatch.setattr("quotes.parsing.parser.BATCH_CHARACTERS", 40)
    assert tiny.parse(article).doc.to_json() == whole


def test_attributions_are_those_of_the_embedded_network(tiny: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[object, ...]] = []

    class Reader:
        def read(
            self, text: str, paragraphs: Sequence[Span], schemes: Collection[Scheme], *, parse: bool
        ) -> MadeReading:
            read.append((text, tuple(paragraphs), parse))
            return MadeReading({"everyday": ["found"]})  # type: ignore[list-item]

    monkeypatch.setattr(joint_file, "embedded_network", Reader)
    parse = tiny.parse(Article("Anna\tBerg waits.\n\nIt rained."))
    assert parse.found is None and read == []
    assert list(parse.attributions("everyday")) == ["found"]
    assert read == [("Anna Berg waits.\n\nIt rained.", (Span(0, 16), Span(18, 28)), False)]


def test_sentences_of_given_words(tiny: Parser) -> None:
    first, second = tiny.annotate([["Anna", "Berg", "waits", "in", "Baku", "."], ["It", "."]])
    assert [word.deprel for word in first.words][:3] == ["nsubj", "flat", "root"] and len(second.words) == 2
    assert [len(tags) for tags in tiny.entity_tags([["Anna", "Berg", "waits", "."], ["It"]])] == [4, 1]


def test_a_set_without_a_recognizer_is_one_clear_line(tiny: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    others = {name: each for name, each in tiny.pipeline.processors.items() if name != "ner"}
    monkeypatch.setattr(tiny.pipeline, "processors", others)
    with pytest.raises(ModelError, match="has no entity recognizer"):
        next(tiny.entity_tags([["Berg"]]))
    assert not tiny.parse(Article("Anna Berg waits in Baku.")).doc.ents
