"""Sources whose name an article withholds, and the reasons that it gives for that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Speaker, Statement
from quotes.speakers.anonymity import OUTSIDE_ENDINGS, withholding_phrase
from quotes.words import load_words

_UNNAMED = re.compile(r"\b(?:anonymous|unnamed|unidentified)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:someone|somebody|persons?|people|man|woman|sources?|officials?)\b", re.IGNORECASE)
_COUNTED = r"(?:an?|one|another|two|three|four|five|several|multiple|other)\b"
_MANY = re.compile(r"\b(?:all|both|they|the (?:officials|sources|people|insiders|executives))\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:He|She|They|The (?:diplomat|executive|insider|official|person|people|source)s?)\b")
_PART = re.compile(
    r"(?:one|two|three|four|five|six|several|some|both|many|most)\b(?: of (?:the|these|those|them)\b)?", re.IGNORECASE
)
_OF_OTHERS = re.compile(r"\b(?:cit(?:es|ed|ing)|quot(?:es|ed|ing))\s*\Z")
_FORBIDDEN = re.compile(
    r"(?:\bnot|n[’']t|\bneither|\bnor) (?:(?:was|were|been|is|are|being) )?"
    r"(?:authori[sz]ed|allowed|permitted) to (?:speak|talk|comment|discuss|brief|give)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnnamedSource:
    """A speaker whose name is withheld, with the statements of the article whose source it is, in order."""

    speaker: Speaker
    statements: tuple[Statement, ...]

    @property
    def mentions(self) -> tuple[Span, ...]:
        """The source of each statement."""
        return tuple(one.source[0] for one in self.statements)


def unnamed_sources(article: LintedArticle) -> Iterator[UnnamedSource]:
    """Yield the speakers of an article whose names are withheld: "a source", "a senior official".

    An eyewitness or a passer-by is none, nor is a whole group ("officials"), nor the source of somebody else ("the
    Gazette, citing a source"). Headlines do not count.
    """
    statements: dict[str, list[Statement]] = {}
    for statement in article.statements:
        for source in statement.source[:1]:
            if not article.in_headline(source) and not _OF_OTHERS.search(
                article.text[max(source.start - 12, 0) : source.start]
            ):
                for speaker in statement.speakers:
                    statements.setdefault(speaker.id, []).append(statement)
    for speaker in article.analysis.speakers:
        own = statements.get(speaker.id, [])
        if speaker.kind in {"anonymous", "group"} and any(_is_withheld(article, one.source[0]) for one in own):
            yield UnnamedSource(speaker, tuple(own))


def unnamed_speaker(article: LintedArticle, statement: Statement) -> Speaker | None:
    """Return the speaker of a statement whose name is withheld, or None."""
    withheld = {one.speaker.id: one.speaker for one in unnamed_sources(article)}
    return next((withheld[one.id] for one in statement.speakers if one.id in withheld), None)


def is_part_of(source: UnnamedSource, others: Iterable[UnnamedSource]) -> bool:
    """Tell whether a source is some of a group of others, mentioned before: "one official" of "two port officials"."""
    first = source.mentions[0]
    part = _PART.match(first.text)
    if not part:
        return False
    words = {_singular(word) for word in first.text[part.end() :].lower().split()}
    before = (one.text.lower().split() for other in others for one in other.mentions if one.start < first.start)
    return bool(words) and any(
        words <= {_singular(word) for word in group} and any(_singular(word) in words - {word} for word in group)
        for group in before
    )


def _singular(word: str) -> str:
    word = word.strip(",")
    return "person" if word == "people" else word.removesuffix("s")


def gives_reason(article: LintedArticle, source: UnnamedSource) -> bool:
    """Tell whether an article says why a source is not named, in a paragraph of it or beside one.

    What is said of them all ("the officials spoke on condition of anonymity because …") counts wherever it stands.
    """
    if source.speaker.anonymity:
        return True
    numbers = {article.paragraphs.index(article.paragraph_of(one)) for one in source.mentions}
    for number, paragraph in enumerate(article.paragraphs):
        is_near = any(abs(number - one) <= 1 for one in numbers)
        sentences = [article.text_of(one) for one in article.sentences_of(paragraph)]
        for sentence, following in zip_longest(sentences, sentences[1:], fillvalue=""):
            if _is_reason(sentence, following) and (is_near or _MANY.search(sentence)):
                return True
    return False


def _is_withheld(article: LintedArticle, source: Span) -> bool:
    """Tell whether a source, as written, is somebody whose name is kept from the readers."""
    words = " ".join(source.text.lower().split())
    if any(words.startswith(f"{one} sources") for one in load_words("published_sources")):
        return False
    if _UNNAMED.search(words) or _indefinite().match(words):
        return True
    if _PEOPLE.search(words) and any(phrase in words for phrase in load_words("insider_phrases")):
        return True
    phrase = withholding_phrase(words, article.text_of(article.sentence_of(source)))
    return phrase is not None and phrase.endswith(OUTSIDE_ENDINGS)


@cache
def _indefinite() -> re.Pattern[str]:
    nouns = "|".join(sorted(load_words("withheld_nouns"), key=len, reverse=True))
    word = r"(?!(?:at|by|for|from|that|to|which|who|whose|with) )[\w.&’'/-]+ "
    return re.compile(rf"(?:{_COUNTED} (?:{word})*?(?:{nouns})\b|(?:{word}){{0,3}}(?:sources|insiders)\b)")


def _is_reason(sentence: str, following: str) -> bool:
    """Tell whether a sentence has a reason for a withheld name, or the next one that goes on about the source."""
    if _FORBIDDEN.search(sentence):
        return True
    phrase = withholding_phrase("", sentence)
    if phrase is None:
        return False
    around = sentence.lower().replace(phrase, " ") + (following.lower() if _GOES_ON.match(following) else "")
    return any(re.search(rf"\b{ground}", around) for ground in load_words("anonymity_grounds"))
