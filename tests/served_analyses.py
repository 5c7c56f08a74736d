"""Services for tests: an application in this process, and processes on loopback."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.routing import Route
from starlette.testclient import TestClient
from stub_service import STUB_SERVICE, SleepyAnalyzer

from quotes.readers.raw_document import ReadingOptions
from quotes.service.access import Access
from quotes.service.analysis_pool import AnalysisPool
from quotes.service.api import Service
from quotes.service.application import application
from quotes.service.given_articles import GivenArticles
from quotes.service.metrics import Metrics
from quotes.service.request_bodies import BodyReader
from quotes.service.work import Setup

PORT = 8765


def made_service(
    sources: Sequence[Path] = (),
    access: Access | None = None,
    max_size: int = 100_000,
    timeout: float = 20,
    queue: int = 8,
    workers: int = 1,
    **setup: Any,
) -> Service:
    """A service with the stub of an analyzer."""
    pool = AnalysisPool(
        Setup(analyzer=SleepyAnalyzer(), reading=ReadingOptions(max_size=max_size), **setup),
        workers=workers,
        queue=queue,
        timeout=timeout,
    )
    return Service(
        pool=pool,
        access=access or Access(PORT),
        bodies=BodyReader(max_size),
        given=GivenArticles(sources),
        metrics=Metrics(pool),
    )


@contextmanager
def serving(service: Service, routes: Sequence[Route] = ()) -> Iterator[TestClient]:
    """A client of a service in this process, with these routes beside its own; it does not follow redirections."""
    app = application(service, routes)
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False) as client:
        yield client


@dataclass
class ServedProcess:
    """A service that is a process: what it has printed, and its address."""

    process: subprocess.Popen[str]
    printed: list[str]
    log: Path

    @property
    def port(self) -> int:
        found = re.search(r":(\d+)/", self.printed[0])
        assert found
        return int(found[1])

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """The status, the headers (small letters) and the body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, given)
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def analyze(self, text: str, **fields: str) -> tuple[int, Any]:
        """The status and the JSON of the answer to an article."""
        body = json.dumps({"text": text, **fields}).encode()
        status, _, answer = self.request("POST", "/analyze", body, Content_Type="application/json")
        return status, json.loads(answer)

    def lines(self) -> list[dict[str, Any]]:
        """The log."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def workers(self) -> list[int]:
        """The numbers of the processes of its workers."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(each) for each in found.split()]

    def end(self) -> int:
        """Its exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@contextmanager
def served_process(folder: Path, *arguments: str, lines: int = 1) -> Iterator[ServedProcess]:
    """A process that serves; so many lines that it prints at its start are read."""
    log = folder / "log.jsonl"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with (
        log.open("w") as stream,
        subprocess.Popen(
            [*STUB_SERVICE, "--inbox", "inbox", *arguments],
            stdout=subprocess.PIPE,
            stderr=stream,
            text=True,
            cwd=folder,
            env=environment,
        ) as process,
    ):
        assert process.stdout
        try:
            printed = [process.stdout.readline().rstrip("\n") for _ in range(lines)]
            assert printed[0], log.read_text()
            yield ServedProcess(process, printed, log)
        finally:
            process.kill()
