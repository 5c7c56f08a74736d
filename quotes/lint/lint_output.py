"""Output of the linter: text for people, JSON, and the forms of code scanners and CI servers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import click

from quotes.lint.ci_formats import github_annotations, gitlab_report, junit
from quotes.lint.lint_rule import LintRule
from quotes.lint.lint_text import text_of
from quotes.lint.placing import ArticleFindings, PlacedFinding
from quotes.lint.sarif import sarif_log
from quotes.reports.escaping import json_text

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab")
SCHEMA_VERSION = "1"

BY_ARTICLE = ("text", "github")
"""Formats that are written article by article."""


@dataclass(frozen=True, slots=True)
class LintStyle:
    """Form of the output: one of `FORMATS`, and of text the width in columns, and whether it is coloured."""

    format: str
    width: int
    colours: bool


def write_findings(
    articles: Iterable[ArticleFindings], rules: Sequence[LintRule], stream: TextIO, style: LintStyle
) -> None:
    """Write the findings about articles by these rules; in formats of `BY_ARTICLE` each by one call of ``write``."""
    if style.format in BY_ARTICLE:
        for article in articles:
            text = text_of(article, style.width) if style.format == "text" else github_annotations(article)
            if text:
                stream.write(text if style.colours else click.unstyle(text))
        return
    found = list(articles)
    if style.format == "junit":
        stream.write(junit(found))
    else:
        value = {"json": findings_to_dict, "gitlab": gitlab_report}.get(
            style.format, lambda each: sarif_log(each, rules)
        )
        stream.write(json_text(value(found), indent=2) + "\n")


def findings_to_dict(articles: Sequence[ArticleFindings]) -> dict[str, Any]:
    """Return findings as JSON values: offsets and columns in code points, lines and columns counted from 1."""
    return {
        "schema_version": SCHEMA_VERSION,
        "articles": [
            {"id": each.id, "path": each.path, "findings": [_to_dict(placed) for placed in each.findings]}
            for each in articles
        ],
    }


def _to_dict(placed: PlacedFinding) -> dict[str, Any]:
    finding, place = placed.finding, placed.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "words": finding.span.text,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "paragraph": place.paragraph,
        "pointer": place.pointer,
        "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in finding.edits],
    }
