"""Selection of the attributions whose cue reports speech, without beliefs, plans and feelings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from quotes.corpora.attribution.gold import Attribution
from quotes.words import load_words

SUFFIXES = ("s", "es", "ed", "d", "ing")

AnyAttribution = TypeVar("AnyAttribution", bound=Attribution)


def only_reporting(text: str, attributions: Iterable[AnyAttribution]) -> tuple[AnyAttribution, ...]:
    """Return the attributions of `text` that have a reporting cue; one without a cue has none."""
    return tuple(
        attribution
        for attribution in attributions
        if is_reporting(" ".join(text[span.start : span.end] for span in attribution.cue))
    )


def is_reporting(cue: str) -> bool:
    """Tell whether a cue has a form of a verb of the list ``reporting_cues`` in it, or "according to"."""
    cue = " ".join(cue.lower().split())
    verbs = load_words("reporting_cues")
    return "according to" in cue or any(verbs & set(_stems(word)) for word in re.findall(r"[a-z]+", cue))


def _stems(word: str) -> Iterable[str]:
    """Yield the words of which `word` may be a regular form: "says", "say" … for "says"."""
    yield word
    for suffix in SUFFIXES:
        if word.endswith(suffix):
            stem = word.removesuffix(suffix)
            yield from (stem, stem + "e")
