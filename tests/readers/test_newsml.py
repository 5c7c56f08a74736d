"""NewsML-G2 and NITF: headline, dateline, byline and body told apart; no entity does harm."""

from __future__ import annotations

import socket
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_documents import article_in, articles_of, blocks_of

from quotes.records import Article

G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
META = """<itemMeta><versionCreated>2026-05-03T10:00:00Z</versionCreated></itemMeta>
<contentMeta><creator><name>Agency</name></creator>{by}<dateline>KEBO, May 3 (Agency) -</dateline><language tag="en"/>
<headline>Ferries to
 sail</headline></contentMeta>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>no</title></head><body><p>The ferries will sail, said <a href="x">Anna Berg</a>.<!-- no --></p>
<blockquote><p>“Soon,” she said.</p></blockquote><h2>Wind</h2>
<p>Line one,<br/>line two.</p><p> </p></body></html></inlineXML>"""
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>no</title>
<docdata><doc-id id-string="agency-7"/><date.issue norm="20260503"/></docdata></head>
<body><body.head><hedline><hl1>Ferries to sail</hl1></hedline><byline>By <person>Jo Lind</person></byline>
<dateline><location>KEBO</location>, May 3</dateline></body.head>
<body.content><block><p>The ferries will sail, said <person>Anna Berg</person>.</p><media>
<media-caption>no</media-caption></media><hl2>Wind</hl2><bq><block><p>Soon.</p></block></bq>
<p>He said <q>no</q>.</p></block></body.content>
<body.end>no</body.end></body></nitf>"""


def item(content: str, guid: str = "urn:agency:1", by: str = "<by>By Jo Lind</by>") -> str:
    return (
        f'<newsItem {G2} guid="{guid}" xml:lang="de">{META.format(by=by)}<contentSet>{content}</contentSet></newsItem>'
    )


def test_xhtml() -> None:
    article = article_in('<?xml version="1.0" encoding="iso-8859-1"?>\n' + item(XHTML), "item.xml")
    assert blocks_of(article) == [
        ("headline", "Ferries to sail"),
        ("dateline", "KEBO, May 3 (Agency) -"),
        ("body", "The ferries will sail, said Anna Berg."),
        ("quotation", "“Soon,” she said."),
        ("heading", "Wind"),
        ("body", "Line one,\nline two."),
    ]
    assert (article.id, article.title, article.author) == ("item.xml#urn:agency:1", "Ferries to sail", "Jo Lind")
    assert (article.date, article.language, article.url) == ("2026-05-03T10:00:00Z", "en", None)
    assert article.blocks[2].pointer == "line 6"


def test_nitf_in_an_item_and_by_itself() -> None:
    body = [
        ("headline", "Ferries to sail"),
        ("dateline", "KEBO, May 3"),
        ("body", "The ferries will sail, said Anna Berg."),
        ("heading", "Wind"),
        ("quotation", "Soon."),
        ("body", "He said “no”."),
    ]
    alone = article_in(NITF, "a.xml")
    assert blocks_of(alone) == body
    assert (alone.id, alone.author, alone.date, alone.title) == (
        "a.xml#agency-7",
        "Jo Lind",
        "20260503",
        "Ferries to sail",
    )
    inside = article_in(item(f"<inlineXML>{NITF}</inlineXML>", by=""), "a.newsml")
    assert blocks_of(inside) == [body[0], ("dateline", "KEBO, May 3 (Agency) -"), *body[2:]]
    assert inside.author == "Jo Lind"


def test_messages_have_several_items() -> None:
    plain = '<inlineData contenttype="text/plain">One, said Jo.\n\nTwo, said Jo.</inlineData>'
    picture = item('<remoteContent href="https://news.example/x.jpg"/>', "urn:agency:2")
    items = [item(XHTML), picture, item(plain, "https://news.example/3", by="")]
    first, last = articles_of(f"<newsMessage {G2}><itemSet>{''.join(items)}</itemSet></newsMessage>", "m.xml")
    assert isinstance(first, Article) and isinstance(last, Article)
    assert (first.id, last.id) == ("m.xml#urn:agency:1", "m.xml#https://news.example/3")
    assert (last.url, last.author) == ("https://news.example/3", "Agency")
    assert last.text.endswith("One, said Jo.\n\nTwo, said Jo.")


def test_a_dateline_that_the_text_has_is_not_repeated() -> None:
    text = XHTML.replace("The ferries", "KEBO, May 3 (Agency) - The ferries")
    assert article_in(item(text), "a.xml").text.count("KEBO") == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f"<newsMessage {G2}/>", "a.newsml has no news item with a text"),
        (item("<inlineXML/>"), "a.newsml has no news item with a text"),
        (item(XHTML)[:-11], "a.newsml is not well-formed XML: Premature end of data in tag newsItem line 1"),
        ("not XML", "a.newsml is not well-formed XML: Start tag expected, '<' not found"),
        (item(XHTML.replace("Berg", "&berg;")), "a.newsml is not well-formed XML: Entity 'berg' not defined"),
    ],
)
def test_documents_without_articles(data: str, message: str) -> None:
    (found,) = articles_of(data, "a.newsml")
    assert isinstance(found, str) and found.startswith(message)


def test_entities_are_not_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    types = (
        f'<!DOCTYPE newsItem SYSTEM "http://news.example/x.dtd" [<!ENTITY l0 "lol">{levels}'
        '<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY web SYSTEM "http://news.example/"><!ENTITY nbsp "&#160;">]>'
    )
    for entity, text in [("&file;", "&file;"), ("&web;", "&web;"), ("&nbsp;x", "\xa0x")]:
        article = article_in(types + item(XHTML.replace("Anna Berg", f"Anna {entity} Berg")), "a.newsml")
        assert f"said Anna {text} Berg." in article.text
    (bomb,) = articles_of(types + item(XHTML.replace("Anna Berg", "&l11;")), "a.newsml")
    assert isinstance(bomb, str) and bomb.startswith("a.newsml is not well-formed XML: Maximum entity amplification")


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cn"]), min_size=1))
)
def test_all_text_is_kept(words: list[str]) -> None:
    paragraphs = "".join(f"<p>{escape(word)}</p>" for word in words)
    data = item(f"<inlineXML><html><body><p>x</p>{paragraphs}</body></html></inlineXML>")
    article = article_in(data, "a.newsml")
    assert article.text.split("\n\n")[2:] == ["x", *words]
