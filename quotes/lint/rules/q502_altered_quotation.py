"""Q502: a quotation that an ellipsis or brackets alter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span

_ELLIPSIS = re.compile(
    r"[\[(](?:…|\.\s?\.\s?\.)[\])]|(?<=\s)(?:…|\.{3}|\. \. \.)(?=\W*\w)|\.{4}(?=\s+\w)|\. \.{3}(?=\s+\w)"
)
_SQUARE = re.compile(r"\[(?!sic\b)[^\]]*\w\w[^\]]*\]", re.IGNORECASE)
_ROUND = re.compile(r"\((?!sic\b)(?:[^()\s]+\s){0,3}[^()\s]*[a-z][^()\s]*\)", re.IGNORECASE)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*\s\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for quotation in article.quotations:
        stated = any(piece.overlaps(quotation.span) for one in article.statements for piece in one.content)
        if quotation.depth or not stated:
            continue
        span = quotation.span
        found = {"an ellipsis": _places(_ELLIPSIS, article.text, span)}
        insertions = [one for one in _places(_ROUND, article.text, span) if _is_insertion(one, article.text)]
        found["brackets"] = _places(_SQUARE, article.text, span) + insertions
        if places := [*found["an ellipsis"], *found["brackets"]]:
            yield Flaw(min(places), (("what", " and ".join(what for what, spans in found.items() if spans)),))


def _places(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    return [Span(match.start(), match.end()) for match in pattern.finditer(text, span.start, span.end)]


def _is_insertion(span: Span, text: str) -> bool:
    """Tell whether round brackets hold words of the writer: no initials of a name, and no part of one."""
    inside = text[span.start + 1 : span.end - 1]
    in_name = _CAPITAL_BEFORE.search(text[: span.start]) and _CAPITAL_AFTER.match(text, span.end)
    return not inside.isupper() and not in_name


RULE = LintRule(
    code="Q502",
    name="altered-quotation",
    summary="a quotation altered by an ellipsis or brackets",
    message="the quotation is altered by {what}: make sure that it keeps its sense, or paraphrase it",
    severity="note",
    authorities=(
        Authority("Reuters Handbook of Journalism", "Quotations", "http://handbook.reuters.com/index.php/Q"),
        Authority("University of Kansas editing course", "Quotations", "http://edit.dept.ku.edu/~edit/quotes.html"),
    ),
    why=(
        "Quoted words are the speaker's own. What is left out or put in changes them, and readers cannot see whether "
        "it changes their sense. Dots that end a quotation, or stand close behind a word, may be a speaker who trails "
        "off or pauses and are not reported; nor is [sic], or a letter that only changes its case."
    ),
    find=_find,
    triggers=(
        Example("“The dredger came late ... and left early,” said Ivan Petrov, a pilot.", "..."),
        Example("“They [the owners] never asked us,” said Ivan Petrov, a pilot.", "[the owners]"),
        Example("“The dredger came late. […] It left before noon,” said Ivan Petrov, a pilot.", "[…]"),
        Example("“He (the captain) never asked us,” said Ivan Petrov, a pilot.", "(the captain)"),
    ),
    passes=(
        "“I waited, and then…” said Ivan Petrov, a pilot, and shook his head.",
        "“Well... I never saw the dredger,” said Ivan Petrov, a pilot.",
        "“Its [sic] a disgrace for the whole harbour,” wrote Ivan Petrov, a pilot.",
        "“[T]he harbour is closed until Monday,” the notice said.",
        "The Harbour Board [founded in 1921] is broke, said Ivan Petrov, a pilot. “It cannot pay ... ”",
        "“The Ports (Safety) Bill comes too late for us,” said Ivan Petrov, a pilot.",
    ),
)
