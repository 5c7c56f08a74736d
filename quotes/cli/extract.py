"""`quotes extract`: statements as records, for programs and spreadsheets."""

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
@output_options(FORMATS, default="csv")
@width_option
@encoding_option
@model_option
@workers_option
def extract(
    articles: tuple[str, ...],
    format: str,
    output: Path | None,
    width: int | None,
    encoding: str | None,
    model: str | None,
    workers: int,
) -> int:
    """List all statements, one row each, in the order of the text.

    ARTICLE is a file, or - for standard input; without any, standard input is read if something is piped
    into it.

    \b
      quotes extract article.txt -o statements.csv
      quotes extract archive/*.txt -f jsonl | jq '.speakers[].name'
    """
    return write_reports(
        articles,
        view="extract",
        format=format,
        output=output,
        encoding=encoding,
        width=width,
        model=model,
        workers=workers,
    )
