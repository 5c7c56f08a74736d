"""The desk in a browser, for everybody: two people, a crash of the service, long readings, pasting, accessibility."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import serious_findings
from desk_pages import address, noted, opened, page_of, press, say
from made_analyses import HARBOUR_TEXT
from served_analyses import ServedProcess, served_process

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_two_people_see_what_the_other_decides(browser: Browser, service: ServedProcess) -> None:
    url = address(service)
    with page_of(browser, url) as mine, page_of(browser, url, is_quiet=False) as theirs:
        opened(mine)
        opened(theirs)
        press(mine, "n")
        noted(mine, "4: negated: yes.")
        press(theirs, "h")
        noted(theirs, "Not done: somebody else has decided about this statement meanwhile.")
        press(theirs, "h")
        noted(theirs, "hypothetical: yes.")
        assert "| hyp, neg" in say(service)
        mine.evaluate("window.dispatchEvent(new Event('focus'))")
        noted(mine, "Somebody else has changed this article.")


def test_what_is_typed_outlives_a_crash_of_the_service(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    with served_process(tmp_path, "harbour.txt", "--port", "0") as service:
        port = str(service.port)
        with page_of(browser, address(service), is_quiet=False) as page:
            press(opened(page), "s 2")
            noted(page, "4: said by Black Sea")
            service.process.send_signal(signal.SIGKILL)
            service.process.wait()
            press(page, "j a")
            page.locator("#problem", has_text="the service does not answer").wait_for()
            with served_process(tmp_path, "harbour.txt", "--port", port):
                page.locator("#progress", has_text="2 of 4 statements decided").wait_for()
            assert say(service).count("Ivan Petrov") == 2
            press(page, "j a")
            page.get_by_role("button", name="Give up").click()
            noted(page, "Not kept")


def test_a_long_reading_is_stopped(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service, "long.txt"), is_quiet=False) as page:
        workers = service.workers()
        page.locator("#left", has_text="seconds more").wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_role("button", name="Read it again").wait_for()
        for _ in range(100):
            if service.workers() and service.workers() != workers:
                break
            time.sleep(0.1)
        assert service.workers() != workers
        page.goto(address(service))
        opened(page)


def test_articles_are_pasted_and_dropped(browser: Browser, service: ServedProcess) -> None:
    home = f"http://127.0.0.1:{service.port}/"
    with page_of(browser, home) as page:
        page.get_by_label("Paste an article").fill(HARBOUR_TEXT)
        page.reload()
        assert page.get_by_label("Paste an article").input_value() == HARBOUR_TEXT
        page.get_by_role("button", name="Read it").click()
        opened(page)
        assert "/correct/inbox/" in page.url
        page.goto(home)
        assert not serious_findings(page)
        file = {"name": "Second.txt", "mimeType": "text/plain", "buffer": HARBOUR_TEXT.encode()}
        page.get_by_label("or choose a file").set_input_files([file])  # type: ignore[list-item]
        opened(page)
        assert page.url.endswith("/correct/inbox/Second.txt")


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 800}, "has_touch": True}],
    ids=["wide", "dark", "phone"],
)
def test_the_page_is_accessible(browser: Browser, service: ServedProcess, options: dict[str, Any]) -> None:
    with page_of(browser, address(service), **options) as page:
        opened(page)
        assert not serious_findings(page)
        for keys in ("s", ".", "Escape c", "Escape x"):
            press(page, keys)
            page.wait_for_timeout(100)
            assert not serious_findings(page)
        press(page, "?")
        page.locator("dialog[open]").wait_for()
        assert not serious_findings(page)
        page.keyboard.press("Escape")
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width == 0


def test_single_keys_can_be_switched_off(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        press(opened(page), "?")
        page.get_by_label("Use single keys").uncheck()
        page.keyboard.press("Escape")
        press(page, "a x A")
        page.get_by_role("button", name="Right").click()
        noted(page, "4: right.")
        assert "# open" in say(service) and "# not" not in say(service)
