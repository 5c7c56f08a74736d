"""Nothing is written or called by the libraries behind the user's back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotes.statements.learned.attribution_model import NETWORK
from quotes.statements.learned.embedded_model import PATH

ARTICLE = Path(__file__).parents[2] / "fixtures" / "pronoun-organization.txt"


def _run(code: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    places = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder)}
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | places
    return subprocess.run([sys.executable, *code], env=environment, capture_output=True, text=True, check=True)


@pytest.mark.models
def test_a_report_leaves_no_file_in_the_home_or_temporary_directory(tmp_path: Path) -> None:
    assert "Artsen" in _run(["-m", "quotes", "report", str(ARTICLE)], tmp_path).stdout
    assert not list(tmp_path.rglob("*"))


@pytest.mark.models
@pytest.mark.parametrize(("imports", "warned"), [("onnxruntime, quotes", True), ("quotes, onnxruntime", False)])
def test_a_network_loaded_with_telemetry_on_gives_a_warning(imports: str, warned: bool, tmp_path: Path) -> None:
    load = f"from quotes.networks.onnx_session import open_session; open_session({str(PATH / NETWORK)!r})"
    assert ("telemetry" in _run(["-c", f"import {imports}; {load}"], tmp_path).stderr) is warned
