"""Statements as records: the quotations that are joined, and the types of contents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_attributions import spans
from made_statements import ANNOTATED, RAIN, SHUT, SPOKEN_TEXT, TODAY, annotated

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.tokens import TokenizedText
from quotes.corpora.statements.statement_records import content_type, is_nested, statement_records
from quotes.records import Span

INNER = annotated("men", "men", "had called", "the bridge safe", nested=True)


def groups(*attributions: Attribution, text: str = SPOKEN_TEXT) -> list[tuple[Attribution, ...]]:
    return [record.attributions for record in statement_records(TokenizedText(text), attributions)]


def test_a_quotation_without_cue_goes_on_with_the_statement_before() -> None:
    assert groups(SHUT, TODAY, RAIN) == [(SHUT, TODAY), (RAIN,)]
    record = statement_records(TokenizedText(SPOKEN_TEXT), [SHUT, TODAY])[0]
    apart = statement_records(TokenizedText(SPOKEN_TEXT), [SHUT, replace(TODAY, cue=RAIN.cue)])
    assert record.content_words == apart[0].content_words | apart[1].content_words
    assert (record.source, record.cue) == (apart[0].source, apart[0].cue)


@pytest.mark.parametrize(
    "other",
    [
        replace(TODAY, speaker="union"),
        replace(TODAY, speaker=None),
        replace(TODAY, cue=RAIN.cue),
        replace(TODAY, source=RAIN.source),
        replace(TODAY, nested=True),
    ],
    ids=["other speaker", "no speaker", "cue", "source", "nested"],
)
def test_other_statements_stand_by_themselves(other: Attribution) -> None:
    assert groups(SHUT, other) == [(SHUT,), (other,)]
    assert groups(other) == [(other,)]


def test_a_name_need_not_be_written_in_the_same_way() -> None:
    assert len(groups(SHUT, replace(TODAY, speaker="Berg"))) == 1


def test_of_two_without_speaker_none_goes_on() -> None:
    assert len(groups(replace(SHUT, speaker=None), replace(TODAY, speaker=None))) == 2


def test_several_quotations_go_on_with_one_statement() -> None:
    more = replace(TODAY, content=RAIN.content)
    assert groups(SHUT, TODAY, more) == [(SHUT, TODAY, more)]


def test_a_statement_within_another_one_is_passed_over() -> None:
    assert groups(SHUT, INNER, TODAY) == [(SHUT, TODAY), (INNER,)]
    assert groups(INNER, replace(TODAY, speaker="men")) == [(INNER,), (replace(TODAY, speaker="men"),)]


@pytest.mark.parametrize(("between", "number"), [(399, 1), (400, 2)])
def test_a_quotation_goes_on_within_400_characters(between: int, number: int) -> None:
    text = "Berg said no." + " " * 600 + "“Never.”"
    first = Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 13),), speaker="Berg")
    then = Attribution(content=(Span(13 + between, 13 + between + 8),), speaker="Berg")
    assert len(groups(first, then, text=text)) == number


def test_the_distance_is_from_the_last_span_of_the_statement() -> None:
    text = "“No,”" + " " * 300 + "said Berg." + " " * 300 + "“Never.”"
    first = annotated("Berg", "Berg", "said", "“No,”", text=text)
    then = annotated("Berg", "", "", "“Never.”", text=text)
    assert groups(first, then, text=text) == [(first, then)]


def test_types_and_nested_ones() -> None:
    records = statement_records(TokenizedText(SPOKEN_TEXT), ANNOTATED)
    assert [(record.type, is_nested(record)) for record in records] == [
        ("mixed", False), ("direct", False), ("mixed", False), ("indirect", True), ("indirect", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "type"),
    [
        ("“We wait,”", "direct"),
        ('"We wait,"', "direct"),
        ("``We wait,''", "direct"),
        ("«We wait»", "direct"),
        ("'We wait,'", "direct"),
        ("‘We wait,’", "direct"),
        ("“We wait", "direct"),
        ("that we wait", "indirect"),
        ("that we don't wait", "indirect"),
        ("that we don’t wait", "indirect"),
        ("that they call us “unsafe”", "mixed"),
        ("two are “in marks”", "direct"),
        ("but two are “in marks”", "mixed"),
        ("we wait” and see", "mixed"),
        ("", "indirect"),
        ("“…”", "mixed"),
    ],
)
def test_types_by_marks(content: str, type: str) -> None:
    assert content_type(f"He: {content}", [Span(4, 4 + len(content))] if content else []) == type


def test_marks_outside_the_content_do_not_count() -> None:
    assert content_type("“We wait,”", [Span(1, 8)]) == "indirect"


def test_pieces_are_typed_together() -> None:
    text = "that the old wooden bridge, he said, “was unsafe for all.”"
    pieces = spans(text, "that the old wooden bridge", "“was unsafe for all.”")
    assert content_type(text, pieces) == "mixed"
    assert content_type(text, pieces[1:]) == "direct"
