"""Pieces of words, by a tokenizer that is made by hand."""

from __future__ import annotations

from types import SimpleNamespace

from quotes.networks.word_pieces import LONGEST_WORD, WordPieces


class LetterTokenizer:
    """Stands for a tokenizer whose pieces are letters."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def no_truncation(self) -> None:
        pass

    no_padding = no_truncation

    def token_to_id(self, name: str) -> int:
        return 0

    def encode(self, word: str, add_special_tokens: bool) -> SimpleNamespace:
        self.read.append(word)
        return SimpleNamespace(ids=list(map(ord, word)))


def test_a_long_word_is_read_and_kept_in_part() -> None:
    tokenizer = LetterTokenizer()
    table = WordPieces(tokenizer)  # type: ignore[arg-type]
    assert table.pieces("ab" * 500_000) == table.pieces("ab" * 600_000) == (97, 98) * (LONGEST_WORD // 2)
    assert [len(word) for word in tokenizer.read] == [1000]
