"""`quotes verify`: the quotations of a text against its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from quotes.cli.comparing_texts import TextOptions, text_options, verify_texts
from quotes.cli.exit_status import ExitStatus
from quotes.cli.parameter_types import article_names
from quotes.reports.selection import EVERYTHING
from quotes.reports.verified_quotations import VERIFIED_COLUMNS


class ManySources(click.Command):
    """Command whose ``--against`` takes all names up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse arguments in which the option stands before each of its names."""
        return super().parse_args(ctx, list(_repeated(args)))


def _repeated(args: list[str]) -> Iterator[str]:
    taking = waiting = False
    for number, each in enumerate(args):
        if each == "--":
            yield from args[number:]
            return
        if each.startswith("-") and each != "-":
            taking = waiting = each == "--against"
        elif taking and not waiting:
            yield "--against"
        else:
            waiting = False
        yield each


@click.command(cls=ManySources)
@click.argument("text", metavar="TEXT", shell_complete=article_names)
@click.option(
    "--against",
    metavar="SOURCE...",
    multiple=True,
    required=True,
    shell_complete=article_names,
    help="Look for the quotations in these files or folders.",
)
@text_options(VERIFIED_COLUMNS)
def verify(text: str, against: tuple[str, ...], **options: Any) -> ExitStatus:
    """Look for every quotation of a text in its sources.

    TEXT is a draft, an article, a summary; SOURCE a transcript, a press release, an earlier article. Each may be a
    file, a folder, or - for standard input.

    Exit status: 0 all quotations are in the sources, 1 one is altered, stitched together, misattributed or missing,
    2 something could not be read or analysed.

    \b
      quotes verify draft.txt --against transcript.txt
      quotes verify draft.docx --against interview.pdf notes/ -o quotations.csv
      quotes verify summary.md --against article.html -f junit -o results.xml
    """
    return verify_texts(text, against, TextOptions(scope="speech", selection=EVERYTHING, **options))
