"""`quotes report`: who claims what, for people."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.options import (
    articles_argument,
    encoding_option,
    model_option,
    output_options,
    width_option,
    workers_option,
)
from quotes.cli.running import write_reports
from quotes.reports.formats import FORMATS


@click.command()
@articles_argument
@output_options(FORMATS, default="simple")
@width_option
@encoding_option
@model_option
@workers_option
def report(
    articles: tuple[str, ...],
    format: str,
    output: Path | None,
    width: int | None,
    encoding: str | None,
    model: str | None,
    workers: int,
) -> int:
    """Show who claims what: statements grouped by speaker.

    ARTICLE is a file, or - for standard input; without any, standard input is read if something is piped
    into it.

    \b
      quotes report article.txt
      quotes report *.txt -f html -o report.html
      curl https://example.org/news.txt | quotes report
    """
    return write_reports(
        articles,
        view="report",
        format=format,
        output=output,
        encoding=encoding,
        width=width,
        model=model,
        workers=workers,
    )
