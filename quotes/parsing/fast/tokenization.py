"""Tokens and sentences with Stanza's tokenizer: numbers and features of characters are remembered, not computed for each."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.doc import Document
from stanza.models.tokenization.data import (
    KNOWN_FEAT_FUNCS,
    NEWLINE_WHITESPACE_RE,
    PER_CHAR_FEAT_FUNCS,
    STRUCTURAL_FEATURES,
    WHITESPACE_RE,
    TokenizationDataset,
)
from stanza.models.tokenization.utils import output_predictions
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT, TokenizeProcessor

from quotes.parsing.fast.recall import Recall

BLANKS = re.compile(" +")


class FastTokenizer(TokenizeProcessor):
    """Stands for Stanza's ``TokenizeProcessor``, which it differs from only in how input for the network is made."""

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Tokenizers without a dictionary, of languages with blanks, for plain text."""
        if type(stock) is not TokenizeProcessor or stock.trainer is None:
            return False
        special = ("pretokenized", "use_dictionary", "skip_newline", "speaker_delim", "postprocessor")
        return set(stock.config["feat_funcs"]) <= KNOWN_FEAT_FUNCS and not any(map(stock.config.get, special))

    def __init__(self, stock: Any) -> None:
        """Share all that `stock` has. It is not changed."""
        self.__dict__.update(stock.__dict__)
        self._characters = _Characters(self.vocab, self.config["feat_funcs"])

    def process(self, document: Document) -> Document:
        """As the stock processor does."""
        text = document.text
        longest = self.config.get("max_seqlen", TokenizeProcessor.MAX_SEQ_LENGTH_DEFAULT)
        paragraphs = _Paragraphs(self.config, text, self._characters)
        with torch.inference_mode():
            *_, sentences = output_predictions(
                None,
                self.trainer,
                paragraphs,
                self.vocab,
                None,
                longest,
                orig_text=text,
                no_ssplit=self.config.get("no_ssplit", False),
            )
        for sentence in sentences:
            for token in sentence:
                if len(token["text"]) > longest:
                    token["text"] = TOKEN_TOO_LONG_REPLACEMENT
        return Document(sentences, text)


class _Characters:
    """What the network reads for the characters of a paragraph."""

    def __init__(self, vocabulary: Any, features: list[str]) -> None:
        self.vocabulary = vocabulary
        self._features = features
        self._functions = [PER_CHAR_FEAT_FUNCS[name] for name in features if name in PER_CHAR_FEAT_FUNCS]
        self._structural = [pattern for name, pattern in STRUCTURAL_FEATURES.items() if name in features]
        self._known: Recall[str, tuple[int, ...]] = Recall(self._look_up)

    def _look_up(self, character: str) -> tuple[int, ...]:
        return self.vocabulary.unit2id(character), *(function(character) for function in self._functions)

    def read(self, paragraph: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of the characters, and the features of each: of its own, of its place, of the pattern that it is in."""
        known = np.array(self._known.map(paragraph), np.int64)
        columns = [known[:, 1:]]
        for name, place in (("end_of_para", -1), ("start_of_para", 0)):
            if name in self._features:
                columns.append(np.zeros((len(paragraph), 1), np.int64))
                columns[-1][place] = 1
        for pattern in self._structural:
            columns.append(np.zeros((len(paragraph), 1), np.int64))
            for match in pattern.finditer(paragraph):
                columns[-1][match.start() : match.end()] = 1
        return known[:, 0], np.concatenate(columns, 1)


class _Paragraphs(TokenizationDataset):
    """Paragraphs as Stanza's tokenizer reads them: strings, instead of lists of characters with labels."""

    def __init__(self, config: Any, text: str, characters: _Characters) -> None:
        self.args, self.eval, self.dictionary, self.vocab = config, True, None, characters.vocabulary
        self._characters = characters
        paragraphs = (paragraph.rstrip() for paragraph in NEWLINE_WHITESPACE_RE.split(text))
        self.data = [BLANKS.sub(" ", WHITESPACE_RE.sub(" ", paragraph)) for paragraph in paragraphs if paragraph]

    def para_to_sentences(self, paragraph: str) -> list[tuple[Any, ...]]:
        """Numbers, labels (none), features and characters of a paragraph, which Stanza takes for one sentence."""
        ids, features = self._characters.read(paragraph)
        return [(ids, np.zeros_like(ids), features, list(paragraph))]
