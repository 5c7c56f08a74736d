"""`quotes archive`: the statements of many articles in one database, one module for each command."""

from __future__ import annotations

from collections.abc import Mapping

import click

from quotes.cli.lazy_group import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "build": ("archive_build_command:build", "Analyse articles and store what is found; go on where it was."),
    "remove": ("archive_remove_command:remove", "Remove articles, with all that was found in them."),
    "search": ("archive_search_command:search", "Look for statements by their words, speakers, days and more."),
    "timeline": (
        "archive_timeline_command:timeline",
        "Show how much a speaker says in each month, and what.",
    ),
    "side-by-side": (
        "archive_side_by_side_command:side_by_side",
        "Show statements of speakers side by side, by day.",
    ),
    "top": ("archive_top_command:top", "Show the speakers with most statements in each month or year."),
    "changed": ("archive_changed_command:changed", "Show what a speaker says in other words than before."),
    "export": ("archive_export_command:export", "Write an archive as Parquet, CSV or JSON Lines."),
    "import": ("archive_import_command:import_", "Put analyses that were saved into an archive."),
    "pack": ("archive_pack_command:pack", "Write articles as Parquet, for a cluster."),
    "cluster": ("archive_cluster_command:cluster", "Analyse packed articles on a cluster of Ray."),
    "metadata": ("archive_metadata_command:metadata", "Print how Datasette shows an archive."),
}
"""Place of each command (``module:function``), and its line of `quotes archive --help`."""


@click.group(cls=LazyGroup, package=__name__, lazy_commands=COMMANDS)
def archive() -> None:
    """Keep the statements of many articles, and search them.

    \b
      quotes archive build news.db articles/
      quotes archive search news.db harbour --since 2026
    """
