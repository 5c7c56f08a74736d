"""`quotes evaluate parse`: scores of a model set on treebanks in CoNLL-U."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import model_option
from quotes.cli.options.output_options import output_options
from quotes.cli.output import open_output, refuse_overwriting
from quotes.corpora.conllu import read_conllu
from quotes.corpora.parse_report import write_parse_scores
from quotes.corpora.parse_scores import score_treebank
from quotes.corpora.score_output import FORMATS
from quotes.runtime.ending_signals import interruptible


@click.command()
@click.option(
    "--conllu",
    "paths",
    metavar="FILE",
    type=NamedPath(),
    multiple=True,
    required=True,
    help="A treebank in CoNLL-U; may be given several times, and each is scored on its own.",
)
@model_option
@click.option("--by-genre", is_flag=True, help="Score each genre too: what the ids of documents begin with.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N documents of each file.")
@output_options(FORMATS, default="table")
def parse(
    paths: tuple[Path, ...], model: str | None, by_genre: bool, limit: int | None, format: str, output: Path | None
) -> ExitStatus:
    """Score sentences, words, tags, lemmas and trees on treebanks.

    Two ways: from raw text, as articles are parsed, and with the words of the treebank given. The scorer is
    that of the CoNLL shared tasks. Cue subjects are the arcs that name speakers: from a reporting verb to
    its subject.

    \b
      quotes evaluate parse --conllu en_ewt-ud-dev.conllu
      quotes evaluate parse --conllu en_gum-ud-dev.conllu --by-genre -f json -o scores.json
    """
    refuse_overwriting([output], paths)
    treebanks = [(path, read_conllu(path)[:limit]) for path in paths]
    parser = running.load_parser(model)
    with open_output(output, for_programs=format == "json") as stream:
        with interruptible():
            results = [score_treebank(parser, path, documents) for path, documents in treebanks]
        write_parse_scores(results, stream, format=format, model=parser.model_set.name, by_genre=by_genre)
    return ExitStatus.OK
