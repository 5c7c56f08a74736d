"""The component of a spaCy pipeline."""

from __future__ import annotations

import re
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from made_analyses import BRIDGE_TEXT, HARBOUR_TEXT, bridge, harbour
from made_parses import made_parse
from spacy.language import Language
from spacy.tokens import Doc

from quotes import AlignmentError, Analyzer, PatternError
from quotes.spacy_component import DocStatement, make_quotes

TEXT = "The ministry said: “We wait.”"
WORDS = "The/DT/det/ministry ministry/NN/nsubj/said said=say/VBD/root We/PRP/nsubj/wait wait/VBP/parataxis/said"


def pipeline(**config: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes", config={"engine": "rules"} | config)
    return nlp


@pytest.fixture
def analyses_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """An analyzer that finds in texts what `made_analyses` has."""
    monkeypatch.setattr(Analyzer, "analyze", lambda _, text: bridge("") if text == BRIDGE_TEXT else harbour("", text))


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


@pytest.mark.usefixtures("analyses_made")
@pytest.mark.parametrize(("config", "number"), [({}, 4), ({"min_confidence": 0.8}, 2)])
def test_what_is_asked_for_is_found(config: dict[str, object], number: int) -> None:
    assert len(pipeline(**config)(BRIDGE_TEXT)._.statements) == number


@pytest.mark.usefixtures("analyses_made")
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


@pytest.mark.usefixtures("analyses_made")
def test_tokens_may_have_more_marks_than_a_statement_but_no_more_words() -> None:
    nlp = pipeline(scope="all")
    parts = re.findall(r"\S+|\s+", HARBOUR_TEXT)
    doc = nlp(Doc(nlp.vocab, words=parts, spaces=[False] * len(parts)))
    assert words(doc._.statements[2]) == ("it.", "denied", "He")
    with pytest.raises(AlignmentError, match=r"“The cranes,”.* is no row of tokens"):
        nlp(Doc(nlp.vocab, words=[HARBOUR_TEXT], spaces=[False]))


def test_a_document_that_has_not_passed_has_no_statements() -> None:
    doc = spacy.blank("en")("It rained.")
    assert (doc._.analysis, doc._.statements) == (None, ())


def test_the_package_offers_the_component_to_spacy() -> None:
    setup = ConfigParser()
    setup.read(Path(__file__).parents[1] / "setup.cfg")
    name, _, place = setup["options.entry_points"]["spacy_factories"].strip().partition(" = ")
    module, _, function = place.partition(":")
    assert (name, getattr(import_module(module), function)) == ("quotes", make_quotes)


def test_a_pattern_file_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(PatternError, match=r"none\.toml"):
        pipeline(patterns=["none.toml"])


@pytest.mark.models
def test_a_text_is_parsed_with_the_embedded_models() -> None:
    doc = pipeline(engine=None)("“The bridge is closed,” said Anna Berg, the mayor of Varda.")
    (statement,) = doc._.statements
    assert words(statement) == ("“The bridge is closed,”", "said", "Anna Berg, the mayor of Varda")
