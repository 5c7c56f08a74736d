"""Feeds: one article for each entry, from bytes alone."""

from __future__ import annotations

import socket

import pytest
from read_documents import articles_of, blocks_of

from quotes.records import Article

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The News</title><link>https://news.example/</link><language>en-GB</language>
<item><title>Berg&#8217;s ferries &amp; cranes</title><link>https://news.example/1</link>
<guid isPermaLink="false">n-1</guid>
<pubDate>Sun, 03 May 2026 10:00:00 +0200</pubDate><dc:creator>Jo Lind</dc:creator>
<description>Short, said nobody.</description>
<content:encoded><![CDATA[<p>The ferries will sail, said <b>Anna Berg</b>.</p><script>x</script>
<blockquote>“Soon.”</blockquote><figure><img src="x"><figcaption>A ferry, said nobody.</figcaption></figure>]]>
</content:encoded></item>
<item><title>Wind</title><description>&lt;p&gt;It blows, said Jo &amp;amp; Mina.&lt;/p&gt;</description></item>
<item><title>Only a headline: mayor denies all</title><link>https://news.example/3</link></item>
<item><link>https://news.example/4</link></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The News</title>
<entry><id>tag:news.example,2026:1</id><title type="html">The &lt;i&gt;ferries&lt;/i&gt;</title>
<link href="https://news.example/1"/><updated>2026-05-03T10:00:00Z</updated><author><name>Jo Lind</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They sail, said Jo.</p></div></content></entry>
<entry><id>2</id><title>Plain</title><summary type="text">3 &lt; 4, said Jo.</summary>
<published>in May</published></entry>
</feed>
"""


def test_rss() -> None:
    first, second, third, last = articles_of(RSS, "news.rss")
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Article)
    assert blocks_of(first) == [
        ("headline", "Berg’s ferries & cranes"),
        ("body", "The ferries will sail, said Anna Berg."),
        ("quotation", "“Soon.”"),
    ]
    assert (first.id, first.url, first.author) == ("news.rss#n-1", "https://news.example/1", "Jo Lind")
    assert (first.date, first.language) == ("2026-05-03T08:00:00Z", "en-GB")
    assert (second.id, second.text) == ("news.rss#2", "Wind\n\nIt blows, said Jo & Mina.")
    assert blocks_of(third) == [("headline", "Only a headline: mayor denies all")]
    assert last == "news.rss, entry 4: no text"


def test_atom() -> None:
    first, second = articles_of(ATOM, "standard input")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, first.text) == ("The ferries", "The ferries\n\nThey sail, said Jo.")
    assert (first.id, first.date) == ("standard input#tag:news.example,2026:1", "2026-05-03T10:00:00Z")
    assert (second.text, second.date) == ("Plain\n\n3 < 4, said Jo.", "in May")


def test_rss_1() -> None:
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>News</title></channel>'
        '<item rdf:about="https://news.example/1"><title>Wind</title><description>It blows.</description></item>'
        "</rdf:RDF>"
    )
    (article,) = articles_of(data, "feed.xml")
    assert isinstance(article, Article) and article.text == "Wind\n\nIt blows."


def test_a_feed_that_is_cut_off_keeps_its_entries() -> None:
    found = articles_of(ATOM[: ATOM.index("<entry><id>2")], "news.atom")
    assert isinstance(found[0], Article)
    assert found[1:] == ["news.atom is a broken feed, which may have more entries: no element found in line 5"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "a.rss has no entries"),
        ("Nothing here, said Jo.", "a.rss is a broken feed: syntax error in line 2"),
        ("<rss version='2.0'><channel>", "a.rss is a broken feed: no element found in line 2"),
    ],
)
def test_feeds_without_articles(data: str, message: str) -> None:
    assert articles_of(data, "a.rss") == [message]


def test_entities_are_known_or_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)  # nothing is loaded
    known = RSS.replace("Short, said nobody.", "x&nbsp;y")
    assert isinstance(articles_of(known, "a.rss")[0], Article) and len(articles_of(known, "a.rss")) == 4
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = RSS.replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<rss'
    )
    for entity in ("&l11;", "&f;"):
        found = articles_of(bomb.replace("<title>Wind", f"<title>{entity} Wind"), "a.rss")
        assert not any("root:" in str(each) or "lollol" in getattr(each, "text", "") for each in found)


def test_addresses_in_the_place_of_a_feed_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    (message,) = articles_of("https://news.example/feed.xml", "a.rss")
    assert isinstance(message, str)
    (message,) = articles_of("/etc/passwd", "a.rss")
    assert isinstance(message, str) and "root" not in message


def test_the_description_of_a_picture_is_not_the_text_of_its_entry() -> None:
    data = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>News</title><item>'
        "<title>Wind</title><description>It blows over the whole of the bay, and nobody sails.</description>"
        '<media:content url="a.jpg"><media:description>A sail at noon.</media:description></media:content>'
        "</item></channel></rss>"
    )
    (article,) = articles_of(data, "feed.xml")
    assert (
        isinstance(article, Article) and article.text == "Wind\n\nIt blows over the whole of the bay, and nobody sails."
    )
