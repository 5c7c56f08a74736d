"""Statements attributed by layout: colon and dash attributions, transcripts, headline claims.

Ministry: talks to resume
“We acted at once.” — Commissioner Jane Doe
MINISTER: We acted at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.rule_tables import content_rule
from quotes.statements.rules.who_speaks import NAMED_LABELS, can_speak
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words
from quotes.words.closed_classes import SENTENCE_ENDS

DASH = re.compile(r"\s*(?P<cue>[—–―]|--?|~)\s*(?P<source>\S(?:[^\n]*\S)?)\s*$")
NAME_AND_COLON = re.compile(r"(?P<source>[^\n:]{1,60}?)(?P<cue>:)\s+(?=\S)")
LEAD_WITH_COLON = re.compile(r"(?P<source>[^:\n]+)(?P<cue>:)\s*")
TAIL = re.compile(r"\s?(?P<cue>:|(?<=\s)[—–-])\s(?P<source>[^\n:]{2,50})$")
DASH_BYLINE, COLON_BYLINE, TRANSCRIPT = map(content_rule, ("dash-byline", "colon-byline", "transcript"))
HEADLINE, HEADLINE_TAIL, HEADLINE_VERB = map(content_rule, ("headline", "headline-tail", "headline-verb"))
PLACE_LABELS = {"LOC", "GPE"}
MOST_WORDS = 12
MOST_WORDS_OF_A_NAME = 6
SHORTEST_TRANSCRIPT = 3


def find_bylines(marked: MarkedArticle, claimed: Sequence[Candidate]) -> list[Candidate]:
    """Candidates whose cue is a colon or a dash, where no candidate of `claimed` covers the same words."""
    covered = SpanIndex((span, candidate) for candidate in claimed for span in candidate.content)
    found: list[Candidate] = []

    def take(candidate: Candidate | None) -> None:
        if candidate and not any(covered.any(span) for span in candidate.content):
            found.append(candidate)
            for span in candidate.content:
                covered.add(span, candidate)

    turns = [turn for paragraph in marked.parse.paragraphs if (turn := _turn(marked, paragraph))]
    for turn in turns if len(turns) >= SHORTEST_TRANSCRIPT else ():
        take(turn)
    for number, paragraph in enumerate(marked.parse.paragraphs):
        take(_dash(marked, paragraph, marked.parse.paragraphs[number - 1] if number else None))
        if number == 0 or _is_heading(marked, paragraph):
            take(_headline(marked, paragraph))
        if _is_heading(marked, paragraph):
            take(_headline_verb(marked, paragraph))
        take(_quotation_after_name(marked, paragraph))
    return found


def _dash(marked: MarkedArticle, paragraph: Span, before: Span | None) -> Candidate | None:
    """The candidate of a dash and a name behind a quotation, in its paragraph or in one of their own."""
    own_line = before is not None and DASH.match(marked.text, paragraph.start, paragraph.end)
    nearby = Span(before.start if before else paragraph.start, paragraph.end)
    for quotation in reversed(marked.quotations_in(nearby)):
        last = quotation.parts[-1]
        if paragraph.contains(last) or (own_line and before is not None and last.end == before.end):
            found = _named(marked, DASH.match(marked.text, quotation.span.end, paragraph.end), MOST_WORDS)
            return found and Candidate(quotation.parts, DASH_BYLINE, found.cue, marked.trimmed(found.source, " .)("))
    return None


def _quotation_after_name(marked: MarkedArticle, paragraph: Span) -> Candidate | None:
    """The candidate of a name and a colon before a quotation."""
    for quotation in marked.quotations_in(paragraph):
        if paragraph.start < quotation.span.start < paragraph.end:
            lead = LEAD_WITH_COLON.fullmatch(marked.text, paragraph.start, quotation.span.start)
            found = _named(marked, lead, MOST_WORDS)
            return found and Candidate(quotation.parts, COLON_BYLINE, found.cue, found.source)
    return None


def _turn(marked: MarkedArticle, paragraph: Span) -> Candidate | None:
    """The candidate of one turn of a transcript ("MINISTER: We acted at once.")."""
    match = NAME_AND_COLON.match(marked.text, paragraph.start, paragraph.end)
    if not match:
        return None
    source = Span(*match.span("source"))
    words = marked.text[source.start : source.end].split()
    if len(words) > MOST_WORDS_OF_A_NAME or not all(word[0].isupper() or word[0] in "(.-’'" for word in words):
        return None
    content = marked.stretch(match.end(), paragraph.end, " ")
    if content is None or not (marked.text_of(source).isupper() or _is_name(marked, source, MOST_WORDS)):
        return None
    return Candidate((content,), TRANSCRIPT, Span(*match.span("cue")), source, kind="direct")


def _headline(marked: MarkedArticle, paragraph: Span) -> Candidate | None:
    """The candidate of a headline with a name before its claim ("Ministry: talks to resume") or behind it."""
    text, start, end = marked.text, paragraph.start, paragraph.end
    name, tail = NAME_AND_COLON.match(text, start, end), TAIL.search(text, start, end)
    for rule, match, content in (
        (HEADLINE, name, marked.stretch(name.end(), end, " ") if name else None),
        (HEADLINE_TAIL, tail, marked.stretch(start, tail.start(), " ,") if tail else None),
    ):
        found = _named(marked, match, MOST_WORDS_OF_A_NAME)
        if found and content and _is_claim(marked, content, found.source):
            return Candidate((content,), rule, found.cue, found.source)
    return None


class _Named(NamedTuple):
    """The spans of a name and of the colon or dash beside it."""

    cue: Span
    source: Span


def _named(marked: MarkedArticle, match: re.Match[str] | None, most_words: int) -> _Named | None:
    """The groups of a match whose source is a name of at most `most_words` words, else None."""
    found = match and _Named(Span(*match.span("cue")), Span(*match.span("source")))
    return found if found and _is_name(marked, found.source, most_words) else None


def _is_claim(marked: MarkedArticle, content: Span, source: Span) -> bool:
    """True for three words or more that are no list of names, as in a caption ("The founders: Jane Doe and Ali Roe").

    After the name of a place only a content with a verb is a claim: "Varda: a green city" is a title.
    """
    words = marked.tokens(content)
    places = any(token.ent_type_ in PLACE_LABELS for token in marked.tokens(source))
    needs_verb = places or words[0].ent_type_ == "PERSON"
    return len(words) > 2 and (not needs_verb or any(word.pos_ in {"VERB", "AUX"} for word in words))


def _headline_verb(marked: MarkedArticle, paragraph: Span) -> Candidate | None:
    """The candidate of a headline with a verb, which taggers take for a noun ("Opposition alleges fraud in vote")."""
    for before, token in pairwise(marked.tokens(paragraph)[: MOST_WORDS_OF_A_NAME + 1]):
        if token.lower_ in load_words("headline_verbs"):
            cue = marked.span(token.i, token.i + 1)
            content = marked.stretch(cue.end, paragraph.end)
            if content and before.pos_ in {"NOUN", "PROPN", "ADJ"}:
                return Candidate((content,), HEADLINE_VERB, cue, Span(paragraph.start, before.idx + len(before)))
            return None
    return None


def _is_heading(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a short paragraph that does not end as a sentence does."""
    text = marked.text_of(paragraph)
    return len(text) < 120 and not text.endswith((*SENTENCE_ENDS, "”", '"', ":"))


def _is_name(marked: MarkedArticle, span: Span, most_words: int) -> bool:
    """True if a phrase of at most `most_words` words as a whole names somebody who can speak."""
    words = [token for token in marked.tokens(span) if not token.is_punct]
    has_verb = any(token.pos_ in {"VERB", "AUX"} and not token.ent_type_ for token in words)
    if not words or len(words) > most_words or has_verb:
        return False
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head.i == token.i]
    return any(can_speak(token) for token in heads[:1]) or (
        all(token.text[0].isupper() for token in words if len(token) > 3)
        and any(token.ent_type_ in NAMED_LABELS for token in words)
    )
