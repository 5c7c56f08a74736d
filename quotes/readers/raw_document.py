"""Documents as they come: bytes with a name, and the options with which they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from quotes.readers.text_encoding import DecodedText, decoded
from quotes.readers.text_file import MOST_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Options of reading.

    ``encoding`` is the name of a text encoding, None for that which the document says or seems to have. No document of
    more than ``max_size`` bytes is read. ``format`` is the name of a format of `quotes.readers.input_formats`, None for
    that which the document seems to have. The fields are those of rows that have the text, the id, the title and the
    date of an article, None for the usual names. With ``repair``, mojibake and entities in text become the characters
    that were meant. ``fetch`` allows addresses on the web, ``allow_private`` also those of private networks.
    """

    encoding: str | None = None
    max_size: int = MOST_BYTES
    format: str | None = None
    text_field: str | None = None
    id_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    repair: bool = False
    fetch: bool = False
    allow_private: bool = False


@dataclass(frozen=True)
class RawDocument:
    """A document: its bytes, its name for messages, the encoding that its transport says, and the options."""

    data: bytes
    name: str
    options: ReadingOptions = field(default_factory=ReadingOptions)
    declared_encoding: str | None = None

    @cached_property
    def decoded(self) -> DecodedText:
        """The text of a document that is all text, and whether its encoding is a guess. Raises `ReadError`."""
        return decoded(self.data, self.name, self.options.encoding, self.declared_encoding)

    @property
    def text(self) -> str:
        """The text of a document that is all text, decoded. Raises `ReadError`."""
        return self.decoded.text
