"""Speakers of several articles, each only once."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.records import Analysis, Speaker, Statement
from quotes.speakers.names import SMALL_WORDS, name_words

MERGED_BY_NAME = {"organization", "place"}
"""Kinds of speakers that are one wherever they share a proper name."""


@dataclass(slots=True, eq=False)
class Appearances:
    """Speaker as in its first article, with its names and keys, and the numbers of its statements and articles."""

    speaker: Speaker
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    statements: int = 0
    articles: int = 0


class SpeakersAcross:
    """Speakers of articles that are added one after the other, in the order of their first statements.

    Two are one if both are the same entry of a roster; organizations or places that share a proper name or acronym; or
    persons of one name of at least two words, whose roles and affiliations do not differ. A person called by
    one word ("Smith"), and a speaker that is only described ("the ministry"), is another one in every article.
    """

    def __init__(self) -> None:
        self.found: list[Appearances] = []
        self.unnamed = 0
        """Number of statements without a speaker."""

    def add(self, analysis: Analysis) -> list[tuple[Appearances | None, tuple[Statement, ...]]]:
        """Count the speakers and statements of one more article, and return its groups as `Analysis.by_speaker`."""
        here: list[Appearances] = []
        groups: list[tuple[Appearances | None, tuple[Statement, ...]]] = []
        for speaker, statements in analysis.by_speaker():
            if speaker is None:
                self.unnamed += len(statements)
                groups.append((None, statements))
                continue
            same = next((one for one in self.found if one not in here and is_same(one, speaker)), None)
            if same is None:
                same = Appearances(speaker)
                self.found.append(same)
            here.append(same)
            same.names |= {speaker.name, *speaker.aliases}
            same.keys |= shared_keys(speaker)
            same.statements += len(statements)
            same.articles += 1
            groups.append((same, statements))
        return groups


def is_same(known: Appearances, speaker: Speaker) -> bool:
    """Tell whether a speaker of another article is the known one."""
    return not known.keys.isdisjoint(shared_keys(speaker)) and facts_agree(known.speaker, speaker)


def shared_keys(speaker: Speaker) -> set[str]:
    """Return keys of which two speakers of different articles have one in common if they are one.

    A speaker without keys is another one in every article. One of several articles has the keys of all of them.
    """
    if speaker.listed:
        return {f"listed {speaker.kind} {speaker.name}"}
    if speaker.kind in MERGED_BY_NAME:
        return {f"{speaker.kind} {name}" for name in (speaker.name, *speaker.aliases) if _is_proper(name)}
    is_full_name = speaker.kind == "person" and " " in speaker.name and _is_proper(speaker.name)
    return {f"person {speaker.name.casefold()}"} if is_full_name else set()


def facts_agree(first: Speaker, speaker: Speaker) -> bool:
    """Tell whether two speakers that share a key are one, by what their first article and another one say of them."""
    if speaker.listed or speaker.kind != "person":
        return True
    facts = [(first.role, speaker.role), (first.affiliation, speaker.affiliation)]
    return all(_are_compatible(*pair) for pair in facts)


def _is_proper(name: str) -> bool:
    return name[:1].isupper()


def _are_compatible(one: str | None, other: str | None) -> bool:
    """Tell whether two roles or affiliations have a word in common, or one is missing."""
    if not one or not other:
        return True
    return bool((set(name_words(one)) & set(name_words(other))) - SMALL_WORDS)
