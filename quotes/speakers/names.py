"""Names: their extent in a text, and their variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.records import SpeakerKind
from quotes.words import load_words
from quotes.words.closed_classes import UNSEEN

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ARTICLES = {"the", "a", "an"}
SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "&"}
DASHES = {"-", "--", "—", "–"}
NO_NAME_PARTS = {"PRON", "AUX", "VERB", "SCONJ", "CCONJ", "PART", "INTJ"}
OFFICE_LENGTH = 3
"""Words of an office that begins with "of" or "for" (“of State”) and of the shortest name after it."""

LONGEST_OFFICE = 5
"""Letters of an office in capitals before a name, at most one less."""

POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|['’])$")


def entity_around(token: Token) -> Span:
    """Return the recognized name that a word with an entity label stands in."""
    from spacy.tokens import Span

    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Span(doc, start, end, label=token.ent_type_)


def bare_name(ent: Span) -> str:
    """Cut article, title, possessive, brackets, white space and what nobody sees off a recognized name.

    Returns "" if nothing is left.
    """
    tokens = _after_dateline([token for token in ent if not token.is_space])
    while len(tokens) > 1 and _is_no_name_part(tokens[0]) and any(token.pos_ == "PROPN" for token in tokens):
        tokens = tokens[1:]  # "I'm Mario"
    is_person = ent.label_ == "PERSON"
    tokens = _without_titles(tokens, is_person)
    if not tokens:
        return ""
    if is_person:
        tokens = _without_office(tokens)
    text = UNSEEN.sub("", " ".join(ent.doc[tokens[0].i : ent.end].text.split()))
    text = text.partition(" (")[0] if text.count("(") > text.count(")") else text  # "Jesse Jackson Jr. (D-Ill"
    return _without_postnominals(POSSESSIVE.sub("", text).rstrip(" ,.;:")) or text


def _after_dateline(tokens: Sequence[Token]) -> Sequence[Token]:
    """Cut a dateline before a name: "WALLEYE BAY, Minn. -- Tyler Brandt"."""
    for number, token in enumerate(tokens):
        if token.text in DASHES and number and tokens[number - 1].whitespace_ and token.whitespace_:
            return tokens[number + 1 :]
    return tokens


def _is_no_name_part(token: Token) -> bool:
    """Tell whether a word is no part of a name; a word tagged as a proper noun is one, whatever its part of speech."""
    return token.pos_ in NO_NAME_PARTS and token.tag_ not in {"NNP", "NNPS"}


def _without_titles(tokens: Sequence[Token], is_person: bool) -> Sequence[Token]:
    """Cut articles and marks before a name, and a person's titles as long as a name is left: "the Rev. Ama Serwaa"."""
    titles = load_words("titles")
    while tokens:
        word = tokens[0].lower_
        is_title = is_person and len(tokens) > 1 and word in titles
        if word[0].isalnum() and word not in ARTICLES and not is_title:
            break
        tokens = tokens[1:]
    return tokens


def _without_office(tokens: Sequence[Token]) -> Sequence[Token]:
    """Cut the office before its holder: "US Secretary of State Antony Blinken"."""
    offices = load_words("titles", "person_nouns")
    last = max((number for number, token in enumerate(tokens[:-1]) if token.lower_ in offices), default=-1)
    rest = tokens[last + 1 :]
    if last < 0 or len(rest) < 2 or any(token.text.islower() and token.text not in SMALL_WORDS for token in rest):
        return tokens
    return rest[-2:] if rest[0].text in {"of", "for"} and len(rest) > OFFICE_LENGTH else rest


def _without_postnominals(name: str) -> str:
    """Cut the letters after a name: "Ama Serwaa FRS"."""
    while name.count(" ") > 1 and name.rpartition(" ")[2].replace(".", "").lower() in load_words("postnominals"):
        name = name.rpartition(" ")[0].rstrip(" ,")
    return name


def is_variant(name: str, kind: SpeakerKind, known: Sequence[str], known_kind: SpeakerKind) -> bool:
    """Tell whether `name` may be a form of the entity with the (fuller) names `known`.

    A person may be called by part of the name; an organization by its last words or its initials. Places and
    groups are called by one name.
    """
    if name.lower() in {other.lower() for other in known}:
        return kind == known_kind or len(name.split()) > 1 or "person" not in {kind, known_kind}
    if kind != known_kind or kind not in {"person", "organization"} or not name_words(name):
        return False
    is_short_form = _is_short_person if kind == "person" else _is_short_organization
    return any(is_short_form(name, other) for other in known if name_words(other))


def _is_short_person(name: str, full: str) -> bool:
    """Tell whether a person's short name ("Lang", "Peter", "J. Lang") is part of the full one ("Peter J. Lang")."""
    words, fuller = name_words(name), name_words(full)
    if len(words) == 1:
        return words[0] in (fuller[-1], fuller[0]) or (len(words[0]) > 3 and words[0] in fuller)
    if _begins_with_office(name) and fuller[-len(words) + 1 :] == words[1:] and words[0][0] != fuller[0][0]:
        return True
    return words == fuller[-len(words) :] or (
        words[-1] == fuller[-1] and (words[0] == fuller[0] or words[0][:1] == fuller[0] or words[0] == fuller[0][:1])
    )


def _begins_with_office(name: str) -> bool:
    """Tell whether the first word of a name may be an office in capitals: "OC Mainuddin", "VPM Dookun"."""
    first = name.split()[0]
    return first.isupper() and first.isalpha() and 1 < len(first) < LONGEST_OFFICE and not name.isupper()


def _is_short_organization(name: str, full: str) -> bool:
    """Tell whether an organization's short name ("IMF", "the ministry") is made of the full one."""
    words, fuller = name_words(name), name_words(full)
    if len(name) > 1 and name.isupper() and acronym(full) == name:
        return True
    last = name.split()[-1]
    if len(words) > 1 and len(last) > 1 and last.isupper() and fuller[: len(words) - 1] == words[:-1]:
        initials = "".join(word[0] for word in fuller[len(words) - 1 :] if word not in SMALL_WORDS)
        return initials == words[-1]  # "Patna HC"
    if fuller[-len(words) :] == words:
        return len(words) > 1 or words[0] in load_words("organization_nouns")
    return len(words) > 1 and set(words) - SMALL_WORDS == set(fuller) - SMALL_WORDS


def is_company(name: str) -> bool:
    """Tell whether a name ends in a word that only names of companies end in ("Quayside Homes")."""
    words = name_words(name)
    return len(words) > 1 and words[-1] in load_words("company_words")


@lru_cache(maxsize=10_000)
def name_words(name: str) -> tuple[str, ...]:
    """Split a name into words, lower case, without marks."""
    return tuple(word.strip(".,“”\"'‘’()").lower() for word in UNSEEN.sub("", name).replace("-", " ").split())


def acronym(name: str) -> str:
    """Return the initials of a name: "IMF" for "International Monetary Fund"."""
    return "".join(
        word[0] for word in name.replace("-", " ").split() if word[0].isupper() and word.lower() not in SMALL_WORDS
    )
