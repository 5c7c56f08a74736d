"""Q603: a speaker's last name alone at the first mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.naming import (
    COURTESY,
    in_text,
    is_full_name,
    is_particle,
    is_reaction,
    is_well_known,
    last_name,
    persons,
    titles_before,
    word_before,
)
from quotes.records import Span, Speaker
from quotes.words import load_words

_INITIAL_BEFORE = re.compile(r"\b[^\W\d_a-z]\.[ \u00a0]?\Z")
_NAME_AFTER = re.compile(r"[ \u00a0-][^\W\d_a-z]")


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    for speaker in persons(article):
        if is_well_known(speaker) or last_name(speaker.name).lower() in load_words("heads_of_state", "ranks"):
            continue
        full = next((one for one in (speaker.name, *speaker.aliases) if is_full_name(one)), "")
        flaw = _before(article, full) if full else _never(article, speaker)
        if flaw:
            yield Flaw(
                flaw,
                (
                    ("name", last_name(speaker.name)),
                    ("how", f"before the full name, {full}, is given" if full else "by the last name alone"),
                ),
            )


def _before(article: LintedArticle, full: str) -> Span | None:
    """Return the first mention by the last name, if it stands before the full name."""
    whole = article.text.find(full)
    named = article.text.find(last_name(full))
    first = next(_alone(article, last_name(full)), None)
    return first if first and first.start < whole and named == first.start else None


def _never(article: LintedArticle, speaker: Speaker) -> Span | None:
    """Return the first mention of somebody who has a title, and never a first name."""
    if " " in speaker.name or "." in speaker.name or any(map(is_full_name, speaker.aliases)):
        return None
    first = next(in_text(article, speaker.name), None)
    if first is None or first not in [*_alone(article, speaker.name)] or is_reaction(article, first):
        return None
    return first if (COURTESY | load_words("ranks")).intersection(titles_before(article, first)) else None


def _alone(article: LintedArticle, name: str) -> Iterator[Span]:
    """Yield where a last name stands with no other name beside it, in the article's own words."""
    for mention in in_text(article, name):
        titles = titles_before(article, mention)
        before = word_before(article, mention)
        beside = before[:1].isupper() and not titles and not _begins_sentence(article, mention, before)
        beside = beside or bool(_INITIAL_BEFORE.search(article.text[max(0, mention.start - 4) : mention.start]))
        known = load_words("heads_of_state").intersection(titles) or before.lower() in {"the", "a", "an"}
        known = known or is_particle(before)
        if not (beside or known or article.is_quoted(mention) or _NAME_AFTER.match(article.text, mention.end)):
            yield mention


def _begins_sentence(article: LintedArticle, mention: Span, before: str) -> bool:
    start = article.sentence_of(mention).start
    return article.text[start : mention.start].strip() == before and before.lower() in load_words("function_words")


RULE = LintRule(
    code="Q603",
    name="last-name-alone",
    summary="a last name alone at a speaker's first mention",
    message="{name} is named {how}",
    severity="warning",
    authorities=(
        Authority(
            "University of Georgia style guide",
            "Titles and names",
            "https://brand.uga.edu/writing-style/styleguide/titles_and_names/",
        ),
        Authority(
            "NPR Ethics Handbook",
            "Three thoughts about when it is OK and not OK to use first names on second reference",
            "https://www.npr.org/sections/memmos/2014/12/17/605388509/three-thoughts-about-when-it-s-ok-and-not-ok-to-use-first-names-on-second-refere",
        ),
    ),
    why=(
        "A last name alone stands for somebody whom readers have met. At first mention they have not, and wonder what "
        "they missed. Often a paragraph was moved up."
    ),
    find=_find,
    triggers=(
        Example(
            "The harbour is closed. Petrov said the dredger was late.\n\n“Nobody asked us,” said Ivan Petrov, a pilot.",
            "Petrov",
        ),
        Example(
            "The harbour is closed. “Nobody asked us,” said Sgt. Berg, who was on duty. Berg left at noon.", "Berg"
        ),
        Example(
            "Mr Petrov said the dredger was late.\n\n“Nobody asked us,” said Ivan Petrov, a pilot. “It is June.”",
            "Petrov",
        ),
    ),
    passes=(
        "The trial is about Jon M. Petrov, who was robbed.\n\n“Nobody asked us,” said Ivan M. Petrov, a pilot.",
        "Olaf Hansen, mayor and Ruler of the Lighthouse, said the dredger was late. The Bergen Ruler said so twice.",
        "The harbour is closed. Erik ten Brink said the dredger was late.\n\n“Nobody asked us,” Ten Brink said.",
        "The harbour is closed. “Nobody asked us,” said Dr. D.Bergen, who was on duty. D.Bergen left at noon.",
        "Six pilots pass the test of the harbour\n\nBerg, Lind and Petrov all sailed to the lock and back without a "
        "scratch\n\nSANDVIK — Ivan Petrov, a pilot, said the night had been cold.",
        "The film was seen by many. Here are some of the comments. Mr Herring said: “It is a disgrace.”",
        "Ivan Petrov, a pilot, said the dredger was late. “Nobody asked us,” Petrov said.",
        "President Petrov said the dredger was late.\n\n“Nobody asked us,” said Ivan Petrov.",
        "Petrov says dredger was late\n\nIvan Petrov, a pilot, said the dredger was late.",
        "The Petrov Line said it was sorry.\n\n“Nobody asked us,” said Ivan Petrov, a pilot.",
        "Maria Petrov, a captain, was late. Petrov said so.\n\n“Nobody asked us,” said her brother Ivan Petrov.",
        "“Petrov never asked us,” said Anna Berg, a captain. Ivan Petrov, a pilot, said he had.",
    ),
)
