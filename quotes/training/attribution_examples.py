"""Training examples of the model of attribution: annotated articles as tags of words and pointers between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.networks.word_pieces import WordPieces
from quotes.readers.paragraphs import split_paragraphs
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE
from quotes.statements.learned.features import Scheme
from quotes.statements.learned.model_input import ModelInput, Range
from quotes.statements.marks.quotation_marks import find_quotations
from quotes.statements.span_index import SpanIndex


@dataclass(frozen=True, slots=True)
class AttributionExample:
    """An article with the right tag of each word and the number of the word it points at.

    A pointer is -1 for nothing, and None where no pointer is learned.
    """

    model_input: ModelInput
    tags: tuple[int, ...]
    pointed: tuple[int | None, ...]


def example_of(article: GoldArticle, scheme: Scheme, table: WordPieces) -> AttributionExample:
    """Return the tags and pointers of an article according to its first annotator.

    Of the scheme ``everyday``, a statement within another one is left out: each word has one role.
    """
    model_input = model_input_of(article.text, table, scheme)
    tags = [0] * len(model_input.words)
    pointed: list[int | None] = [None] * len(model_input.words)
    for attribution in (only_outer(article) if scheme == "everyday" else article).attributions:
        _mark(attribution, model_input, tags, pointed)
    return AttributionExample(model_input, tuple(tags), tuple(pointed))


def model_input_of(text: str, table: WordPieces, scheme: Scheme) -> ModelInput:
    """Return a text as the model reads it."""
    paragraphs = split_paragraphs(text)
    return ModelInput(text, paragraphs, find_quotations(text, paragraphs)[0], table.pieces, scheme)


def only_outer(article: GoldArticle) -> GoldArticle:
    """Return the article with those attributions that do not stand, cue and all, in the content of another one."""
    attributions = article.attributions
    contents = SpanIndex((span, one) for one in attributions for span in one.content)

    def is_within(one: Attribution) -> bool:
        first = (one.cue or one.content)[0]
        return any(
            other is not one and sum(map(len, other.content)) > sum(map(len, one.content))
            for other in contents.find(first)
        )

    outer = tuple(one for one in attributions if not is_within(one))
    return GoldArticle(article.id, article.text, (Annotation(article.annotations[0].annotator, outer),))


def _mark(attribution: Attribution, model_input: ModelInput, tags: list[int], pointed: list[int | None]) -> None:
    """Enter an attribution into `tags` and `pointed`; where two overlap, the later one stays."""
    roles = ((attribution.content, CONTENT), (attribution.source, SOURCE), (attribution.cue, CUE))
    places = {beginning: [model_input.words_in(span) for span in spans] for spans, beginning in roles}
    cue = _first(places[CUE])
    for _, beginning in roles:
        for first, last in places[beginning]:
            for number in range(first, last):
                tags[number] = beginning if number == first else beginning + 1
                pointed[number] = cue if beginning == CONTENT else None
    if cue >= 0:
        pointed[cue] = _first(places[SOURCE])


def _first(ranges: Sequence[Range]) -> int:
    return next((first for first, last in ranges if first < last), -1)
