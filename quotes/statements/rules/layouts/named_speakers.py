"""Phrases that name a speaker beside a colon or a dash."""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rules.who_speaks import NAMED_LABELS, can_speak
from quotes.words import load_words
from quotes.words.closed_classes import FINITE_TAGS

MOST_WORDS = 12
MOST_WORDS_OF_A_NAME = 6
SEGMENT = re.compile(r"[^,]+")
BESIDE_THE_NAME = {"ADP", "SCONJ", "VERB", "NUM"}
"""Parts of speech that begin what is said beside a name, between commas ("on Radio Ebro", "leaving the inquiry")."""


class Named(NamedTuple):
    """The spans of a name and of the colon or dash beside it."""

    cue: Span
    source: Span


def named(marked: MarkedArticle, match: re.Match[str] | None, most_words: int = MOST_WORDS) -> Named | None:
    """Return the groups `cue` and `source` of a match whose source is a name of at most `most_words` words, or None."""
    if match is None:
        return None
    source = speaker_in(marked, Span(*match.span("source")), most_words)
    return Named(Span(*match.span("cue")), source) if source else None


def speaker_in(marked: MarkedArticle, span: Span, most_words: int = MOST_WORDS) -> Span | None:
    """Return the part of a phrase that names a speaker, or None.

    What stands beside it between commas is left out: “On the 2021, its chairman, Beat Zollinger, from the cellar”.
    """
    segments = [Span(*match.span()) for match in SEGMENT.finditer(marked.text, span.start, span.end)]
    while segments and _is_beside(marked, segments[0]):
        del segments[0]
    while segments and _is_beside(marked, segments[-1]) and not _reports(marked, segments[-1]):
        del segments[-1]
    name = marked.stretch(segments[0].start, segments[-1].end) if segments else None
    return name if name and is_name(marked, name, most_words) else None


def _is_beside(marked: MarkedArticle, segment: Span) -> bool:
    words = marked.tokens(segment)
    return not words or words[0].pos_ in BESIDE_THE_NAME or words[0].text[0].isdigit()


def _reports(marked: MarkedArticle, segment: Span) -> bool:
    """True if words beside a name have a finite verb or a reporting one ("Roe, the chairman, said")."""
    words = marked.tokens(segment)
    verbs = [word for word in words if word.pos_ == "VERB"]
    return any(word.tag_ in FINITE_TAGS or word.lemma_ in load_words("reporting_verbs") for word in verbs)


def is_name(marked: MarkedArticle, span: Span, most_words: int = MOST_WORDS) -> bool:
    """True if a phrase of at most `most_words` words as a whole names somebody who can speak."""
    words = [token for token in marked.tokens(span) if not token.is_punct]
    has_verb = any(token.pos_ in {"VERB", "AUX"} and not token.ent_type_ for token in words)
    if not words or len(words) > most_words or has_verb:
        return False
    if words[-1].lower_ in load_words("headline_verbs", "reporting_verb_forms"):  # "Holt says:", read as two nouns
        return False
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head.i == token.i]
    return any(can_speak(token) for token in heads[:1]) or (
        all(token.text[0].isupper() for token in words if len(token) > 3)
        and any(token.ent_type_ in NAMED_LABELS for token in words)
    )
