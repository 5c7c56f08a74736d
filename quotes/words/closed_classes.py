"""Characters and tags that several parts of the program ask for."""

from __future__ import annotations

CLOSING_MARKS = "”\"'’»"
"""Quotation marks that can close a quotation."""

SENTENCE_ENDS = (".", "?", "!", "…")
"""Marks that end a sentence."""

FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP"])
"""Penn Treebank tags of finite verbs."""
