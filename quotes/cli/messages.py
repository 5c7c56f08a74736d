"""Messages of commands on standard error, one line each."""

from __future__ import annotations

import re

import click

from quotes.records import Analysis
from quotes.reports.wording import in_one_line, printable
from quotes.runtime.containment import AnalysisError, described


def echo_error(message: str) -> None:
    """Print one line, with the name of the program in front."""
    click.echo(f"quotes: {printable(in_one_line(message))}", err=True)


def echo_input_error(source: str, error: Exception) -> None:
    """Print an error of an input, with the input's name in front unless the error names it."""
    reason, name = described(error), _input_name(source)
    names_it = re.search(rf"(?<!\S){re.escape(name)}(?![^\s:;,])", reason)
    echo_error(reason if names_it else f"{name}: {reason}")


def echo_failure(error: AnalysisError) -> None:
    """Print why an article cannot be analysed."""
    echo_error(f"{_input_name(error.article.id)}: {error.reason}")


def echo_warnings(analysis: Analysis, left_out: int = 0) -> None:
    """Print the warnings of an analysis, and that it has no statements, `left_out` of them by the options."""
    article = analysis.article
    for warning in analysis.warnings:
        echo_error(f"{_input_name(article.id)}: warning: {warning.message}")
    if not analysis.statements and article.text.strip():
        found = f"to show: {left_out} left out by --scope and --min-confidence" if left_out else "found"
        echo_error(f"{_input_name(article.id)}: no statements {found}")


def _input_name(source: str) -> str:
    return "standard input" if source == "-" else source
