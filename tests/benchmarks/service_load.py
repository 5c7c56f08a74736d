"""Load of `quotes serve`: requests of several clients, none lost and none mixed up, memory, times, and throughput.

    python tests/benchmarks/service_load.py fixtures --stub --requests 10000 --disturb
    python tests/benchmarks/service_load.py fixtures --requests 200 --against-extract

With ``--stub``, nothing is analysed: what is measured is the service alone. With ``--disturb``, a worker is killed
every second, and clients break off in the middle of requests and of answers. ``--against-extract`` analyses the same
articles with `quotes extract`, from rows of a file, and compares the times of the processor and of the clock, start not
counted.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).parents[2]
STUB_SERVICE = ROOT / "tests" / "stub_service.py"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """Requests of clients to a port, each answered once, and what came of them."""

    port: int
    bodies: Sequence[bytes]
    begin: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    again: int = 0
    _next: Iterator[int] = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._next = iter(range(self.begin, len(self.bodies)))

    def run(self, clients: int) -> float:
        """Send all requests and return the seconds that it took."""
        begun = time.perf_counter()
        threads = [threading.Thread(target=self._client) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun

    def _client(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        while True:
            with self._lock:
                number = next(self._next, None)
            if number is None:
                connection.close()
                return
            begun = time.perf_counter()
            body = self.bodies[number]
            while True:
                connection.request("POST", "/analyze", body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                answer = response.read()
                if response.status != 429:
                    break
                self.again += 1
                time.sleep(int(response.headers["Retry-After"]))
            self.seconds.append(time.perf_counter() - begun)
            sent, got = json.loads(body), json.loads(answer)
            article = got.get("article", {})
            if (response.status, article.get("id"), article.get("text")) != (200, sent["id"], sent["text"]):
                self.wrong.append(f"{sent['id']}: {response.status} {answer[:200]!r}")


def made_bodies(articles: Sequence[Path], requests: int) -> list[bytes]:
    """Return requests with the texts of articles, each with words of its own."""
    texts = [path.read_text(encoding="utf-8") for path in articles]
    return [
        json.dumps({"id": f"a{number}", "text": f"{text.rstrip()}\n\nThis is article {number}.\n"}).encode()
        for number, text in enumerate(islice(cycle(texts), requests))
    ]


@contextmanager
def service(command: Sequence[str], folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Give the process of a service and its port."""
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder) as process,
    ):
        assert process.stdout
        line = process.stdout.readline()
        assert line, (folder / "log").read_text()
        try:
            yield process, int(line.rstrip("/\n").rpartition(":")[2])
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def megabytes(process: subprocess.Popen[str]) -> str:
    """Return the private and the whole memory of the service's processes, in MB."""
    found = []
    for pid in (process.pid, *workers_of(process)):
        with suppress(ProcessLookupError, FileNotFoundError):  # killed meanwhile
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
            values = {line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines}
            found.append(f"{values['Rss']:.0f} ({values['Private_Dirty'] + values['Private_Clean']:.0f} private)")
    return ", ".join(found)


def processor_seconds(process: subprocess.Popen[str]) -> float:
    """Return the seconds of the processor of a service and its workers."""
    fields = [
        Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (process.pid, *workers_of(process))
    ]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


def disturb(process: subprocess.Popen[str], port: int, body: bytes, ended: threading.Event) -> dict[str, int]:
    """Kill workers and break off requests until the event; returns how many."""
    chance, counts = random.Random(7), {"killed workers": 0, "broken clients": 0}
    head = "POST /analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
    request = f"{head}{len(body)}\r\n\r\n".encode() + body
    while not ended.wait(0.1):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(request[: chance.randrange(1, len(request) + 1)])
            counts["broken clients"] += 1
        if counts["broken clients"] % 10 == 0 and (workers := workers_of(process)):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                counts["killed workers"] += 1
    return counts


def extract_seconds(bodies: Sequence[bytes], workers: int, folder: Path) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor in which `quotes extract` analyses articles."""
    rows = folder / "articles.jsonl"
    rows.write_bytes(b"".join(body + b"\n" for body in bodies))
    command = [sys.executable, "-m", "quotes", "--no-config", "extract", str(rows), "-q", "-f", "jsonl"]
    begun = time.perf_counter()
    before = os.times()
    subprocess.run([*command, "-o", str(folder / "out"), "--workers", str(workers)], check=True, cwd=ROOT)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, spent


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.option("--requests", type=int, default=200, show_default=True)
@click.option("--clients", type=int, default=8, show_default=True)
@click.option("--workers", type=int, default=2, show_default=True)
@click.option("--stub", is_flag=True, help="Measure the service without an analyzer.")
@click.option("--disturb", "disturbed", is_flag=True, help="Kill workers and break off requests meanwhile.")
@click.option("--against-extract", is_flag=True, help="Compare with `quotes extract`.")
def main(
    articles: Path, requests: int, clients: int, workers: int, stub: bool, disturbed: bool, against_extract: bool
) -> None:
    """Send the articles of a folder (*.txt) to a service until there are so many requests."""
    bodies = made_bodies(sorted(articles.glob("*.txt")), requests)
    os.environ["PYTHONPATH"] = os.fspath(ROOT)
    program = [sys.executable, *([str(STUB_SERVICE)] if stub else ["-m", "quotes", "--no-config", "serve"])]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        command = [*program, "--port", "0", "--workers", str(workers), "--timeout", "600"]
        with service(command, folder) as (process, port):
            print(f"MB at the start: {megabytes(process)}")
            part = min(1_000, requests)
            first, rest = Load(port, bodies[:part]), Load(port, bodies, begin=part)
            ended = threading.Event()
            counts: list[Any] = []
            disturber = threading.Thread(target=lambda: counts.append(disturb(process, port, bodies[0], ended)))
            if disturbed:
                disturber.start()
            before = processor_seconds(process)
            seconds = first.run(clients)
            spent = processor_seconds(process) - before
            print(f"MB after {part:,} requests: {megabytes(process)}")
            if not disturbed:
                print(f"{1000 * spent / part:.1f} ms of the processor for each request")
            if part < requests:
                seconds += rest.run(clients)
                print(f"MB after {requests:,} requests: {megabytes(process)}")
            ended.set()
            if disturbed:
                disturber.join()
                print(f"disturbed: {counts[0]}")
        times = sorted([*first.seconds, *rest.seconds])
        wrong = [*first.wrong, *rest.wrong]
        print(
            f"{len(times):,} answers to {requests:,} requests, {len(wrong)} wrong, "
            f"{first.again + rest.again} sent again"
        )
        print(*wrong[:3], sep="\n")
        print(f"{len(times) / seconds:.1f} requests a second; ms: p50 {1000 * statistics.median(times):.0f}, ", end="")
        print(f"p99 {1000 * times[int(0.99 * len(times))]:.0f}, longest {1000 * times[-1]:.0f}")
        if against_extract:
            start = extract_seconds(bodies[:1], workers, folder)
            clock, processor = (
                all_ - one for all_, one in zip(extract_seconds(bodies, workers, folder), start, strict=True)
            )
            print(
                f"extract: {clock:.1f} s, {processor:.1f} s of the processor; service: {seconds:.1f} s, {spent:.1f} s"
            )
            print(
                f"throughput of the service: {clock / seconds:.2f} by the clock, "
                f"{processor / spent:.2f} by the processor"
            )


if __name__ == "__main__":
    main()
