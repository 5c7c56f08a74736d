"""What the tests read of the HTML of a page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "input", "br", "link"}

TAGS = VOID | {
    *("html", "head", "title", "style", "body", "header", "main", "article", "aside", "section", "footer", "template"),
    *("h1", "h2", "p", "div", "span", "blockquote", "mark", "a", "b", "i", "bdi", "small", "strong", "br"),
    *("details", "summary", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("form", "label", "select", "option", "button", "script"),
}


@dataclass
class ReadPage(HTMLParser):
    """The text of the article on a page, its marked pieces, and all elements with their attributes."""

    html: str
    text: str = ""
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    pieces: list[tuple[dict[str, str | None], int, int]] = field(default_factory=list)
    """Attributes of each marked piece with the offsets of its text in the article."""
    others: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None], int]] = []
        self.data: dict[str, str] = {}
        self.feed(self.html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs), len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        opened, attributes, start = self.open.pop()
        assert opened == tag, f"{opened} is closed by {tag}"
        if "data-q" in attributes:
            self.pieces.append((attributes, start, len(self.text)))

    def handle_data(self, data: str) -> None:
        inside = {attributes.get("id") or tag for tag, attributes, _ in self.open}
        if "article" in inside and "aside" not in inside:
            self.text += data
        elif hidden := {"script", "style", "csv"} & inside:
            self.data[hidden.pop()] = data
        else:
            self.others += data

    @property
    def csv(self) -> Any:
        return json.loads(self.data["csv"])

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, attributes in self.elements for key, value in attributes.items() if key == name]

    def spans(self, role: str, number: int) -> set[int]:
        """The offsets of the characters that are marked as the content (data-q), cue or source of a statement."""
        return {
            offset
            for attributes, start, end in self.pieces
            if str(number) in (attributes[role] or "").split()
            for offset in range(start, end)
        }
