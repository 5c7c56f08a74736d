"""`quotes evaluate`: scores of the tool and its models, one module for each kind of gold corpus."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quotes.cli.lazy_group import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "parse": ("evaluate_parse:parse", "Score sentences, words, tags, lemmas and trees on treebanks."),
    "entities": ("evaluate_entities:entities", "Score persons, organizations and other entities in news."),
    "attribution": ("evaluate_attribution:attribution", "Score statements and their sources on annotated news."),
    "speakers": ("evaluate_speakers:speakers", "Score whom pronouns, descriptions and names are led back to."),
}
"""Place of each command (``module:function``), and its line of `quotes evaluate --help`."""


@click.group(cls=LazyGroup, package=__name__, lazy_commands=COMMANDS)
def evaluate() -> None:
    """Measure how good the tool and its models are on gold corpora.

    \b
      quotes evaluate attribution --corpus say news/
    """
