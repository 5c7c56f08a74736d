"""Paragraphs with the inline markup that editors leave behind: links, emphasis, entities, protected spaces."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import codepoint2name
from random import Random
from typing import Literal

Entities = Literal["raw", "named", "decimal", "hexadecimal", "marks"]

_TAGS = (
    ('<a href="{address}">', "</a>"),
    ('<a href="{address}" target="_blank" rel="noreferrer noopener">', "</a>"),
    ("<em>", "</em>"),
    ("<strong>", "</strong>"),
    ("<i>", "</i>"),
    ('<span class="s2">', "</span>"),
)
_PROTECTED = re.compile(
    r"(?<=\b(?:Mr|Ms|Dr|St)) |(?<=\b(?:Mrs)) |(?<=\d) (?=(?:per|million|billion|km|kg)\b)| (?=[–—] )"
)
_MARKS = "“”‘’–—…\xa0"


@dataclass(frozen=True, slots=True)
class InlineMarkup:
    """How a system writes paragraphs: its way with entities, and how many paragraphs have links or emphasis."""

    entities: Entities = "raw"
    share: float = 0.4

    def paragraph(self, text: str, random: Random, address: str) -> str:
        """Return the HTML of a paragraph, without the element around it, one line."""
        words = _PROTECTED.sub("\xa0", text).split(" ") if self.share else text.split(" ")
        escaped = [self.escaped(word) for word in words]
        if random.random() < self.share and len(words) > 6:
            start = _start_in_quotation(words, random)
            end = min(len(words), start + random.randint(1, 5))
            opening, closing = random.choice(_TAGS)
            escaped[start] = opening.format(address=address) + escaped[start]
            escaped[end - 1] += closing
        return " ".join(escaped)

    def escaped(self, text: str) -> str:
        """Return text as HTML, with straight marks and characters beyond ASCII in the way of the system."""
        text = html.escape(text, quote=self.entities in ("named", "decimal")).replace("&#x27;", "&#039;")
        if self.entities == "raw":
            return text.replace("\xa0", "&nbsp;")
        return "".join(self._entity(c) if ord(c) > 127 else c for c in text)

    def _entity(self, character: str) -> str:
        code = ord(character)
        if self.entities == "marks" and character not in _MARKS:
            return character
        if self.entities in ("named", "marks") and code in codepoint2name:
            return f"&{codepoint2name[code]};"
        return f"&#x{code:x};" if self.entities == "hexadecimal" else f"&#{code};"


def _start_in_quotation(words: list[str], random: Random) -> int:
    """Return the number of the word where markup begins: inside of a quotation, in half of those that have one."""
    opened = [number for number, word in enumerate(words) if word.startswith(("“", '"'))]
    if opened and random.random() < 0.5:
        return min(len(words) - 1, random.choice(opened) + random.randint(0, 4))
    return random.randrange(len(words))
