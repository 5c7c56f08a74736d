"""Dependency trees with Stanza's graph parser.

Arcs are scored by Stanza's code, in Stanza's batches, and decoded as `tree_decoding` says. Relations are scored only
for the arcs of the tree, not for all pairs of words. Where a relation wins so narrowly that rounding could decide, or a
tree has two subjects or objects of one word, which Stanza then repairs, all pairs are scored after all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE, CompositeVocab
from stanza.models.depparse.head_constraints import find_head_constraint_violations, resolve_head_constraint_violations
from stanza.models.depparse.model import GraphParser
from stanza.pipeline.depparse_processor import DEFAULT_SEPARATE_BATCH, DepparseProcessor
from torch import Tensor

from quotes.parsing.fast.networks import CLEAR, longest_first, padded, predicting, smallest_margin
from quotes.parsing.fast.processor import SentenceProcessor, simplified
from quotes.parsing.fast.recall import Recall
from quotes.parsing.fast.tree_decoding import Heads, best_trees

if TYPE_CHECKING:
    from stanza.models.common.doc import Sentence

ARCS_AT_ONCE = 64
"""Relations are scored for so many arcs at a time, so that what is computed between stays in the processor's cache."""

UNKNOWN = "_"
"""Stands for a tag or lemma that a word does not have."""

Relations = list[tuple[int, str]]
"""Head and relation of each word of a sentence."""


class FastDependencyParser(SentenceProcessor):
    """Stands for Stanza's ``DepparseProcessor``."""

    REPLACES = DepparseProcessor

    @classmethod
    def fits(cls, stock: Any) -> bool:
        """Graph parsers that score arcs and relations with one classifier each, and read no characters themselves."""
        network, config = stock.trainer.model, stock.config
        if type(network) is not GraphParser:
            return False
        args = network.args
        other_scores = args.get("use_arc_embedding") or args.get("linearization") or args.get("distance")
        reads_characters = hasattr(network, "charmodel") or network.bert_model is not None
        reorders = args.get("reversed") or not config.get("sort_during_eval", True)
        return not (other_scores or reads_characters or reorders)

    def __init__(self, stock: Any) -> None:
        super().__init__(stock)
        self._network = stock.trainer.model
        vocabulary, args = stock.vocab, self._network.args
        vectors = stock.pretrain.vocab if stock.pretrain is not None and stock.config["pretrain"] else None
        self._relations: list[str] = vocabulary["deprel"]._id2unit[VOCAB_PREFIX_SIZE:]
        self._text: Recall[str, str] = Recall(simplified)
        self._word: Recall[str, int] = Recall(vocabulary["word"].unit2id)
        self._vector: Recall[str, int] = Recall(lambda word: vectors.unit2id(word.lower()) if vectors else 0)
        self._lemma: Recall[str, int] = Recall(vocabulary["lemma"].unit2id)
        self._upos: Recall[str, int] = Recall(vocabulary["upos"].unit2id)
        self._xpos: Recall[str, Any] = Recall(vocabulary["xpos"].unit2id)
        self._features: Recall[str, list[int]] | None = None
        if args["tag_emb_dim"] > 0 and args.get("use_ufeats", True):
            self._features = Recall(vocabulary["feats"].unit2id)

    def annotate(self, sentences: Sequence[Sentence]) -> None:
        """Set the heads and relations of all words."""
        for batch in self._batches(sentences):
            for sentence, relations in zip(batch, self._parsed(batch), strict=True):
                for word, (head, relation) in zip(sentence.words, relations, strict=True):
                    word.head, word.deprel = head, relation
        for sentence in sentences:
            sentence.build_dependencies()

    def _batches(self, sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
        """Stanza's batches, each in Stanza's order: longest sentences first, at most so many words."""
        most_words = self.stock.config["batch_size"]
        longest = self.stock.config.get("min_length_to_batch_separately", DEFAULT_SEPARATE_BATCH)
        batch: list[Sentence] = []
        length = 0
        for position in longest_first([len(sentence.words) for sentence in sentences]):
            sentence = sentences[position]
            added = len(sentence.words) + 1
            alone = longest is not None and added > longest
            if batch and (alone or length + added > most_words):
                yield self._sorted(batch)
                batch, length = [], 0
            if alone:
                yield [sentence]
            else:
                batch.append(sentence)
                length += added
        if batch:
            yield self._sorted(batch)

    @staticmethod
    def _sorted(batch: list[Sentence]) -> list[Sentence]:
        """Stanza sorts twice, and each time turns round the sentences of one length."""
        return [batch[position] for position in longest_first([len(sentence.words) for sentence in batch])]

    def _parsed(self, batch: list[Sentence]) -> list[Relations]:
        network = self._network
        lengths = [len(sentence.words) + 1 for sentence in batch]
        with predicting(network):
            vectors = network.embed(**self._inputs(batch, lengths))
            arcs = network.unlabeled(vectors, vectors).squeeze(3)
            arcs.masked_fill_(torch.eye(arcs.size(1), dtype=torch.bool).unsqueeze(0), -torch.inf)
            scores = F.log_softmax(arcs, 2).numpy()
            trees = best_trees(scores, lengths)
            chosen = self._chosen_relations(vectors, trees, lengths)
            if chosen is None:
                return self._with_all_relations(vectors, scores, trees, lengths)
        return [self._named(tree, numbers) for tree, numbers in zip(trees, chosen, strict=True)]

    def _inputs(self, batch: list[Sentence], lengths: list[int]) -> dict[str, Any]:
        """The arguments of ``GraphParser.embed``, without those that are not used for such a model."""
        texts = [self._text.map(word.text for word in sentence.words) for sentence in batch]
        xpos = self.stock.vocab["xpos"]
        no_xpos = [ROOT_ID] * len(xpos) if isinstance(xpos, CompositeVocab) else ROOT_ID
        words = [[ROOT_ID, *self._word.map(text)] for text in texts]
        inputs = dict.fromkeys(
            ("word_mask", "wordchars", "wordchars_mask", "ufeats", "head", "deprel", "word_orig_idx", "wordlens")
        )
        if self._features is not None:
            no_features = [ROOT_ID] * len(self.stock.vocab["feats"])
            inputs["ufeats"] = padded(
                [[no_features, *self._features.map(word.feats or UNKNOWN for word in each.words)] for each in batch]
            )
        return {
            **inputs,
            "word": padded(words),
            "pretrained": padded([[ROOT_ID, *self._vector.map(text)] for text in texts]),
            "upos": padded([[ROOT_ID, *self._upos.map(word.upos or UNKNOWN for word in each.words)] for each in batch]),
            "xpos": padded([[no_xpos, *self._xpos.map(word.xpos or UNKNOWN for word in each.words)] for each in batch]),
            "lemma": padded(
                [[ROOT_ID, *self._lemma.map(word.lemma or UNKNOWN for word in each.words)] for each in batch]
            ),
            "sentlens": lengths,
            "text": texts,
        }

    def _chosen_relations(
        self, vectors: Tensor, trees: list[Heads], lengths: list[int]
    ) -> list[NDArray[np.intp]] | None:
        """The numbers of the best relations of the arcs of trees, or None where all pairs have to be scored."""
        scorer = self._network.deprel
        dependents = np.concatenate([np.arange(1, length) for length in lengths])
        heads = np.concatenate([tree[1:] for tree in trees])
        sentences = np.repeat(np.arange(len(lengths)), np.asarray(lengths) - 1)
        left = _with_one(F.relu(scorer.W1(vectors))[torch.from_numpy(sentences), torch.from_numpy(dependents)])
        right = _with_one(F.relu(scorer.W2(vectors))[torch.from_numpy(sentences), torch.from_numpy(heads)])
        weight = scorer.scorer.W_bilin.weight
        flat = weight.reshape(weight.size(0), -1)
        parts = []
        for dependent, head in zip(left.split(ARCS_AT_ONCE), right.split(ARCS_AT_ONCE), strict=True):
            inner = (dependent @ flat).view(len(dependent), *weight.shape[1:])
            parts.append(torch.bmm(head.unsqueeze(1), inner).squeeze(1))
        scores = (torch.cat(parts) + scorer.scorer.W_bilin.bias).numpy()
        if not smallest_margin(scores) > CLEAR:
            return None
        chosen = np.split(scores.argmax(1), np.cumsum(np.asarray(lengths) - 1)[:-1])
        if self._repairs and any(self._needs_repair(*pair) for pair in zip(trees, chosen, strict=True)):
            return None
        return chosen

    @property
    def _repairs(self) -> bool:
        return bool(self.stock.config.get("resolve_head_constraints", True))

    def _needs_repair(self, tree: Heads, numbers: NDArray[np.intp]) -> bool:
        names = [self._relations[number] for number in numbers.tolist()]
        return bool(find_head_constraint_violations(tree.tolist(), names))

    def _with_all_relations(
        self, vectors: Tensor, scores: NDArray[np.floating[Any]], trees: list[Heads], lengths: list[int]
    ) -> list[Relations]:
        """As Stanza does it: the relations of all pairs of words, and trees repaired with their help."""
        relations = self._network.deprel(vectors, vectors)
        if not self._repairs:
            best = relations.max(3)[1].numpy()
            return [
                self._named(tree, each[np.arange(1, len(tree)), tree[1:]])
                for tree, each in zip(trees, best, strict=True)
            ]
        logarithms = F.log_softmax(relations, 3).numpy()
        repaired = []
        for tree, arcs, labels, length in zip(trees, scores, logarithms, lengths, strict=True):
            repaired.append(
                resolve_head_constraint_violations(
                    arcs[:length, :length], labels[:length, :length], tree, self.stock.vocab["deprel"]
                )
            )
        return [self._named(tree, np.asarray(numbers)) for tree, numbers in repaired]

    def _named(self, tree: Heads, numbers: NDArray[np.intp]) -> Relations:
        names = [self._relations[number] for number in numbers.tolist()]
        return list(zip(tree[1:].tolist(), names, strict=True))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(len(vectors), 1)], 1)
