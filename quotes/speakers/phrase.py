"""Noun phrases that name or describe a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.records import SpeakerKind
from quotes.speakers.recognized import KINDS
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL_TAGS = {"NNS", "NNPS"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of a noun phrase, none of them white space, with the one on which the others hang."""

    head: Token
    tokens: Sequence[Token]

    @property
    def noun(self) -> str:
        """The lemma of the head in lower case."""
        return self.head.lemma_.lower()

    @property
    def is_plural(self) -> bool:
        """True if the head is a plural noun."""
        return self.head.tag_ in PLURAL_TAGS


def phrase_of(tokens: Sequence[Token]) -> Phrase:
    """Make a phrase of one or more tokens, with a head outside of the relative clause in it."""
    relative = next(
        (number for number, token in enumerate(tokens) if number and token.lower_ in {"who", "which"}), None
    )
    words = [token for token in tokens[:relative] if not token.is_punct] or tokens
    inside = {token.i for token in words}
    heads = [token for token in words if token.head.i not in inside or token.head.i == token.i] or [words[0]]
    return Phrase(heads[-1] if all(token.dep_.startswith("nsubj") for token in heads) else heads[0], tokens)


def kind_of_phrase(phrase: Phrase, *, is_name: bool = False) -> SpeakerKind:
    """Return the kind of speaker that the head of a name or description tells."""
    noun, written, label = phrase.noun, phrase.head.lower_, phrase.head.ent_type_.upper()
    if noun in load_words("anonymous_nouns"):
        return "anonymous"
    if {noun, written} & load_words("document_nouns"):
        return "document"
    if _is_share(phrase.head):
        return "group"
    is_body = noun in load_words("organization_nouns")
    if is_body and phrase.is_plural and written == noun:
        return "organization"  # "police"
    if written in load_words("group_nouns"):
        return "group"
    if is_body:
        return "group" if phrase.is_plural and not is_name else "organization"
    if {noun, written} & load_words("person_nouns", "spokespeople"):
        return "group" if phrase.is_plural else "person"
    if label in KINDS:
        return KINDS[label]
    if written.startswith("@"):
        return "person"
    if phrase.is_plural:
        return "organization" if is_name else "group"
    return "person" if is_name and len(phrase.tokens) > 1 else "unknown"


def _is_share(head: Token) -> bool:
    """Tell whether a number tells how many people say something: "86%", "one in four", "a third of those"."""
    if head.text.endswith("%"):
        return True
    after = head.doc[head.i + 1 : head.i + 3]
    if head.like_num and after and after[0].text == "%":
        return True
    if head.lower_ in {"third", "quarter"}:
        return bool(after) and after[0].lower_ == "of"
    return head.like_num and len(after) > 1 and after[0].lower_ == "in" and after[1].like_num
