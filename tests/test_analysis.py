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


def test_nothing_is_fetched_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(f"tried to connect to {arguments[-1]}")

    for place, name in ((socket.socket, "connect"), (socket.socket, "connect_ex"), (socket, "getaddrinfo")):
        monkeypatch.setattr(place, name, refuse)
    assert Analyzer().analyze(STORY).statements


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


@pytest.mark.parametrize("batch", [1, 150, 100_000])
def test_many_articles_are_analysed_in_order_as_one_by_one(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(parser_module, "BATCH_CHARACTERS", batch)
    texts = [STORY, *OTHERS, STORY]
    assert list(analyzer.pipe(iter(texts))) == [analyzer.analyze(Article(text)) for text in texts]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\u00a0\r\n"])
def test_an_empty_article(analyzer: Analyzer, text: str) -> None:
    analysis = analyzer.analyze(text)
    assert (analysis.statements, analysis.speakers) == ((), ())
    assert [warning.code for warning in analysis.warnings] == ["empty-article"]


def test_an_article_in_another_language(analyzer: Analyzer) -> None:
    text = "„Die Brücke ist gesperrt“, sagte die Bürgermeisterin Anna Berg am Montag. Die Straße soll bald offen sein."
    (warning,) = analyzer.analyze(text).warnings
    assert warning.code == "other-language" and "(de)" in warning.message


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
def test_an_article_with_other_white_space_says_the_same(analyzer: Analyzer, name: str) -> None:
    text = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    widened = text.replace(". ", ".  ").replace("” ", "”  ")
    wrapped = "\n\n".join(textwrap.fill(part, 72, break_on_hyphens=False) for part in text.split("\n\n"))
    assert wrapped.split() == text.split()
    assert readable(analyzer.analyze(wrapped)) == readable(analyzer.analyze(text))
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
def test_many_marks_without_a_partner(analyzer: Analyzer, mark: str) -> None:
    assert_sound(analyzer.analyze(mark * 60))
    assert_sound(analyzer.analyze(f"{mark} " * 60))


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
        *(": Ministry", "– Ministry", "BAKU (Reuters) –", "—", "“”", ":", "Mrs.", "said", "according to", "a" * 5000),
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


def test_invisible_characters_change_nothing(analyzer: Analyzer) -> None:
    text = "Passengers said that they had waited. “Never again,” said the minister, Mona Kerr. The mayor explained it."
    cut = text.replace("ss", "ss\xad").replace("pl", "p\xadl").replace("waited.", "waited.\u200b")
    cut = cut.replace("” said", "”\u2060said").replace("Mona Kerr", "Mona\u200bKerr")
    plain, other = analyzer.analyze(text), analyzer.analyze(cut)
    assert len(cut) > len(text) and len(plain.statements) >= 2
    assert [(one.name, one.kind) for one in other.speakers] == [(one.name, one.kind) for one in plain.speakers]
    for one, wanted in zip(other.statements, plain.statements, strict=True):
        assert [_seen(cut[span.start : span.end]) for span in one.content] == [span.text for span in wanted.content]
        assert (one.speaker and one.speaker.name) == (wanted.speaker and wanted.speaker.name)


def _seen(text: str) -> str:
    return text.replace("\xad", "")


def test_mojibake_and_entities_are_warned_of(analyzer: Analyzer) -> None:
    analysis = analyzer.analyze("â€œItâ€™s over,â€ said Anna Berg, of Marks &amp; Hill.")
    assert [
        (one.code, one.span and one.span.text) for one in analysis.warnings if one.code != "unbalanced-quotation-mark"
    ] == [
        ("mojibake", "â€œ"),
        ("entities", "&amp;"),
    ]
    assert analyzer.analyze(STORY).warnings == ()


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


@settings(max_examples=25, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=odd_articles)
def test_whatever_the_text_is_the_analysis_is_sound(analyzer: Analyzer, text: str) -> None:
    assert_sound(analyzer.analyze(text))


def assert_sound(analysis: Analysis) -> None:
    """Everything that holds for every analysis, whatever the article."""
    text = analysis.article.text
    identifiers = {statement.id for statement in analysis.statements}
    assert len(identifiers) == len(analysis.statements)
    assert {one.speaker for one in analysis.statements} - {None} == set(analysis.speakers)
    assert [one.content for one in analysis.statements] == sorted(one.content for one in analysis.statements)
    for statement in analysis.statements:
        cue = [statement.cue] if statement.cue else []
        assert_apart_and_within(text, [*statement.content, *cue, *statement.source])
        assert_apart_and_within(text, [*statement.content, *statement.circumstances])
        assert statement.nested_in is None or statement.nested_in in identifiers - {statement.id}
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
    found = StatementFinder(parser.vocab, engine).find(parser.parse(Article(STORY))).statements
    words = [STORY[statement.content[0].start : statement.content[-1].end] for statement in found]
    assert words == ["“The bridge is closed,”", "that the river had risen", "the road is open"]
    assert {statement.finders for statement in found} == {finders}
    assert all(statement.confidence > 0.5 for statement in found)
