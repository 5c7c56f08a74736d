"""Sentence boundaries that cut a quotation from its cue, a closing mark from its quotation, or a title from a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quotes.parsing.repairs.cut_sentences import renumbered
from quotes.parsing.repairs.repair import Entry, remade, repairs_documents
from quotes.words import load_words
from quotes.words.closed_classes import CLOSING_MARKS

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence

CLOSING_TOKENS = {*CLOSING_MARKS, "''", "“"}
LONGEST_NAME = 4
"""In words."""


@repairs_documents(
    after="mwt",
    examples=[
        "“ So what ? ” /> said Harry .",
        "“ So what ? ” /> Harry said .",
        "“ So what ? ” /> President Anna Berg asked on Monday .",
        "“ Go ! ” /> and he went .",
        "He met Mrs. /> Clinton .",
        "He met Mrs . /> Clinton .",
        "“ He said so . /> ”",
        "“ Ask Mrs. /> Berg ! ” /> said Harry .",
        "He left . / “ Do+n't you ? ” /> he did+n't ask . / She stayed .",
    ],
    near_misses=[
        "He left . / She stayed .",
        "Thanks Anna / She left .",
        "“ So what ? ” / Harry left the room .",
        "“ So what ? ” / Harry said it was late .",
        "So what ? / said Harry .",
    ],
)
def join_sentences(document: Document) -> Document:
    """Return a document with such sentences joined, or the same document if there are none."""
    follows = [
        _are_in_one_paragraph(document.text, before, after) and _belong_together(before, after)
        for before, after in pairwise(document.sentences)
    ]
    if not any(follows):
        return document
    sentences: list[tuple[Sequence[Entry], Sentence | None]] = []
    for joined, same, entries in zip([False, *follows], document.sentences, document.to_dict(), strict=True):
        if joined:
            before, _ = sentences.pop()
            sentences.append(([*renumbered(before), *renumbered(entries, behind=before)], None))
        else:
            sentences.append((entries, same))
    return remade(document, sentences)


def _are_in_one_paragraph(text: str, before: Sentence, after: Sentence) -> bool:
    """Tell whether nothing but blanks parts two sentences: all other white space stands between paragraphs."""
    return not text[before.tokens[-1].end_char : after.tokens[0].start_char].strip(" ")


def _belong_together(before: Sentence, after: Sentence) -> bool:
    last = before.tokens[-1].text
    words = [token.text for token in after.tokens]
    if all(word in CLOSING_TOKENS for word in words):
        return True
    if last == "." and len(before.tokens) > 1 and before.tokens[-2].text.lower() + "." in load_words("abbreviations"):
        return True
    if last.lower() in load_words("abbreviations"):
        return True
    return last in CLOSING_TOKENS and (words[0][0].islower() or _is_attribution(words))


def _is_attribution(words: list[str]) -> bool:
    """Tell whether a sentence is "Harry said.", "President Harry Potter said on Monday." or "said Harry." alone."""
    verbs = load_words("reporting_verb_forms")
    for position, word in enumerate(words[: LONGEST_NAME + 1]):
        if word.lower() in verbs:
            rest = words[position + 1 :]
            return not rest or rest[0] in {".", ",", "in", "on", "at", "after", "to", "during"}
        if not (word[0].isupper() or word.lower() in {"the", "a", "an", "of"}):
            return False
    return False
