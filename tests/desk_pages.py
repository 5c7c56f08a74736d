"""A browser and a service for the tests of the desk, and what they do with its page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import started_browser
from made_analyses import HARBOUR_TEXT
from served_analyses import ServedProcess, served_process

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as browser:
        yield browser


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServedProcess]:
    (tmp_path / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    (tmp_path / "long.txt").write_text("sleep 30\n" + "It rained. " * 3000, encoding="utf-8")
    with served_process(tmp_path, "harbour.txt", "long.txt", "--port", "0") as service:
        yield service


@contextmanager
def page_of(browser: Browser, url: str, is_quiet: bool = True, **options: Any) -> Iterator[Page]:
    """A page of a service, which loads nothing from elsewhere, and logs and throws nothing."""
    context = browser.new_context(**({"viewport": {"width": 1300, "height": 800}} | options))
    context.set_default_timeout(10_000)
    page = context.new_page()
    wrong: list[str] = []
    loaded: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(url)
    yield page
    assert all(each.startswith(url.partition("/correct")[0].rstrip("/")) for each in loaded)
    assert not wrong or not is_quiet, wrong
    context.close()


def address(service: ServedProcess, name: str = "harbour.txt") -> str:
    return f"http://127.0.0.1:{service.port}/correct/{name}"


def opened(page: Page) -> Page:
    page.locator("#article").wait_for()
    return page


def press(page: Page, keys: str) -> None:
    """Press keys, one after the other, without waiting for what they do."""
    for key in keys.split():
        page.keyboard.press(key)


def noted(page: Page, words: str) -> None:
    page.locator("#note", has_text=words).wait_for()


def say(service: ServedProcess) -> str:
    path = service.log.parent / "harbour.say"
    return path.read_text(encoding="utf-8") if path.exists() else ""
