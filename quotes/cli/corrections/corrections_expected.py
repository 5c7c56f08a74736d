"""`quotes corrections expected`: expected results for `quotes check`."""

from __future__ import annotations

import click

from quotes.cli.corrections.corrected_articles import Reading
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.options.article_options import articles_argument
from quotes.cli.options.reading_options import with_reading
from quotes.corrections.expected_results import write_expected
from quotes.errors import QuotesError
from quotes.readers.raw_document import ReadingOptions


@click.command()
@articles_argument
@with_reading
def expected(articles: tuple[str, ...], reading: ReadingOptions) -> ExitStatus:
    """Write the expected results of corrected articles, for `quotes check`.

    NAME.expected.toml is written beside each ARTICLE, which must have been corrected whole; one that is there keeps its
    comments and whatever agrees.

    \b
      quotes corrections expected news/*.txt
    """
    read = Reading(reading)
    for article in read.articles(articles):
        try:
            path, changed = write_expected(article)
        except QuotesError as error:
            read.fail(str(error))
        else:
            read.done += 1
            echo_error(f"{path}: {'written' if changed else 'as it was'}")
    return of_reports(read.done, read.failed)
