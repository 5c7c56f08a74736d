"""Edits change their characters in a file and no other byte."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_findings import curled, finding_at
from read_documents import article_in

from quotes.errors import QuotesError
from quotes.lint.fixing import fix
from quotes.lint.lint_rule import Edit, Finding
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.text_file import plain_article
from quotes.records import Article, Span

TEXT = 'Café – “no”.\r\nHe said "yes".\n'


def document(data: bytes, name: str = "a.txt", encoding: str | None = None) -> RawDocument:
    return RawDocument(data, name, ReadingOptions(encoding=encoding))


@pytest.mark.parametrize(
    ("mark", "codec", "named"),
    [
        (b"", "utf-8", None),
        (codecs.BOM_UTF8, "utf-8", None),
        (codecs.BOM_UTF16_LE, "utf-16-le", None),
        (codecs.BOM_UTF16_BE, "utf-16-be", None),
        (codecs.BOM_UTF32_BE, "utf-32-be", None),
        (b"", "cp1252", None),
        (b"", "mac_roman", None),
        (b"", "utf-16-le", "utf-16-le"),
    ],
)
def test_encoding_and_line_ends_stay(mark: bytes, codec: str, named: str | None) -> None:
    given = document(mark + TEXT.encode(codec), encoding=named)
    article = plain_article(given.decoded, "a.txt")
    found = fix(article, [curled(article, '"yes"')], given)
    assert found.data == mark + TEXT.replace('"yes"', "“yes”").encode(codec)
    assert len(found.findings) == 1


@given(st.text(st.sampled_from('ab"\r\n“é\u2028 '), min_size=1), st.data())
def test_nothing_but_the_edits_changes(text: str, data: st.DataObject) -> None:
    article = Article("x" + text, "a.txt")
    findings: list[Finding] = []
    for offset, character in enumerate(article.text):
        if character == '"' and data.draw(st.booleans()):
            findings.append(finding_at(article, '"', "Q501", (Edit(Span(offset, offset + 1), "”"),), after=offset))
    found = fix(article, findings, document(article.text.encode()))
    offsets = {one.edits[0].span.start for one in findings}
    expected = "".join("”" if offset in offsets else each for offset, each in enumerate(article.text))
    assert found.data.decode() == expected
    assert list(found.findings) == findings


def test_an_edit_is_made_once_and_what_overlaps_it_not_at_all() -> None:
    article = Article('He said "yes" and "no".', "a.txt")
    yes, no = curled(article, '"yes"'), curled(article, '"no"')
    other = finding_at(article, "and", "Q502", (Edit(Span(12, 14), "”,"), Edit(Span(14, 17), "or")))
    found = fix(article, [yes, yes, other, no], document(article.text.encode()))
    assert (found.data.decode(), found.findings) == ("He said “yes” and “no”.", (yes, yes, no))


def test_markdown_is_changed_where_it_has_the_words_as_they_are() -> None:
    source = '# Ferries\n\n**Berg** said\n"yes".\n\nLund said &quot;no&quot; and "never".\n\n> He said\n> "so".\n'
    article = article_in(source, "a.md")
    findings = [curled(article, words) for words in ('"yes"', '"no"', '"never"', '"so"')]
    found = fix(article, findings, document(source.encode(), "a.md"))
    assert found.data.decode() == source.replace('"yes"', "“yes”").replace('"so"', "“so”")
    assert list(found.findings) == [findings[0], findings[3]]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"<html><body><p>He said \"yes\".</p></body></html>", "a.html", "a.html: --fix changes plain text and Markdown"
         " only, and this is HTML"),
        (b'He said "yes"!', "a.txt", "a.txt: not fixed, for the file is not the text that was read"),
        (b'He said "yes".\xef', "a.txt", "a.txt: not fixed, for the file is not the text that was read"),
    ],
)  # fmt: skip
def test_what_is_not_changed(data: bytes, name: str, message: str) -> None:
    article = Article('He said "yes".', name)
    with pytest.raises(QuotesError) as raised:
        fix(article, [curled(article, '"yes"')], document(data, name))
    assert str(raised.value) == message


def test_an_encoding_without_the_new_marks() -> None:
    given = document('He said "café".'.encode("iso8859-15"), encoding="iso8859-15")
    article = plain_article(given.decoded, "a.txt")
    with pytest.raises(QuotesError, match="its encoding, iso8859-15, has no “: save it as UTF-8"):
        fix(article, [curled(article, '"café"')], given)
