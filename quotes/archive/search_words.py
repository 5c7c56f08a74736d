"""Words of a search as an expression of SQLite's full-text search (FTS5)."""

from __future__ import annotations

import re
import sqlite3
from functools import cache

from quotes.errors import ArchiveError

WORD_TABLE = "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize='unicode61 remove_diacritics 2')"
"""Table ``words`` whose column ``text`` has the words that ``statement_words`` has."""

_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"') | {"\0": " "})
_OPERATOR = re.compile(r"(?<!\w)(?:AND|OR|NOT|NEAR)(?!\w)")
_PIECE = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')


def match_expression(words: str) -> str:
    """Return the expression that finds words: themselves if they are one of FTS5, else what a search box means.

    In a search box, every word has to be there, “new pier” in marks as it stands, ``-old`` not, and ``harb*`` is the
    beginning of a word. Raises `ArchiveError` if words with an operator (AND, OR, NOT, NEAR) or a mark without a
    partner are no expression, or if no word is left that has to be there.
    """
    words = words.translate(_MARKS).encode("utf-8", "replace").decode().strip()
    fault = _fault(words)
    if not fault and _has_word(words):
        return words
    if _has_word(words) and (_OPERATOR.search(words) or words.count('"') % 2):
        raise ArchiveError(f"{words}: no search: {fault}; words alone need no operators, and marks a partner")
    pieces = [(without, phrase or word) for without, phrase, word in _PIECE.findall(words) if _has_word(phrase or word)]
    wanted = " ".join(_term(piece) for without, piece in pieces if not without)
    unwanted = " OR ".join(_term(piece) for without, piece in pieces if without)
    if not wanted:
        raise ArchiveError(f"{words}: no search: name a word that a statement should have")
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _fault(words: str) -> str:
    """Return what FTS5 says against an expression, "" if nothing."""
    if words.startswith("*"):  # commands to FTS5 itself
        return "it begins with *"
    try:
        _empty_index().execute("SELECT 1 FROM words WHERE words MATCH ?", [words]).fetchone()
    except sqlite3.OperationalError as error:
        return str(error)
    return ""


@cache
def _empty_index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(WORD_TABLE)
    return connection


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _term(piece: str) -> str:
    return f'"{piece}"' + (" *" if piece.endswith("*") else "")
