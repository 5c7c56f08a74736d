"""Characters, tags and relations that several parts of the program ask for."""

from __future__ import annotations

import re

from quotes.words import load_words

CLOSING_MARKS = "”\"'’»"
"""Quotation marks that can close a quotation."""

SENTENCE_ENDS = (".", "?", "!", "…")
"""Marks that end a sentence."""

UNSEEN = re.compile("[\u00ad\u200c\u200d]")
"""Soft hyphens, and joiners without a width."""

FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP"])
"""Penn Treebank tags of finite verbs."""


def is_universal_relation(relation: str) -> bool:
    """True for a relation of Universal Dependencies, with or without a subtype ("nsubj", "nsubj:pass", "ROOT")."""
    return relation.partition(":")[0].lower() in load_words("universal_relations")
