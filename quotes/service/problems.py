"""Errors as they are answered: problem details for HTTP, as of RFC 9457, in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """An error: its HTTP status, one line that says what happened and what to do, and headers of the answer."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """Return the JSON of the problem, in ASCII and without control characters."""
        title = HTTPStatus(self.status).phrase
        line = " ".join(self.detail.split())
        return json.dumps({"type": "about:blank", "title": title, "status": self.status, "detail": line}).encode()

    def response(self) -> Response:
        """Return the answer."""
        from starlette.responses import Response

        return Response(self.body(), self.status, self.headers, MEDIA_TYPE)


class ProblemError(Exception):
    """Problem that ends the handling of a request."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.problem = Problem(status, detail, {name.replace("_", "-"): value for name, value in headers.items()})
