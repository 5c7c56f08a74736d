"""Names of speakers where an article mentions them, sought as words: the linter has no parse."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.records import Speaker, Statement

PRONOUNS = frozenset({"he", "she", "they"})
"""Pronouns for persons that stand as the source of a statement."""

_WORDS = re.compile(r"\w+(?:[’'-]\w+)*")
_TAIL = re.compile(r"[’']s?$")


def is_named(speaker: Speaker, text: str) -> bool:
    """Tell whether a text has a name of a speaker, or the last word of it ("Petrov"), or a person's first name."""
    return bool(_names(speaker.name, speaker.aliases, speaker.kind == "person").search(text))


def share_speakers(one: Statement, other: Statement) -> bool:
    """Tell whether two statements have a speaker in common."""
    return bool({speaker.id for speaker in one.speakers} & {speaker.id for speaker in other.speakers})


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without the ending of a possessive."""
    return frozenset(_TAIL.sub("", word) for word in _WORDS.findall(text.lower()))


@lru_cache(maxsize=512)
def _names(name: str, aliases: tuple[str, ...], is_person: bool) -> re.Pattern[str]:
    forms = {form for full in (name, *aliases) for form in (full, full.rpartition(" ")[2]) if len(form) > 1}
    if is_person:
        forms |= {word for word in name.split() if word[0].isupper() and len(word) > 2}
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))})(?!\w)")
