"""Judgements of the speaker of a statement: whether he is right, strictly right, and what is written of him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from quotes.corpora.attribution.matching import Record
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.speakers.same_name import SMALL_WORDS, initials, is_same_name, joint_names, name_words

Written = Literal[
    "full name",
    "shorter name",
    "pronoun",
    "description of a named one",
    "description of nobody named",
    "nothing",
    "nobody",
]
WRITTEN: tuple[Written, ...] = get_args(Written)
"""Classes of what is written of a speaker at a statement; "nobody": there is none who could be named."""

PRONOUNS = frozenset(
    "he she they it i we you him her them us me his hers their its himself herself itself themselves "  # noqa: SIM905
    "who which that this these those one both others".split()
)
"""Words that stand for a speaker without naming or describing him."""

_WORD = re.compile(r"[^\W_]+")


def same_speaker(gold: Record, predicted: Record) -> bool:
    """True for the same speakers by name or description, or for none on both sides."""
    return is_same_name(gold.attributions[0].speaker, predicted.attributions[0].speaker)


def strictly_same_speaker(gold: Record, predicted: Record) -> bool:
    """True for the same speakers, where joint ones ("A and B") are all given, and none besides.

    Somebody without a name ("spokesman for A") is not the person or organization that describes him ("A").
    """
    wanted, found = gold.attributions[0], predicted.attributions[0]
    names = found.names if isinstance(found, Prediction) else ()
    if parts := joint_names(wanted.speaker, wanted.speaker_kind):
        return _are_all(parts, names)
    if wanted.speaker_kind == "anonymous" and names and found.speaker_kind in ("person", "organization"):
        is_part = set(name_words(names[0])) < set(name_words(wanted.speaker))
        return not is_part and same_speaker(gold, predicted)
    return same_speaker(gold, predicted)


def same_kind(gold: Record, predicted: Record) -> bool:
    """True for speakers of the same kind, the first one of those that are predicted; several make a group, too."""
    kind, found = gold.attributions[0].speaker_kind, predicted.attributions[0]
    several = isinstance(found, Prediction) and len(found.names) > 1
    return kind is not None and (kind == found.speaker_kind or (several and kind == "group"))


def written_form(speaker: str | None, source: str) -> Written:
    """Return the class of what is written of a speaker, by the words of the source ("" if there is none)."""
    if not speaker:
        return "nobody"
    if not source:
        return "nothing"
    if all(word in PRONOUNS | SMALL_WORDS for word in _WORD.findall(source.lower())):
        return "pronoun"
    name, written = name_words(speaker), set(name_words(source))
    if not any(word.lower() not in SMALL_WORDS for word in _capitalized(speaker)):
        return "description of nobody named"
    if written.issuperset(name) or initials(name) in written:
        return "full name"
    is_named = any(word.lower() in name for word in _capitalized(source))
    return "shorter name" if is_named else "description of a named one"


def _are_all(wanted: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether the names are those wanted, one for each."""
    left = list(names)
    for name in wanted:
        found = next((each for each in left if is_same_name(name, each)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _capitalized(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper()]
