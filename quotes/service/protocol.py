"""HTTP as uvicorn speaks it, with limits on the number of connections and on the time in which requests must come."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from quotes.service.problems import MEDIA_TYPE, Problem
from quotes.service.request_bodies import BODY_TIMEOUT
from quotes.service.request_log import log_request

MOST_CONNECTIONS = 200
HEADERS_TIMEOUT = 10.0
"""Seconds in which the headers of a request have to come, from the connection or the first byte of the request."""

LONGEST_HEADERS = 32_768
"""Bytes of the longest headers of a request that are read."""

_AFTER_BODY = 5.0
"""Seconds after `BODY_TIMEOUT` in which the connection of a request that has been answered may still send it."""


class GuardedProtocol(H11Protocol):
    """Protocol of one connection, which is closed when a request takes too long to come."""

    _timer: asyncio.TimerHandle | None = None
    _timer_state: Any = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, or refuse a connection that is one too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._refuse(Problem(503, "too many connections: try again later", {"Retry-After": "5"}))
        else:
            self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Go on with the next request, of which a part may have come already."""
        super().on_response_complete()
        if self.conn.trailing_data[0]:
            self._watch()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse(Problem(400, f"not a request of HTTP/1.1, or headers of more than {LONGEST_HEADERS:,} bytes"))

    def _watch(self) -> None:
        """Set the timer for the part of the request that is due, or stop it if the request has come."""
        state = self.conn.their_state
        if state not in (h11.IDLE, h11.SEND_BODY):
            self._stop_timer()
        elif self._timer is None or state is not self._timer_state:
            self._stop_timer()
            self._timer_state = state
            seconds = HEADERS_TIMEOUT if state is h11.IDLE else BODY_TIMEOUT + _AFTER_BODY
            self._timer = self.loop.call_later(seconds, self._late)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._timer_state = None

    def _late(self) -> None:
        self._timer = None
        if self.conn.their_state is h11.IDLE:
            self._refuse(Problem(408, f"the headers have not come in {HEADERS_TIMEOUT:g} seconds"))
        else:
            self.transport.close()

    def _refuse(self, problem: Problem) -> None:
        """Answer with a problem outside of any request, and close the connection."""
        if self.transport.is_closing():
            return
        body = problem.body()
        headers = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        lines = [f"{name}: {value}\r\n" for name, value in {**headers, **problem.headers}.items()]
        status = f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
        self.transport.write("".join([status, *lines, "\r\n"]).encode() + body)
        self.transport.close()
        log_request("", "", problem.status, 0, 0, 0)
