"""Statements as ``Quotation`` of https://schema.org in JSON-LD, for search engines and content management systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from quotes.json_form import Json
from quotes.records import Analysis, Article, Speaker, SpeakerKind, Statement
from quotes.reports.linked_data import address_of, write_list
from quotes.reports.tables import TableOptions

HEAD: Json = {"@context": "https://schema.org"}

TYPES: dict[SpeakerKind, str] = {
    "person": "Person",
    "anonymous": "Person",
    "organization": "Organization",
    "group": "Organization",
    "place": "Organization",
    "document": "CreativeWork",
    "unknown": "Thing",
}
"""Types of schema.org for speakers; a place that speaks is its government."""


def write_json_ld(analyses: Iterable[Analysis], stream: TextIO, options: TableOptions) -> None:
    """Write a graph of articles and of the quotations in them, those of each article as soon as it is analysed."""
    write_list(HEAD, "@graph", map(_items, analyses), stream)


def _items(analysis: Analysis) -> Iterator[Json]:
    address = address_of(analysis.article)
    yield _article(analysis.article, address)
    for statement in analysis.statements:
        yield _quotation(statement, address)


def _article(article: Article, address: str) -> Json:
    author = {"@type": "Person", "name": article.author} if article.author else None
    return _present(
        {
            "@type": "NewsArticle",
            "@id": address,
            "url": article.url,
            "headline": article.title,
            "datePublished": article.date,
            "author": author,
            "inLanguage": article.language,
        }
    )


def _quotation(statement: Statement, address: str) -> Json:
    """Return a statement; its kind is the additional type, and what a document says is based on that document."""
    works = [_speaker(one) for one in statement.speakers if TYPES[one.kind] == "CreativeWork"]
    others = [_speaker(one) for one in statement.speakers if TYPES[one.kind] != "CreativeWork"]
    return _present(
        {
            "@type": "Quotation",
            "@id": f"{address}#{statement.id}",
            "identifier": statement.id,
            "additionalType": statement.kind,
            "text": statement.text,
            "spokenByCharacter": others,
            "isBasedOn": works,
            "isPartOf": {"@id": address},
        }
    )


def _speaker(speaker: Speaker) -> Json:
    is_person = TYPES[speaker.kind] == "Person"
    affiliation = {"@type": "Organization", "name": speaker.affiliation} if is_person and speaker.affiliation else None
    return _present(
        {
            "@type": TYPES[speaker.kind],
            "additionalType": speaker.kind,
            "name": speaker.name,
            "alternateName": list(speaker.aliases),
            "jobTitle": speaker.role if is_person else None,
            "affiliation": affiliation,
        }
    )


def _present(data: Json) -> Json:
    """Return the entries that say something."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
