"""Pieces of words, as the encoder of the learned models knows them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pieces = tuple[int, ...]

LONGEST_WORD = 12
"""In pieces; the rest of a longer one is left out."""

REMEMBERED = 20_000


class PieceTable:
    """The numbers of the pieces of words, and of the special pieces that begin, separate and hide."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """`tokenizer` is one of the library `tokenizers`, of the kind that BERT has."""
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.start = self._special("[CLS]")
        self.separator = self._special("[SEP]")
        self.mask = self._special("[MASK]")
        self.unknown = self._special("[UNK]")
        self.pieces = lru_cache(maxsize=REMEMBERED)(self._pieces)

    @classmethod
    def load(cls, path: Path) -> PieceTable:
        """The table in a file ``tokenizer.json``."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    @classmethod
    def from_text(cls, text: str) -> PieceTable:
        """The table in the text of such a file."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_str(text))

    def _special(self, name: str) -> int:
        number: int | None = self._tokenizer.token_to_id(name)
        if number is None:
            raise ModelError(f"a learned model has no piece {name}: install quotes again")
        return number

    def _pieces(self, word: str) -> Pieces:
        """The pieces of a word: at least one, at most `LONGEST_WORD`."""
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD]) or (self.unknown,)
