"""Adapter for textacy's direct quotations.

`textacy.extract.direct_quotations` needs an even number of quotation tokens, counts apostrophes among them, and returns
head nouns. So it is called for one paragraph at a time, on a copy in which exactly the marks of the outermost
quotations are quotation tokens, and its speakers are completed to whole noun phrases from the parse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.marks.quotation_marks import Quotation
from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.floating_quotations import is_whole_sentence
from quotes.statements.rules.phrase_extent import circumstance_spans, cue_span, source_span
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULE = content_rule("textacy")
MARK, NO_MARK = '"', "_"
LONGEST_STRETCH = 1000
"""Tokens from which on a paragraph is cut, for textacy compares each quotation with each sentence."""


def find_textacy_quotations(marked: MarkedArticle, claimed: Sequence[Candidate]) -> list[Candidate]:
    """Candidates for quotations with a reporting verb and its subject in the same or the next sentence.

    Quotations that a candidate of `claimed` covers are left out, and so are those that are no sentences (scare quotes,
    titles). textacy, whose import takes a second, is imported when a quotation and a verb are first left for it.
    """
    covered = SpanIndex((span, candidate) for candidate in claimed for span in candidate.content)
    candidates: list[Candidate] = []
    for stretch in (part for paragraph in marked.parse.paragraphs for part in _stretches(marked, paragraph)):
        inside = [
            quotation
            for quotation in marked.quotations_in(stretch)
            if quotation.closed and len(quotation.parts) == 1 and stretch.contains(quotation.span)
        ]
        wanted = {
            quotation.span
            for quotation in inside
            if not covered.any(quotation.span) and is_whole_sentence(marked, quotation)
        }
        if wanted and _has_cue(marked, stretch, words := _quoted_words(marked, inside)):
            candidates.extend(_in_stretch(marked, stretch, words, wanted))
    return candidates


def _stretches(marked: MarkedArticle, paragraph: Span) -> Iterator[Span]:
    """A paragraph, cut between sentences outside of quotations where it is too long."""
    start, end = marked.first_from(paragraph.start), marked.first_from(paragraph.end)
    begin = paragraph.start
    for index in range(start + LONGEST_STRETCH, end):
        if index - start >= LONGEST_STRETCH and marked.doc[index].is_sent_start and index not in marked.quotation_of:
            yield Span(begin, marked.doc[index].idx)
            start, begin = index, marked.doc[index].idx
    yield Span(begin, paragraph.end)


def _quoted_words(marked: MarkedArticle, quotations: Iterable[Quotation]) -> dict[Span, range]:
    """The indices of the tokens of each quotation that has two or more, its marks among them."""
    words = {quotation.span: marked.tokens(quotation.span) for quotation in quotations}
    return {span: range(tokens[0].i, tokens[-1].i + 1) for span, tokens in words.items() if len(tokens) > 1}


def _has_cue(marked: MarkedArticle, stretch: Span, quoted: Mapping[Span, range]) -> bool:
    """True if a verb that textacy takes for a cue stands in the stretch outside of the quotations."""
    verbs = load_words("textacy_verbs")
    return any(
        token.lemma_ in verbs and token.pos_ == "VERB" and not any(token.i in words for words in quoted.values())
        for token in marked.doc[marked.first_from(stretch.start) : marked.first_from(stretch.end)]
    )


def _in_stretch(
    marked: MarkedArticle, stretch: Span, quoted: Mapping[Span, range], wanted: Collection[Span]
) -> Iterator[Candidate]:
    """The statements that textacy sees in a paragraph or a part of it, those whose quotation is wanted."""
    from textacy.extract.triples import direct_quotations

    first, end = marked.first_from(stretch.start), marked.first_from(stretch.end)
    marks = {index: span for span, words in quoted.items() for index in (words[0], words[-1])}
    for triple in direct_quotations(_with_marks(marked.doc, first, end, set(marks))):
        cue = marked.doc[max(token.i for token in triple.cue if token.pos_ == "VERB") + first]
        speakers = [marked.doc[token.i + first] for token in triple.speaker]
        head = next((token for token in speakers if token.head.i == cue.i), speakers[0])
        content = marks[triple.content.start + first]
        if content in wanted and not marked.is_quoted(head) and cue.lemma_ in load_words("reporting_verbs"):
            source = source_span(marked, head, cue)
            circumstances = circumstance_spans(marked, cue)
            yield Candidate((content,), RULE, cue_span(marked, cue), source, circumstances, cue.i, finders=("textacy",))


def _with_marks(doc: Doc, start: int, end: int, marks: set[int]) -> Doc:
    """A copy of some of the tokens in which just the tokens `marks` are quotation marks."""
    from spacy.tokens import Doc

    tokens = doc[start:end]
    words = [MARK if token.i in marks else NO_MARK * len(token) if token.is_quote else token.text for token in tokens]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        heads=[min(max(token.head.i, start), end - 1) - start for token in tokens],
        deps=[token.dep_ for token in tokens],
    )
