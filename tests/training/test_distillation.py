"""Trees that a teacher finds in articles: written, read again, and put beside the entities."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from made_network import LABELS, TABLE

from quotes.parsing.joint.windows import TaggedWords
from quotes.training import joint_training
from quotes.training.distillation import labelled, tree_of, with_trees
from quotes.training.encoder import Encoder
from quotes.training.joint_network import JointNetwork
from quotes.training.treebanks import read_trees, write_trees

ANNA = TaggedWords(("Anna", "ran"), entities=("S-PERSON", "O"))
RAIN = TaggedWords(("Rain", "\xa0", "fell"), entities=("O", "O", "O"))
ARTICLES = [[ANNA, RAIN], [], [ANNA]]


def test_what_the_teacher_finds_is_read_again_beside_the_entities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint_training, "piece_table", lambda: TABLE)
    torch.manual_seed(1)
    encoder = Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=20, positions=40)
    path = tmp_path / "news.conllu"
    texts = [[sentence.words for sentence in text] for text in ARTICLES]
    write_trees(path, labelled(JointNetwork(encoder, LABELS), texts))
    taught = with_trees(ARTICLES, read_trees(path))
    assert [[sentence.words for sentence in text] for text in taught] == texts
    for text, given in zip(taught, ARTICLES, strict=True):
        for sentence, known in zip(text, given, strict=True):
            assert sentence.entities == known.entities and sentence.lemmas is None
            assert sentence.upos and set(sentence.upos) <= set(LABELS.upos)
            assert sentence.xpos and set(sentence.xpos) <= set(LABELS.xpos)
            assert sentence.heads and sentence.heads.count(0) == 1
            assert sentence.relations and set(sentence.relations) <= set(LABELS.relations)


def test_trees_of_other_sentences_are_refused() -> None:
    columns = {"upos": ("NOUN", "VERB"), "xpos": ("NN", "VBD"), "heads": (2, 0), "relations": ("nsubj", "root")}
    tree = tree_of(TaggedWords(("Anna", "ran"), **columns))
    other = tree_of(TaggedWords(("Anna", "runs"), **columns))
    assert with_trees([[ANNA], [ANNA]], [tree, tree])[1][0].heads == (2, 0)
    with pytest.raises(ValueError, match="another sentence: Anna ran"):
        with_trees([[ANNA], [ANNA]], [tree, other])
    with pytest.raises(ValueError):
        with_trees([[ANNA], [ANNA]], [tree])
