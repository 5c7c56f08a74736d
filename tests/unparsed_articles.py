"""Articles without a parse, for what goes by the text, its paragraphs and its marks; names are told by the test."""

from __future__ import annotations

from collections.abc import Iterable

import spacy

from quotes.parsing import Parse
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Article
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle, mark_article


def unparsed(text: str, *people: str) -> MarkedArticle:
    """An article with its quotations, in which all words are words and `people` are names of persons."""
    doc = spacy.blank("en")(text)
    spans = [
        doc.char_span(start, start + len(name), "PERSON")
        for name in people
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    doc.ents = spacy.util.filter_spans([span for span in spans if span])
    return mark_article(Parse(Article(text, "unparsed.txt"), doc, tuple(split_paragraphs(text))))


def told(marked: MarkedArticle, candidates: Iterable[Candidate]) -> list[tuple[str, str, str, str]]:
    """Rule, source, cue and content of candidates in the order of the text; pieces are joined by " | "."""
    rows = sorted(candidates, key=lambda each: each.content)
    return [
        (
            each.rule.name,
            marked.text_of(each.source) if each.source else "",
            marked.text_of(each.cue) if each.cue else "",
            " | ".join(map(marked.text_of, each.content)),
        )
        for each in rows
    ]
