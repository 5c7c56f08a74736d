"""Routes for programs: analyses, the articles of the service's folders, its state and its description."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from quotes.records import schema
from quotes.service.access import Access
from quotes.service.analysis_pool import AnalysisPool
from quotes.service.documents import content_type
from quotes.service.given_articles import GivenArticles
from quotes.service.media_types import chosen_type
from quotes.service.metrics import Metrics
from quotes.service.middleware import counts_of
from quotes.service.openapi import openapi
from quotes.service.problems import ProblemError
from quotes.service.request_bodies import BodyReader, check_encoding
from quotes.service.work import PAGE, WRITERS, Answer, Asked, AskedFile, answered

Result = TypeVar("Result")

_POLICY_OF_PAGE = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Parts that the routes use: this is the ``service`` of the state of the application."""

    pool: AnalysisPool
    access: Access
    bodies: BodyReader
    given: GivenArticles
    metrics: Metrics


def service_of(request: Request) -> Service:
    """Return the service that a request is sent to."""
    return cast(Service, request.app.state.service)


async def analyze(request: Request) -> Response:
    """Analyse the article in the body of a request."""
    service = service_of(request)
    media_type = _media_type(request)
    kind = content_type(request.headers.get("content-type", ""))
    check_encoding(request)
    service.pool.check_queue()
    with service.bodies.holding() as sizes:
        data = await service.bodies.body(request, sizes)
        asked = Asked(data=data, kind=kind, query=request.url.query, media_type=media_type)
        return _response(request, await unless_gone(request, service.pool.run(answered, asked)))


async def given_article(request: Request) -> Response:
    """Analyse an article of the service's folders."""
    service = service_of(request)
    name = request.path_params["name"]
    asked = AskedFile(path=str(service.given.path(name)), name=name, media_type=_media_type(request))
    return _response(request, await unless_gone(request, service.pool.run(answered, asked)))


async def given_articles(request: Request) -> Response:
    """List the articles of the service's folders."""
    names = service_of(request).given.paths()
    return JSONResponse({"articles": [{"name": name, "url": f"/articles/{quote(name)}"} for name in names]})


async def health(request: Request) -> Response:
    """Tell whether there are workers."""
    if not service_of(request).pool.alive:
        raise ProblemError(503, "there are no workers", Retry_After="5")
    return JSONResponse({"status": "ok"})


async def analysis_schema(request: Request) -> Response:
    """Give the JSON Schema of analyses."""
    return JSONResponse(schema(), media_type="application/schema+json")


async def description(request: Request) -> Response:
    """Give the OpenAPI document."""
    return JSONResponse(openapi())


async def metrics(request: Request) -> Response:
    """Give the metrics for Prometheus."""
    text, media_type = service_of(request).metrics.text()
    return Response(text, media_type=media_type)


async def unless_gone(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Return what some work returns; it is cancelled if the client goes away. Raises `ClientDisconnect` then."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()
        with suppress(asyncio.CancelledError):
            await gone


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _media_type(request: Request) -> str:
    return chosen_type(request.headers.get("accept", ""), list(WRITERS))


def _response(request: Request, answer: Answer) -> Response:
    counts_of(request.scope).words = answer.words
    headers = {"Vary": "Accept"}
    if answer.media_type == PAGE and (policy := _POLICY_OF_PAGE.search(answer.body.decode())):
        headers["Content-Security-Policy"] = f"{policy[1]}; frame-ancestors 'none'"
    return Response(answer.body, answer.status, headers, answer.media_type)


ROUTES = (
    Route("/analyze", analyze, methods=["POST"]),
    Route("/articles", given_articles),
    Route("/articles/{name:path}", given_article),
    Route("/health", health),
    Route("/schema", analysis_schema),
    Route("/openapi.json", description),
    Route("/metrics", metrics),
)
