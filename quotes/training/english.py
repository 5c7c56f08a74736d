"""Making the English model set: what is learned from what, stage by stage.

Each stage reads what others wrote into the working directory and writes one file there, whole or not at all; one that
is there already is not made again. So a run that was interrupted goes on where it was, long trainings from their last
checkpoint.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from quotes.corpora import newswire
from quotes.training import treebanks
from quotes.training.assembly import assemble
from quotes.training.model_card import write_model_card
from quotes.training.progress import Plan
from quotes.training.taggers import Material

SEED = 1
VOCABULARY = 80_000
"""How many words have vectors: the most frequent ones of GloVe."""

GLOVE_SIZE, ENCODER_SIZE = 50, 70

TAGGER_OPTIONS = """
    --lang en --hidden_dim 200 --num_layers 2 --deep_biaff_hidden_dim 150 --share_hid --char_hidden_dim 64
    --char_emb_dim 32 --word_emb_dim 50 --tag_emb_dim 30 --transformed_dim 100 --dropout 0.3 --word_dropout 0.15
    --optim adam --lr 0.004 --beta2 0.95 --batch_size 50
"""
PARSER_OPTIONS = """
    --lang en --no_ufeats --hidden_dim 200 --num_layers 2 --deep_biaff_hidden_dim 100 --no_char --word_emb_dim 50
    --tag_emb_dim 50 --transformed_dim 100 --dropout 0.25 --word_dropout 0.2 --optim adam --lr 0.003 --beta2 0.95
    --weight_decay 0 --batch_size 1200 --no_linearization --no_distance --no_second_optim
"""
RECOGNIZER_OPTIONS = """
    --hidden_dim 200 --char_hidden_dim 60 --char_emb_dim 30 --no_emb_finetune --dropout 0.4 --word_dropout 0.02
    --optim adam --lr 0.003 --batch_size 48 --max_batch_words 2000
"""
TOKENIZER_STEPS = 6000
TAGGER_EPOCHS, PARSER_EPOCHS, RECOGNIZER_EPOCHS = 16, 12, 12
SAMPLES_OF_TAGS = 2
"""How often each training tree occurs with tags predicted anew."""


@dataclass(frozen=True)
class Workshop:
    """Where the data lie (``ud``, ``newswire`` and ``polnear`` folders) and where the models are made."""

    data: Path
    out: Path

    @cached_property
    def training_trees(self) -> list[treebanks.Tree]:
        """The sentences of the treebanks to learn from."""
        return treebanks.read_training_trees(self.data / "ud", SEED)

    @cached_property
    def development_trees(self) -> list[treebanks.Tree]:
        """The sentences by which the best state of a model is chosen."""
        return treebanks.read_development_trees(self.data / "ud")

    @property
    def annotated_articles(self) -> Path:
        """The articles with entities."""
        return self.data / "newswire" / "processed_annotated"

    def lessons(self, name: str) -> Path:
        """A file or folder of what a stage learns from."""
        path = self.out / "lessons" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def model(self, name: str) -> Path:
        """The model file that a stage writes."""
        path = self.out / "models" / f"{name}.pt"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def make_vectors(shop: Workshop) -> None:
    """Word vectors: GloVe's, and beside them principal components of what the encoder makes of each word."""
    import torch

    from quotes.training.word_vectors import encoder_vectors, read_glove, reduced, write_word_vectors

    words, glove = read_glove(VOCABULARY)
    encoded = encoder_vectors(words, running_words(shop))
    ranks = torch.arange(1, len(words) + 1, dtype=torch.float)
    vectors = torch.cat([glove, reduced(encoded, ENCODER_SIZE, weights=1 / ranks.sqrt())], 1)
    write_word_vectors(shop.model("pretrain"), words, vectors)


def running_words(shop: Workshop) -> Iterator[list[str]]:
    """Sentences of words: the treebanks, the articles with entities, and PolNeAR's training articles."""
    import spacy

    for tree in shop.training_trees:
        yield [row[treebanks.FORM] for row in tree.words]
    names = newswire.article_parts(shop.annotated_articles)["train"]
    for sentence in newswire.read_tagged_sentences(shop.annotated_articles, names):
        yield list(sentence.words)
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")
    for path in sorted((shop.data / "polnear" / "train" / "text").glob("*.txt")):
        paragraphs = filter(str.strip, path.read_text(encoding="utf-8").splitlines())
        for doc in splitter.pipe(paragraphs):
            for found in doc.sents:
                yield [token.text for token in found if not token.is_space]


def make_tokenizer(shop: Workshop) -> None:
    """The tokenizer."""
    from quotes.training.small_models import train_tokenizer

    lessons = shop.lessons("tokenizer")
    path = shop.model("tokenize")
    train_tokenizer(shop.training_trees, shop.development_trees, lessons, TOKENIZER_STEPS, path)


def make_expander(shop: Workshop) -> None:
    """The expander of multi-word tokens."""
    from quotes.training.small_models import train_expander

    train_expander(shop.training_trees, shop.development_trees, shop.lessons("mwt"), shop.model("mwt"))


def make_lemmatizer(shop: Workshop) -> None:
    """The lemmatizer."""
    from quotes.training.small_models import train_lemmatizer

    train_lemmatizer(shop.training_trees, shop.development_trees, shop.lessons("lemma"), shop.model("lemma"))


def make_tagger(shop: Workshop) -> None:
    """The tagger of parts of speech."""
    from quotes.training.taggers import train_tagger

    material = Material(shop.lessons("train.conllu"), shop.lessons("dev.conllu"), shop.model("pretrain"))
    treebanks.write_trees(material.annotated, map(treebanks.without_features, shop.training_trees))
    treebanks.write_trees(material.development, map(treebanks.without_features, shop.development_trees))
    train_tagger(material, lambda batches: Plan(TAGGER_EPOCHS * batches, 8), TAGGER_OPTIONS.split(), shop.model("pos"))


def make_parser(shop: Workshop) -> None:
    """The parser, which learns from tags that are as often wrong as those that it will see."""
    from quotes.training.taggers import train_parser, with_predicted_tags

    material = Material(shop.lessons("tagged.conllu"), shop.lessons("tagged-dev.conllu"), shop.model("pretrain"))
    tagger, vectors = shop.model("pos"), shop.model("pretrain")
    seeds = [SEED + sample for sample in range(SAMPLES_OF_TAGS)]
    treebanks.write_trees(material.annotated, with_predicted_tags(shop.training_trees, tagger, vectors, seeds))
    treebanks.write_trees(material.development, with_predicted_tags(shop.development_trees, tagger, vectors, [None]))
    train_parser(
        material,
        lambda batches: Plan(PARSER_EPOCHS * batches // SAMPLES_OF_TAGS, 8),
        PARSER_OPTIONS.split(),
        shop.model("depparse"),
    )


def make_recognizer(shop: Workshop) -> None:
    """The recognizer of entities."""
    from quotes.training.taggers import train_entity_recognizer

    parts = newswire.article_parts(shop.annotated_articles)
    generator = random.Random(SEED)
    material = Material(shop.lessons("entities.json"), shop.lessons("entities-dev.json"), shop.model("pretrain"))
    for path, part in ((material.annotated, "train"), (material.development, "dev")):
        sentences: Sequence[newswire.TaggedSentence]
        sentences = list(newswire.read_tagged_sentences(shop.annotated_articles, parts[part]))
        if part == "train":
            sentences = [
                newswire.with_typographic_marks(sentence) if generator.random() < 0.3 else sentence
                for sentence in sentences
            ]
        path.write_text(json.dumps([sentence.as_stanza() for sentence in sentences]), encoding="utf-8")
    train_entity_recognizer(
        material, lambda batches: Plan(RECOGNIZER_EPOCHS * batches, 8), RECOGNIZER_OPTIONS.split(), shop.model("ner")
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the work: what does it, the model file that it writes, and the stages that it needs."""

    make: Callable[[Workshop], None]
    model: str
    needs: tuple[str, ...] = ()


STAGES = {
    "vectors": Stage(make_vectors, "pretrain"),
    "tokenizer": Stage(make_tokenizer, "tokenize"),
    "mwt": Stage(make_expander, "mwt"),
    "lemma": Stage(make_lemmatizer, "lemma"),
    "pos": Stage(make_tagger, "pos", ("vectors",)),
    "depparse": Stage(make_parser, "depparse", ("vectors", "pos")),
    "ner": Stage(make_recognizer, "ner", ("vectors",)),
}


def run(shop: Workshop, stages: Sequence[str], command: str, test: bool = False) -> None:
    """Make the models of `stages` and of those that they need; once all models are there, the set with its card.

    `command` is what the card says that the set was made by; with `test` it has the scores of the test parts, too.
    """
    from quotes.training.faster_training import faster_training

    wanted = {*stages, *(need for stage in stages for need in STAGES[stage].needs)}
    for name, stage in STAGES.items():
        if name in wanted and not shop.model(stage.model).exists():
            click.echo(f"{name}: begins", err=True)
            with faster_training():
                stage.make(shop)
    if all(shop.model(stage.model).exists() for stage in STAGES.values()):
        assemble(shop.out / "models", shop.out / "set")
        write_model_card(shop, command, test)
