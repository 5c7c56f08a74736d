"""Q601: a speaker of whom the first mention says nothing but the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quotes.lint.headings import is_heading
from quotes.lint.introductions import is_family_known, is_listed
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.naming import (
    COURTESY,
    in_text,
    is_full_name,
    is_reaction,
    is_well_known,
    last_name,
    persons,
    titles_before,
)
from quotes.records import Span, Speaker, Statement
from quotes.words import load_words

_DESCRIBED_AFTER = re.compile(
    r"[’']?\s*(?:\(|[-–—]\s?(?![a-z]+ing\b)\w|,?\s(?:who|whose|from|of|aged|(?:is|was) (?:an?|the)|at|with|for)\b"
    r"|\s(?:also |has |now |once )*(?:chair|direct|edit|found|head|lead|led|manage|own|ran|run|study|studie|taught"
    r"|teach|work)(?:s|es|d|ed)?\b(?! (?:to|on|out)\b)"
    r"|,\s+(?!(?:[a-z]+ing|and|but|or|nor|so|yet|though|although|while|when|as|if|in|on|at|which|he|she|they|it)\b)"
    r"[^\s“\"‘'])"
)
_ADDRESSING = re.compile(r" (?:on|to|upon|with)\Z")
_TO_DO = re.compile(r"(?:[\w’'-]+ ){1,4}to [a-z]+")
_WITNESS = re.compile(
    r"[^.;“\"]{0,30}?\b(?:he|she) (?:was|had been|is) (?:(?:just|still|already) )?(?:cross|cycl|driv|queu|rid|sail|"
    r"shopp?|sitt?|sleep|stand|swimm?|travell?|wait|walk|watch)ing\b"
)
_ONE_OF = re.compile(r"(?:He|She) (?:is|was) (?:also |now |then )?(?:an?|one of|the)\b")
_GROUP_REACH = 2
"""Paragraphs through which a group gives its role to the names that follow."""
_GROUPS = {"group", "anonymous"}
_PLURAL = re.compile(r"(?:[\w-]+ ){0,2}[a-z]{3,}s")
_ADVERB = re.compile(r"[a-z]+ly\Z")
_WORD_AFTER = re.compile(r"\s\w")


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sure = {
        who.id
        for one in article.statements
        if one.confidence >= settings.doubt and not _is_deed(one)
        for who in one.speakers
    }
    for speaker in persons(article):
        name = next((one for one in (speaker.name, *speaker.aliases) if is_full_name(one)), "")
        if not name or speaker.id not in sure or is_well_known(speaker) or not _is_person(speaker, name):
            continue
        mention = next(in_text(article, name), None)
        if mention and not _is_described(article, speaker, mention):
            yield Flaw(mention, (("name", name),))


def _is_deed(statement: Statement) -> bool:
    """Tell whether a statement tells what somebody asks for, which is no quotation: "she pleads with them to wait"."""
    if statement.kind != "indirect" or statement.cue is None:
        return False
    return statement.text.startswith("to ") or bool(
        _ADDRESSING.search(statement.cue.text) and _TO_DO.match(statement.text)
    )


def _is_person(speaker: Speaker, name: str) -> bool:
    """Tell whether a full name has a first name that is known, or its holder is "he" or "she"."""
    first = name.partition(" ")[0].lower()
    mentions = {one.text.lower() for one in speaker.mentions}
    return first in load_words("female_names", "male_names") or bool(mentions & {"he", "she"})


def _is_described(article: LintedArticle, speaker: Speaker, mention: Span) -> bool:
    """Tell whether words beside a mention, or near it, say who that is, or the article opens with him."""
    if speaker.speaks_for or speaker.listed or {*titles_before(article, mention)} - COURTESY:
        return True
    number = article.paragraphs.index(article.paragraph_of(mention))
    before = article.paragraphs[max(number - 1, 0)]
    if all(is_heading(article, one) for one in article.paragraphs[:number]):
        return True
    sentence = article.sentence_of(mention)
    if is_reaction(article, mention) or _WITNESS.match(article.text, mention.end):
        return True
    if _is_one_of_group(article, number) or is_listed(article, mention, sentence):
        return True
    if is_family_known(article, speaker, mention):
        return True
    near = Span(before.start, article.paragraphs[number : number + 2][-1].end)
    around = article.text[near.start : near.end]
    if any(one and one in around for one in (speaker.role, speaker.affiliation)):
        return True
    nouns = load_words("person_nouns", "spokespeople")
    if any(near.contains(one) and nouns.intersection(one.text.lower().split()) for one in speaker.mentions):
        return True
    return _is_introduced(article, mention, before) or any(
        _beside(article, one) for one in _mentions(article, speaker, mention, near)
    )


def _is_one_of_group(article: LintedArticle, number: int) -> bool:
    """Tell whether a plural for persons with a role speaks in the paragraphs just before: "passengers said"."""
    before = article.paragraphs[max(number - _GROUP_REACH, 0) : number]
    return any(
        _PLURAL.fullmatch(source.text) and source.text.lower().split()[-1] not in load_words("anonymous_nouns")
        for one in article.statements
        for source in one.source
        if any(each.contains(source) for each in before) and {who.kind for who in one.speakers} <= _GROUPS
    )


def _is_introduced(article: LintedArticle, mention: Span, before: Span) -> bool:
    """Tell whether a noun for a person, without a name, stands in the paragraph before or in the sentences around."""
    number = article.sentences.index(article.sentence_of(mention))
    first, last = article.sentences[max(number - 1, 0)], article.sentences[number]
    if _nouns("an?|one|another|as|becoming|became|his|her|its|their|\\w+['’]s").search(
        article.own_words(Span(before.start, last.end))
    ):
        return True
    behind = article.sentences[number + 1 : number + 2]
    if any(_ONE_OF.match(article.text, one.start) for one in behind):
        return True
    beside = [first, *behind]
    return any(_nouns("the").search(article.own_words(one)) for one in beside if one != last)


@cache
def _nouns(determiners: str) -> re.Pattern[str]:
    """Return the pattern of a noun for a person behind some words, with no name behind it: "his spokesman"."""
    nouns = "|".join(sorted(load_words("person_nouns", "spokespeople")))
    return re.compile(rf"\b(?i:{determiners}) (?:[\w-]+ ){{0,3}}(?:{nouns})\b(?! [A-Z])")


def _mentions(article: LintedArticle, speaker: Speaker, mention: Span, near: Span) -> Iterator[Span]:
    """Yield the mentions by full and by last name in a stretch."""
    full = [one for one in (mention, *in_text(article, speaker.name)) if one == mention or near.contains(one)]
    yield from full
    last = (one for one in in_text(article, last_name(speaker.name)) if near.contains(one))
    yield from (one for one in last if not any(name.contains(one) for name in full))


def _beside(article: LintedArticle, mention: Span) -> bool:
    """Tell whether words beside a name describe its holder."""
    if _DESCRIBED_AFTER.match(article.text, mention.end):
        return True
    before = article.text[article.paragraph_of(mention).start : mention.start].split()
    while before and before[-1].lower().rstrip(".") in COURTESY:
        before.pop()
    word = before[-1] if before else ""
    if word.endswith(","):
        return not _WORD_AFTER.match(article.text, mention.end)
    if not word[-1:].isalnum() and not word.endswith((".", *"'’")):
        return False
    known = load_words("function_words", "reporting_verb_forms", "speech_cues")
    return word.strip("“\"‘'’").lower() not in known and not _ADVERB.match(word)


RULE = LintRule(
    code="Q601",
    name="no-role",
    summary="no role or title at a speaker's first mention",
    message="{name} is quoted, and no role or title says who that is",
    severity="note",
    authorities=(
        Authority(
            "Guardian and Observer style guide",
            "N: names",
            "http://www.theguardian.com/guardian-observer-style-guide-n",
        ),
        Authority(
            "Pittsburgh Post-Gazette style rules",
            "Mr. Who? Officer What?",
            "http://www.pressreader.com/usa/pittsburgh-post-gazette/20190320/281547997227845",
        ),
    ),
    why=(
        "Readers weigh words by who says them. A name alone tells them only that somebody was asked. An age, a place, "
        "a trade or a relation is enough; the very well-known need none."
    ),
    find=_find,
    triggers=(
        Example("The harbour is closed.\n\nIvan Petrov said the dredger was late.", "Ivan Petrov"),
        Example(
            "Two ferries had to wait outside on Monday.\n\n“Nobody asked us,” said Anna Berg. The board meets on "
            "Friday, and the dredger comes in June.",
            "Anna Berg",
        ),
        Example(
            "The dredger was late again.\n\n“It is a disgrace,” Mr Ivan Petrov said. The board did not answer.",
            "Ivan Petrov",
        ),
        Example(
            "The dredger was late, sources said.\n\n“It is a disgrace,” Ivan Petrov said. The board did not answer.",
            "Ivan Petrov",
        ),
        Example("The harbour is closed.\n\nAnna Berg said she was thinking of a new quay.", "Anna Berg"),
        Example(
            "The harbour is closed.\n\n“Nobody asked us,” said Anna Berg.\n\nBerg works to calm the town.", "Anna Berg"
        ),
    ),
    passes=(
        "The harbour is closed.\n\n“Nobody asked us,” said Anna Berg. She is one of many who sail from here.",
        "The harbour is closed, two former pilots say.\n\nAnna Berg and Ivan Petrov said the dredger was late.",
        "The harbour has been praised by pilots such as Olaf Hansen, Anna Berg and Ivan Petrov. Berg said it was late.",
        "The Bergs have lived on the quay since May.\n\n“Nobody asked us,” said Anna Berg.",
        "The harbour is closed.\n\nAnna Berg said she was waiting on the quay when the crane fell.",
        "The harbour is closed.\n\nThe video was seen by many. Here are some of the comments. Ivan Petrov said: “It is "
        "a disgrace.” Anna Berg wrote: “Nobody asked us.”",
        "The ferry was full, and passengers said they were angry.\n\n“Nobody asked us,” Anna Berg said.\n\n“It is a "
        "disgrace,” said Ivan Petrov.",
        "The harbour is closed.\n\n“Nobody asked us,” said Anna Berg.\n\nBerg teaches at the school of navigation.",
        "The new film is about the sea.\n\nAnna Berg pleads with the town to save the ferry.",
        "The harbour is closed.\n\nIvan Petrov, a pilot, said the dredger was late.",
        "The harbour is closed.\n\nHarbour master Ivan Petrov said the dredger was late.",
        "The harbour is closed.\n\n“Nobody asked us,” said Anna Berg, 43. The board meets on Monday.",
        "The harbour is closed.\n\n“Nobody asked us,” said Anna Berg from Walleye Bay.",
        "The harbour is closed.\n\n“Nobody asked us,” said her neighbour Mrs Anna Berg.",
        "The harbour is closed.\n\nBarack Obama said it would be open again in June.",
        "The harbour is closed.\n\nA pilot was the first to complain. “Nobody asked us,” Anna Berg said.",
        "The harbour is closed.\n\n“Nobody asked us,” said the head of the union, Anna Berg.",
    ),
    default=False,
    off_because=(
        "nobody can list all whom readers know: of five findings in 600 articles, three were about stars and coaches"
    ),
)
