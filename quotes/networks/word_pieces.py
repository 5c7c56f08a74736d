"""Pieces of words: the units in which the encoders of both networks read text."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pieces = tuple[int, ...]

LONGEST_WORD = 12
"""The most pieces of a word; the rest of a longer one is left out."""

MOST_CHARACTERS = 1000
"""Characters of a word that are read: any word has `LONGEST_WORD` pieces in fewer, or is one unknown piece."""

CACHED_WORDS = 20_000


class WordPieces:
    """Numbers of the pieces of words, and of the special pieces that begin, separate and mask text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take a tokenizer of the library `tokenizers` with BERT's special pieces ([CLS], [SEP], [MASK], [UNK])."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.start = self._special("[CLS]")
        self.separator = self._special("[SEP]")
        self.mask = self._special("[MASK]")
        self.unknown = self._special("[UNK]")
        self._known = lru_cache(maxsize=CACHED_WORDS)(self._pieces)

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Return the table in a file ``tokenizer.json``."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    @classmethod
    def from_text(cls, text: str) -> WordPieces:
        """Return the table in the text of such a file."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_str(text))

    def _special(self, name: str) -> int:
        number: int | None = self._tokenizer.token_to_id(name)
        if number is None:
            raise ModelError(f"a learned model has no piece {name}: install quotes again")
        return number

    def pieces(self, word: str) -> Pieces:
        """Return the numbers of a word's pieces: at least one, at most `LONGEST_WORD`."""
        return self._known(word[:MOST_CHARACTERS])

    def _pieces(self, word: str) -> Pieces:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD]) or (self.unknown,)
