"""A headless Chromium for the tests of pages; they are skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@contextmanager
def started_browser() -> Iterator[Browser]:
    """Start the browser of this machine, or skip the test."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("no browser: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install '.[test]'")
    with playwright.sync_playwright() as session:
        browser = session.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """Open a page of a file; it may load nothing else, and log and throw nothing."""
    context = browser.new_context(**({"viewport": {"width": 1300, "height": 800}} | options))
    context.set_default_timeout(10_000)
    page = context.new_page()
    loaded: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file.as_uri())
    yield page
    assert [url for url in loaded if not url.startswith("blob:")] == [file.as_uri()]
    assert not wrong
    context.close()


def serious_findings(page: Page) -> list[str]:
    """Return what axe-core finds that is serious or critical: the rule, and the first element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: pip install '.[test]'")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    # axe runs by eval, which the policy of the page forbids to scripts, but not to the debugger of the browser
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
