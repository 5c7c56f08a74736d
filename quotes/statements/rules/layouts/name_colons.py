"""Quotations behind a name and a colon, also several in one paragraph, and behind the time stamps of live blogs.

The talks were short. Holt: “Too short.” Trask: “A joke.”
For Mia Brook, the answer is simple: “Nobody asked us.”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.layouts.named_speakers import named
from quotes.statements.rules.rule_tables import content_rule
from quotes.words import load_words

COLON_BYLINE = content_rule("colon-byline")
STAMP = r"(?:(?:[-–—•*]\s*)?(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{3,4}\b)?\s*[-–—:|]?\s*)?)"
LEAD = re.compile(rf"\s*{STAMP}(?P<source>\S(?:[^:\n]|(?<=\d):(?=\d))*?)\s?(?P<cue>:)\s*")
FOR_WHOM = re.compile(r"\s*[Ff]or (?P<source>[^,:\n]+), [^:\n]+(?P<cue>:)\s*")
GOES_ON = re.compile(r"\s+[a-z]")
END = re.compile(r"(\S+?)[.?!…][”\"’')]*\s+(?=\S)")


def find_colon_bylines(marked: MarkedArticle) -> list[Candidate]:
    """Return the candidates of names and colons before quotations."""
    return [candidate for paragraph in marked.parse.paragraphs for candidate in _in_paragraph(marked, paragraph)]


def _in_paragraph(marked: MarkedArticle, paragraph: Span) -> Iterator[Candidate]:
    before = paragraph.start
    for quotation in marked.quotations_in(paragraph):
        start = quotation.span.start
        if before < start < paragraph.end and not GOES_ON.match(marked.text, quotation.span.end, paragraph.end):
            sentence = _sentence_start(marked, before, start)
            leads = (pattern.fullmatch(marked.text, sentence, start) for pattern in (FOR_WHOM, LEAD))
            if found := next(filter(None, (named(marked, lead) for lead in leads)), None):
                yield Candidate(quotation.parts, COLON_BYLINE, found.cue, found.source)
        before = max(before, quotation.span.end)


def _sentence_start(marked: MarkedArticle, start: int, end: int) -> int:
    """The start of the last sentence between two offsets; an abbreviation ends none ("Sgt. Alvin Moss: ")."""
    for match in END.finditer(marked.text, start, end):
        if f"{match[1].lower()}." not in load_words("abbreviations", "titles"):
            start = match.end()
    return start
