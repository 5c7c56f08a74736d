"""The desk in a browser: corrections by keyboard and by mouse, of two people, through a crash, for everybody."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import serious_findings, started_browser
from click.testing import CliRunner
from made_analyses import HARBOUR_TEXT
from served_analyses import ServedProcess, served_process
from stub_service import SAVED, SleepyAnalyzer

from quotes.analysis import Analyzer
from quotes.cli import running
from quotes.cli.main import main
from quotes.corrections.say_file import load_corrections
from quotes.records import Article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIXTURE = Path(__file__).parents[2] / "fixtures" / "general.txt"


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


def test_ten_statements_are_corrected_by_keyboard_alone(
    browser: Browser, analyzer: Analyzer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    (tmp_path / "general.txt").write_text(text, encoding="utf-8")
    analysis = analyzer.analyze(Article(text, "general.txt"))
    (tmp_path / "analysis.json").write_text(json.dumps(analysis.to_dict()), encoding="utf-8")
    monkeypatch.setenv(SAVED, str(tmp_path / "analysis.json"))
    with (
        served_process(tmp_path, "general.txt", "--port", "0") as service,
        page_of(browser, address(service, "general.txt")) as page,
    ):
        opened(page)
        press(page, "s 2 j q j n j h j c Shift+ArrowLeft Enter j u Shift+ArrowLeft Enter j o Delete j s 0 j i")
        press(page, "x s")
        page.keyboard.type("Nadia Orlova")
        press(page, "Enter Enter")
        noted(page, "said by Nadia Orlova.")
        press(page, "m i n Space t h e Space o Shift+ArrowDown Enter m a n Enter A e")
        noted(page, "general.expected.toml: written")
    corrections, _ = load_corrections(tmp_path / "general.say", text)
    assert corrections.complete
    changed = [one for one in corrections.decisions if not _is_as_found(one, analysis)]
    assert len(changed) >= 10
    names = {one.name for decision in changed for one in decision.speakers}
    assert "Nadia Orlova" in names
    assert any(one.rejected for one in changed) and any(one.negated for one in changed)
    _shown_by_commands(tmp_path, monkeypatch)


def _is_as_found(decision: Any, analysis: Any) -> bool:
    from quotes.corrections.decisions import accept

    return any(accept(one) == decision for one in analysis.statements)


def _shown_by_commands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was corrected is in the report, in the check and in the spreadsheet."""
    import openpyxl

    monkeypatch.chdir(folder)
    monkeypatch.setattr(running, "load_analyzer", SleepyAnalyzer)
    monkeypatch.setenv("COLUMNS", "120")
    report = CliRunner().invoke(main, ["--no-config", "report", "general.txt", "--corrections"])
    assert report.exit_code == 0 and "Nadia Orlova (person)" in report.output and "[negated, decided]" in report.output
    check = CliRunner().invoke(main, ["--no-config", "check", "general.txt"])
    assert check.exit_code == 1 and "Nadia Orlova" in check.output
    table = CliRunner().invoke(main, ["--no-config", "extract", "general.txt", "--corrections", "-o", "table.xlsx"])
    assert table.exit_code == 0, table.output
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook("table.xlsx").worksheets[0]]
    assert sum("Nadia Orlova" in row for row in rows) == 1


def test_a_wrong_speaker_takes_two_keys_and_a_right_statement_one(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        opened(page)
        assert page.inner_text("#panel-title") == "Statement 4 of 4"  # the doubtful one comes first
        press(page, "s 2")
        noted(page, "4: said by Black Sea Pilots' Union.")
        assert say(service).endswith('Black Sea Pilots\' Union (organization) | - | - | "It was never in doubt."\n')
        press(page, "a")
        page.locator("#panel-title", has_text="Statement 1 of 4").wait_for()
        press(page, "a a a")
        noted(page, "Nothing is open any more.")
        assert say(service).count("\n") == 6
        page.reload()
        opened(page)
        assert page.inner_text("#progress") == "4 of 4 statements decided."
        press(page, "z z")
        page.locator("#progress", has_text="2 of 4 statements decided").wait_for()
        press(page, "y")
        page.locator("#progress", has_text="3 of 4 statements decided").wait_for()


def test_words_are_chosen_with_the_mouse(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        opened(page)
        page.locator("#s-3").click()
        page.locator("#panel-title", has_text="Statement 3 of 4").wait_for()
        select(page, "14 ships")
        page.locator("[data-do=source]").click()
        noted(page, "3: the source is changed.")
        assert "| 14 ships | denied | it" in say(service)
        select(page, "The film “Deep Water” opens")
        page.locator("[data-do=missing]").click()
        page.get_by_role("button", name="Name one").click()
        page.get_by_label("Name", exact=True).fill("Mina <b>Okafor")
        page.get_by_label("Kind").select_option("person")
        page.get_by_role("button", name="Keep").click()
        noted(page, "said by Mina <b>Okafor.")
        assert "Mina <b>Okafor (person) | - | - | The film “Deep Water” opens" in say(service)
        page.locator(".seg.on").first.wait_for()
        page.get_by_role("button", name="No statement").click()
        noted(page, "No statement: The film")
        assert "Okafor" not in say(service)


def test_a_better_name_is_for_the_roster(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        opened(page)
        press(page, "j s .")
        assert page.get_by_label("Name", exact=True).input_value() == "Ivan Petrov"
        page.get_by_label("Name", exact=True).fill("Ivan I. Petrov")
        page.get_by_label("Role").fill("harbour master")
        page.get_by_label("rename Ivan Petrov everywhere").check()
        page.get_by_label("Kind").press("Enter")
        noted(page, "1: said by Ivan I. Petrov.")
        assert '"aliases": ["Ivan Petrov"], "role": "harbour master"' in say(service)
        assert page.locator("#speakers li").count() == 2  # the other statement of his has the new name, too


def test_joint_speakers_and_long_lists(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        opened(page)
        press(page, "s + 1 2 Enter")
        noted(page, "4: said by Ivan Petrov and Black Sea Pilots' Union.")
        press(page, "s b l a Enter")
        noted(page, "4: said by Black Sea Pilots' Union.")
        press(page, "s Enter")
        noted(page, "A key beside a name, or letters of it.")
        press(page, "Escape s + O t t o Enter Enter")
        noted(page, "4: said by Black Sea Pilots' Union and Otto.")
        press(page, "s 0")
        noted(page, "4: nobody can be named.")


def test_what_is_left_half_done_changes_nothing(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        opened(page)
        for keys in (
            "s Escape",
            "s . Escape",
            "c Shift+ArrowLeft Escape",
            "u Escape",
            "o Escape",
            "m Escape",
            "s + 1 Escape",
        ):
            press(page, keys)
        press(page, "m t h e Space f Enter Escape")
        noted(page, "Undone.")
        assert page.inner_text("#progress").startswith("0 of 4")
        assert "|" not in say(service).partition("FLAGS")[2]


def test_what_was_rejected_is_taken_back(browser: Browser, service: ServedProcess) -> None:
    with page_of(browser, address(service)) as page:
        press(opened(page), "x A")
        noted(page, "3 accepted")
        page.locator("#rejected", has_text="Rejected: 1").wait_for()
        page.get_by_role("button", name="Take back").click()
        page.locator("#progress", has_text="3 of 4 statements decided, 1 doubtful.").wait_for()


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


def select(page: Page, words: str) -> None:
    """Select words of the article as a mouse does."""
    script = """(words) => {
        const walker = document.createTreeWalker(document.querySelector("#article"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            const node = walker.currentNode;
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }
        throw new Error(words);
    }"""
    page.evaluate(script, words)
