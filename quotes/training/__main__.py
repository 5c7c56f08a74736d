"""Training and fitting, one command for each product: ``python -m quotes.training COMMAND``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from quotes.errors import QuotesError
from quotes.training.confidence_fitting import confidence
from quotes.training.judging import judge
from quotes.training.speaker_fitting import speakers

Command = TypeVar("Command", bound=Callable[..., Any])

out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to work in; a run that was interrupted goes on there.",
)
threads_option = click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, help="Number of threads to compute with."
)


def corpus_option(name: str, help: str, *, multiple: bool = False) -> Callable[[Command], Command]:
    """Return an option of this name and line of help: a folder of corpora, or several."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(name, type=folder, required=True, multiple=multiple, help=help)


class _Group(click.Group):
    """Group of commands that end with one line for an error in data or set-up."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except QuotesError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group)
def main() -> None:
    """Train and fit what the package ships."""


@main.command()
@corpus_option("--data", "Folder with the corpora: ud, newswire, everyday and polnear.")
@corpus_option("--drills", "Folder of drills; may be repeated.", multiple=True)
@out_option
@threads_option
@click.option("--test", is_flag=True, help="Score the finished set on the test parts too, for the final figures.")
def english(data: Path, drills: tuple[Path, ...], out: Path, threads: int, test: bool) -> None:
    """Make the English model set from public treebanks and annotated news.

    The finished set, with its model card, is OUT/set.
    """
    import torch

    from quotes.training.english import Paths, make_english_set

    torch.set_num_threads(threads)
    own = " ".join(f"--drills {folder.name}" for folder in drills)
    command = f"python -m quotes.training english --data {data.name} {own} --out {out.name}"
    make_english_set(Paths(data, drills, out), command, test)


for subcommand in (confidence, judge, speakers):
    main.add_command(subcommand)

if __name__ == "__main__":
    main(prog_name="python -m quotes.training")
