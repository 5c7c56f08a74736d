"""What stands in the article of a HTML page and is not of it, without names that tell it; and what only looks so."""

from __future__ import annotations

import pytest
from cms_pages import (
    CROSSHEAD,
    END,
    HEADLINE,
    LEAD,
    LETTER,
    OTHER,
    OTHER_TEXT,
    READER,
    REPORT,
    SPEECH,
    TITLE,
    UNION,
    body,
)
from hypothesis import given
from hypothesis import strategies as st
from read_documents import article_in, blocks_of

TOP = f"<!DOCTYPE html><html lang=en><title>{TITLE}</title>"
FLOATING = "<table align=right width=180>"
CARD = f"<a href=/b><div>{OTHER}</div><div>{OTHER_TEXT}</div></a>"


def page(markup: str) -> list[tuple[str, str]]:
    return blocks_of(article_in(TOP + markup, "page.html"))


def in_article(markup: str) -> list[tuple[str, str]]:
    """Return what is read of markup between the second and the last two paragraphs of an article, without these."""
    found = page(
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SPEECH}</p>{markup}<p>{LETTER}</p><p>{UNION}</p></article>"
    )
    assert found[:3] == [HEADLINE, *body(LEAD, SPEECH)]
    assert found[-2:] == body(LETTER, UNION)
    return found[3:-2]


@pytest.mark.parametrize(
    "markup",
    [
        CARD,
        CARD.replace("/b", "#") * 2,
        f"<p><a href=/b>{OTHER}</a> · <a href=/c>{OTHER}</a></p>",
        f"<p><em>From the files: </em><a href=/b>{OTHER}</a> · <a href=/c>{OTHER}</a></p>",
        f"<p><b>In this week’s paper</b></p><ul><li><a href=/b>{OTHER}</a><li><a href=#>{OTHER}</a></ul>",
        f"<h3>Our other stories:</h3><ol><li><a href=/b>{OTHER}</a></ol>",
        "<p><a href='javascript:print()'>Printer friendly version</a> | <a href='mailto:x@y.example'>Mail</a></p>",
        "<p><a class='x-btn' href='#'><span>Share the Ostermund Post today.</span></a></p>",
        f"{FLOATING}<tr><td><img><br>Ilse Varn says that the cranes are “old”. Photo: A. Berg</td></tr></table>",
        f"{FLOATING}<tr><td><i>“The plan is a gamble”</i></td></tr><tr><td>Mara Lind</td></tr></table>",
        "<div style='float: left; width: 30%'><img><p>Ilse Varn says that the cranes are “old”.</p></div>",
        "<div><p>“Ten good minutes,” a reader said.</p><form><input name=m></form></div>",
        "<div><p>Readers say that they trust us.</p><div><a>Subscribe now</a></div></div>",
        "<table width='90%'><tr><td>“Ten good minutes,” a reader said.<form><input type=email></form></table>",
        "<div>This story is for members. “Worth it,” says one.</div>",
        "<div>Support local journalism: readers tell us that they read the Post first.</div>",
        "<div>You have 2 free articles left this month. Subscribe to the Post.</div>",
        "<p>Sign up for the harbour briefing. “Ten good minutes,” a reader said.</p>",
        "<div>Join 9,000 readers of our newsletter. We promise never to share your address.</div>",
        "<p>ADVERTISEMENT – CONTINUE READING BELOW</p>",
        f"<p>The post <a href=/x>{TITLE}</a> appeared first on <a href=/>The Post</a>.</p>",
        "<blockquote>“We cannot wait for another winter”<br>Ilse Varn</blockquote>",
        "<blockquote>“We cannot wait for another winter” Ilse Varn</blockquote>",
    ],
)  # fmt: skip
def test_not_of_the_article(markup: str) -> None:
    assert in_article(markup) == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p><a href=/b>{REPORT}</a></p>", body(REPORT)),
        (f"<a href=/b><p>{REPORT}</p></a>", body(REPORT)),
        ("<p>Varn: <a href=/b>“It is late.”</a></p>", body("Varn: “It is late.”")),
        (
            "<p>Three voices</p><ul><li><a href=/a>“It is late,” Varn said.</a><li><a href=/b>Halt said no.</a></ul>",
            body("Three voices", "“It is late,” Varn said.", "Halt said no."),
        ),
        (
            "<p>The council said:</p><ul><li>“It is <a href=/a>late</a>”<li>“It is old”</ul>",
            body("The council said:", "“It is late”", "“It is old”"),
        ),
        (
            f"{FLOATING}<tr><td>Varn<td>said that the cranes are old.</td></tr></table>",
            body("Varn", "said that the cranes are old."),
        ),
        (f"<table><tr><td>{REPORT}</td></tr></table>", body(REPORT)),
        (f"<div style='float: left'><p>{REPORT}</p></div>", body(REPORT)),
        (f"<div style='width: 30%'><img><p>{REPORT}</p></div>", body(REPORT)),
        ("<p>Readers can <a class=btn href=/x>subscribe</a> now, she said.</p>",
         body("Readers can subscribe now, she said.")),
        ("<p>“Subscribe or lose it,” she said.</p>", body("“Subscribe or lose it,” she said.")),
        ("<p>Sign up for a vaccine now, she said.</p>", body("Sign up for a vaccine now, she said.")),
        ("<p>Register to vote by Monday, she says.</p>", body("Register to vote by Monday, she says.")),
        ("<p>Support local “journalism”, he said.</p>", body("Support local “journalism”, he said.")),
        (
            "<blockquote>“We cannot wait for another winter” and nor can the union.</blockquote>",
            [("quotation", "“We cannot wait for another winter” and nor can the union.")],
        ),
        ("<blockquote>“We can wait”<br>Ilse Varn</blockquote>", [("quotation", "“We can wait”\nIlse Varn")]),
        (f"<h2>Response</h2><p>{REPORT}</p>", body(REPORT)),
        (
            f"<blockquote>{REPORT}</blockquote><div class=pull-quote>“Rust had eaten through the steel”</div>",
            [("quotation", REPORT)],
        ),
        ("<p><b>Why now?</b></p><p>Rust.</p>", body("Why now?", "Rust.")),
        (f"<div><p>{REPORT}</p><p>{END}</p><form><input></form></div>", body(REPORT, END)),
    ],
)  # fmt: skip
def test_near_misses(markup: str, expected: list[tuple[str, str]]) -> None:
    assert in_article(markup) == expected


def test_readers_comments_end_the_article() -> None:
    comments = "".join(f"<div><b>Jo {number}</b><br>{READER[:60]}</div>" for number in range(2))
    article = f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{SPEECH}</p><p>{UNION}</p><p>{REPORT}</p>"
    for label in ("Comments", "YOUR VIEWS", "<b>12 comments on “Harbour”</b>"):
        assert page(f"<div>{article}<p>{label}</p>{comments}</div>") == [HEADLINE, *body(LEAD, SPEECH, UNION, REPORT)]
    assert page(f"<div>{article}<p><a href=/c>Comments</a></p><p>{END}</p></div>")[-1:] == body(END)


def test_line_breaks_between_paragraphs_and_links() -> None:
    date = "<i>02-Mar-2026</i>"
    paragraphs = [SPEECH, UNION, f"<a href=/b>&gt;&gt; {OTHER}</a>", REPORT, f"<a href=/a>{LETTER}</a>", END]
    assert page(f"<div><font size=5>{TITLE}</font><br>{date}<br><br>{'<br><br>'.join(paragraphs)}</div>") == [
        HEADLINE,
        *body(SPEECH, UNION, REPORT, LETTER, END),
    ]


def test_column_of_the_headline() -> None:
    main = f"<h1>{TITLE}</h1>" + "".join(f"<p>{text}</p>" for text in (LEAD, SPEECH, UNION, REPORT))
    beside = f"<b>Elsewhere</b><br>{OTHER}<br>{OTHER_TEXT} {READER}"
    table = "<table><tr><td>Home<td>{}<td>{}</tr></table>"
    expected = [HEADLINE, *body(LEAD, SPEECH, UNION, REPORT)]
    assert page(table.format(main, beside)) == expected
    assert page(table.format(f"<table><tr><td>{main}</table>", beside)) == expected


def test_article_in_rows_of_tables() -> None:
    rows = "".join(f"<table align=left width='100%'><tr><td><p>{text}</p></table>" for text in (SPEECH, UNION, REPORT))
    assert page(f"<table><tr><td><h1>{TITLE}</h1><p>{LEAD}</p><tr><td>{rows}</table>") == [
        HEADLINE,
        *body(LEAD, SPEECH, UNION, REPORT),
    ]


@pytest.mark.parametrize("standfirst", ["Rust.", "It is late, says the port", SPEECH])
def test_first_paragraph_before_the_body(standfirst: str) -> None:
    before = f"<div><h1>{TITLE}</h1></div><p>{standfirst}</p><img>"
    assert page(f"<main>{before}<div>{''.join(f'<p>{text}</p>' for text in (UNION, REPORT, END))}</div></main>") == [
        HEADLINE,
        *body(standfirst, UNION, REPORT, END),
    ]


@given(st.lists(st.sampled_from([LEAD, SPEECH, UNION, REPORT, LETTER, END, CROSSHEAD]), min_size=2, max_size=9))
def test_no_paragraph_is_lost_whatever_ends_it(texts: list[str]) -> None:
    texts = [*texts, END]
    for paragraphs in ("".join(f"<p>{text}</p>" for text in texts), "<br>\n<br>".join(texts)):
        assert page(f"<div><h1>{TITLE}</h1>{paragraphs}</div>") == [HEADLINE, *body(*texts)]
