"""Whom the embedded learned model serves."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.statements.learned import embedded
from quotes.statements.learned.model import NETWORK, AttributionModel


def test_the_model_is_used_where_it_knows_the_language() -> None:
    assert embedded.default_engine("en") == embedded.default_engine("en-GB") == "all"
    assert embedded.default_engine("hy") == "rules"


def test_without_its_files_there_are_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PATH", tmp_path)
    assert embedded.default_engine("en") == "rules"
    with pytest.raises(ModelError, match="install quotes again"):
        embedded.load_attribution_model("en", "model")


def test_a_language_that_it_does_not_know() -> None:
    with pytest.raises(ModelError, match="the learned model knows no hy, only en: use --engine rules"):
        embedded.load_attribution_model("hy", "all")
    assert embedded.load_attribution_model("hy", "rules") is None


def test_a_damaged_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / NETWORK).write_bytes(b"no network")
    with pytest.raises(ModelError, match="cannot be loaded") as raised:
        AttributionModel.load(tmp_path)
    assert "\n" not in str(raised.value)
