from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape
from importlib import resources

import pytest
from drawn_analyses import analyses
from hypothesis import given
from made_analyses import bridge, council, empty, harbour, one_statement, silent
from made_pages import quay
from read_pages import TAGS, ReadPage

from quotes.records import Analysis
from quotes.reports.annotated_page import COLOURS, annotated_page
from quotes.reports.formats import write_analyses
from quotes.reports.page_index import PageIndex
from quotes.reports.page_templates import visible
from quotes.reports.tables import TableOptions

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;b&gt;{{ 7*7 }}\u202ecba\x00"


def read(analysis: Analysis) -> ReadPage:
    return ReadPage(annotated_page(analysis))


def with_one_kind_of_line_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def extracted(analysis: Analysis) -> str:
    stream = io.StringIO()
    write_analyses([analysis], stream, TableOptions(view="extract", format="csv"))
    return stream.getvalue()


@given(analyses())
def test_whatever_the_text_it_is_text_and_its_pieces_are_marked(analysis: Analysis) -> None:
    page = read(analysis)
    text = analysis.article.text
    assert page.text == visible(text)
    for number, statement in enumerate(analysis.statements, 1):
        cue = [statement.cue] if statement.cue else []
        for role, spans in (("data-q", statement.content), ("data-cue", cue), ("data-source", statement.source)):
            assert page.spans(role, number) == {each for one in spans for each in range(one.start, one.end)}
    assert {tag for tag, _ in page.elements} <= TAGS
    assert [tag for tag, _ in page.elements].count("script") == 2
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "style", "srcdoc", "action")}
    assert all(re.match(r"#|https?://", link) for link in page.attributes("href"))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.attributes("href") if link.startswith("#")} <= set(ids)
    lines = [page.csv["header"], *page.csv["lines"]]
    assert "".join(f"{line}\n" for line in lines) == extracted(analysis)
    assert len(page.csv["lines"]) == len(analysis.statements)


@given(analyses())
def test_a_page_can_be_written_and_has_no_controls(analysis: Analysis) -> None:
    html = annotated_page(analysis).encode("utf-8").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", html)


def test_what_is_hostile_is_shown_as_it_is() -> None:
    facts = {"title": HOSTILE, "date": HOSTILE, "author": HOSTILE, "language": HOSTILE, "url": "javascript:alert(1)"}
    analysis = one_statement(HOSTILE, speaker=HOSTILE, id=HOSTILE)
    analysis = replace(analysis, article=replace(analysis.article, **facts), model=HOSTILE)
    html = annotated_page(analysis)
    page = ReadPage(html)
    assert page.text == visible(analysis.article.text)
    assert "<img" not in html and html.count("<script") == 2 and "49" not in page.text
    assert page.others.count(visible(HOSTILE)) >= 5
    assert "javascript:alert(1)" in page.others and "javascript:alert(1)" not in page.attributes("href")
    index = PageIndex()
    index.add(analysis, "one.html")
    page = ReadPage(index.html())
    assert {tag for tag, _ in page.elements} <= TAGS and page.others.count(visible(HOSTILE)) >= 3


def test_formulas_are_escaped_in_the_csv() -> None:
    (line,) = read(one_statement("=1+1")).csv["lines"]
    assert "'=1+1" in next(csv.reader([line]))


def test_everything_about_a_statement_is_told() -> None:
    html = " ".join(unescape(re.sub("<[^>]*>", " ", annotated_page(quay()))).split())
    for words in (
        "Doubtful: somebody else is likelier to have said this (probability of the speaker 0.40).",
        "something in it is likelier wrong than right (confidence 0.31)",
        "Anna Berg and Jon Lund ?",
        "organization; speaks for Port of Lagan",
        "indirect, negated",
        "Within statement 3 : pilots' union",
        "by spoke last",
        "clause : a clause that a reporting verb governs, as in The ministry said that the talks had ended.",
        "6 statements by 4 speakers, 2 doubtful .",
        "1 warning about this article",
        "with the model set made by hand",
    ):
        assert words in html, words


def test_blocks_have_elements_of_their_kind() -> None:
    html = annotated_page(quay())
    article = html.split('<article id="article"')[1].split("</article>")[0]
    assert re.search(r"<h1[^>]*>.*safe</mark>\s*</h1>", article, re.DOTALL) and html.count("<h1") == 1
    assert '<h2 dir="auto">Who pays?\n\n</h2>' in article
    assert '<blockquote dir="auto">We will not pay twice.\n\n</blockquote>' in article
    assert '<div class="part dateline">' in article and 'lang="en"' in html


def test_screen_readers_hear_who_speaks_where_a_statement_begins() -> None:
    labels = [
        attributes["aria-label"] for tag, attributes in read(quay()).elements if attributes.get("data-n") and tag == "a"
    ]
    assert labels == [
        "Statement 1: Anna Berg, indirect",
        "Statement 2: Anna Berg, direct",
        "Statement 3: pilots' union, negated indirect",
        "Statement 4: harbour office, indirect, within statement 3",
        "Statement 5: Anna Berg and Jon Lund?, indirect, doubtful",
        "Statement 6: (no speaker named), direct, doubtful",
    ]


def test_acts_have_a_column_if_there_are_others_than_speech() -> None:
    assert ">Act</th>" in annotated_page(bridge()) and ">Act</th>" not in annotated_page(council())


@pytest.mark.parametrize("analysis", [silent(), empty()])
def test_pages_without_statements(analysis: Analysis) -> None:
    page = read(analysis)
    assert page.text == analysis.article.text
    assert "Nobody says anything in this article." in page.others and "No statements were found." in page.others


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://[", False),
        (" https://x", False),
        ("//example.org", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, linked: bool) -> None:
    page = read(replace(harbour(), article=replace(harbour().article, url=url)))
    assert (url in page.attributes("href")) == linked
    assert url.strip() in page.others


def test_the_page_allows_itself_only_its_own_style_and_script() -> None:
    html = annotated_page(harbour())
    policy = ReadPage(html).attributes("content")[0]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; "
        r"form-action 'none'",
        policy,
    )
    assert "@import" not in html and "url(" not in html and " src=" not in html


def test_an_index_has_articles_and_their_speakers_once() -> None:
    index = PageIndex()
    for name in ("a", "b"):
        index.add(harbour(f"{name}.txt"), f"{name}.html")
    index.add(replace(quay(), article=replace(quay().article, date=None)), "quay%20x.html")
    page = ReadPage(index.html())
    assert page.attributes("href") == [
        *("a.html", "b.html", "quay%20x.html"),
        *("a.html", "b.html"),  # Ivan Petrov
        "quay%20x.html",  # Anna Berg
        *("a.html", "b.html"),  # the union
        *["quay%20x.html"] * 3,
    ]
    words = " ".join(page.others.split())
    assert "4 statements have no speaker named." not in words and "3 statements have no speaker named." in words
    assert "Ivan Petrov person harbour master 4 2: 1, 2" in words
    assert "Date" not in words and "Date" in ReadPage(_index_of(quay())).others


def _index_of(analysis: Analysis) -> str:
    index = PageIndex()
    index.add(analysis, "x.html")
    return index.html()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)


def test_colours_have_enough_contrast_in_light_and_dark() -> None:
    style = resources.files("quotes.reports").joinpath("templates/page.css").read_text("utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in style.split("@media", 2)[:2])
    assert len(light) == len(dark) == 9 + 2 * (COLOURS + 1)
    for colours in (light, dark):
        for ground in ("paper", "panel"):
            for ink in ("text", "quiet", "link", "warn", *(f"ink{number}" for number in range(COLOURS + 1))):
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        assert min(_contrast(colours[ink], colours["warn-tint"]) for ink in ("warn", "text")) >= 4.5
        for number in range(COLOURS + 1):
            tint, ink = colours[f"tint{number}"], colours[f"ink{number}"]
            assert _contrast(colours["text"], tint) >= 7 and _contrast(ink, tint) >= 4.5
            assert _contrast(colours["text"], _mixed(tint, ink, 0.22)) >= 4.5
            assert f".c{number} {{ --tint: var(--tint{number}); --ink: var(--ink{number}); }}" in style
