"""Encodings of XML: those of the options, the transport and the declaration."""

from __future__ import annotations

import pytest

from quotes.errors import ReadError
from quotes.readers.raw_document import RawDocument, ReadingOptions
from quotes.readers.xml_text import xml_bytes

CZECH = "<?xml version='1.0' encoding='iso-8859-2'?><rss>Žďár</rss>"


def test_the_declaration_names_the_encoding() -> None:
    assert xml_bytes(RawDocument(CZECH.encode("iso-8859-2"), "a.xml")).decode() == CZECH
    assert xml_bytes(RawDocument(CZECH.encode(), "a.xml")).decode() == CZECH
    assert xml_bytes(RawDocument(b"\xef\xbb\xbf\n<rss/>", "a.xml")) == b"<rss/>"
    utf_16 = CZECH.replace("iso-8859-2", "utf-16")
    assert xml_bytes(RawDocument(utf_16.encode("utf-16"), "a.xml")).decode() == utf_16


def test_options_and_transport_know_better() -> None:
    data = CZECH.encode("cp1250")
    assert xml_bytes(RawDocument(data, "a", ReadingOptions(encoding="cp1250"))).decode() == CZECH
    assert xml_bytes(RawDocument(data, "a", declared_encoding="cp1250")).decode() == CZECH


def test_bytes_of_another_encoding() -> None:
    with pytest.raises(ReadError, match=r"^a\.xml is not ASCII: byte 0xc5 at offset 48 cannot be decoded"):
        xml_bytes(RawDocument(CZECH.encode(), "a.xml", ReadingOptions(encoding="ascii")))
