"""Program `quotes`: the group of all commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from typing import Any

import click

import quotes
from quotes.cli.exit_status import ExitStatus, of_error, of_signal
from quotes.cli.lazy_group import LazyGroup
from quotes.cli.messages import echo_error
from quotes.cli.standard_streams import protect_standard_streams
from quotes.errors import QuotesError
from quotes.reports.wording import printable
from quotes.runtime.ending_signals import handle_signals

COMMANDS: Mapping[str, tuple[str, str]] = {
    "report": ("report_command:report", "Show who claims what: statements grouped by speaker."),
    "extract": ("extract_command:extract", "List all statements, one row each, in the order of the text."),
    "check": ("check_command:check", "Compare articles with the results expected of them."),
    "models": ("models_command:models", "List, verify and install model sets."),
    "evaluate": ("evaluate:evaluate", "Measure how good the tool and its models are on gold corpora."),
}
"""Place of each command (``module:function``) and its line of `quotes --help`."""


class Program(LazyGroup):
    """Group of all commands, which turns errors into exit statuses."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Run the program as a process of its own: with signals and standard streams that lose nothing."""
        handle_signals()
        protect_standard_streams()
        return self.main(*arguments, **options)

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command and exit with the status that it returns, or, after one line, with that of an error."""
        try:
            super().main(*arguments, **options)
        except QuotesError as error:
            status = of_error(error)
            if status != ExitStatus.CLOSED_PIPE:
                echo_error(str(error))
            sys.exit(status)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and leave with the status that it returns, or with that of a signal."""
        try:
            ctx.exit(super().invoke(ctx))
        except click.UsageError as error:
            error.message = "\n".join(map(printable, error.message.split("\n")))  # type: ignore[misc]
            raise
        except KeyboardInterrupt:
            ctx.exit(of_signal())
        finally:
            gc.freeze()  # nothing is searched for garbage when the process ends


@click.group(
    cls=Program,
    package="quotes.cli",
    lazy_commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(quotes.__version__, prog_name="quotes")
def main() -> None:
    """Find out who claims what in a news article.

    Finds the statements that an article attributes to somebody, quoted or not, and who makes them.
    """
