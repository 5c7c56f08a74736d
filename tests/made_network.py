"""Labels and pieces of a small joint network, and sentences for it."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.windows import TaggedWords

LABELS = Labels(
    upos=("NOUN", "PROPN", "VERB"),
    xpos=("NN", "NNP", "VBD"),
    lemmas=("-0+", "="),
    relations=("nsubj", "obj", "root"),
    entities=("B-PERSON", "E-PERSON", "I-PERSON", "O", "S-ORG", "S-PERSON"),
    splits={"cannot": 3},
)
TABLE = WordPieces(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3, "rain": 4}, "[UNK]")))


class Pieces(WordPieces):
    """A table in which a word has as many pieces as letters."""

    def __init__(self) -> None:
        super().__init__(Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "[MASK]": 3}, "[UNK]")))

    def pieces(self, word: str) -> tuple[int, ...]:
        return (0,) * len(word)


def sentence(text: str, after: Sequence[str] | None = None, begins: bool = True) -> TaggedWords:
    return TaggedWords(tuple(text.split()), after=None if after is None else tuple(after), begins=begins)
