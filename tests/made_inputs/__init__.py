"""Documents that newsrooms get and have, made from articles: pages, mails, feeds, exports and files of offices.

They are made after the markup of real systems and apart from the readers of `quotes`, which are measured by them. The
same articles and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from random import Random

from made_inputs import (
    agency_exports,
    feed_exports,
    mail_layouts,
    pdf_layouts,
    row_exports,
    text_exports,
    word_layouts,
)
from made_inputs.furniture import Furniture
from made_inputs.news_copy import NewsCopy, news_copy
from made_inputs.web_pages import SKELETONS, web_page

__all__ = ["LAYOUTS", "Layout", "MadeDocument", "make_documents"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to write articles down: format and name, suffix of its files, and the function that makes the bytes.

    ``articles`` is how many articles a document has; all their characters have to be in ``encoding``. ``options`` are
    those of `quotes.readers.raw_document.ReadingOptions` which a user would give.
    """

    format: str
    name: str
    suffix: str
    make: Callable[..., bytes]
    articles: int = 1
    encoding: str = "utf-8"
    options: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document: the name of its file, its bytes, its layout, and the texts whose statements it should give.

    ``furniture`` is what stands around the articles, pairs of the place and a text, none of which belongs to them.
    """

    name: str
    data: bytes
    layout: Layout
    texts: tuple[str, ...]
    furniture: tuple[tuple[str, str], ...]


_BODY = {"text_field": "Body", "title_field": "Headline", "id_field": "ID", "date_field": "Published"}
_CMS = {"text_field": "body", "title_field": "headline", "id_field": "uuid", "date_field": "published"}
_REPAIR = {"repair": True}

_FILES = (
    Layout("docx", "reporter's copy", ".docx", word_layouts.reporters_copy),
    Layout("docx", "press release", ".docx", word_layouts.release_on_letterhead),
    Layout("pdf", "press release", ".pdf", pdf_layouts.release_pdf, encoding="cp1252"),
    Layout("pdf", "newspaper", ".pdf", pdf_layouts.newspaper_pdf, encoding="cp1252"),
    Layout("pdf", "printed page", ".pdf", pdf_layouts.printed_page, encoding="cp1252"),
    Layout("mail", "flowed", ".eml", mail_layouts.flowed_mail),
    Layout("mail", "reply", ".eml", mail_layouts.reply_mail),
    Layout("mail", "outlook", ".eml", mail_layouts.outlook_mail),
    Layout("mail", "newsletter", ".eml", mail_layouts.newsletter_mail),
    Layout("jsonl", "plain", ".jsonl", row_exports.json_lines, 3),
    Layout("jsonl", "html bodies", ".jsonl", row_exports.json_lines_with_html, 2, options=_CMS),
    Layout("csv", "semicolons", ".csv", row_exports.csv_with_semicolons, 2, "cp1252", _BODY),
    Layout("csv", "commas", ".csv", row_exports.csv_with_commas, 3, options=_BODY),
    Layout("feed", "rss content", ".xml", feed_exports.wordpress_feed, 3),
    Layout("feed", "rss description", ".rss", feed_exports.description_feed, 2),
    Layout("feed", "atom", ".atom", feed_exports.atom_feed, 2),
    Layout("newsml", "newsml-g2", ".xml", agency_exports.newsml),
    Layout("json", "ninjs 1", ".json", agency_exports.ninjs),
    Layout("json", "ninjs 2", ".json", agency_exports.ninjs_2),
    Layout("markdown", "front matter", ".md", text_exports.markdown),
    Layout("text", "cp1252", ".txt", text_exports.cp1252_text, encoding="cp1252"),
    Layout("text", "mojibake", ".txt", text_exports.mojibake_text, options=_REPAIR),
    Layout("text", "entities", ".txt", text_exports.entity_text, options=_REPAIR),
)

_PAGES = tuple(Layout("html", each.name, ".html", partial(web_page, skeleton=each)) for each in SKELETONS)

LAYOUTS = (*_PAGES, *_FILES)
"""All layouts: each format, and of pages each skeleton."""


def make_documents(articles: Iterable[str], seed: int) -> Iterator[MadeDocument]:
    """Yield documents without end, layout by layout, from plain texts of articles, which are used in a drawn order.

    Raises ValueError if no article fits a layout.
    """
    random = Random(f"documents {seed}")
    copies = [news_copy(text, random) for text in articles]
    waiting: list[NewsCopy] = []
    for number, layout in enumerate(cycle(LAYOUTS)):
        chosen = []
        for _ in range(layout.articles):
            if not any(copy.fits(layout.encoding) for copy in waiting):
                waiting += random.sample(copies, len(copies))
            chosen.append(_next_that_fits(waiting, layout))
        yield _document(number, layout, chosen, seed)


def _next_that_fits(waiting: list[NewsCopy], layout: Layout) -> NewsCopy:
    for number, copy in enumerate(waiting):
        if copy.fits(layout.encoding):
            return waiting.pop(number)
    raise ValueError(f"no article has only characters of {layout.encoding}")


def _document(number: int, layout: Layout, copies: Sequence[NewsCopy], seed: int) -> MadeDocument:
    furniture = Furniture(Random(f"document {number} {seed}"))
    data = layout.make(copies[0] if layout.articles == 1 else copies, furniture)
    name = f"{number:03}-{layout.format}-{layout.name.replace(' ', '-').replace(chr(39), '')}{layout.suffix}"
    return MadeDocument(name, data, layout, tuple(copy.text for copy in copies), tuple(furniture.written))
