"""`quotes config`: which options hold, and where they are set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from quotes.cli.configuration import Configuration, Names, commands_below, configuration_of, configure
from quotes.cli.exit_status import ExitStatus
from quotes.cli.messages import echo_error
from quotes.cli.options.output_options import output_options
from quotes.cli.output import open_output
from quotes.reports.settings import FORMATS, Setting, write_settings

SOURCES = {
    ParameterSource.ENVIRONMENT: "environment",
    ParameterSource.DEFAULT_MAP: "file",
    ParameterSource.DEFAULT: "default",
}


@click.command()
@click.argument("command", metavar="[COMMAND]...", nargs=-1)
@output_options(FORMATS, default="text")
@click.pass_context
def config(context: click.Context, command: tuple[str, ...], format: str, output: Path | None) -> ExitStatus:
    """Show which options hold, and where they are set.

    With a COMMAND, all of its options; without, those of all commands that the configuration file or the
    environment sets. The first of these counts: command line, environment, the command's table in the file, the
    top of the file, default.

    \b
      quotes config
      quotes config report
      quotes config evaluate parse -f json
    """
    program = context.find_root()
    configure(program)
    chosen = [names for names, _ in commands_below(program) if names[: len(command)] == command]
    if not chosen:
        raise click.BadParameter(f"there is no command {' '.join(command)!r}.", context, param_hint="'COMMAND'")
    configuration = configuration_of(context)
    settings = [setting for names in chosen for setting in _settings(program, names, configuration)]
    if not command:
        settings = [setting for setting in settings if setting.source != "default"]
    echo_error(f"configuration file: {configuration.file.path}" if configuration else "no configuration file")
    with open_output(output, for_programs=format == "json") as stream:
        write_settings(settings, stream, format)
    return ExitStatus.OK


def _settings(program: click.Context, names: Names, configuration: Configuration | None) -> Iterator[Setting]:
    """Yield the settings of one command as it would have them without arguments, each checked if it is from a file."""
    context = program
    for name in names:
        assert isinstance(context.command, click.Group)
        command = context.command.get_command(context, name)
        assert command
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    for option in context.command.params:
        if not isinstance(option, click.Option) or option.name is None:
            continue
        source = context.get_parameter_source(option.name) or ParameterSource.DEFAULT
        place = None
        if source is ParameterSource.DEFAULT_MAP and configuration:
            place = configuration.place(names, option.name)
            try:
                option.type_cast_value(context, context.lookup_default(option.name))
            except click.BadParameter as error:
                error.param = error.param or option
                raise configuration.error(names, error) from None
        elif source is ParameterSource.ENVIRONMENT:
            place = str(option.envvar)
        yield Setting(
            " ".join(names), max(option.opts, key=len), _plain(context.params[option.name]), SOURCES[source], place
        )


def _plain(value: Any) -> str | int | float | bool | list[str] | None:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(each) for each in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
