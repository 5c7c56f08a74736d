"""The refusals that a content rule can declare: what fits its tree and is no statement after all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from quotes.statements.rules.who_speaks import PEOPLE_NOUNS, is_noun_of
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

ADVERBIAL = {"after", "before", "because", "although", "though", "while", "since", "until", "unless"}
"""Words that begin a clause which tells the circumstances, not what is said, even where the parse has it so."""

THINGS = {"which", "that", "it"}

WRITERS_WORDS = {"i", "we", "you"}
"""Words for whoever writes or speaks, and for whom they address."""

Refusal = Callable[["Token", "Token", str, str], bool]
"""A predicate of a cue, the head word of its content, and the texts of source and content in lower case."""


def is_refused(rule_refuses: tuple[str, ...], cue: Token, head: Token, source: str, content: str) -> bool:
    """True if one of the named refusals holds for a report."""
    return any(REFUSALS[name](cue, head, source, content) for name in rule_refuses)


def _is_another_report(cue: Token, head: Token, source: str, content: str) -> bool:
    """True for a participle that reports something itself (He spoke for an hour, “adding that …”)."""
    subject = any(child.dep_.startswith("nsubj") for child in head.children)
    return head.tag_ == "VBG" and not subject and head.lemma_ in load_words("reporting_verbs")


def _is_adverbial_clause(cue: Token, head: Token, source: str, content: str) -> bool:
    """True for a clause of circumstances (He warned us “after the talks had ended”)."""
    return any(child.lower_ in ADVERBIAL and child.dep_ == "mark" for child in head.lefts)


def _is_adverbial_report(cue: Token, head: Token, source: str, content: str) -> bool:
    """True if the cue's own clause tells circumstances (The talks go on, “after the minister reported”)."""
    first = next(token for token in cue.subtree if not (token.is_punct or token.is_space))
    return first.lower_ in ADVERBIAL


def _is_person(cue: Token, head: Token, source: str, content: str) -> bool:
    """True for a person or people (The council confirmed “the mayor”)."""
    return head.ent_type_ == "PERSON" or is_noun_of(head, PEOPLE_NOUNS)


def _is_thing_as_source(cue: Token, head: Token, source: str, content: str) -> bool:
    """True if the source is a word for things, which promise, too (a plan “which promises to end the talks”)."""
    return source in THINGS


def _is_writer(cue: Token, head: Token, source: str, content: str) -> bool:
    """True if the source is the writer or the reader (“I” wrote that the talks had ended; “you” could say …)."""
    return source in WRITERS_WORDS


def _withholds_name(cue: Token, head: Token, source: str, content: str) -> bool:
    """True for a request that a name be withheld (An official asked “not to be named”, asked “us not to be named”)."""
    phrases = load_words("anonymity_phrases")
    asked = content.removeprefix("to ")
    return asked.startswith(tuple(phrases)) or any(f" {one}" in asked for one in phrases if one.startswith("not "))


def _is_not_set_off(cue: Token, head: Token, source: str, content: str) -> bool:
    """True for a phrase that neither begins its sentence nor stands beside a comma (warmer “in their view of it”)."""
    first, last = cue.left_edge, cue.right_edge
    while last.is_punct and last.i > cue.i:
        last = last.nbor(-1)
    behind = last.nbor().text if last.i + 1 < len(cue.doc) else ""
    return not (first.is_sent_start or first.nbor(-1).is_punct or first.is_punct or behind == ",")


REFUSALS: Mapping[str, Refusal] = {
    "another-report": _is_another_report,
    "adverbial-clause": _is_adverbial_clause,
    "adverbial-report": _is_adverbial_report,
    "person": _is_person,
    "thing-as-source": _is_thing_as_source,
    "withheld-name": _withholds_name,
    "writer": _is_writer,
    "not-set-off": _is_not_set_off,
}
"""The refusals of content rules by name."""
