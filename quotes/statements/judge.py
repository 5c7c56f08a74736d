"""The judge: one list of candidates from those of the rules and those of the learned model.

The model decides, for it is right more often, and it has seen what the rules found. Where both have found a statement,
the judge takes the model's spans, the rules' name for it, and from the rules what the model does not know (to whom it
was said). What the rules alone have found stays if it is of a sort that the model cannot see: a layout that its
training articles hardly have, or a statement within one that both have found (the model gives each word one role).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.records import Span
from quotes.statements.candidate import Candidate, Passage
from quotes.statements.overlaps import Overlaps

LAYOUT = frozenset(["transcript", "dash-byline", "colon-byline", "headline", "headline-tail", "headline-verb"])
"""Rules that go by layout."""

ACCORDING_TO = "according-to"
"""The rule that knows the source behind a document."""


def judge(passage: Passage, by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> list[Candidate]:
    """All candidates that are kept, those of the model first."""
    partners = _partners(by_rules, by_model)
    taken = {id(partner) for partner in partners.values()}
    claimed = Overlaps((span, number) for number, found in enumerate(by_model) for span in found.content)

    def is_kept(candidate: Candidate) -> bool:
        """Is a candidate of the rules, whom the model does not follow, kept?"""
        around = {number for span in candidate.content for number in claimed.find(span)}
        if not around:
            return candidate.rule.partition("/")[0] in (*LAYOUT, ACCORDING_TO)
        return all(number in partners and _holds(partners[number], candidate) for number in around)

    merged = [
        _merged(passage, found, partners[number], claimed) if number in partners else found
        for number, found in enumerate(by_model)
    ]
    return merged + [candidate for candidate in by_rules if id(candidate) not in taken and is_kept(candidate)]


def _partners(by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> dict[int, Candidate]:
    """For the model's candidates (by number) that of the rules which is the same statement, each once."""
    places = Overlaps(
        (span, candidate) for candidate in by_rules for span in (*candidate.content, *filter(None, [candidate.cue]))
    )
    pairs = []
    for number, found in enumerate(by_model):
        spans = (*found.content, *filter(None, [found.cue]))
        nearby = {id(candidate): candidate for span in spans for candidate in places.find(span)}
        for candidate in nearby.values():
            likeness = _likeness(found, candidate)
            if likeness:
                pairs.append((likeness, number, candidate))
    partners: dict[int, Candidate] = {}
    taken: set[int] = set()
    for _, number, candidate in sorted(pairs, key=lambda pair: -pair[0]):
        if number not in partners and id(candidate) not in taken:
            partners[number] = candidate
            taken.add(id(candidate))
    return partners


def _likeness(one: Candidate, other: Candidate) -> float:
    """0 for two different statements, up to 1 for those with the same content, 1 more for those with the same cue."""
    shared = _shared(one.content, other.content)
    together = sum(map(len, one.content)) + sum(map(len, other.content)) - shared
    likeness = shared / together
    if one.cue and other.cue:
        return 1 + likeness if one.cue.overlaps(other.cue) else 0.0
    return likeness if likeness >= 0.5 else 0.0


def _shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for one in some for other in others)


def _merged(passage: Passage, found: Candidate, partner: Candidate, claimed: Overlaps[int]) -> Candidate:
    evidence = found.evidence and replace(
        found.evidence,
        likeness=_likeness(found, partner),
        same_source=bool(found.source and partner.source and found.source.overlaps(partner.source)),
    )
    return replace(
        found,
        rule=partner.rule,
        content=_content(passage, found, partner, claimed),
        cue=_cue(found, partner),
        source=_source(passage, found, partner),
        circumstances=partner.circumstances or found.circumstances,
        anchor=partner.anchor if partner.anchor is not None else found.anchor,
        kind=partner.kind,
        witnesses=(*partner.witnesses, *found.witnesses),
        evidence=evidence,
    )


def _content(passage: Passage, found: Candidate, partner: Candidate, claimed: Overlaps[int]) -> tuple[Span, ...]:
    """The model's words, cut at their edges as the rules do, with whole quotations that only the rules have joined."""
    if partner.rule == ACCORDING_TO or _words(passage, found.content) == _words(passage, partner.content):
        return partner.content
    beyond = [span for span in found.content if not any(span.overlaps(other) for other in partner.content)]
    rest = [span for span in found.content if span not in beyond]
    if beyond and _words(passage, rest) == _words(passage, partner.content):
        # only pieces that are not in the rules' content: a quotation stays one, and a piece without a verb says nothing
        kept = [span for span in beyond if _is_said(passage, span, partner)]
        return tuple(sorted([*partner.content, *kept]))
    joined = [span for span in partner.content if not claimed.any(span) and passage.quotations_in(span)]
    return tuple(sorted([*found.content, *joined]))


def _is_said(passage: Passage, piece: Span, partner: Candidate) -> bool:
    """Can a piece that the rules do not have belong to their statement?"""
    tokens = passage.tokens(piece)
    if all(passage.is_quoted(token) for span in partner.content for token in passage.tokens(span)):
        return all(passage.is_quoted(token) for token in tokens)
    return any(token.pos_ in {"VERB", "AUX"} or passage.is_quoted(token) for token in tokens)


def _cue(found: Candidate, partner: Candidate) -> Span | None:
    """The cue of the rules if it is part of the model's, which often takes in circumstances ("said in a statement")."""
    if partner.cue and (partner.rule == ACCORDING_TO or (found.cue and found.cue.contains(partner.cue))):
        return partner.cue
    return found.cue


def _source(passage: Passage, found: Candidate, partner: Candidate) -> Span | None:
    """The source of the model; that of the rules if it has none, breaks off ("an official who"), or is a document's."""
    one, other = found.source, partner.source
    if one is None or other is None:
        return one or other
    breaks_off = other.contains(one) and passage.tokens(one)[-1].pos_ in {"PRON", "DET", "ADP", "SCONJ"}
    is_whose_document = partner.rule == ACCORDING_TO and one.contains(other)
    return other if (breaks_off and one != other) or is_whose_document else one


def _words(passage: Passage, spans: Sequence[Span]) -> list[int]:
    return [token.i for span in spans for token in passage.tokens(span) if not token.is_punct]


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Have the rules found one statement, cue and all, in the content of another?"""
    return inner.cue is not None and any(span.contains(inner.cue) for span in outer.content)
