"""A model set of files that hold no models, a server on loopback that offers it, and the faults of such a server."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from tiny_stanza import PACKAGE, PROCESSORS, model_path, store_index

from quotes.cli.main import main
from quotes.models.model_set import find_model_set

EMBEDDED = find_model_set()


@dataclass
class Served:
    """A server's address, files and faults: paths of which half is sent, HTTP statuses and headers of others."""

    address: str
    directory: Path
    index: Path
    half: set[str] = field(default_factory=set)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)

    def change_index(self, change: Callable[[Any], object]) -> None:
        """Edit the index in place."""
        edit_json(self.index, change)


def edit_json(path: Path, change: Callable[[Any], object]) -> None:
    """Edit the value in a JSON file."""
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


def hollow_set(directory: Path) -> Path:
    """Make a model directory like that of `tiny_stanza`, whose files hold no models but have the right checksums."""
    for processor in ("pretrain", *PROCESSORS):
        path = model_path(directory, processor)
        path.parent.mkdir(parents=True)
        path.write_bytes(f"weights of {processor}".encode())
    store_index(directory)
    return directory


@contextmanager
def serve(model_set: Path, directory: Path) -> Iterator[Served]:
    """Serve a copy of a model set in `directory` as Stanza's server does, with entries that quotes does not use."""
    import stanza

    shutil.copytree(model_set, directory)
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


def write_bomb(path: Path) -> None:
    """Write an archive of torch's kind that unpacks to a thousand times its size."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", bytes(1 << 20))


def unused_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _like_stanzas(index: Any) -> None:
    index["en"]["packages"]["default"]["sentiment"] = "big"
    index["en"]["sentiment"] = {"big": {"md5": "0" * 32}}
    index["en"]["packages"]["default"]["optional"] = {"coref": "bigger"}
    index["en"]["packages"]["treebank"] = dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse"), PACKAGE)
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
            elif name in served.half or name in served.headers:
                content = (served.directory / name).read_bytes()
                self.send_response(200)
                for header in served.headers.get(name, {"Content-Length": str(len(content))}).items():
                    self.send_header(*header)
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if name in served.half else content)
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
    """Return the line that says why nothing was installed."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("quotes: ") and result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr and ".installing" not in result.stderr
    assert not sets.exists() or [path.name for path in sets.iterdir()] == [".lock"]
    return result.stderr
