"""Group of commands whose modules are imported when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """Group that has the name and line of help of each command, and imports its module when it is used."""

    def __init__(self, *args: Any, package: str, lazy_commands: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """Take for each name its place in `package` (``module:function``) and its line of help."""
        super().__init__(*args, **kwargs)
        self.package = package
        self.lazy_commands = lazy_commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which they were given."""
        return list(self.lazy_commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, or None if there is none."""
        if cmd_name not in self.lazy_commands:
            return None
        module, _, function = self.lazy_commands[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"{self.package}.{module}"), function)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that begin like this, without importing any command."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=help)
            for name, (_, help) in self.lazy_commands.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in self.lazy_commands.items()])
