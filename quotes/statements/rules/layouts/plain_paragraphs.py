"""Paragraphs by their form: questions, headings, asides, and words of the first and the second person."""

from __future__ import annotations

import re

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle
from quotes.words.closed_classes import SENTENCE_ENDS

FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|mine|myself|[Ww]e|[Oo]urs?|us)\b(?!\.)")
SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]{0,2000}[”\"]")
QUESTION = re.compile(r"\?[\s*_)”\"’']*$")
REQUEST = re.compile(r"(?:and |so |please )?(?:tell|walk|talk|take|describe|explain|give)\b", re.IGNORECASE)
LINK = re.compile(r"\[[^\]]*\]\(|https?://|www\.")
OPENING_MARKS = "“\"‘'«"
LONGEST_HEADING = 120
MOST_WORDS_OF_A_QUESTION = 90
MOST_WORDS_OF_A_REQUEST = 40


def is_question(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a paragraph outside of quotation marks that ends with a question."""
    text = marked.text_of(paragraph)
    is_short = len(text.split()) <= MOST_WORDS_OF_A_QUESTION
    return is_short and text[0] not in OPENING_MARKS and QUESTION.search(text) is not None


def is_request(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a short paragraph that asks to tell something ("Tell us about your first job.")."""
    text = marked.text_of(paragraph)
    return REQUEST.match(text) is not None and len(text.split()) <= MOST_WORDS_OF_A_REQUEST


def is_heading(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a short paragraph that does not end as a sentence does."""
    text = marked.text_of(paragraph)
    return len(text) < LONGEST_HEADING and not text.endswith((*SENTENCE_ENDS, "”", '"', ":"))


def is_link(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a paragraph that begins with a link."""
    return LINK.match(marked.text, paragraph.start) is not None


def is_quotation(marked: MarkedArticle, paragraph: Span) -> bool:
    """True for a paragraph that stands in quotation marks as a whole."""
    return any(part == paragraph for quotation in marked.quotations_in(paragraph) for part in quotation.parts)


def speaks(marked: MarkedArticle, paragraph: Span) -> bool:
    """True if a paragraph has a word of the first person outside of quotation marks."""
    return FIRST_PERSON.search(QUOTED.sub("", marked.text_of(paragraph))) is not None


def addresses(marked: MarkedArticle, paragraph: Span) -> bool:
    """True if a paragraph has a word of the second person outside of quotation marks."""
    return SECOND_PERSON.search(QUOTED.sub("", marked.text_of(paragraph))) is not None
