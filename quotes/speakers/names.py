"""Names: what belongs to one, and whether two are forms of the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.records import SpeakerKind
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ARTICLES = {"the", "a", "an"}
SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&"}
DASHES = {"-", "--", "—", "–"}
NO_PART_OF_A_NAME = {"PRON", "AUX", "VERB", "SCONJ", "CCONJ", "PART", "INTJ"}
WORDS_OF_AN_OFFICE = 3
POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|['’])$")


def bare_name(ent: Span) -> str:
    """The name in a stretch of text: no article, title, possessive, bracket or white space around it."""
    tokens = [token for token in ent if not token.is_space]
    for number, token in enumerate(tokens):  # a dateline before the name: "WALLEYE BAY, Minn. -- Tyler Brandt"
        if token.text in DASHES and number and tokens[number - 1].whitespace_ and token.whitespace_:
            tokens = tokens[number + 1 :]
            break
    while len(tokens) > 1 and _is_no_part(tokens[0]) and any(token.pos_ == "PROPN" for token in tokens):
        tokens = tokens[1:]  # "I'm Mario"
    words = [token.text for token in tokens]
    while words and (words[0].lower() in ARTICLES | load_words("titles") or not words[0][0].isalnum()):
        if len(words) == 1 and words[0].lower() not in ARTICLES and words[0][0].isalnum():
            break
        if ent.label_ not in PEOPLE and words[0].lower() not in ARTICLES and words[0][0].isalnum():
            break
        words.pop(0)
    if not words:
        return ""
    if ent.label_ in PEOPLE:
        words = _without_office(words)
    first = next(token for token in tokens if token.text == words[0])
    text = " ".join(ent.doc[first.i : ent.end].text.split())
    return _without_postnominals(POSSESSIVE.sub("", text).rstrip(" ,.;:")) or text


def _is_no_part(token: Token) -> bool:
    """Is this no word of a name? The tag says more than the part of speech, which "United" has of a verb."""
    return token.pos_ in NO_PART_OF_A_NAME and token.tag_ not in {"NNP", "NNPS"}


def _without_postnominals(name: str) -> str:
    """The name without the letters after it: "Ama Serwaa FRS"."""
    while name.count(" ") > 1 and name.rpartition(" ")[2].replace(".", "").lower() in load_words("postnominals"):
        name = name.rpartition(" ")[0].rstrip(" ,")
    return name


def _without_office(words: list[str]) -> list[str]:
    """The name at the end of an office with its holder: "US Secretary of State Antony Blinken"."""
    offices = load_words("titles", "person_nouns")
    last = max((number for number, word in enumerate(words[:-1]) if word.lower() in offices), default=-1)
    if last < 0 or any(word.islower() and word not in SMALL_WORDS for word in words[last + 1 :]):
        return words
    rest = words[last + 1 :]
    if len(rest) < 2:
        return words
    return rest[-2:] if rest[0] in {"of", "for"} and len(rest) > WORDS_OF_AN_OFFICE else rest


def is_variant(name: str, kind: SpeakerKind, known: list[str], known_kind: SpeakerKind) -> bool:
    """Can `name` be a form of the entity known by the (fuller) names `known`?

    A person may be called by part of the name; an organization by its last words or its initials. Places and
    groups are called by one name.
    """
    if name.lower() in {other.lower() for other in known}:
        return kind == known_kind or len(name.split()) > 1 or "person" not in {kind, known_kind}
    if kind != known_kind:
        return False
    words = name_words(name)
    for other in known:
        if kind == "organization" and len(name) > 1 and name.isupper() and acronym(other) == name:
            return True
        fuller = name_words(other)
        if not words or not fuller:
            continue
        if kind == "person" and _is_part(words, fuller):
            return True
        if kind == "organization" and fuller[-len(words) :] == words:
            return len(words) > 1 or words[0] in load_words("organization_nouns")
        if kind == "organization" and len(words) > 1 and _content_words(words) == _content_words(fuller):
            return True
    return False


def is_company(name: str) -> bool:
    """Does the name end in a word that no person's name ends in ("Quayside Homes")?"""
    words = name_words(name)
    return len(words) > 1 and words[-1] in load_words("company_words")


def name_words(name: str) -> list[str]:
    """The words of a name, lower case, without marks."""
    return [word.strip(".,“”\"'‘’()").lower() for word in name.replace("-", " ").split()]


def _content_words(words: list[str]) -> set[str]:
    return set(words) - SMALL_WORDS


def _is_part(words: list[str], fuller: list[str]) -> bool:
    """Is a person's short name ("Lang", "Peter", "J. Lang") part of the full one ("Peter J. Lang")?"""
    if len(words) == 1:
        return words[0] in (fuller[-1], fuller[0]) or (len(words[0]) > 3 and words[0] in fuller)
    return words == fuller[-len(words) :] or (
        words[-1] == fuller[-1] and (words[0] == fuller[0] or words[0][:1] == fuller[0] or words[0] == fuller[0][:1])
    )


def acronym(name: str) -> str:
    """The initials of a name: "IMF" for "International Monetary Fund"."""
    return "".join(
        word[0] for word in name.replace("-", " ").split() if word[0].isupper() and word.lower() not in SMALL_WORDS
    )
