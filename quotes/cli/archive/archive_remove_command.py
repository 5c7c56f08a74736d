"""`quotes archive remove`: articles out of a database."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.archive.database import opened, opened_to_write
from quotes.archive.removal import remove_place
from quotes.cli.archive.archive_options import archive_argument
from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error


@click.command()
@archive_argument
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
def remove(database: Path, places: tuple[str, ...]) -> ExitStatus:
    """Remove articles, with all that was found in them.

    PLACE is the place of an article as the archive has it, or a pattern, in which * also stands for slashes.

    \b
      quotes archive remove news.db articles/harbour.txt
      quotes archive remove news.db 'articles/2024/*' '*.html'
    """
    with opened(database):
        pass  # an archive that is not there is not to be made
    removed = missing = 0
    with opened_to_write(database) as connection:
        for place in places:
            gone = remove_place(connection, place)
            removed += gone
            if not gone:
                missing += 1
                echo_error(f"{database}: no article at {place}")
    click.echo(f"{database}: articles removed: {removed:,}")
    return of_reports(removed, missing)
