"""`quotes evaluate`: how good the tool and its models are, one module per kind of gold corpus."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quotes.cli.lazy_group import LazyGroup

COMMANDS: Mapping[str, str] = {
    "parse": "Score sentences, words, tags, lemmas and trees on treebanks.",
    "entities": "Score persons, organizations and other entities in news.",
    "attribution": "Score statements and their sources on annotated news.",
    "speakers": "Score whom pronouns, descriptions and names are led back to.",
}
"""Names of commands, each also that of its function and module here, and their lines of `quotes evaluate --help`."""


@click.group(cls=LazyGroup, package=__name__, lazy_commands=COMMANDS)
def evaluate() -> None:
    """Measure how good the tool and its models are on gold corpora."""
