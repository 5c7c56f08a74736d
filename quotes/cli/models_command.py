"""Command `quotes models`: list, verify and install model sets."""

from __future__ import annotations

from pathlib import Path

import click

from quotes.cli.exit_status import ExitStatus, of_reports
from quotes.cli.messages import echo_error
from quotes.cli.options.output_options import output_options
from quotes.cli.output import open_output
from quotes.errors import ModelError
from quotes.models.model_catalogue import embedded_place, installation_directory, installed_places, place_of
from quotes.models.model_set import ModelSet, describe, verify
from quotes.reports.model_sets import FORMATS, write_model_list, write_model_set
from quotes.reports.wording import printable
from quotes.runtime.ending_signals import defer_signals


@click.group()
def models() -> None:
    """List, verify and install model sets.

    NAME is `embedded`; the name of an installed set; or a directory of Stanza models. Stanza's official packages
    are called PACKAGE for English (`default`, `default_accurate`, `gum`, ...), and LANGUAGE or LANGUAGE:PACKAGE
    for other languages (`de`, `de:default_accurate`).

    \b
      quotes models list
    """


@models.command("list")
@output_options(FORMATS, default="text")
def list_(format: str, output: Path | None) -> int:
    """List the embedded set and the installed ones.

    \b
      quotes models list
      quotes models list -f json
    """
    found: list[ModelSet] = []
    unreadable = 0
    for place in (embedded_place(), *installed_places()):
        try:
            found.append(describe(place))
        except ModelError as error:
            echo_error(str(error))
            unreadable += 1
    with open_output(output, for_programs=format == "json") as stream:
        write_model_list(found, stream, format)
    return of_reports(len(found), unreadable)


@models.command()
@click.argument("name")
@output_options(FORMATS, default="text")
def show(name: str, format: str, output: Path | None) -> int:
    """Show the parts of a set and the state of each file.

    \b
      quotes models show embedded
    """
    model_set = describe(place_of(name))
    with open_output(output, for_programs=format == "json") as stream:
        write_model_set(model_set, stream, format)
    return ExitStatus.OK


@models.command("verify")
@click.argument("name", required=False)
def verify_(name: str | None) -> int:
    """Check the checksums of a set, or of all.

    Exit status: 0 all whole, 1 something is damaged or missing, 2 there is no set of that name.

    \b
      quotes models verify
      quotes models verify default
    """
    damaged = 0
    for place in (place_of(name),) if name is not None else (embedded_place(), *installed_places()):
        try:
            model_set = describe(place)
            verify(model_set)
        except ModelError as error:
            damaged += 1
            click.echo(printable(f"{place.name}: {error}"))
        else:
            click.echo(printable(f"{place.name}: whole, {len(model_set.files)} files"))
    return ExitStatus.NOT_ALL if damaged else ExitStatus.OK


@models.command()
@click.argument("name")
@click.option(
    "--from",
    "source",
    metavar="URL|DIR",
    help="Another server than Stanza's, or a directory of Stanza models, which is copied.",
)
@click.option("--force", is_flag=True, help="Install it again if it is installed already.")
def install(name: str, source: str | None, force: bool) -> int:
    """Install a set for this user.

    A package of Stanza's is downloaded from Stanza's server. A server named with --from has resources_VERSION.json
    (VERSION is that of Stanza) and, beside it, LANGUAGE/PROCESSOR/PACKAGE.pt. From a directory with one set, any
    NAME can be given to it. All checksums are verified; what cannot be loaded is not installed.

    \b
      quotes models install default
      quotes models install de
      quotes models install default --from https://models.example.org/stanza
      quotes models install house --from my-models/
    """
    from quotes.models.model_install import install_model_set
    from quotes.parsing.pipeline import how_to_get, try_to_load

    defer_signals()  # while a directory is there that must not stay
    done = install_model_set(name, source, try_to_load, force=force)
    if done is None:
        echo_error(f"model set '{place_of(name).name}' is installed already; --force installs it again")
        return ExitStatus.OK
    echo_error(f"installed model set '{done.model_set.name}' in {done.model_set.directory}")
    if done.transformers:
        echo_error(f"it needs {' and '.join(done.transformers)} too: run {how_to_get(done.transformers)}")
    return ExitStatus.OK


@models.command()
@click.argument("name", required=False)
def path(name: str | None) -> int:
    """Print the directory of a set, or the one in which installed sets lie.

    \b
      quotes models path
      quotes models path embedded
    """
    click.echo(installation_directory() if name is None else place_of(name).directory.absolute())
    return ExitStatus.OK
