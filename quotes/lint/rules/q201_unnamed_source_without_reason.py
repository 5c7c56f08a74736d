"""Q201: a source whose name is withheld, with no reason given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.unnamed_sources import gives_reason, is_part_of, unnamed_sources

_IN_PUBLIC = re.compile(
    r"\b(?:advi|announc|apologi|ask|call|condemn|critici|demand|pledg|post|prais|promis|testif|tweet|urg|vow|writ|wrote)",
    re.IGNORECASE,
)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sources = tuple(unnamed_sources(article))
    for source in sources:
        told = [one for one in source.statements if one.cue and not _IN_PUBLIC.search(one.cue.text)]
        if told and not gives_reason(article, source) and not is_part_of(source, sources):
            yield Flaw(source.mentions[0], (("source", source.mentions[0].text),))


RULE = LintRule(
    code="Q201",
    name="unnamed-source-without-reason",
    summary="a source whose name is withheld for no reason that the article gives",
    message="“{source}”: nothing says why the name is withheld",
    severity="warning",
    authorities=(
        Authority(
            "AP News Values and Principles",
            "Anonymous sources",
            "https://blog.ap.org/behind-the-news/when-is-it-ok-to-use-anonymous-sources",
        ),
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: the weakest sources",
            "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
        ),
    ),
    why=(
        "Readers can weigh the word of somebody unnamed only if they know what there is to fear for this source, or to "
        "gain. The reason is reported once for each source, at its first mention, and once for a group and some of it; "
        "it may stand in the paragraph before or behind."
    ),
    find=_find,
    triggers=(
        Example(
            "Two port officials said, on condition of anonymity for fear of losing their posts, that the quay "
            "was sinking.\n\nThe council meets in June.\n\nOne senior harbour official said the ferry would be sold.",
            "One senior harbour official",
        ),
        Example(
            "A senior port official said the quay was sinking. The council meets in June.", "A senior port official"
        ),
        Example(
            "The ferry will be sold in May, according to two people familiar with the talks.",
            "two people familiar with the talks",
        ),
        Example(
            "The pilots will strike on Monday, a source close to the union told the Gazette, on condition of "
            "anonymity. “Nobody wants it,” the source added.",
            "a source close to the union",
        ),
    ),
    passes=(
        "Two port officials, who asked not to be named because the talks are private, said the quay was sinking.\n\n"
        "The council meets in June.\n\nThe ferry will be sold.\n\nOne port official said the crane would go too.",
        "A senior port official, who asked not to be named because the talks are private, said the quay was sinking.",
        "Two people familiar with the talks said the ferry would be sold.\n\nThe people spoke on condition of "
        "anonymity for fear of losing their work.",
        "Two diplomats said on condition of anonymity that the treaty was dead. They feared for their posts.",
        "A source close to the union said the pilots would strike. The source was not authorised to speak to the "
        "press.",
        "Port officials said the quay was sinking.",
        "A top aide to the mayor called the plan a scandal in a speech on the quay.",
        "The Gazette cited a senior official as saying that the quay was sinking.",
        "A witness said the ferry had turned twice before it sank.",
        "A spokesman for the port said the quay was sinking.",
    ),
)
