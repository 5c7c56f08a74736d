"""`quotes archive cluster`: analyses of packed articles, made on a cluster of Ray."""

from __future__ import annotations

from functools import partial

import click

from quotes.archive.article_tables import load_analyze
from quotes.archive.building import configuration_of
from quotes.archive.on_ray import Actors, analyse_on_ray
from quotes.cli.exit_status import ExitStatus
from quotes.cli.options.analysis_options import coref_option, engine_option, model_option, scope_option
from quotes.cli.options.gathering import gathers
from quotes.records import Coref, Engine, Scope


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--actors",
    "number",
    metavar="N",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Analyse with N actors, each with models of its own.",
)
@click.option(
    "--cores",
    metavar="C",
    type=click.FloatRange(min=0, min_open=True),
    default=1.0,
    show_default=True,
    help="Processor cores that each actor asks of Ray. Leave some for reading and writing, or the job waits for ever.",
)
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(min=1),
    default=16,
    show_default=True,
    help="Articles that go to an actor at once, and are done again by another if it is lost.",
)
@scope_option
@coref_option
@model_option
@engine_option
@gathers("actors", Actors)
def cluster(
    source: str, target: str, actors: Actors, scope: Scope, coref: Coref, model: str | None, engine: Engine | None
) -> ExitStatus:
    """Analyse packed articles on a cluster of Ray.

    IN is a file or folder of Parquet with the columns id and text, as `quotes archive pack` writes it; OUT is a folder
    that Ray writes into, with a row for each article: the analysis as JSON, or the error. Both may be addresses that
    Ray knows (s3://…). RAY_ADDRESS names the cluster; without it, Ray runs on this machine.

    \b
      quotes archive cluster packed/ analysed/ --actors 2 --cores 0.5
      quotes archive import news.db analysed/*.parquet
    """
    load = partial(load_analyze, model, scope, engine, coref)
    options = configuration_of(model, engine, coref, scope, (), None).options
    analyse_on_ray(source, target, load, options, actors)
    return ExitStatus.OK
