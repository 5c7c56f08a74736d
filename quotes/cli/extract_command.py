"""`quotes extract`: statements as records, for programs and spreadsheets."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.article_options import report_options
from quotes.cli.table_reports import ReportOptions, write_reports
from quotes.reports.formats import FORMATS


@click.command()
@report_options(FORMATS, default="csv")
def extract(articles: tuple[str, ...], **options: Any) -> ExitStatus:
    """List all statements, one row each, in the order of the text.

    ARTICLE is a file, or - for standard input; without any, standard input is read if something is piped
    into it.

    \b
      quotes extract article.txt -o statements.xlsx
      quotes extract archive/*.txt -f jsonl | jq '.speakers[].name'
      quotes extract article.html --columns speaker,statement,pointer
      quotes extract archive/*.txt -f brat -o annotations/
    """
    return write_reports(articles, "extract", ReportOptions(**options))
