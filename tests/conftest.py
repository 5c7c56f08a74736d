from __future__ import annotations

import pytest

from quotes import Analyzer
from quotes.parsing import Parser


@pytest.fixture(autouse=True)
def embedded_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests use the embedded models whatever the developer's environment says."""
    monkeypatch.delenv("QUOTES_MODEL", raising=False)


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer with the embedded models, which take seconds to load."""
    return Analyzer()


@pytest.fixture(scope="session")
def parser(analyzer: Analyzer) -> Parser:
    """The parser of that analyzer."""
    return analyzer._parser
