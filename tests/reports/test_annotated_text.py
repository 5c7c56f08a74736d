from __future__ import annotations

from dataclasses import replace

from drawn_analyses import analyses
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import bare_statement, harbour
from made_pages import PARAGRAPHS, quay

from quotes.article import BLOCK_KINDS
from quotes.records import Analysis, Article, Block, Span
from quotes.reports.annotated_text import Part, article_parts


def text_of(part: Part) -> str:
    return "".join(segment.text for segment in part.segments)


def test_blocks_are_parts_of_their_kind() -> None:
    assert [(part.kind, text_of(part).strip()) for part in article_parts(quay())] == list(PARAGRAPHS)


def test_paragraphs_of_a_plain_text_are_parts_and_a_short_first_one_is_its_headline() -> None:
    parts = article_parts(harbour())
    assert [part.kind for part in parts] == ["headline", *["body"] * (len(parts) - 1)]
    assert text_of(parts[0]).strip() == "Port of Varna to close for a week"
    assert text_of(parts[1]) == "“The cranes,” said Ivan Petrov, the harbour master,\n"
    for first in ("The port is closed.", "https://example.org/port", "“We will stay”", "word " * 40):
        assert article_parts(Analysis(Article(f"{first}\n\nThe port is closed.")))[0].kind == "body"
    untitled = article_parts(Analysis(Article("Port closes\n\nThe port is closed.", title="Another title")))
    assert [part.kind for part in untitled] == ["body", "body"]


def test_text_around_blocks_is_kept() -> None:
    blocks = (Block(7, 10, "quotation"), Block(12, 15, "heading"))
    parts = article_parts(Analysis(Article("before one  two after", blocks=blocks)))
    assert [(part.kind, text_of(part)) for part in parts] == [
        ("body", "before "),
        ("quotation", "one  "),
        ("heading", "two "),
        ("body", "after"),
    ]


def test_nothing_is_no_part() -> None:
    assert article_parts(Analysis(Article(""))) == []
    assert [text_of(part) for part in article_parts(Analysis(Article(" \n ")))] == [" \n "]


def test_the_innermost_statement_comes_first_and_the_outermost_begins_first() -> None:
    text = "aaaa bbbb cccc"
    statements = (
        replace(bare_statement(Span(0, 14)), id="q1"),
        replace(bare_statement(Span(0, 9)), id="q2"),
        replace(bare_statement(Span(5, 9)), id="q3"),
    )
    (part,) = article_parts(Analysis(Article(text), statements))
    assert [(one.text, one.content, one.begins) for one in part.segments] == [
        ("aaaa ", (2, 1), (1, 2)),
        ("bbbb", (3, 2, 1), (3,)),
        (" cccc", (1,), ()),
    ]


def test_a_split_quotation_begins_once() -> None:
    parts = article_parts(harbour())
    pieces = [segment for part in parts for segment in part.segments if segment.content == (1,)]
    assert [piece.text for piece in pieces] == ["“The cranes,”", "“are older than I am.”"]
    assert [part.begins for part in parts] == [(), (1,), (), (2, 3), (4,)]


@given(analyses(), st.data())
def test_parts_have_all_of_the_text_and_exactly_the_pieces_of_statements(
    analysis: Analysis, data: st.DataObject
) -> None:
    text = analysis.article.text
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = [
        Block(start, end, data.draw(st.sampled_from(BLOCK_KINDS)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    analysis = replace(analysis, article=replace(analysis.article, blocks=tuple(blocks)))
    parts = article_parts(analysis)
    segments = [segment for part in parts for segment in part.segments]
    assert "".join(segment.text for segment in segments) == text
    found: dict[tuple[str, int], set[int]] = {}
    offset = 0
    for segment in segments:
        for role in ("content", "cue", "source"):
            for number in getattr(segment, role):
                found.setdefault((role, number), set()).update(range(offset, offset + len(segment.text)))
        for number in segment.begins:
            assert min(analysis.statements[number - 1].content).start == offset
        offset += len(segment.text)
    for number, statement in enumerate(analysis.statements, 1):
        cue = [statement.cue] if statement.cue else []
        for role, spans in (("content", statement.content), ("cue", cue), ("source", statement.source)):
            assert found.get((role, number), set()) == {each for one in spans for each in range(one.start, one.end)}
    begun = [number for part in parts for number in part.begins]
    assert sorted(begun) == list(range(1, len(analysis.statements) + 1))
