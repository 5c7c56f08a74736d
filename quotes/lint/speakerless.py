"""Quotations that nobody speaks, or a speaker who was only guessed."""

from __future__ import annotations

import re
from functools import cache

from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import is_named, words_of
from quotes.records import Span, Statement
from quotes.words import load_words

_PASSIVE = re.compile(
    r"(?:(?:has|have|had|could|can|may|might|would|will) )?(?:also |now |even )?"
    r"(?:is|are|was|were|been|be|being|described|called|branded|labell?ed)\b"
    r"(?!.*\b(?:alleged|attributed|blamed|dubbed|known|named|nicknamed|reported|said|saying|titled)\b)",
    re.IGNORECASE,
)
_OF_COURT = re.compile(r"\b(?:court|hearing|inquest|inquiry|judge|jury|panel|tribunal|trial)\W*\Z", re.IGNORECASE)
_DASH = re.compile(r"\s*[—–―-]\s*\w")


def lacks_speaker(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether a statement is a quotation whose speaker the article does not tell.

    A heading, a motto with its origin below, and words that somebody says in another place are none.
    """
    quotations = article.quotations_of(statement)
    if not quotations or statement.kind == "indirect":
        return False
    if _is_said_elsewhere(article, statement) or stands_apart(article, quotations[0]):
        return False
    return _has_no_speaker(article, statement) or _has_stray_speaker(article, statement)


def _has_no_speaker(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether nobody speaks: no cue, or one in the passive.

    What a crowd shouts, a reporter asks or a court is told needs nobody.
    """
    cue = statement.cue
    if _is_overheard(article, statement):
        return False
    if statement.speakers or cue is None:
        return not statement.speakers and _begins_in_marks(article, statement)
    return bool(_PASSIVE.match(cue.text)) and not _OF_COURT.search(article.text[max(cue.start - 30, 0) : cue.start])


def _is_overheard(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether somebody is perceived as he speaks, beside a quotation: "Petrov is heard telling the crew"."""
    if statement.cue:
        return bool(_perceived().match(article.text, statement.cue.start))
    first, last = article.quotations_of(statement)[0], article.quotations_of(statement)[-1]
    around = Span(article.sentence_of(first).start, article.sentence_of(Span(last.end - 1, last.end)).end)
    return bool(_perceived().search(article.own_words(around)))


@cache
def _perceived() -> re.Pattern[str]:
    """Return the pattern of a passive of perception with a participle of speech: "was filmed urging"."""
    verbs = load_words("speech_cues", "reporting_cues", "telling_verbs", "requesting_verbs")
    stems = sorted({re.escape(one.removesuffix("e")) for one in verbs})
    return re.compile(
        r"(?:(?:can|could|may|might|will) be|(?:has|have|had) been|is|are|was|were) (?:\w+ly |also |then )?"
        rf"(?:captured|caught|filmed|heard|overheard|recorded|seen|shown) (?:\w+ly )?(?:{'|'.join(stems)})ing\b"
    )


def _has_stray_speaker(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether a quotation with no words around it has a speaker that the article names nowhere near."""
    if statement.cue or statement.source or not statement.speakers or not _begins_in_marks(article, statement):
        return False
    first = _first_of_row(article, statement)
    if article.text[: first.start].rstrip().endswith(":"):
        return False
    number = article.paragraphs.index(article.paragraph_of(first))
    near = Span(article.paragraphs[max(number - 1, 0)].start, article.paragraph_of(statement.content[0]).end)
    behind = next((one for one in article.sentences if one.start >= statement.content[-1].end), None)
    return not any(
        one.mentions
        or is_named(one, article.text_of(near))
        or (behind is not None and one.kind == "person" and is_named(one, article.text_of(behind)))
        for one in statement.speakers
    )


def _begins_in_marks(article: LintedArticle, statement: Statement) -> bool:
    return any(one.start <= statement.content[0].start < one.end for one in article.quotations_of(statement))


def _first_of_row(article: LintedArticle, statement: Statement) -> Span:
    """Return where the row of quotations begins that a quotation goes on, with nothing between but white space."""
    first = min(article.quotations_of(statement)[0], statement.content[0])
    for one in reversed(article.statements):
        if one.content[-1].end <= first.start and not article.text[one.content[-1].end : first.start].strip(" \r\n.,"):
            first = one.content[0]
    return first


def _is_said_elsewhere(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether somebody says the words in another place: a headline, a teaser or a pulled quotation is no flaw."""
    words = words_of(statement.text)
    around = [one.span for one in article.quotations if any(one.span.overlaps(each) for each in statement.content)]
    others = (one for one in article.analysis.statements if one.id != statement.id and one.speakers)
    return any(
        one.nested_in == statement.id
        or words <= words_of(one.text)
        or one.content[0].overlaps(statement.content[-1])
        or any(span.contains(one.content[-1]) for span in around)
        for one in others
        if one.source or one.cue
    )


def stands_apart(article: LintedArticle, quotation: Span) -> bool:
    """Tell whether a quotation is a heading, which has no full stop, or a motto whose origin the next line tells."""
    has_stop = article.text[quotation.end - 2] in ".!?…"
    return (quotation in article.paragraphs and not has_stop) or bool(_DASH.match(article.text, quotation.end))
