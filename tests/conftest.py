from __future__ import annotations

import pytest

from quotes import Analyzer


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer with the embedded models, which take seconds to load."""
    return Analyzer()
