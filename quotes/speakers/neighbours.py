"""Statements beside one at which no speaker is written, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.records import Statement
from quotes.statements.rules.rule_tables import rules_of
from quotes.words.closed_classes import CLOSING_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 5
"""Words between two statements that are near each other, at most."""


def traits_of(statement: Statement, first: Token, cue: Sequence[Token]) -> Iterator[str]:
    """Yield facts about a statement without a source, as names of features.

    `first` is the first word of its content, `cue` the words of its cue.
    """
    rule = rules_of(statement.rule)[0]
    yield statement.kind
    yield "with a cue" if statement.cue else "without a cue"
    if first.tag_ in {"WRB", "WP", "WDT"} or first.lower_ in {"if", "whether"}:
        yield "begins with an interrogative"
    if cue:
        yield f"cue {' '.join(word.lower_ for word in cue)}"
        yield f"cue begins with {cue[0].tag_}"
        if any(word.dep_ in {"aux:pass", "nsubj:pass"} for word in cue):
            yield "passive cue"
    if rule.answers:
        yield "answers"
    if rule.asks or statement.question:
        yield "asks"


def beside(statements: Sequence[Statement], place: int, step: int) -> Statement | None:
    """Return the next statement after one (`step` 1) or before it (-1) that neither is in another nor overlaps it."""
    one, at = statements[place], place + step
    while 0 <= at < len(statements):
        other = statements[at]
        if other.nested_in is None and not any(a.overlaps(b) for a in one.content for b in other.content):
            return other
        at += step
    return None


def closeness(before: Statement, after: Statement, side: str, text: str) -> Iterator[str]:
    """Yield features of two statements of which the one on this `side` of the other has a speaker."""
    other = before if side == "before" else after
    end = max(span.end for span in (*before.content, *before.source, *([before.cue] if before.cue else [])))
    start = min(span.start for span in (*after.content, *after.source, *([after.cue] if after.cue else [])))
    between = text[end:start]
    words = sum(any(letter.isalnum() for letter in word) for word in between.split())
    lines = between.split("\n")
    paragraphs = min(sum(not line.strip() for line in lines[1:-1]) or len(lines) - 1, 2)
    gap = "adjacent" if not words else "near" if words <= NEAR else "apart"
    yield f"{side} {gap} {paragraphs} paragraphs"
    yield f"{side} {gap} {paragraphs} paragraphs {other.kind}"
    yield f"{side} {paragraphs} paragraphs {'with' if other.source else 'without'} source"
    last = text[before.content[-1].start : before.content[-1].end].rstrip()
    if side == "before" and before.kind == "direct" and last[-1:] not in CLOSING_MARKS:
        yield f"{side} left open {paragraphs}"
