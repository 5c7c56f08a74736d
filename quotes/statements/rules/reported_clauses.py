"""Indirect and mixed statements: what the declared dependency patterns find outside quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.records import Span, StatementAct
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.content_extent import FUNCTION_POS, align_with_quotations, clause_spans
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.rules.phrase_extent import circumstance_spans, cue_span, source_span
from quotes.statements.rules.refusals import is_refused
from quotes.statements.rules.rule_tables import content_rule, source_rule
from quotes.statements.rules.sources_of_cues import Source, find_source, is_passive, may_be_source
from quotes.statements.rules.who_speaks import may_speak
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

FIGURES = {"data", "figures", "statistics"}
"""Nouns for what somebody gives out, not for what says something itself as a survey does."""

QUOTING, SUBJECT, AGENT = content_rule("quoting"), source_rule("subject"), source_rule("agent")


def find_reported_clauses(
    marked: MarkedArticle, contents: Mapping[int, list[Match]], sources: Mapping[int, list[Match]]
) -> list[Candidate]:
    """Candidates for the cues outside quotation marks, one each, from the first content pattern that fits.

    `contents` and `sources` are the matches of the two tables of rules by cue token.
    """
    candidates = []
    for cue_index, matches in sorted(contents.items()):
        cue = marked.doc[cue_index]
        if not marked.is_quoted(cue):
            reports = (_candidate(marked, cue, match, sources.get(cue_index, ())) for match in matches)
            candidates += [candidate for candidate in reports if candidate][:1]
    candidates = _told_apart(marked, _coordinated(marked, candidates))
    return candidates + [relayed for each in candidates if (relayed := _relayed(marked, each))]


def _candidate(marked: MarkedArticle, cue: Token, match: Match, sources: Sequence[Match]) -> Candidate | None:
    """The candidate of one match, or None where it has no source or is no statement."""
    rule, head = match.rule, marked.doc[match.nodes["content"]]
    cue_words, source = _cue_and_source(marked, cue, match, sources)
    cue_words = _with_preposition(marked, cue_words, head)
    if source.span is None and (rule.needs_source or "source" in match.nodes or not _says_itself(cue)):
        return None
    content = _content(marked, cue, match, cue_words, source.span)
    source_text, content_text = (
        " ".join(marked.text[span.start : span.end].lower() for span in spans)
        for spans in ([source.span] if source.span else [], content)
    )
    if is_refused(rule.refuses, cue, head, source_text, content_text):
        return None
    content = _from_that(marked, match, content)
    content = _without_day_of_cue(marked, cue, content)
    if not content or (source.span and any(piece.overlaps(source.span) for piece in content)):
        return None
    if marked.is_title(content[0]):
        return None
    circumstances = circumstance_spans(marked, cue)
    act: StatementAct | None = "speech" if rule.spoken else None
    return Candidate(content, rule, cue_words, source.span, circumstances, cue.i, source_rule=source.rule, act=act)


def _cue_and_source(marked: MarkedArticle, cue: Token, match: Match, sources: Sequence[Match]) -> tuple[Span, Source]:
    """The cue and its source, which is a node of the pattern or is found by the source patterns."""
    if "source" not in match.nodes:
        head = marked.doc[match.nodes["content"]]
        return cue_span(marked, cue), find_source(marked, cue, sources, head)
    named = marked.doc[match.nodes["source"]]
    if not may_speak(named):  # according to plan, to the size of …
        return cue_span(marked, cue), Source()
    return _with_document_in_cue(marked, cue, named)


def _with_preposition(marked: MarkedArticle, cue_words: Span, head: Token) -> Span:
    """The cue with the preposition before what it reports, if that is a noun phrase (called on | us to …)."""
    first = head.left_edge
    if first.dep_ == "case" and first.head.i == head.i and 0 < first.idx - cue_words.end < 2:
        return Span(cue_words.start, first.idx + len(first))
    return cue_words


def _with_document_in_cue(marked: MarkedArticle, cue: Token, head: Token) -> tuple[Span, Source]:
    """Cue and source of "according to X"; in "according to data from X" the data belong to the cue."""
    cue_words = cue_span(marked, cue)
    for child in head.children if head.lower_ in FIGURES else ():
        preposition = next((part for part in child.children if part.dep_ == "case"), None)
        if child.dep_ == "nmod" and preposition is not None and preposition.lower_ in {"from", "by"}:
            behind = source_span(marked, child, cue)
            if behind.start > cue_words.end and _is_agent(child):
                end = preposition.idx + len(preposition)
                return Span(cue_words.start, end), Source(Span(max(behind.start, end + 1), behind.end))
    return cue_words, Source(source_span(marked, head, cue))


def _is_agent(token: Token) -> bool:
    """True for somebody who can give data out, false for a time or a sum in a list of figures."""
    return token.ent_type_ not in {"DATE", "MONEY"} and token.pos_ in {"NOUN", "PROPN", "PRON"}


def _says_itself(cue: Token) -> bool:
    """True for a passive cue that needs no source (“was said”, “asked” why), but not with a modal ("must be said")."""
    is_participle = cue.tag_ == "VBN" and cue.dep_ == "advcl"
    return (is_passive(cue) or is_participle) and not any(child.tag_ == "MD" for child in cue.children)


def _content(marked: MarkedArticle, cue: Token, match: Match, cue_words: Span, source: Span | None) -> tuple[Span, ...]:
    """The content around the pattern's content node, as far as its rule says."""
    head = marked.doc[match.nodes["content"]]
    relative = source is not None and marked.text[source.start : source.end].lower() == "whom"
    if match.rule.reaches == "sentence" and not relative:
        head = _main_clause(head)
    not_content = [cue_words, *circumstance_spans(marked, cue), *([source] if source else [])]
    if cue.pos_ == "NOUN" and head.is_ancestor(cue):  # in her words
        not_content.append(marked.span(cue.left_edge.i, cue.right_edge.i + 1))
    return clause_spans(marked, head, cue, not_content, match.rule.goes_on)


def _main_clause(head: Token) -> Token:
    """The head of the sentence, or of the report in it, that a word stands in."""
    while head.dep_ != "ROOT" and head.head.i != head.i:
        if head.dep_ == "ccomp" and head.head.lemma_ in load_words("reporting_verbs"):
            break
        subject = any(part.dep_.startswith("nsubj") for part in head.children)
        if subject and head.dep_ in {"conj", "parataxis"}:
            break
        head = head.head
    return head


def _from_that(marked: MarkedArticle, match: Match, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content from the pattern's "that" on, if it has one."""
    if "that" not in match.nodes:
        return content
    that = marked.doc[match.nodes["that"]].idx
    return tuple(Span(max(that, span.start), span.end) for span in content if span.end > that)


def _without_day_of_cue(marked: MarkedArticle, cue: Token, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without the day on which it was said ("Anna Berg said Monday the bridge would close")."""
    if content and content[0].start == marked.span(cue.i, cue.i + 1).end + 1:
        words = marked.tokens(content[0])
        if words[0].lower_ in load_words("days") and len(words) > 2 and words[1].pos_ not in {"VERB", "AUX"}:
            return (Span(words[1].idx, content[0].end), *content[1:])
    return content


def _coordinated(marked: MarkedArticle, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, coordinated ones of one source kept apart ("He denied that it was so and stressed that …")."""
    by_anchor = {candidate.anchor: candidate for candidate in candidates}
    result = dict(by_anchor)
    for inner in candidates:
        assert inner.anchor is not None
        verb = marked.doc[inner.anchor]
        joined = next((child for child in verb.lefts if child.dep_ == "cc"), None)
        if verb.dep_ != "conj" or joined is None or any(child.dep_.startswith("nsubj") for child in verb.children):
            continue
        outer = by_anchor.get(verb.head.head.i) if verb.head.dep_ == "ccomp" else None
        piece = next((one for one in outer.content if one.start < joined.idx < one.end), None) if outer else None
        kept = marked.trimmed(Span(piece.start, joined.idx)) if piece else None
        if outer and piece and kept:
            content = [kept if one == piece else one for one in outer.content if one.start <= piece.start]
            result[outer.anchor] = outer.with_content(content)
            result[inner.anchor] = replace(inner, source=outer.source)
    return list(result.values())


def _told_apart(marked: MarkedArticle, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates; of two attributions of the same words, one is changed so that it lies in the other.

    "The mayor said that it rained, according to the police" is what the police say, but "The mayor said that, according
    to the police, it rained" is what the mayor said.
    """
    apart = {candidate.anchor: candidate for candidate in candidates}
    contents = SpanIndex((span, candidate) for candidate in candidates for span in candidate.content)
    for second in candidates:
        for first in contents.find(second.cue) if second.cue and second.source else ():
            if first.cue and second.cue and first.cue < second.cue:
                pair = _nested_pair(marked, apart[first.anchor], apart[second.anchor])
                apart |= {candidate.anchor: candidate for candidate in pair}
    return list(apart.values())


def _nested_pair(marked: MarkedArticle, first: Candidate, second: Candidate) -> list[Candidate]:
    """The changed ones of two candidates, the cue of the second of which stands in the content of the first."""
    attribution = _attribution(second)
    piece = next((span for span in first.content if span.contains(attribution)), None)
    if piece is None:
        return []
    before, behind = _clause(marked, piece.start, attribution.start), _clause(marked, attribution.end, piece.end)
    is_around = first.cue is not None and any(span.contains(first.cue) for span in second.content)
    if behind:
        return [second.with_content(filter(None, (before, behind)))] if is_around else []
    rest = tuple(filter(None, (before if span == piece else span for span in first.content)))
    if rest and is_around:
        return [first.with_content(rest)]
    if rest == second.content and _attribution(first) < rest[0]:
        whole = Span(_attribution(first).start, rest[-1].end)
        return [first.with_content(rest), second.with_content(align_with_quotations(marked, [whole]))]
    return []


def _attribution(candidate: Candidate) -> Span:
    """The stretch of text from the cue to the source, or the other way round."""
    spans = [span for span in (candidate.cue, candidate.source) if span]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _clause(marked: MarkedArticle, start: int, end: int) -> Span | None:
    """The characters from `start` to `end` without punctuation around them, or None if only a "that" is left."""
    span = marked.stretch(start, end)
    return span if span and any(token.pos_ not in FUNCTION_POS for token in marked.tokens(span)) else None


def _relayed(marked: MarkedArticle, quoted: Candidate) -> Candidate | None:
    """The statement of the agency around that of its source, if any.

    "The agency quoted him as saying that …" says so, and "He was quoted by the agency as saying that …".
    """
    if not quoted.rule.quoted or quoted.anchor is None or quoted.source is None:
        return None
    quoting = marked.doc[quoted.anchor].head
    relation, rule = ("obl:agent", AGENT) if is_passive(quoting) else ("nsubj", SUBJECT)
    heads = [child for child in quoting.children if child.dep_ == relation and may_be_source(marked, child)]
    if not heads or is_passive(quoting) != (quoted.source.start < quoting.idx) or marked.is_quoted(quoting):
        return None
    cue, source = cue_span(marked, quoting), source_span(marked, heads[0], quoting)
    said = Span(quoted.source.start, quoted.content[-1].end)
    if said.contains(source):
        parts = [marked.stretch(said.start, cue.start), marked.stretch(source.end, said.end)]
    else:
        parts = [said]
    content = align_with_quotations(marked, [part for part in parts if part])
    return Candidate(content, QUOTING, cue, source, circumstance_spans(marked, quoting), quoting.i, source_rule=rule)
