"""What commands say on standard error: one line each, so that standard output holds nothing but results."""

from __future__ import annotations

import re

import click

from quotes.records import Analysis
from quotes.reports.wording import in_one_line, printable


def say(message: str) -> None:
    """Print one line, with the name of the program in front."""
    click.echo(f"quotes: {printable(in_one_line(message))}", err=True)


def say_problem(source: str, problem: Exception) -> None:
    """Say what is wrong with an input or output, naming it once, in front unless the problem names it."""
    reason = str(problem)
    if isinstance(problem, OSError):
        reason = (problem.strerror or reason).lower()
    name = _shown(source)
    names_it = re.search(rf"(?<!\S){re.escape(name)}(?![^\s:;,])", reason)
    say(reason if names_it else f"{name}: {reason}")


def say_warnings(analysis: Analysis, left_out: int = 0) -> None:
    """Print an analysis's warnings, and whether it has no statements, though some were `left_out` of it."""
    article = analysis.article
    for warning in analysis.warnings:
        say(f"{_shown(article.id)}: warning: {warning.message}")
    if not analysis.statements and article.text.strip():
        found = f"to show: {left_out} left out by --scope and --min-confidence" if left_out else "found"
        say(f"{_shown(article.id)}: no statements {found}")


def _shown(source: str) -> str:
    return "standard input" if source == "-" else source
