"""Pages in a browser: by mouse, touch and keyboard, in light and dark, on a phone, in print and for axe-core."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from browser import opened, serious_findings, started_browser
from made_analyses import harbour, one_statement, silent
from made_pages import quay

from quotes.records import Analysis
from quotes.reports.annotated_page import annotated_page
from quotes.reports.formats import write_analyses
from quotes.reports.page_index import PageIndex
from quotes.reports.tables import TableOptions

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Open(Protocol):
    def __call__(self, analysis: Analysis | None = None, **options: Any) -> AbstractContextManager[Page]: ...


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_browser() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Open:
    """Opens the page of an analysis, by default of `quay`."""

    def open_analysis(analysis: Analysis | None = None, **options: Any) -> AbstractContextManager[Page]:
        file = tmp_path / "page.html"
        file.write_text(annotated_page(analysis or quay()), "utf-8")
        return opened(browser, file, **options)

    return open_analysis


def piece(page: Page, number: int, nth: int = 0) -> Any:
    return page.locator(f"#article [data-q^='{number}']").nth(nth)


def title(page: Page) -> str:
    return page.locator("#panel-title").inner_text()


def lit(page: Page) -> list[str]:
    return list(filter(str.strip, page.locator("#article .seg.on").all_inner_texts()))


def row_numbers(page: Page) -> list[str]:
    return page.locator(".statements tbody tr:visible th").all_inner_texts()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_the_mouse_shows_a_statement_with_all_its_pieces_while_it_is_there(open_page: Open) -> None:
    with open_page() as page:
        piece(page, 2).hover()
        assert title(page) == "Statement 2 of 6"
        assert lit(page) == ["“The quay,”", "said", "Anna Berg, the mayor", "“is as safe as it ever was.”"]
        details = page.locator("#panel").inner_text()
        assert "Anna Berg\nperson; mayor" in details and "0.95 that all of it is right" in details
        assert "clause: a clause that a reporting verb governs" in details
        page.mouse.move(5, 5)
        page.get_by_role("heading", name="Details").wait_for()
        assert lit(page) == []


def test_a_click_keeps_a_statement_and_escape_lets_it_go(open_page: Open) -> None:
    with open_page() as page:
        piece(page, 2, 1).click()
        piece(page, 5).hover()
        assert title(page) == "Statement 2 of 6"
        page.keyboard.press("Escape")
        assert title(page) == "Details"
        piece(page, 5).click()
        assert "somebody else is likelier to have said this" in page.locator("#panel .doubt").first.inner_text()
        page.get_by_role("button", name="Next statement").click()
        assert title(page) == "Statement 6 of 6"
        page.get_by_role("button", name="Close the details").click()
        assert title(page) == "Details"
        piece(page, 5).click()
        page.locator("#article .dateline p").click()
        assert title(page) == "Details"


def test_the_innermost_statement_is_shown_and_leads_to_the_outer_one(open_page: Open) -> None:
    with open_page() as page:
        page.locator("[data-q='4 3']").click()
        assert title(page) == "Statement 4 of 6"
        page.locator("#panel a", has_text="statement 3").click()
        assert title(page) == "Statement 3 of 6"
        assert lit(page)[:2] == ["The harbour office", "announced"]


def test_the_keyboard_reaches_everything(open_page: Open) -> None:
    with open_page() as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the article"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert (focused(page), title(page)) == ("s-1", "Statement 1 of 6")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowLeft")
        assert (focused(page), title(page)) == ("s-3", "Statement 3 of 6")
        page.keyboard.press("Enter")
        assert focused(page) == "panel-title"
        assert page.locator("#panel .body").get_attribute("aria-live") == "polite"
        page.keyboard.press("ArrowRight")
        assert (focused(page), title(page)) == ("panel-title", "Statement 4 of 6")
        page.keyboard.press("Escape")
        assert focused(page) == "s-4"
        page.locator(".statements thead button").first.focus()
        page.keyboard.press("Enter")
        assert row_numbers(page) == ["6", "5", "4", "3", "2", "1"]


def test_a_speaker_of_the_legend_filters_article_and_table(open_page: Open) -> None:
    with open_page() as page:
        berg = page.get_by_role("button", name="Anna Berg")
        berg.click()
        assert row_numbers(page) == ["1", "2", "5"]
        assert berg.get_attribute("aria-pressed") == "true"
        assert page.get_by_role("status").inner_text() == "3 of 6 statements"
        assert page.locator("#article a.n:visible").count() == 3
        assert page.locator("#article mark.q").all_inner_texts()[0] == "the quay is safe"
        assert page.locator("#article .q", has_text="cranes").count() == 0
        page.keyboard.press("Tab")
        berg.click()
        assert len(row_numbers(page)) == 6
        page.get_by_role("button", name="harbour office").click()
        assert page.locator("[data-q='3']").first.get_attribute("class") == "seg src k3"
        assert "nested" not in (page.locator("[data-q='4 3']").get_attribute("class") or "")
        page.get_by_role("button", name="Show all").first.click()
        assert "nested" in (page.locator("[data-q='4 3']").get_attribute("class") or "")


def test_kind_text_and_doubt_filter(open_page: Open) -> None:
    with open_page() as page:
        page.get_by_label("Kind").select_option("direct")
        assert row_numbers(page) == ["2", "6"]
        page.get_by_label("doubtful only").check()
        assert row_numbers(page) == ["6"]
        page.locator("form").get_by_role("button", name="Show all").click()
        page.get_by_label("Text").fill("CRANES")
        assert row_numbers(page) == ["3", "4"]
        page.get_by_label("Text").press("Enter")
        page.get_by_label("Speaker", exact=True).select_option("harbour office")
        assert row_numbers(page) == ["4"]
        assert page.get_by_role("button", name="harbour office").get_attribute("aria-pressed") == "true"


def test_the_table_sorts(open_page: Open) -> None:
    with open_page() as page:
        heading = page.locator(".statements th", has_text="Speaker")
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        assert row_numbers(page) == ["6", "1", "2", "5", "4", "3"]
        heading.get_by_role("button").click()
        assert row_numbers(page) == ["3", "4", "5", "1", "2", "6"]
        page.get_by_role("button", name="Conf.").click()
        assert row_numbers(page)[:3] == ["5", "6", "4"]
        assert heading.get_attribute("aria-sort") is None


def test_a_row_leads_to_its_statement(open_page: Open) -> None:
    with open_page() as page:
        page.get_by_label("Statement 5 in the article").click()
        assert (focused(page), title(page)) == ("s-5", "Statement 5 of 6")
        assert page.locator("#s-5").evaluate("(link) => link.getBoundingClientRect().top < innerHeight")


def test_the_csv_has_what_is_shown_in_its_order(open_page: Open) -> None:
    analysis = quay()
    stream = io.StringIO()
    write_analyses([analysis], stream, TableOptions(view="extract", format="csv"))
    header, *lines = stream.getvalue().splitlines(keepends=True)
    with open_page(analysis) as page:
        page.get_by_label("Kind").select_option("indirect")
        page.get_by_role("button", name="No.").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as CSV").click()
        assert download.value.suggested_filename == "quay-statements.csv"
        saved = Path(download.value.path()).read_bytes().decode("utf-8")
    assert saved == "\ufeff" + "".join([header, *(lines[number - 1] for number in (5, 4, 3, 1))])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 375])
def test_axe_finds_nothing_serious(open_page: Open, scheme: str, width: int) -> None:
    with open_page(color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce") as page:
        assert serious_findings(page) == []
        page.get_by_role("button", name="Anna Berg").click()
        piece(page, 5).click()
        assert title(page) == "Statement 5 of 6"
        assert serious_findings(page) == []


def test_dark_is_dark_and_print_is_light(open_page: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with open_page(color_scheme="dark") as page:
        assert page.evaluate(ground) == "rgb(21, 24, 29)"
        page.emulate_media(media="print")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    "analysis", [quay(), one_statement("x" * 500, speaker="y" * 300, id="z" * 300)], ids=["quay", "long"]
)
@pytest.mark.parametrize("width", [320, 800, 1300])
def test_no_page_scrolls_sideways(open_page: Open, analysis: Analysis, width: int) -> None:
    with open_page(analysis, viewport={"width": width, "height": 700}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        piece(page, 1).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_tap_opens_a_sheet(open_page: Open) -> None:
    with open_page(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True) as page:
        panel = page.locator("#panel")
        assert not panel.is_visible() and not page.get_by_role("button", name="Anna Berg").is_visible()
        piece(page, 2).tap()
        assert panel.is_visible() and title(page) == "Statement 2 of 6"
        box = panel.bounding_box()
        assert box and box["y"] >= 350 and box["y"] + box["height"] <= 701
        panel.get_by_role("button", name="Close the details").tap()
        assert not panel.is_visible()


def test_the_sheet_does_not_hide_its_statement(open_page: Open) -> None:
    with open_page(
        viewport={"width": 375, "height": 640}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    ) as page:
        last = piece(page, 6)
        last.evaluate("(element) => element.scrollIntoView({ block: 'end' })")
        last.tap()
        statement, sheet = last.bounding_box(), page.locator("#panel").bounding_box()
        assert statement and sheet and 0 <= statement["y"] < statement["y"] + statement["height"] <= sheet["y"]
        for _ in range(5):
            page.get_by_role("button", name="Previous statement").tap()
        first = page.locator("#s-1").bounding_box()
        assert title(page) == "Statement 1 of 6" and first and 0 <= first["y"] < sheet["y"]


def test_print_has_names_beside_the_text_and_no_controls(open_page: Open) -> None:
    with open_page() as page:
        assert page.pdf()[:5] == b"%PDF-"
        page.emulate_media(media="print")
        for gone in ("form", "#panel", ".legend", ".skip"):
            assert not any(each.is_visible() for each in page.locator(gone).all()), gone
        notes = [note for note in page.locator(".notes").all_inner_texts() if note]
        assert notes == [
            "1 Anna Berg",
            "2 Anna Berg",
            "3 pilots' union\n4 harbour office",
            "5 Anna Berg and Jon Lund?\n6? (no speaker named)",
        ]
        assert page.locator(".statements tbody tr:visible").count() == 6


def test_without_scripts_the_page_can_be_read(open_page: Open) -> None:
    with open_page(java_script_enabled=False) as page:
        assert not page.locator("form").is_visible() and not page.locator("#panel").is_visible()
        page.locator("#s-5").click()
        assert page.url.endswith("#row-5")


def test_motion_is_reduced_where_it_is_asked_for(open_page: Open) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    with open_page(reduced_motion="reduce") as page:
        assert page.evaluate(behaviour) == "auto"
    with open_page(reduced_motion="no-preference") as page:
        assert page.evaluate(behaviour) == "smooth"


def test_an_article_without_statements(open_page: Open) -> None:
    with open_page(silent()) as page:
        assert page.locator("#article").inner_text().strip() == "The port is closed."
        assert serious_findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_index_sorts_and_leads_to_the_pages(browser: Browser, tmp_path: Path, scheme: str) -> None:
    index = PageIndex()
    for name, analysis in (("harbour", harbour()), ("quay", quay())):
        (tmp_path / f"{name}.html").write_text(annotated_page(analysis, index="index.html"), "utf-8")
        index.add(analysis, f"{name}.html")
    file = tmp_path / "index.html"
    file.write_text(index.html(), "utf-8")
    with opened(browser, file, color_scheme=scheme, viewport={"width": 375, "height": 700}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        assert serious_findings(page) == []
        titles = page.locator("table").first.locator("tbody th a")
        page.get_by_role("button", name="Statements").first.click()
        page.get_by_role("button", name="Statements").first.click()
        assert titles.all_inner_texts() == ["Mayor: the quay is safe", "Port of Varna to close for a week"]
    with opened(browser, tmp_path / "quay.html") as page:
        assert page.get_by_role("link", name="All articles").get_attribute("href") == "index.html"
