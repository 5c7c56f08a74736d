"""The learned model that comes with the package, and for whom it is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from quotes.errors import ModelError
from quotes.records import Engine
from quotes.statements.learned.attribution_model import NETWORK, AttributionModel

LANGUAGE = "en"
PATH = Path(str(resources.files("quotes.models"))) / "attribution"


def default_engine(language: str) -> Engine:
    """Whose statements are taken in articles of a language ("en", or "en-…") if nobody says.

    Those of the rules where the model does not know the language, or is not installed.
    """
    return "all" if _is_taught(language) and (PATH / NETWORK).exists() else "rules"


def load_attribution_model(language: str, engine: Engine) -> AttributionModel | None:
    """The model that an engine needs, None for the rules.

    Raises `ModelError` for a language that the model has not been taught, and if its files are not whole.
    """
    if engine == "rules":
        return None
    if not _is_taught(language):
        raise ModelError(f"the learned model knows no {language}, only {LANGUAGE}: use --engine rules")
    return AttributionModel.load(PATH)


def _is_taught(language: str) -> bool:
    return language.partition("-")[0] == LANGUAGE
