"""The JSON form of an analysis: a public contract, described by `analysis.schema.json` beside this module."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any, TextIO, TypeVar

from quotes.errors import ReadError
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
from quotes.reports.explanations import explain

SCHEMA_VERSION = "2"

ARTICLE_FIELDS = ("id", "title", "date", "author", "url", "language", "text")

Json = dict[str, Any]
T = TypeVar("T")


def analysis_to_dict(analysis: Analysis, *, explained: bool = False) -> Json:
    """`analysis` as JSON values. Spans carry code-point offsets into `article.text` and their text.

    With `explained`, every statement has an `explanation`; `analysis_from_dict` needs none.
    """
    article = analysis.article
    return {
        "schema_version": SCHEMA_VERSION,
        "model": analysis.model,
        "article": {field: getattr(article, field) for field in ARTICLE_FIELDS},
        "statements": [_statement_to_dict(statement, article, explained) for statement in analysis.statements],
        "speakers": [_speaker_to_dict(speaker, article) for speaker in analysis.speakers],
        "warnings": [_warning_to_dict(warning, article) for warning in analysis.warnings],
    }


def analysis_from_dict(data: Mapping[str, Any]) -> Analysis:
    """The analysis that `analysis_to_dict` turned into `data`.

    Raises `ReadError` if `data` is of another version, lacks something, or contradicts itself (a span whose
    text is not what the article has there, a speaker that is not listed).
    """
    try:
        version = data["schema_version"]
        if version != SCHEMA_VERSION:
            raise ValueError(f"schema_version is {version!r}, this program reads {SCHEMA_VERSION!r}")
        article = Article(**{field: data["article"][field] for field in ARTICLE_FIELDS})
        speakers = tuple(_speaker_from_dict(speaker, article) for speaker in data["speakers"])
        known = {speaker.id for speaker in speakers}
        return Analysis(
            article=article,
            statements=tuple(_statement_from_dict(item, article, known) for item in data["statements"]),
            speakers=speakers,
            warnings=tuple(_warning_from_dict(warning, article) for warning in data["warnings"]),
            model=data["model"],
        )
    except KeyError as error:
        raise ReadError(f"not an analysis in JSON form: {error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise ReadError(f"not an analysis in JSON form: {error}") from error


def analysis_schema() -> Json:
    """The JSON Schema (draft 2020-12) of what `analysis_to_dict` returns."""
    schema: Json = json.loads(resources.files("quotes").joinpath("analysis.schema.json").read_text("utf-8"))
    return schema


def write_json_array(analyses: Iterable[Analysis], stream: TextIO, *, explained: bool = False) -> None:
    """Write a JSON array of analyses, indented for people, each as soon as it is made."""
    before = "[\n  "
    for analysis in analyses:
        text = json.dumps(
            analysis_to_dict(analysis, explained=explained), ensure_ascii=False, allow_nan=False, indent=2
        )
        stream.write(before + text.replace("\n", "\n  "))
        before = ",\n  "
    stream.write("[]\n" if before.startswith("[") else "\n]\n")


def write_json_lines(analyses: Iterable[Analysis], stream: TextIO, *, explained: bool = False) -> None:
    """Write one analysis per line, each handed on as soon as it is made."""
    for analysis in analyses:
        data = analysis_to_dict(analysis, explained=explained)
        stream.write(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n")
        stream.flush()


def _statement_to_dict(statement: Statement, article: Article, explained: bool) -> Json:
    data = {
        "id": statement.id,
        "kind": statement.kind,
        "act": statement.act,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "question": statement.question,
        "content": _spans_to_list(statement.content, article),
        "cue": _optional(_span_to_dict, statement.cue, article),
        "source": _spans_to_list(statement.source, article),
        "speaker": statement.speaker,
        "circumstances": _spans_to_list(statement.circumstances, article),
        "nested_in": statement.nested_in,
        "confidence": statement.confidence,
        "rule": statement.rule,
        "finders": list(statement.finders),
        "doubtful": statement.doubtful,
    }
    if explained:
        data["explanation"] = _explanation_to_dict(statement)
    return data


def _explanation_to_dict(statement: Statement) -> Json:
    explanation = explain(statement)
    return {
        "rule": asdict(explanation.rule),
        "source_rule": asdict(explanation.source_rule) if explanation.source_rule else None,
        "confidence_class": explanation.confidence_class,
    }


def _statement_from_dict(data: Json, article: Article, speakers: set[str]) -> Statement:
    if data["speaker"] is not None and data["speaker"] not in speakers:
        raise ValueError(f"statement {data['id']!r} has the speaker {data['speaker']!r}, who is not listed")
    return Statement(
        id=data["id"],
        kind=_one_of(STATEMENT_KINDS, data["kind"]),
        content=_spans_from_list(data["content"], article),
        cue=_optional(_span_from_dict, data["cue"], article),
        source=_spans_from_list(data["source"], article),
        speaker=data["speaker"],
        circumstances=_spans_from_list(data["circumstances"], article),
        nested_in=data["nested_in"],
        confidence=data["confidence"],
        rule=data["rule"],
        act=_one_of(STATEMENT_ACTS, data["act"]),
        negated=_boolean(data["negated"]),
        hypothetical=_boolean(data["hypothetical"]),
        question=_boolean(data["question"]),
        finders=tuple(_one_of(FINDERS, finder) for finder in data["finders"]),
        doubtful=_boolean(data["doubtful"]),
    )


def _speaker_to_dict(speaker: Speaker, article: Article) -> Json:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "speaks_for": speaker.speaks_for,
        "anonymity": speaker.anonymity,
        "aliases": list(speaker.aliases),
        "listed": speaker.listed,
        "details": dict(speaker.details),
        "mentions": _spans_to_list(speaker.mentions, article),
    }


def _speaker_from_dict(data: Json, article: Article) -> Speaker:
    return Speaker(
        id=data["id"],
        name=data["name"],
        kind=_one_of(SPEAKER_KINDS, data["kind"]),
        role=data["role"],
        affiliation=data["affiliation"],
        speaks_for=data["speaks_for"],
        anonymity=data["anonymity"],
        aliases=tuple(data["aliases"]),
        listed=_boolean(data["listed"]),
        details=tuple(data["details"].items()),
        mentions=_spans_from_list(data["mentions"], article),
    )


def _warning_to_dict(warning: ArticleWarning, article: Article) -> Json:
    return {
        "code": warning.code,
        "message": warning.message,
        "span": _optional(_span_to_dict, warning.span, article),
    }


def _warning_from_dict(data: Json, article: Article) -> ArticleWarning:
    return ArticleWarning(data["code"], data["message"], _optional(_span_from_dict, data["span"], article))


def _spans_to_list(spans: Iterable[Span], article: Article) -> list[Json]:
    return [_span_to_dict(span, article) for span in spans]


def _spans_from_list(data: Iterable[Json], article: Article) -> tuple[Span, ...]:
    return tuple(_span_from_dict(span, article) for span in data)


def _span_to_dict(span: Span, article: Article) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text(article)}


def _span_from_dict(data: Json, article: Article) -> Span:
    span = Span(data["start"], data["end"])
    if span.text(article) != data["text"]:
        raise ValueError(f"the article does not have {data['text']!r} at {span.start}:{span.end}")
    return span


def _optional(convert: Callable[[Any, Article], T], value: Any, article: Article) -> T | None:
    return None if value is None else convert(value, article)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _one_of(allowed: tuple[T, ...], value: T) -> T:
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {', '.join(map(str, allowed))}")
    return value
