"""Lemmas with Stanza's lemmatizer: they depend on word and tag only, so each different pair is looked up once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from stanza.models.common.doc import Document
from stanza.models.lemma.data import DataLoader
from stanza.pipeline.lemma_processor import LemmaProcessor

from quotes.parsing.fast.processor import SentenceProcessor
from quotes.parsing.fast.recall import MOST_REMEMBERED

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence

NO_LEMMA = "_"

Pair = tuple[str, str | None]
"""A word and its UPOS tag."""


class FastLemmatizer(SentenceProcessor):
    """Stands for Stanza's ``LemmaProcessor``."""

    REPLACES = LemmaProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Lemmatizers with a dictionary and a network, which do not look at the context."""
        if stock.use_identity:
            return False
        trainer, config = stock.trainer, stock.config
        network_only = config.get("dict_only") or not config.get("ensemble_dict") or stock.store_results
        return not (network_only or trainer.has_contextual_lemmatizers() or trainer.caseless)

    def __init__(self, stock: Any) -> None:
        super().__init__(stock)
        self._lemmas: dict[Pair, str] = {}

    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Set the lemmas of all words."""
        pairs = [(word.text, word.upos) for sentence in sentences for word in sentence.words]
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._lemmas]
        if len(self._lemmas) + len(new) > MOST_REMEMBERED:
            self._lemmas.clear()
            new = list(dict.fromkeys(pairs))
        self._look_up(new)
        lemmas = iter(pairs)
        for sentence in sentences:
            for word in sentence.words:
                word.lemma = self._lemmas[next(lemmas)]

    def _look_up(self, pairs: list[Pair]) -> None:
        unknown = []
        for pair in pairs:
            lemma = self.stock.trainer._lookup(*pair)
            if lemma is None:
                unknown.append(pair)
            else:
                self._lemmas[pair] = lemma or NO_LEMMA
        if unknown:
            unknown.sort(key=lambda pair: len(pair[0]))  # words of one length are spelled in the same number of steps
            self._lemmas.update(
                (pair, lemma or NO_LEMMA) for pair, lemma in zip(unknown, self._spelled(unknown), strict=True)
            )

    def _spelled(self, pairs: list[Pair]) -> list[str]:
        """What Stanza's network spells for words that its dictionary does not have."""
        stock = self.stock
        words = [{"id": number, "text": word, "upos": tag} for number, (word, tag) in enumerate(pairs, start=1)]
        batches = DataLoader(
            Document([words]),
            stock.config["batch_size"],
            stock.config,
            vocab=stock.vocab,
            evaluation=True,
            expand_unk_vocab=True,
        )
        spelled: list[str] = []
        edits: list[int] = []
        with torch.inference_mode():
            for batch in batches:
                some, their_edits = stock.trainer.predict(batch, stock.config["beam_size"], batches.vocab)
                spelled += some
                edits += their_edits or []
        return list(stock.trainer.postprocess([word for word, _ in pairs], spelled, edits=edits))
