"""Statements in the annotation format of BBC's Citron, one JSON file for each article.

The format is described in ``docs/data_format.md`` of https://github.com/bbc/citron. Every quote has a cue there:
statements without one have no place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quotes.records import Analysis, Span, Statement
from quotes.reports.escaping import json_text


def citron_files(analysis: Analysis) -> Mapping[str, str]:
    """Return the text of the one file of an article; mentions of one speaker are a coreference group."""
    document = {
        "text": analysis.article.text,
        "quotes": [_quote(statement) for statement in analysis.statements if statement.cue],
        "coreference_groups": [_spans(speaker.mentions) for speaker in analysis.speakers if speaker.mentions],
    }
    return {".json": json_text(document, indent=2) + "\n"}


def _quote(statement: Statement) -> dict[str, Any]:
    mentions = (span for speaker in statement.speakers for span in speaker.mentions if span not in statement.source)
    return {
        "id": statement.id,
        "cue": _span(statement.cue) if statement.cue else None,
        "sources": _spans(statement.source),
        "contents": _spans(statement.content),
        "coreferences": _spans(mentions),
        "confidence": statement.confidence,
    }


def _spans(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
