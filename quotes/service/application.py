"""Application of the service: all routes, and the layers around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from quotes.service import api, pages
from quotes.service.api import Service
from quotes.service.middleware import Guarded, Recorded
from quotes.service.problems import Problem, ProblemError

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp

_DETAILS = {
    404: "nothing is served there: /docs says what is",
    405: "not served with that method: /docs says with which",
}


def application(service: Service, routes: Sequence[BaseRoute] = ()) -> ASGIApp:
    """Return the application with these routes beside its own; it starts and ends the workers of the service."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.pool.start()
        try:
            yield
        finally:
            await service.pool.close()

    layers = [Middleware(Guarded, access=service.access)]
    if service.access.origins:
        layers.insert(0, _cors(service.access.origins))
    app = Starlette(
        routes=[*routes, *pages.ROUTES, *api.ROUTES],
        middleware=layers,
        exception_handlers={ProblemError: _problem, HTTPException: _http_problem, Exception: _error},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.service = service
    return Recorded(app, service.metrics)


def _cors(origins: tuple[str, ...]) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
    )


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return error.problem.response()


async def _error(_: Request, error: Exception) -> Response:
    return Problem(500, "an error of the service: its log has the place").response()


async def _http_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = _DETAILS.get(error.status_code, error.detail)
    return Problem(error.status_code, detail, error.headers or {}).response()
