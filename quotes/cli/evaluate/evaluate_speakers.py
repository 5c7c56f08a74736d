"""`quotes evaluate speakers`: scores of sources and their speakers on text with annotated coreference."""

from __future__ import annotations

from pathlib import Path

import click
from tqdm import tqdm

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import model_option, quiet_option
from quotes.cli.options.output_options import output_options
from quotes.cli.output import annotated_files, open_error_file, open_output, refuse_overwriting
from quotes.corpora.score_output import FORMATS
from quotes.corpora.speakers.gum import read_coreference
from quotes.corpora.speakers.scores import score_speakers
from quotes.corpora.speakers.speaker_report import write_speaker_scores, write_wrong_speakers
from quotes.runtime.ending_signals import interruptible


@click.command()
@click.option(
    "--gum",
    "path",
    metavar="PATH",
    type=NamedPath(),
    required=True,
    help="A treebank with coreference, as GUM has it (Entity= in the last column), or a folder of such files.",
)
@model_option
@click.option("--all-verbs", is_flag=True, help="Ask about the subjects of all verbs: more cases, but fewer speakers.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N documents.")
@click.option(
    "--errors",
    metavar="FILE",
    type=NamedPath(dir_okay=False),
    help="Write all wrong speakers to this file, with context.",
)
@output_options(FORMATS, default="table")
@quiet_option
def speakers(
    path: Path,
    model: str | None,
    all_verbs: bool,
    limit: int | None,
    errors: Path | None,
    format: str,
    output: Path | None,
    quiet: bool,
) -> ExitStatus:
    """Score whom pronouns, descriptions and names are led back to.

    Asked about are subjects of reporting verbs. The mentions are given; words, trees and entities are the tool's.
    docs/evaluation.md says what counts as right.

    \b
      quotes evaluate speakers --gum en_gum-ud-dev.conllu
      quotes evaluate speakers --gum en_gum-ud-dev.conllu --errors errors.txt -f json -o scores.json
    """
    refuse_overwriting([output, errors], annotated_files(path))
    documents = read_coreference(path)[:limit]
    parser = running.load_parser(model)
    with open_output(output, for_programs=format == "json") as stream, open_error_file(errors) as error_stream:
        with interruptible():
            found = score_speakers(parser, documents, all_verbs=all_verbs)
            outcomes = list(tqdm(found, unit=" subjects", leave=False, disable=quiet or None))
        write_speaker_scores(
            outcomes, stream, format=format, model=parser.model_set.name, path=str(path), all_verbs=all_verbs
        )
        if error_stream:
            write_wrong_speakers(outcomes, error_stream)
    return ExitStatus.OK
