"""Articles of any format are repaired, and say which encoding was guessed, before anything else reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.readers import reading
from quotes.readers.extract import Extract, Piece
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.reading import read_articles
from quotes.records import Article, ArticleWarning

OWN = ArticleWarning("own", "a warning of the format")
BAD, GOOD = "“Itâ€™s over,â€ said RenÃ©e &amp; Co.", "“It’s over,” said Renée & Co."


def article_of(path: Path, **options: object) -> Article:
    (article,) = read_articles(str(path), ReadingOptions(**options))  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path for a file of JSON Lines, of which a stand-in reads the first line."""

    def extracts(document: RawDocument, format: object) -> Iterator[Extract]:
        row = json.loads(document.text.splitlines()[0])
        yield Extract(pieces=[Piece(row["text"]), Piece(row["text"], "caption")], title=row["text"], warnings=(OWN,))

    monkeypatch.setattr(reading, "extracts", extracts)
    return tmp_path / "rows.jsonl"


def write_rows(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.write_bytes(f"{json.dumps({'text': text}, ensure_ascii=False)}\n{{}}\n".encode(encoding))


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BAD, "utf-8")
    assert article_of(path).text == BAD
    assert article_of(path, repair=True).text == GOOD
    path.write_bytes("“Café”".encode("cp1252"))
    article = article_of(path)
    assert (article.text, [one.code for one in article.warnings]) == ("“Café”", ["guessed-encoding"])
    assert article_of(path, encoding="cp1252").warnings == ()


def test_rows(rows: Path) -> None:
    write_rows(rows, BAD)
    article = article_of(rows)
    assert (article.text, article.title, article.warnings) == (f"{BAD}\n\n{BAD}", BAD, (OWN,))
    article = article_of(rows, repair=True)
    assert (article.text, article.title, article.author) == (f"{GOOD}\n\n{GOOD}", GOOD, None)
    assert [article.text[block.start : block.end] for block in article.blocks] == [GOOD, GOOD]
    assert [block.kind for block in article.blocks] == ["body", "caption"]


def test_rows_of_another_encoding(rows: Path) -> None:
    write_rows(rows, "“Café”", "cp1252")
    article = article_of(rows)
    assert article.text == "“Café”\n\n“Café”"
    assert [one.code for one in article.warnings] == ["guessed-encoding", "own"]


FEED = """<rss version="2.0"><channel><title>The News</title>
<item><title>Wind</title><description>It’s over, said Renée Berg.</description></item></channel></rss>"""
NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>It’s over, said Renée Berg.</p></body></html>
</inlineXML></contentSet></newsItem>"""


@pytest.mark.parametrize("document", [FEED, NEWSML])
def test_feeds_and_newsml_of_another_encoding(tmp_path: Path, document: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(document.encode("cp1252"))
    article = article_of(path)
    assert article.text.endswith("It’s over, said Renée Berg.")
    assert [one.code for one in article.warnings] == ["guessed-encoding"]
    path.write_bytes(b'<?xml version="1.0" encoding="windows-1252"?>' + document.encode("cp1252"))
    declared = article_of(path)
    assert (declared.text, declared.warnings) == (article.text, ())


def test_an_unknown_format_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Old.")
    (error,) = read_articles(str(tmp_path / "a.txt"), ReadingOptions(format="odt\n"))
    assert str(error).startswith(f"{tmp_path / 'a.txt'}: unknown format odt\\n: use text, html, docx, pdf, mail,")
