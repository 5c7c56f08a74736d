"""Stanza's tagger, parser, recognizer and lemmatizer are trained and written: tiny ones, on a handful of sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from stanza.models.depparse.trainer import Trainer as ParserTrainer
from stanza.models.lemma.trainer import Trainer as LemmatizerTrainer
from stanza.models.ner.trainer import Trainer as RecognizerTrainer
from stanza.models.pos.trainer import Trainer as TaggerTrainer

from quotes.training.faster_training import faster_training
from quotes.training.progress import Plan
from quotes.training.small_models import train_lemmatizer
from quotes.training.taggers import (
    Material,
    train_entity_recognizer,
    train_parser,
    train_tagger,
    with_predicted_tags,
)
from quotes.training.treebanks import FORM, UPOS, Tree, write_trees
from quotes.training.word_vectors import write_word_vectors

SENTENCES = [
    "Berg/Berg/PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root so/so/ADV/RB/2/advmod",
    "The/the/DET/DT/2/det mayor/mayor/NOUN/NN/3/nsubj denied/deny/VERB/VBD/0/root it/it/PRON/PRP/3/obj",
    "He/he/PRON/PRP/2/nsubj waits/wait/VERB/VBZ/0/root here/here/ADV/RB/2/advmod",
]
SMALL = "--word_emb_dim 4 --transformed_dim 4 --hidden_dim 6 --num_layers 1 --optim adam --lr 0.01 --word_cutoff 0"
CHARACTERS = "--char_hidden_dim 4 --char_emb_dim 3"
PLAN = Plan(steps=6, evaluations=2)


def tree(noted: str) -> Tree:
    rows = []
    for number, word in enumerate(noted.split(), start=1):
        form, lemma, upos, xpos, head, relation = word.split("/")
        rows.append((str(number), form, lemma, upos, xpos, "_", head, relation, "_", "_"))
    return Tree(("# text = " + " ".join(row[FORM] for row in rows),), tuple(rows))


TREES = [tree(noted) for noted in SENTENCES]


@pytest.fixture
def material(tmp_path: Path) -> Material:
    material = Material(
        annotated=tmp_path / "train.conllu",
        development=tmp_path / "dev.conllu",
        word_vectors=tmp_path / "vectors.pt",
        labelled=tmp_path / "labelled.conllu",
        labelled_shares=(0.5, 0.0),
    )
    for path in (material.annotated, material.development, material.labelled):
        assert path is not None
        write_trees(path, TREES * 4)
    words = sorted({row[FORM].lower() for each in TREES for row in each.rows})
    write_word_vectors(material.word_vectors, words, torch.randn(len(words), 5))
    return material


def plan_of(steps: int) -> Plan:
    assert steps >= 2
    return PLAN


def test_a_tagger_and_a_parser_that_learns_from_its_tags(material: Material, tmp_path: Path) -> None:
    tagger, parser = tmp_path / "pos.pt", tmp_path / "depparse.pt"
    with faster_training():
        options = f"--lang en {SMALL} {CHARACTERS} --deep_biaff_hidden_dim 5 --share_hid --tag_emb_dim 3 --batch_size 4"
        assert 0 <= train_tagger(material, plan_of, options.split(), tagger) <= 1
        options = f"""--lang en {SMALL} --no_char --no_ufeats --deep_biaff_hidden_dim 5 --tag_emb_dim 3 --batch_size 20
            --no_linearization --no_distance --no_second_optim"""
        assert 0 <= train_parser(material, plan_of, options.split(), parser) <= 1
    assert TaggerTrainer(model_file=str(tagger), pretrain=_pretrain(material), device="cpu").args["share_hid"]
    assert not ParserTrainer.load(str(parser), pretrain=_pretrain(material), device="cpu").args["char"]
    for seed in (None, 1):
        tagged = list(with_predicted_tags(TREES, tagger, material.word_vectors, seed))
        assert [[row[FORM] for row in each.rows] for each in tagged] == [
            [row[FORM] for row in each.rows] for each in TREES
        ]
        known = {row[UPOS] for each in TREES for row in each.rows}
        assert {row[UPOS] for each in tagged for row in each.rows} <= known


def test_an_epoch_has_all_annotated_sentences_and_its_share_of_the_labelled_ones(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: dict[str, list[int]] = {}

    def count(name: str, plan: Plan, *rest: Any) -> float:
        batches = rest[2]
        trained[name] = [plan.steps, *(sum(1 for _ in batches(epoch)) for epoch in range(4))]
        return 0.0

    monkeypatch.setattr("quotes.training.taggers.train", count)
    options = f"--lang en {SMALL} {CHARACTERS} --deep_biaff_hidden_dim 5 --share_hid --tag_emb_dim 3 --batch_size 3"
    train_tagger(material, lambda steps: Plan(steps, 1), options.split(), tmp_path / "pos.pt")
    options = f"""--lang en {SMALL} --no_char --no_ufeats --deep_biaff_hidden_dim 5 --tag_emb_dim 3 --batch_size 12
        --no_linearization --no_distance --no_second_optim"""
    train_parser(material, lambda steps: Plan(steps, 1), options.split(), tmp_path / "depparse.pt")
    # 12 sentences of 3 words or 4: 4 batches of 3 sentences, and as many of 12 words, for each half
    assert trained["pos"] == [10, 6, 4, 4, 4]
    steps, first, *later = trained["depparse"]
    assert steps == first + later[0] and first > later[0] == later[1] == later[2] >= 4


def test_an_entity_recognizer(material: Material, tmp_path: Path) -> None:
    sentences = [[{"text": "Berg", "ner": "S-PERSON"}, {"text": "waits", "ner": "O"}]] * 6
    learned = Material(tmp_path / "train.json", tmp_path / "dev.json", material.word_vectors, (0.0,))
    for path in (learned.annotated, learned.development):
        path.write_text(json.dumps(sentences), encoding="utf-8")
    options = f"--hidden_dim 6 {CHARACTERS} --no_emb_finetune --optim adam --lr 0.05 --batch_size 3"
    with faster_training():
        train_entity_recognizer(learned, lambda _: Plan(30, 2, warm_up=2), options.split(), tmp_path / "ner.pt")
    trainer = RecognizerTrainer(model_file=str(tmp_path / "ner.pt"), pretrain=_pretrain(material), device="cpu")
    assert trainer.args["hidden_dim"] == 6


def test_a_lemmatizer_knows_words_by_their_part_of_speech_only(tmp_path: Path) -> None:
    inflections = [("sang", "VERB", "sing"), ("said", "VERB", "nonsense")]
    train_lemmatizer(TREES * 3, TREES, inflections, tmp_path / "lessons", 2, tmp_path / "lemma.pt")
    trainer = LemmatizerTrainer(model_file=str(tmp_path / "lemma.pt"), device="cpu")
    assert trainer.predict_dict([("said", "VERB")]) == ["say"]
    assert trainer.predict_dict([("sang", "VERB")]) == ["sing"]
    assert trainer._lookup("said", "NOUN") is None
    assert "Waits" not in trainer.pos_dict["VERB"]  # learned with a capital, but not as a fact
    lessons = (tmp_path / "lessons" / "train.conllu").read_text(encoding="utf-8")
    learned = {tuple(line.split("\t")[1:4]) for line in lessons.splitlines() if line}
    assert {("WAITS", "wait", "VERB"), ("Sang", "sing", "VERB")} <= learned
    assert not {("BERG", "Berg", "PROPN"), ("berg", "Berg", "PROPN"), ("said", "nonsense", "VERB")} & learned


def test_of_a_long_word_that_is_its_lemma_the_beginning_is_learned(tmp_path: Path) -> None:
    address = "http://example.org/a/long/address"
    trees = [
        tree("See/see/VERB/VB/0/root"),
        Tree((), (("1", address, address, "X", "ADD", "_", "0", "root", "_", "_"),)),
    ]
    train_lemmatizer(trees * 4, trees, (), tmp_path / "lessons", 1, tmp_path / "lemma.pt")
    lessons = (tmp_path / "lessons" / "train.conllu").read_text(encoding="utf-8")
    assert "\thttp://example.o\thttp://example.o\tX\t" in lessons


def _pretrain(material: Material) -> object:
    from stanza.models.common.pretrain import Pretrain

    return Pretrain(str(material.word_vectors))
