"""Cues that take sides, and the neutral words that can stand for them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class LoadedCue:
    """A form of a loaded cue in lower case, its verb, the neutral form instead of it, and what is wrong with it."""

    form: str
    verb: str
    instead: str
    why: str


@cache
def loaded_cues() -> dict[str, LoadedCue]:
    """Return the loaded cues of ``quotes/words/loaded_cues.toml`` by their forms."""
    text = resources.files("quotes.words").joinpath("loaded_cues.toml").read_text(encoding="utf-8")
    return {
        form: LoadedCue(form, forms[0], instead, group["why"])
        for group in tomllib.loads(text)["group"]
        for forms in group["cues"]
        for form, instead in zip(forms, group["instead"], strict=True)
    }


@cache
def loaded_cue_pattern() -> re.Pattern[str]:
    """Return a pattern that fits the loaded cues, the longest first."""
    forms = sorted(loaded_cues(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)
