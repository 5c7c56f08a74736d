"""Findings in SARIF 2.1.0, the form that code scanners and editors read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import quotes
from quotes.lint.ci_formats import fingerprinted
from quotes.lint.lint_rule import LintRule
from quotes.lint.placing import ArticleFindings, Place, PlacedFinding
from quotes.lint.rule_pages import rule_page

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(articles: Sequence[ArticleFindings], rules: Sequence[LintRule]) -> dict[str, Any]:
    """Return findings as the JSON values of a SARIF log, with the rules that were used; columns are code points."""
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "quotes",
                        "semanticVersion": quotes.__version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(placed, fingerprint, numbers) for placed, fingerprint in fingerprinted(articles)],
            }
        ],
    }


def _rule(rule: LintRule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.why, "markdown": rule_page(rule)},
        "defaultConfiguration": {"enabled": rule.default, "level": rule.severity},
    }


def _result(placed: PlacedFinding, fingerprint: str, numbers: dict[str, int]) -> dict[str, Any]:
    finding = placed.finding
    return {
        "ruleId": finding.code,
        **({"ruleIndex": numbers[finding.code]} if finding.code in numbers else {}),
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [_location(placed.place, finding.span.text)],
        "partialFingerprints": {"words/v1": fingerprint},
    }


def _location(place: Place, words: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _address(place.path)}}
    if place.line is not None:
        region: dict[str, Any] = {"startLine": place.line, "endLine": place.end_line}
        if place.column is not None:
            region |= {"startColumn": place.column, "endColumn": place.end_column}
        physical["region"] = {**region, "snippet": {"text": words}}
    paragraph = f"paragraph {place.paragraph}"
    logical = {"fullyQualifiedName": f"{paragraph}: {place.pointer}" if place.pointer else paragraph}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _address(path: str) -> str:
    """Return a path as a URI: relative ones stay so; what is a URI already is not changed."""
    if "://" in path:
        return path
    escaped = quote(path.replace(os.sep, "/"), errors="replace")
    return f"file:///{escaped.lstrip('/')}" if os.path.isabs(path) else escaped
