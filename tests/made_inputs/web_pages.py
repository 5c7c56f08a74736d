"""Web pages after the markup of content management systems, each a template in ``skeletons``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from made_inputs.furniture import Furniture
from made_inputs.inline_markup import Entities, InlineMarkup
from made_inputs.news_copy import NewsCopy, is_subhead, quotations

_ENCODINGS = {"utf-8": "utf-8", "windows-1252": "cp1252", "iso-8859-1": "cp1252"}
"""Names that pages declare, and what their bytes are: by the HTML standard, Latin 1 means cp1252."""

_LINE = 96


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The page of a system: the name of its template and what differs from page to page.

    With ``standfirst``, the first paragraph stands above the picture, outside of the body; with ``block_quotations``,
    paragraphs after a colon that are all quotation are block quotations.
    """

    name: str
    entities: tuple[Entities, ...] = ("raw",)
    encodings: tuple[str, ...] = ("utf-8",)
    layouts: tuple[str, ...] = ("as it is",)
    standfirst: bool = False
    block_quotations: bool = False
    inline: float = 0.4


SKELETONS = (
    Skeleton("wordpress-classic", ("decimal",), layouts=("as it is", "minified")),
    Skeleton("wordpress-blocks", ("raw", "decimal"), layouts=("as it is", "minified"), block_quotations=True),
    Skeleton("drupal", ("raw", "named"), layouts=("as it is", "pretty")),
    Skeleton("arc-fusion", ("raw",), layouts=("minified",), standfirst=True),
    Skeleton("ghost", ("raw",), block_quotations=True),
    Skeleton("joomla", ("named", "marks"), ("utf-8", "iso-8859-1"), ("as it is", "pretty")),
    Skeleton("escenic-tables", ("raw", "named", "decimal"), ("windows-1252", "iso-8859-1"), ("as it is", "pretty")),
    Skeleton("old-line-breaks", ("raw", "marks"), ("windows-1252", "iso-8859-1"), inline=0.1),
    Skeleton("amp", ("raw", "hexadecimal"), layouts=("minified", "as it is")),
    Skeleton("nextjs", ("hexadecimal", "raw"), layouts=("minified",), standfirst=True),
    Skeleton("blox", ("raw", "marks"), layouts=("as it is", "pretty")),
    Skeleton("substack", ("raw",), layouts=("minified",)),
    Skeleton("press-room", ("raw",), layouts=("as it is",), standfirst=True, block_quotations=True),
)


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A part of the body: its kind ("paragraph", "figure", "pull", ...), its HTML or text, and a second text."""

    kind: str
    text: str
    more: str = ""


def web_page(copy: NewsCopy, furniture: Furniture, skeleton: Skeleton) -> bytes:
    """Return a page of a system with an article in it."""
    random = furniture.random
    markup = InlineMarkup(random.choice(skeleton.entities), skeleton.inline)
    charset = random.choice(skeleton.encodings)
    template = _environment().get_template(f"{skeleton.name}.html")
    page = template.render(_context(copy, furniture, skeleton, markup) | {"charset": charset})
    page = _LAYOUTS[random.choice(skeleton.layouts)](page)
    return page.encode(_ENCODINGS[charset], "xmlcharrefreplace")


@cache
def _environment() -> Environment:
    folder = FileSystemLoader(Path(__file__).parent / "skeletons")
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _context(copy: NewsCopy, furniture: Furniture, skeleton: Skeleton, markup: InlineMarkup) -> dict[str, Any]:
    """Return what templates can show."""
    random = furniture.random
    has_standfirst = skeleton.standfirst and len(copy.paragraphs) > 3
    address = furniture.address(copy.headline)
    standfirst = markup.paragraph(copy.paragraphs[0], random, address) if has_standfirst else ""
    return {
        "furniture": furniture,
        "random": random,
        "address": address,
        "headline": Markup(markup.escaped(copy.headline)),
        "title": copy.headline,
        "description": copy.paragraphs[0][: random.choice((155, 200, 600))],
        "standfirst": Markup(standfirst),
        "blocks": _blocks(copy, furniture, skeleton, markup, int(has_standfirst)),
        "metadata": Markup(_metadata(copy, furniture, address)),
        "state": Markup(_script_json({"headline": copy.headline, "content_elements": list(copy.paragraphs)})),
        "comments": [furniture.comment() for _ in range(random.randint(2, 5))],
        "related": [furniture.related_title() for _ in range(random.randint(3, 5))],
        "most_read": [furniture.related_title() for _ in range(5)],
        "teasers": [(furniture.related_title(), furniture.teaser()) for _ in range(random.randint(2, 3))],
    }


def _blocks(
    copy: NewsCopy, furniture: Furniture, skeleton: Skeleton, markup: InlineMarkup, first: int
) -> list[PageBlock]:
    """Return the parts of the body: its paragraphs from the first one on, and what an editor puts between them."""
    random = furniture.random
    blocks = []
    before = ""
    for text in copy.paragraphs[first:]:
        kind = "paragraph"
        if is_subhead(text) and before:
            kind = "subhead"
        elif skeleton.block_quotations and before.endswith(":") and text.startswith("“"):
            kind = "quotation"
        inner = markup.escaped(text) if kind == "subhead" else markup.paragraph(text, random, furniture.address(text))
        blocks.append(PageBlock(kind, Markup(inner)))
        before = text
    inserts = list(_inserts(copy, furniture))
    places = sorted(random.randint(1, max(1, len(blocks) - 1)) for _ in inserts)
    for place, insert in reversed(list(zip(places, inserts, strict=True))):
        blocks.insert(place, insert)
    return blocks


def _inserts(copy: NewsCopy, furniture: Furniture) -> list[PageBlock]:
    """Return what stands between paragraphs, in a random order."""
    random = furniture.random
    inserts = [
        PageBlock("advertisement", furniture.notice("advertisement")),
        PageBlock("newsletter", furniture.notice("newsletter")),
        PageBlock("paywall", furniture.notice("paywall")),
    ]
    inserts = random.sample(inserts, random.randint(1, 3))
    inserts.append(PageBlock("figure", furniture.caption(), furniture.credit()))
    inserts += [PageBlock("read more", furniture.related_title()) for _ in range(random.randint(1, 2))]
    if random.random() < 0.3:
        inserts.append(PageBlock("related list", furniture.related_title(), furniture.related_title()))
    if found := quotations(copy):
        inserts.append(
            PageBlock(
                "pull",
                furniture.note("pull quote", random.choice(found)),
                furniture.random.choice(("", furniture.person())),
            )
        )
    random.shuffle(inserts)
    return inserts


def _metadata(copy: NewsCopy, furniture: Furniture, address: str) -> str:
    """Return JSON-LD of the article, in some pages with its whole text."""
    fields: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": furniture.random.choice(("NewsArticle", "ReportageNewsArticle", "Article")),
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "headline": copy.headline[:110],
        "datePublished": furniture.when.isoformat() + "+00:00",
        "author": [{"@type": "Person", "name": furniture.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": furniture.site},
        "description": copy.paragraphs[0],
        "isAccessibleForFree": furniture.random.choice((True, False)),
    }
    if furniture.random.random() < 0.4:
        fields["articleBody"] = copy.body
    if furniture.random.random() < 0.3:
        return _script_json({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, fields]})
    return _script_json(fields)


def _script_json(value: Any) -> str:
    return json.dumps(value).replace("</", "<\\/")


def _minified(page: str) -> str:
    return re.sub(r">\s*\n\s*<", "><", page).strip()


def _pretty(page: str) -> str:
    """Return a page with long lines broken at blanks outside of tags, as formatters do."""
    in_script = False
    lines = []
    for line in page.splitlines():
        in_script = "<script" in line or (in_script and "</script>" not in line)
        if in_script or len(line) <= _LINE:
            lines.append(line)
            continue
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        pieces = re.findall(r"(?:<[^>]*>|[^\s<]+)+", line)
        current = ""
        for piece in pieces:
            if current and len(current) + len(piece) > _LINE:
                lines.append(current)
                current = indent
            current += (" " if current.strip() else "") + piece
        lines.append(current)
    return "\n".join(lines)


_LAYOUTS = {"as it is": lambda page: page, "minified": _minified, "pretty": _pretty}
