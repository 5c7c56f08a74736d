"""Tags and features with Stanza's tagger.

Stanza's network as it is, but the vectors of a word's characters are remembered. Words come to it in the same batches
and in the same order. Where a tag wins so narrowly that rounding could decide, Stanza's own code does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from stanza.models.common.char_model import CharacterModel
from stanza.models.pos.data import Dataset
from stanza.models.pos.model import Tagger
from stanza.models.pos.tag_columns import DEFAULT_TAG_COLUMNS
from stanza.pipeline.pos_processor import POSProcessor
from torch import Tensor, nn

from quotes.parsing.fast.networks import CLEAR, RememberedCharacters, Watched, longest_first, padded, predicting, twin
from quotes.parsing.fast.processor import SentenceProcessor, document_of, simplified
from quotes.parsing.fast.recall import Recall

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence

MOST_WORDS_OF_A_BATCH = 5000
"""Stanza's own limit, for models that do not say."""

Tags = tuple[str, str, str]
"""UPOS, XPOS and features of a word."""


class FastTagger(SentenceProcessor):
    """Stands for Stanza's ``POSProcessor``."""

    REPLACES = POSProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Taggers of UPOS, XPOS and features with a network for characters, without language models."""
        network = stock.trainer.model
        return (
            type(network) is Tagger
            and tuple(network.tag_columns) == DEFAULT_TAG_COLUMNS
            and type(getattr(network, "charmodel", None)) is CharacterModel
            and not (network.charmodel.pad or network.args.get("charlm") or network.bert_model is not None)
        )

    def __init__(self, stock: Any) -> None:
        super().__init__(stock)
        network, vocabulary = stock.trainer.model, stock.vocab
        characters = vocabulary["char"]
        self._margins: list[float] = []
        self._network = twin(
            network,
            {
                "charmodel": RememberedCharacters(network.charmodel, lambda word: characters.map(list(word))),
                "upos_clf": Watched(network.upos_clf, self._margins),
                "tag_clf": nn.ModuleDict({name: self._watched(part) for name, part in network.tag_clf.items()}),
            },
        )
        self._words: Recall[str, tuple[str, int, int]] = Recall(self._ids)
        self._names = [Recall(vocabulary[column.name].id2unit) for column in DEFAULT_TAG_COLUMNS]

    def _watched(self, classifier: nn.Module) -> nn.Module:
        if isinstance(classifier, nn.ModuleList):
            return nn.ModuleList(Watched(part, self._margins) for part in classifier)
        return Watched(classifier, self._margins)

    def _ids(self, word: str) -> tuple[str, int, int]:
        """A word as the tagger reads it, its number, and its number among the word vectors."""
        word = simplified(word)
        vectors = (
            self.stock.pretrain.vocab if self.stock.pretrain is not None and self.stock.config["pretrain"] else None
        )
        return word, self.stock.vocab["word"].unit2id(word), vectors.unit2id(word.lower()) if vectors else 0

    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Set the tags and features of all words."""
        for batch in self._batches(sentences):
            for sentence, tags in zip(batch, self._tags(batch), strict=True):
                for word, (upos, xpos, features) in zip(sentence.words, tags, strict=True):
                    word.upos, word.xpos, word.feats = upos, xpos, features

    def _batches(self, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
        """Stanza's batches: so many sentences, but no more than so many words; a longer sentence by itself."""
        most_sentences = self.stock.config["batch_size"]
        most_words = self.stock.config.get("batch_maximum_tokens", MOST_WORDS_OF_A_BATCH)
        batch: list[Sentence] = []
        length = 0
        for sentence in sentences:
            added = len(sentence.words)
            if batch and (len(batch) >= most_sentences or (most_words and length + added > most_words)):
                yield batch
                batch, length = [], 0
            batch.append(sentence)
            length += added
        if batch:
            yield batch

    def _tags(self, batch: list[Sentence]) -> list[list[Tags]]:
        order = longest_first([len(sentence.words) for sentence in batch])
        read = [self._words.map(word.text for word in batch[position].words) for position in order]
        lengths = [len(words) for words in read]
        words, ids, vectors = ([[word[part] for word in sentence] for sentence in read] for part in range(3))
        self._margins.clear()
        with predicting(self._network):
            numbers = padded(ids)
            _, chosen = self._network(numbers, None, words, None, None, padded(vectors), None, lengths, None, words)
        if not min(self._margins) > CLEAR:
            return self._stock_tags(batch)
        tags: list[list[Tags]] = [[]] * len(batch)
        columns = [self._named(column, lengths, names) for column, names in zip(chosen, self._names, strict=True)]
        for position, *parts in zip(order, *columns, strict=True):
            tags[position] = list(zip(*parts, strict=True))
        return tags

    @staticmethod
    def _named(column: Tensor, lengths: list[int], names: Recall[Any, str]) -> Iterator[list[str]]:
        """The tags of each sentence for what the network chose: numbers, or for features a list of numbers."""
        composite = column.dim() == 3
        for numbers, length in zip(column.tolist(), lengths, strict=True):
            yield names.map(map(tuple, numbers[:length]) if composite else numbers[:length])

    def _stock_tags(self, batch: list[Sentence]) -> list[list[Tags]]:
        stock = self.stock
        dataset = Dataset(document_of(batch), stock.config, stock.pretrain, vocab=stock.vocab, evaluation=True)
        with predicting(stock.trainer.model):
            tags = stock.trainer.predict(dataset.collate_fn([dataset[number] for number in range(len(batch))]))
        return [[tuple(word) for word in sentence] for sentence in tags]
