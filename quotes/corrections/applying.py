"""Corrections applied to an analysis: what a person has decided takes the place of what was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import count

from quotes.article import lies_in, overlap_length
from quotes.corrections.decided_speakers import decided_speakers
from quotes.corrections.decisions import Corrections, Decision, likeness
from quotes.marks.quotation_marks import find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Analysis, Span, Speaker, Statement, StatementKind
from quotes.statements.labels.nesting import nest
from quotes.statements.span_index import SpanIndex

DECIDED_RULE = "decided"
"""Rule of statements that only a person has found."""

_WORD = re.compile(r"\w+")


def apply_corrections(analysis: Analysis, corrections: Corrections) -> Analysis:
    """Return the analysis with the statements as a person has decided, marked as ``decided``, with confidence 1.

    A decision takes the place of the statement that means the same, or else is added; rejected statements are gone, and
    in an article that was read whole so are those about which nothing was decided. Speakers are those of the analysis
    whose name or alias a decision has, under the decided name, or else new ones. Everything else stays as it is. Raises
    ValueError if the article has another text than that of the corrections.
    """
    if analysis.article.text != corrections.text:
        raise ValueError("the corrections are those of another text")
    if not corrections.decisions and not corrections.complete:
        return analysis
    kept = [one for one in corrections.decisions if not one.rejected]
    pairs = _pairs(kept, analysis.statements)
    gone = _gone(corrections, analysis.statements, pairs.values())
    speakers, speaker_of = decided_speakers(analysis.speakers, kept)
    renamed = {speaker.id: speaker for speaker in speakers}
    ids = _new_ids(analysis.statements)
    placed: list[tuple[Statement, Decision | None]] = [
        (_decided(analysis, decision, pairs.get(number), speaker_of, renamed, ids), decision)
        for number, decision in enumerate(kept)
    ]
    replaced = {statement.id for statement in pairs.values()}
    for statement in analysis.statements:
        if statement.id not in replaced and statement.id not in gone:
            own = tuple(renamed[speaker.id] for speaker in statement.speakers)
            placed.append((replace(statement, speakers=own), None))
    placed.sort(key=lambda pair: (pair[0].content, pair[0].cue or pair[0].content[0]))
    statements = _nested(placed, {one.id: one for one in analysis.statements})
    return replace(analysis, statements=statements, speakers=_with_mentions(analysis.statements, statements, speakers))


def kind_of_content(text: str, content: Sequence[Span]) -> StatementKind:
    """Return direct if all words of a content are in quotation marks, indirect if none is, and else mixed."""
    quotations, _ = find_quotations(text, split_paragraphs(text))
    parts = [part for quotation in quotations for part in quotation.parts]
    words = [
        any(part.start <= word.start() and word.end() <= part.end for part in parts)
        for span in content
        for word in _WORD.finditer(text, span.start, span.end)
    ]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"


def _pairs(decisions: Sequence[Decision], statements: Sequence[Statement]) -> dict[int, Statement]:
    """Return the statements that mean the same as decisions, by the numbers of these, the most similar first."""
    index = SpanIndex((span, number) for number, one in enumerate(statements) for span in one.content)
    scored = []
    for number, decision in enumerate(decisions):
        for other in {other for span in decision.content for other in index.find(span)}:
            if score := likeness(decision, statements[other]):
                scored.append((-score, number, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(scored):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return {number: statements[other] for number, other in pairs.items()}


def _gone(corrections: Corrections, statements: Sequence[Statement], paired: Collection[Statement]) -> set[str]:
    """Return the ids of statements that are rejected, or not among those of an article that was read whole."""
    decided = {statement.id for statement in paired}
    if corrections.complete:
        return {statement.id for statement in statements} - decided
    rejected = [one for one in corrections.decisions if one.rejected]
    return {one.id for one in statements if any(likeness(each, one) for each in rejected)} - decided


def _decided(
    analysis: Analysis,
    decision: Decision,
    found: Statement | None,
    speaker_of: Mapping[tuple[str, str], Speaker],
    renamed: Mapping[str, Speaker],
    ids: count[int],
) -> Statement:
    text = analysis.article.text
    own = {(one.name, one.kind): renamed[one.id] for one in found.speakers} if found else {}
    speakers = tuple(
        dict.fromkeys(own.get((one.name, one.kind)) or speaker_of[one.name, one.kind] for one in decision.speakers)
    )
    if found is None:
        kind = kind_of_content(text, decision.content)
        found = Statement(id=f"q{next(ids)}", kind=kind, content=decision.content, confidence=1.0, rule=DECIDED_RULE)
    spans = (*decision.content, *decision.source, *([decision.cue] if decision.cue else []))
    same_speakers = [one.id for one in speakers] == [one.id for one in found.speakers]
    same_spans = (decision.content, decision.source, decision.cue) == (found.content, found.source, found.cue)
    return replace(
        found,
        kind=found.kind if decision.content == found.content else kind_of_content(text, decision.content),
        negated=decision.negated,
        hypothetical=decision.hypothetical,
        question=decision.question,
        content=decision.content,
        cue=decision.cue,
        source=decision.source,
        speakers=speakers,
        circumstances=found.circumstances
        if same_spans
        else tuple(one for one in found.circumstances if not overlap_length([one], spans)),
        confidence=1.0,
        speaker_confidence=1.0,
        speaker_evidence=found.speaker_evidence if same_speakers else (),
        decided=True,
    )


def _new_ids(statements: Sequence[Statement]) -> count[int]:
    numbers = [int(match[1]) for one in statements if (match := re.fullmatch(r"q(\d{1,9})", one.id))]
    return count(max(numbers, default=0) + 1)


def _nested(placed: Sequence[tuple[Statement, Decision | None]], old: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """Return the statements with those that they lie in: as decided, or else as it was, where that is still so."""
    statements = [statement for statement, _ in placed]
    now = {statement.id: statement for statement in statements}
    around = {one.id: one.nested_in for one in nest([replace(one, nested_in=None) for one in statements])}
    nested_in: dict[str, str | None] = {}
    for statement, decision in placed:
        outer, found = statement.nested_in, around[statement.id]
        if decision is not None:
            found = (found or _nearest(statement, statements)) if decision.nested else None
        elif not (found and now[found].decided) and (outer is None or _is_same(now.get(outer), old[outer])):
            found = outer
        nested_in[statement.id] = found
    for id in nested_in:
        if _leads_back(id, nested_in):
            nested_in[id] = None
    return tuple(replace(one, nested_in=nested_in[one.id]) for one in statements)


def _is_same(now: Statement | None, before: Statement) -> bool:
    return now is not None and now.content == before.content


def _nearest(statement: Statement, statements: Sequence[Statement]) -> str | None:
    """Return the id of the statement in which one lies that is not quite within any: by its cue, or most of it."""
    others = [one for one in statements if one.id != statement.id]
    if statement.cue and (by_cue := [one for one in others if lies_in([statement.cue], one.content)]):
        return min(by_cue, key=lambda one: sum(map(len, one.content))).id
    spans = (*statement.content, *statement.source, *([statement.cue] if statement.cue else []))
    shared = [(overlap_length(spans, one.content), one.id) for one in others]
    length, id = max(shared, default=(0, ""), key=lambda pair: pair[0])
    return id if length else None


def _leads_back(id: str, nested_in: Mapping[str, str | None]) -> bool:
    outer = nested_in[id]
    seen = {id}
    while outer is not None and outer not in seen:
        seen.add(outer)
        outer = nested_in[outer]
    return outer == id


def _with_mentions(
    before: Sequence[Statement], after: Sequence[Statement], speakers: Sequence[Speaker]
) -> tuple[Speaker, ...]:
    """Return the speakers with the sources of their statements as mentions, without those who have none any more."""
    old, new = (
        {(speaker.id, span) for one in some for speaker in one.speakers for span in one.source}
        for some in (before, after)
    )
    spoke, speaking = ({speaker.id for one in some for speaker in one.speakers} for some in (before, after))
    found = []
    for speaker in speakers:
        if speaker.id in speaking or speaker.id not in spoke:
            added = {span for id, span in new - old if id == speaker.id}
            kept = [span for span in speaker.mentions if (speaker.id, span) not in old - new]
            mentions = tuple(sorted({*kept, *added})) if added else tuple(kept)
            found.append(replace(speaker, mentions=mentions))
    return tuple(found)
