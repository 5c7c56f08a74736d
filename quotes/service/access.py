"""Access to a service: hosts, origins and tokens of requests, and headers that tell browsers what answers may do."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from quotes.service.problems import Problem

LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])

HARMLESS = frozenset(["/", "/health", "/schema", "/openapi.json", "/docs"])
"""Paths that a link or an element of another site may lead to: nothing is analysed, read or changed there."""

OPEN = frozenset(["/health", "/enter"])
"""Paths for which no token is needed."""

STATIC = "/static/"
"""Beginning of the paths of files that pages load, for which no token is needed either."""

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Headers of every answer that has no own ones of these names."""


@dataclass(slots=True)
class Access:
    """Rules of access: the names of its host, the origins of other sites, and the token, None for none.

    With `any_address`, requests to any IP address are served, which no foreign name can lead to. `port` is that of the
    service. ``key`` is that of the link with which a browser enters, once.
    """

    port: int
    hosts: frozenset[str] = LOOPBACK
    any_address: bool = False
    origins: tuple[str, ...] = ()
    token: str | None = None
    key: str = field(default_factory=secrets.token_urlsafe)

    @property
    def cookie(self) -> str:
        """The name of the cookie: cookies of one host are sent to all of its ports."""
        return f"quotes-{self.port}"

    @property
    def cookie_value(self) -> str:
        """The value of the cookie, from which nobody can tell the token."""
        return hmac.new((self.token or "").encode(), b"browser", hashlib.sha256).hexdigest()

    def refusal(self, method: str, path: str, headers: Mapping[str, str]) -> Problem | None:
        """Return why a request is not served, None if it is; names of headers are in small letters."""
        host = headers.get("host", "")
        if not self._is_own_host(host):
            return Problem(421, "this service is not served under that name: use its own address, or --allow-host")
        is_harmless = method in ("GET", "HEAD") and path in HARMLESS
        if not is_harmless and self._is_of_other_site(host, headers):
            return Problem(403, "requests from pages of other sites are not served: --allow-origin allows one")
        if (
            self.token is not None
            and path not in OPEN
            and not path.startswith(STATIC)
            and not self._is_authorized(headers)
        ):
            detail = "a token is needed: send the header Authorization: Bearer TOKEN, or enter at /enter"
            return Problem(401, detail, {"WWW-Authenticate": 'Bearer realm="quotes"'})
        return None

    def is_token(self, given: str) -> bool:
        """Tell, in constant time, whether this is the token."""
        return self.token is not None and _same(given, self.token)

    def uses_key(self, given: str) -> bool:
        """Tell, in constant time, whether this is the key of the link, which is then used up."""
        if self.token is None or not self.key or not _same(given, self.key):
            return False
        self.key = ""
        return True

    def _is_own_host(self, host: str) -> bool:
        name = _host_name(host)
        if name in self.hosts:
            return True
        try:
            return self.any_address and bool(ipaddress.ip_address(name))
        except ValueError:
            return False

    def _is_of_other_site(self, host: str, headers: Mapping[str, str]) -> bool:
        origin = headers.get("origin")
        if origin is not None:
            return origin not in self.origins and origin not in (f"http://{host}", f"https://{host}")
        return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")

    def _is_authorized(self, headers: Mapping[str, str]) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.is_token(given.strip())
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return morsel is not None and _same(morsel.value, self.cookie_value)


def _host_name(host: str) -> str:
    """Return the name in a Host header, without its port and in small letters; "" if there is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises ValueError if it is no number
        is_name = not (parts.path or parts.query or parts.fragment or "@" in host)
        return (parts.hostname or "").rstrip(".") if is_name else ""
    except ValueError:
        return ""


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
