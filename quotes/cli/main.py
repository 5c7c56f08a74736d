"""The `quotes` program: a group of commands whose modules are imported when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

import quotes
from quotes.cli.exit_status import ExitStatus
from quotes.cli.messages import say
from quotes.errors import QuotesError

COMMANDS: Mapping[str, str] = {
    "report": "Show who claims what: statements grouped by speaker.",
    "extract": "List all statements, one row each, in the order of the text.",
    "check": "Compare articles with the results expected of them.",
    "models": "List, verify and install model sets.",
}
"""Names of commands, each also that of its function and module here, and their lines of `quotes --help`."""


class LazyGroup(click.Group):
    """Imports the module of a command when the command is used, and turns errors into exit statuses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"quotes.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and exit with the status it returns. Errors of the user's are one line each."""
        try:
            ctx.exit(super().invoke(ctx))
        except QuotesError as error:
            say(str(error))
            ctx.exit(ExitStatus.BAD_INPUT)
        except KeyboardInterrupt:
            ctx.exit(ExitStatus.INTERRUPTED)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(quotes.__version__, prog_name="quotes")
def main() -> None:
    """Who claims what in a news article.

    Finds the statements that an article attributes to somebody, quoted or not, and who makes them.
    """
