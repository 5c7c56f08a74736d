"""Options that select statements."""

from __future__ import annotations

import click

from quotes.cli.options.gathering import gathers
from quotes.cli.parameter_types import Probability
from quotes.records import SPEAKER_KINDS, STATEMENT_KINDS
from quotes.reports.selection import Selection

min_confidence_option = click.option(
    "--min-confidence",
    metavar="P",
    type=Probability(),
    default=0.0,
    help="Show only statements that are right with at least this probability (0 to 1).",
)
speaker_option = click.option(
    "--speaker",
    "speakers",
    metavar="NAME",
    multiple=True,
    help="Show only statements of the speaker with this name or alias; may be given several times.",
)
kind_option = click.option(
    "--kind",
    "kinds",
    type=click.Choice(STATEMENT_KINDS),
    multiple=True,
    help="Show only statements of this kind; may be given several times.",
)
speaker_kind_option = click.option(
    "--speaker-kind",
    "speaker_kinds",
    type=click.Choice(SPEAKER_KINDS),
    multiple=True,
    help="Show only statements of speakers of this kind; may be given several times.",
)

SELECTION_OPTIONS = (min_confidence_option, speaker_option, kind_option, speaker_kind_option)
"""In the order in which --help lists them."""

gathers_selection = gathers("selection", Selection)
