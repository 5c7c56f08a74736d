"""Baselines: findings that are taken as given, by file, code and words, so that only new ones count."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from quotes.errors import QuotesError
from quotes.lint.lint_rule import Finding
from quotes.lint.placing import path_of
from quotes.records import Article
from quotes.reports.escaping import json_text
from quotes.reports.wording import abbreviated
from quotes.runtime.given_files import read_given_text

SCHEMA_VERSION = "1"

_BEGINNING = re.compile(rb'\s*\{\s*"schema_version"\s*:\s*"[^"]*"\s*,\s*"findings"\s*:\s*\[')
_BEGINNING_LENGTH = 200

Given = tuple[str, str, str]
"""The article of a finding, as seen from the folder of the baseline, its code and its words."""


def given(finding: Finding, article: Article, folder: Path) -> Given:
    """Return what a baseline in a folder has of a finding about an article."""
    path = path_of(article.id)
    near = os.path.relpath(path, folder).replace(os.sep, "/") if os.path.exists(path) else path
    return near + article.id[len(path) :], finding.code, abbreviated(finding.span.text)


def read_baseline(path: Path) -> Counter[Given]:
    """Return how often each finding is in a baseline. Raises `QuotesError` if the file cannot be read or is none."""
    try:
        data = json.loads(read_given_text(path, QuotesError))
        if data["schema_version"] != SCHEMA_VERSION:
            raise QuotesError(f"{path}: a baseline of another version; write it again with --write-baseline")
        return Counter({(one["path"], one["code"], one["words"]): int(one["count"]) for one in data["findings"]})
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise QuotesError(f"{path}: not a baseline; write one with --write-baseline") from error


def is_baseline(path: str) -> bool:
    """Tell whether a file is a baseline, by its name and its first characters. Nothing is raised."""
    if not path.lower().endswith(".json"):
        return False
    try:
        with open(path, "rb") as stream:
            return _BEGINNING.match(stream.read(_BEGINNING_LENGTH)) is not None
    except OSError:
        return False


def new_findings(
    findings: Iterable[Finding], article: Article, baseline: Counter[Given], folder: Path
) -> list[Finding]:
    """Return the findings about an article that are not in a baseline in a folder, and take the others out of it."""
    kept = []
    for finding in findings:
        key = given(finding, article, folder)
        if baseline[key] > 0:
            baseline[key] -= 1
        else:
            kept.append(finding)
    return kept


def baseline_text(counts: Mapping[Given, int]) -> str:
    """Return a baseline as JSON, in an order that does not depend on that of the articles."""
    findings = [
        {"path": path, "code": code, "words": words, "count": count}
        for (path, code, words), count in sorted(counts.items())
    ]
    lines = ",\n".join(f"  {json_text(each)}" for each in findings)
    return (
        f'{{"schema_version": "{SCHEMA_VERSION}", "findings": [\n{lines}\n]}}\n'
        if findings
        else (f'{{"schema_version": "{SCHEMA_VERSION}", "findings": []}}\n')
    )
