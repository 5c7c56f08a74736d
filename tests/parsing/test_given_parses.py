"""Parses that others have made are copied, or refused with a reason."""

from __future__ import annotations

import pytest
from made_parses import made_parse, vocab
from spacy.tokens import Doc
from stanza.utils.conll import CoNLL

from quotes import Analyzer, ParseError
from quotes.parsing.given_parses import parse_of_conllu, parse_of_doc, parse_of_stanza

TEXT = "The ministry said: “We don't wait.”"
WORDS = (
    "The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root We/PRP/nsubj/wait do/VBP/aux/wait "
    "n't=not/RB/advmod/wait wait/VB/parataxis/said"
)
CONLLU = """\
# newdoc id = quay.txt
# text = Anna Berg waits.
1	Anna	Anna	PROPN	NNP	_	3	nsubj	_	NER=B-PER
2	Berg	Berg	PROPN	NNP	_	1	flat	_	_
3	waits	wait	VERB	VBZ	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

# newpar
1	“	“	PUNCT	``	_	4	punct	_	SpaceAfter=No
2	I	I	PRON	PRP	_	4	nsubj	_	_
3-4	can't	_	_	_	_	_	_	_	SpaceAfter=No
3	ca	can	AUX	MD	_	4	aux	_	_
4	n't	not	PART	RB	_	0	root	_	_
5	,	,	PUNCT	,	_	4	punct	_	SpaceAfter=No
6	”	”	PUNCT	''	_	4	punct	_	_
7	she	she	PRON	PRP	_	8	nsubj	_	_
8	said	say	VERB	VBD	_	4	parataxis	_	SpaceAfter=No
9	.	.	PUNCT	.	_	4	punct	_	_

1	“	“	PUNCT	``	_	2	punct	_	SpaceAfter=No
2	Never	never	ADV	RB	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	SpaceAfter=No
4	”	”	PUNCT	''	_	2	punct	_	_
"""
CONLLU_TEXT = "Anna Berg waits.\n\n“I can't,” she said. “Never.”"


def columns(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (token.text, token.whitespace_, token.tag_, token.pos_, token.lemma_, token.dep_, token.head.i, token.idx)
        for token in doc
    ]


def test_a_doc_is_copied() -> None:
    made = made_parse(TEXT, WORDS)
    parse = parse_of_doc(made.doc, vocab())
    assert columns(parse.doc) == columns(made.doc)
    assert (parse.article.text, parse.paragraphs) == (TEXT, made.paragraphs)


def test_labels_and_white_space_of_others() -> None:
    doc = Doc(
        vocab(),
        words=["Anna", "\n\n", "waits"],
        spaces=[False, False, False],
        pos=["PROPN", "", "VERB"],
        lemmas=["Anna", "", "wait"],
        heads=[2, 2, 2],
        deps=["nsubj", "", "root"],
        ents=["B-PER", "", ""],
    )
    parse = parse_of_doc(doc, vocab())
    assert [(token.pos_, token.dep_, token.head.i) for token in parse.doc] == [
        ("PROPN", "nsubj", 2),
        ("SPACE", "dep", 0),
        ("VERB", "ROOT", 2),
    ]
    assert [ent.label_ for ent in parse.doc.ents] == ["PERSON"]
    assert [(span.start, span.end) for span in parse.paragraphs] == [(0, 4), (6, 11)]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"pos": ["PRON", "VERB"], "lemmas": ["it", "rain"]}, "no dependency tree"),
        ({"heads": [1, 1], "deps": ["nsubj", "ROOT"], "lemmas": ["it", "rain"]}, "no parts of speech"),
        ({"heads": [1, 1], "deps": ["nsubj", "ROOT"], "pos": ["PRON", "VERB"]}, "no lemmas"),
        (
            {"heads": [1, 1], "deps": ["nsubjpass", "ROOT"], "pos": ["PRON", "VERB"], "lemmas": ["it", "rain"]},
            r"not in Universal Dependencies \(it has nsubjpass\)",
        ),
    ],
)
def test_a_doc_that_lacks_something_is_refused(columns: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parse_of_doc(Doc(vocab(), words=["It", "rained"], **columns), vocab())  # type: ignore[arg-type]


def test_an_empty_doc_is_an_empty_article() -> None:
    assert parse_of_doc(Doc(vocab()), vocab()).paragraphs == ()


def test_conllu() -> None:
    parse = parse_of_conllu(CONLLU, vocab())
    assert (parse.article.id, parse.article.text, parse.doc.text) == ("quay.txt", CONLLU_TEXT, CONLLU_TEXT)
    assert [CONLLU_TEXT[span.start : span.end] for span in parse.paragraphs] == CONLLU_TEXT.split("\n\n")
    assert [token.head.text for token in parse.doc if token.dep_ == "nsubj"] == ["waits", "n't", "said"]
    assert [token.text for token in parse.doc if token.lemma_ in ("can", "not")] == ["ca", "n't"]


def test_a_stanza_document_with_and_without_its_text() -> None:
    sentences = CONLLU.replace("# newpar\n", "")
    for has_text in (True, False):
        document = CoNLL.conll2doc(input_str=sentences, reconstruct_text=has_text)
        parse = parse_of_stanza(document, vocab())
        assert parse.article.text == CONLLU_TEXT.replace("\n\n", " ")
        assert columns(parse.doc)[-1][:2] == ("”", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not CoNLL-U"),
        ("It rained.", "not CoNLL-U"),
        ("1\tIt\tit\tPRON\tPRP\t_\tx\troot\t_\t_", "not CoNLL-U"),
        ("1\tIt\tit\tPRON\tPRP\t_\t7\troot\t_\t_", "not CoNLL-U"),
        ("1\tIt\tit\tPRON\tPRP\t_\t_\t_\t_\t_", "no dependency tree"),
        ("1\tIt\tit\t_\tPRP\t_\t0\troot\t_\t_", "no parts of speech"),
        ("1\tIt\t_\tPRON\tPRP\t_\t0\troot\t_\t_", "no lemmas"),
        (CONLLU.replace("flat", "nn"), r"not in Universal Dependencies \(it has nn\)"),
        (CONLLU + "\n# newdoc id = b\n1\tIt\tit\tPRON\tPRP\t_\t0\troot\t_\t_", "2 documents"),
    ],
)
def test_conllu_that_cannot_be_used_is_refused(text: str, message: str) -> None:
    with pytest.raises(ParseError, match=message) as error:
        parse_of_conllu(text, vocab())
    assert "\n" not in str(error.value)


def test_given_parses_are_analysed_without_loading_the_parser() -> None:
    analyzer = Analyzer(engine="rules", keep_doc=True)
    doc = made_parse(TEXT, WORDS).doc
    analysis = analyzer.from_doc(doc)
    (statement,) = analysis.statements
    assert (statement.text, statement.source[0].text) == ("“We don't wait.”", "The ministry")
    assert statement.speaker and statement.speaker.name == "ministry"
    assert (analysis.model, analysis.doc) == ("", doc)
    analysis = analyzer.from_conllu(CONLLU)
    assert analysis.article.id == "quay.txt" and analysis.doc is not None
    assert [one.text for one in analysis.statements] == ["“I can't,” […] “Never.”"]
    assert "parser" not in vars(analyzer)
