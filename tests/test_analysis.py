"""The whole way from text to analysis, with the embedded models."""

from __future__ import annotations

import socket
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_statements import said

from quotes import Analysis, Analyzer, Article, Span
from quotes.parsing import Parser
from quotes.parsing import parser as parser_module
from quotes.records import Engine, Finder
from quotes.statements import StatementFinder
from quotes.statements.learned.embedded_model import load_attribution_model

pytestmark = pytest.mark.models
FIXTURES = Path(__file__).parents[1] / "fixtures"
STORY = (
    "“The bridge is closed,” said Anna Berg, the mayor of Varda.\n\n"
    "She said that the river had risen.\n\n"
    "According to the ministry, the road is open."
)
OTHERS = [
    "",
    "The storm came at night.",
    'A "quotation" that never ends: "We wait, said John Lang.',
    "🙂 ‘We wait,’ said the ministry’s spokesman.",
    "The council denied it and said that the bank was safe. " * 5,
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"tried to connect to {arguments[-1]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_an_article_is_analysed(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze(Article(STORY, "story.txt", title="Varda"))
    assert analysis.article == Article(STORY, "story.txt", title="Varda")
    assert analysis.model == analyzer.model == "embedded"
    assert analysis.warnings == ()
    assert [said(analysis.article, one) for one in analysis.statements] == [
        ("direct", "“The bridge is closed,”", "said", "Anna Berg, the mayor of Varda"),
        ("indirect", "that the river had risen", "said", "She"),
        ("indirect", "the road is open", "According to", "the ministry"),
    ]
    assert [(one.id, one.name, one.kind, one.role) for one in analysis.speakers] == [
        ("s1", "Anna Berg", "person", "mayor of Varda"),
        ("s2", "ministry", "organization", None),
    ]
    assert [one.speaker and one.speaker.id for one in analysis.statements] == ["s1", "s1", "s2"]


def test_the_parse_is_kept_if_that_is_asked_for(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert analyzer.analyze(STORY).doc is None
    monkeypatch.setattr(analyzer, "_keep_doc", True)
    analysis = analyzer.analyze(STORY)
    assert analysis.doc is not None and analysis.doc.text.split() == STORY.split()


@pytest.mark.parametrize("name", ["general", "acronyms-and-names"])
def test_a_given_parse_gives_what_the_text_gives(analyzer: Analyzer, name: str) -> None:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    assert readable(analyzer.from_doc(analyzer.parse(text).doc)) == readable(analyzer.analyze(text))


def test_text_and_article_are_the_same(analyzer: Analyzer) -> None:
    assert analyzer.analyze(STORY) == analyzer.analyze(Article(STORY))


@pytest.mark.parametrize("batch", [1, 150, 100_000])
def test_many_articles_are_analysed_in_order_as_one_by_one(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(parser_module, "BATCH_CHARACTERS", batch)
    articles = [Article(text, f"{number}.txt") for number, text in enumerate([STORY, *OTHERS, STORY])]
    together = list(analyzer.pipe(iter(articles)))
    assert [analysis.article for analysis in together] == articles
    assert together == [analyzer.analyze(article) for article in articles]


def test_nothing_is_fetched_from_the_network(no_network: None) -> None:
    assert Analyzer().analyze(STORY).statements


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u00a0\r\n"])
def test_an_empty_article(analyzer: Analyzer, text: str) -> None:
    analysis = analyzer.analyze(text)
    assert (analysis.statements, analysis.speakers) == ((), ())
    assert [warning.code for warning in analysis.warnings] == ["empty-article"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "„Die Brücke ist gesperrt“, sagte die Bürgermeisterin Anna Berg am Montag. Nach Angaben des Ministeriums "
            "soll die Straße bald wieder geöffnet werden.",
        ),
        (
            "fr",
            "« Le pont est fermé », a déclaré lundi la maire de la ville, Anne Berger. Selon le ministère, la route "
            "devrait bientôt être rouverte.",
        ),
    ],
)
def test_an_article_in_another_language(analyzer: Analyzer, language: str, text: str) -> None:
    warnings = analyzer.analyze(text).warnings
    assert [warning.code for warning in warnings] == ["other-language"]
    assert f"({language})" in warnings[0].message


def test_offsets_are_code_points(analyzer: Analyzer) -> None:
    lead = "🙂👩‍🚀 e\u0301𝔄\n\n"
    plain, shifted = analyzer.analyze(STORY), analyzer.analyze(lead + STORY)
    assert_sound(shifted)
    first = shifted.statements[0]
    assert first.content[0].text == "“The bridge is closed,”"
    assert first.content[0].start == plain.statements[0].content[0].start + len(lead) == len(lead)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_system(analyzer: Analyzer, line_end: str) -> None:
    analysis = analyzer.analyze(STORY.replace("\n", line_end))
    assert_sound(analysis)
    assert [said(analysis.article, one) for one in analysis.statements] == [
        said(Article(STORY), one) for one in analyzer.analyze(STORY).statements
    ]


@pytest.mark.parametrize("name", ["general", "acronyms-and-names", "inverted-said"])
def test_a_hard_wrapped_article_says_the_same(analyzer: Analyzer, name: str) -> None:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    wrapped = "\n\n".join(textwrap.fill(part, 72, break_on_hyphens=False) for part in text.split("\n\n"))
    assert wrapped.split() == text.split()
    assert readable(analyzer.analyze(wrapped)) == readable(analyzer.analyze(text))


def test_two_blanks_after_a_sentence_change_nothing(analyzer: Analyzer) -> None:
    text = (FIXTURES / "general.txt").read_text(encoding="utf-8")
    widened = text.replace(". ", ".  ").replace("” ", "”  ")
    assert readable(analyzer.analyze(widened)) == readable(analyzer.analyze(text))


def readable(analysis: Analysis) -> list[tuple[object, ...]]:
    """Statements and speakers in words, whatever the white space between them."""
    found = []
    for statement in analysis.statements:
        words = said(analysis.article, statement)
        name = statement.speaker and statement.speaker.name
        found.append((*(" ".join(part.split()) if part else part for part in words), name))
    return found


@pytest.mark.parametrize("mark", "“”\"'‘’«»„`")
def test_two_hundred_marks_without_a_partner(analyzer: Analyzer, mark: str) -> None:
    assert_sound(analyzer.analyze(mark * 200))
    assert_sound(analyzer.analyze(f"{mark} " * 200))


@pytest.mark.parametrize("mark", "“”")
def test_marks_without_a_partner_in_paragraph_after_paragraph(analyzer: Analyzer, mark: str) -> None:
    analysis = analyzer.analyze(f"{mark}We wait, said Anna Berg.\n\n" * 50)
    assert_sound(analysis)
    assert "unbalanced-quotation-mark" in {warning.code for warning in analysis.warnings}


def test_words_without_end_are_parsed_in_pieces(analyzer: Analyzer) -> None:
    """Time and memory grow with the square of a sentence's length and more: thousands of words are too many."""
    text = "the river and the road " * 140
    parse = analyzer.parse(text)
    assert parse.doc.text == text
    assert max(len(sentence) for sentence in parse.doc.sents) <= 400


@pytest.mark.parametrize(
    "text",
    [
        ": Ministry",
        "– Ministry",
        "BAKU (Reuters) –",
        "—",
        "“”",
        ":",
        "Mrs.",
        "said",
        "according to",
        "a" * 5000,
        "\x00\x01\x1b[31m“We wait,” he said.\x7f",
        "“We wait\ud800,” he said.",
        "and added that “it is late.”",
        "e\u0301" * 50 + "\u0301 said “we wait”",
    ],
)
def test_texts_that_are_hardly_any(analyzer: Analyzer, text: str) -> None:
    assert_sound(analyzer.analyze(text))


def test_double_blank_after_a_dateline(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze("BAKU (Reuters) –  The talks have ended, the ministry said.")
    assert [said(analysis.article, one).content for one in analysis.statements] == ["The talks have ended"]


FRAGMENTS = st.sampled_from(
    [
        *"“”\"'‘’«»„`…—:,.?!()\n\t\x00\x1b\u00a0\u200b\u2028\u0301\ufeff",
        *("\n\n", "\r\n", " - ", "  ", "🙂", "👩‍👩‍👧", "漢字", "e\u0301", "İ", "x" * 300, "a-" * 100, "1,000.5", "$5"),
        *("said", "says Anna Berg", "he said", "who", "that", "according to", "the ministry", "told reporters"),
        *("The minister said that", "and added that", "not", "announced", "MINISTER:", "Ministry", "Q:", "A:", "I"),
        *("don't", "gonna", "Mrs.", "asked not to be named", "BAKU (Reuters) – ", "a spokesman", "'s", "- Anna Berg"),
    ]
)
odd_articles = st.lists(FRAGMENTS | st.text(max_size=8), max_size=25).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=odd_articles)
def test_whatever_the_text_is_the_analysis_is_sound(analyzer: Analyzer, text: str) -> None:
    assert_sound(analyzer.analyze(text))


def assert_sound(analysis: Analysis) -> None:
    """Everything that holds for every analysis, whatever the article."""
    text = analysis.article.text
    identifiers = [statement.id for statement in analysis.statements]
    assert len(set(identifiers)) == len(identifiers)
    assert {one.speaker for one in analysis.statements} - {None} == set(analysis.speakers)
    assert [one.content for one in analysis.statements] == sorted(one.content for one in analysis.statements)
    for statement in analysis.statements:
        cue = [statement.cue] if statement.cue else []
        assert_apart_and_within(text, [*statement.content, *cue, *statement.source])
        assert_apart_and_within(text, [*statement.content, *statement.circumstances])
        assert statement.nested_in is None or statement.nested_in in set(identifiers) - {statement.id}
        assert 0 <= statement.confidence <= 1
        assert all(span.text.strip() for span in statement.content)
    for speaker in analysis.speakers:
        assert speaker.name == speaker.name.strip() != ""
        assert_apart_and_within(text, speaker.mentions)
    for warning in analysis.warnings:
        assert warning.message
        assert_apart_and_within(text, [warning.span] if warning.span else [])


def assert_apart_and_within(text: str, spans: list[Span] | tuple[Span, ...]) -> None:
    ordered = sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in ordered)
    assert not any(one.overlaps(other) for one, other in pairwise(ordered))


@pytest.mark.parametrize(
    ("engine", "finders"), [("rules", ("rules",)), ("model", ("model",)), ("all", ("rules", "model"))]
)
def test_engines(parser: Parser, engine: Engine, finders: tuple[Finder, ...]) -> None:
    model = load_attribution_model("en", engine)
    found = StatementFinder(parser.vocab, engine, model).find(parser.parse(Article(STORY))).statements
    words = [STORY[statement.content[0].start : statement.content[-1].end] for statement in found]
    assert words == ["“The bridge is closed,”", "that the river had risen", "the road is open"]
    assert {statement.finders for statement in found} == {finders}
    assert all(statement.confidence > 0.5 for statement in found)
