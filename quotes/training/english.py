"""Making the English model sets: what is learned from what, stage by stage.

There are two. The one that is embedded is one joint network. The other one has networks of Stanza's (LSTMs).

Each stage reads what others wrote into the working directory and writes one file there, whole or not at all; one that
is there already is not made again. So a run that was interrupted goes on where it was, long trainings from their last
checkpoint.

All learn from the treebanks and from news that a teacher has labelled: a joint network with a larger encoder, itself
trained on the treebanks. Of Stanza's networks, the tagger has one half of the articles; the parser has the other half,
with the tags that the tagger, which has not seen them, predicts, so that it meets the tagger's mistakes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotes.corpora import newswire
from quotes.training import treebanks
from quotes.training.assembly import assemble
from quotes.training.model_card import write_model_card
from quotes.training.progress import Plan
from quotes.training.taggers import Material

if TYPE_CHECKING:
    from quotes.training.joint import Corpus
    from quotes.training.joint_network import JointNetwork

SEED = 1
VOCABULARY = 80_000
"""How many words have vectors: the most frequent ones of GloVe."""

GLOVE_SIZE, ENCODER_SIZE = 50, 70

TAGGER_OPTIONS = """
    --lang en --hidden_dim 256 --num_layers 2 --deep_biaff_hidden_dim 150 --share_hid --char_hidden_dim 100
    --char_emb_dim 32 --word_emb_dim 50 --tag_emb_dim 30 --transformed_dim 120 --dropout 0.3 --word_dropout 0.15
    --optim adam --lr 0.004 --beta2 0.95 --batch_size 50
"""
PARSER_OPTIONS = """
    --lang en --no_ufeats --hidden_dim 200 --num_layers 3 --deep_biaff_hidden_dim 125 --no_char --word_emb_dim 50
    --tag_emb_dim 50 --transformed_dim 120 --dropout 0.25 --word_dropout 0.2 --optim adam --lr 0.003 --beta2 0.95
    --weight_decay 0 --batch_size 1200 --no_linearization --no_distance --no_second_optim
"""
RECOGNIZER_OPTIONS = """
    --hidden_dim 200 --char_hidden_dim 60 --char_emb_dim 30 --no_emb_finetune --dropout 0.4 --word_dropout 0.02
    --optim adam --lr 0.003 --batch_size 48 --max_batch_words 2000
"""
LONGEST_SENTENCE = 120
"""In words: the encoder sees no more of a sentence."""

TOKENIZER_STEPS = 5000
LEMMATIZER_EPOCHS = 8
TAGGER_EPOCHS, PARSER_EPOCHS, RECOGNIZER_EPOCHS = (0.6,) * 9 + (0.0,) * 4, (0.6,) * 8, (0.0,) * 12
"""For each epoch, how much it has of the news that the teacher has labelled, beside all of the treebanks."""

EXAMPLES = 20
"""By every so many-th text it is seen how large the numbers in the joint network get."""

NEWS_FOR_TAGGER, NEWS_FOR_PARSER = "news-for-tagger.conllu", "news-for-parser.conllu"
JOINT_NEWS = "joint-news.conllu"
TEACHER = "teacher.pt"


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
        """The model file of a processor, or of what models need."""
        path = self.out / "models" / f"{name}.pt"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @cached_property
    def corpus(self) -> Corpus:
        """What the joint network learns from."""
        from quotes.training import joint

        parts = newswire.article_parts(self.annotated_articles)
        return joint.Corpus(
            joint.texts_of_treebank(self.training_trees),
            joint.texts_with_entities(self.annotated_articles, parts["train"], random.Random(SEED)),
            joint.texts_of_treebank(self.development_trees),
            joint.texts_with_entities(self.annotated_articles, parts["dev"]),
        )

    @property
    def joint_beginner(self) -> Path:
        """The weights of the joint network after its first course."""
        return self.out / "joint-beginner.pt"

    def teacher(self) -> JointNetwork:
        """The joint network with a larger encoder, as it labels news."""
        from quotes.training import joint
        from quotes.training.large_encoder import LargeEncoder, unpack

        return joint.load_network(self.out / TEACHER, LargeEncoder(unpack(self.out)))


def make_vectors(shop: Workshop) -> None:
    """Word vectors: GloVe's, and beside them principal components of what the encoder makes of each word."""
    import torch

    from quotes.training.word_vectors import encoder_vectors, read_glove, reduced, write_word_vectors

    words, glove = read_glove(VOCABULARY)
    encoded = encoder_vectors(words, (sentence[:LONGEST_SENTENCE] for sentence in running_words(shop)))
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
    for text in polnear_texts(shop):
        for doc in splitter.pipe([line for line in text.splitlines() if line.strip()]):
            for found in doc.sents:
                yield [token.text for token in found if not token.is_space]


def polnear_texts(shop: Workshop) -> Iterator[str]:
    """The training articles of PolNeAR."""
    for path in sorted((shop.data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def newswire_texts(shop: Workshop) -> Iterator[str]:
    """The articles from which entities are learned, as they were published, without their addresses."""
    for name in newswire.article_parts(shop.annotated_articles)["train"]:
        path = shop.data / "newswire" / "original_articles" / name
        if path.exists():
            yield path.read_text(encoding="utf-8", errors="replace").partition("\n")[2]


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
    from quotes.training.inflections import read_inflections
    from quotes.training.small_models import train_lemmatizer
    from quotes.training.word_vectors import read_glove

    train_lemmatizer(
        shop.training_trees,
        shop.development_trees,
        read_inflections(set(read_glove(VOCABULARY)[0])),
        shop.lessons("lemma"),
        LEMMATIZER_EPOCHS,
        shop.model("lemma"),
    )


def make_teacher(shop: Workshop) -> None:
    """The teacher, which only serves to label news: it learns tags and trees, as the joint network does."""
    from quotes.training import joint
    from quotes.training.large_encoder import LargeEncoder, unpack

    network = joint.new_network(LargeEncoder(unpack(shop.out)), shop.corpus.labels(), SEED)
    corpus = replace(shop.corpus, articles=(), dev_articles=())
    joint.train_joint_network(network, joint.TEACHER, corpus, SEED, shop.out / TEACHER)


def make_news_for_tagger(shop: Workshop) -> None:
    """One half of the news with the teacher's tags and trees."""
    treebanks.write_trees(shop.lessons(NEWS_FOR_TAGGER), labelled_news(shop, half=0))


def make_news_for_parser(shop: Workshop) -> None:
    """The other half, with lemmas too, since the parser goes by them."""
    from quotes.training.news import lemmatized

    trees = lemmatized(list(labelled_news(shop, half=1)), shop.model("lemma"))
    treebanks.write_trees(shop.lessons(NEWS_FOR_PARSER), trees)


def labelled_news(shop: Workshop, half: int) -> Iterator[treebanks.Tree]:
    """The sentences of every second article, as the teacher labels them; `half` is 0 or 1."""
    from quotes.training.news import sentences_of
    from quotes.training.teaching import labelled

    texts = islice(chain(newswire_texts(shop), polnear_texts(shop)), half, None, 2)
    chunks = sentences_of(texts, shop.model("tokenize"), shop.model("mwt"))
    short = ([words for words in chunk if 0 < len(words) <= LONGEST_SENTENCE] for chunk in chunks)
    return labelled(shop.teacher(), short)


def make_tagger(shop: Workshop) -> None:
    """The tagger of parts of speech."""
    from quotes.training.taggers import train_tagger

    material = Material(
        annotated=shop.lessons("train.conllu"),
        development=shop.lessons("dev.conllu"),
        word_vectors=shop.model("pretrain"),
        labelled_shares=TAGGER_EPOCHS,
        labelled=shop.lessons(NEWS_FOR_TAGGER),
    )
    treebanks.write_trees(material.annotated, map(treebanks.without_features, shop.training_trees))
    treebanks.write_trees(material.development, map(treebanks.without_features, shop.development_trees))
    train_tagger(material, lambda steps: Plan(steps, 13), TAGGER_OPTIONS.split(), shop.model("pos"))


def make_parser(shop: Workshop) -> None:
    """The parser, which learns from tags that are as often wrong as those that it will see."""
    from quotes.training.taggers import train_parser, with_predicted_tags

    material = Material(
        annotated=shop.lessons("tagged.conllu"),
        development=shop.lessons("tagged-dev.conllu"),
        word_vectors=shop.model("pretrain"),
        labelled_shares=PARSER_EPOCHS,
        labelled=shop.lessons("tagged-news.conllu"),
    )
    news = list(treebanks.read_trees(shop.lessons(NEWS_FOR_PARSER)))
    for path, trees, seed in (
        (material.annotated, shop.training_trees, SEED),
        (material.development, shop.development_trees, None),
        (material.labelled, news, None),
    ):
        assert path is not None
        tagged = with_predicted_tags(trees, shop.model("pos"), shop.model("pretrain"), seed)
        treebanks.write_trees(path, tagged)
    train_parser(material, lambda steps: Plan(steps, 8), PARSER_OPTIONS.split(), shop.model("depparse"))


def make_recognizer(shop: Workshop) -> None:
    """The recognizer of entities."""
    from quotes.training.taggers import train_entity_recognizer

    parts = newswire.article_parts(shop.annotated_articles)
    generator = random.Random(SEED)
    material = Material(
        shop.lessons("entities.json"), shop.lessons("entities-dev.json"), shop.model("pretrain"), RECOGNIZER_EPOCHS
    )
    for path, part in ((material.annotated, "train"), (material.development, "dev")):
        sentences = list(newswire.read_tagged_sentences(shop.annotated_articles, parts[part]))
        if part == "train":
            change, share = newswire.with_typographic_marks, newswire.TYPOGRAPHIC_SHARE
            sentences = newswire.partly(change, share, sentences, generator)
        path.write_text(json.dumps([sentence.as_stanza() for sentence in sentences]), encoding="utf-8")
    train_entity_recognizer(material, lambda steps: Plan(steps, 8), RECOGNIZER_OPTIONS.split(), shop.model("ner"))


def make_joint_beginner(shop: Workshop) -> None:
    """The network that does everything, after what is annotated by hand."""
    from quotes.training import joint
    from quotes.training.encoder import load_encoder

    network = joint.new_network(load_encoder(), shop.corpus.labels(), SEED)
    joint.train_joint_network(network, joint.FIRST, shop.corpus, SEED, shop.joint_beginner)


def make_joint_news(shop: Workshop) -> None:
    """The articles that have entities, with the teacher's tags and trees."""
    from quotes.training.teaching import labelled

    articles = ([sentence.words for sentence in article] for article in shop.corpus.articles)
    treebanks.write_trees(shop.lessons(JOINT_NEWS), labelled(shop.teacher(), articles))


def make_joint_network(shop: Workshop) -> None:
    """The network that does everything."""
    from quotes.parsing.joint.lemmas import inflections_of
    from quotes.training import joint
    from quotes.training.encoder import load_encoder
    from quotes.training.inflections import read_inflections
    from quotes.training.teaching import with_trees
    from quotes.training.word_vectors import read_glove

    weights = shop.out / "joint.pt"
    if not weights.exists():
        network = joint.load_network(shop.joint_beginner, load_encoder())
        labelled = with_trees(shop.corpus.articles, treebanks.read_trees(shop.lessons(JOINT_NEWS)))
        joint.train_joint_network(network, joint.SECOND, replace(shop.corpus, articles=labelled), SEED, weights)
    trees, articles = shop.corpus.trees, shop.corpus.articles
    inflections = inflections_of(joint.lemma_lessons(trees), read_inflections(set(read_glove(VOCABULARY)[0])))
    examples = [*trees[::EXAMPLES], *articles[::EXAMPLES]]
    joint.export(weights, examples, inflections, shop.model("joint").with_suffix(".onnx"))


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the work: what does it, the file that it writes (below the working directory), and what it needs."""

    make: Callable[[Workshop], None]
    product: str
    needs: tuple[str, ...] = ()


STAGES = {
    "vectors": Stage(make_vectors, "models/pretrain.pt"),
    "tokenizer": Stage(make_tokenizer, "models/tokenize.pt"),
    "mwt": Stage(make_expander, "models/mwt.pt"),
    "lemma": Stage(make_lemmatizer, "models/lemma.pt"),
    "teacher": Stage(make_teacher, TEACHER),
    "tagger news": Stage(make_news_for_tagger, f"lessons/{NEWS_FOR_TAGGER}", ("tokenizer", "mwt", "teacher")),
    "parser news": Stage(make_news_for_parser, f"lessons/{NEWS_FOR_PARSER}", ("tokenizer", "mwt", "lemma", "teacher")),
    "pos": Stage(make_tagger, "models/pos.pt", ("vectors", "tagger news")),
    "depparse": Stage(make_parser, "models/depparse.pt", ("vectors", "parser news", "pos")),
    "ner": Stage(make_recognizer, "models/ner.pt", ("vectors",)),
    "joint beginner": Stage(make_joint_beginner, "joint-beginner.pt"),
    "joint news": Stage(make_joint_news, f"lessons/{JOINT_NEWS}", ("teacher",)),
    "joint": Stage(make_joint_network, "models/joint.onnx", ("joint beginner", "joint news")),
}
"""All steps, in an order in which each comes after what it needs."""


SETS = {
    "set": ("joint.onnx",),
    "lstm-set": ("tokenize.pt", "mwt.pt", "lemma.pt", "pos.pt", "depparse.pt", "ner.pt", "pretrain.pt"),
}
"""What the two sets consist of, by the names of their folders."""


def run(shop: Workshop, stages: Sequence[str], command: str, test: bool = False) -> None:
    """Make the models of `stages`, and what they need; and each set, with its card, whose models are all there.

    `command` is what the card says that the set was made by; with `test` it has the scores of the test parts, too.
    """
    from quotes.training.faster_training import faster_training

    shop.out.mkdir(parents=True, exist_ok=True)
    for name in in_order(stages):
        stage = STAGES[name]
        if not (shop.out / stage.product).exists():
            click.echo(f"{name}: begins", err=True)
            with faster_training():
                stage.make(shop)
    for name, files in SETS.items():
        if all((shop.out / "models" / file).exists() for file in files):
            assemble(shop.out / "models", shop.out / name, files)
            write_model_card(shop, shop.out / name, command, test)


def in_order(stages: Sequence[str]) -> list[str]:
    """The stages, and all that they need, in the order of `STAGES`."""
    wanted = set(stages)
    for name in reversed(STAGES):
        if name in wanted:
            wanted.update(STAGES[name].needs)
    return [name for name in STAGES if name in wanted]
