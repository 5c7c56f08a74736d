"""The attributions of a parse: those that its parser has found, or else those of the embedded network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from made_network import MadeReading, made_vectors
from made_parses import made_parse, vocab
from stanza.utils.conll import CoNLL

from quotes import Analyzer, ModelError
from quotes.parsing import Parse
from quotes.parsing.given_parses import parse_of_conllu, parse_of_doc, parse_of_stanza
from quotes.parsing.joint import joint_file
from quotes.parsing.joint.attribution_decoding import DecodedAttribution, DecodedScores
from quotes.parsing.joint.attribution_tags import SCHEMES, Scheme
from quotes.parsing.joint.findings import Findings
from quotes.records import Span
from quotes.statements.model_candidates import OF_SCOPES

TEXT = "It rained, Berg\nsaid.\n\nIt snowed."
WORDS = """It/PRP/nsubj/rained rained=rain/VBD/ccomp/said Berg/NNP/nsubj/said said=say/VBD/root |
It/PRP/nsubj/snowed snowed=snow/VBD/root"""
MADE = made_parse(TEXT, WORDS)
CONLLU = """\
# text = It rains.
1	It	it	PRON	PRP	_	2	nsubj	_	_
2	rains	rain	VERB	VBZ	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""
SURE = DecodedScores(0, 0, 0, 0)
RAINED = DecodedAttribution(Span(16, 20), Span(11, 15), (Span(0, 9),), SURE)
SNOWED = DecodedAttribution(None, None, (Span(23, 32),), SURE)


FOUND = Findings({"everyday": [RAINED, SNOWED], "polnear": [SNOWED]}, made_vectors({4: 0}))


def test_what_the_network_has_found_while_it_parsed() -> None:
    parse = replace(MADE, found=FOUND)
    assert list(parse.attributions("everyday")) == [RAINED, SNOWED]
    assert list(parse.attributions("polnear")) == [SNOWED]


class Reader:
    """A network that reads the attributions that it is told, and notes what it gets."""

    def __init__(self) -> None:
        self.read_texts: list[tuple[str, tuple[Span, ...], tuple[Scheme, ...], bool]] = []

    def read(
        self, text: str, paragraphs: Sequence[Span], schemes: Collection[Scheme] = (), *, parse: bool = True
    ) -> MadeReading:
        self.read_texts.append((text, tuple(paragraphs), tuple(schemes), parse))
        return MadeReading({"everyday": [RAINED], "polnear": [SNOWED]})


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(joint_file, "embedded_network", lambda: reader)
    return reader


def test_without_them_the_embedded_network_reads_the_text_once_and_parses_nothing(embedded: Reader) -> None:
    parse = replace(MADE, found=None, schemes=SCHEMES)
    assert embedded.read_texts == []
    assert list(parse.attributions("everyday")) == list(parse.attributions("everyday")) == [RAINED]
    assert list(parse.attributions("polnear")) == [SNOWED]
    ((text, paragraphs, schemes, parses),) = embedded.read_texts
    assert (text.split(), paragraphs, set(schemes), parses) == (TEXT.split(), parse.paragraphs, set(SCHEMES), False)


@pytest.mark.parametrize(
    "given",
    [
        lambda schemes: parse_of_doc(MADE.doc, vocab(), schemes),
        lambda schemes: parse_of_conllu(CONLLU, vocab(), schemes),
        lambda schemes: parse_of_stanza(CoNLL.conll2doc(input_str=CONLLU), vocab(), schemes),
    ],
    ids=["doc", "conllu", "stanza"],
)
@pytest.mark.parametrize("schemes", OF_SCOPES.values(), ids=OF_SCOPES)
def test_parses_that_others_have_made_have_none(
    given: Callable[[tuple[Scheme, ...]], Parse], schemes: tuple[Scheme, ...], embedded: Reader
) -> None:
    parse = given(schemes)
    assert parse.found is None
    assert all(
        list(parse.attributions(scheme)) == [{"everyday": RAINED, "polnear": SNOWED}[scheme]] for scheme in schemes
    )
    assert embedded.read_texts == [(parse.doc.text, parse.paragraphs, schemes, False)]


@pytest.mark.parametrize(("schemes", "read"), [(("everyday",), 0), (("everyday", "polnear"), 1)])
def test_a_document_of_the_joint_network_has_them(schemes: tuple[Scheme, ...], read: int, embedded: Reader) -> None:
    document = CoNLL.conll2doc(input_str=CONLLU, reconstruct_text=True)
    document.attributions, document.mention_vectors = {"everyday": [RAINED]}, made_vectors({})
    parse = parse_of_stanza(document, vocab(), schemes)
    assert list(parse.attributions("everyday")) == [RAINED]
    assert len(embedded.read_texts) == read


def test_vectors_of_mentions_come_from_where_the_attributions_come_from(embedded: Reader) -> None:
    assert replace(MADE, found=FOUND).mention_vectors is FOUND.mention_vectors
    assert replace(MADE, found=None, schemes=()).mention_vectors is None
    assert embedded.read_texts == []  # nobody asks for attributions
    parse = replace(MADE, found=None)
    assert parse.mention_vectors is not None and list(parse.attributions("everyday")) == [RAINED]
    assert len(embedded.read_texts) == 1


def test_given_parses_are_analysed_with_the_embedded_network(embedded: Reader) -> None:
    (statement,) = Analyzer(engine="model").from_doc(MADE.doc).statements
    assert (statement.content, statement.cue, statement.source) == ((Span(0, 9),), Span(16, 20), (Span(11, 15),))
    assert len(embedded.read_texts) == 1
    Analyzer(engine="rules").from_doc(MADE.doc)
    assert len(embedded.read_texts) == 1  # the rules need no network


def test_a_damaged_network_is_noticed_before_the_first_article_if_another_set_parses(
    tiny_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> None:
        raise ModelError("model file news.onnx is damaged")

    monkeypatch.setattr(joint_file, "embedded_network", damaged)
    with pytest.raises(ModelError, match="is damaged"):
        _ = Analyzer(tiny_set, engine="all").parser
    _ = Analyzer(tiny_set, engine="rules").parser  # which needs no network


def test_a_network_that_is_not_there_is_an_error_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ModelError("model file news.onnx is damaged")

    monkeypatch.setattr(joint_file, "embedded_network", missing)
    with pytest.raises(ModelError, match="is damaged"):
        list(replace(MADE, found=None).attributions("everyday"))
