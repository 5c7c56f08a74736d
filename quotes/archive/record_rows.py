"""Rows of an archive made of records, and the records made of rows again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quotes.json_form import to_json
from quotes.records import (
    Analysis,
    Article,
    ArticleWarning,
    Block,
    Span,
    Speaker,
    Statement,
)

Row = dict[str, Any]
"""Values of a row by its columns."""


def article_row(article: Article, warnings: Iterable[ArticleWarning]) -> Row:
    """Return the columns of an article that come from its record; the warnings are those of its analysis."""
    return {
        "place": article.id,
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "blocks": _dumped([to_json(block) for block in article.blocks]),
        "warnings": _dumped([[one.code, one.message, *_pairs([one.span] if one.span else [])] for one in warnings]),
    }


def statement_row(statement: Statement) -> Row:
    """Return the columns of a statement that come from its record."""
    return {
        "local_id": statement.id,
        "text": statement.text,
        "kind": statement.kind,
        "act": statement.act,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "question": statement.question,
        "content": _dumped(_pairs(statement.content)),
        "cue": _dumped(_pairs([statement.cue])[0]) if statement.cue else None,
        "source": _dumped(_pairs(statement.source)),
        "circumstances": _dumped(_pairs(statement.circumstances)),
        "nested_in": statement.nested_in,
        "confidence": statement.confidence,
        "speaker_confidence": statement.speaker_confidence,
        "speaker_evidence": _dumped(statement.speaker_evidence),
        "rule": statement.rule,
        "finders": _dumped(statement.finders),
        "decided": statement.decided,
    }


def mention_row(speaker: Speaker) -> Row:
    """Return the columns of ``mentions`` that come from the record of a speaker of one article."""
    return {
        "local_id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "speaks_for": speaker.speaks_for,
        "anonymity": speaker.anonymity,
        "aliases": _dumped(speaker.aliases),
        "listed": speaker.listed,
        "details": _dumped(speaker.details),
        "spans": _dumped(_pairs(speaker.mentions)),
    }


def analysis_of(connection: sqlite3.Connection, article: int) -> Analysis:
    """Return the analysis of the article with this number, as it was stored. Raises KeyError if there is none."""
    row = connection.execute(
        "SELECT articles.*, model FROM articles JOIN configurations ON configurations.id = configuration"
        " WHERE articles.id = ? AND error IS NULL",
        [article],
    ).fetchone()
    if row is None:
        raise KeyError(article)
    mentions = connection.execute("SELECT * FROM mentions WHERE article = ? ORDER BY id", [article]).fetchall()
    speakers = {one["id"]: speaker_of_row(one) for one in mentions}
    speaking: dict[int, list[Speaker]] = {}
    for one in connection.execute(
        "SELECT statement, mention FROM statement_speakers JOIN statements ON statements.id = statement"
        " WHERE article = ? ORDER BY statement, position",
        [article],
    ):
        speaking.setdefault(one["statement"], []).append(speakers[one["mention"]])
    statements = connection.execute("SELECT * FROM statements WHERE article = ? ORDER BY id", [article])
    return Analysis(
        article_of(row),
        tuple(replace(_statement(one), speakers=tuple(speaking.get(one["id"], ()))) for one in statements),
        tuple(speakers.values()),
        warnings_of(row),
        row["model"],
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a row that has the columns of `article_row`."""
    return Article(
        row["text"],
        id=row["place"],
        title=row["title"],
        date=row["date"],
        author=row["author"],
        url=row["url"],
        language=row["language"],
        blocks=tuple(
            Block(**{**block, "directives": tuple(block["directives"])}) for block in json.loads(row["blocks"])
        ),
    )


def warnings_of(row: Mapping[str, Any]) -> tuple[ArticleWarning, ...]:
    """Return the warnings of a row that has the columns of `article_row`."""
    return tuple(ArticleWarning(code, message, *_spans(spans)) for code, message, *spans in json.loads(row["warnings"]))


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        id=row["local_id"],
        kind=row["kind"],
        act=row["act"],
        negated=bool(row["negated"]),
        hypothetical=bool(row["hypothetical"]),
        question=bool(row["question"]),
        content=_spans(json.loads(row["content"])),
        cue=Span(*json.loads(row["cue"])) if row["cue"] else None,
        source=_spans(json.loads(row["source"])),
        circumstances=_spans(json.loads(row["circumstances"])),
        nested_in=row["nested_in"],
        confidence=row["confidence"],
        speaker_confidence=row["speaker_confidence"],
        speaker_evidence=tuple(json.loads(row["speaker_evidence"])),
        rule=row["rule"],
        finders=tuple(json.loads(row["finders"])),
        decided=bool(row["decided"]),
    )


def speaker_of_row(row: Mapping[str, Any]) -> Speaker:
    """Return the record of a speaker, as a row of ``mentions`` has it."""
    return Speaker(
        row["local_id"],
        row["name"],
        row["kind"],
        row["role"],
        row["affiliation"],
        row["speaks_for"],
        row["anonymity"],
        tuple(json.loads(row["aliases"])),
        bool(row["listed"]),
        tuple((name, value) for name, value in json.loads(row["details"])),
        _spans(json.loads(row["spans"])),
    )


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _spans(pairs: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
