"""Record of one entity of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from quotes.records import SpeakerKind


@dataclass(slots=True, eq=False)
class Entity:
    """Person, organization or thing that the article mentions, with all that was gathered about it.

    ``names`` are the forms of its name, ``mentions`` the token indices of the head words of its mentions, in order,
    ``name_count`` the number of mentions by name. ``roles`` are the head nouns (lemmas) of its descriptions;
    ``role`` and ``affiliation`` are such a phrase as written, ``speaks_for`` and ``anonymity`` are as in `Speaker`.
    ``female`` is None where nothing tells it. ``is_named`` is False for an entity that is only described.
    ``members`` are those that speak together, ``labels`` the kinds that the recognizer gave the names.
    """

    kind: SpeakerKind
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    speaks_for: str | None = None
    anonymity: str | None = None
    female: bool | None = None
    is_named: bool = True
    name_count: int = 0
    members: tuple[Entity, ...] = ()
    labels: set[SpeakerKind] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form of the name; of several together, those of all."""
        if self.members:
            return " and ".join(member.name for member in self.members)
        return max(self.names, key=lambda name: (len(name.split()), len(name)))

    def mentions_between(self, first: int, last: int) -> list[int]:
        """Return the mentions from the token `first` to `last`."""
        return self.mentions[bisect_left(self.mentions, first) : bisect_right(self.mentions, last)]

    def last_mention(self, before: int) -> int | None:
        """Return the last mention before a token, None if there is none."""
        place = bisect_left(self.mentions, before)
        return self.mentions[place - 1] if place else None

    def distance(self, token: int) -> int:
        """Return the number of tokens from a token to the nearest mention."""
        place = bisect_left(self.mentions, token)
        return min(abs(token - mention) for mention in self.mentions[max(place - 1, 0) : place + 1])
