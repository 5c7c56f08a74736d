"""Program `quotes`: the group of all commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

import click

import quotes
from quotes.cli.exit_status import ExitStatus, of_error, of_signal
from quotes.cli.lazy_group import LazyGroup
from quotes.cli.named_path import NamedPath
from quotes.cli.standard_streams import protect_standard_streams
from quotes.errors import QuotesError
from quotes.runtime.ending_signals import handle_signals

COMMANDS: Mapping[str, tuple[str, str]] = {
    "report": ("report_command:report", "Show who claims what: statements grouped by speaker."),
    "extract": ("extract_command:extract", "List all statements, one row each, in the order of the text."),
    "annotate": ("annotate_command:annotate", "Make a page of an article in which every statement is marked."),
    "speakers": ("speakers_command:speakers", "Show who speaks, how often and how: the source audit."),
    "check": ("check_command:check", "Compare articles with the results expected of them."),
    "lint": ("lint_command:lint", "Check the attribution of articles, as a linter does with code."),
    "verify": ("verify_command:verify", "Look for every quotation of a text in its sources."),
    "compare": ("compare_command:compare", "Show what became of quotations in another version of a text."),
    "archive": ("archive:archive", "Keep the statements of many articles, and search them."),
    "claims": ("claims_command:claims", "Put together what several speakers say in several articles."),
    "serve": ("serve_command:serve", "Correct articles in a browser, and serve programs."),
    "corrections": ("corrections:corrections", "Show and use corrections, which are beside articles."),
    "roster": ("roster_command:roster", "Make rosters of speakers from corrections."),
    "models": ("models_command:models", "List, verify and install model sets."),
    "evaluate": ("evaluate:evaluate", "Measure how good the tool and its models are on gold corpora."),
    "config": ("config_command:config", "Show which options hold, and where they are set."),
    "completion": ("completion_command:completion", "Print the script that completes commands in a shell."),
}
"""Place of each command (``module:function``) and its line of `quotes --help`."""

HELP_NAMES = frozenset(["-h", "--help"])

WITHOUT_CONFIGURATION = frozenset(["completion"])
"""Commands that have no options, and must work in every folder: shells call them when they start."""


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
                from quotes.cli.messages import echo_error

                echo_error(str(error))
            sys.exit(status)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, with the defaults of the configuration file; its help needs none."""
        name, command, rest = super().resolve_command(ctx, args)
        help_asked = not HELP_NAMES.isdisjoint(takewhile("--".__ne__, args))
        if not (ctx.resilient_parsing or help_asked or name in WITHOUT_CONFIGURATION):
            from quotes.cli.configuration import configure

            configure(ctx, name)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and leave with the status that it returns, or with that of a signal."""
        try:
            ctx.exit(super().invoke(ctx))
        except click.UsageError as error:
            from quotes.cli.configuration import error_of_file
            from quotes.reports.wording import printable

            if in_file := error_of_file(error):
                raise in_file from None
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
    context_settings={"help_option_names": sorted(HELP_NAMES, key=len)},
)
@click.option(
    "--config",
    metavar="FILE",
    type=NamedPath(dir_okay=False),
    help="Read options from this file.  [default: quotes.toml or pyproject.toml, here or above]",
)
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
@click.version_option(quotes.__version__, prog_name="quotes")
def main(**_: Any) -> None:
    """Find out who claims what in a news article.

    Finds the statements that an article attributes to somebody, quoted or not, and who makes them.

    \b
      quotes report article.txt
    """
