"""Analyses as JSON: an array for people to look into, or one analysis on each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from quotes.records import Analysis
from quotes.reports.escaping import json_text
from quotes.reports.explanations import explain
from quotes.reports.tables import TableOptions
from quotes.statements.rules.rule_tables import RuleTables

ARRAY_END = "\n]\n"


def write_json_array(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write a JSON array of analyses, indented for people, each as soon as it is made.

    Statements have an ``explanation`` if the options say so. Raises ValueError for a number that JSON does not have.
    """
    before = "[\n  "
    for analysis in analyses:
        text = json_text(_explained(analysis, options.explained, options.rules), indent=2)
        stream.write(before + text.replace("\n", "\n  "))
        before = ",\n  "
    stream.write("[]\n" if before.startswith("[") else ARRAY_END)


def write_json_lines(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one analysis per line, each as soon as it is made, with explanations as in `write_json_array`."""
    for analysis in analyses:
        stream.write(json_text(_explained(analysis, options.explained, options.rules)) + "\n")


def _explained(analysis: Analysis, explained: bool, rules: RuleTables | None) -> dict[str, Any]:
    data = analysis.to_dict()
    if explained:
        for statement, form in zip(analysis.statements, data["statements"], strict=True):
            form["explanation"] = asdict(explain(statement, rules))
    return data
