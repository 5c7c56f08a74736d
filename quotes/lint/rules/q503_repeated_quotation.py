"""Q503: a quotation that is given twice, or with other words or another speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.lint.headings import is_heading, is_set_apart
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Speaker
from quotes.words import load_words

_FEWEST = 6
"""Words of a quotation that can be taken for one that is known; fewer are a phrase."""
_ALIKE = 85
"""Similarity (0 to 100) from which two quotations are the same in other words."""
_WHOLE = 0.8
"""Share of the longer quotation that a shorter one has to have to repeat the whole of it."""
_LED = 2
"""Words that a quotation may have more than the same one before, whole in both places."""
_SHOWN = 60
_CAPTION = 8
"""Words beside a pull quote, at most."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Quoted:
    span: Span
    words: tuple[str, ...]
    speakers: tuple[Speaker, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def words_at(self, start: int, end: int) -> list[str]:
        """Return the words of which `text` has a part between two offsets."""
        text = self.text
        return text[text.rfind(" ", 0, start + 1) + 1 : end + len(text[end:].partition(" ")[0])].split()


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    from rapidfuzz import fuzz

    quoted = list(_quoted(article))
    for number, later in enumerate(quoted):
        for earlier in quoted[:number]:
            shorter, longer = sorted((earlier, later), key=lambda one: len(one.words))
            found = fuzz.partial_ratio_alignment(shorter.text, longer.text, score_cutoff=_ALIKE)
            if found and (
                problem := _problem(article, earlier, later, longer.words_at(found.dest_start, found.dest_end))
            ):
                shown = article.text[earlier.span.start : earlier.span.end]
                shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rpartition(' ')[0]} …"
                yield Flaw(later.span, (("problem", problem), ("earlier", " ".join(shown.split()))))
                break


def _quoted(article: LintedArticle) -> Iterator[_Quoted]:
    for quotation in article.quotations:
        inside = article.text[quotation.span.start : quotation.span.end]
        words = tuple(word.casefold().replace("’", "'") for word in _WORD.findall(inside))
        stated = [one for one in article.statements if any(piece.overlaps(quotation.span) for piece in one.content)]
        if stated and not quotation.depth and len(words) >= _FEWEST:
            yield _Quoted(quotation.span, words, stated[0].speakers)


def _problem(article: LintedArticle, earlier: _Quoted, later: _Quoted, common: list[str]) -> str:
    """Return what is wrong with two quotations that are alike, `common` being what the longer has of the shorter.

    Returns "" if nothing is wrong.
    """
    shorter, longer = sorted((earlier, later), key=lambda one: len(one.words))
    if f" {shorter.text} " not in f" {longer.text} ":
        same_speakers = {one.id for one in earlier.speakers} == {one.id for one in later.speakers}
        apart = article.paragraph_of(earlier.span) != article.paragraph_of(later.span)
        return (
            "has other words before" if same_speakers and apart and _is_altered(article, earlier, later, common) else ""
        )
    if any(is_heading(article, one.span) for one in (earlier, later)):
        return ""
    if _differ(earlier.speakers, later.speakers):
        return f"is one of {earlier.speakers[0].name} before"
    whole = len(shorter.words) >= _WHOLE * len(longer.words)
    if (
        not whole
        or len(earlier.words) + _LED < len(later.words)
        or any(_is_echo(article, one) for one in (earlier, later))
    ):
        return ""
    return "is given before"


def _is_altered(article: LintedArticle, earlier: _Quoted, later: _Quoted, common: list[str]) -> bool:
    """Tell whether words were changed, and not only cut off at an edge or masked: "f**k"."""
    from rapidfuzz.distance import Levenshtein

    if any("*" in article.text[one.span.start : one.span.end] for one in (earlier, later)):
        return False
    words = min(earlier.words, later.words, key=len)
    changed = [one for one in Levenshtein.opcodes(words, common) if one.tag != "equal"]
    inner = [one for one in changed if one.src_start > 0 and one.src_end < len(words)]
    return bool(inner) or any(0 < one.src_end - one.src_start == one.dest_end - one.dest_start == 1 for one in changed)


def _is_echo(article: LintedArticle, quoted: _Quoted) -> bool:
    """Tell whether a quotation stands in a pull quote, whose name of the speaker has no verb."""
    if is_set_apart(article, quoted.span):
        return True
    own = _WORD.findall(article.own_words(article.paragraph_of(quoted.span)))
    return 0 < len(own) <= _CAPTION and not load_words("reporting_verb_forms", "speech_cues").intersection(own)


def _differ(some: tuple[Speaker, ...], others: tuple[Speaker, ...]) -> bool:
    """Tell whether two quotations are of two persons."""
    persons = [one for one in (*some, *others) if one.kind == "person"]
    return len(some) == len(others) == 1 and len(persons) == 2 and some[0].id != others[0].id


RULE = LintRule(
    code="Q503",
    name="repeated-quotation",
    summary="a quotation that is given twice, or with other words or another speaker",
    message="the quotation {problem}: {earlier}",
    severity="warning",
    authorities=(
        Authority(
            "Guardian style guide",
            "Quotes",
            "http://anyotherbusiness.blogspot.com/2004/09/guardian-unlimited-style-guide-quotes.html",
        ),
        Authority(
            "National Geographic Style Manual", "Pull quotes", "http://stylemanual.natgeo.com/home/P/pull-quotes"
        ),
    ),
    why=(
        "Words in quotation marks are those that were said. If the same quotation has two wordings or two speakers, "
        "one is wrong; if it stands in the text twice, it was left there by mistake. A headline, a pull quote or a "
        "scrap in the first sentences may say a part of a quotation before, in the same words."
    ),
    find=_find,
    triggers=(
        Example(
            "“The dredger should have come in April, not in June,” said Ivan Petrov, a pilot.\n\n"
            "The owners did not answer.\n\n"
            "“The dredger should have come in April, not in June,” Petrov said.",
            "“The dredger should have come in April, not in June,”",
        ),
        Example(
            "Ivan Petrov, a pilot, called it “the worst week of his whole life”.\n\n"
            "“It was the worst week of my whole life,” he said. “I had nothing to do.”",
            "“It was the worst week of my whole life,”",
        ),
        Example(
            "“The dredger should have come in April, not in June,” said Ivan Petrov, a pilot.\n\n"
            "“I blame the board. The dredger should have come in April, not in June, and I wrote so,” said Anna Berg, "
            "a captain.",
            "“I blame the board. The dredger should have come in April, not in June, and I wrote so,”",
        ),
    ),
    passes=(
        "Anna Berg’s crossing ‘was the worst of the whole summer’\n\nThe captain Anna Berg brought the ferry to Bergen "
        "on Monday.\n\n“It was the worst of the whole summer,” said Ivan Petrov, a pilot.",
        "Pilots say dredger ‘should have come in April’\n\n"
        "“The dredger should have come in April, not in June,” said Ivan Petrov, a pilot.",
        "Ivan Petrov, a pilot, said the dredger “should have come in April, not in June”.\n\n"
        "“I told the board twice that the dredger should have come in April, not in June, but nobody listened to me or "
        "to anybody else in this harbour,” he said.",
        "“The dredger should have come in April,” said Ivan Petrov, a pilot. “The tug should have come in May,” said "
        "Anna Berg, a captain.",
        "“Safe harbour, safe home,” said Ivan Petrov, a pilot. “Safe harbour, safe home,” answered Anna Berg.",
    ),
)
