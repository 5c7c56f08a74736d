"""Options from a configuration file: defaults of commands, which the environment and the command line override."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import click
from click.core import ParameterSource

from quotes.cli.configuration_file import ConfigurationFile, find_configuration, read_configuration
from quotes.cli.parameter_types import ColumnNames, ModelName, Table
from quotes.errors import ConfigurationError

ONLY_GIVEN = frozenset(
    [
        *("output", "errors", "update", "yes", "force", "fetch", "allow_private", "source"),
        *("fix", "write_baseline", "list_rules", "explain_rules"),
        *("host", "port", "token_file", "allow_host", "allow_origin"),
    ]
)
"""Options (by the names of their parameters) that no file can set.

They say where something is written or replaced, what is loaded from the web, and who is served: a file that lies in the
folder of somebody else's articles must not decide that. Others ask for something else than a command's task.
"""

_KEY = "quotes.configuration"

Names = tuple[str, ...]
"""Names of groups and a command ("evaluate", "parse"), or of tables and a key."""

Options = Mapping[str, click.Option]
"""Options of a command by their keys in a file: "min-confidence" for --min-confidence."""

_Commands = Mapping[Names, Options]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Defaults of commands from a file, by the names of commands and parameters, and the keys that set them."""

    file: ConfigurationFile
    defaults: dict[str, Any] = field(default_factory=dict)
    keys: dict[tuple[Names, str], Names] = field(default_factory=dict)

    def place(self, command: Names, parameter: str) -> str:
        """Return where a parameter of a command is set: "quotes.toml:3"."""
        return self.file.place(self.keys[command, parameter])

    def error(self, command: Names, error: click.BadParameter) -> ConfigurationError:
        """Return the error about a value from the file that its option cannot have."""
        assert error.param and error.param.name
        keys = self.keys[command, error.param.name]
        return ConfigurationError(f"{self.file.place(keys)}: {'.'.join(keys)}: {error.message}")


def configure(program: click.Context, invoked: str | None = None) -> None:
    """Give the commands of the program their defaults: from the file that it is called with, or that is found.

    Groups other than `invoked` are left out unless the file needs them, for the sake of time; None leaves out none.
    Raises `ConfigurationError` about the first thing in the file that is not a setting.
    """
    if program.params["config"] and program.params["no_config"]:
        raise click.UsageError("--config and --no-config do not go together: drop one of them", program)
    if program.params["config"]:
        file = read_configuration(program.params["config"])
    elif program.params["no_config"] or not (found := find_configuration()):
        return
    else:
        file = found
    groups = {invoked, *file.settings} if invoked else None
    try:
        configuration = configured(file, dict(commands_below(program, groups=groups)))
    except ConfigurationError:
        if groups is None:
            raise
        configuration = configured(file, dict(commands_below(program)))
    program.meta[_KEY] = configuration
    program.default_map = configuration.defaults


def configuration_of(context: click.Context) -> Configuration | None:
    """Return the configuration that holds in a context, or None if there is no file."""
    found: Configuration | None = context.meta.get(_KEY)
    return found


def error_of_file(error: click.UsageError) -> ConfigurationError | None:
    """Return the error about a value that comes from a file and that its option cannot have; None for other errors."""
    context = error.ctx
    if context is None or not isinstance(error, click.BadParameter) or error.param is None:
        return None
    configuration = configuration_of(context)
    if configuration is None or context.get_parameter_source(error.param.name or "") is not ParameterSource.DEFAULT_MAP:
        return None
    return configuration.error(command_of(context), error)


def command_of(context: click.Context) -> Names:
    """Return the names of the groups and the command of a context, without that of the program."""
    return (*command_of(context.parent), context.info_name or "") if context.parent else ()


def commands_below(
    context: click.Context, group: click.Group | None = None, names: Names = (), groups: Container[str] | None = None
) -> Iterator[tuple[Names, Options]]:
    """Yield the commands of a program with their options, of all groups or of these; imports their modules."""
    for name in (group := group or cast(click.Group, context.command)).list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group) and (groups is None or name in groups):
            yield from commands_below(context, command, (*names, name))
        elif command and not isinstance(command, click.Group):
            options = (each for each in command.params if isinstance(each, click.Option))
            yield (*names, name), {max(each.opts, key=len).lstrip("-"): each for each in options}


def configured(file: ConfigurationFile, commands: _Commands) -> Configuration:
    """Return the defaults that a file gives to commands: those for all, and over them those of the table of each.

    Where only some of the commands have the choice that is set for all, or take it from a file, it holds for these.
    Raises `ConfigurationError` about a key that is no option, a table that is no command, an option of `ONLY_GIVEN`,
    and a value that no command line can give.
    """
    configuration = Configuration(file)
    _take(configuration, (), file.settings, commands)
    return configuration


def _take(configuration: Configuration, table: Names, settings: Mapping[str, Any], commands: _Commands) -> None:
    """Take the settings of a table for the commands that have these options, then those of its tables."""
    tables = {key: value for key, value in settings.items() if isinstance(value, dict)}
    for key, value in settings.items():
        if key not in tables:
            _set(configuration, (*table, key), value, commands)
    for key, value in tables.items():
        names = (*table, key)
        below = {command: options for command, options in commands.items() if command[: len(names)] == names}
        if not below:
            raise _unknown(configuration.file, names, f"[{'.'.join(names)}]", commands)
        _take(configuration, names, value, below)


def _set(configuration: Configuration, names: Names, value: Any, commands: _Commands) -> None:
    file, key = configuration.file, names[-1]
    having = {command: options[key] for command, options in commands.items() if key in options}
    if not having:
        raise _unknown(file, names, key, commands)
    fitting = {command: option for command, option in having.items() if _is_choice(value, option)}
    if not fitting:
        choices = dict.fromkeys(choice for option in having.values() for choice in _choices(option))
        raise ConfigurationError(
            f"{file.place(names)}: {'.'.join(names)}: {value!r} is not one of {', '.join(choices)}"
        )
    settable = {command: option for command, option in fitting.items() if option.name not in ONLY_GIVEN}
    for command, option in (settable or fitting).items():
        assert option.name
        try:
            if not settable:
                raise ValueError(f"no file can set it; give --{key} on the command line")
            default = _as_given(option, value, file.path.parent)
        except ValueError as error:
            raise ConfigurationError(f"{file.place(names)}: {'.'.join(names)}: {error}") from None
        defaults = configuration.defaults
        for name in command:
            defaults = defaults.setdefault(name, {})
        defaults[option.name] = default
        configuration.keys[command, option.name] = names


def _is_choice(value: Any, option: click.Option) -> bool:
    """Tell whether the type of an option takes a value, or each value of a list, as far as it has choices."""
    return not (choices := _choices(option)) or all(each in choices for each in _listed(value))


def _choices(option: click.Option) -> Sequence[str]:
    return option.type.choices if isinstance(option.type, click.Choice) else ()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_given(option: click.Option, value: Any, folder: Path) -> Any:
    """Return a value as the command line would give it, a path with the folder in front.

    Raises ValueError for a value that no command line can give.
    """
    if option.multiple:
        return [_one_as_given(option, each, folder) for each in _listed(value)]
    return _one_as_given(option, value, folder)


def _one_as_given(option: click.Option, value: Any, folder: Path) -> Any:
    if option.is_flag:
        if isinstance(value, bool):
            return value
        raise ValueError("true or false is wanted here")
    if isinstance(option.type, Table) and isinstance(value, dict):
        return option.type.of_table(value, folder)
    if isinstance(option.type, ColumnNames) and isinstance(value, list):
        return ",".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if not isinstance(value, str):
        raise ValueError("a text or a number is wanted here")
    by_path = isinstance(option.type, click.Path) or (isinstance(option.type, ModelName) and os.sep in value)
    before = folder if folder != Path() else ""
    return os.path.join(before, os.path.expanduser(value)) if by_path and value else value


def _unknown(file: ConfigurationFile, names: Names, shown: str, commands: _Commands) -> ConfigurationError:
    """Return the error about a key or table that means nothing, with the nearest one that would mean something."""
    from rapidfuzz.process import extractOne

    above = names[:-1]
    tables = {f"[{'.'.join(command[: len(names)])}]" for command in commands if len(command) > len(above)}
    keys = {key for options in commands.values() for key, option in options.items() if option.name not in ONLY_GIVEN}
    nearest, *_ = extractOne(shown, sorted(keys | tables))
    where = f" in [{'.'.join(above)}]" if above and shown == names[-1] else ""
    return ConfigurationError(f"{file.place(names)}: unknown key {shown}{where}; the nearest known one is {nearest}")
