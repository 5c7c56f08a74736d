"""Entities with Stanza's recognizer.

Stanza's network as it is, but the vectors of a word's characters are remembered, and the probability of the (unknown)
right tags is not computed. The best tags of all sentences of a batch are searched for at once. Where they win so
narrowly that rounding could decide, Stanza's own code does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.char_model import CharacterModel
from stanza.models.common.doc import Document
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.data import DataLoader
from stanza.models.ner.model import NERTagger
from stanza.models.ner.trainer import fix_singleton_tags
from stanza.pipeline.ner_processor import NERProcessor
from torch import Tensor, int64, nn, zeros

from quotes.parsing.fast.networks import CLEAR, RememberedCharacters, longest_first, predicting, smallest_margin, twin
from quotes.parsing.fast.processor import SentenceProcessor, document_of
from quotes.parsing.fast.recall import Recall, RememberedVocabulary

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence

FloatArray = NDArray[np.floating[Any]]


class FastEntityRecognizer(SentenceProcessor):
    """Stands for Stanza's ``NERProcessor``."""

    REPLACES = NERProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """One recognizer of one tag set with a network for characters, without language models."""
        network = stock.trainer.model
        return (
            len(stock.trainers) == 1
            and type(network) is NERTagger
            and network.num_output_layers == 1
            and stock.trainer.args.get("predict_tagset") == 0
            and type(getattr(network, "charmodel", None)) is CharacterModel
            and not (network.charmodel.pad or network.args.get("charlm") or network.bert_model is not None)
        )

    def __init__(self, stock: Any) -> None:
        super().__init__(stock)
        network, vocabulary = stock.trainer.model, stock.trainer.vocab
        characters, in_lower_case = vocabulary["char"], stock.config.get("char_lowercase", False)

        def ids_of(word: str) -> list[int]:
            return list(characters.map([character.lower() if in_lower_case else character for character in word]))

        self._network = twin(
            network,
            {
                "charmodel": RememberedCharacters(network.charmodel, ids_of),
                "crits": nn.ModuleList([_TransitionsOnly(network.crits[0])]),
            },
        )
        self._network.vocab = {
            name: RememberedVocabulary(vocabulary[name]) for name in ("word", "delta") if name in vocabulary
        }
        self._tag_name: Recall[int, str] = Recall(self._named)

    def _named(self, number: int) -> str:
        """The name of a tag; what is no tag counts as the first one, as in Stanza."""
        (name,) = self.stock.trainer.vocab["tag"].unmap([(max(number, VOCAB_PREFIX_SIZE),)])
        return str(name[0] if isinstance(name, list) else name)

    def bulk_process(self, documents: Iterable[Document]) -> Iterable[Document]:
        """As the stock processor does."""
        documents = list(documents)
        super().bulk_process(documents)
        for document in documents:
            document.build_ents()
        return documents

    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Set the entity tags of all tokens."""
        size = self.stock.config["batch_size"]
        for start in range(0, len(sentences), size):
            batch = sentences[start : start + size]
            for sentence, tags in zip(batch, self._tags(batch), strict=True):
                for token, tag in zip(sentence.tokens, tags, strict=True):
                    token.ner = tag
                    token.multi_ner = (tag,)

    def _tags(self, batch: Sequence[Sentence]) -> list[list[str]]:
        order = longest_first([len(sentence.tokens) for sentence in batch])
        words = [[token.text for token in batch[position].tokens] for position in order]
        lengths = [len(sentence) for sentence in words]
        no_tags = zeros(len(words), lengths[0], 1, dtype=int64)
        with predicting(self._network):
            _, (scores,), (transitions,) = self._network(
                words, words, None, no_tags, None, lengths, None, None, None, None, None
            )
            paths, clear = best_paths(scores.numpy(), transitions.numpy(), lengths)
        if not clear:
            return self._stock_tags(batch)
        tags: list[list[str]] = [[]] * len(batch)
        for position, path in zip(order, paths, strict=True):
            tags[position] = fix_singleton_tags(self._tag_name.map(path))
        return tags

    def _stock_tags(self, batch: Sequence[Sentence]) -> list[list[str]]:
        trainer = self.stock.trainer
        with predicting(trainer.model):
            batches = DataLoader(
                document_of(batch),
                len(batch),
                self.stock.config,
                vocab=trainer.vocab,
                evaluation=True,
                preprocess_tags=False,
                bert_tokenizer=trainer.model.bert_tokenizer,
            )
            return list(trainer.predict(batches[0]))


class _TransitionsOnly(nn.Module):
    """Takes the place of ``CRFLoss``, whose loss is of no use without the right tags."""

    def __init__(self, loss: Any) -> None:
        super().__init__()
        self.loss = loss

    def forward(self, scores: Tensor, _mask: Tensor, _tags: Tensor) -> tuple[Tensor, Tensor]:
        """No loss, and the scores of one tag following another."""
        return scores.new_zeros(()), self.loss._transitions


def best_paths(scores: FloatArray, transitions: FloatArray, lengths: Sequence[int]) -> tuple[list[list[int]], bool]:
    """The best tags (numbers) of sentences, and whether they win clearly, by Viterbi's algorithm as in Stanza.

    ``scores[s, w, t]`` is that of tag t for word w of sentence s, ``transitions[t, u]`` that of u following t.
    Sentences are sorted by length, longest first.
    """
    sizes = np.asarray(lengths)
    sentences, words, tags = scores.shape
    best = np.empty_like(scores)
    best[:, 0] = scores[:, 0]
    came_from = np.zeros((sentences, words, tags), np.intp)
    for word in range(1, words):
        active = int((sizes > word).sum())
        routes = best[:active, word - 1, :, None] + transitions
        came_from[:active, word] = routes.argmax(1)
        best[:active, word] = scores[:active, word] + routes.max(1)
    path = np.zeros((sentences, words), np.intp)
    every = np.arange(sentences)
    path[every, sizes - 1] = best[every, sizes - 1].argmax(1)
    for word in range(words - 1, 0, -1):
        active = int((sizes > word).sum())
        path[:active, word - 1] = came_from[every[:active], word, path[:active, word]]
    paths = [each[:length].tolist() for each, length in zip(path, lengths, strict=True)]
    return paths, _are_clear(best, transitions, path, sizes)


def _are_clear(best: FloatArray, transitions: FloatArray, path: NDArray[np.intp], sizes: NDArray[np.intp]) -> bool:
    """Is every other path clearly worse? The next best one leaves the best, seen from its end, at one of its words."""
    every = np.arange(len(path))
    choices = [best[every, sizes - 1]]
    sentence, word = np.nonzero(np.arange(1, path.shape[1]) < sizes[:, None])
    if len(word):
        choices.append(best[sentence, word] + transitions.T[path[sentence, word + 1]])
    return smallest_margin(np.concatenate(choices)) > CLEAR
