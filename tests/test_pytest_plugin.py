"""The plugin in a pytest of its own, with an analyzer that knows one article."""

from __future__ import annotations

import os
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest
from made_analyses import HARBOUR_TEXT, harbour

from quotes.checks.update import expected_text

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]

CONFTEST = """
import sys
from pathlib import Path
from types import SimpleNamespace

from stub_analyzer import StubAnalyzer

class Analyzer(StubAnalyzer):
    def __init__(self, model):
        super().__init__()
        with open("loaded", "a") as log:
            print(model, file=log)

sys.modules["quotes.analysis"] = SimpleNamespace(Analyzer=Analyzer)
"""

TELL_WHAT_IS_LOADED = """
import sys

def pytest_unconfigure():
    heavy = {"numpy", "torch", "spacy", "quotes.analysis", "quotes.checks.checking"}
    print("loaded:", sorted(heavy & set(sys.modules)))
"""


@pytest.fixture
def folder(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with an article as expected, one that differs, and one that is missing."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    expected = expected_text(harbour(), None, Path("harbour.expected.toml"))
    files = {
        "harbour.txt": HARBOUR_TEXT,
        "harbour.expected.toml": expected,
        "port.txt": HARBOUR_TEXT,
        "port.expected.toml": expected.replace('speaker = "Black Sea Pilots', 'speaker = "Red Sea Pilots'),
        "gone.expected.toml": "# Where is it?\n",
        "notes.txt": "No article.\n",
    }
    (pytester.path / "articles").mkdir()
    for name, text in files.items():
        (pytester.path / "articles" / name).write_text(text, encoding="utf-8")
    return pytester


def test_articles_are_tests_that_show_their_differences(
    folder: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.makeconftest(CONFTEST)
    monkeypatch.setenv("QUOTES_MODEL", "small")
    result = folder.runpytest_subprocess("-p", "quotes.pytest_plugin", "--quotes", "-v")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        [
            "articles/gone.expected.toml::gone FAILED*",
            "articles/harbour.expected.toml::harbour PASSED*",
            "articles/port.expected.toml::port FAILED*",
            "no such file: *gone.txt",
            "articles/port.txt:6: other speaker: 14 ships are waiting",
            "  - Red Sea Pilots' Union",
            "  + Black Sea Pilots' Union",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert (folder.path / "loaded").read_text() == "small\n"


def test_without_the_option_nothing_is_collected_and_nothing_loaded(folder: pytest.Pytester) -> None:
    folder.makeconftest(TELL_WHAT_IS_LOADED)
    result = folder.runpytest_subprocess("-p", "quotes.pytest_plugin")
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    result.stdout.fnmatch_lines(["collected 0 items", "loaded: []"])


def test_the_plugin_is_declared() -> None:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    name, _, module = setup["options.entry_points"]["pytest11"].strip().partition(" = ")
    assert name == "quotes"
    assert import_module(module).pytest_collect_file
