"""Routes of the pages on which articles are read and corrected."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quotes.corpora.say_lines import text_mark
from quotes.corrections.decisions import Corrections, Decision
from quotes.corrections.expected_results import write_expected
from quotes.corrections.say_file import load_corrections, save_corrections
from quotes.desk.edits import EditConflictError, change_between, edited
from quotes.desk.inbox import keep
from quotes.desk.listing import listed
from quotes.desk.open_articles import Contents, OpenArticle, OpenArticles, Place, analysed, stamp_of
from quotes.desk.views import article_view, number_of
from quotes.errors import ChangedFileError, OutputError, QuotesError
from quotes.json_form import Json, from_json, to_json
from quotes.records import Analysis
from quotes.reports.escaping import json_text
from quotes.reports.page_templates import page_style
from quotes.service.api import service_of, unless_gone
from quotes.service.documents import content_type, document_of
from quotes.service.middleware import counts_of
from quotes.service.pages import StaticFile, page, static_files, static_response
from quotes.service.problems import Problem, ProblemError
from quotes.service.request_bodies import check_encoding
from quotes.service.work import JSON, Asked, read_asked
from quotes.statements.rules.rule_tables import RuleTables

PACKAGE = "quotes.desk"
LONGEST_EDIT = 500_000
"""Bytes of the longest edit that is read."""

TRIES = 5
"""Number of times that an edit is made anew because somebody else has changed the file meanwhile."""

_USUAL_PACE = 1e-4
"""Seconds that an analysis takes for each byte of a file, until some have been measured."""


class Desk:
    """Pages of one service; articles that are pasted or dropped are kept in the folder `inbox`."""

    def __init__(self, inbox: Path, rules: RuleTables | None = None) -> None:
        self.inbox = inbox
        self.rules = rules
        self.articles = OpenArticles()
        self._locks: dict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._pace = _USUAL_PACE

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes, which an application serves beside those of the service."""
        return (
            Route("/", self.front),
            Route("/inbox", self.put, methods=["POST"]),
            Route("/correct/{name:path}", self.correct),
            Route("/desk/{name:path}", self.article),
            Route("/desk/{name:path}", self.edit, methods=["POST"]),
            Route("/expected/{name:path}", self.expected, methods=["POST"]),
            Route("/static/desk/{name}", self.static_file),
        )

    async def front(self, request: Request) -> Response:
        """Show the articles that can be opened, and a form for others."""
        rows = await asyncio.to_thread(lambda: list(listed(service_of(request).given.paths())))
        return page("front.html", package=PACKAGE, articles=rows, inbox=str(self.inbox))

    async def put(self, request: Request) -> Response:
        """Keep the article in the body of a request in the inbox, and tell where it is opened."""
        service = service_of(request)
        kind = content_type(request.headers.get("content-type", ""))
        check_encoding(request)
        with service.bodies.holding() as sizes:
            data = await service.bodies.body(request, sizes)
            asked = Asked(data=data, kind=kind, query=request.url.query, media_type=JSON)
            article = await unless_gone(request, service.pool.run(read_asked, asked))
            if isinstance(article, Problem):
                raise ProblemError(article.status, article.detail)
            if not article.text.strip():
                raise ProblemError(422, "there is no text in it")
            document = document_of(data, kind, request.url.query)
            beginning = " ".join(article.text.strip().split("\n")[0].split()[:8])
            try:
                path = await asyncio.to_thread(keep, self.inbox, document, beginning)
            except OutputError as error:
                raise ProblemError(507, str(error)) from None
        name = service.given.name(path)
        return JSONResponse({"name": name, "url": f"/correct/{quote(name)}"}, 201)

    async def correct(self, request: Request) -> Response:
        """Show the page on which an article is corrected, which asks for the article."""
        place, name = self._place(request)
        seconds = 0.0 if self.articles.get(place) else stamp_of(place.path)[1] * self._pace
        address = _address(name, place.within)
        return page("correct.html", package=PACKAGE, name=name, address=address, seconds=f"{seconds:.1f}")

    async def article(self, request: Request) -> Response:
        """Give an article as it is corrected, or the list of those in a file with several.

        The answer is 304 if the corrections are those of the header If-None-Match.
        """
        article = await self._open(request)
        if isinstance(article, Contents):
            name = request.path_params["name"]
            rows = [{"title": title, "url": f"/correct/{_address(name, each)}"} for each, title in article.articles]
            return JSONResponse({"articles": rows})
        async with self._locks[article.say]:
            view = await asyncio.to_thread(self._view, article, request.headers.get("if-none-match"))
        return _json_response(view) if view else Response(status_code=304)

    async def edit(self, request: Request) -> Response:
        """Change the corrections of an article, and give it as it is then, with the change; 409 in a conflict."""
        body = await _json(request)
        article = await self._open_one(request)
        async with self._locks[article.say]:
            status, view = await asyncio.to_thread(self._edited, article, body)
        return _json_response(view, status)

    async def expected(self, request: Request) -> Response:
        """Write the expected results of an article that is corrected whole."""
        article = await self._open_one(request)
        with _told_as_problems(article.say):
            written, is_new = await asyncio.to_thread(write_expected, article.analysis.article)
        return JSONResponse({"file": written.name, "changed": is_new})

    async def static_file(self, request: Request) -> Response:
        """Give a file that pages load."""
        return static_response(_static_files(), request.path_params["name"])

    def _place(self, request: Request) -> tuple[Place, str]:
        """Return the place of the article that a request is about, and the name of its file."""
        name: str = request.path_params["name"]
        return Place(service_of(request).given.path(name), request.query_params.get("article")), name

    async def _open(self, request: Request) -> OpenArticle | Contents:
        """Return the article that a request is about, or what there is in its file. Raises `ProblemError`."""
        place, name = self._place(request)
        if found := self.articles.get(place):
            return found
        stamp = stamp_of(place.path)
        clock = asyncio.get_running_loop().time
        begun = clock()
        job = service_of(request).pool.run(analysed, (place, name), stoppable=True)
        analysis = await unless_gone(request, job)
        if isinstance(analysis, Problem):
            raise ProblemError(analysis.status, analysis.detail)
        if isinstance(analysis, Contents):
            return analysis
        if place.within is None:
            self._pace += ((clock() - begun) / max(stamp[1], 1000) - self._pace) / 5
        counts_of(request.scope).words = len(analysis.article.text.split())
        return self.articles.keep(place, stamp, analysis)

    async def _open_one(self, request: Request) -> OpenArticle:
        found = await self._open(request)
        if isinstance(found, Contents):
            raise ProblemError(422, f"there are {len(found.articles):,} articles in it: say which")
        return found

    def _view(self, article: OpenArticle, known: str | None) -> Json | None:
        with _told_as_problems(article.say):
            corrections, revision = load_corrections(article.say, article.analysis.article.text)
        if known == _tag({"revision": revision, "text": text_mark(corrections.text)}):
            return None
        return article_view(article.analysis, corrections, revision, article.say, self.rules)

    def _edited(self, article: OpenArticle, edit: Mapping[str, Any]) -> tuple[int, Json]:
        """Return the status and the view after an edit, with its ``change`` or the ``conflict``."""
        analysis, say = article.analysis, article.say
        for _ in range(TRIES):
            with _told_as_problems(say):
                corrections, revision = load_corrections(say, analysis.article.text)
            try:
                after = edited(analysis, corrections, revision, edit)
            except EditConflictError as error:
                view = article_view(analysis, corrections, revision, say, self.rules)
                return HTTPStatus.CONFLICT, view | {"conflict": str(error)}
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise ProblemError(422, f"no edit of corrections: {error}") from None
            try:
                with _told_as_problems(say):
                    new = save_corrections(after, say, revision) if after != corrections else revision
            except ChangedFileError:
                continue
            view = article_view(analysis, after, new, say, self.rules)
            change = to_json(change_between(corrections, after))
            others = revision != edit.get("revision")
            return HTTPStatus.OK, view | {"change": change, "others": others, "number": _number(analysis, after, edit)}
        raise ProblemError(503, f"{say.name} is changed by others all the time: try again", Retry_After="1")


def _address(name: str, within: str | None) -> str:
    """Return the part of an address that names an article."""
    return quote(name) + (f"?article={quote(within, safe='', errors='surrogatepass')}" if within is not None else "")


def _number(analysis: Analysis, corrections: Corrections, edit: Mapping[str, Any]) -> int | None:
    """Return the number of the statement that an edit was about, None for an edit that was about no single one."""
    change = edit.get("change")
    after = edit.get("after") or (change["added"][0] if change and len(change["added"]) == 1 else None)
    return number_of(analysis, corrections, from_json(Decision, after)) if after else None


@contextmanager
def _told_as_problems(say: Path) -> Iterator[None]:
    """Tell errors of files of corrections, but for a changed one, as problems."""
    try:
        yield
    except ChangedFileError:
        raise
    except QuotesError as error:
        detail = str(error).replace(str(say), say.name).replace(str(say.parent), say.parent.name)
        raise ProblemError(507 if isinstance(error, OutputError) else 422, detail) from None


def _json_response(view: Json, status: int = 200) -> Response:
    """Return the answer with a view, which may have halves of surrogate pairs."""
    return Response(json_text(view), status, {"ETag": _tag(view)}, JSON)


def _tag(view: Json) -> str:
    """Return the tag of a view, for the revision of its corrections and its text."""
    return f'"{view["revision"]}-{view["text"]}"'


async def _json(request: Request) -> Json:
    """Return the object in the body of a request. Raises `ProblemError` 400, 413, 415 or 422 if there is none."""
    if content_type(request.headers.get("content-type", "")).media_type != JSON:
        raise ProblemError(415, f"edits are {JSON}")
    bodies = service_of(request).bodies
    with bodies.holding() as sizes:
        data = await bodies.body(request, sizes)
    if len(data) > LONGEST_EDIT:
        raise ProblemError(413, f"the edit is larger than {LONGEST_EDIT:,} bytes")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise ProblemError(400, "the body is not JSON") from None
    if not isinstance(found, dict):
        raise ProblemError(422, "an edit is an object")
    return found


@cache
def _static_files() -> dict[str, StaticFile]:
    return {**static_files(PACKAGE), "page.css": (page_style().encode(), "text/css")}
