"""Who is served: names of the host, origins, tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_analyses import PORT, made_service, serving

from quotes.service.access import LOOPBACK, Access

TOKEN = "correct-horse-battery-staple"
HOST = f"127.0.0.1:{PORT}"


def status(access: Access, method: str = "POST", path: str = "/analyze", **headers: str) -> int:
    """The status with which a request is refused, 200 if it is served."""
    given = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    refusal = access.refusal(method, path, given)
    return refusal.status if refusal else 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:8765", "localhost."])
def test_own_names_are_served(host: str) -> None:
    assert status(Access(PORT), host=host) == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.7", "a/localhost", "[::1"]
)
def test_other_names_are_not(host: str) -> None:
    assert status(Access(PORT), host=host) == 421


def test_names_for_other_addresses() -> None:
    access = Access(PORT, hosts=LOOPBACK | {"cms.example.org"}, any_address=True)
    assert status(access, host="10.0.0.7:8765") == status(access, host="cms.example.org") == 200
    assert status(access, host="evil.example") == 421


def test_requests_from_pages_of_other_sites() -> None:
    access = Access(PORT, origins=("https://cms.example.org",))
    assert status(access, origin=f"http://{HOST}", sec_fetch_site="same-origin") == 200
    assert status(access, origin="https://cms.example.org", sec_fetch_site="cross-site") == 200
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1234", "https://cms.example.org.evil.example"):
        assert status(access, origin=origin) == 403
    for site in ("cross-site", "same-site"):
        assert status(access, sec_fetch_site=site) == 403
        assert status(access, "GET", "/articles/a.txt", sec_fetch_site=site) == 403
        assert status(access, "GET", "/health", sec_fetch_site=site) == 200
    assert status(access, sec_fetch_site="none") == 200


def test_tokens() -> None:
    access = Access(PORT, token=TOKEN)
    assert status(access) == 401
    assert status(access, authorization=f"Bearer {TOKEN}") == status(access, authorization=f"bearer {TOKEN}") == 200
    assert status(access, authorization=f"Bearer {TOKEN}x") == status(access, authorization=f"Basic {TOKEN}") == 401
    assert status(access, cookie=f"{access.cookie}={access.cookie_value}") == 200
    assert status(access, cookie=f"{access.cookie}={TOKEN}") == 401
    assert status(access, "GET", "/health") == status(access, "GET", "/enter") == 200
    assert status(access, "GET", "/static/service.css") == 200
    assert status(access, "GET", "/docs") == 401


@given(st.text())
def test_no_other_token_and_no_nonsense_is_taken(text: str) -> None:
    access = Access(PORT, token=TOKEN)
    assert status(access, authorization=f"Bearer {text}", cookie=text) == (200 if text.strip() == TOKEN else 401)
    assert status(access, host=text, authorization=f"Bearer {TOKEN}") in (200, 421)


def test_browsers_enter_once_by_the_link_and_always_by_the_token() -> None:
    access = Access(PORT, token=TOKEN)
    key = access.key
    with serving(made_service(access=access)) as client:
        assert client.get("/docs", headers={"Accept": "text/html"}).headers["location"] == "/enter"
        assert client.get("/docs").status_code == 401
        assert client.get("/enter?key=wrong").status_code == 403
        entered = client.get(f"/enter?key={key}")
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        cookie = entered.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and TOKEN not in cookie and "Path=/" in cookie
        assert client.get("/docs").status_code == 200
        client.cookies.clear()
        assert client.get(f"/enter?key={key}").status_code == 403
        assert "Token" in client.get("/enter").text
        assert client.post("/enter", data={"token": "wrong"}).status_code == 403
        assert client.post("/enter", data={"token": "x" * 3000}).status_code == 413
        assert client.post("/enter", data={"token": TOKEN}).status_code == 303
        assert client.get("/docs").status_code == 200


def test_headers_of_security_are_on_every_answer() -> None:
    with serving(made_service()) as client:
        for path in ("/", "/health", "/nothing", "/docs", "/static/service.css"):
            headers = client.get(path).headers
            assert headers["content-security-policy"].startswith("default-src 'none'; ")
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert "access-control-allow-origin" not in headers
        refused = client.get("/", headers={"Host": "evil.example"})
        assert (refused.status_code, refused.headers["x-content-type-options"]) == (421, "nosniff")


def test_cors_only_for_origins_that_are_named() -> None:
    allowed = "https://cms.example.org"
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    with serving(made_service(access=Access(PORT, origins=(allowed,), token=TOKEN))) as client:
        preflight = client.options("/analyze", headers={"Origin": allowed, **asks})
        assert preflight.headers["access-control-allow-origin"] == allowed
        others = client.options("/analyze", headers={"Origin": "https://evil.example", **asks})
        assert "access-control-allow-origin" not in others.headers
        headers = {"Origin": allowed, "Authorization": f"Bearer {TOKEN}"}
        answer = client.post("/analyze", json={"text": "It rained."}, headers=headers)
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, allowed)
