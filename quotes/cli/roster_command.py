"""`quotes roster`: rosters of speakers from corrections."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.named_path import NamedPath
from quotes.cli.output import annotated_files, open_output, refuse_overwriting
from quotes.corrections.learned_roster import decided_names, learn_roster, write_roster
from quotes.errors import QuotesError


@click.group()
def roster() -> None:
    """Make rosters of speakers from corrections.

    \b
      quotes roster learn news/ -o roster.csv
    """


@roster.command("learn")
@click.argument("folder", type=NamedPath())
@click.option("--all", "all_names", is_flag=True, help="All persons, organizations and places that were named.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=NamedPath(allow_dash=True, dir_okay=False),
    help="Write to this file, whole or not at all, instead of standard output.",
)
def learn(folder: Path, all_names: bool, output: Path | None) -> ExitStatus:
    """Make a roster of the speakers whom corrections have given another name, a role or an affiliation.

    FOLDER has articles with their corrections (ARTICLE.say), also in folders in it. The roster is CSV, for `--roster`.
    What contradicts itself is said in one line each.

    \b
      quotes roster learn news/ -o roster.csv
      quotes report article.txt --roster roster.csv
    """
    refuse_overwriting([output], annotated_files(folder))
    found = list(decided_names(folder))
    errors = [one for one in found if isinstance(one, QuotesError)]
    for error in errors:
        echo_error(str(error))
    entries, conflicts = learn_roster((one for one in found if not isinstance(one, QuotesError)), all_names=all_names)
    for conflict in conflicts:
        echo_error(conflict)
    if len(errors) < len(found) or not errors:
        with open_output(output, for_programs=True) as stream:
            write_roster(entries, stream)
    return of_reports(len(found) - len(errors), len(errors))
