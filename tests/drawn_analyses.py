"""Hypothesis strategies for analyses of odd texts."""

from __future__ import annotations

from hypothesis import strategies as st

from quotes.records import (
    FINDERS,
    SPEAKER_KINDS,
    STATEMENT_ACTS,
    STATEMENT_KINDS,
    Analysis,
    Article,
    ArticleWarning,
    Span,
    Speaker,
    Statement,
)

ODD_CHARACTERS = st.sampled_from(
    "\"'“”‘’,;\t\r\n\x00\x1b\x7f\x85\x9b\u2028\u200f\u202e\u2066|&<>\\$_%{}=+-@＝`*[]()#!~^:/. 港\u0301🙂\ud800"
)
"""Marks, separators, control and bidi characters, wide and combining ones, and half a surrogate pair."""

ODD_PIECES = st.sampled_from([
    "||", "[x](javascript:1)", "[[File:x]]", "{{x}}", "''x''", "<b>x</b>", "<!--", "&lt;", "&#124;", "::", "|x|",
    "`x`_", "http://x.y", "www.x.y", "x@y.zz", "~~x~~", "**x**", "__x__", "$x$", "\\|", "\\[", "1. x", "- x",
    ".. raw:: html",
])  # fmt: skip
"""Markup of the formats that reports are written in."""

odd_texts = st.one_of(
    st.text(st.one_of(st.characters(), ODD_CHARACTERS), min_size=1, max_size=60),
    st.lists(st.one_of(ODD_PIECES, ODD_CHARACTERS), min_size=1, max_size=8).map("".join),
)
maybe_odd_texts = st.none() | odd_texts


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """A span of a text of this length (code points)."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Any analysis that keeps the rules of the records."""
    text = draw(odd_texts)
    some_spans = st.lists(spans(len(text)), max_size=2).map(tuple)
    speakers = tuple(
        Speaker(
            f"s{number}",
            draw(odd_texts),
            draw(st.sampled_from(SPEAKER_KINDS)),
            *(draw(maybe_odd_texts) for _ in range(4)),
            tuple(draw(st.lists(odd_texts, max_size=2))),
            draw(st.booleans()),
            tuple(draw(st.dictionaries(odd_texts, odd_texts, max_size=2)).items()),
            draw(some_spans),
        )
        for number in range(draw(st.integers(0, 2)))
    )
    statements = tuple(
        Statement(
            id=f"q{number}",
            kind=draw(st.sampled_from(STATEMENT_KINDS)),
            act=draw(st.sampled_from(STATEMENT_ACTS)),
            negated=draw(st.booleans()),
            hypothetical=draw(st.booleans()),
            question=draw(st.booleans()),
            content=tuple(draw(st.lists(spans(len(text)), min_size=1, max_size=2))),
            cue=draw(st.none() | spans(len(text))),
            source=draw(some_spans),
            speakers=draw(st.sampled_from([(), *((speaker,) for speaker in speakers), speakers])),
            circumstances=draw(some_spans),
            nested_in=draw(st.sampled_from([None, "q0"])),
            confidence=draw(st.floats(0, 1)),
            speaker_confidence=draw(st.floats(0, 1)),
            speaker_evidence=tuple(draw(st.lists(odd_texts, max_size=2))),
            rule=draw(odd_texts),
            finders=draw(st.sampled_from([(), *((finder,) for finder in FINDERS), FINDERS])),
            decided=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    warnings = st.builds(ArticleWarning, odd_texts, odd_texts, st.none() | spans(len(text)))
    return Analysis(
        Article(text, draw(odd_texts), *(draw(maybe_odd_texts) for _ in range(5))),
        statements,
        speakers,
        tuple(draw(st.lists(warnings, max_size=2))),
        draw(st.text(max_size=5)),
    )
