"""Detection of a text's language."""

from __future__ import annotations

import io
import lzma
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

from quotes.words import load_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"


def detect_language(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of a text's language (ISO 639-3 where it has none), and its probability, 0 to 1.

    The result is ``("und", 0.0)`` for a text with fewer than 20 letters. Only the beginning of the text is read.
    Where English function words tell the language, it is certain. Else py3langid does: the first such call loads its
    model, which takes half a second and 70 MB; where it cannot be loaded, for want of memory or file descriptors, the
    result is ``("und", 0.0)`` too.
    """
    sample = _WEB_ADDRESS.sub(" ", text[:_READ])
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return UNDETERMINED, 0.0
    if _has_english_function_words(sample):
        return "en", 1.0
    try:
        identifier = _identifier()
    except (OSError, MemoryError):
        return UNDETERMINED, 0.0
    language, probability = identifier.classify(sample)
    return str(language), float(probability)


_READ = 3000
_FEWEST_LETTERS = 20
_ENGLISH_SHARE = 0.25
"""Share of function words from which on a text is English: most articles have 0.36, other languages up to 0.11.

Since in a short text they may have more ("in", "an", "was"), "the" has to be among them.
"""
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"[^\W\d_]+")


def _has_english_function_words(text: str) -> bool:
    words = _WORD.findall(text.lower())
    known = sum(map(load_words("function_words").__contains__, words))
    return "the" in words and known >= _ENGLISH_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    """Return py3langid's own model, read in memory: py3langid unpacks it into a temporary file."""
    import numpy
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    unpacked = io.BytesIO()
    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        shutil.copyfileobj(packed, unpacked)
    unpacked.seek(0)
    with numpy.load(unpacked) as model:
        return LanguageIdentifier(
            model["ptc"],
            model["pc"],
            model["classes"].tolist(),
            memoryview(model["nextmove"]),
            model["out_feat"].tolist(),
            norm_probs=True,
            tk_row=memoryview(model["nextmove_row"]),
        )
