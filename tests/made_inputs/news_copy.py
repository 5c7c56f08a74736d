"""Articles as a newsroom writes them: a headline and paragraphs, taken from a plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from zlib import crc32

_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_LONGEST_HEADLINE = 150
_QUOTATION = re.compile("“([^“”]{40,220})”")
_LONG_QUOTATION = re.compile("“[^“”]{260,}”")
_SENTENCE_END = re.compile(r"(?<=[a-z]{3}[.!?]) (?=[A-Z])")
_HEADLINES = (
    "The week in five minutes",
    "Inside the story",
    "Five things to know",
    "News in brief",
    "A closer look",
    "From the front page",
    "The long read",
)
"""Headlines of our own, for texts that have none."""


@dataclass(frozen=True, slots=True)
class NewsCopy:
    """An article: its headline and the paragraphs of its body, each one line."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Headline and body as plain text, with blank lines between."""
        return "\n\n".join([self.headline, *self.paragraphs])

    @property
    def body(self) -> str:
        """The body as plain text."""
        return "\n\n".join(self.paragraphs)

    def fits(self, encoding: str) -> bool:
        """Return whether an encoding has all characters of the article."""
        try:
            self.text.encode(encoding)
        except UnicodeEncodeError:
            return False
        return True


def news_copy(text: str, random: Random) -> NewsCopy:
    """Return the article of a plain text, one of four with a long quotation split over two paragraphs.

    A first line with an address is left out; the first paragraph is the headline if it is short and no sentence.
    """
    lines = [" ".join(_INVISIBLE.sub("", line).split()) for line in text.splitlines()]
    paragraphs = [line for line in lines if line and not _ADDRESS.fullmatch(line)]
    if paragraphs and len(paragraphs[0]) <= _LONGEST_HEADLINE and not paragraphs[0].endswith((".", "”", '"', ":")):
        headline, *body = paragraphs
    else:
        headline, body = _HEADLINES[crc32(text.encode()) % len(_HEADLINES)], paragraphs
    if random.random() < 0.25:
        body = [part for paragraph in body for part in _split_quotation(paragraph)]
    return NewsCopy(headline, tuple(body))


def _split_quotation(paragraph: str) -> list[str]:
    """Return a paragraph with a long quotation at its end as two, the second opened anew as newspapers do."""
    found = _LONG_QUOTATION.search(paragraph)
    if found is None or found.end() != len(paragraph):
        return [paragraph]
    ends = [end.start() for end in _SENTENCE_END.finditer(paragraph, found.start() + 80, found.end() - 60)]
    if not ends:
        return [paragraph]
    middle = ends[len(ends) // 2]
    return [paragraph[:middle], "“" + paragraph[middle + 1 :]]


def is_subhead(paragraph: str) -> bool:
    """Return whether a paragraph looks like a heading between paragraphs."""
    return len(paragraph) < 60 and paragraph[-1].isalnum() and paragraph[0].isupper() and "“" not in paragraph


def quotations(copy: NewsCopy) -> list[str]:
    """Return quotations of the article that a pull quote can repeat, without their marks."""
    return [match[1].rstrip(",") for paragraph in copy.paragraphs for match in _QUOTATION.finditer(paragraph)]
