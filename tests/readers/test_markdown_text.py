"""Markdown: what is shown is the text, and everything else is metadata or left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_documents import article_in, blocks_of

from quotes.readers.input_formats import format_of
from quotes.readers.raw_document import RawDocument, ReadingOptions

ARTICLE = """\
---
title: Harbour cranes to be tested
author: [Anna Berg, Jo Lind]
date: 2026-05-03
lang: en
url: https://news.example/cranes
---

Harbour cranes
==============

<!-- to be checked -->
“The **cranes**,” said [Ivan
Petrov](https://example.org "the master"), the harbour master, “are *older* than I\\*am.”<!-- x --> AT&amp;T paid.

![Cranes at dusk, said nobody](cranes.jpg)

```python
print("said the code")
```

## Who pays?

> “Would you insure these?” asked Mina Okafor.
>
> > She did not wait.

* One, said Jo.
1. Two,\\
   said <b>Jo</b>.

    An indented paragraph, said Mina.

| who | what |
|-----|------|
| Jo  | `no` |

<div><p>In HTML, said Jo.</p><script>alert("said")</script></div>

Auto <https://example.org/a_b> ~~gone~~.
"""


def test_an_article() -> None:
    article = article_in(ARTICLE, "cranes.md")
    assert blocks_of(article) == [
        ("headline", "Harbour cranes"),
        (
            "body",
            "“The cranes,” said Ivan Petrov, the harbour master, “are older than I*am.” AT&T paid.",
        ),
        ("heading", "Who pays?"),
        ("quotation", "“Would you insure these?” asked Mina Okafor."),
        ("quotation", "She did not wait."),
        ("body", "One, said Jo."),
        ("body", "Two,\nsaid Jo."),
        ("body", "An indented paragraph, said Mina."),
        ("body", "who | what"),
        ("body", "Jo | no"),
        ("body", "In HTML, said Jo."),
        ("body", "Auto https://example.org/a_b gone."),
    ]
    assert (article.title, article.author) == ("Harbour cranes to be tested", "Anna Berg, Jo Lind")
    assert (article.date, article.language, article.url) == ("2026-05-03", "en", "https://news.example/cranes")
    assert article.blocks[0].pointer == "line 9"
    assert article.blocks[2].pointer == f"line {1 + ARTICLE[: ARTICLE.index('## Who')].count(chr(10))}"


def test_a_title_without_a_heading_is_the_headline() -> None:
    toml = '+++\r\ntitle = "Cranes"\r\ndate = 2026-05-03T10:00:00Z\r\n+++\r\nThey are old, said Jo.\r\n'
    article = article_in(toml, "a.markdown")
    assert blocks_of(article) == [("headline", "Cranes"), ("body", "They are old, said Jo.")]
    assert (article.title, article.date) == ("Cranes", "2026-05-03T10:00:00+00:00")
    again = article_in("---\ntitle: Cranes\n---\nCranes\n\nThey are old, said Jo.\n", "a.md")
    assert again.text == article.text


@pytest.mark.parametrize("front", ["title: [", "date: 2026-99-99", "a: " + "[" * 5000])
def test_broken_front_matter_costs_itself_alone(front: str) -> None:
    article = article_in(f"---\n{front}\n---\nThey are old, said Jo.", "a.md")
    assert article.text == "They are old, said Jo."
    assert [warning.code for warning in article.warnings] == ["broken-front-matter"]
    assert "\n" not in article.warnings[0].message


def test_rules_are_no_front_matter() -> None:
    article = article_in("---\nThey are old, said Jo.\n\n---\n\nMore, said Jo.", "a.md")
    assert article.text == "They are old, said Jo.\n\nMore, said Jo."
    assert not article.warnings


def test_only_the_first_first_level_heading_is_the_headline() -> None:
    article = article_in("## Before\n\n# One\n\n# Two\n\nText.", "a.md")
    assert [kind for kind, _ in blocks_of(article)] == ["heading", "headline", "heading", "body"]
    assert article.title == "One"


def test_what_is_markdown() -> None:
    text = b"# Cranes\n\n*They* are old, said Jo."
    for name in ("a.txt", "standard input"):
        assert format_of(RawDocument(text, name)) is None
    for document in (RawDocument(text, "A.MD"), RawDocument(text, "x", ReadingOptions(format="markdown"))):
        found = format_of(document)
        assert found and found.name == "markdown"
    tagged = format_of(RawDocument(b"He said <b>no</b>.\n\n" * 9 + b"More.", "a.md"))
    assert tagged and tagged.name == "markdown"


@given(st.text(max_size=200))
def test_words_are_kept_in_order_whatever_the_marks(text: str) -> None:
    words = ["".join(filter(str.isalnum, word)) for word in text.split()]
    words = [word for word in words if word.isascii() and word]
    article = article_in("x\n\n" + "\n\n".join(f"**{word}** said" for word in words), "a.md")
    assert article.text == "\n\n".join(["x", *(f"{word} said" for word in words)])


@given(st.text(alphabet="ab*_#>-`[]()<!&;\\|~\n 1.", max_size=60))
def test_any_text_is_read(text: str) -> None:
    article_in(f"{text}\n\nend", "a.md")
