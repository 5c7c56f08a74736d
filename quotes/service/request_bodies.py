"""Bodies of requests, read within limits of size and time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request

from quotes.service.problems import ProblemError

BODY_TIMEOUT = 60.0
"""Seconds in which a body has to come."""

BODIES_AT_ONCE = 10
"""Bodies of the greatest size that are held at once, all together."""


class BodyReader:
    """Reader of bodies of at most `max_size` bytes, and of at most `BODIES_AT_ONCE` times that many at once."""

    def __init__(self, max_size: int) -> None:
        self.max_size = max_size
        self.held = 0

    @contextmanager
    def holding(self) -> Iterator[list[int]]:
        """Count the bytes that are put into the list that this gives as held until the block ends."""
        sizes: list[int] = []
        try:
            yield sizes
        finally:
            self.held -= sum(sizes)

    async def body(self, request: Request, sizes: list[int]) -> bytes:
        """Return the body of a request, whose `sizes` are counted as held. Raises `ProblemError`: 408, 413 or 503.

        Raises `ClientDisconnect` if the client goes away.
        """
        if not request.headers.get("content-length", "0").isdecimal() or self._is_too_large(
            int(request.headers.get("content-length", "0")[:20])
        ):
            raise self._too_large()
        data = bytearray()
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                async for piece in request.stream():
                    data += piece
                    if self._is_too_large(len(data)):
                        raise self._too_large()
                    sizes.append(len(piece))
                    self.held += len(piece)
                    if self.held > self.max_size * BODIES_AT_ONCE:
                        raise ProblemError(503, "too much is being sent at once: try again later", Retry_After="5")
        except TimeoutError:
            detail = f"the body has not come in {BODY_TIMEOUT:g} seconds"
            raise ProblemError(408, detail, Connection="close") from None
        return bytes(data)

    def _is_too_large(self, size: int) -> bool:
        return size > self.max_size

    def _too_large(self) -> ProblemError:
        return ProblemError(413, f"the body is larger than {self.max_size:,} bytes: send less, or raise --max-size")


def check_encoding(request: Request) -> None:
    """Raise `ProblemError` 415 if the body is compressed: a small one could hold a very large article."""
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        raise ProblemError(415, "compressed bodies are not read: send it as it is", Accept_Encoding="identity")
