"""Articles of a made town over some years, for the tests of archives that are searched."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.records import Analysis, Article, Span, Speaker, SpeakerKind, Statement, StatementKind

KINDS: dict[str, SpeakerKind] = {"Ivan Petrov": "person", "Mina Okafor": "person", "Port Authority": "organization"}

NEWS = (
    ("herald/crane.txt", "2024-03-02", "Ivan Petrov", "The old crane on the new pier is safe."),
    ("herald/crane.txt", "2024-03-02", "Mina Okafor", "We will buy no crane before the spring."),
    ("herald/pier.txt", "2024-03-20", "Port Authority", "The new pier will open in May."),
    ("courier/ferry.txt", "2025-01-07", "Mina Okafor", "The ferry needs a new pier, and a café."),
    ("courier/crane.txt", "2026-02-11", "Ivan Petrov", "The old crane on the new pier is not safe any more."),
    ("courier/crane.txt", "2026-02-11", "Mina Okafor", "We will buy a crane in the spring."),
    ("notes/undated.txt", None, "Ivan Petrov", "A pier is no harbour."),
)
"""Place and date of an article, and a speaker and a statement in it."""


def article(place: str, date: str | None, said: Sequence[tuple[str, str]], kind: StatementKind = "direct") -> Analysis:
    """An article in which some speakers say something, each in a line of its own."""
    text = "".join(f"{words} said {speaker}.\n" for speaker, words in said)
    speakers = {
        name: Speaker(f"s{number}", name, KINDS.get(name, "person"))
        for number, name in enumerate(dict.fromkeys(speaker for speaker, _ in said), 1)
    }
    statements, start = [], 0
    for number, (speaker, words) in enumerate(said, 1):
        cue = Span(start + len(words) + 1, start + len(words) + 5)
        content = (Span(start, start + len(words)),)
        statements.append(
            Statement(
                id=f"q{number}",
                kind=kind,
                content=content,
                cue=cue,
                speakers=(speakers[speaker],),
                confidence=0.9,
                rule="made",
            )
        )
        start += len(words) + len(speaker) + 8
    return Analysis(Article(text, place, date=date), tuple(statements), tuple(speakers.values()), model="made")


def harbour_news() -> list[Analysis]:
    """The articles of `NEWS`."""
    places = dict.fromkeys((place, date) for place, date, _, _ in NEWS)
    return [
        article(place, date, [(speaker, words) for where, _, speaker, words in NEWS if where == place])
        for place, date in places
    ]
