"""JSON documents: agencies' ninjs, schema.org, feeds and exports, and this program's own analyses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import bridge, harbour
from read_documents import article_in, articles_of, blocks_of

from quotes.records import Article

SAID = "The ferries will sail again, said Anna Berg."


def test_ninjs_1() -> None:
    item = {
        "uri": "https://agency.example/2026/ferries",
        "type": "text",
        "headline": "Ferries to sail",
        "byline": "Jo Lind",
        "versioncreated": "2026-05-03T10:00:00Z",
        "language": "en-GB",
        "body_html": f"<p>{SAID}</p><blockquote><p>“Soon.”</p></blockquote>",
    }
    article = article_in(json.dumps(item), "item.json")
    assert blocks_of(article) == [("headline", "Ferries to sail"), ("body", SAID), ("quotation", "“Soon.”")]
    assert (article.id, article.url) == (f"item.json#{item['uri']}", item["uri"])
    assert (article.author, article.date, article.language) == ("Jo Lind", "2026-05-03T10:00:00Z", "en-GB")
    assert [block.pointer for block in article.blocks] == [
        "#",
        "#: body > p:nth-of-type(1)",
        "#: body > blockquote:nth-of-type(1) > p:nth-of-type(1)",
    ]
    both = article_in(json.dumps({**item, "body_text": SAID}), "item.json")
    assert both.text == f"Ferries to sail\n\n{SAID}"


def test_ninjs_2() -> None:
    item = {
        "uri": "urn:agency:7",
        "by": "Jo Lind",
        "headlines": [{"role": "short", "value": "Ferries"}, {"role": "main", "value": "Ferries to sail"}],
        "bodies": [{"role": "web", "contenttype": "text/html", "value": f"<p>{SAID}</p>"}],
    }
    article = article_in(json.dumps(item), "item.json")
    assert blocks_of(article) == [("headline", "Ferries to sail"), ("body", SAID)]
    assert (article.author, article.url) == ("Jo Lind", None)


def test_json_ld() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "The News"},
            {
                "@type": "NewsArticle",
                "@id": "https://news.example/1",
                "headline": "Ferries",
                "author": [{"@type": "Person", "name": "Jo Lind"}, {"@type": "Person", "name": "Mina Okafor"}],
                "datePublished": "2026-05-03",
                "inLanguage": "en",
                "articleBody": SAID,
            },
        ],
    }
    article = article_in(json.dumps(graph), "page.json")
    assert (article.author, article.date, article.language) == ("Jo Lind, Mina Okafor", "2026-05-03", "en")
    assert article.text == f"Ferries\n\n{SAID}"
    alone = article_in(json.dumps(graph["@graph"][1]), "page.json")
    assert alone.text == article.text


def test_json_feed_and_exports() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The News",
        "items": [
            {"id": "1", "content_html": f"<p>{SAID}</p>", "authors": [{"name": "Jo Lind"}], "date_published": "2026"},
            {"id": "2", "title": "Wind", "content_text": "It blows."},
        ],
    }
    first, second = articles_of(json.dumps(feed), "feed.json")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, first.text, first.author, first.date) == ("feed.json#1", SAID, "Jo Lind", "2026")
    assert (second.id, second.text, second.blocks[1].pointer) == ("feed.json#2", "Wind\n\nIt blows.", "#/items/1")
    posts = [
        {"id": 5, "title": {"rendered": "Berg&#8217;s <em>ferries</em>"}, "content": {"rendered": f"<p>{SAID}</p>"}}
    ]
    assert article_in(json.dumps(posts), "posts.json").title == "Berg’s ferries"


def test_an_array_with_bad_objects() -> None:
    data = json.dumps([{"text": "One."}, {"title": "x"}, 5, {"text": ["Two.", "Three."]}])
    first, *bad, last = articles_of(data, "a.json")
    assert bad == ["a.json, #/1: no text", "a.json, #/2: not a JSON object"]
    assert isinstance(first, Article) and isinstance(last, Article)
    assert (first.id, last.id, last.text) == ("a.json#1", "a.json#4", "Two.\n\nThree.")


def test_own_analyses() -> None:
    data = json.dumps([harbour("a.txt").to_dict(), bridge("b.txt").to_dict()])
    first, second = articles_of(data, "old.json")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.id, second.id) == ("old.json#a.txt", "old.json#b.txt")
    assert second.text == bridge().article.text.strip()


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ('{"text": "x"', {}, "a.json is not JSON: Expecting ',' delimiter in line 1, column 13"),
        ("[" * 100_000, {}, "a.json cannot be read as JSON: maximum recursion depth exceeded while decoding a JSON"
         " array from a unicode string"),
        ("[]", {}, "a.json has no JSON objects"),
        ('"text"', {}, "a.json has no JSON objects"),
        ('{"story": "x"}', {}, "a.json has no field text, body, content or article: its fields are story; name one with"
         " --text-field"),
        ('[{"text": "x"}, {"y": 1}]', {"title_field": "kop"}, "a.json has no field kop: its fields are text, y"),
        ('{"text": 1' + "0" * 5000 + "}", {}, "a.json cannot be read as JSON: Exceeds the limit (4300 digits) for"
         " integer string conversion: value has 5001 digits; use sys.set_int_max_str_digits() to increase the limit"),
    ],
)  # fmt: skip
def test_json_without_articles(data: str, options: dict[str, str], message: str) -> None:
    assert articles_of(data, "a.json", **options) == [message]


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "value", "role", "rendered", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=9,
)
NAMES = st.sampled_from(
    ["text", "body", "id", "title", "bodies", "author", "date", "article", "schema_version", "items"]
)


@given(st.dictionaries(NAMES, VALUES, max_size=6) | st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=3))
def test_any_json_is_read(value: object) -> None:
    articles_of(json.dumps(value), "a.json")
