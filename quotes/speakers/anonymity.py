"""Sources whose name is withheld, and the reasons that articles give for it."""

from __future__ import annotations

import re
from functools import cache

from quotes.words import load_words

OUTSIDE_ENDINGS = ("anonymity", "named", "identified")
"""Last words of phrases that may stand outside of the source, elsewhere in its sentence."""

LONGEST_REASON = 160
"""In characters."""


def withholding_phrase(source: str, sentence: str) -> str | None:
    """Return the longest phrase that tells that a source's name is withheld ("on condition of anonymity"), or None.

    `source` is the source as written, `sentence` the one around it; the phrase is in lower case.
    """
    own, around = source.lower(), sentence.lower()
    phrases = [
        phrase
        for phrase in load_words("anonymity_phrases")
        if phrase in own or (phrase in around and phrase.endswith(OUTSIDE_ENDINGS))
    ]
    return max(phrases, key=len, default=None)


def reason_for(sentence: str, phrase: str) -> str | None:
    """Return the reason that a sentence gives after the withholding phrase: "because she feared reprisals".

    None if it gives none.
    """
    text = " ".join(sentence.split())
    place = text.lower().find(phrase)
    match = _reason().search(text, max(place, 0))
    return match[0].rstrip(" ,.;") if match else None


@cache
def _reason() -> re.Pattern[str]:
    openers = "|".join(re.escape(words) for words in sorted(load_words("anonymity_reasons"), key=len, reverse=True))
    return re.compile(rf"\b(?:{openers})\b[^.;,“”\"]{{0,{LONGEST_REASON}}}", re.IGNORECASE)
