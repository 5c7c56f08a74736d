"""Speakers of the subjects that are asked about: by `quotes.speakers`, and by two baselines.

Mentions are given: each question becomes the source of a statement, beside the statements that are found in the text.
Words, trees, entities and speakers are the tool's. An answer is the places of a name and its other forms in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.corpora.speakers.questions import Question
from quotes.parsing import Parse
from quotes.records import Span, Speaker, Statement
from quotes.speakers import attribute
from quotes.statements.finding import FoundStatements

NAMED = {"PERSON", "ORG"}
MADE = "annotated-subject"

Answer = tuple[Span, ...]
"""Places of a name; none where there is no answer."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers to one question by the tool and the baselines; ``speaker`` is the tool's, for showing errors."""

    tool: Answer
    nearest: Answer
    previous: Answer
    speaker: Speaker | None


def answers(parse: Parse, found: FoundStatements, asked: Sequence[Question]) -> list[Answers]:
    """Answer all questions about one article, given the statements found in it.

    The baselines use the recognized entities: ``nearest`` is the last person or organization before the source,
    ``previous`` the name in the last source before it that has one.
    """
    sourced, ids = with_sources(found.statements, asked)
    attributed, _ = attribute(parse, sourced, continued=found.continuations)
    speaker_of = {statement.id: statement.speaker for statement in attributed}
    entities = [Span(ent.start_char, ent.end_char) for ent in parse.doc.ents if ent.label_ in NAMED]
    sources = sorted(span for statement in sourced for span in statement.source)
    return [
        Answers(
            _places(parse.article.text, speaker) if speaker else (),
            _nearest(entities, question),
            _previous(entities, sources, question),
            speaker,
        )
        for question, speaker in zip(asked, map(speaker_of.get, ids), strict=True)
    ]


def with_sources(statements: Sequence[Statement], asked: Sequence[Question]) -> tuple[list[Statement], list[str]]:
    """Return the statements with the annotated sources, in the order of the text, and their ids by question."""
    changed = list(statements)
    ids = []
    for question in asked:
        place = next((number for number, one in enumerate(changed) if _is_about(one, question)), len(changed))
        if place == len(changed):
            changed.append(
                Statement(
                    id=f"a{place}",
                    kind="indirect",
                    content=(question.cue,),  # the verb stands for the content, which does not matter
                    cue=question.cue,
                    confidence=1.0,
                    rule=MADE,
                )
            )
        changed[place] = replace(changed[place], source=(question.source,))
        ids.append(changed[place].id)
    return sorted(changed, key=lambda one: one.content), ids


def _is_about(statement: Statement, question: Question) -> bool:
    """Tell whether the statement has the verb as its cue and is not taken by another question."""
    cue = statement.cue
    return (
        cue is not None
        and cue.contains(question.cue)
        and all(span.contains(question.head) or question.source.contains(span) for span in statement.source)
    )


def _places(text: str, speaker: Speaker) -> Answer:
    """Return the places of a speaker's names in a text, in any case and with any white space."""
    names = sorted({speaker.name, *speaker.aliases}, key=len, reverse=True)
    pattern = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return tuple(Span(*match.span()) for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE))


def _nearest(entities: Sequence[Span], question: Question) -> Answer:
    before = [span for span in entities if span.end <= question.source.start]
    return tuple(before[-1:])


def _previous(entities: Sequence[Span], sources: Sequence[Span], question: Question) -> Answer:
    before = [span for span in sources if span.end <= question.source.start]
    return next(((name,) for source in reversed(before) for name in entities if source.contains(name)), ())
