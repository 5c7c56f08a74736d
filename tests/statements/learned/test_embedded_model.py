"""The embedded learned model: languages, and files that are missing or damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quotes.errors import ModelError
from quotes.networks.file_checksums import CHECKSUMS, write_checksums
from quotes.statements.learned import embedded_model as embedded
from quotes.statements.learned.attribution_model import NETWORK, PARAMETERS, PIECES, AttributionModel


def test_the_model_is_used_where_it_knows_the_language() -> None:
    assert embedded.default_engine("en") == embedded.default_engine("en-GB") == "all"
    assert embedded.default_engine("hy") == "rules"


def test_without_its_files_there_is_one_clear_error_and_never_the_rules_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "PATH", tmp_path / "attribution")
    engine = embedded.default_engine("en")
    with pytest.raises(ModelError, match="install quotes again, or use --engine rules"):
        embedded.load_attribution_model("en", engine)
    assert embedded.load_attribution_model("en", "rules") is None


def test_a_language_that_it_does_not_know() -> None:
    with pytest.raises(ModelError, match="the learned model knows no hy, only en: use --engine rules"):
        embedded.load_attribution_model("hy", "all")
    assert embedded.load_attribution_model("hy", "rules") is None


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(embedded.PATH, tmp_path / "attribution"))


@pytest.mark.models
@pytest.mark.parametrize("name", [NETWORK, PARAMETERS, PIECES, CHECKSUMS])
def test_a_damaged_or_missing_file_is_one_clear_line(copied: Path, name: str) -> None:
    content = (copied / name).read_bytes()
    for damage in (content[:-2], b"nothing of the kind", None):
        (copied / name).unlink()
        if damage is not None:
            (copied / name).write_bytes(damage)
        with pytest.raises(ModelError, match="install quotes again") as raised:
            AttributionModel.load(copied)
        assert "\n" not in str(raised.value)
        (copied / name).write_bytes(content)
    assert AttributionModel.load(copied).table is not None


def test_a_file_that_cannot_be_loaded_is_one_clear_line(copied: Path) -> None:
    (copied / NETWORK).write_bytes(b"no network")
    write_checksums(copied, [NETWORK, PARAMETERS, PIECES])
    with pytest.raises(ModelError, match="cannot be loaded") as raised:
        AttributionModel.load(copied)
    assert "\n" not in str(raised.value)
