"""The listening process: the address, what is printed about it, and an end in which running requests are finished."""

from __future__ import annotations

import errno
import ipaddress
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from quotes.errors import QuotesError, ReadError
from quotes.readers.raw_document import ReadingOptions
from quotes.runtime.ending_signals import ENDING
from quotes.runtime.workers import WARM_UP
from quotes.service.access import LOOPBACK, Access
from quotes.service.access_tokens import new_token, read_token
from quotes.service.analysis_pool import AnalysisPool
from quotes.service.api import Service
from quotes.service.application import application
from quotes.service.documents import Document
from quotes.service.given_articles import GivenArticles
from quotes.service.metrics import Metrics
from quotes.service.protocol import LONGEST_HEADERS, GuardedProtocol
from quotes.service.request_bodies import BodyReader
from quotes.service.request_log import log_to_standard_error
from quotes.service.work import Setup, read_document

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp

USUAL_PORT = 8765
PORTS_TRIED = 50

_GRACE = 5
"""Seconds beyond the limit of time of a request in which running ones may end with the service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Options of the service.

    `host` is an address, None for loopback. `port` None is `USUAL_PORT` or the next one that is free. `token_file` has
    the token, which is made if there is no file and the address is not loopback. Requests for the names of
    `allow_host` are served, and those from pages of the origins of `allow_origin`. `workers` and `queue` are numbers of
    articles that are analysed and that wait, `timeout` the seconds that each may take. `sources` are files and folders
    of articles. With `quiet`, requests are not logged.
    """

    host: str | None = None
    port: int | None = None
    token_file: Path | None = None
    allow_host: Sequence[str] = ()
    allow_origin: Sequence[str] = ()
    workers: int = 1
    queue: int = 32
    timeout: float = 120.0
    sources: Sequence[Path] = ()
    quiet: bool = False


def serve(setup: Setup, options: ServeOptions, routes: Sequence[BaseRoute] = ()) -> None:
    """Serve, with these routes beside those of the service, until a signal ends it.

    Raises `QuotesError` if it cannot listen or its token cannot be read.
    """
    token = read_token(options.token_file) if options.token_file else None
    with _listening(options) as listener:
        address, port = listener.getsockname()[:2]
        is_loopback = ipaddress.ip_address(address.partition("%")[0]).is_loopback
        made = token is None and not is_loopback
        access = Access(
            port=port,
            hosts=LOOPBACK | {_name(address), *map(_name, options.allow_host), _name(options.host or "")} - {""},
            any_address=not is_loopback,
            origins=tuple(options.allow_origin),
            token=new_token() if made else token,
        )
        pool = AnalysisPool(setup, workers=options.workers, queue=options.queue, timeout=options.timeout)
        service = Service(
            pool=pool,
            access=access,
            bodies=BodyReader(setup.reading.max_size),
            given=GivenArticles(options.sources),
            metrics=Metrics(pool),
        )
        _warm_up(setup)
        log_to_standard_error(quiet=options.quiet)
        _Server(_config(application(service, routes), options), _announcement(access, address, made)).run([listener])


def _announcement(access: Access, address: str, made: bool) -> str:
    """Return what is printed at the start: the address, with the link of a browser, and a token that was made."""
    host = socket.gethostname() if ipaddress.ip_address(address.partition("%")[0]).is_unspecified else address
    url = f"http://{f'[{host}]' if ':' in host else host}:{access.port}/"
    if access.token is None:
        return f"serving at {url}"
    lines = [f"serving at {url}", f"for a browser, once: {url}enter?key={access.key}"]
    return "\n".join([*lines, f"token: {access.token}"] if made else lines)


def _config(app: ASGIApp, options: ServeOptions) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=GuardedProtocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        timeout_graceful_shutdown=int(options.timeout) + _GRACE,
    )


class _Server(uvicorn.Server):
    """Server that says when it listens, and that every signal which ends the program ends with running requests."""

    def __init__(self, config: uvicorn.Config, announcement: str) -> None:
        super().__init__(config)
        self.announcement = announcement

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        with suppress(OSError):
            print(self.announcement, flush=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle signals in this block, and do not raise them again at its end, which is a good one."""
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in ENDING
            if signal.getsignal(number) != signal.SIG_IGN
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _listening(options: ServeOptions) -> Iterator[socket.socket]:
    """Give a socket that is bound to the address. Raises `QuotesError` if it cannot be."""
    ports = range(USUAL_PORT, USUAL_PORT + PORTS_TRIED) if options.port is None else [options.port]
    host = options.host or "127.0.0.1"
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, ports[0], type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise QuotesError(f"{host} is no address of this machine: {_reason(error)}") from None
    for port in ports:
        listener = socket.socket(family, kind, number)
        with listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((address[0], port, *address[2:]))
                listener.listen()
            except OSError as error:
                if error.errno == errno.EADDRINUSE and port != ports[-1]:
                    continue
                raise QuotesError(f"cannot listen at {host}, port {port}: {_reason(error)}") from None
            yield listener
            return


def _reason(error: OSError | UnicodeError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _name(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _warm_up(setup: Setup) -> None:
    """Load all that is loaded when first needed, once, before there are workers."""
    setup.analysis(WARM_UP)
    page = b"<html><body><article><p>It rained all day in the harbour.</p></article></body></html>"
    with suppress(ReadError):
        read_document(Document(data=page, format="html"), ReadingOptions())
