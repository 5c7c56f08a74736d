"""The judge: one list of candidates from those of the rules and those of the learned model.

The model decides, because it is right more often. A statement of both has the model's spans, and the name and the
circumstances of the rule, which only the rules know. A statement of the rules alone stays if its rule declares so
(`alone`), or if it lies within a statement of both: the model gives each word one role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.article import iou
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.judging.thresholds import SAME_CONTENT_IOU
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.sources_of_cues import is_passive
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words
from quotes.words.closed_classes import CLOSING_MARKS, SENTENCE_ENDS

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

ENDS = (*SENTENCE_ENDS, *CLOSING_MARKS, ")")
"""Characters at the end of a sentence."""

LONGEST_TAG = 60
"""Characters between a quotation and the cue of its tag."""

Partners = Mapping[int, Candidate]
"""For candidates of the model, by number, that of the rules which is the same statement."""


def judge(marked: MarkedArticle, by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are kept: the model's, merged with their partners, and then those of the rules alone."""
    said = SpanIndex((span, candidate) for candidate in by_rules for span in candidate.content)
    cues = SpanIndex((found.cue, found) for found in by_model if found.cue)
    by_model = [
        part
        for found in by_model
        for part in _by_tags(
            marked, _with_its_as(marked, _without_hearer(marked, _in_its_place(marked, found))), said, cues
        )
    ]
    partners = _partners(by_rules, by_model)
    judged = [
        _merged(marked, found, partners[number], said) if number in partners else found
        for number, found in enumerate(by_model)
        if number in partners or not _is_condition(marked, found)
    ]
    contents = SpanIndex((span, number) for number, found in enumerate(by_model) for span in found.content)
    taken = {id(partner) for partner in partners.values()}
    alone = [each for each in by_rules if id(each) not in taken and _is_kept(each, by_model, partners, contents)]
    return judged + alone


def _in_its_place(marked: MarkedArticle, found: Candidate) -> Candidate:
    """The model's candidate without a source in another sentence than its cue, or unquoted words elsewhere."""
    if found.cue is None:
        return found
    own, paragraph = marked.doc[marked.first_from(found.cue.start)].sent, marked.paragraph_at(found.cue.start)
    kept = [
        span for span in found.content if paragraph.overlaps(span) or any(map(marked.is_quoted, marked.tokens(span)))
    ]
    source = found.source
    if source and not _is_one(own, marked.doc[marked.first_from(source.start)].sent):
        source = None
    return replace(found, content=tuple(kept) or found.content, source=source)


def _by_tags(
    marked: MarkedArticle, found: Candidate, said: SpanIndex[Candidate], cues: SpanIndex[Candidate]
) -> list[Candidate]:
    """The model's candidate, and apart from it each quotation with a tag of its own that only the rules have seen.

    (“Which three?” Berg asked. “Ask your fans,” Amann answered.)
    """
    apart = [
        piece
        for piece in found.content
        if any(map(marked.is_quoted, marked.tokens(piece)))
        and not marked.text_of(piece).rstrip(CLOSING_MARKS).endswith(".")
        and any(_is_tag(each.cue, piece) and not list(cues.find(each.cue)) for each in said.find(piece) if each.cue)
    ]
    rest = [piece for piece in found.content if piece not in apart]
    if found.cue is None or not apart or not rest:
        return [found]
    own = (replace(found, content=(piece,), cue=None, source=None, anchor=None, circumstances=()) for piece in apart)
    return [found.with_content(rest), *own]


def _is_tag(cue: Span, piece: Span) -> bool:
    """True for a cue a few words behind a quotation, or before it."""
    return 0 <= max(cue.start - piece.end, piece.start - cue.end) < LONGEST_TAG


def _without_hearer(marked: MarkedArticle, found: Candidate) -> Candidate:
    """The model's candidate without who hears it ("Staff were told that it rained"), but not who is told to do it."""
    cue = marked.tokens(found.cue) if found.cue else []
    hearers = [child for verb in cue for child in verb.children if _hears(verb, child)]
    source = found.source
    if source and any(hearer in marked.tokens(source) for hearer in hearers):
        source = None
    rest = []
    for piece in found.content:
        starts = [hearer.left_edge.idx for hearer in hearers if hearer in marked.tokens(piece)]
        if said := marked.stretch(piece.start, min(starts)) if starts else piece:
            rest.append(said)
    is_order = not rest or marked.text_of(rest[0]).lower().startswith("to ")
    return replace(found, source=source, content=found.content if is_order else tuple(rest))


def _hears(verb: Token, child: Token) -> bool:
    """True for the subject of "hear", and of a verb of telling in the passive voice."""
    is_told = verb.lemma_ in load_words("telling_verbs") and is_passive(verb)
    return child.dep_.startswith("nsubj") and (is_told or verb.lemma_ == "hear")


def _is_one(sentence: Sentence, other: Sentence) -> bool:
    """True for the same sentence, or two that the parser has parted without a stop."""
    first = min(sentence, other, key=lambda each: each.start)
    return sentence.start == other.start or not first.text.rstrip().endswith(ENDS)


def similarity(one: Candidate, other: Candidate) -> float:
    """The IoU of the contents of two candidates, and 1 more if they have the same cue; 0 for different statements."""
    if one.encloses(other) or other.encloses(one):
        return 0.0
    alike = iou(one.content, other.content)
    if one.cue and other.cue:
        return 1 + alike if one.cue.overlaps(other.cue) else 0.0
    return alike if alike >= SAME_CONTENT_IOU else 0.0


def _partners(by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> dict[int, Candidate]:
    """The candidates of the rules that are the same statements as some of the model (by number), each once at most."""
    places = SpanIndex(
        (span, candidate) for candidate in by_rules for span in (*candidate.content, *filter(None, [candidate.cue]))
    )
    pairs = []
    for number, found in enumerate(by_model):
        spans = (*found.content, *filter(None, [found.cue]))
        nearby = {id(candidate): candidate for span in spans for candidate in places.find(span)}
        pairs += [(score, number, each) for each in nearby.values() if (score := similarity(found, each))]
    partners: dict[int, Candidate] = {}
    taken: set[int] = set()
    for _, number, candidate in sorted(pairs, key=lambda pair: -pair[0]):
        if number not in partners and id(candidate) not in taken:
            partners[number] = candidate
            taken.add(id(candidate))
    return partners


def _with_its_as(marked: MarkedArticle, found: Candidate) -> Candidate:
    """The model's candidate with the "as" of "which he described as “mad”" in its content, not in its cue."""
    words = marked.tokens(found.cue) if found.cue else []
    place = next((number for number, piece in enumerate(found.content) if words and piece.start > words[-1].idx), 0)
    if (
        not place
        or words[-1].lower_ != "as"
        or len(words) < 2
        or words[-1].i + 1 != marked.first_from(found.content[place].start)
    ):
        return found
    cue = marked.span(words[0].i, words[-1].i)
    content = list(found.content)
    content[place] = Span(words[-1].idx, content[place].end)
    return replace(found, cue=cue, content=tuple(content))


def _is_condition(marked: MarkedArticle, found: Candidate) -> bool:
    """True for words behind "on condition", on which something is said: "told us on condition that he not be named"."""
    first = marked.first_from(found.content[0].start)
    return first > 0 and marked.doc[first - 1].lower_ == "condition"


def _merged(marked: MarkedArticle, found: Candidate, partner: Candidate, said: SpanIndex[Candidate]) -> Candidate:
    """The model's candidate with what its partner knows of it, and with the partner's source if it has none.

    It has the partner's content if the model has left out the cue of a statement in it (of "Berg said it rained, the
    agency said", the agency said more than "it rained"), or has taken the condition on which it was said. `said` are
    the contents of the rules' candidates.
    """
    is_short = any(
        partner.encloses(inner) and not found.encloses(inner)
        for span in found.content
        for inner in said.find(span)
        if inner is not partner
    )
    is_wrong = is_short or _is_condition(marked, found)
    content = partner.content if is_wrong or partner.rule.content_by == "rule" else found.content
    if partner.source and not found.source:  # "Berg was quoted as saying that …"
        content = tuple(span for span in content if not partner.source.contains(span)) or content
    sources = (source for source in (found.source, partner.source) if source)
    return replace(
        found,
        cue=found.cue or partner.cue,
        rule=partner.rule,
        source_rule=partner.source_rule,
        content=content,
        source=next((source for source in sources if not any(source.overlaps(span) for span in content)), None),
        circumstances=partner.circumstances or found.circumstances,
        anchor=partner.anchor if partner.anchor is not None else found.anchor,
        kind=partner.kind,
        finders=(*partner.finders, *found.finders),
        scores=found.scores
        and replace(
            found.scores,
            similarity=similarity(found, partner),
            same_source=bool(found.source and partner.source and found.source.overlaps(partner.source)),
        ),
    )


def _is_kept(candidate: Candidate, by_model: Sequence[Candidate], partners: Partners, contents: SpanIndex[int]) -> bool:
    """True if a candidate of the rules alone stays; `contents` are those of the model's candidates, by number."""
    around = {number for span in candidate.content for number in contents.find(span)}
    nested = all(
        number in partners and (partners[number].encloses(candidate) or candidate.encloses(partners[number]))
        for number in around
    )
    if candidate.rule.alone == "keep" or (around and nested):
        return True
    # what is said within a turn of a transcript does not stand in its way
    return candidate.rule.alone == "keep-if-free" and all(candidate.encloses(by_model[number]) for number in around)
