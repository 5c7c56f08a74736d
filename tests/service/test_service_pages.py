"""Pages of the service in a browser: they obey their policy, load nothing from elsewhere, and are accessible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import serious_findings, started_browser
from made_analyses import HARBOUR_TEXT
from served_analyses import ServedProcess, served_process

TOKEN = "correct-horse-battery-staple"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServedProcess]:
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    with served_process(tmp_path, "harbour.txt", "--token-file", "token", "--port", "0", lines=2) as service:
        yield service


def test_a_browser_enters_and_reads(service: ServedProcess) -> None:
    home = f"http://127.0.0.1:{service.port}/"
    with started_browser() as browser:
        page = browser.new_page()
        loaded: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(home)
        assert page.url == f"{home}enter"
        assert not serious_findings(page)
        page.get_by_label("Token").fill(TOKEN)
        page.get_by_role("button", name="Enter").click()
        page.wait_for_url(home)
        assert not serious_findings(page)
        page.get_by_role("link", name="harbour.txt").click()
        page.locator("#article").wait_for()
        assert "Port of Varna" in page.inner_text("#article")
        colour = page.evaluate("getComputedStyle(document.querySelector('article .q')).backgroundColor")
        assert colour != "rgba(0, 0, 0, 0)"
        assert not serious_findings(page)
        page.goto(f"{home}docs")
        assert not serious_findings(page)
        assert page.evaluate("getComputedStyle(document.querySelector('th')).textAlign") == "left"
        assert all(url.startswith(home) for url in loaded)
        assert not wrong, wrong
