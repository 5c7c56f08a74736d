"""Findings for CI servers: GitHub annotations, GitLab's code quality report and JUnit XML."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from quotes.lint.lint_rule import Severity
from quotes.lint.lint_text import place_in_words
from quotes.lint.placing import ArticleFindings, PlacedFinding
from quotes.reports.escaping import xml_text
from quotes.reports.junit import JunitCase, junit_xml
from quotes.reports.wording import in_one_line, printable
from quotes.reports.workflow_commands import Level, workflow_command

_GITHUB: dict[Severity, Level] = {"error": "error", "warning": "warning", "note": "notice"}
_GITLAB: dict[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}


def github_annotations(article: ArticleFindings) -> str:
    """Return one command of GitHub Actions for each finding, which makes an annotation of it."""
    return "".join(f"{_github_command(placed)}\n" for placed in article.findings)


def gitlab_report(articles: Sequence[ArticleFindings]) -> list[dict[str, Any]]:
    """Return findings as JSON values of GitLab's code quality report; without a line, the first one stands for it."""
    return [
        {
            "description": f"{placed.finding.code}: {printable(placed.finding.message)}",
            "check_name": placed.finding.name,
            "fingerprint": fingerprint,
            "severity": _GITLAB[placed.finding.severity],
            "location": {"path": placed.place.path, "lines": {"begin": placed.place.line or 1}},
        }
        for placed, fingerprint in fingerprinted(articles)
    ]


def junit(articles: Sequence[ArticleFindings]) -> str:
    """Return JUnit XML with a test case for each article, failed if there are findings about it."""
    return junit_xml("quotes lint", list(map(_junit_case, articles)))


def fingerprinted(articles: Sequence[ArticleFindings]) -> Iterator[tuple[PlacedFinding, str]]:
    """Yield findings with fingerprints that no two share and that stay when lines move: of file, code and words."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for article in articles:
        for placed in article.findings:
            key = (article.id, placed.finding.code, in_one_line(placed.finding.span.text))
            seen[key] += 1
            text = "\0".join([*key, str(seen[key])])
            yield placed, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _github_command(placed: PlacedFinding) -> str:
    finding, place = placed.finding, placed.place
    properties: dict[str, str | int | None] = {
        "file": place.path,
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": f"{finding.code} {finding.name}",
    }
    if place.line != place.end_line:  # GitHub takes columns of one line only
        del properties["col"], properties["endColumn"]
    message = finding.message if place.line is not None else f"{finding.message} ({place_in_words(place)})"
    return workflow_command(_GITHUB[finding.severity], message, **properties)


def _junit_case(article: ArticleFindings) -> JunitCase:
    if not article.findings:
        return JunitCase(name=article.id)
    return JunitCase(
        name=article.id,
        outcome="failure",
        message=f"findings: {len(article.findings)}",
        type=" ".join(sorted({placed.finding.code for placed in article.findings})),
        details="\n".join(map(_junit_line, article.findings)),
    )


def _junit_line(placed: PlacedFinding) -> str:
    finding = placed.finding
    return xml_text(
        f"{place_in_words(placed.place)}: {finding.code} {finding.message}: {in_one_line(finding.span.text)}"
    )
