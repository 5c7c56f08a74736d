"""docs/service.md: its examples, run by curl against a service with the embedded models, print what the page shows.

    UPDATE_DOCS=1 pytest tests/service/test_service_page.py

writes today's outputs into the page. Probabilities are not compared, because they depend on the processor.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "service.md"
MARK = "<!-- not run: a test of its own runs it -->\n"
EXAMPLE = re.compile(rf"({re.escape(MARK)}```sh\n(.*?)```\n\n```text\n)(.*?)(```\n)", re.DOTALL)
ARTICLE = re.compile(r"<!-- file: harbour\.txt -->\n```text\n(.*?)```", re.DOTALL)
PROBABILITY = re.compile(r"\b(?:0\.\d+|1\.0)\b")


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "quotes", "--no-config", "serve", "--port", "0", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env=environment) as process:
        assert process.stdout
        yield int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
        process.terminate()
        assert process.wait(60) == 0


@pytest.mark.models
@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_examples_print_what_the_page_shows(port: int, tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    article = ARTICLE.search(page)
    assert article
    (tmp_path / "harbour.txt").write_text(article[1], encoding="utf-8")

    def run(example: re.Match[str]) -> str:
        command = example[2].replace(":8765", f":{port}")
        found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=tmp_path)
        shown = found.stdout.rstrip("\n") + "\n"
        same = PROBABILITY.sub("p", shown) == PROBABILITY.sub("p", example[3])
        return example[0] if same else f"{example[1]}{shown}{example[4]}"

    today = EXAMPLE.sub(run, page)
    assert len(EXAMPLE.findall(page)) == page.count(MARK) > 3
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(today, encoding="utf-8")
    else:
        assert today == page
