"""Training Stanza's tagger, parser and entity recognizer on annotated sentences and on those labelled by the teacher.

Stanza's own networks, data loaders and trainers, with our schedule (`quotes.training.progress`) and, on a CPU, our
faster computation (`quotes.training.faster_training`). What is written is an ordinary Stanza model file.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from quotes.training.progress import Plan, train
from quotes.training.treebanks import Tree, with_tags

SHORTHAND = "en_news"


@dataclass(frozen=True, slots=True)
class Material:
    """What a model learns from: annotated and machine-labelled sentences, and those by which the best is chosen.

    An epoch has all of the annotated sentences; ``labelled_shares`` says for each epoch how much it has of the labelled
    ones.
    """

    annotated: Path
    development: Path
    word_vectors: Path
    labelled_shares: tuple[float, ...]
    labelled: Path | None = None

    def labelled_share(self, epoch: int) -> float:
        """The share of an epoch, of the last one if there are more epochs than shares."""
        return self.labelled_shares[min(epoch, len(self.labelled_shares) - 1)]


def train_tagger(material: Material, plan_of: Callable[[int], Plan], options: Sequence[str], path: Path) -> float:
    """Train a tagger of parts of speech on CoNLL-U files; `plan_of` makes the plan from the batches of all epochs."""
    from stanza.models import tagger
    from stanza.models.common import utils
    from stanza.models.pos import scorer
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer

    files = [str(material.annotated), *([str(material.labelled)] if material.labelled else [])]
    args = tagger.parse_args([*_common(material, path), "--train_file", ";".join(files), *options])
    utils.set_random_seed(args["seed"])
    pretrain = tagger.load_pretrain(args)
    args["word_cutoff"] = utils.update_word_cutoff(pretrain, args["word_cutoff"])
    vocab, _, loader = tagger.load_training_data(args, pretrain)
    development = Dataset(
        _document(material.development), args, pretrain, vocab=vocab, evaluation=True, sort_during_eval=True
    )
    trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")

    sizes = [len(each) for each in loader.loaders]

    def batches(epoch: int) -> Iterable[Any]:
        _seed(args["seed"] + epoch)
        shares = (1.0, material.labelled_share(epoch))
        loader.batch_counts = [round(share * size) for share, size in zip(shares, sizes, strict=False)]
        yield from loader

    def evaluate() -> float:
        predictions, indices = [], []
        for batch in development.to_loader(batch_size=args["batch_size"]):
            predictions += trainer.predict(batch)
            indices.extend(batch.idx)
        tagger.set_predictions(development.doc, trainer, utils.unsort(predictions, indices), None)
        written = io.StringIO(_conllu(development.doc))
        return float(scorer.score(written, str(material.development), eval_type="UPOS")[2])

    return train(
        "pos",
        plan_of(_steps(sizes, material)),
        trainer.model,
        trainer.optimizers.values(),
        batches,
        trainer.update,
        evaluate,
        lambda best: trainer.save(str(best)),
        path,
    )


def with_predicted_tags(
    trees: Sequence[Tree], tagger: Path, word_vectors: Path, dropout_seed: int | None = None
) -> Iterator[Tree]:
    """The trees with the tags that a tagger predicts.

    The tagger knows its training sentences too well. With a `dropout_seed` its dropout stays in effect, which makes it
    about as wrong about them as it is about sentences that it does not know.
    """
    from stanza.models.common import utils
    from stanza.models.common.pretrain import Pretrain
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer
    from stanza.utils.conll import CoNLL

    vectors = Pretrain(str(word_vectors))
    trainer = Trainer(pretrain=vectors, model_file=str(tagger), device="cpu")
    if dropout_seed is not None:
        _seed(dropout_seed)
        trainer.model.eval = trainer.model.train
    document = CoNLL.conll2doc(input_str="".join(map(str, trees)))
    data = Dataset(document, trainer.args, vectors, vocab=trainer.vocab, evaluation=True, sort_during_eval=True)
    predictions, indices = [], []
    with torch.inference_mode():
        for batch in data.to_loader(batch_size=200):
            predictions += trainer.predict(batch)
            indices.extend(batch.idx)
    for tree, tags in zip(trees, utils.unsort(predictions, indices), strict=True):
        yield with_tags(tree, [(upos, xpos) for upos, xpos, *_ in tags])


def train_parser(material: Material, plan_of: Callable[[int], Plan], options: Sequence[str], path: Path) -> float:
    """Train a dependency parser on CoNLL-U files, whose tags should be such as the tagger predicts."""
    from stanza.models import parser
    from stanza.models.common import utils
    from stanza.models.common.doc import DEPREL, HEAD, Document
    from stanza.models.depparse import scorer
    from stanza.models.depparse.data import DataLoader
    from stanza.models.depparse.trainer import GraphTrainer
    from stanza.utils.conll import CoNLL

    args = parser.parse_args([*_common(material, path), "--train_file", str(material.annotated), *options])
    utils.set_random_seed(args["seed"])
    pretrain = parser.load_pretrain(args)
    args["word_cutoff"] = utils.update_word_cutoff(pretrain, args["word_cutoff"])
    annotated, _, _ = CoNLL.conll2dict(input_file=str(material.annotated))
    labelled = CoNLL.conll2dict(input_file=str(material.labelled))[0] if material.labelled else []
    vocab = DataLoader(Document(annotated + labelled), args["batch_size"], args, pretrain).vocab
    loaders = [
        DataLoader(Document(sentences), args["batch_size"], args, pretrain, vocab=vocab)
        for sentences in (annotated, labelled)
        if sentences
    ]
    development = DataLoader(
        _document(material.development), args["batch_size"], args, pretrain, vocab=vocab, evaluation=True,
        sort_during_eval=True,
    )  # fmt: skip
    trainer = GraphTrainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")

    def batches(epoch: int) -> Iterator[Any]:
        return _mixed(loaders, material.labelled_share(epoch), args["seed"] + epoch)

    def evaluate() -> float:
        predictions = parser.predict_dataset(trainer, development)
        development.doc.set([HEAD, DEPREL], [word for sentence in predictions for word in sentence])
        written = io.StringIO(_conllu(development.doc))
        return float(scorer.score(written, str(material.development))[2])

    return train(
        "depparse",
        plan_of(_steps([len(loader) for loader in loaders], material)),
        trainer.model,
        trainer.optimizer.values(),
        batches,
        lambda batch: float(trainer.update(batch)[0]),
        evaluate,
        lambda best: trainer.save(str(best)),
        path,
    )


def train_entity_recognizer(
    material: Material, plan_of: Callable[[int], Plan], options: Sequence[str], path: Path
) -> float:
    """Train an entity recognizer on JSON files in Stanza's form (lists of lists of ``text`` and ``ner``)."""
    from stanza.models import ner_tagger
    from stanza.models.common import utils
    from stanza.models.common.doc import Document
    from stanza.models.ner import scorer
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer

    args = ner_tagger.parse_args([*_common(material, path), "--train_file", str(material.annotated), *options])
    utils.set_random_seed(args["seed"])
    pretrain = ner_tagger.load_pretrain(args)
    args["word_emb_dim"] = pretrain.emb.shape[1]
    annotated = json.loads(material.annotated.read_text(encoding="utf-8"))
    labelled = json.loads(material.labelled.read_text(encoding="utf-8")) if material.labelled else []
    development = json.loads(material.development.read_text(encoding="utf-8"))

    def loader_of(sentences: list[Any], vocab: Any = None, evaluation: bool = False) -> Any:
        return DataLoader(
            Document(sentences), args["batch_size"], args, pretrain, vocab=vocab, evaluation=evaluation,
            max_batch_words=args["max_batch_words"],
        )  # fmt: skip

    vocab = loader_of(annotated + labelled).vocab
    loaders = [loader_of(sentences, vocab) for sentences in (annotated, labelled) if sentences]
    dev_loader = loader_of(development, vocab, evaluation=True)
    gold = [[word["ner"] for word in sentence] for sentence in development]
    trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")

    def batches(epoch: int) -> Iterator[Any]:
        return _mixed(loaders, material.labelled_share(epoch), args["seed"] + epoch)

    def evaluate() -> float:
        predictions = [tags for batch in dev_loader for tags in trainer.predict(batch)]
        return float(scorer.score_by_entity(predictions, gold)[2])

    return train(
        "ner",
        plan_of(_steps([len(loader) for loader in loaders], material)),
        trainer.model,
        [trainer.optimizer],
        batches,
        trainer.update,
        evaluate,
        lambda best: trainer.save(str(best)),
        path,
    )


def _common(material: Material, path: Path) -> list[str]:
    return [
        "--eval_file", str(material.development),
        "--wordvec_pretrain_file", str(material.word_vectors),
        "--shorthand", SHORTHAND,
        "--save_dir", str(path.parent),
        "--save_name", path.name,
    ]  # fmt: skip


def _conllu(document: Any) -> str:
    return f"{document:C}\n\n"


def _document(path: Path) -> Any:
    from stanza.utils.conll import CoNLL

    return CoNLL.conll2doc(input_file=str(path))


def _steps(sizes: Sequence[int], material: Material) -> int:
    """The batches of all epochs, if there are so many of annotated and of labelled sentences."""
    return sum(
        round(share * size)
        for labelled_share in material.labelled_shares
        for share, size in zip((1.0, labelled_share), sizes, strict=False)
    )


def _mixed(loaders: Sequence[Any], labelled_share: float, seed: int) -> Iterator[Any]:
    """The batches of an epoch: of annotated sentences (the first loader) and of a share of the labelled ones."""
    _seed(seed)
    order = []
    for loader, share in zip(loaders, (1.0, labelled_share), strict=False):
        loader.reshuffle()
        order += [(loader, number) for number in range(round(len(loader) * share))]
    random.shuffle(order)
    return (loader[number] for loader, number in order)


def _seed(seed: int) -> None:
    random.seed(seed)
    torch.manual_seed(seed)
