"""Detection of a text's language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"


def detect_language(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of a text's language (ISO 639-3 where it has none), and its probability, 0 to 1.

    The result is ``("und", 0.0)`` for a text with fewer than 20 letters. Only the beginning of the text is read.
    The first call loads a model, which takes about half a second.
    """
    sample = _WEB_ADDRESS.sub(" ", text[:_READ])
    if sum(character.isalpha() for character in sample) < _FEWEST_LETTERS:
        return UNDETERMINED, 0.0
    language, probability = _identifier().classify(sample)
    return str(language), float(probability)


_READ = 3000
_FEWEST_LETTERS = 20
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
