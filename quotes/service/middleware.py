"""Layers around the routes of a service: the log and the headers of answers, and the guard of requests."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse

from quotes.service.access import SECURITY_HEADERS, Access
from quotes.service.metrics import Metrics
from quotes.service.request_log import access_logger, log_request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLIENT_GONE = 499
"""Status in the log of a request whose client has gone away."""

_COUNTS = "quotes.counts"


@dataclass(slots=True)
class Counts:
    """Counts of a request: the bytes of its body, its words, and the status of its answer."""

    size: int = 0
    words: int = 0
    status: int = 0
    begun: float = field(default_factory=time.perf_counter)


def counts_of(scope: Scope) -> Counts:
    """Return what is counted of a request."""
    counts: Counts = scope[_COUNTS]
    return counts


class Recorded:
    """Application whose answers have the headers of security, and whose requests are logged and counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; an exception is a problem 500, and its line of the log has no text."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        counts = scope[_COUNTS] = Counts()

        async def counted_receive() -> Message:
            message = await receive()
            counts.size += len(message.get("body", b""))
            return message

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                counts.status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, counted_receive, send_secured)
        except ClientDisconnect:
            counts.status = CLIENT_GONE
        except Exception:  # has been answered
            access_logger.exception("an error of the service")
        finally:
            self._record(scope, counts)

    def _record(self, scope: Scope, counts: Counts) -> None:
        seconds = time.perf_counter() - counts.begun
        log_request(scope["method"], scope["path"], counts.status, seconds, counts.size, counts.words)
        endpoint = getattr(scope.get("endpoint"), "__name__", "other")
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "OPTIONS") else "other"
        self.metrics.count(method, endpoint, counts.status, seconds, counts.words)


class Guarded:
    """Application that serves only what `Access` allows; a browser without a token is led to where it enters."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or refuse it."""
        if scope["type"] == "http":
            headers = _headers(scope)
            refusal = self.access.refusal(scope["method"], scope["path"], headers)
            if refusal:
                is_page = scope["method"] == "GET" and "text/html" in headers.get("accept", "")
                enters = refusal.status == 401 and is_page
                response = RedirectResponse("/enter", 303) if enters else refusal.response()
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers of a request, those of one name with commas between them."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
