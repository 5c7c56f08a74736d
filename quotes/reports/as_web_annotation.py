"""Statements as annotations of the W3C: an ``AnnotationPage`` in JSON-LD, as https://www.w3.org/TR/annotation-model.

The target of an annotation is the content of a statement, found by its words and its place: in the block of the
original whose pointer is known, else in the text. Its body says who speaks, and ``statement`` has all of the statement
as JSON, with offsets in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from quotes.json_form import Json
from quotes.records import Analysis, Article, Block, Span, Statement
from quotes.reports.linked_data import STATEMENT_TERM, address_of, statement_json, write_list
from quotes.reports.tables import TableOptions
from quotes.reports.wording import in_one_line, names_in_words

HEAD: Json = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", STATEMENT_TERM],
    "id": "#statements",
    "type": "AnnotationPage",
}

WORDS_AROUND = 32
"""Number of characters before and after a quotation that tell it from others of the same words."""

_NUMBERED_PART = re.compile(r"(\w+) (\d+)")
_PDF_PART = "page"
_RFC_OF_PDF = "http://tools.ietf.org/rfc/rfc3778"


def write_web_annotations(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write one page of annotations for all articles, each as soon as it is analysed."""
    write_list(HEAD, "items", map(_annotations, analyses), stream)


def _annotations(analysis: Analysis) -> Iterator[Json]:
    address = address_of(analysis.article)
    for statement in analysis.statements:
        targets = [
            {"type": "SpecificResource", "source": address, "selector": selector}
            for span in statement.content
            for selector in _selectors(analysis.article, span)
        ]
        yield {
            "id": f"{address}#{statement.id}",
            "type": "Annotation",
            "motivation": "identifying",
            "generator": {"type": "Software", "name": "quotes"},
            "body": {
                "type": "TextualBody",
                "purpose": "identifying",
                "format": "text/plain",
                "value": _words(statement),
            },
            "target": targets[0] if len(targets) == 1 else targets,
            "statement": statement_json(statement),
        }


def _words(statement: Statement) -> str:
    names = names_in_words([in_one_line(speaker.name) for speaker in statement.speakers])
    return f"{names or 'nobody named'} ({statement.kind} {statement.act})"


def _selectors(article: Article, span: Span) -> Iterator[Any]:
    """Yield a selector for each block with a pointer that a span has a part in, or one for the whole text."""
    blocks = [one for one in article.blocks if one.pointer and one.start < span.end and span.start < one.end]
    for block in blocks:
        part = Span(max(span.start, block.start), min(span.end, block.end))
        text = article.text[block.start : block.end]
        yield {
            **_block_selector(block),
            "refinedBy": _text_selectors(text, Span(part.start - block.start, part.end - block.start)),
        }
    if not blocks:
        yield _text_selectors(article.text, span)


def _block_selector(block: Block) -> Json:
    """Return the selector of a pointer: of the CSS of HTML, or of a numbered part ("page 2", "paragraph 3")."""
    pointer = block.pointer or ""
    numbered = _NUMBERED_PART.fullmatch(pointer)
    if not numbered:
        return {"type": "CssSelector", "value": pointer}
    selector = {"type": "FragmentSelector", "value": f"{numbered[1]}={numbered[2]}"}
    return selector | ({"conformsTo": _RFC_OF_PDF} if numbered[1] == _PDF_PART else {})


def _text_selectors(text: str, span: Span) -> list[Json]:
    """Return two ways to find a span in a text: by its words, and by its place in code points."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - WORDS_AROUND) : span.start],
            "suffix": text[span.end : span.end + WORDS_AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
