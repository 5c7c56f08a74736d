"""Pages of a service for people: what it offers, its description, and where a browser enters; and their files.

Templates lie in ``templates/``, and files that pages load in ``static/``, which are read when the service starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

import quotes
from quotes.reports.page_templates import visible
from quotes.service.api import service_of
from quotes.service.openapi import openapi
from quotes.service.problems import ProblemError

if TYPE_CHECKING:
    from jinja2 import Environment

MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

StaticFile = tuple[bytes, str]
"""Contents of a file, and its media type."""

LONGEST_FORM = 2_000
"""Bytes of the longest form with a token that is read."""


def page(template: str, status: int = 200, package: str = "quotes.service", **values: Any) -> Response:
    """Return a page made of a template of a package; everything in `values` is escaped."""
    text = _environment(package).get_template(template).render(version=quotes.__version__, **values)
    return HTMLResponse(text, status)


async def documentation(request: Request) -> Response:
    """Show the OpenAPI document."""
    return page("documentation.html", api=openapi())


async def enter(request: Request) -> Response:
    """Let a browser in: by the key of a link, which is used once, or by the token that is put into a form."""
    access = service_of(request).access
    if access.token is None:
        return RedirectResponse("/", 303)
    if request.method == "POST":
        is_right = access.is_token(await _given_token(request))
    else:
        key = request.query_params.get("key")
        if key is None:
            return page("enter.html", wrong="")
        is_right = access.uses_key(key)
    if not is_right:
        wrong = "That is not the token." if request.method == "POST" else "That link is not valid, or was used before."
        return page("enter.html", 403, wrong=wrong)
    response = RedirectResponse("/", 303)
    response.set_cookie(access.cookie, access.cookie_value, httponly=True, samesite="strict")
    return response


async def static_file(request: Request) -> Response:
    """Give a file that pages load."""
    return static_response(static_files("quotes.service"), request.path_params["name"])


def static_response(files: Mapping[str, StaticFile], name: str) -> Response:
    """Return the answer with one of some files. Raises `ProblemError` 404 if it is none of them."""
    found = files.get(name)
    if found is None:
        raise ProblemError(404, "no such file")
    return Response(found[0], media_type=found[1])


async def _given_token(request: Request) -> str:
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LONGEST_FORM:
            raise ProblemError(413, f"the form is longer than {LONGEST_FORM:,} bytes")
    return parse_qs(data.decode("utf-8", "replace")).get("token", [""])[0].strip()


@cache
def static_files(package: str) -> dict[str, StaticFile]:
    """Return the files of ``static/`` in a package by their names."""
    files = resources.files(package).joinpath("static").iterdir()
    suffixes = {file: "." + file.name.rpartition(".")[2] for file in files}
    return {
        file.name: (file.read_bytes(), MEDIA_TYPES[suffix])
        for file, suffix in suffixes.items()
        if suffix in MEDIA_TYPES
    }


@cache
def _environment(package: str) -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in dict.fromkeys([package, "quotes.service"])]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )


ROUTES = (
    Route("/docs", documentation),
    Route("/enter", enter, methods=["GET", "POST"]),
    Route("/static/{name}", static_file),
)
