"""`quotes serve`: a service over HTTP, for a newsroom's own system and for a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from quotes.cli.exit_status import ExitStatus
from quotes.cli.named_path import NamedPath
from quotes.cli.options.analysis_options import (
    coref_option,
    engine_option,
    model_option,
    patterns_option,
    roster_option,
    scope_option,
    workers_option,
)
from quotes.cli.options.reading_options import (
    date_field_option,
    id_field_option,
    max_size_option,
    repair_option,
    text_field_option,
    title_field_option,
)
from quotes.cli.options.selection_options import SELECTION_OPTIONS, gathers_selection
from quotes.cli.serving import run_service
from quotes.reports.selection import Selection

_OWN_OPTIONS = (
    click.option(
        "--inbox",
        metavar="FOLDER",
        type=NamedPath(file_okay=False),
        help="Keep articles that are pasted or dropped in a browser there.  [default: a folder of this user's data]",
    ),
    click.option(
        "--host",
        metavar="ADDRESS",
        help="Listen at this address of this machine; others than loopback need a token.  [default: 127.0.0.1]",
    ),
    click.option(
        "--port",
        metavar="N",
        type=click.IntRange(0, 65535),
        help="Listen at this port.  [default: 8765, or the next one that is free]",
    ),
    click.option(
        "--token-file",
        metavar="FILE",
        type=NamedPath(dir_okay=False),
        help="Serve only those who know the token in this file.  [default: a new one, if one is needed]",
    ),
    click.option(
        "--allow-host",
        metavar="NAME",
        multiple=True,
        help="Serve requests for this name too, as a proxy sends them; may be given several times.",
    ),
    click.option(
        "--allow-origin",
        metavar="ORIGIN",
        multiple=True,
        help="Serve requests from pages of this site (https://cms.example.org); may be given several times.",
    ),
    click.option(
        "--queue",
        metavar="N",
        type=click.IntRange(min=0),
        default=32,
        show_default=True,
        help="Let N articles wait for a worker; one more is refused.",
    ),
    click.option(
        "--timeout",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True, max=86_400),
        default=120.0,
        show_default=True,
        help="Give up an article that waits and is analysed for longer than this.",
    ),
)

_OPTIONS = (
    *_OWN_OPTIONS,
    scope_option,
    *SELECTION_OPTIONS,
    coref_option,
    roster_option,
    patterns_option,
    repair_option,
    text_field_option,
    id_field_option,
    title_field_option,
    date_field_option,
    max_size_option,
    model_option,
    engine_option,
    workers_option,
    click.option("-q", "--quiet", is_flag=True, help="Do not log requests."),
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("sources", metavar="[FILE|FOLDER]...", nargs=-1, type=NamedPath(exists=True))
@_with_options
@gathers_selection
def serve(sources: Sequence[Path], selection: Selection, **options: Any) -> ExitStatus:
    """Correct articles in a browser, and serve programs.

    A browser shows the articles of the files and folders that are named, and those that are pasted or dropped there;
    what a person corrects is kept beside each article (ARTICLE.say). Programs send articles to /analyze. All is served
    on this machine only unless an address is given. Requests are logged on standard error, in JSON without any text.
    SIGTERM and Ctrl-C end the service after what it does.

    \b
      quotes serve
      quotes serve news/ --workers 2
      curl -H 'Content-Type: text/plain' --data-binary @article.txt http://127.0.0.1:8765/analyze
    """
    return run_service(sources, selection, options)
