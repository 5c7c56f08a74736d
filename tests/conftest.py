from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from made_coreference import COREFERENCE

from quotes import Analyzer
from quotes.corpora.speakers.gum import CoreferenceDocument, read_coreference
from quotes.parsing import Parser

pytest_plugins = ["cli_fixtures", "desk_pages", "worker_outcomes"]

settings.register_profile("few", deadline=None, max_examples=40)  # time depends on what else the machine does
settings.load_profile("few")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the embedded models by a fixture; those that load them otherwise carry the marker."""
    for item in items:
        if {"analyzer", "parser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("models")


@pytest.fixture(autouse=True)
def embedded_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests use the embedded models, and no colours but on terminals, whatever the developer's environment says."""
    for name in ("QUOTES_MODEL", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer with the embedded models, which take seconds to load."""
    return Analyzer()


@pytest.fixture(scope="session")
def parser(analyzer: Analyzer) -> Parser:
    """The parser of that analyzer."""
    return analyzer.parser


@pytest.fixture(scope="session")
def tiny_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a tiny set of Stanza's own networks."""
    from tiny_stanza import make_tiny_set  # needs torch and Stanza, which take seconds to load

    return make_tiny_set(tmp_path_factory.mktemp("stanza") / "tiny")


@pytest.fixture
def quay_treebank(tmp_path: Path) -> Path:
    """A file with the treebank of `made_coreference`."""
    path = tmp_path / "quay.conllu"
    path.write_text(COREFERENCE, encoding="utf-8")
    return path


@pytest.fixture
def quay(quay_treebank: Path) -> CoreferenceDocument:
    """The one document of that treebank."""
    (document,) = read_coreference(quay_treebank)
    return document
