"""The learned model of attribution that ships with the package."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from quotes.errors import ModelError
from quotes.records import Engine
from quotes.statements.learned.attribution_model import NETWORK, AttributionModel

LANGUAGE = "en"
PATH = Path(str(resources.files("quotes.models"))) / "attribution"


def default_engine(language: str) -> Engine:
    """Return the engine for articles of a language ("en", or "en-…"): "rules" where the model has not learned it."""
    return "all" if _is_learned(language) else "rules"


def load_attribution_model(language: str, engine: Engine) -> AttributionModel | None:
    """Return the model that an engine needs, None for the rules.

    Raises `ModelError` for a language that the model has not learned, and if its files are missing or damaged.
    """
    if engine == "rules":
        return None
    if not _is_learned(language):
        raise ModelError(f"the learned model knows no {language}, only {LANGUAGE}: use --engine rules")
    if not (PATH / NETWORK).exists():
        raise ModelError(f"there is no attribution model in {PATH}: install quotes again, or use --engine rules")
    return AttributionModel.load(PATH)


def _is_learned(language: str) -> bool:
    return language.partition("-")[0] == LANGUAGE
