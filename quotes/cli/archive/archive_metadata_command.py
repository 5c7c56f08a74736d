"""`quotes archive metadata`: how Datasette shows an archive."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.archive.datasette_metadata import datasette_metadata
from quotes.cli.archive.archive_options import archive_argument
from quotes.cli.exit_status import ExitStatus


@click.command()
@archive_argument
def metadata(database: Path) -> ExitStatus:
    """Print how Datasette shows an archive: titles, facets and searches, as its metadata file.

    \b
      quotes archive metadata news.db > metadata.json
      datasette news.db -m metadata.json
    """
    click.echo(datasette_metadata(database), nl=False)
    return ExitStatus.OK
