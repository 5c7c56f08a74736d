"""Q205: hearsay with nobody behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quotes.lint.headings import is_heading
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import words_of
from quotes.records import Span, Statement
from quotes.words import load_words

_SOURCED = re.compile(
    r"\baccording to\b|\b(?:said|alleged|believed|reported|thought|understood) by\b"
    r"|\b(?:reports?|data|figures|documents?|filings?|records|surveys?|polls?|complaints?|lawsuits?|indictment|affidavit"
    r"|the (?:company|firm|agency|paper|newspaper))\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r" be (?:(?:about|around|at least|in|just|nearly|only|over|under) )*"
    r"(?:aged\b|(?:his|her|their) (?:\w+[ -])?(?:\d0s|\w+ties|teens)\b)"
)
_CITED = re.compile(
    r"\b(?:[Aa]ccording to (?:an? |the )?\w|[Cc]iting (?:the )?[A-Z]|From [A-Z][\w’'-]*:)"
    r"|\b[A-Z][\w’'-]* (?:news(?:paper| agency)? )?(?:has )?(?:reports?|reported|wrote|writes)\b"
    r"|\bobtained by (?:the )?[A-Z]"
)
_CAPITALIZED = re.compile(r"\b[^\W\d_a-z]\w+")
_FOR = re.compile(
    r"\b(?:accused|arrested|blamed|charged|convicted|criticis?z?ed|fined|fire|fired|investigated|jailed|sacked|sued|"
    r"suspended)\s(?:\w+\s){0,3}(?:for|of)\s+\Z",
    re.IGNORECASE,
)
_SHARE = re.compile(r"%|\bper ?cent\b")
_SURVEY = re.compile(r"\b(?:polls?|polled|questionnaire|respondents|surveys?|surveyed)\b", re.IGNORECASE)
_LITERALLY = re.compile(r" (?:only |first )?(?:after|before|until|when)\b")
_GOES_ON = re.compile(r"(?:Another|Others|Still others|Some others|A (?:second|third))\b")
_LEAD = 3
"""Sentences behind a lead in which an outlet may be cited for it."""
_BESIDE = 12
"""Characters between a word of hearsay and a cue that it stands at ("has reportedly said")."""


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for place in article.places(_hearsay()):
        plain = _AGE.match(article.text, place.end) or _is_literal(article, place) or is_heading(article, place)
        if not plain and not article.is_quoted(place) and not _has_source(article, place):
            yield Flaw(place, (("words", place.text),))


def _is_literal(article: LintedArticle, place: Span) -> bool:
    """Tell whether a report is what is told of: "it was reported only after the Gazette had asked"."""
    return place.text.lower().endswith("reported") and bool(_LITERALLY.match(article.text, place.end))


def _has_source(article: LintedArticle, place: Span) -> bool:
    sentence = article.sentence_of(place)
    words = article.text_of(sentence)
    if _SOURCED.search(words) or _FOR.search(article.text[sentence.start : place.start]):
        return True
    if any(word.lower() in load_words("outlet_words") for word in _CAPITALIZED.findall(words)[1:]):
        return True
    if _SHARE.search(words) and _SURVEY.search(article.text):
        return True
    if any(sentence.contains(one.source[0]) and not _is_cue(one.cue, place) for one in _sourced(article)):
        return True
    if _is_cited_beside(article, sentence):
        return True
    if _GOES_ON.match(article.text, sentence.start) and _SOURCED.search(_before(article, sentence)):
        return True
    if "alleg" in place.text.lower() or "said" in place.text.lower():
        return _is_plain_accusation(article, place, sentence)
    return _is_sourced_lead(article, sentence)


def _is_cited_beside(article: LintedArticle, sentence: Span) -> bool:
    """Tell whether an outlet, an agency or a paper is cited in the sentence behind, or in the one before.

    Between these may stand what is quoted from it.
    """
    before = [one for one in article.sentences if one.end <= sentence.start]
    while before and not article.own_words(before[-1]).strip():
        before.pop()
    behind = [one for one in article.sentences if one.start >= sentence.end]
    return any(_CITED.search(article.text, one.start, one.end) for one in (*before[-1:], *behind[:1]))


def _before(article: LintedArticle, sentence: Span) -> str:
    """Return what stands before a sentence, from the beginning of the paragraph in which the sentence before it is."""
    before = [one for one in article.sentences if one.end <= sentence.start]
    return article.text[article.paragraph_of(before[-1]).start : sentence.start] if before else ""


def _sourced(article: LintedArticle) -> Iterator[Statement]:
    return (one for one in article.analysis.statements if one.source and one.act == "speech")


def _is_cue(cue: Span | None, place: Span) -> bool:
    """Tell whether hearsay is about the saying itself: "has reportedly told friends"."""
    return cue is not None and cue.start - _BESIDE <= place.start and place.end <= cue.end + _BESIDE


def _is_plain_accusation(article: LintedArticle, place: Span, sentence: Span) -> bool:
    """Tell whether police, a court, or a source in the sentence before stand behind an allegation."""
    paragraph = article.paragraph_of(place)
    near = [one for one in article.sentences_of(paragraph) if _is_beside(article, one, sentence)]
    before = [one for one in near if one.end <= sentence.start]
    is_allegation = "alleg" in place.text.lower()
    if is_allegation and any(one.contains(each.source[0]) for one in before for each in _sourced(article)):
        return True
    around = Span(near[0].start, near[-1].end) if near else sentence
    if is_allegation:
        beside = [one for one in article.sentences if _is_beside(article, one, sentence)]
        following = next((one for one in article.paragraphs if one.start >= paragraph.end), paragraph)
        around = Span(beside[0].start, max(beside[-1].end, following.end)) if beside else around
    return bool(words_of(article.text_of(around)) & load_words("accusation_words"))


def _is_sourced_lead(article: LintedArticle, sentence: Span) -> bool:
    """Tell whether the article begins with the hearsay and names the source in the sentences that follow."""
    number = article.sentences.index(sentence) if sentence in article.sentences else len(article.sentences)
    following = article.sentences[number + 1 : number + 1 + _LEAD]
    is_lead = all(is_heading(article, one) for one in article.sentences[:number])
    return is_lead and (
        any(one.contains(each.source[0]) for one in following[:1] for each in _sourced(article))
        or any(_CITED.search(article.text, one.start, one.end) for one in following)
    )


def _is_beside(article: LintedArticle, one: Span, other: Span) -> bool:
    """Tell whether nothing but white space lies between two sentences, or they are the same."""
    gap = article.text[min(one.end, other.end) : max(one.start, other.start)]
    return one == other or not gap.strip()


@cache
def _hearsay() -> re.Pattern[str]:
    adverbs, participles = ("|".join(sorted(load_words(f"hearsay_{one}"))) for one in ("adverbs", "participles"))
    be = r"(?:is|are|was|were)"
    return re.compile(
        rf"\b(?:(?:{adverbs})\b|{be} (?:also |now |widely |still )?(?:{participles}) to\b(?= \w+)"
        rf"|it {be} (?:also |now |widely |still )?(?:{participles})\b(?! to\b))",
        re.IGNORECASE,
    )


RULE = LintRule(
    code="Q205",
    name="hearsay",
    summary="hearsay with nobody behind it: “reportedly”, “allegedly”, “is said to”",
    message="“{words}” does not say who says so",
    severity="warning",
    authorities=(
        Authority("Associated Press Stylebook", "allege", "https://writingexplained.org/ap-style/ap-style-allege"),
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: when to source",
            "http://www.aalep.eu/essentials-sourcing-journalists",
        ),
    ),
    why=(
        "Words like these report something and hide who reported it, which readers need to know most where it is not "
        "certain. Name the paper, the prosecutor or the neighbour."
    ),
    find=_find,
    triggers=(
        Example("It was reported on Monday that the captain had sold the anchor.", "It was reported"),
        Example("The captain allegedly sold the anchor in Bergen.\n\nHe owns a house there.", "allegedly"),
        Example("The captain reportedly left the bridge an hour before the ship struck.", "reportedly"),
        Example("The captain is said to have sold the anchor in Bergen.", "is said to"),
        Example("It is believed that the crew sold the anchor in Bergen.", "It is believed"),
        Example("The mayor has reportedly told friends that she will leave.", "reportedly"),
        Example("The anchor in the picture is understood to be forty years old.", "is understood to"),
        Example("The captain is believed to be in Bergen, where he owns a house.", "is believed to"),
        Example(
            "According to the Gazette, one pilot left. The crew was paid. The captain reportedly asked it to stay.",
            "reportedly",
        ),
    ),
    passes=(
        "The captain reportedly left the bridge an hour before the ship struck, the Gazette wrote.",
        "“The captain reportedly left the bridge,” said Vera Lind, a pilot.",
        "The captain was arrested in Bergen on Monday for allegedly selling the anchor.",
        "Investigators believe that the fire was set. The owner allegedly needed the money.",
        "The captain allegedly sold the anchor in Bergen.\n\nHe was charged with theft on Monday.",
        "The captain allegedly sold the anchor. The case opens in June.",
        "The Gazette reported that one pilot had left. The captain reportedly asked the crew to stay.",
        "The ship reportedly remains in Bergen.\n\nFrom Nordnytt: “It is tied to the old quay.”",
        "The leak began in May, but it was reported only after the Gazette had printed a picture.",
        "It was said by the council that a new quay would be built.",
        "The captain, who is believed to be in his seventies, lives in Bergen.",
        "According to the Gazette, one pilot wrote: “I left at noon. It was late.”\n\nAnother reportedly asked the "
        "crew to stay.",
        "According to the harbour master, the crew is believed to be in Bergen.",
        "Captain reportedly sold anchor\n\nThe anchor of the Petrel is gone. Nobody has seen it since Monday.",
        "According to a copy of the contract, the anchor was lent.\n\n“It shall be given back in May. It shall be "
        "clean.”\n\nThe captain reportedly never signed it.",
        "One pilot left on Monday, the Gazette reported.\n\nThe captain reportedly asked the crew to stay.",
        "The captain reportedly told the Harbour Gazette that he would sell the anchor.",
        "The captain has come under fire for allegedly selling the anchor.",
        "The survey of the crew has two parts. The cook is liked.\n\nSome 71% are reportedly happy with the bread.",
        "The captain reportedly talked to two anchor dealers. He met them in May. Both offered little, the Coast "
        "Gazette reports.",
    ),
)
