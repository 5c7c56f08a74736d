"""Q101: a quotation with no speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speakerless import lacks_speaker
from quotes.records import Span

_FEWEST_WORDS = {True: 3, False: 5}
"""Of a quoted scrap inside of a sentence, with a cue and without: a shorter one may be a name or a scare quotation."""

_REACH = 3
_LAW = re.compile(
    r"\b(?:Act|Amendment|Charter|Code|Constitution|Convention|Directive|Statute|Treaty)\b"
    r"|\b(?:[Aa]rticle|[Cc]lause|[Ss]ection) (?:[IVX]+|\d+)"
)


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for statement in filter(partial(lacks_speaker, article), article.statements):
        fewest = _FEWEST_WORDS[statement.cue is not None]
        if statement.cue is None and _is_from_law(article, statement.content[0]):
            continue
        places = article.quotations_of(statement) if statement.kind == "mixed" else (statement.content[0],)
        yield from map(Flaw, islice((one for one in places if _is_said(article.text_of(one), fewest)), 1))


def _is_from_law(article: LintedArticle, words: Span) -> bool:
    """Tell whether a sentence goes on with words that may be those of a law, which the sentences before name."""
    if not article.text[words.start : words.end].lstrip("\"'“‘")[:1].islower():
        return False
    before = [one for one in article.sentences if one.start <= words.start][-_REACH:]
    return any(_LAW.search(article.own_words(one)) for one in before)


def _is_said(quotation: str, fewest: int) -> bool:
    """Tell whether quoted words are a sentence, or a scrap that is more than a name or a title."""
    words = re.findall(r"\w[\w’'-]*", quotation)
    if words[0][0].isupper() and quotation.rstrip("\"'”’»")[-1:] in {".", ",", "!", "?", "…"}:
        return True
    return len(words) >= fewest and not all(word[0].isupper() for word in words if len(word) > 3)


RULE = LintRule(
    code="Q101",
    name="quotation-without-speaker",
    summary="a quotation with no speaker",
    message="nothing says whose words these are",
    severity="error",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "The Essentials of Reuters sourcing: when to source",
            "http://www.aalep.eu/essentials-sourcing-journalists",
        ),
    ),
    why=(
        "Readers must know whose words they read. A quotation that nobody is named for can be neither checked nor "
        "answered. A quotation whose speaker the sentences around it make plain needs no “said”, and a headline may "
        "give words whose speaker the article names below."
    ),
    find=_find,
    triggers=(
        Example(
            "The harbour was closed for two days. “Nobody told us that the dredger would come.”",
            "“Nobody told us that the dredger would come.”",
        ),
        Example(
            'The ferry was full. "We waited three hours in the rain." The next one leaves on Monday.',
            '"We waited three hours in the rain."',
        ),
        Example(
            "The vote was close.\n\n“It is a scandal, and everybody knows it.”\n\nThe council meets again in June.",
            "“It is a scandal, and everybody knows it.”",
        ),
        Example(
            "The plan for the new quay was called “a disgrace to the whole town”.", "“a disgrace to the whole town”"
        ),
        Example(
            "The film shows the quay. “You have to leave the ship now” was heard all day.",
            "“You have to leave the ship now”",
        ),
    ),
    passes=(
        "“Nobody told us that the dredger would come,” said Ivan Petrov, a pilot.",
        "Ivan Petrov, a pilot, was angry. “Nobody told us that the dredger would come.”",
        "The harbour is closed.\n\n“Never again.”\n\nOlaf Hansen stands on the quay and looks at the ice.",
        "Ivan Petrov, a pilot, said he was angry.\n\n“Nobody told us that the dredger would come.”",
        "The so-called “night of the dredger” is over.",
        "Her first novel, “The Long Night of the Dredger”, is praised in Oslo.",
        "The ship was named “Queen of the Northern Sea”.",
        "“The sea gives and the sea takes.”\n\n— A proverb of Sandvik\n\nThe harbour of Sandvik is quiet.",
        "“No fish, no future”\n\nThe council of Sandvik met on Monday to talk about herring.",
        "The ferry is bound by section 7 of the Harbour Act. A captain has to “keep a true log of every passage”.",
        "Shouts of “Save our ferry” came from the quay.",
        "The film shows the quay.\n\nA talking blue herring is heard telling his old friend, ‘I have been caught three "
        "times today... sometimes I wish I was a boat.’",
        "The film shows the quay.\n\n‘This is your ship... you are more than a crew, you are a family,’ Petrov is "
        "heard encouraging a group of pilots. ‘Now get out here and sail!’",
        "The film shows the quay.\n\n“You have to leave the ship now,” a pilot was filmed urging the passengers.",
        "The ferry is lost.\n\n“After the storm I went to sea, with the company of the Whales and Seals.\n\n“It was "
        "hard. I sold the boat,” she says.",
        "“We waited in the rain”: anger at the ferry\n\n“We waited in the rain,” said Vera Lind, a baker.",
    ),
)
