"""Nothing is written or called by the libraries behind the user's back.

Processes run with the network closed, in an empty home and temporary directory. Calls come late: onnxruntime's first
one 9 seconds after its import. Two processes that live so long begin with the first test, and sleep during the others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import model_info
from huggingface_hub.errors import OfflineModeIsEnabled
from without_network import KILLED, NOT_CLOSED

from quotes.models.model_set import find_model_set
from quotes.runtime.telemetry import hub_offline

TESTS = Path(__file__).parents[1]
ARTICLES = [str(TESTS.parent / "fixtures" / f"{name}.txt") for name in ("pronoun-organization", "general")]
LATE = 12
"""Seconds after which onnxruntime has called home."""

PROGRAM = "from runpy import run_module; run_module('quotes', run_name='__main__', alter_sys=True)"
NETWORK = str(find_model_set().joint_network)
LOAD = f"onnxruntime.InferenceSession({NETWORK!r}, providers=['CPUExecutionProvider'])"
TELEMETRY_ON = f"import onnxruntime; {LOAD}"
PYTHON = """
import sys, spacy, stanza, quotes, quotes.stanza, quotes.training.__main__
text = open(sys.argv[1]).read()
nlp = spacy.blank("en")
nlp.add_pipe("quotes")
words = stanza.Pipeline("en", dir=quotes.stanza.DIRECTORY, package=None, download_method=None,
    processors=quotes.stanza.PROCESSORS, logging_level="CRITICAL")
print(quotes.analyze(text).speakers, nlp(text)._.statements[0].source, quotes.from_stanza(words(text)).speakers)
"""

pytestmark = [pytest.mark.models, pytest.mark.usefixtures("long_lives")]


def start(folder: Path, *command: str, **variables: str) -> subprocess.Popen[str]:
    """Start Python with an empty home and temporary directory, which are `folder`."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)} | variables
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, *command], env=environment, cwd=TESTS.parent, text=True, **pipes)


def start_closed(folder: Path, seconds: int, code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start code with the network closed; when it has run, it sleeps for some seconds."""
    return start(folder, str(TESTS / "without_network.py"), str(seconds), code, *arguments)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return exit status, output and errors of a process."""
    output, errors = process.communicate()
    if process.returncode == NOT_CLOSED:
        pytest.skip("this system cannot close the network for a process")
    return process.returncode, output, errors


@pytest.fixture(scope="module")
def long_lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, subprocess.Popen[str]]]]:
    """Processes that report on an article, and that leave onnxruntime's telemetry on; they live on for `LATE`."""
    folders = {name: tmp_path_factory.mktemp(name) for name in ("report", "telemetry")}
    processes = {
        "report": start_closed(folders["report"], LATE, PROGRAM, "report", ARTICLES[0]),
        "telemetry": start_closed(folders["telemetry"], LATE, TELEMETRY_ON),
    }
    yield {name: (folders[name], process) for name, process in processes.items()}
    for process in processes.values():
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("code", "arguments", "shown"),
    [
        (PROGRAM, ["extract", "--workers", "2", *ARTICLES], "Artsen Information"),
        (PYTHON, ARTICLES[:1], "Artsen Information"),
    ],
    ids=["workers", "python"],
)
def test_no_socket_and_no_file_are_left(code: str, arguments: list[str], shown: str, tmp_path: Path) -> None:
    status, output, errors = ended(start_closed(tmp_path, 0, code, *arguments))
    assert (status, errors) == (0, "") and shown in output
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("call", "status"),
    [
        ("socket()", KILLED),
        ("socket(AF_UNIX)", KILLED),
        ("socket(AF_INET6).connect(('::1', 9))", KILLED),
        ("socketpair()", 0),
    ],
)
def test_a_closed_network(call: str, status: int, tmp_path: Path) -> None:
    assert ended(start_closed(tmp_path, 0, f"from socket import *; {call}"))[0] == status


@pytest.mark.parametrize(
    ("imports", "variable", "warned"),
    [
        ("quotes, onnxruntime", "0", False),
        ("onnxruntime, quotes", "2", True),
        ("onnxruntime, quotes", "True", False),
    ],
)
def test_a_network_loaded_with_telemetry_on_gives_a_warning(
    imports: str, variable: str, warned: bool, tmp_path: Path
) -> None:
    code = f"""
import os, {imports}
from quotes.networks.onnx_session import open_session
open_session({NETWORK!r})
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""
    process = start(tmp_path, "-c", code, ORT_DISABLE_TELEMETRY=variable)
    output, errors = process.communicate()
    assert (process.returncode, output) == (0, "1\n")
    assert ("telemetry" in errors) is warned
    assert warned or not list(tmp_path.rglob("*"))


def test_nothing_is_asked_of_the_hugging_face_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    with hub_offline(), pytest.raises(OfflineModeIsEnabled):
        model_info("nobody/no-such-model")


def test_a_long_life_leaves_no_socket_and_no_file(long_lives: dict[str, tuple[Path, subprocess.Popen[str]]]) -> None:
    folder, process = long_lives["report"]
    status, output, errors = ended(process)
    assert (status, errors) == (0, "") and "Artsen Information" in output
    assert not list(folder.rglob("*"))


def test_telemetry_would_be_seen(long_lives: dict[str, tuple[Path, subprocess.Popen[str]]]) -> None:
    folder, process = long_lives["telemetry"]
    status = ended(process)[0]
    if status == 0 and not list(folder.rglob("*")):
        pytest.skip("this onnxruntime has no telemetry")
    assert status == KILLED and (folder / ".cache").exists()
