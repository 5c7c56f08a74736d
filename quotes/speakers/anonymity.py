"""Sources whose name is withheld, and the reason that the article gives for it."""

from __future__ import annotations

import re
from functools import cache

from quotes.words import load_words

PHRASES_FOR_OTHERS = ("anonymity", "named", "identified")
"""How a phrase ends that may stand outside of the source, elsewhere in its sentence."""

LONGEST_REASON = 160
"""In characters."""


def withholding_phrase(source: str, sentence: str) -> str | None:
    """The words that say that a source's name is withheld, lower case, or None.

    `source` is the source as written, `sentence` the one that it stands in.
    """
    own, around = source.lower(), sentence.lower()
    phrases = [
        phrase
        for phrase in load_words("anonymity_phrases")
        if phrase in own or (phrase in around and phrase.endswith(PHRASES_FOR_OTHERS))
    ]
    return max(phrases, key=len, default=None)


def reason_for(sentence: str, phrase: str) -> str | None:
    """Why a name is withheld, as the sentence with the withholding phrase says it: "because she feared reprisals".

    None if the sentence does not say it.
    """
    text = " ".join(sentence.split())
    place = text.lower().find(phrase)
    match = _reason().search(text, max(place, 0))
    return match[0].rstrip(" ,.;") if match else None


@cache
def _reason() -> re.Pattern[str]:
    openers = "|".join(re.escape(words) for words in sorted(load_words("anonymity_reasons"), key=len, reverse=True))
    return re.compile(rf"\b(?:{openers})\b[^.;,“”\"]{{0,{LONGEST_REASON}}}", re.IGNORECASE)
