"""Parts that the formats of linked data have in common: addresses of articles, and statements as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO
from urllib.parse import quote

from quotes.json_form import Json, to_json
from quotes.records import Article, Statement
from quotes.reports.escaping import json_text

STATEMENT_TERM = {"statement": {"@id": "urn:x-quotes:statement", "@type": "@json"}}
"""Context of the property that has a whole statement as JSON, as of JSON-LD 1.1."""

LIST_END = "\n  ]\n}\n"


def address_of(article: Article) -> str:
    """Return the IRI of an article: its own, or the name of its file as a relative one."""
    return article.url or quote(article.id, safe="/#", errors="replace")


def statement_json(statement: Statement) -> Json:
    """Return a statement with its speakers, in the form that they have in the JSON of an analysis."""
    speakers = [to_json(one, details={"details": dict(one.details)}) for one in statement.speakers]
    return to_json(statement, speakers={"speakers": speakers})


def write_list(head: Json, name: str, items: Iterable[Iterable[Json]], stream: TextIO) -> None:
    """Write an object with the entries of `head` and a list of items, those of each article as soon as they are made.

    No tag of HTML can stand in the text, so that it may be put into a page.
    """
    stream.write(_text(head).removesuffix("\n}") + f',\n  "{name}": [')
    before = "\n    "
    for of_article in items:
        for item in of_article:
            stream.write(before + _text(item).replace("\n", "\n    "))
            before = ",\n    "
    stream.write(LIST_END)


def _text(value: Json) -> str:
    return json_text(value, indent=2).replace("<", "\\u003c")
