"""`quotes corrections`: what a person has decided about statements, one module for each command."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quotes.cli.lazy_group import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "show": ("corrections_show:show", "Show what was decided about the statements of articles."),
    "import": ("corrections_import:import_", "Take over what was changed in a spreadsheet."),
    "expected": ("corrections_expected:expected", "Write the expected results of corrected articles."),
}
"""Place of each command (``module:function``), and its line of `quotes corrections --help`."""


@click.group(cls=LazyGroup, package=__name__, lazy_commands=COMMANDS)
def corrections() -> None:
    """Show and use corrections, which are beside articles.

    \b
      quotes corrections import statements.xlsx
    """
