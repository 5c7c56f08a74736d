"""Interviews and transcripts: turns with labels, and questions as paragraphs with their answers below.

Q: Who helped you?
A: Nobody did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rule import Rule
from quotes.statements.rules.layouts.labelled_turns import (
    Turn,
    labelled_turns,
    named_turn,
    turns_in_a_row,
)
from quotes.statements.rules.layouts.plain_paragraphs import (
    addresses,
    is_heading,
    is_link,
    is_question,
    is_quotation,
    is_request,
    speaks,
)
from quotes.statements.rules.rule_tables import content_rule

QUESTION, ANSWER = content_rule("interview-question"), content_rule("interview-answer")
TRANSCRIPT = content_rule("transcript")
SIGNED = re.compile(r"(?<=[.?!])\s+(?P<cue>[–—-])\s+(?P<source>[^\n.?!]{2,50})$")
INTERVIEW = re.compile(
    r"\b(?:Q ?& ?A|interview(?:ed|s)?|conversation|excerpts|edited for|questions (?:with|for)|we (?:met|spoke|talked)"
    r"|(?:spoke|talked|speaks|talks|sat down|answers?) (?:to|with))\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"\b(?:Q ?& ?A|interview|conversation|questions) (?:with|for)\b", re.IGNORECASE)
LEAST_DENSITY = 0.2
"""The share of questions among the paragraphs from the first question to the last one."""

FEWEST_QUESTIONS = 3
"""Fewer questions make an interview only where the article says that it is one."""

LEAST_EVIDENCE, LEAST_OF_FEW = 1.2, 1.5
INTERVIEW_SAYS = 0.5
"""Evidence that an article is an interview: the share of questions that address somebody, plus the share of answers
in the first person, plus this where the article calls itself an interview."""


def find_interviews(marked: MarkedArticle) -> list[Candidate]:
    """Return the candidates of questions and answers, and of the turns of transcripts."""
    paragraphs = marked.parse.paragraphs
    turns = labelled_turns(marked, paragraphs)
    questions = _plain_questions(marked, paragraphs, turns)
    beside = (number + more for number in questions for more in (0, 1) if number + more < len(paragraphs))
    turns = {number: turn for number in beside if (turn := named_turn(marked, paragraphs[number]))} | turns
    rows = (turn for paragraph in paragraphs for turn in turns_in_a_row(marked, paragraph))
    return [*_read(marked, paragraphs, turns, questions), *(_candidate(marked, _Said(turn)) for turn in rows)]


@dataclass(slots=True)
class _Said:
    """A turn with the paragraphs that go on with it; `turn` is None where nothing labels it."""

    turn: Turn | None
    more: list[Span] = field(default_factory=list)
    asks: bool = False


def _plain_questions(marked: MarkedArticle, paragraphs: Sequence[Span], turns: Mapping[int, Turn]) -> set[int]:
    """The numbers of the paragraphs that are questions of an interviewer without a label."""
    asked = {
        number
        for number, paragraph in enumerate(paragraphs)
        if number and number not in turns and is_question(marked, paragraph)
    }
    if _is_interview(marked, paragraphs, [*asked, *(number for number, turn in turns.items() if turn.asks)]):
        first = min([*asked, *turns])
        return {
            number
            for number, paragraph in enumerate(paragraphs)
            if number in asked or (number > first and number not in turns and is_request(marked, paragraph))
        }
    return {number for number in asked if number + 1 in turns}


def _is_interview(marked: MarkedArticle, paragraphs: Sequence[Span], questions: Sequence[int]) -> bool:
    """True if questions that address somebody stand close to one another, with answers in the first person between."""
    numbers = sorted(questions)
    if len(numbers) < 2 or len(numbers) < LEAST_DENSITY * (numbers[-1] - numbers[0] + 1):
        return False
    answers = [
        paragraphs[number + 1 : following]
        for number, following in zip(numbers, [*numbers[1:], numbers[-1] + 3], strict=True)
    ]
    is_quoted = all(len(each) and is_quotation(marked, each[0]) for each in answers)
    if len(numbers) >= FEWEST_QUESTIONS and (is_quoted or TITLE.search(marked.text_of(paragraphs[0]))):
        return True
    addressed = sum(addresses(marked, paragraphs[number]) for number in numbers) / len(numbers)
    spoken = sum(any(speaks(marked, each) for each in answer) for answer in answers) / len(numbers)
    around = [*paragraphs[: numbers[0]], paragraphs[-1]]
    says_so = any(INTERVIEW.search(marked.text_of(each)) for each in around)
    evidence = addressed + spoken + INTERVIEW_SAYS * says_so
    enough = evidence >= LEAST_EVIDENCE if len(numbers) >= FEWEST_QUESTIONS else says_so and evidence >= LEAST_OF_FEW
    return bool(addressed and spoken and enough)


def _read(
    marked: MarkedArticle, paragraphs: Sequence[Span], turns: Mapping[int, Turn], questions: set[int]
) -> Iterator[Candidate]:
    """The candidates of all turns, each with the paragraphs in which it goes on."""
    last = max([*turns, *questions], default=-1)
    is_plain = bool(questions) or any(turn.in_letters for turn in turns.values())
    said: list[_Said] = []
    is_open = False
    for number, paragraph in enumerate(paragraphs):
        if begins := _beginning(marked, paragraph, turns.get(number), number in questions, said):
            said.append(begins)
            is_open = True
        elif is_open and not is_link(marked, paragraph):
            answers = said[-1].asks
            if answers:
                said.append(_Said(None))
            if (is_plain and answers) or _goes_on(marked, paragraph, is_plain, number < last):
                said[-1].more.append(paragraph)
            elif not is_heading(marked, paragraph):
                is_open = False
    yield from (_candidate(marked, each) for each in said if each.turn or each.more)


def _goes_on(marked: MarkedArticle, paragraph: Span, is_plain: bool, is_between: bool) -> bool:
    """True if the speaker of the paragraph before goes on.

    In an interview so does all between two questions but for headings, and what addresses somebody below the last one.
    """
    if speaks(marked, paragraph) or is_quotation(marked, paragraph):
        return True
    return is_plain and (addresses(marked, paragraph) or (is_between and not is_heading(marked, paragraph)))


def _beginning(
    marked: MarkedArticle, paragraph: Span, turn: Turn | None, is_asked: bool, said: Sequence[_Said]
) -> _Said | None:
    """A turn that begins with a paragraph, or None; a question right behind a question may be the answer to it."""
    if turn:
        return _Said(turn, asks=turn.asks)
    is_answer = bool(said) and said[-1].asks and speaks(marked, paragraph) and not addresses(marked, paragraph)
    return _Said(None, [paragraph], asks=True) if is_asked and not is_answer else None


def _candidate(marked: MarkedArticle, said: _Said) -> Candidate:
    turn = said.turn
    if turn is None:
        return Candidate(tuple(said.more), QUESTION if said.asks else ANSWER, kind="direct")
    content, cue, source = turn.content, turn.cue, turn.source
    signed = SIGNED.search(marked.text, content.start, content.end) if turn.in_letters and turn.asks else None
    if signed:  # "Should I worry? – Hector, Mendoza"
        content, cue = Span(content.start, signed.start()), Span(*signed.span("cue"))
        source = Span(*signed.span("source"))
    rule: Rule = QUESTION if turn.asks else ANSWER if turn.in_letters else TRANSCRIPT
    return Candidate((content, *said.more), rule, cue, source, kind="direct")
