"""Dependency parsers that are built otherwise than the embedded one, with weights made up by chance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from stanza.models.common.doc import Document
from stanza.models.depparse import model as depparse_model
from stanza.models.depparse.data import Dataset
from stanza.models.depparse.model import GraphParser
from stanza.models.depparse.trainer import Trainer
from stanza.models.pos.vocab import XPOSVocab
from stanza.pipeline.depparse_processor import DepparseProcessor
from torch import Tensor, nn

from quotes import Article
from quotes.parsing import Parser
from quotes.parsing.fast.dependency_parser import FastDependencyParser
from quotes.readers import read_article

FIXTURES = Path(__file__).parents[3] / "fixtures"

ARGS = {
    "shorthand": "en_made", "word_emb_dim": 6, "word_cutoff": 2, "tag_emb_dim": 5, "use_upos": True, "use_xpos": True,
    "use_ufeats": False, "char": False, "char_emb_dim": 4, "charlm": False, "pretrain": False, "bert_model": None,
    "hidden_dim": 8, "num_layers": 2, "dropout": 0.3, "word_dropout": 0.3, "rec_dropout": 0, "batch_size": 300,
    "deep_biaff_hidden_dim": 7, "linearization": False, "distance": False, "drop_initial_punct_prob": 0,
    "charlm_forward_file": __file__, "charlm_backward_file": __file__,
}  # fmt: skip


class Letters(nn.Module):
    """Stands for a character language model."""

    def hidden_dim(self) -> int:
        return 2

    def build_char_representation(self, sentences: list[list[str]]) -> list[Tensor]:
        return [torch.tensor([[len(word) / 5, ord(word[0]) / 100] for word in words]) for words in sentences]


@pytest.fixture(scope="module")
def documents(parser: Parser) -> list[Document]:
    """Parsed paragraphs of some articles, with a sentence that is a batch of its own."""
    articles = [
        *map(read_article, sorted(FIXTURES.glob("*.txt"))[:6]),
        Article("He said that " + "it was so and " * 45),
    ]
    return [document for *_, parts in parser.documents(articles) for _, document in parts]


def made_processor(documents: list[Document], composite: bool, options: dict[str, Any]) -> DepparseProcessor:
    args = {**ARGS, **options}
    together = Document([sentence for document in documents for sentence in document.to_dict()])
    dataset = Dataset(together, args, None)
    if composite:
        dataset.vocab["xpos"] = XPOSVocab(dataset.load_doc(together), "en_made", idx=2, sep="")
    torch.manual_seed(4)
    network = GraphParser(args, dataset.vocab).eval()
    for weight in network.parameters():
        nn.init.normal_(weight, std=0.4)
    processor: DepparseProcessor = object.__new__(DepparseProcessor)
    trainer = Trainer(args, dataset.vocab, model=network, build_optimizer=False)
    processor.__dict__.update(_trainer=trainer, _vocab=dataset.vocab, _pretrain=None, _config=args)
    return processor


def trees(processor: Any, documents: list[Document]) -> list[list[tuple[int, str]]]:
    copies = [Document(document.to_dict(), text=document.text) for document in documents]
    processor.bulk_process(copies)
    sentences = [sentence for document in copies for sentence in document.sentences]
    return [[(word.head, word.deprel) for word in sentence.words] for sentence in sentences]


@pytest.mark.parametrize("repaired", [True, False])
@pytest.mark.parametrize(
    ("composite", "options"),
    [
        (False, {}),
        (True, {}),
        (True, {"use_ufeats": True}),
        (False, {"use_upos": False}),
        (False, {"char": True, "charlm": True}),
    ],
)
def test_the_trees_are_those_of_stanza(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch, composite: bool, options: dict[str, Any], repaired: bool
) -> None:
    monkeypatch.setattr(depparse_model, "load_charlm", lambda *_, **__: Letters())
    stock = made_processor(documents, composite, {**options, "resolve_head_constraints": repaired})
    assert FastDependencyParser.fits(stock)
    found = trees(FastDependencyParser(stock), documents)
    assert found == trees(stock, documents)
    assert len({arc for tree in found for arc in tree}) > 20


def test_parsers_with_a_network_for_characters_stay_as_they_are(documents: list[Document]) -> None:
    characters = {"char": True, "char_hidden_dim": 4, "char_num_layers": 1, "char_rec_dropout": 0, "transformed_dim": 4}
    assert not FastDependencyParser.fits(made_processor(documents, False, characters))
