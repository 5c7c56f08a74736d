"""`quotes compare`: the quotations of two versions of a text."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli.comparing_texts import TextOptions, compare_texts, text_options
from quotes.cli.exit_status import ExitStatus
from quotes.cli.parameter_types import article_names
from quotes.reports.changed_quotations import CHANGED_COLUMNS
from quotes.reports.selection import EVERYTHING


@click.command()
@click.argument("old", metavar="OLD", shell_complete=article_names)
@click.argument("new", metavar="NEW", shell_complete=article_names)
@text_options(CHANGED_COLUMNS)
def compare(old: str, new: str, **options: Any) -> ExitStatus:
    """Show what became of quotations in another version of a text.

    A quotation is kept, altered, moved to another speaker, dropped or added.

    Exit status: 0 all are kept, 1 not all are, 2 something could not be read or analysed.

    \b
      quotes compare monday.txt tuesday.txt
      quotes compare draft.docx published.html -f json
    """
    return compare_texts(old, new, TextOptions(scope="speech", selection=EVERYTHING, **options))
