"""A model server on loopback with models of Stanza's kind as its package, and what can go wrong with it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from quotes.cli.main import main
from quotes.models.model_set import find_model_set

EMBEDDED = find_model_set()
LSTM_SET = find_model_set(None)
"""One with networks of Stanza's throughout."""


@dataclass
class Served:
    """A server's address and files, and what goes wrong: paths of which only half is sent, and statuses of others."""

    address: str
    directory: Path
    index: Path
    half: set[str] = field(default_factory=set)
    statuses: dict[str, int] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)

    def file(self, processor: str) -> Path:
        """The model file of a processor."""
        return self.directory / "en" / processor / "news.pt"

    def change_index(self, change: Callable[[Any], object]) -> None:
        """Let `change` edit the index, or give another in its place."""
        edit_json(self.index, change)

    def store(self, processor: str, content: bytes) -> None:
        """Put another file in the place of a model, and its checksum into the index."""
        replace(self.file(processor), content)
        md5 = hashlib.md5(content).hexdigest()
        self.change_index(lambda index: index["en"][processor]["news"].update(md5=md5))


def edit_json(path: Path, change: Callable[[Any], object]) -> None:
    """Edit the value in a JSON file."""
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


def replace(path: Path, content: bytes) -> None:
    """Write to a path whose file may be a link to one that must not change."""
    path.unlink()
    path.write_bytes(content)


def made_directory(directory: Path) -> Path:
    """A model directory: a copy of an index, links to its models."""
    for path, _ in LSTM_SET.files:
        link = directory / path.relative_to(LSTM_SET.directory)
        link.parent.mkdir(parents=True)
        link.symlink_to(path)
    shutil.copy(LSTM_SET.directory / "resources.json", directory)
    return directory


@contextmanager
def serve(directory: Path) -> Iterator[Served]:
    """Serve the models from `directory` as Stanza's server does, with entries for what quotes does not use."""
    import stanza

    made_directory(directory)
    index = directory / f"resources_{stanza.__resources_version__}.json"
    (directory / "resources.json").rename(index)
    edit_json(index, _like_stanzas)
    served = Served("", directory, index)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(served))
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def unused_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _like_stanzas(index: Any) -> None:
    index["en"]["packages"]["default"]["sentiment"] = "big"
    index["en"]["sentiment"] = {"big": {"md5": "0" * 32}}
    index["en"]["packages"]["default"]["optional"] = {"coref": "bigger"}
    index["en"]["packages"]["treebank"] = dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse"), "news")
    index["fr"] = {"packages": {"default": {}}}
    index["english"] = {"alias": "en"}
    index["url"] = "http://127.0.0.1:1/{lang}/{filename}"


def _handler(served: Served) -> type[SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=os.fspath(served.directory))

        def do_GET(self) -> None:
            name = self.path.lstrip("/")
            served.asked_for.append(name)
            if name in served.statuses:
                self.send_error(served.statuses[name])
            elif name in served.half:
                content = (served.directory / name).read_bytes()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content[: len(content) // 2])
                self.close_connection = True
            else:
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def models(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["models", *arguments], prog_name="quotes")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(result: Result, sets: Path) -> str:
    """The line that says why nothing was installed."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("quotes: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr and ".installing" not in result.stderr
    assert not sets.exists() or [path.name for path in sets.iterdir()] == [".lock"]
    return result.stderr
