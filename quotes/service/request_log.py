"""Log of a service: a line of JSON for each request, never with a text, a query, a header or a token."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

LONGEST_PATH = 200

access_logger = logging.getLogger("quotes.service.access")


class JsonLines(logging.Formatter):
    """Formatter of records as lines of JSON: the time and the fields that a record is given, or its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what an exception says stays out of it, because it may quote an article."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: dict[str, Any] = getattr(record, "fields", None) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[0]:
            fields = fields | {"exception": record.exc_info[0].__name__, "place": _place(record.exc_info[2])}
        return json.dumps({"time": time, "level": record.levelname.lower(), **fields})


def log_to_standard_error(*, quiet: bool) -> None:
    """Write the records of the service and of its server to standard error; with `quiet`, only warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(logging.NullHandler())  # other libraries' messages may quote an article
    logging.raiseExceptions = False  # a log that nobody reads any more ends no request
    for name, level in (("quotes.service", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.propagate = False
        logger.setLevel(logging.WARNING if quiet else level)


def log_request(method: str, path: str, status: int, seconds: float, size: int, words: int) -> None:
    """Log one request: its time in milliseconds, the bytes of its body, and the words that were analysed."""
    fields = {
        "method": method[:10],
        "path": path[:LONGEST_PATH],
        "status": status,
        "ms": round(seconds * 1000, 1),
        "bytes": size,
        "words": words,
    }
    access_logger.info("request", extra={"fields": fields})


def _place(traceback: Any) -> str:
    while traceback.tb_next:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}"
