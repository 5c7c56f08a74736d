"""Trees in which a clause reaches over the "that" which begins it, or leaves out a word behind it.

said on Monday that it rained         Monday is when it was said
showed that few people cared          people are those who cared
the claim that it rained was wrong    "that" begins what was claimed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence, Word

THAT = "that"
OUTSIDE = {"cc", "punct", "mark"}
"""Relations of words that may stand before the "that" of their clause."""

CORE = {"nsubj", "nsubj:pass", "expl", "aux", "cop", "advmod", "obl"}
"""Relations of words that cannot be the governing clause's where they stand in the other one."""


def repair_trees(document: Document) -> Document:
    """Give such words the head that they have by their place. Changes the document."""
    for sentence in document.sentences:
        marks = [word for word in sentence.words if word.deprel == "mark" and word.text.lower() == THAT]
        changed = [_repair(sentence, mark) for mark in marks]
        if any(changed):
            sentence.build_dependencies()
    return document


def _repair(sentence: Sentence, mark: Word) -> bool:
    """Repair the clause that `mark` begins; was there anything to repair?"""
    words = sentence.words
    verb = words[mark.head - 1]
    if mark.id > 1:
        inner = [
            word
            for word in words[mark.id : verb.id - 1]
            if word.head == mark.id - 1 and word.deprel == "acl" and not _has_mark(words, word)
        ]
        if inner and verb.head != mark.id - 1:
            mark.head = inner[0].id
            return True
    if verb.id < mark.id or not 0 < verb.head < mark.id:
        return False
    governor = verb.head
    moved = False
    for word in words[governor : mark.id - 1]:
        if word.head == verb.id and word.deprel not in OUTSIDE:
            word.head = governor
            moved = True
    for word in words[mark.id : verb.id - 1]:
        if word.head == governor and word.deprel in CORE:
            word.head = verb.id
            moved = True
    return moved


def _has_mark(words: list[Word], head: Word) -> bool:
    return any(word.head == head.id and word.deprel == "mark" for word in words)
