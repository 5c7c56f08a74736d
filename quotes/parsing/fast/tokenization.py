"""Tokens and sentences with Stanza's tokenizer.

Numbers and features of characters are remembered, not computed for each, and tokens are cut out of paragraphs at once,
not put together of their characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
from stanza.models.tokenization.utils import SPACE_SPLIT_RE, predict, process_sentence
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT, TokenizeProcessor

from quotes.parsing.fast.recall import Recall

BLANKS = re.compile(" +")
OLD_LATIN = "la_ittb"
"""Stanza has rules of its own for this treebank's punctuation."""

SENTENCE_ENDS = {2, 4}
"""Labels of the last character of a sentence, the second one if its last token is a multi-word token."""


class FastTokenizer(TokenizeProcessor):
    """Stands for Stanza's ``TokenizeProcessor``, but reads text and labels another way."""

    REPLACES = TokenizeProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Tokenizers without a dictionary, for plain text."""
        if stock.trainer is None or stock.trainer.args.get("shorthand") == OLD_LATIN:
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
            labels, characters = predict(
                self.trainer,
                paragraphs,
                self.trainer.args["batch_size"],
                max(TokenizeProcessor.MAX_SEQ_LENGTH_DEFAULT, longest),
                use_regex_tokens=True,
                num_workers=0,
            )
        sentences = list(self._sentences(text, characters, labels))
        for sentence in sentences:
            for token in sentence:
                if len(token["text"]) > longest:
                    token["text"] = TOKEN_TOO_LONG_REPLACEMENT
        return Document(sentences, text)

    def _sentences(
        self, text: str, paragraphs: Iterable[Sequence[str]], labels: Iterable[NDArray[np.integer[Any]]]
    ) -> Iterator[list[dict[str, Any]]]:
        """The tokens of sentences from a label of each character: what, if anything, ends with it."""
        searched = WHITESPACE_RE.sub(" ", text)
        end = 0
        for characters, ends in zip(paragraphs, labels, strict=True):
            paragraph = "".join(characters)
            sentence = []
            begun = 0
            for last in np.flatnonzero(ends).tolist():
                surface = paragraph[begun : last + 1]
                begun = last + 1
                token = self.vocab.normalize_token(surface)
                if not token:
                    continue
                start = None
                for part in filter(None, SPACE_SPLIT_RE.split(surface)):
                    found = searched.index(part, end)
                    end = found + len(part)
                    if start is None:
                        start = end - len(part.lstrip())
                sentence.append((token, ends[last], (start, end)))
                if ends[last] in SENTENCE_ENDS and not self.config.get("no_ssplit", False):
                    yield process_sentence(sentence)
                    sentence = []
            if sentence:
                yield process_sentence(sentence)


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
        """Numbers of the characters, and features: its own, that of its place, those of patterns that it is in."""
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
