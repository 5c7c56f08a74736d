"""Options of the analysis: what is found, by which models and rules, and by how many processes."""

from __future__ import annotations

import click

from quotes.cli.named_path import NamedPath
from quotes.cli.parameter_types import ModelName
from quotes.records import COREFS, ENGINES, SCOPES

scope_option = click.option(
    "--scope",
    type=click.Choice(SCOPES),
    default="speech",
    show_default=True,
    help="Find what is said and written; all: also beliefs, intentions, attitudes and perceptions; polnear: what that "
    "corpus annotates, by its conventions.",
)
coref_option = click.option(
    "--coref",
    type=click.Choice(COREFS),
    default="own",
    show_default=True,
    help="Whom pronouns mean: by the program's own rules, or by Stanza's coreference model if it is installed.",
)
roster_option = click.option(
    "--roster",
    metavar="FILE",
    type=NamedPath(dir_okay=False),
    help="Name speakers as this file does: CSV or YAML with name, aliases, kind, role, affiliation and more.",
)
corrections_option = click.option(
    "--corrections",
    is_flag=True,
    help="Show what a person has decided: the corrections in ARTICLE.say beside each article that has any.",
)
patterns_option = click.option(
    "--patterns",
    metavar="FILE",
    multiple=True,
    type=NamedPath(dir_okay=False),
    help="Add the rules and words of this file (TOML, as docs/rules.md describes it); may be given several times.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    type=ModelName(),
    envvar="QUOTES_MODEL",
    show_envvar=True,
    help="Model set: one that `quotes models list` shows, or a directory of Stanza models.  [default: embedded]",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Who finds statements: rules, the learned model, or all.  [default: all; rules if not English]",
)
workers_option = click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Analyse with N processes, but not more than there are processor cores for this program.",
)
quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Print no progress and no warnings on standard error, only errors."
)
