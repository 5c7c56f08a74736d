"""Q202: a source of which nothing is said but that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.unnamed_sources import is_part_of, unnamed_sources
from quotes.words import load_words

_SOURCE = re.compile(
    r"((?:[\w-]+ )*)sources?(?: who (?:asked|wanted|wished|declined|spoke|requested)\b.*)?", re.I | re.S
)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sources = tuple(unnamed_sources(article))
    for source in sources:
        if not is_part_of(source, sources) and all(
            _is_bare(mention.text) for mention in source.mentions if "source" in mention.text.lower()
        ):
            bare = [mention for mention in source.mentions if _is_bare(mention.text)]
            yield from (Flaw(mention, (("source", mention.text),)) for mention in bare[:1])


def _is_bare(text: str) -> bool:
    source = _SOURCE.fullmatch(text.replace(",", ""))
    return source is not None and set(source[1].lower().split()) <= load_words("empty_source_words")


RULE = LintRule(
    code="Q202",
    name="bare-source",
    summary="“a source” or “sources”, of whom nothing else is said",
    message="“{source}” tells nothing of where the source stands: say as much of it as can be said",
    severity="warning",
    authorities=(
        Authority(
            "AP News Values and Principles",
            "Anonymous sources",
            "https://reason.com/2005/01/04/shooing-anonymice/",
        ),
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: the weakest sources",
            "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
        ),
    ),
    why=(
        "A source that is only called one may be anybody. Tell on which side it stands and how it knows, as closely as "
        "the promise to it allows. It is reported once for each source, and not if another mention describes it."
    ),
    find=_find,
    triggers=(
        Example("A source said the harbour would close in May. The council meets in June.", "A source"),
        Example("The harbour will close in May, according to sources.", "sources"),
        Example("Reliable sources told the Gazette that the pilots would strike.", "Reliable sources"),
    ),
    passes=(
        "The ferry will be sold, two sources close to the talks said.",
        "A source in the harbour office said the quay was sinking. “It is a matter of months,” the source said.",
        "The programmers said the source code of the tide tables was lost.",
        "The council said new sources of income had to be found.",
        "The quay is sinking, sources in the harbour office said. Several sources said it would be closed.",
        "Police sources said the captain had been seen in Oslo.",
    ),
)
