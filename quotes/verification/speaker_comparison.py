"""Speakers of a quotation in two texts: the same, others for certain, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import product

from quotes.records import Analysis, Speaker, Statement
from quotes.speakers.names import SMALL_WORDS, is_variant, name_words
from quotes.verification.verdicts import Attribution
from quotes.words import load_words

SURE, SURE_OF_NAMES, SURE_OF_ISSUERS = 0.8, 0.5, 0.95
"""Probabilities of a speaker under which nobody is accused of having said what another one has.

The second is for a speaker whom the attribution names, the third for one who issued what it names ("a statement").
"""

NAMED_KINDS = frozenset(["person", "organization", "place"])

ALIKE = 75
"""Percent of similarity from which two last names may be spellings of one."""


def compared_speakers(here: Statement | None, text: str, there: Sequence[Statement], source: Analysis) -> Attribution:
    """Return whether a statement of a text has the speaker of the statements that a source has in its place.

    These are the innermost one and those around it. ``other`` only where both are named and known for certain, and the
    source has both of them or, of persons, no name is a form or spelling of another one; a pronoun or description in
    the text may not mean somebody of the source whom the text names as well.
    """
    if here is None or not here.speakers or not there or not there[0].speakers:
        return "unknown"
    pairs = list(product(here.speakers, (speaker for one in there for speaker in one.speakers)))
    if any(_have_one_name(*pair) and not _are_known_apart(*pair, source) for pair in pairs):
        return "same"
    is_certain = all(one.speakers and _is_sure(one) for one in (here, *there))
    if is_certain and all(_are_different(*pair, source) for pair in pairs):
        is_clear = _is_named_in(here) or _is_surely_issued(here)
        is_clear = is_clear or not any(_names_somebody(text, other) for _, other in pairs)
        return "other" if is_clear else "unknown"
    return "unknown"


def _names(speaker: Speaker) -> tuple[str, ...]:
    return (speaker.name, *speaker.aliases)


def _have_one_name(one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers may be called by the same name, or by forms of it."""
    if {name.casefold() for name in _names(one)} & {name.casefold() for name in _names(other)}:
        return True
    return any(is_variant(name, one.kind, _names(other), other.kind) for name in _names(one)) or any(
        is_variant(name, other.kind, _names(one), one.kind) for name in _names(other)
    )


def _are_known_apart(one: Speaker, other: Speaker, source: Analysis) -> bool:
    """Tell whether a source has two persons with these full names, of which none is a form of the other."""
    if not (one.kind == other.kind == "person" and " " in one.name and " " in other.name):
        return False
    if any(
        is_variant(name, "person", [full], "person") for name, full in ((one.name, other.name), (other.name, one.name))
    ):
        return False
    return any(speaker.name == one.name for speaker in source.speakers if speaker.id != other.id)


def _are_different(one: Speaker, other: Speaker, source: Analysis) -> bool:
    """Tell whether the speaker of a quotation is for certain not the one that a source has."""
    if not (_is_named(one) and _is_named(other)) or _are_linked(one, other):
        return False
    if one.kind == other.kind == "person":
        is_other = not _may_be_spellings(_last_names(one), _last_names(other))
        return is_other or _are_known_apart(one, other, source)
    known = [speaker for speaker in source.speakers if speaker.id != other.id and _have_one_name(one, speaker)]
    return bool(known) and not any(_are_linked(speaker, other) for speaker in known)


def _is_named(speaker: Speaker) -> bool:
    """Tell whether a speaker has a name, or is described by that of somebody else: "spokeswoman for Mara Lind"."""
    if speaker.kind == "anonymous":
        return any(word[0].isupper() for word in speaker.name.split()[1:])
    return speaker.kind in NAMED_KINDS and speaker.name[:1].isupper()


def _are_linked(one: Speaker, other: Speaker) -> bool:
    """Tell whether one of two speakers may speak for the other: a name of one is in the other's role or affiliation."""
    for speaker, represented in ((one, other), (other, one)):
        described = speaker.name if speaker.kind == "anonymous" else None
        facts = name_words(" ".join(filter(None, (speaker.role, speaker.affiliation, speaker.speaks_for, described))))
        names = (set(name_words(name)) for name in _names(represented))
        if any(len(word) > 2 and word in facts for words in names for word in words):
            return True
    return False


def _is_sure(statement: Statement) -> bool:
    return statement.speaker_confidence >= (SURE_OF_NAMES if _is_named_in(statement) else SURE)


def _is_surely_issued(statement: Statement) -> bool:
    """Tell whether the source of a statement is something that its speaker issued, and that is beyond doubt."""
    issued = load_words("issued_nouns")
    return statement.speaker_confidence >= SURE_OF_ISSUERS and any(
        word in issued for span in statement.source for word in span.text.lower().split()
    )


def _is_named_in(statement: Statement) -> bool:
    """Tell whether the source of a statement has a part of the name of its speaker."""
    written = {word for span in statement.source for word in name_words(span.text)}
    names = {word for speaker in statement.speakers for name in _names(speaker) for word in name_words(name)}
    return any(len(word) > 1 and word not in SMALL_WORDS for word in written & names)


def _names_somebody(text: str, speaker: Speaker) -> bool:
    """Tell whether a text has the name of a speaker, or the last name of a person."""
    names = _last_names(speaker) if speaker.kind == "person" else _names(speaker)
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names)


def _last_names(speaker: Speaker) -> set[str]:
    return {name_words(name)[-1] for name in _names(speaker) if name_words(name) and name[:1].isupper()}


def _may_be_spellings(some: Iterable[str], others: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    return any(fuzz.ratio(one, other) >= ALIKE for one, other in product(some, others))
