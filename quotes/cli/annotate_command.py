"""`quotes annotate`: pages of articles in which every statement is marked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from quotes.cli.annotating import write_page, write_pages
from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.article_options import page_options
from quotes.cli.options.table_options import by_whom_option
from quotes.cli.parameter_types import FolderPath, OutputPath
from quotes.cli.running import RunOptions


@click.command()
@page_options
@by_whom_option
@click.option(
    "-o",
    "--output",
    metavar="PAGE",
    type=OutputPath(),
    help="Write the page to this file, or, to FOLDER/, one page for each article and an index.",
)
def annotate(articles: tuple[str, ...], output: Path | None, **options: Any) -> ExitStatus:
    """Make a page of an article in which every statement is marked.

    The page is one HTML file that loads nothing. ARTICLE is a file, or - for standard input; without any, standard
    input is read if something is piped into it.

    \b
      quotes annotate article.txt -o page.html
      quotes annotate news/*.txt -o pages/
      quotes annotate article.txt --min-confidence 0.5 > page.html
    """
    if output is None and _is_terminal():
        raise click.UsageError(
            "a page is for a browser: name a file for it with -o PAGE.html", click.get_current_context()
        )
    run_options = RunOptions(format="html", output=output, **options)
    if isinstance(output, FolderPath):
        return write_pages(articles, output, run_options)
    return write_page(articles, run_options)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
