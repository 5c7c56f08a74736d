"""`quotes lint`: articles against rules about sources, quotations and balance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.lint_options import LINT_OPTIONS, codes
from quotes.cli.lint_run import LintOptions, lint_articles
from quotes.cli.options.article_options import WHOLE_ANALYSIS_OPTIONS, articles_argument
from quotes.cli.options.gathering import Command, gathers
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import gathers_reading
from quotes.lint.lint_output import FORMATS
from quotes.lint.lint_settings import LintSettings
from quotes.lint.rule_book import selected_rules
from quotes.lint.silences import Silence
from quotes.reports.selection import Selection


def _with_options(command: Command) -> Command:
    command = gathers_reading(gathers("settings", LintSettings)(command))
    for option in reversed((*LINT_OPTIONS, *WHOLE_ANALYSIS_OPTIONS)):
        command = option(command)
    return articles_argument(command)


@click.command()
@output_options(FORMATS, default="text")
@_with_options
def lint(
    articles: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    silence: tuple[Silence, ...],
    list_rules: bool,
    explain_rules: str | None,
    write_baseline: Path | None,
    **options: Any,
) -> ExitStatus:
    """Check the attribution of articles, as a linter does with code.

    ARTICLE is a file of any format that `quotes report` reads, or - for standard input. Analyses that this program
    has saved as JSON are checked as they are, without a model.

    Exit status: 0 nothing found, 1 findings, 2 something could not be read, or wrong usage.

    \b
      quotes lint article.txt
      quotes lint drafts/ --select Q1,Q2 --ignore Q105
      quotes lint drafts/ -f github
      quotes lint drafts/ -o findings.sarif
      quotes lint archive/ --write-baseline baseline.json
      quotes lint --explain Q201
    """
    if write_baseline and options["output"]:
        raise click.UsageError("--write-baseline and -o do not go together: drop one of them")
    lint_options = LintOptions(
        rules=selected_rules(codes(select), codes(ignore)),
        silences=silence,
        write_baseline=write_baseline,
        scope="speech",
        selection=Selection(),
        **options,
    )
    return lint_articles(articles, lint_options)
