"""Messages of commands on standard error, one line each."""

from __future__ import annotations

from collections import Counter

import click

from quotes.cli.progress_bar import hidden_bar
from quotes.records import Analysis
from quotes.reports.wording import in_one_line, printable
from quotes.runtime.containment import AnalysisError

MOST_WARNINGS = 3
"""Warnings of one code about one article that are printed singly."""


def echo_error(message: str) -> None:
    """Print one line, with the name of the program in front."""
    with hidden_bar():
        click.echo(f"quotes: {printable(in_one_line(message))}", err=True)


def echo_failure(error: AnalysisError) -> None:
    """Print why an article cannot be analysed."""
    echo_error(f"{_input_name(error.article.id)}: {error.reason}")


def echo_warnings(analysis: Analysis, left_out: int = 0, options: str = "--min-confidence") -> None:
    """Print the warnings of an analysis, and that it has no statements, `left_out` of them by these options.

    Of a code with more warnings than `MOST_WARNINGS`, one line has the number and the first.
    """
    article = analysis.article
    codes = Counter(warning.code for warning in analysis.warnings)
    for warning in analysis.warnings:
        number = codes[warning.code]
        if number > MOST_WARNINGS:
            codes[warning.code] = 0
            echo_error(f"{_input_name(article.id)}: warning: {number:,} like this: {warning.message}")
        elif number:
            echo_error(f"{_input_name(article.id)}: warning: {warning.message}")
    if not analysis.statements and article.text.strip():
        found = f"to show: {left_out} left out by {options}" if left_out else "found"
        echo_error(f"{_input_name(article.id)}: no statements {found}")


def _input_name(source: str) -> str:
    return "standard input" if source == "-" else source
