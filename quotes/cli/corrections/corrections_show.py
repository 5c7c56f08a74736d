"""`quotes corrections show`: a table of what was decided."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.corrections.corrected_articles import Reading
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.options.article_options import articles_argument
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import with_reading
from quotes.cli.output import open_output, refuse_overwriting
from quotes.corrections.decisions_table import FORMATS, DecisionRow, write_decisions
from quotes.corrections.say_file import load_corrections, say_path
from quotes.corrections.say_text import lost_in_words
from quotes.errors import CorrectionsError
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import source_files


@click.command()
@articles_argument
@output_options(FORMATS, default="table")
@with_reading
def show(articles: tuple[str, ...], format: str, output: Path | None, reading: ReadingOptions) -> ExitStatus:
    """Show what was decided about the statements of articles.

    \b
      quotes corrections show article.txt
      quotes corrections show news/ -f csv -o decisions.csv
    """
    refuse_overwriting([output], source_files(articles))
    read = Reading(reading)
    rows: list[DecisionRow] = []
    for article in read.articles(articles):
        path = say_path(article)
        try:
            if path is None or not path.is_file():
                raise CorrectionsError(f"{article.id}: no corrections beside it")
            corrections, _ = load_corrections(path, article.text)
        except CorrectionsError as error:
            read.fail(str(error))
            continue
        read.done += 1
        rows += [(article.id, corrections, decision) for decision in corrections.decisions]
        how = "all of its statements" if corrections.complete else "not all of its statements"
        echo_error(f"{path}: decisions: {len(corrections.decisions):,}, {how}")
        if corrections.lost:
            echo_error(f"{path}: lost: {lost_in_words(corrections.lost)}")
    if read.done:
        with open_output(output, for_programs=format != "table") as stream:
            write_decisions(rows, stream, format)
    return of_reports(read.done, read.failed)
