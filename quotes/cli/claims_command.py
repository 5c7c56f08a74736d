"""`quotes claims`: what several speakers say in several articles, put together."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from quotes.claims.claim_rows import CLAIM_COLUMNS, CLAIM_FORMATS
from quotes.cli.claims_run import ClaimsOptions, claims_in_archive, claims_in_articles
from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.article_options import WHOLE_ANALYSIS_OPTIONS
from quotes.cli.options.day_options import since_option
from quotes.cli.options.output_options import output_options
from quotes.cli.options.reading_options import gathers_reading
from quotes.cli.options.selection_options import SELECTION_OPTIONS, gathers_selection
from quotes.cli.options.table_options import raw_cells_option, table_options, width_option
from quotes.cli.parameter_types import article_names
from quotes.readers.raw_document import ReadingOptions

archive_option = click.option(
    "--archive",
    metavar="DB",
    type=NamedPath(dir_okay=False),
    help="Take the statements of this archive, in place of articles.",
)
FOR_ARTICLES = {"coref", "roster", "patterns", "model", "engine", "workers", "input_format"} | (
    {field.name for field in fields(ReadingOptions)} - {"format"}
)
"""Parameters of the analysis of articles, of which an archive needs none."""

one_speaker_option = click.option(
    "--one-speaker", is_flag=True, help="Show also claims that one speaker makes in several articles."
)


def _with_options(command: Any) -> Any:
    command = gathers_reading(gathers_selection(command))
    options = [archive_option, since_option, one_speaker_option, *table_options(CLAIM_COLUMNS), width_option]
    for option in reversed([*options, raw_cells_option, *SELECTION_OPTIONS, *WHOLE_ANALYSIS_OPTIONS]):
        command = option(command)
    return output_options(CLAIM_FORMATS, "simple")(command)


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1, shell_complete=article_names)
@_with_options
def claims(
    articles: tuple[str, ...], archive: Path | None, since: date | None, one_speaker: bool, **options: Any
) -> ExitStatus:
    """Put together what several speakers say in several articles.

    Shows, for each claim, who says it first (by the dates of the articles), who repeats it and who denies it. ARTICLE
    is a file of any format that `quotes report` reads; analyses that this program has saved as JSON are taken as they
    are.

    \b
      quotes claims monday/ tuesday/
      quotes claims statements.jsonl -o claims.csv
      quotes claims --archive archive.db --since 2026-03-01
    """
    if bool(articles) == bool(archive):
        raise click.UsageError("name either articles or, with --archive, an archive")
    if archive:
        _refuse_options_for_articles(click.get_current_context())
    own = ClaimsOptions(scope="speech", since=since, one_speaker=one_speaker, **options)
    return claims_in_archive(archive, own) if archive else claims_in_articles(articles, own)


def _refuse_options_for_articles(context: click.Context) -> None:
    for option in context.command.params:
        if option.name in FOR_ARTICLES and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option.opts[0]} does not go with --archive: its articles are analysed already")
