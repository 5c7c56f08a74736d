"""The desk in a browser: corrections by keyboard and by mouse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from desk_pages import address, noted, opened, page_of, press, say
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
