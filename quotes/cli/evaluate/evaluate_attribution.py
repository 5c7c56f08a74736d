"""`quotes evaluate attribution`: scores of statements and their sources on annotated news."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click
from tqdm import tqdm

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import engine_option, model_option, quiet_option
from quotes.cli.options.output_options import output_options
from quotes.cli.output import annotated_files, open_error_file, open_output, refuse_overwriting
from quotes.corpora.attribution.attribution_errors import write_errors
from quotes.corpora.attribution.attribution_report import Setting, write_evaluation
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution.predictions import predictions, speaker_predictions
from quotes.corpora.attribution_conll import read_attribution_conll
from quotes.corpora.brat import read_brat
from quotes.corpora.citron import read_citron
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.corpora.score_output import FORMATS
from quotes.corpora.statements.statement_errors import write_statement_errors
from quotes.corpora.statements.statement_evaluation import evaluate_statements
from quotes.corpora.statements.statement_report import write_statement_evaluation
from quotes.records import SCOPES, Analysis, Article, Engine, Scope
from quotes.runtime.ending_signals import interruptible

READERS = {
    "polnear": read_polnear,
    "say": read_say,
    "brat": read_brat,
    "citron": read_citron,
    "conll": read_attribution_conll,
}


@click.command()
@click.argument("path", type=NamedPath())
@click.option("--corpus", type=click.Choice(list(READERS)), required=True, help="The format of the corpus at PATH.")
@model_option
@engine_option
@click.option(
    "--scope",
    type=click.Choice(SCOPES),
    help="Which statements are found, as for `quotes report`.  [default: speech for say, else polnear]",
)
@click.option("--reporting", is_flag=True, help='Only attributions whose cue is a reporting verb or "according to".')
@click.option("--by-folder", is_flag=True, help="Score the articles of each folder, too; only for say.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the first N articles.")
@click.option(
    "--bootstrap",
    metavar="N",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="How many corpora to draw for the intervals; 0: no intervals.",
)
@click.option(
    "--errors",
    metavar="FILE",
    type=NamedPath(dir_okay=False),
    help="Write all that was missed or wrong to this file, by class and with context.",
)
@output_options(FORMATS, default="table")
@quiet_option
def attribution(
    path: Path,
    corpus: str,
    model: str | None,
    engine: Engine | None,
    scope: Scope | None,
    reporting: bool,
    by_folder: bool,
    limit: int | None,
    bootstrap: int,
    errors: Path | None,
    format: str,
    output: Path | None,
    quiet: bool,
) -> ExitStatus:
    """Score statements and their sources on annotated news.

    PATH is a split of PolNeAR, or a folder of articles annotated with brat, in Citron's JSON, in
    tab-separated columns (conll) or in lines (say), which is how to annotate articles of your own and has
    scores of the speakers, too. docs/evaluation.md defines the scores.

    \b
      quotes evaluate attribution --corpus say news/ --by-folder
      quotes evaluate attribution --corpus polnear polnear/dev --reporting
      quotes evaluate attribution --corpus brat news/ --errors errors.txt -f json -o scores.json
    """
    if by_folder and corpus != "say":
        raise click.UsageError("--by-folder is only for --corpus say")
    refuse_overwriting([output, errors], annotated_files(path))
    articles = READERS[corpus](path)[:limit]
    analyzer = running.load_analyzer(model, engine, scope=scope or ("speech" if corpus == "say" else "polnear"))
    with open_output(output, for_programs=format == "json") as stream, open_error_file(errors) as error_stream:
        with interruptible():
            found = analyzer.pipe(Article(gold.text, id=gold.id, blocks=gold.blocks) for gold in articles)
            analyses = list(tqdm(found, total=len(articles), unit=" articles", leave=False, disable=quiet or None))
        name, how = analyses[0].model, engine or "by language"
        setting = Setting(corpus, str(path), name, how, reporting, bootstrap, by_folder)
        score = _score_statements if corpus == "say" else _score_attributions
        score(articles, analyses, setting, format, stream, error_stream)
    return ExitStatus.OK


def _score_statements(
    articles: Sequence[GoldArticle],
    analyses: Sequence[Analysis],
    setting: Setting,
    format: str,
    stream: TextIO,
    error_stream: TextIO | None,
) -> None:
    with interruptible():
        predicted = [tuple(speaker_predictions(each)) for each in analyses]
        evaluation = evaluate_statements(articles, predicted, reporting=setting.reporting, resamples=setting.resamples)
    write_statement_evaluation(evaluation, setting, stream, format=format)
    if error_stream:
        write_statement_errors(evaluation.comparisons, error_stream)


def _score_attributions(
    articles: Sequence[GoldArticle],
    analyses: Sequence[Analysis],
    setting: Setting,
    format: str,
    stream: TextIO,
    error_stream: TextIO | None,
) -> None:
    with interruptible():
        nested = any(article.has_nested for article in articles)
        predicted = [tuple(predictions(each, nested=nested)) for each in analyses]
        evaluation = evaluate(articles, predicted, reporting=setting.reporting, resamples=setting.resamples)
    write_evaluation(evaluation, setting, stream, format=format)
    if error_stream:
        write_errors(evaluation.comparisons, error_stream)
