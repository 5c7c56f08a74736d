"""Way of `annotate` from articles to pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path
from urllib.parse import quote

import click

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.output import make_folder, open_output, refuse_overwriting
from quotes.cli.running import Run, RunOptions, input_files
from quotes.reports.annotated_page import annotated_page
from quotes.reports.file_names import FileNames
from quotes.reports.page_index import PageIndex
from quotes.statements.rules.rule_tables import load_rules

INDEX = "index.html"


def write_page(articles: Sequence[str], options: RunOptions) -> ExitStatus:
    """Read and analyse one article, and write its page to ``options.output`` or to standard output.

    Raises `click.UsageError` if there are several articles, and `QuotesError` as `run_articles` does.
    """
    refuse_overwriting([options.output], input_files(articles, options))
    _refuse_several(articles, options)
    run = Run(options, options.selection)
    first = list(islice(run.read(articles), 2))
    _refuse_several(first, options)
    if first:
        rules = load_rules(options.patterns)
        analyses = run.analyses(first)
        with open_output(options.output, for_programs=True) as stream:
            for analysis in analyses:
                stream.write(annotated_page(analysis, rules))
    return of_reports(run.reported, run.failed, run.interrupted)


def write_pages(articles: Sequence[str], folder: Path, options: RunOptions) -> ExitStatus:
    """Read and analyse articles, and write a page for each of them and an index into a folder, which is made if needed.

    Raises `QuotesError` as `run_articles` does; pages that were finished before an error stay.
    """
    inputs = list(input_files(articles, options))
    refuse_overwriting([folder / INDEX], inputs)
    run = Run(options, options.selection)
    readable = run.read(articles)
    first = list(islice(readable, 1))
    if first:
        rules = load_rules(options.patterns)
        index = PageIndex()
        read = {os.path.realpath(each) for each in inputs}
        names = FileNames(".html", [INDEX], lambda name: os.path.realpath(folder / name) not in read)
        for analysis in run.analyses(chain(first, readable)):
            make_folder(folder)
            name = names.name(analysis.article.id)
            with open_output(folder / name, for_programs=True) as stream:
                stream.write(annotated_page(analysis, rules, INDEX))
            index.add(analysis, quote(name))
        with open_output(folder / INDEX, for_programs=True) as stream:
            stream.write(index.html())
    return of_reports(run.reported, run.failed, run.interrupted)


def _refuse_several(articles: Sequence[object], options: RunOptions) -> None:
    if len(articles) > 1:
        place = f"{options.output} is" if options.output else "standard output takes"
        raise click.UsageError(
            f"{place} one page, and there are several articles: -o FOLDER/ makes a page for each of them",
            click.get_current_context(silent=True),
        )
