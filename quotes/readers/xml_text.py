"""Text of XML documents, in the encoding that their declaration names."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.readers.raw_document import RawDocument

_DECLARED = re.compile(rb"""\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")


def xml_bytes(document: RawDocument) -> bytes:
    """Return an XML document in UTF-8, whatever its declaration still says. Raises `ReadError`.

    Its own encoding is that of the options, of its transport, or of its declaration, in this order; but UTF-8 is read
    as such, whatever is declared.
    """
    declared = _DECLARED.match(document.data)
    if declared and document.declared_encoding is None and not _is_utf_8(document.data):
        document = replace(document, declared_encoding=declared[1].decode("ascii"))
    return document.text.strip().encode("utf-8", "replace")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
