"""`quotes evaluate entities`: scores of a model set on articles with annotated entities."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import model_option
from quotes.cli.options.output_options import output_options
from quotes.cli.output import annotated_files, open_output, refuse_overwriting
from quotes.corpora.entity_scores import score_entities, write_entity_scores
from quotes.corpora.newswire import PARTS, article_parts, read_tagged_sentences
from quotes.corpora.score_output import FORMATS
from quotes.runtime.ending_signals import interruptible


@click.command()
@click.option(
    "--newswire",
    "annotated",
    metavar="DIR",
    type=NamedPath(file_okay=False),
    required=True,
    help="The folder processed_annotated of the English Worldwide Newswire data.",
)
@click.option(
    "--part",
    type=click.Choice(PARTS),
    default="dev",
    show_default=True,
    help="Which articles: those that the embedded models have learned from are in train.",
)
@model_option
@output_options(FORMATS, default="table")
def entities(annotated: Path, part: str, model: str | None, format: str, output: Path | None) -> ExitStatus:
    """Score persons, organizations and other entities in news.

    The words are given; an entity is right with the same words and the same class.

    \b
      quotes evaluate entities --newswire processed_annotated/
    """
    refuse_overwriting([output], annotated_files(annotated))
    articles = [list(read_tagged_sentences(annotated, [name])) for name in article_parts(annotated)[part]]
    parser = running.load_parser(model)
    with open_output(output, for_programs=format == "json") as stream:
        with interruptible():
            scores = score_entities(parser, articles)
        write_entity_scores(scores, stream, format=format, model=parser.model_set.name)
    return ExitStatus.OK
