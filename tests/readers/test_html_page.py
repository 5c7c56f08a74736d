"""The reader of HTML pages: the text of an article and nothing else, where it is, and what the page says of it."""

from __future__ import annotations

import re
import time
from html import escape

import pytest
from cms_pages import (
    CROSSHEAD,
    END,
    HEADLINE,
    LEAD,
    LETTER,
    OTHER,
    OTHER_TEXT,
    PAGES,
    READER,
    REPORT,
    SPEECH,
    TITLE,
    UNION,
    body,
)  # fmt: skip
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.readers.extract import Extract, article_of
from quotes.readers.html_page import extracts
from quotes.readers.html_tree import page_tree
from quotes.readers.input_formats import format_of
from quotes.readers.raw_document import RawDocument, ReadingOptions

TOP = f"<!DOCTYPE html><html lang=en><title>{TITLE} | Post</title><nav><a href=/>Home</a> <a href=/n>“News”</a></nav>"


def extract_of(markup: str | bytes, encoding: str | None = None, declared: str | None = None) -> Extract:
    data = markup if isinstance(markup, bytes) else markup.encode()
    [found] = extracts(RawDocument(data, "page.html", ReadingOptions(encoding=encoding), declared))
    assert isinstance(found, Extract)
    return found


def blocks_of(markup: str | bytes) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in extract_of(markup).pieces]


def texts_of(markup: str | bytes, encoding: str | None = None, declared: str | None = None) -> list[str]:
    return [piece.text for piece in extract_of(markup, encoding, declared).pieces]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_content_management_systems(name: str) -> None:
    page = PAGES[name]
    encoding = "cp1252" if name == "tables" else "utf-8"
    found = extract_of(page.markup.encode(encoding))
    assert [(piece.kind, piece.text) for piece in found.pieces] == page.blocks
    assert (found.title, found.author, found.date) == (TITLE, page.author, page.date)
    article = article_of(found, "page.html")
    assert [(b.kind, article.text[b.start : b.end]) for b in article.blocks] == page.blocks


def test_address_and_language() -> None:
    found = extract_of(PAGES["wordpress-classic"].markup)
    assert (found.url, found.language) == ("https://post.example/2026/03/cranes/", "en")


@pytest.mark.parametrize("name", PAGES)
def test_each_pointer_finds_the_element_of_its_text(name: str) -> None:
    markup = PAGES[name].markup
    tree = page_tree(markup, name)
    for piece in extract_of(markup).pieces:
        [element] = tree.cssselect(piece.pointer)
        shown = re.sub(r"\s+", " ", "".join(element.itertext()))
        assert re.sub(r"\s+", " ", piece.text) in shown


def test_pointers_are_those_of_a_browser() -> None:
    markup = (
        f"<div id='a b'><p><div>{LEAD}</div></p><p>{SPEECH}</p><table><tr><td>{UNION}</td></tr></table>"
        f"<h2><p>{CROSSHEAD}</p></h2><x:y>Odd.</x:y><p id=same>{REPORT}</p><p id=same>{END}</p></div>"
    )
    assert [piece.pointer for piece in extract_of(markup).pieces] == [
        '[id="a b"] > div:nth-of-type(1)',
        '[id="a b"] > p:nth-of-type(3)',
        '[id="a b"] > table:nth-of-type(1) > tbody:nth-of-type(1) > tr:nth-of-type(1) > td:nth-of-type(1)',
        '[id="a b"] > h2:nth-of-type(1) > p:nth-of-type(1)',
        '[id="a b"]',
        '[id="a b"] > p:nth-of-type(4)',
        '[id="a b"] > p:nth-of-type(5)',
    ]


HARD = {
    "speech split by links": (
        f"<main><h1>{TITLE}</h1><p>“<a href=/a>We will pay</a>,” <a href=/b>he said</a>.</p>"
        f"<p><a href=/c>“It is</a> <em>la</em>te<sup>1</sup>,” she said.</p><p><a href=/d>{LEAD}</a></p></main>",
        [HEADLINE, *body("“We will pay,” he said.", "“It is late1,” she said.", LEAD)],
    ),
    "block quotations with speakers": (
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><blockquote><p>{SPEECH}</p><footer>— <cite>Ilse Varn</cite></footer>"
        f"</blockquote><figure><blockquote>{REPORT}</blockquote><figcaption>Anna Berg</figcaption></figure>"
        f"<figure><img><figcaption>{OTHER_TEXT}</figcaption></figure><p>{END}</p></article>",
        [
            HEADLINE, *body(LEAD), ("quotation", SPEECH), ("quotation", "— Ilse Varn"), ("quotation", REPORT),
            ("quotation", "Anna Berg"), *body(END),
        ],
    ),
    "live blog": (
        f"<main><h1>{TITLE}</h1><div><article id=p1><time>10:31</time><h2><a href=#p1>{CROSSHEAD}</a></h2>"
        f"<p class=byline>Mara Lind</p><p>{LEAD}</p><p>{SPEECH}</p></article>"
        f"<article id=p2><span>09:12 GMT</span><h2>Union reacts</h2><p>{UNION}</p></article></div></main>",
        [HEADLINE, ("heading", CROSSHEAD), *body(LEAD, SPEECH), ("heading", "Union reacts"), *body(UNION)],
    ),
    "questions and answers": (
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><p><b>Why now?</b></p><p>Rust.</p><p><b>Who pays?</b><br>The city.</p>"
        f"<p><strong>Q:</strong> When?</p><dl><dt>Where?</dt><dd>Here.</dd></dl></article>",
        [HEADLINE, *body(LEAD, "Why now?", "Rust.", "Who pays?\nThe city.", "Q: When?", "Where?", "Here.")],
    ),
    "list": (
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><div><h2>1. The northern crane</h2><p>{REPORT}</p></div>"
        f"<div><h2>2. The southern crane</h2><p>{LETTER}</p></div>"
        "<ol><li><b>Rust.</b> It is old.<li>Money</ol></article>",
        [
            HEADLINE, *body(LEAD), ("heading", "1. The northern crane"), *body(REPORT),
            ("heading", "2. The southern crane"), *body(LETTER, "Rust. It is old.", "Money"),
        ],
    ),
    "paywall": (
        f"<article><h1>{TITLE}</h1><p class=paywall>{LEAD}</p><p class=paywall>{SPEECH}</p><div class=subscribe-prompt>"
        "<h3>Read on</h3><p>“Unlimited” access.</p></div><p>To continue reading, please subscribe.</p>"
        "<p>Already a subscriber? <a href=/l>Log in</a></p></article>",
        [HEADLINE, *body(LEAD, SPEECH)],
    ),
    "other articles without telling names": (
        f"<div><h1>{TITLE}</h1><p>{LEAD}</p><div><h4>More on this story</h4><div><a href=/b><h5>{OTHER}</h5></a>"
        f"<p>{OTHER_TEXT}</p></div></div><p>{SPEECH}</p><h3>Related stories</h3><ul><li><a href=/b>{OTHER}</a></ul>"
        f"<p>{UNION}</p><p>{REPORT}</p><p>{END}</p><div><p><b>Recommended</b></p><p>{OTHER_TEXT}</p></div>"
        f"<div><h3>Comments (2)</h3><div><p>{READER}</p></div></div></div>",
        [HEADLINE, *body(LEAD, SPEECH, UNION, REPORT, END)],
    ),
    "many comments": (
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SPEECH}</p></article><section><h2>9 comments</h2>"
        + f"<div><b>Jo</b><p>{READER}</p></div>" * 9
        + "</section>",
        [HEADLINE, *body(LEAD, SPEECH)],
    ),
    "pull quotes": (
        f"<article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SPEECH}</p><blockquote>We cannot wait for another winter<br>— Varn"
        f"</blockquote><p>{UNION}</p><div class=c-pull-quote>“The plan is a gamble with our jobs”</div>"
        f"<aside>“We cannot wait”</aside><blockquote>We can wait.</blockquote></article>",
        [HEADLINE, *body(LEAD, SPEECH, UNION), ("quotation", "We can wait.")],
    ),
    "body in pieces": (
        f"<article><h1>{TITLE}</h1><p class=standfirst>Rust.</p><div>By Mara Lind</div>"
        f"<div><p>{LEAD}</p></div><div><p>{SPEECH}</p><p>{UNION}</p></div><div class=ad>“Buy!”</div>"
        f"<div><p>{REPORT}</p></div><div><p>{END}</p></div></article>",
        [HEADLINE, *body("Rust.", LEAD, SPEECH, UNION, REPORT, END)],
    ),
    "breaks for paragraphs": (
        f"<div><div>{TITLE}</div><div>{LEAD}<br>\n<br/>{SPEECH}<span><br>&nbsp;<br>{UNION}</span></div></div>",
        [HEADLINE, *body(LEAD, SPEECH, UNION)],
    ),
    "escaped twice, and marks by number and by element": (
        f"<h1>{TITLE}</h1><p>&amp;ldquo;Yes,&amp;rdquo; he said. &#147;No,&#148; <q>or <q>so</q></q>. {LEAD}</p>",
        [HEADLINE, *body(f"“Yes,” he said. “No,” “or ‘so’”. {LEAD}")],
    ),
    "short": (
        "<div><h1>Port shut</h1><p>The port is shut, Varn said.</p></div><ul><li><a href=/a>About</a></ul>"
        "<footer><p>The Post is published daily by the Post company of Ostermund.</p></footer>",
        [("headline", "Port shut"), *body("The port is shut, Varn said.")],
    ),
    "one form around the page": (
        f"<form id=f><div><a href=/>Home</a></div><div><h1>{TITLE}</h1><p>{LEAD}</p><p>{SPEECH}</p></div></form>",
        [HEADLINE, *body(LEAD, SPEECH)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_hard_pages(name: str) -> None:
    markup, expected = HARD[name]
    assert blocks_of(TOP + markup) == expected


def test_piece_of_a_page() -> None:
    assert blocks_of(f"<p>{LEAD}</p>\n<p>{SPEECH}</p>") == body(LEAD, SPEECH)


def test_text_that_only_the_metadata_have() -> None:
    data = f'{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{LEAD}\\n\\n{END}"}}'
    found = extract_of(f'{TOP}<div id=app></div><script type="application/ld+json">{data}</script>')
    assert [(piece.text, piece.pointer) for piece in found.pieces] == [(LEAD, None), (END, None)]
    assert found.title == TITLE


@pytest.mark.parametrize("data", ["{", "[]", "null", '{"@type":["NewsArticle",1],"author":[1,{"name":2}]}', "[" * 9999])
def test_metadata_that_make_no_sense(data: str) -> None:
    assert texts_of(f'<script type="application/ld+json">{data}</script><p>{LEAD}</p>') == [LEAD]


@pytest.mark.parametrize(
    ("before", "codec", "encoding", "declared"),
    [
        ("", "utf-8", None, None),
        ("", "utf-8-sig", None, "cp1252"),
        ("", "utf-16", None, None),
        ("", "cp1252", None, None),
        ("", "cp1252", None, "ISO-8859-1"),
        ("", "mac-roman", None, "macintosh"),
        ("", "mac-roman", "mac-roman", "utf-8"),
        ("<meta charset=windows-1252>", "cp1252", None, None),
        ("<meta charset=utf-16>", "utf-8", None, None),
        ("<meta charset=nonsense>", "utf-8", None, None),
        ("<meta charset=us-ascii>", "utf-8", None, "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252", None, None),
    ],
)
def test_encodings(before: str, codec: str, encoding: str | None, declared: str | None) -> None:
    assert texts_of(f"{before}<p>{SPEECH}</p>".encode(codec), encoding, declared) == [SPEECH]


def test_a_wrong_encoding_is_said() -> None:
    with pytest.raises(ReadError, match=r"page\.html is not UTF-8: byte 0x93"):
        texts_of(f"<p>{SPEECH}</p>".encode("cp1252"), "utf-8")


def test_a_page_that_declares_its_encoding_is_recognised() -> None:
    page = RawDocument(PAGES["tables"].markup.encode("cp1252"), "page")
    found = format_of(page)
    assert found is not None
    assert found.name == "html"


@pytest.mark.parametrize(
    "markup",
    ["", " ", "<html></html>", "<script>“x”</script>", f"{TOP}<ul><li><a href=/1>One</a><li><a href=/2>Two</a></ul>"],
)
def test_no_article(markup: str) -> None:
    with pytest.raises(ReadError, match=r"page\.html has no text"):
        texts_of(markup)


@pytest.mark.parametrize(
    "around",
    ["<div>" * 10_000, "<b><p>" * 3_000, "<table><tr><td>" * 2_000, "<p title='" * 9_999 + "'>", "</p>" * 9_999],
    ids=["deep", "bold", "tables", "marks", "ends"],
)
def test_broken_markup(around: str) -> None:
    assert texts_of(f"{around}<p>{LEAD}</p><p>{SPEECH}") == [LEAD, SPEECH]


def test_time_grows_with_size_only() -> None:
    def seconds(size: int) -> float:
        rest = "".join(f"<p>{UNION} {n}</p><blockquote>{REPORT}</blockquote><h3>Related</h3>" for n in range(size))
        start = time.process_time()
        extract_of(TOP + f"<h1>{TITLE}</h1>" + rest)
        return time.process_time() - start

    seconds(100)
    assert seconds(2000) < 40 * seconds(200)


INLINE = (
    "{}",
    "<em>{}</em>",
    "<a href='/x'>{}</a>",
    "<span>{}</span>",
    "<b><i>{}</i></b>",
    "<sup>{}</sup>",
    "<!-- x -->{}",
)
SHOWN = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"), max_size=12)
WHITE = st.sampled_from(["", " ", "\n", "\t ", " \n "])


@given(
    st.lists(
        st.lists(st.tuples(WHITE, SHOWN, WHITE, st.sampled_from(INLINE)), min_size=1, max_size=6),
        min_size=1,
        max_size=4,
    )
)
def test_text_is_that_which_a_browser_shows(paragraphs: list[list[tuple[str, str, str, str]]]) -> None:
    beginnings = [f"Varn said in the {number}th of her letters that" for number in range(len(paragraphs))]
    markup, expected = [f"<article><h1>{TITLE}</h1>"], [TITLE]
    for beginning, parts in zip(beginnings, paragraphs, strict=True):
        raw = [f"{before}{text}{after}" for before, text, after, _ in parts]
        tagged = [tag.format(escape(text)) for text, (*_, tag) in zip(raw, parts, strict=True)]
        markup.append(f"<p>{beginning} {''.join(tagged)} indeed.</p>")
        expected.append(re.sub("[ \t\n\f\r]+", " ", f"{beginning} {''.join(raw)} indeed."))
    assert texts_of("".join(markup) + "</article>") == expected
