"""The component of a spaCy pipeline."""

from __future__ import annotations

from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from made_analyses import HARBOUR_TEXT, harbour
from made_parses import made_parse
from spacy.language import Language
from spacy.tokens import Doc

from quotes import AlignmentError, Analysis, Analyzer
from quotes.spacy_component import DocStatement, make_quotes

TEXT = "The ministry said: “We wait.” It hopes that the talks end."
WORDS = (
    "The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root We/PRP/nsubj/wait wait/VBP/parataxis/said | "
    "It/PRP/nsubj/hopes hopes=hope/VBZ/root that/IN/mark/end the/DT/det/talks talks/NNS/nsubj/end end/VBP/ccomp/hopes"
)


def pipeline(**config: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"engine": "rules"} | config)
    return nlp


@pytest.fixture
def harbour_analyzed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An analyzer that finds in a text without a parse what `made_analyses` has."""
    monkeypatch.setattr(
        Analyzer, "analyze", lambda _, text: harbour("", text) if text == HARBOUR_TEXT else Analysis(text)
    )


def words(statement: DocStatement) -> tuple[str, str | None, str | None]:
    return (
        " | ".join(span.text for span in statement.content),
        statement.cue.text if statement.cue else None,
        " | ".join(span.text for span in statement.source) or None,
    )


def test_the_parse_of_the_doc_is_used() -> None:
    doc = pipeline()(made_parse(TEXT, WORDS).doc)
    (statement,) = doc._.statements
    assert words(statement) == ("“We wait.”", "said", "The ministry")
    assert statement.content[0].doc is doc and statement.statement == doc._.analysis.statements[0]
    assert statement.statement.speaker.name == "ministry"


@pytest.mark.parametrize(("config", "number"), [({"scope": "all"}, 2), ({"min_confidence": 1.0}, 0)])
def test_what_is_asked_for_is_found(config: dict[str, object], number: int) -> None:
    assert len(pipeline(**config)(made_parse(TEXT, WORDS).doc)._.statements) == number


@pytest.mark.usefixtures("harbour_analyzed")
def test_statements_are_aligned_to_the_tokens_of_a_doc_without_a_parse() -> None:
    doc = pipeline(scope="all")(HARBOUR_TEXT)
    assert [words(one) for one in doc._.statements] == [
        ("“The cranes,” | “are older than I am.”", "said", "Ivan Petrov, the harbour master"),
        ("14 ships are waiting", "According to the latest data from", "the Black Sea Pilots' Union"),
        ("it", "denied", "He"),
        ('"It was never in doubt."', None, None),
    ]
    assert doc._.analysis == harbour("")
    stored = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [words(one) for one in stored._.statements] == [words(one) for one in doc._.statements]


@pytest.mark.usefixtures("harbour_analyzed")
def test_tokens_may_have_punctuation_but_no_other_words() -> None:
    nlp = pipeline(scope="all")
    spaced = Doc(nlp.vocab, words=HARBOUR_TEXT.split(" "))
    doc = nlp(Doc(nlp.vocab, words=(HARBOUR_TEXT.rstrip("\n") + " \n").split(" ")))
    assert spaced


def test_a_document_that_has_not_passed_has_no_statements() -> None:
    doc = spacy.blank("en")("It rained.")
    assert (doc._.analysis, doc._.statements) == (None, ())


def test_the_package_offers_the_component_to_spacy() -> None:
    setup = ConfigParser()
    setup.read(Path(__file__).parents[1] / "setup.cfg")
    name, _, place = setup["options.entry_points"]["spacy_factories"].strip().partition(" = ")
    module, _, function = place.partition(":")
    assert (name, getattr(import_module(module), function)) == ("quotes", make_quotes)


@pytest.mark.models
def test_a_text_is_parsed_with_the_embedded_models() -> None:
    doc = pipeline(engine=None)("“The bridge is closed,” said Anna Berg, the mayor of Varda.")
    (statement,) = doc._.statements
    assert words(statement) == ("“The bridge is closed,”", "said", "Anna Berg, the mayor of Varda")
