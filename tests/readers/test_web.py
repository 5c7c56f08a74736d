"""Loading from the web: only where it is allowed, and never more or longer than that."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.readers import web
from quotes.readers.raw_document import ReadingOptions
from quotes.readers.reading import read_articles
from quotes.readers.web import fetched, is_public
from quotes.records import Article

PUBLIC = "93.184.215.14"
TEXT = "The ferries will sail, said Anna Berg. Café."


class Site(BaseHTTPRequestHandler):
    """What the server answers to each path; `seen` are the headers of the requests."""

    seen: ClassVar[list[dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        path = self.path.partition("?")[0]
        number = path.removeprefix("/again/")
        if path == "/text":
            self._answer(
                TEXT.encode("cp1252"), {"Content-Type": 'text/plain; charset="Windows-1252"', "Set-Cookie": "a=b"}
            )
        elif path == "/unknown":
            self._answer(TEXT.encode(), {"Content-Type": "text/plain; charset=klingon"})
        elif path == "/zip":
            self._answer(gzip.compress(b"x" * 10_000_000), {"Content-Encoding": "gzip"})
        elif path == "/chunks":
            self._answer(b"3\r\nThe\r\n5\r\n wind\r\n0\r\n\r\n", {"Transfer-Encoding": "chunked"}, length=None)
        elif path == "/cut":
            self._answer(b"short", {}, length=500)
        elif path == "/slow":
            self._answer(b"", {}, length=500)
            for _ in range(30):
                time.sleep(0.1)
                self.wfile.write(b"x")
        elif path == "/silent":
            time.sleep(3)
        elif number.isdigit():
            self._answer(b"", {"Location": f"/again/{int(number) - 1}" if int(number) else "/text"}, 302)
        elif path == "/to":
            self._answer(b"", {"Location": self.path.partition("?")[2]}, 301)
        else:
            self._answer(b"no", {}, 404)

    def _answer(self, body: bytes, headers: dict[str, str], status: int = 200, length: int | None = -1) -> None:
        self.protocol_version = "HTTP/1.1"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Readers hang up when they have had enough."""


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with Server(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def site(server: ThreadingHTTPServer) -> str:
    Site.seen.clear()
    return f"http://127.0.0.1:{server.server_address[1]}"


ALLOWED = ReadingOptions(fetch=True, allow_private=True, max_size=100_000)
Resolver = Callable[[dict[str, list[str]]], list[str]]


@pytest.fixture
def resolver(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> Resolver:
    """Makes names stand for addresses; connections to `PUBLIC` go to the server, and all are noted."""
    connect = socket.socket.connect
    connected: list[str] = []

    def to_server(self: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address[0])
        if address[0] == "198.51.100.1":
            raise OSError("unreachable")
        connect(self, server.server_address if address[0] == PUBLIC else address)

    def resolve(names: dict[str, list[str]]) -> list[str]:
        def getaddrinfo(host: str, port: int | None, *_: object, **__: object) -> list[object]:
            try:
                found = [str(ipaddress.ip_address(host))]
            except ValueError:
                if not names.get(host):
                    raise socket.gaierror("unknown") from None
                found = names[host]
            families = [socket.AF_INET6 if ":" in each else socket.AF_INET for each in found]
            return [(f, socket.SOCK_STREAM, 6, "", (a, port)) for f, a in zip(families, found, strict=True)]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(web, "is_public", lambda address: str(address) in (PUBLIC, "198.51.100.1"))
        monkeypatch.setattr(socket.socket, "connect", to_server)
        return connected

    return resolve


def refused(address: str, options: ReadingOptions = ALLOWED) -> str:
    with pytest.raises(ReadError) as error:
        fetched(address, options)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_document(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    document = fetched(f"{site}/text?x#part", ALLOWED)
    assert (document.text, document.declared_encoding, document.name) == (TEXT, "cp1252", f"{site}/text?x#part")
    assert fetched(f"{site}/unknown", ALLOWED).text == TEXT
    assert fetched(f"{site}/chunks", ALLOWED).text == "The wind"
    assert all("cookie" not in each and each["user-agent"].startswith("quotes ") for each in Site.seen)


def test_articles_have_the_address_as_their_url(site: str) -> None:
    (article,) = read_articles(f"{site}/text", ALLOWED)
    assert isinstance(article, Article)
    assert (article.id, article.url, article.text) == (f"{site}/text", f"{site}/text", TEXT)
    (error,) = read_articles(f"{site}/text", ReadingOptions())
    assert str(error) == f"{site}/text is an address on the web: --fetch loads it"


def test_what_the_server_does_wrong_is_one_line(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(f"{site}/nothing") == f"{site}/nothing: the server answers 404 Not Found"
    assert refused(f"{site}/zip") == f"{site}/zip is larger than 100,000 bytes: raise --max-size"
    assert refused(f"{site}/cut").startswith(f"{site}/cut: cannot be loaded: ")
    monkeypatch.setattr(web, "WHOLE_TIMEOUT", 0.5)
    assert refused(f"{site}/slow") == f"{site}/slow: not loaded after 0 seconds"
    monkeypatch.setattr(web, "READ_TIMEOUT", 0.2)
    assert refused(f"{site}/silent") == f"{site}/silent: the server does not answer in time"
    assert refused(site.replace("http:", "https:")).endswith(": the certificate of the server is not valid")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").endswith(": cannot connect to 127.0.0.1")


def test_redirects(site: str) -> None:
    assert fetched(f"{site}/again/4", ALLOWED).text == TEXT
    assert refused(f"{site}/again/5") == f"{site}/again/5: more than 5 redirects"
    assert refused(f"{site}/to?file:///etc/passwd").endswith("file:///etc/passwd is no address of http or https")


@pytest.mark.parametrize(
    "address", ["ftp://x.example/", "file:///etc/passwd", "http://", "http://x.example:99999/", "http://[::1/", "x"]
)
def test_what_is_no_address_of_the_web(address: str) -> None:
    assert refused(address) == f"{address}: {address} is no address of http or https"


def test_private_addresses_are_refused(site: str, resolver: Resolver) -> None:
    connected = resolver(
        {"inside.example": ["10.0.0.5"], "mixed.example": [PUBLIC, "127.0.0.1"], "a.example": [PUBLIC]}
    )
    options = ReadingOptions(fetch=True)
    said = "an address of a private network: --allow-private allows it"
    assert refused(f"{site}/text", options) == f"{site}/text: 127.0.0.1 is 127.0.0.1, {said}"
    assert refused("http://inside.example/", options).endswith(f": inside.example is 10.0.0.5, {said}")
    assert refused("http://mixed.example/", options).endswith(f": mixed.example is 127.0.0.1, {said}")
    assert refused("http://[::1]/", options).endswith(f": ::1 is ::1, {said}")
    assert refused("http://none.example/", options).endswith(": there is no host none.example")
    assert refused(f"http://{'a' * 70}.example/", options).endswith(".example")
    assert not connected
    assert refused(f"http://a.example/to?{site}/text", options).endswith(f": 127.0.0.1 is 127.0.0.1, {said}")
    assert connected == [PUBLIC]


def test_the_connection_goes_to_the_address_that_was_checked(
    resolver: Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"a.example": ["198.51.100.1", PUBLIC]}
    connected = resolver(names)
    lookup = socket.getaddrinfo
    asked: list[str] = []

    def rebinding(host: str, *arguments: object, **named: object) -> object:
        found = lookup(host, *arguments, **named)  # type: ignore[arg-type]
        asked.append(host)
        names["a.example"] = ["127.0.0.1"]
        return found

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert fetched("http://a.example:8080/text", ReadingOptions(fetch=True)).text == TEXT
    assert connected == ["198.51.100.1", PUBLIC]
    assert asked.count("a.example") == 1
    assert Site.seen[-1]["host"] == "a.example:8080"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("::ffff:93.184.215.14", True),
        *((address, False) for address in (
            "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::",
            "::1", "fe80::1", "fe80::1%1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
            "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        )),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) == public


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_no_way_in(address: ipaddress.IPv4Address) -> None:
    for outer in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert is_public(ipaddress.ip_address(outer)) == is_public(address)
