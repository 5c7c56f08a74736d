"""Analyses of texts with quotations, made by naming who says what."""

from __future__ import annotations

from typing import Any

from made_analyses import span

from quotes.records import Analysis, Article, Span, Speaker, SpeakerKind, Statement

INTERVIEW_TEXT = """\
REPORTER: Are the cranes safe?

IVAN PETROV: The cranes are older than I am, but they are safe. We test them every spring, before the first ships of \
the season arrive. Nobody has ever been hurt here, and I don't expect that to change.

REPORTER: Who will pay for new ones?

MINA OKAFOR: The Port Authority will. We have set money aside for three years, and we will order the first crane in May.

IVAN PETROV: I would have ordered it yesterday.
"""


def speaker(name: str, kind: SpeakerKind = "person", **others: Any) -> Speaker:
    """A speaker whose id is the name."""
    return Speaker(name.lower(), name, kind, **others)


def analysed(
    text: str, *said: tuple[str | tuple[str, ...], Speaker | None], id: str = "text.txt", **others: Any
) -> Analysis:
    """The analysis of a text with one direct statement for each quotation, or its pieces, each after the one before.

    The last word of the speaker's name is the source where it stands behind the beginning of the quotation. `others`
    are fields of all statements.
    """
    statements: list[Statement] = []
    position = 0
    for pieces, who in said:
        content: list[Span] = []
        for piece in (pieces,) if isinstance(pieces, str) else pieces:
            content.append(span(text, piece, position))
            position = content[-1].start + 1
        last = who.name.split()[-1] if who else ""
        start = text.find(last, content[0].start) if who else -1
        statements.append(
            Statement(
                **{
                    "id": f"q{len(statements) + 1}",
                    "kind": "direct",
                    "content": tuple(content),
                    "source": (Span(start, start + len(last)),) if start >= 0 else (),
                    "speakers": (who,) if who else (),
                    "confidence": 1.0,
                    "rule": "made",
                }
                | others
            )
        )
    speakers = {who.id: who for _, who in said if who}
    return Analysis(Article(text, id), tuple(statements), tuple(speakers.values()))


PETROV, OKAFOR, REPORTER = speaker("Ivan Petrov"), speaker("Mina Okafor"), speaker("reporter", "unknown")


def interview(id: str = "interview.txt") -> Analysis:
    """A transcript with five turns of three speakers."""
    turns = [turn.partition(": ")[::2] for turn in INTERVIEW_TEXT.strip().split("\n\n")]
    names = {"IVAN PETROV": PETROV, "MINA OKAFOR": OKAFOR, "REPORTER": REPORTER}
    return analysed(INTERVIEW_TEXT, *((words, names[name]) for name, words in turns), id=id)


def quoting(words: str, who: Speaker | None = PETROV, id: str = "draft.txt") -> Analysis:
    """An article of one quotation by somebody."""
    return analysed(f"“{words},” said {who.name if who else 'nobody'}.", (f"“{words},”", who), id=id)
