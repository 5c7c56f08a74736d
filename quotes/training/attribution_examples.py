"""Training examples of the model of attribution: annotated articles as tags of words and pointers between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from quotes.corpora.attribution.gold import Attribution, GoldArticle
from quotes.networks.word_pieces import WordPieces
from quotes.parsing import Parse, Parser
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article
from quotes.statements.engines import RuleFinder
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE
from quotes.statements.learned.model_input import ModelInput, Range, model_input_of
from quotes.statements.marked_article import mark_article


@dataclass(frozen=True, slots=True)
class AttributionExample:
    """An article with the right tag of each word and the number of the word it points at.

    A pointer is -1 for nothing, and None where no pointer is learned.
    """

    model_input: ModelInput
    tags: tuple[int, ...]
    pointed: tuple[int | None, ...]


def example_of(article: GoldArticle, model_input: ModelInput) -> AttributionExample:
    """Return the tags and pointers of an article according to its first annotator."""
    tags = [0] * len(model_input.words)
    pointed: list[int | None] = [None] * len(model_input.words)
    for attribution in article.attributions:
        _mark(attribution, model_input, tags, pointed)
    return AttributionExample(model_input, tuple(tags), tuple(pointed))


def model_inputs_of(parses: Sequence[Parse], table: WordPieces) -> list[ModelInput]:
    """Return the input of the model for each parse, with the tags that the rules give."""
    if not parses:
        return []
    rules = RuleFinder(parses[0].doc.vocab)
    return [model_input_of(marked, rules.attributed(marked), table.pieces) for marked in map(mark_article, parses)]


def parses_of(articles: Sequence[GoldArticle], path: Path) -> list[Parse]:
    """Return the parses of articles, from the file `path` or, where there is none, by the embedded models into it."""
    import spacy
    from spacy.tokens import DocBin

    plain = [Article(article.text, id=article.id) for article in articles]
    if not path.exists():
        parses = DocBin(docs=(parse.doc for parse in Parser().pipe(tqdm(plain, unit=" articles", disable=None))))
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(parses.to_bytes())
        unfinished.replace(path)
    docs = DocBin().from_disk(path).get_docs(spacy.blank("en").vocab)
    return [
        Parse(article, doc, tuple(split_paragraphs(article.text))) for article, doc in zip(plain, docs, strict=True)
    ]


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
