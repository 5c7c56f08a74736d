"""Loading of documents from the web: public addresses only, each connected to as it was checked."""

from __future__ import annotations

import codecs
import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError

from quotes.errors import ReadError
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.text_file import document_name

USER_AGENT = "quotes (reader of news articles)"
MOST_REDIRECTS = 5
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 20.0
WHOLE_TIMEOUT = 60.0
"""In seconds: for a connection, for a pause of the server, and for all of a document."""

_PORTS = {"http": 80, "https": 443}
_PIECE = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def fetched(address: str, options: ReadingOptions) -> RawDocument:
    """Load the document at an address on the web, with the encoding that its server says.

    A host is looked up once, and the connection goes to the very address that was checked; each redirect is checked in
    the same way. No cookies are kept, and neither proxies nor passwords of the environment are used, for a proxy would
    look the host up by itself.

    Raises `ReadError` if the address is not one of http or https, if it is private (loopback, link-local, multicast,
    reserved) without ``allow_private``, if the server cannot be reached, is too slow or answers with an error, and if
    the document has more than ``max_size`` bytes.
    """
    name = document_name(address)
    deadline = time.monotonic() + WHOLE_TIMEOUT
    for _ in range(MOST_REDIRECTS + 1):
        parts = _split(address, name)
        with _response(parts, options, name) as response:
            location = response.headers.get("location")
            if response.is_redirect and location:
                address = urljoin(address, location)
                continue
            if response.status_code != requests.codes.ok:
                raise ReadError(f"{name}: the server answers {response.status_code} {response.reason or ''}".rstrip())
            data = _content(response, options.max_size, deadline, name)
            return RawDocument(data, name, options, _charset(response.headers.get("content-type")))
    raise ReadError(f"{name}: more than {MOST_REDIRECTS} redirects")


def is_public(address: IPAddress) -> bool:
    """Tell whether an address of a machine is one of the public internet, also one of IPv4 within one of IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            within = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if within is not None:
            return is_public(within)
        if address.is_site_local or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


class _ToOneMachine(HTTPAdapter):
    """Connects to one machine, whatever the name of the host; certificates are still those of the name."""

    def __init__(self, machine: str) -> None:
        self.machine = machine
        super().__init__()

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        """Return what requests makes a connection of, with the machine in the place of the host."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            pool = {**pool, "server_hostname": host["host"], "assert_hostname": host["host"]}
        return {**host, "host": self.machine}, pool


def _split(address: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        if parts.scheme.lower() in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0):
            return parts
    except ValueError:
        pass
    raise ReadError(f"{name}: {document_name(address)} is no address of http or https")


@contextmanager
def _response(parts: SplitResult, options: ReadingOptions, name: str) -> Iterator[requests.Response]:
    """Give the answer of the first machine of a host that can be reached. Raises `ReadError`."""
    machines = _machines(parts, options, name)
    with requests.Session() as session:
        session.trust_env = False
        session.headers["User-Agent"] = USER_AGENT
        session.headers["Host"] = parts.netloc.rpartition("@")[2]
        try:
            yield _answer(session, parts, machines)
        except (requests.Timeout, ReadTimeoutError):
            raise ReadError(f"{name}: the server does not answer in time") from None
        except requests.exceptions.SSLError:
            raise ReadError(f"{name}: the certificate of the server is not valid") from None
        except requests.ConnectionError:
            raise ReadError(f"{name}: cannot connect to {parts.hostname}") from None
        except (requests.RequestException, HTTPError, ValueError) as error:
            raise ReadError(f"{name}: cannot be loaded: {error}") from None


def _answer(session: requests.Session, parts: SplitResult, machines: list[str]) -> requests.Response:
    for number, machine in enumerate(machines, start=1):
        session.mount(f"{parts.scheme}://", _ToOneMachine(machine))
        try:
            return session.get(
                parts.geturl(), stream=True, allow_redirects=False, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)
            )
        except (requests.ConnectTimeout, requests.ConnectionError):
            if number == len(machines):
                raise
    raise AssertionError("a host has machines")


def _machines(parts: SplitResult, options: ReadingOptions, name: str) -> list[str]:
    """Return the addresses of a host, all of which may be connected to. Raises `ReadError`."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or _PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"{name}: there is no host {document_name(host)}") from None
    machines = list(dict.fromkeys(str(each[4][0]) for each in found))
    private = [machine for machine in machines if not is_public(ipaddress.ip_address(machine))]
    if private and not options.allow_private:
        raise ReadError(f"{name}: {host} is {private[0]}, an address of a private network: --allow-private allows it")
    return machines


def _content(response: requests.Response, max_size: int, deadline: float, name: str) -> bytes:
    """Return the content of an answer, of which a little more than the most is read at most. Raises `ReadError`."""
    data = bytearray()
    while piece := response.raw.read1(_PIECE, decode_content=True):
        data += piece
        if len(data) > max_size:
            raise ReadError(f"{name} is larger than {max_size:,} bytes: raise --max-size")
        if time.monotonic() > deadline:
            raise ReadError(f"{name}: not loaded after {WHOLE_TIMEOUT:.0f} seconds")
    return bytes(data)


def _charset(content_type: str | None) -> str | None:
    """Return the encoding that a Content-Type names, None if Python does not know it."""
    header = Message()
    header["Content-Type"] = content_type or ""
    charset = header.get_content_charset()
    try:
        return codecs.lookup(charset).name if charset else None
    except LookupError:
        return None
