"""Q204: "sources" where the article has only one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span

_NOUNS = r"(source|insider|informant)"
_MODIFIERS = r"(?:[\w’'-]+ ){0,3}?"
_PLURAL = re.compile(rf"(?:the )?{_MODIFIERS}{_NOUNS}s\b", re.IGNORECASE)
_THE_ONE = re.compile(rf"the (?:same )?{_NOUNS}\b", re.IGNORECASE)
_ONE = rf"\b(?:an?|one|another|an?other|first|second|third|each|either|every) {_MODIFIERS}"
_ONE_OF = r"\b(?:one|another|first|second|third|each|either|most senior) of (?:the|these|those|our|its) "


_GROUPS = re.compile(r"\b(?:sources|insiders|informants|officials|people|executives|diplomats|aides)\b", re.IGNORECASE)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sources = [one.source[0] for one in article.statements if one.source]
    for number, source in enumerate(sources):
        plural = _PLURAL.match(source.text)
        if not plural:
            continue
        noun = plural[1].lower()
        if (
            _later_alone(article, noun, source, sources[number + 1 :])
            or _earlier_alone(article, noun, source)
            or (article.in_headline(source) and _alone_below(article, noun))
        ):
            yield Flaw(source, (("sources", source.text),))
            return


def _later_alone(article: LintedArticle, noun: str, plural: Span, later: list[Span]) -> bool:
    """Tell whether "the source" is the next word of "sources", without a "one source" between."""
    for source in later:
        match = _THE_ONE.match(source.text)
        if match and match[1].lower() == noun:
            return not _has_one(article.text[: source.start], noun)
    return False


def _earlier_alone(article: LintedArticle, noun: str, plural: Span) -> bool:
    """Tell whether "the sources" are a single source that came before."""
    before = article.text[: plural.start]
    words = plural.text.lower()
    several = re.search(rf"\b{noun}s\b|\b(?:another|second) {_MODIFIERS}{noun}\b", before, re.IGNORECASE)
    return words == f"the {noun}s" and not several and len(_ones(before, noun)) == 1


def _alone_below(article: LintedArticle, noun: str) -> bool:
    """Tell whether the text below the headline has one such source, and no group that the plural may mean."""
    text = article.text[article.paragraphs[0].end :]
    return len(_ones(text, noun)) == 1 and not _GROUPS.search(text)


def _has_one(text: str, noun: str) -> bool:
    return bool(_ones(text, noun)) or bool(re.search(rf"{_ONE_OF}{_MODIFIERS}{noun}s\b", text, re.IGNORECASE))


def _ones(text: str, noun: str) -> list[str]:
    return re.findall(rf"{_ONE}{noun}\b", text, re.IGNORECASE)


RULE = LintRule(
    code="Q204",
    name="plural-sources-of-one",
    summary="“sources” where the article itself shows a single one",
    message="“{sources}” are several, but the article has one",
    severity="error",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing",
            "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
        ),
    ),
    why=(
        "Two sources that know the same are worth more than one, and readers trust the plural. Where only one person "
        "spoke, the plural is untrue."
    ),
    find=_find,
    triggers=(
        Example("Sources said the quay was sinking. The source added that nobody had measured it.", "Sources"),
        Example(
            "Ferry to be sold: sources\n\nThe ferry will be sold, a source close to the talks told the Gazette.",
            "sources",
        ),
        Example(
            "A source close to the union said the pilots would strike. The sources added that a date was set.",
            "The sources",
        ),
        Example(
            "Insiders say the ferry will be sold.\n\nThe insider told the Gazette that the buyer was Norwegian.",
            "Insiders",
        ),
    ),
    passes=(
        "Sources said the quay was sinking. One source said nobody had measured it. The source asked for patience.",
        "Sources close to the union said the pilots would strike. The sources added that a date was set.",
        "A source said the quay was sinking. Another source denied it. The sources agreed that it was old.",
        "Port officials said the quay was sinking. A diplomat disagreed. The diplomat said it was dry.",
    ),
)
