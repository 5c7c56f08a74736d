"""Requests that mean harm, sent to a process: each gets a clear answer, and the service goes on."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from served_analyses import ServedProcess, served_process
from stub_service import TIME_LIMIT

TOKEN = "correct-horse-battery-staple"
HIDDEN = "what the owner hides"
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedProcess]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "token").write_text(TOKEN + "\n")
    (folder / "news").mkdir()
    (folder / "news" / "<img src=x onerror=alert(1)>.txt").write_text("It rained.")
    (folder / "secret.txt").write_text(HIDDEN)
    with served_process(folder, "news", "--token-file", "token", "--port", "0", lines=2) as service:
        yield service


@pytest.fixture(autouse=True)
def goes_on(service: ServedProcess) -> Iterator[None]:
    yield
    assert service.request("GET", "/health")[0] == 200
    assert service.process.poll() is None
    assert all(HIDDEN not in json.dumps(line) and TOKEN not in json.dumps(line) for line in service.lines())


def sent(service: ServedProcess, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    """The status and the line of a problem."""
    given = {name.replace("-", "_"): value for name, value in HEADERS.items()} | headers
    status, found, answer = service.request(method, path, body, **given)
    assert found["content-type"] == "application/problem+json"
    return status, json.loads(answer)["detail"]


def raw(service: ServedProcess, *pieces: bytes, pause: float = 0.0) -> bytes:
    """All that is answered to bytes, which are sent with pauses between them."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        for piece in pieces:
            with suppress(OSError):
                connection.sendall(piece)
            time.sleep(pause)
        answer = b""
        with suppress(ConnectionResetError):
            while piece := connection.recv(65_536):
                answer += piece
        return answer


def test_another_host(service: ServedProcess) -> None:
    status, detail = sent(service, "POST", "/analyze", b'{"text": "a"}', Host="evil.example")
    assert (status, "not served under that name" in detail) == (421, True)


def test_another_origin(service: ServedProcess) -> None:
    status, detail = sent(service, "POST", "/analyze", b'{"text": "a"}', Origin="https://evil.example")
    assert (status, "pages of other sites" in detail) == (403, True)


@pytest.mark.parametrize(
    "path", ["/articles/../secret.txt", "/articles/news/..%2f..%2fsecret.txt", "/static/..%2f..%2fapi.py", "/../secret"]
)
def test_paths_that_lead_out(service: ServedProcess, path: str) -> None:
    assert sent(service, "GET", path)[0] == 404


def test_a_gigabyte_that_is_announced(service: ServedProcess) -> None:
    status, detail = sent(service, "POST", "/analyze", b"x" * 1_000, Content_Length="1000000000")
    assert (status, "larger than 20,000,000 bytes" in detail) == (413, True)


def test_a_gigabyte_that_is_not(service: ServedProcess) -> None:
    head = f"POST /analyze HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
    chunk = b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n"
    answer = raw(service, head.encode() + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 40, b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_slow_headers(service: ServedProcess) -> None:
    begun = time.monotonic()
    answer = raw(service, b"POST /analyze HTTP/1.1\r\n", b"Host: localhost\r\n", b"X-A: b\r\n", pause=0.4)
    assert answer.startswith(b"HTTP/1.1 408 ") and b"headers have not come" in answer
    assert time.monotonic() - begun < TIME_LIMIT + 5


def test_a_slow_body(service: ServedProcess) -> None:
    head = f"POST /analyze HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/plain\r\n"
    answer = raw(service, head.encode() + b"Content-Length: 100\r\n\r\n", *[b"x"] * 4, pause=0.4)
    assert answer.startswith(b"HTTP/1.1 408 ") and b"body has not come" in answer


def test_json_that_is_none(service: ServedProcess) -> None:
    status, detail = sent(service, "POST", "/analyze", b'{"text": "a",}')
    assert (status, "not JSON" in detail) == (400, True)


def test_control_characters(service: ServedProcess) -> None:
    assert sent(service, "POST", "/analyze", b'{"text": "\\u0000\\u0001"}')[0] == 422
    assert sent(service, "POST", "/analyze?id=a%0d%0aSet-Cookie:%20b", b'{"text": "a"}')[0] == 422
    assert sent(service, "GET", "/%00%0d%0a")[0] == 404
    assert raw(service, b"GET / HTTP/1.1\r\nHost: a\x00b\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert raw(service, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000).startswith(b"HTTP/1.1 400 ")


def test_html_in_names(service: ServedProcess) -> None:
    page = service.request("GET", "/", Authorization=HEADERS["Authorization"])[2]
    assert b"&lt;img" in page and b"<img" not in page
    body = json.dumps({"id": "<script>alert(1)</script>", "title": "<b onclick=a>", "text": "It rained."}).encode()
    page = service.request(
        "POST", "/analyze", body, Accept="text/html", **{k.replace("-", "_"): v for k, v in HEADERS.items()}
    )[2]
    assert b"<script>alert" not in page and b"<b onclick" not in page and b"&lt;b onclick" in page


def test_script_in_svg(service: ServedProcess) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert sent(service, "POST", "/analyze", svg, Content_Type="image/svg+xml")[0] == 415
    authorization = HEADERS["Authorization"]
    for kind in ("application/octet-stream", "text/plain"):
        status, headers, page = service.request(
            "POST", "/analyze", svg, Accept="text/html", Content_Type=kind, Authorization=authorization
        )
        assert status == 200 and b"<svg" not in page and b"<script>alert" not in page
        assert "script-src 'sha256-" in headers["content-security-policy"]


def test_no_token(service: ServedProcess) -> None:
    for given in ("", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"):
        status, detail = sent(service, "POST", "/analyze", b'{"text": "a"}', Authorization=given)
        assert (status, "a token is needed" in detail) == (401, True)


def test_two_hosts_and_smuggled_requests(service: ServedProcess) -> None:
    assert raw(service, b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n").startswith(
        b"HTTP/1.1 400 "
    )
    both = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert raw(service, b"POST /analyze HTTP/1.1\r\nHost: evil.example\r\n" + both).startswith(b"HTTP/1.1 4")
