"""Work of a service's processes: documents of requests are read, analysed and written in the form that is wanted."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from quotes.errors import MissingExtraError, ReadError
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.reading import document_articles
from quotes.readers.text_file import read_bytes
from quotes.records import Analysis, Article
from quotes.reports.annotated_page import annotated_page
from quotes.reports.as_web_annotation import write_web_annotations
from quotes.reports.escaping import json_text
from quotes.reports.selection import EVERYTHING, Selection
from quotes.reports.tables import TableOptions
from quotes.service.documents import ContentType, Document, document_of
from quotes.service.problems import MEDIA_TYPE as PROBLEM
from quotes.service.problems import Problem, ProblemError
from quotes.speakers.roster import Roster, apply_roster
from quotes.statements.rules.rule_tables import RuleTables

JSON = "application/json"
WEB_ANNOTATION = "application/ld+json"
PAGE = "text/html"


class SupportsAnalysis(Protocol):
    """Analyzer of single articles, such as `quotes.Analyzer`."""

    def analyze(self, text: Article) -> Analysis:
        """Analyse one article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Tools of an analysis: the analyzer, and the options of the command."""

    analyzer: SupportsAnalysis
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    selection: Selection = EVERYTHING
    roster: Roster | None = None
    rules: RuleTables | None = None

    def analysis(self, article: Article) -> Analysis:
        """Return the analysis of an article, with the speakers and statements that the options want."""
        analysis = self.analyzer.analyze(article)
        return self.selection.of(apply_roster(analysis, self.roster) if self.roster else analysis)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its HTTP status, media type and bytes, and the number of words that were analysed."""

    status: int
    media_type: str
    body: bytes
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request for an analysis in a media type of `WRITERS`: a body, its type, and the query of the request."""

    data: bytes
    kind: ContentType
    query: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFile:
    """A request for the analysis of a file in a media type of `WRITERS`; the name is that of the article."""

    path: str
    name: str
    media_type: str


def answered(setup: Setup, asked: Asked | AskedFile) -> Answer:
    """Return the analysis that is asked for, or the problem if there is not one article that can be read."""
    article = read_asked(setup, asked)
    if isinstance(article, Problem):
        return Answer(article.status, PROBLEM, article.body())
    body = WRITERS[asked.media_type](setup.analysis(article), setup)
    return Answer(200, asked.media_type, body.encode(), len(article.text.split()))


def read_asked(setup: Setup, asked: Asked | AskedFile) -> Article | Problem:
    """Return the one article that is asked about, or why it cannot be read."""
    try:
        if isinstance(asked, Asked):
            return read_document(document_of(asked.data, asked.kind, asked.query), setup.reading)
        data = read_bytes(asked.path, asked.name, setup.reading.max_size)
        return read_document(Document(data=data, name=asked.name), setup.reading)
    except ProblemError as error:
        return error.problem
    except MissingExtraError as error:
        return Problem(501, str(error))
    except ReadError as error:
        return Problem(422, str(error))


def read_document(document: Document, reading: ReadingOptions) -> Article:
    """Return the one article of a document. Raises `ReadError` if there is none, or several."""
    raw = RawDocument(document.data, document.name, replace(reading, format=document.format), document.charset)
    found = list(document_articles(raw, document.name))
    if len(found) != 1:
        raise ReadError(f"{document.name} holds {len(found):,} articles: send each by itself")
    if isinstance(found[0], ReadError):
        raise found[0]
    fields: dict[str, Any] = dict(document.fields)
    return replace(found[0], **fields)


def _json(analysis: Analysis, _: Setup) -> str:
    return json_text(analysis.to_dict()) + "\n"


def _web_annotation(analysis: Analysis, _: Setup) -> str:
    stream = io.StringIO()
    write_web_annotations([analysis], stream, TableOptions(view="extract", format="webannotation"))
    return stream.getvalue()


def _page(analysis: Analysis, setup: Setup) -> str:
    return annotated_page(analysis, setup.rules)


WRITERS: Mapping[str, Callable[[Analysis, Setup], str]] = {
    JSON: _json,
    WEB_ANNOTATION: _web_annotation,
    PAGE: _page,
}
"""Media types of analyses, the first for those who want nothing particular."""
