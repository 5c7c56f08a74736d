"""The service as a process: its address, its end, its log, and clients that go away."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served_analyses import ServedProcess, served_process
from stub_analyzer import Run

from quotes.cli import serving
from quotes.service.access_tokens import new_token, read_token
from quotes.service.server import USUAL_PORT


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServedProcess]:
    with served_process(tmp_path, "--port", "0", "--workers", "2", "--timeout", "3", "--queue", "2") as service:
        yield service


def test_running_requests_are_finished_before_the_end(service: ServedProcess) -> None:
    with ThreadPoolExecutor() as threads:
        running = [threads.submit(service.analyze, "sleep 1", id=str(number)) for number in range(3)]
        time.sleep(0.4)
        workers = service.workers()
        for pid in workers:  # as Ctrl-C in a terminal does, and a service manager
            os.kill(pid, signal.SIGTERM)
        assert service.end() == 0
        for number, each in enumerate(running):
            status, answer = each.result()
            assert (status, answer["article"]["id"]) == (200, str(number))
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_workers_end_with_a_service_that_is_killed(service: ServedProcess) -> None:
    workers = service.workers()
    assert workers
    service.process.kill()
    service.process.wait()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/stat").exists() for pid in workers):
            return
        time.sleep(0.1)
    raise AssertionError("workers are left")


def test_an_article_that_takes_too_long_and_the_others(service: ServedProcess) -> None:
    status, problem = service.analyze("sleep 60")
    assert (status, "not analysed in 3 seconds" in problem["detail"]) == (504, True)
    assert service.analyze("It rained.")[0] == 200


def test_clients_that_go_away_free_their_place(service: ServedProcess) -> None:
    body = json.dumps({"text": "sleep 0.5"}).encode()
    head = f"POST /analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    clients = []
    for _ in range(4):
        clients.append(socket.create_connection(("127.0.0.1", service.port)))
        clients[-1].sendall(head.encode() + b"\r\n\r\n" + body)
        time.sleep(0.02)
    time.sleep(0.2)
    assert service.analyze("It rained.")[0] == 429
    for client in clients:
        client.close()
    time.sleep(0.2)
    begun = time.monotonic()
    assert service.analyze("It rained.")[0] == 200
    assert time.monotonic() - begun < 2
    half = socket.create_connection(("127.0.0.1", service.port))
    half.sendall(head.encode() + b"\r\n\r\n" + body[:5])
    half.close()
    assert service.analyze("It rained.")[0] == 200
    assert [line["status"] for line in service.lines()].count(499) >= 4


def test_connections_are_closed_although_workers_were_forked_meanwhile(service: ServedProcess) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=10) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(100_000)
        for pid in service.workers():
            os.kill(pid, signal.SIGKILL)
        for _ in range(3):
            assert service.analyze("It rained.")[0] == 200
        client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        client.settimeout(5)
        while client.recv(100_000):
            pass


def test_the_log_has_no_text_and_no_query(service: ServedProcess) -> None:
    assert service.analyze("It rained on the quay.", title="Secretive")[0] == 200
    service.request("GET", "/health?key=Secretive")
    service.end()
    lines = service.lines()
    fields = {"time", "level", "method", "path", "status", "ms", "bytes", "words"}
    assert [set(line) for line in lines] == [fields] * 2
    assert (lines[0]["path"], lines[0]["words"], lines[1]["path"]) == ("/analyze", 5, "/health")
    assert "quay" not in service.log.read_text() and "Secretive" not in service.log.read_text()


def test_the_next_free_port(tmp_path: Path) -> None:
    with served_process(tmp_path) as first, served_process(tmp_path) as second:
        assert USUAL_PORT <= first.port < second.port
        for one in (first, second):
            assert one.request("GET", "/health")[0] == 200


def test_other_addresses_need_a_token(tmp_path: Path) -> None:
    with served_process(tmp_path, "--host", "0.0.0.0", "--port", "0", lines=3) as service:
        link, token = service.printed[1].rpartition(" ")[2], service.printed[2].removeprefix("token: ")
        assert len(token) > 40 and token not in link
        assert service.request("GET", "/schema")[0] == 401
        assert service.request("GET", "/schema", Authorization=f"Bearer {token}")[0] == 200
        path = link[link.index("/enter") :]
        status, headers, _ = service.request("GET", path)
        assert status == 303
        assert service.request("GET", "/", Cookie=headers["set-cookie"].partition(";")[0])[0] == 200
        assert service.request("GET", path)[0] == 403
        assert token not in service.log.read_text()


def test_what_cannot_be_served_is_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(*arguments: str) -> str:
        result = run("serve", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    (folder / "short").write_text("secret")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert said("--port", port) == f"quotes: cannot listen at 127.0.0.1, port {port}: address already in use\n"
    assert "not a token: one word of at least 20" in said("--token-file", "short")
    assert "none: no such file" in said("--token-file", "none")
    assert "cannot listen at 192.0.2.1" in said("--host", "192.0.2.1")
    assert "does not exist" in said("nothing")
    monkeypatch.setattr(serving, "LIBRARIES", ("no_such_library",))
    assert said() == "quotes: the service needs the extra serve: pip install '.[serve]' in the folder of quotes\n"


def test_tokens_that_are_made_are_long_enough(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(new_token())
    assert read_token(tmp_path / "token") != new_token()


def test_help_needs_none_of_the_libraries() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from quotes.cli.main import main\n"
        "results = [CliRunner().invoke(main, each) for each in (['--help'], ['serve', '--help'])]\n"
        "assert all(each.exit_code == 0 for each in results), results\n"
        "print(sorted({'starlette', 'uvicorn', 'torch', 'spacy', 'numpy'} & set(sys.modules)))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
