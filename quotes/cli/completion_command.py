"""`quotes completion`: scripts with which shells complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

VARIABLE = "_QUOTES_COMPLETE"
"""Environment variable with which a shell asks the program for completions."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in a shell.

    It completes options, their values and the names of files, too.

    \b
    Put this line into the shell's start file, and open a new shell:
      bash (4.4 or newer), ~/.bashrc:     eval "$(quotes completion bash)"
      zsh, ~/.zshrc, after compinit:      eval "$(quotes completion zsh)"
      fish, ~/.config/fish/config.fish:   quotes completion fish | source

    \b
      quotes completion bash
    """
    program = context.find_root()
    scripts = get_completion_class(shell)
    assert scripts
    click.echo(scripts(program.command, {}, "quotes", VARIABLE).source(), nl=False)
