"""Speakers of several articles: the same one only once, and two of one name not joined by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quotes.records import Analysis, Speaker
from quotes.speakers.names import SMALL_WORDS, name_words

JOINED_BY_NAME = {"organization", "place"}
"""Kinds of which there are no two of one proper name, as far as news goes."""


@dataclass(slots=True)
class Appearances:
    """A speaker, as first met, with how many statements it makes in how many articles."""

    speaker: Speaker
    names: set[str] = field(default_factory=set)
    statements: int = 0
    articles: int = 0


class SpeakersAcross:
    """The speakers of articles that are added one after the other, in the order in which they are met.

    Two are one if both are the same entry of a roster; or organizations or places that share a proper name or an
    acronym; or persons of one name of at least two words, of whom different articles do not say different things. A
    person called by one word ("Smith"), and whoever is only described ("the ministry"), is another in every article.
    """

    def __init__(self) -> None:
        self.found: list[Appearances] = []
        self.unnamed = 0
        """Statements without a speaker."""

    def add(self, analysis: Analysis) -> None:
        """Count the speakers of one more article."""
        here: list[Appearances] = []
        for speaker, statements in analysis.by_speaker():
            if speaker is None:
                self.unnamed += len(statements)
                continue
            same = next((one for one in self.found if one not in here and is_same(one, speaker)), None)
            if same is None:
                same = Appearances(speaker)
                self.found.append(same)
            here.append(same)
            same.names |= {speaker.name, *speaker.aliases}
            same.statements += len(statements)
            same.articles += 1

    def add_all(self, analyses: Iterable[Analysis]) -> Iterable[Analysis]:
        """Count the speakers of articles as they pass by."""
        for analysis in analyses:
            self.add(analysis)
            yield analysis


def is_same(known: Appearances, speaker: Speaker) -> bool:
    """Is this speaker of another article the one that is known?"""
    one = known.speaker
    if one.listed or speaker.listed:
        return one.listed and speaker.listed and (one.name, one.kind) == (speaker.name, speaker.kind)
    if one.kind != speaker.kind:
        return False
    if speaker.kind in JOINED_BY_NAME:
        return any(_is_proper(name) for name in known.names & {speaker.name, *speaker.aliases})
    if speaker.kind != "person" or " " not in one.name or one.name.casefold() != speaker.name.casefold():
        return False
    return _is_proper(speaker.name) and _agree(one.role, speaker.role) and _agree(one.affiliation, speaker.affiliation)


def _is_proper(name: str) -> bool:
    return name[:1].isupper()


def _agree(one: str | None, other: str | None) -> bool:
    """Is one not said, or do the two have a word in common?"""
    if not one or not other:
        return True
    return bool((set(name_words(one)) & set(name_words(other))) - SMALL_WORDS)
