"""`quotes report`: who claims what, for people."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.article_options import report_options
from quotes.cli.options.table_options import by_option
from quotes.cli.table_reports import ReportOptions, write_reports
from quotes.reports.formats import FORMATS


@click.command()
@report_options(FORMATS, default="simple")
@by_option
def report(articles: tuple[str, ...], **options: Any) -> ExitStatus:
    """Show who claims what: statements grouped by speaker.

    ARTICLE is a file, or - for standard input; without any, standard input is read if something is piped
    into it.

    \b
      quotes report article.txt
      quotes report *.txt -o report.html
      quotes report *.txt --by none --sort confidence
      quotes report *.txt --speaker "Anna Berg" --kind direct
      quotes report *.txt --roster parliament.csv --by represented
      curl https://example.org/news.txt | quotes report
    """
    return write_reports(articles, "report", ReportOptions(**options))
