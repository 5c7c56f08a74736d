"""Direct statements: the reporting verb beside a quotation.

A quotation's cue stands right after it (“…,” said the ministry; “…,” the ministry said) or right before it
(The ministry said: “…”). This is read off the order of the words, so that it holds where a long quotation
has led the parse astray; the parse gives the verb's subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.marks.quotation_marks import Quotation
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle, join_spans
from quotes.statements.rule import Rule
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.rules.phrase_extent import circumstance_spans, cue_span
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.sources_of_cues import Source, find_source_beside, source_between
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words
from quotes.words.closed_classes import CLOSING_MARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST_WORDS_BETWEEN = 6
CUE_BEHIND, CUE_FIRST = content_rule("quotation-then-cue"), content_rule("cue-then-quotation")
SET_OFF_MARKS = {",", ".", "?", "!", "…", "—", "–", "-"}
FEWEST_WORDS = 4
CLAUSE_ENDS = {".", "?", "!", ";"}
"""Marks that end the clause of a cue; an ellipsis does not."""

LEFT_OF_CUE_RELATIONS = {"nsubj", "nsubj:pass", "aux", "aux:pass", "advmod", "obl", "obl:unmarked"}
PARTICLES = {"point": "out", "go": "on"}
"""Verbs that report only with their particle."""

WHEN = "WRB"
"""The tag of "when", which begins a clause without a cue (“That is smart,” when the mayor blasted him)."""

AND = re.compile(r"[,;]\s+(?:and|but|or|so|yet)$")
"""The end of what stands between two halves of a quotation ("It is late," she said, but "not too late.")."""

LONGEST_LEAD = 40
"""Code points before a quotation that are looked at."""

LONGEST_ZONE = 45
"""Tokens beside a quotation that are looked at."""


@dataclass(frozen=True, slots=True)
class QuotationCue:
    """A quotation (its index) with its cue; `rule` tells whether the cue stands before or behind it."""

    quotation: int
    cue: Token
    rule: Rule


def find_quotation_cues(
    marked: MarkedArticle, clauses: Sequence[Candidate], sources: Mapping[int, list[Match]]
) -> list[Candidate]:
    """Candidates for the quotations that have a reporting verb beside them, one for each verb.

    A quotation that goes on after its cue, in the same paragraph, belongs to the same candidate. `clauses` are
    the candidates found by pattern: where one reports the words around the quotation, too, these are taken in.
    """
    patterned = {clause.anchor: clause for clause in clauses}
    reported = SpanIndex((piece, (piece, clause)) for clause in clauses for piece in clause.content)
    by_cue: dict[int, list[QuotationCue]] = {}
    last: QuotationCue | None = None
    for number in range(len(marked.quotations)):
        cued = _quotation_cue(marked, number, sources)
        if cued is not None and (
            _is_only_named(marked, cued, patterned.get(cued.cue.i))
            or _is_inside(marked, cued, reported)
            or marked.is_title(marked.quotations[number].span)
        ):
            cued = None
        if cued is None and last is not None and _goes_on(marked, last, number):
            cued = replace(last, quotation=number)
        if cued is not None:
            by_cue.setdefault(cued.cue.i, []).append(cued)
        last = cued
    candidates = [_candidate(marked, _own(marked, group), patterned.get(cue), sources) for cue, group in by_cue.items()]
    return [candidate for candidate in candidates if candidate.source and not _is_in_source(candidate)]


def _is_in_source(candidate: Candidate) -> bool:
    """True if the quotation is part of its source ("The technician, who calls himself ‘José,’ told us that …")."""
    return any(candidate.source is not None and candidate.source.overlaps(piece) for piece in candidate.content)


def _quotation_cue(marked: MarkedArticle, number: int, sources: Mapping[int, list[Match]]) -> QuotationCue | None:
    """The cue of a quotation, or None: one behind it if a comma leads on to that, else one before it, or behind it."""
    quotation = marked.quotations[number]
    closing = marked.text[quotation.span.start : quotation.span.end - 1].rstrip(CLOSING_MARKS)[-1:]
    after = _cue_after(marked, quotation.span, sources)
    if after is not None and not _is_set_off(marked, quotation, closing):
        after = None
    before = None if after is not None and closing == "," else _cue_before(marked, quotation.parts[0])
    cue, rule = (after, CUE_BEHIND) if before is None else (before, CUE_FIRST)
    return None if cue is None else QuotationCue(number, cue, rule)


def _own(marked: MarkedArticle, group: list[QuotationCue]) -> list[QuotationCue]:
    """The quotations of a cue without a sentence before it if it leads up to another one (“Yes.” I said, “No.”)."""
    first = marked.quotations[group[0].quotation].span
    is_whole = marked.text[first.start : first.end - 1].rstrip()[-1:] == "."
    following = [cued for cued in group if cued.rule.cue_first]
    return following if following and group[0] not in following and is_whole else group


def _is_set_off(marked: MarkedArticle, quotation: Quotation, closing: str) -> bool:
    """True if a mark sets the quotation off from what follows, or it is long and begins a sentence."""
    following = marked.text[quotation.span.end : quotation.span.end + 3].strip()[:1]
    if closing in SET_OFF_MARKS or following in SET_OFF_MARKS:
        return True
    words = [token for token in marked.tokens(quotation.span) if not token.is_punct]
    return len(words) >= FEWEST_WORDS and words[0].i == words[0].sent.start + 1


def _is_only_named(marked: MarkedArticle, cued: QuotationCue, clause: Candidate | None) -> bool:
    """True for a few words in marks beside a cue that reports something else (on “Hannity,” he said that …)."""
    span = marked.quotations[cued.quotation].span
    words = marked.tokens(span)
    if clause is None or any(marked.quotations_in(piece) for piece in clause.content):
        return False
    return words[0].i != words[0].sent.start and sum(not token.is_punct for token in words) < FEWEST_WORDS


def _is_inside(marked: MarkedArticle, cued: QuotationCue, reported: SpanIndex[tuple[Span, Candidate]]) -> bool:
    """True if the quotation stands inside the content of another cue (said the report was “late”, she warned)."""
    span = marked.quotations[cued.quotation].span
    return any(
        piece.start < span.start and piece.contains(span) and not marked.is_quoted(marked.tokens(piece)[0])
        for piece, clause in reported.find(span)
        if clause.anchor != cued.cue.i
    )


def _cue_after(marked: MarkedArticle, quotation: Span, sources: Mapping[int, list[Match]]) -> Token | None:
    """The verb of a clause that begins where the quotation ends, or None."""
    zone = list(_zone(marked, quotation.end, 1))
    first = next((token for token in zone if not token.is_punct), None)
    if first is None or first.tag_ == WHEN:
        return None
    begins = first.i
    for token in zone:
        if _is_cue(token):
            own = [token.i]
            for child in token.lefts:
                if child.dep_ in LEFT_OF_CUE_RELATIONS:
                    own += [word.i for word in child.subtree]
            start = min(index for index in own if index >= begins)
            between = [word for word in zone if word.i < start and not word.is_punct]
            if len(between) <= 2 and all(word.pos_ in {"ADV", "AUX", "PART"} for word in between):
                return token
            short = 0 < len(between) <= MOST_WORDS_BETWEEN and not any(word.pos_ == "VERB" for word in between)
            return token if short and find_source_beside(marked, token, sources.get(token.i, ())).span is None else None
    return None


def _cue_before(marked: MarkedArticle, quotation: Span) -> Token | None:
    """The verb of a clause that leads up to the quotation, with nothing else between them, or None."""
    zone = list(_zone(marked, quotation.start, -1))
    introduced = bool(zone) and zone[0].text in {":", ","}
    for distance, token in enumerate(zone):
        if _is_cue(token):
            between = zone[:distance]
            words = [word for word in between if not word.is_punct]
            if any(word.pos_ == "VERB" and _is_cue(word) for word in words):
                return None
            if not words or (words[-1].lower_ == "that" and len(words) == 1):
                return token
            quoted = [word for word in marked.tokens(quotation) if not word.is_punct]
            if len(quoted) < FEWEST_WORDS and zone[0].text != ":":
                return None
            dependent = all(token.is_ancestor(word) for word in words)
            return token if introduced and (dependent or len(words) <= 4) else None
    return None


def _zone(marked: MarkedArticle, offset: int, step: int) -> Iterable[Token]:
    """The tokens from an offset on, forwards (`step` 1) or backwards (-1), to a quotation or the sentence's end."""
    doc = marked.doc
    boundary = marked.first_from(offset)
    indices = range(boundary, len(doc)) if step > 0 else range(boundary - 1, -1, -1)
    introduces = step < 0 and _lead(marked, offset).endswith(":")
    for count, index in enumerate(indices):
        token = doc[index]
        if introduces and "\n" in token.text:  # "…, she wrote:" and the quotation in a paragraph of its own
            introduces = False
            continue
        if marked.depth and token.is_quote:  # the end of what is around a quotation in a quotation
            return
        if count > LONGEST_ZONE or marked.is_quoted(token) or "\n" in token.text:
            return
        if token.text in CLAUSE_ENDS and (count > 0 or step < 0):
            return
        if not token.is_space:
            yield token


def _is_cue(token: Token) -> bool:
    if token.tag_ == "VB" and token.dep_ != "xcomp" and any(child.lower_ == "to" for child in token.lefts):
        return False  # "“We run,” she said to warn them": what the saying is for
    if token.lemma_ in PARTICLES:
        return any(child.lower_ == PARTICLES[token.lemma_] for child in token.children)
    return token.pos_ in {"VERB", "AUX"} and (
        token.lemma_ in load_words("reporting_verbs")
        or token.lemma_ in load_words("quotation_verbs")
        or token.lower_ in load_words("reporting_verb_forms")
    )


def _goes_on(marked: MarkedArticle, last: QuotationCue, number: int) -> bool:
    """True if this quotation goes on with the one before, and only their cue's clause lies between."""
    before, here = marked.quotations[last.quotation].span, marked.quotations[number].span
    between = marked.text[before.end : here.start]
    if "\n" in between:
        return False
    if not between.strip():
        return True
    cue_between = before.end <= last.cue.idx < here.start
    words = [token for token in marked.tokens(Span(before.end, here.start)) if not token.is_punct]
    own_sentence = all(token.sent.start == last.cue.sent.start for token in words)
    ends = between.rstrip()
    leads_on = ends[-1:] in {".", ",", ":", ";", "-", "—", "–"} or AND.search(ends) is not None
    return cue_between and own_sentence and leads_on


def _candidate(
    marked: MarkedArticle, group: list[QuotationCue], clause: Candidate | None, sources: Mapping[int, list[Match]]
) -> Candidate:
    first = group[0]
    source = find_source_beside(marked, first.cue, sources.get(first.cue.i, ()))
    if clause is not None and clause.source is not None:
        source = Source(clause.source, source.rule)
    if source.span is None and not first.rule.cue_first:
        source = source_between(marked, marked.quotations[first.quotation].span, first.cue)
    quoted = [part for cued in group for part in marked.quotations[cued.quotation].parts]
    around = _words_around(marked, first, quoted, clause)
    return Candidate(
        join_spans([*quoted, *around], marked.text) if around else tuple(quoted),
        first.rule,
        cue_span(marked, first.cue),
        source.span,
        circumstance_spans(marked, first.cue),
        first.cue.i,
        source_rule=source.rule,
    )


def _words_around(
    marked: MarkedArticle, cued: QuotationCue, quoted: Sequence[Span], clause: Candidate | None
) -> Iterable[Span]:
    """The unquoted words around a quotation that belong to the content: said that “…”, The plan is “dead,” he said."""
    lead = _lead(marked, quoted[0].start)
    if clause is not None and any(piece.overlaps(part) for piece in clause.content for part in quoted):
        if not cued.rule.cue_first:
            return [piece for piece in clause.content if piece.start < quoted[0].start < piece.end]
        starts_before = clause.content[0].start < quoted[0].start
        return clause.content if starts_before or not lead.endswith((":", ",")) else ()
    if cued.rule.cue_first and lead.endswith("that"):
        return [Span(marked.text.rindex("that", 0, quoted[0].start), quoted[0].end)]
    return ()


def _lead(marked: MarkedArticle, offset: int) -> str:
    """The last characters before an offset, without white space at their end."""
    return marked.text[max(0, offset - LONGEST_LEAD) : offset].rstrip()
