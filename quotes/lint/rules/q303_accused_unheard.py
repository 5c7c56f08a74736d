"""Q303: somebody is accused by name and never heard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.article_sources import is_headline, is_meant, name_words, replies
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span
from quotes.words import load_words

_NAME = (
    r"(?P<name>\b(?!(?:The|An?|He|She|It|They|We|You|This|That|These|Those|His|Her|Their|Its|Who|In|On|At)\b)(?:[A-Z][\w-]+|[A-Z]\.(?:[A-Z]\.)*)"
    r"(?:[ ](?:(?:of|the|and|de|del|la|van|von|der|bin|al|el)[ ])*(?:[A-Z][\w-]+|[A-Z]\.(?:[A-Z]\.)*))*)"
)
_ROLE = r"(?:(?:the|its|his|her|their|former)\s+(?:[a-z][\w-]+\s+){0,3}?|(?:[a-z][\w-]+\s+)?)"
_END = r"(?=\s*(?:[.,;:)]|\s(?:and|but|by|in|on|at|after|over|that|who|which|for|to|is|are|was|were|had|have|has)\b))"
_ASIDE = r"(?:,[^,.;“\"]{1,80},)?(?:\s+(?:on\s+[A-Z]\w+|yesterday|today|again|publicly|repeatedly))?"
_BEING = r"(?:,[^,.;“\"]{1,80},)?\s+(?:is|was|(?:has|had|have) been|were|are|stands?|stood)\s+(?:\w+ly\s+|also\s+)?"
_MONEY = re.compile(
    r"\b(?:dollars?|euros?|pounds?|francs?|kron(?:a|e|or|er)|pesos?|rupees?|yen|yuan|won|cents?)\Z", re.I
)
_ACCUSATIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Aa]ccus(?:ed|es|e|ing)\s+{_ROLE}{_NAME}{_ASIDE}\s+of\b",
        rf"\b[Bb]lam(?:ed|es|e|ing)\s+{_ROLE}{_NAME}\s+for\b",
        rf"\b(?:blame|blamed)\s+(?:[\w’'-]+\s+){{0,5}}?on\s+{_ROLE}{_NAME}{_END}",
        rf"{_NAME}{_BEING}(?:accused\s+(?:of|by)|charged\s+with|blamed\s+for|suspected\s+of|alleged\s+to|indicted)\b",
        rf"{_NAME},?\s+(?:who\s+is\s+|who\s+was\s+)?(?:accused\s+of|charged\s+with)\b",
        rf"\b(?:allegations?|accusations?|charges|complaints?|lawsuit)\s+(?:of\s+\w+\s+)?against\s+{_ROLE}{_NAME}{_END}",
        rf"\balleg(?:ed|es|ing)\s+(?:[io]n\s+\w+\s+)?that\s+(?:the\s+)?{_NAME}",
        rf"{_NAME}\s+allegedly\b",
    )
)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    accused = dict[frozenset[str], Span]()
    for span in sorted(_accused(article)):
        words = name_words(article.text[span.start : span.end])
        if not any(words & one for one in accused):
            accused[words] = span
    for words, span in accused.items():
        name = article.text[span.start : span.end]
        others = frozenset().union(*(one for one in accused if not one & words))
        if not any(is_meant(name, one) for one in article.analysis.speakers) and not _is_answered(
            article, words, others
        ):
            yield Flaw(span, (("name", name),))


def _accused(article: LintedArticle) -> Iterator[Span]:
    """Yield the names of whom the article calls accused; no countries, which are many voices."""
    countries = load_words("countries_and_capitals")
    for pattern in _ACCUSATIONS:
        for match in pattern.finditer(article.text):
            span = Span(match.start("name"), match.end("name"))
            words = name_words(match["name"])
            if (
                words
                and match["name"].lower() not in countries
                and not _MONEY.search(match["name"])
                and _is_name(article, match["name"])
                and _is_told(article, span)
            ):
                yield span


def _is_name(article: LintedArticle, name: str) -> bool:
    """Tell whether capitals mean a name: several words do, and one that the article has nowhere without a capital."""
    return " " in name or not re.search(rf"\b{name.lower()}\b", article.text)


def _is_told(article: LintedArticle, span: Span) -> bool:
    """Tell whether a name stands in the article's own running text: in no quotation, and in no headline."""
    paragraph = article.paragraph_of(span)
    return not article.is_quoted(span) and not is_headline(article, paragraph)


def _is_answered(article: LintedArticle, words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether a reply, or the lack of one, is reported of somebody with these words in the name.

    A sentence that names none of the accused may mean any of them.
    """
    for match in replies(article):
        sentence = article.sentence_of(Span(match.start(), match.end()))
        named = name_words(article.text[sentence.start : sentence.end])
        if named & words or not named & others:
            return True
    return False


RULE = LintRule(
    code="Q303",
    name="accused-unheard",
    summary="somebody is accused by name and never heard",
    message="{name} is accused here and never heard: no answer, denial or failed request for comment is reported",
    severity="warning",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "Freedom from bias: Take no side, tell all sides",
            "https://handbook.reuters.com/index.php?title=Freedom_from_bias",
        ),
        Authority(
            "BBC Editorial Guidelines: guidance",
            "Right of Reply",
            "http://www.bbc.co.uk/editorialguidelines/page/guidance-right-reply-full",
        ),
        Authority("SPJ Code of Ethics", "Seek Truth and Report It", "https://blogs.spjnetwork.org/ethicscode/?p=131"),
    ),
    why=(
        "Whoever is accused has a right to answer, and readers must know whether they were asked. A denial, a plea, a "
        "lawyer’s word and a request that stayed without an answer all count. Countries are left alone, for too many "
        "people speak for them."
    ),
    find=_find,
    triggers=(
        Example(
            "Growers have blamed Dollar Shipping for the dead mussels. “The oil was theirs,” said Johan Ek, who lost "
            "half of his harvest.",
            "Dollar Shipping",
        ),
        Example(
            "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock for scrap. “It belongs to the town,” "
            "Lind said.",
            "Olaf Brandt",
        ),
        Example(
            "Ida Holm, a captain, was charged with smuggling on Friday. Police said that eleven crates had been "
            "found on her ferry.",
            "Ida Holm",
        ),
        Example(
            "Growers have blamed Sundqvist Shipping for the dead mussels. “The oil was theirs,” said Johan Ek, who has "
            "lost half of his harvest.",
            "Sundqvist Shipping",
        ),
        Example(
            "The council will look into allegations against Olaf Brandt, its harbour master. “We must know where the "
            "money went,” said Mara Lind, the mayor.",
            "Olaf Brandt",
        ),
    ),
    passes=(
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock. The Gazette could not immediately trace "
        "contact details for Brandt.",
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock. Brandt could not immediately be reached.",
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock. Two calls to his office went unanswered.",
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock. The Gazette was unable to reach him.",
        "The Blue Heron is suspected of dumping oil in the bay. Norway’s ministry said that such charges “do not "
        "accord with the log of the ship”.",
        "Some 40,000 Danish Kroner allegedly went into the new quay, said Mara Lind, the mayor.",
        "General Brandt and the council disagree about the general’s pension, said Mara Lind, who accused the "
        "General of greed.",
        "Holm blames Brandt for leak\n\nIda Holm, a captain, said that the lock had been leaking since May.",
        "“The charges are baseless,” said Mara Lind, a friend of Olaf Brandt, who is accused of theft.",
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock for scrap. Brandt said that he had only "
        "moved it.",
        "Mara Lind, the mayor, accused Olaf Brandt of selling the old lock for scrap. Brandt did not respond to "
        "requests for comment.",
        "Ida Holm, a captain, was charged with smuggling. Her lawyer said the crates held books. Holm pleaded not "
        "guilty.",
        "Growers have blamed Sundqvist Shipping for the dead mussels. “We are looking into it,” said a spokeswoman for "
        "Sundqvist Shipping.",
        "“They accuse Olaf Brandt of theft every spring,” said Mara Lind, the mayor, and laughed.",
        "The islanders blamed the north wind for the late ferry, said Ida Holm, its captain.",
        "Norway accused Denmark of fishing too close to the coast, said Johan Ek, who teaches history.",
    ),
)
