"""Way of `serve` from its options to the service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from quotes.cli import running
from quotes.cli.exit_status import ExitStatus
from quotes.errors import QuotesError
from quotes.readers.raw_document import ReadingOptions
from quotes.reports.selection import Selection
from quotes.runtime.workers import processor_cores
from quotes.speakers.roster import read_roster
from quotes.statements.rules.rule_tables import load_rules

LIBRARIES = ("starlette", "uvicorn", "python_multipart")


def run_service(sources: Sequence[Path], selection: Selection, options: Mapping[str, Any]) -> ExitStatus:
    """Load the models and serve until a signal ends the service.

    Raises `QuotesError` if a library is not installed, and as `quotes.service.server.serve` does.
    """
    if not all(map(find_spec, LIBRARIES)):
        raise QuotesError("the service needs the extra serve: pip install '.[serve]' in the folder of quotes")
    from quotes.desk.inbox import usual_inbox
    from quotes.desk.routes import Desk
    from quotes.service.server import ServeOptions, serve
    from quotes.service.work import Setup, SupportsAnalysis

    given = {field.name: options[field.name] for field in fields(ServeOptions) if field.name in options}
    reading = {field.name: options[field.name] for field in fields(ReadingOptions) if field.name in options}
    inbox = options["inbox"] or usual_inbox()
    service_options = ServeOptions(
        **given | {"sources": [*sources, inbox], "workers": min(given["workers"], processor_cores())}
    )
    roster = read_roster(options["roster"]) if options["roster"] else None
    rules = load_rules(options["patterns"])
    loaded = running.load_analyzer(
        options["model"], options["engine"], options["coref"], options["patterns"], scope=options["scope"]
    )
    setup = Setup(
        analyzer=cast(SupportsAnalysis, loaded),
        reading=ReadingOptions(**reading),
        selection=selection,
        roster=roster,
        rules=rules,
    )
    serve(setup, service_options, Desk(inbox, rules).routes)
    return ExitStatus.OK
