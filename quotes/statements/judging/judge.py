"""The judge: one list of candidates from those of the rules and those of the learned model.

The model decides, because it is right more often and has seen what the rules found. A statement of both has the model's
spans, the name of the rule, and the circumstances, which only the rules know. A statement of the rules alone stays if
its rule declares so (`alone`; the model's training articles have hardly any of such layouts), or if it lies within a
statement that both have found (the model gives each word one role).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quotes.records import Span, iou, overlap_length
from quotes.statements.candidate import Candidate
from quotes.statements.judging.merging import is_quoted, merge_pair, similarity
from quotes.statements.judging.thresholds import SAME_CONTENT_IOU
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.who_speaks import SPEAKER_NOUNS, is_noun_of
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words

MOST_WORDS_OF_A_CONDITION = 8
CONTENT_POS = {"NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "ADV"}
"""Parts of speech of words that say something."""

Partners = Mapping[int, Candidate]
"""For candidates of the model, by number, that of the rules which is the same statement."""


def judge(marked: MarkedArticle, by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are kept: the model's, merged with their partners, and then those of the rules alone."""
    withheld = SpanIndex((found.cue, found) for found in by_model if found.cue and _withholds_names(marked, found))
    by_model = _sound_parts(marked, by_rules, by_model)
    partners = _partners(by_rules, by_model)
    by_model = _without_second_halves(marked, by_model, partners)
    claimed = SpanIndex((span, number) for number, found in enumerate(by_model) for span in found.content)
    taken = {id(partner) for partner in partners.values()}
    alone = [
        candidate
        for candidate in by_rules
        if id(candidate) not in taken and _is_kept(candidate, by_model, partners, claimed, withheld)
    ]
    inside = SpanIndex((span, candidate) for candidate in alone for span in candidate.content)
    judged = [
        merge_pair(marked, found, partners[number], claimed, inside) if number in partners else found
        for number, found in enumerate(by_model)
        if number in partners or (_stands_alone(marked, found) and not _has_rival(found, inside))
    ]
    return judged + alone


def _sound_parts(
    marked: MarkedArticle, by_rules: Sequence[Candidate], by_model: Sequence[Candidate]
) -> list[Candidate]:
    """The model's candidates without unsound pieces, and parted where the rules have found two statements."""
    sources = SpanIndex((candidate.source, candidate) for candidate in by_rules if candidate.source)
    contents = SpanIndex((span, candidate) for candidate in by_rules for span in candidate.content)
    sound = [kept for found in by_model if (kept := _sound(marked, found, sources))]
    return [part for found in sound for part in _parted(marked, found, contents)]


def _is_kept(
    candidate: Candidate,
    by_model: Sequence[Candidate],
    partners: Partners,
    claimed: SpanIndex[int],
    withheld: SpanIndex[Candidate],
) -> bool:
    """True if a candidate of the rules alone stays.

    `claimed` has the numbers of the model's candidates by their contents; `withheld` has the cues for which the model
    has found only the condition that the source stays unnamed.
    """
    alone = candidate.rule.alone
    around = {number for span in candidate.content for number in claimed.find(span)}
    if alone == "keep-if-free":  # what is said within a turn of a transcript does not stand in its way
        around = {number for number in around if not candidate.encloses(by_model[number])}
    if not around or alone == "keep":
        return alone != "drop" or (candidate.cue is not None and withheld.any(candidate.cue))
    return all(
        number in partners and (partners[number].encloses(candidate) or candidate.encloses(partners[number]))
        for number in around
    )


def _has_rival(found: Candidate, alone: SpanIndex[Candidate]) -> bool:
    """True if a rule that is kept in any case and the model attribute the same words by different cues."""
    nearby = {id(each): each for span in found.content for each in alone.find(span) if each.rule.alone == "keep"}
    return any(
        iou(each.content, found.content) >= SAME_CONTENT_IOU and not (found.encloses(each) or each.encloses(found))
        for each in nearby.values()
    )


def _sound(marked: MarkedArticle, found: Candidate, sources: SpanIndex[Candidate]) -> Candidate | None:
    """The model's candidate without pieces that cannot be its content; None if nothing is left.

    Dropped are unquoted words of another paragraph, titles, words inside another source, and conditions that a source
    stays unnamed ("an official, who asked not to be named", "told us on condition that he not be identified").
    """

    def is_in_a_source(span: Span) -> bool:
        return any(
            other.source and other.source.contains(span) for other in sources.find(span) if other.cue != found.cue
        )

    content = tuple(
        span
        for piece in found.content
        if (span := _in_paragraph_of_cue(marked, piece, found.cue))
        and not is_in_a_source(span)
        and not _withholds_a_name(marked, span)
        and not marked.is_title(span)
    )
    return replace(found, content=content) if content else None


def _in_paragraph_of_cue(marked: MarkedArticle, piece: Span, cue: Span | None) -> Span | None:
    """The part of an unquoted piece that lies in the paragraph of the cue; a piece with a quotation stays whole."""
    if cue is None or marked.quotations_in(piece):
        return piece
    paragraph = marked.paragraph_at(cue.start)
    start, end = max(piece.start, paragraph.start), min(piece.end, paragraph.end)
    return Span(start, end) if start < end else None


def _parted(marked: MarkedArticle, found: Candidate, by_rules: SpanIndex[Candidate]) -> list[Candidate]:
    """The model's candidate, parted from those pieces of it for which the rules have another cue.

    These are unquoted pieces in the sentence of that cue ("Baku said it would not comment. Residents said they had not
    been told."), and quotations right behind it ("“Too late,” she said before asking him, “Who knew?”").
    """
    if found.cue is None or len(found.content) == 1:
        return [found]
    cue = found.cue

    def is_another(piece: Span, candidate: Candidate) -> bool:
        if not candidate.cue or candidate.cue.overlaps(cue):
            return False
        if overlap_length([piece], candidate.content) <= sum(map(len, candidate.content)) / 2:
            return False
        if marked.quotations_in(piece):
            between = any(span.end <= candidate.cue.start < piece.start for span in (cue, *found.content))
            return candidate.rule.cue_first and between
        return _same_sentence(marked, piece, candidate.cue) and not _same_sentence(marked, piece, cue)

    others = {
        piece: candidate
        for piece in found.content
        for candidate in by_rules.find(piece)
        if is_another(piece, candidate)
    }
    rest = tuple(piece for piece in found.content if piece not in others)
    if not rest:
        return [found]
    parts = [replace(found, content=(piece,), cue=each.cue, source=each.source) for piece, each in others.items()]
    return [replace(found, content=rest), *parts]


def _without_second_halves(marked: MarkedArticle, by_model: list[Candidate], partners: Partners) -> list[Candidate]:
    """The model's candidates; those without a partner lose second halves of quotations that both have found.

    ("“If you wait,” she said, referring to the delay, “you lose.”")
    """
    halves = SpanIndex(
        (span, span) for each in partners.values() for span in each.content[1:] if is_quoted(marked, [span])
    )
    return [
        found if number in partners else _without_spans(marked, found, halves) for number, found in enumerate(by_model)
    ]


def _without_spans(marked: MarkedArticle, found: Candidate, halves: SpanIndex[Span]) -> Candidate:
    """A candidate without the `halves` that its pieces hold, unless nothing that says anything is left."""
    content: list[Span] = []
    for piece in found.content:
        inside = {span for span in halves.find(piece) if piece.contains(span)}
        if not inside:
            content.append(piece)
            continue
        edges = [piece.start, *(edge for span in sorted(inside) for edge in (span.start, span.end)), piece.end]
        rest = map(marked.stretch, edges[::2], edges[1::2])
        content += [span for span in rest if span and any(token.pos_ in CONTENT_POS for token in marked.tokens(span))]
    return found.with_content(content) if content else found


def _same_sentence(marked: MarkedArticle, one: Span, other: Span) -> bool:
    first, second = (marked.doc[marked.first_from(span.start)] for span in (one, other))
    return bool(first.sent == second.sent)


def _withholds_names(marked: MarkedArticle, found: Candidate) -> bool:
    """True if the model took only a condition of anonymity for the content ("told us on condition that he …")."""
    return all(_withholds_a_name(marked, span) for span in found.content)


def _withholds_a_name(marked: MarkedArticle, span: Span) -> bool:
    words = marked.text_of(span).lower()
    return len(words.split()) <= MOST_WORDS_OF_A_CONDITION and any(
        phrase in words for phrase in load_words("anonymity_phrases") if phrase.endswith(("named", "identified"))
    )


def _stands_alone(marked: MarkedArticle, found: Candidate) -> bool:
    """True unless a candidate of the model alone is no statement.

    "According to the size of the family" names no source, and "what they call “station jazz”" is a name.
    """
    cue = marked.tokens(found.cue) if found.cue else []
    if not cue:
        return True
    if cue[0].lower_ == "according" and found.source:
        source = marked.tokens(found.source)
        return any(token.ent_type_ or token.pos_ == "PRON" or is_noun_of(token, SPEAKER_NOUNS) for token in source)
    follows_at_once = marked.first_from(found.content[0].start) == cue[-1].i + 1
    return not (cue[-1].lemma_ == "call" and follows_at_once and is_quoted(marked, found.content))


def _partners(by_rules: Sequence[Candidate], by_model: Sequence[Candidate]) -> dict[int, Candidate]:
    """The candidates of the rules that are the same statements as some of the model (by number), each once at most."""
    places = SpanIndex(
        (span, candidate) for candidate in by_rules for span in (*candidate.content, *filter(None, [candidate.cue]))
    )
    pairs = []
    for number, found in enumerate(by_model):
        spans = (*found.content, *filter(None, [found.cue]))
        nearby = {id(candidate): candidate for span in spans for candidate in places.find(span)}
        for candidate in nearby.values():
            if score := similarity(found, candidate):
                pairs.append((score, number, candidate))
    partners: dict[int, Candidate] = {}
    taken: set[int] = set()
    for _, number, candidate in sorted(pairs, key=lambda pair: -pair[0]):
        if number not in partners and id(candidate) not in taken:
            partners[number] = candidate
            taken.add(id(candidate))
    return partners
