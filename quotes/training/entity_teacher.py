"""The teacher of entities: a transformer that finds them in windows of an article, to label news for the recognizer.

It is not shipped. What a name stands for is often said elsewhere in the article, so it reads several sentences at a
time; the tags of a sentence, under a CRF, depend on each other only within the sentence.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

import click
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quotes.corpora.entity_scores import compare_entities
from quotes.corpora.newswire import TYPOGRAPHIC_SHARE, TaggedSentence, partly, with_typographic_marks
from quotes.corpora.score import Score
from quotes.parsing.fast.entities import best_paths
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss
from quotes.training.progress import Plan, train
from quotes.training.word_encoder import WordEncoder, batches_of, descend, optimizer_of, pieces_of, size_of

WINDOW = 200
"""In pieces; the first window of an article is shorter, differently in each epoch, so that the cuts differ."""

EPOCHS = 3
EVALUATIONS = 6
CHUNK_WINDOWS = 500

Article = Sequence[TaggedSentence]


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of an article in a row, with or without their tags."""

    sentences: tuple[TaggedSentence, ...]

    @property
    def words(self) -> list[str]:
        """The words of all of the sentences."""
        return [word for sentence in self.sentences for word in sentence.words]


class EntityTeacher(WordEncoder):
    """An encoder with a head for the tags of entities."""

    def __init__(self, tags: Sequence[str]) -> None:
        """`tags` are O, and B, I, E and S with the classes."""
        super().__init__(["entities"])
        self.tags = list(tags)
        self.scores = nn.Linear(self.encoder.size, len(tags))
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.allowed = allowed_after(tags)
        self.never_first = torch.tensor([tag[0] in "IE" for tag in tags])
        self.never_last = torch.tensor([tag[0] in "BI" for tag in tags])

    def forward(self, windows: Sequence[Window]) -> tuple[Tensor, Tensor]:
        """Scores of the tags of words (sentences x words x tags), and of one tag following another (tags x tags)."""
        text = pieces_of(windows)
        scores = self.scores(self.mixed(self.encode(text), "entities"))[text.word_mask]
        sizes = [len(sentence.words) for window in windows for sentence in window.sentences]
        last = torch.tensor(sizes).cumsum(0) - 1
        first = last + 1 - torch.tensor(sizes)
        impossible = torch.zeros_like(scores, dtype=torch.bool)
        impossible[first] |= self.never_first
        impossible[last] |= self.never_last
        by_sentence = scores.masked_fill(impossible, FORBIDDEN).split(sizes)
        return pad_sequence(by_sentence, batch_first=True), self.transitions.masked_fill(~self.allowed, FORBIDDEN)

    def loss(self, windows: Sequence[Window]) -> Tensor:
        """The loss of windows whose tags are known."""
        number = {tag: number for number, tag in enumerate(self.tags)}
        right = [
            torch.tensor([number[tag] for tag in sentence.tags]) for window in windows for sentence in window.sentences
        ]
        scores, transitions = self(windows)
        return crf_loss(scores, pad_sequence(right, batch_first=True, padding_value=IGNORED), transitions)

    @torch.inference_mode()
    def label(self, windows: Sequence[Window]) -> list[TaggedSentence]:
        """The sentences of windows of a batch, with the best tags."""
        scores, transitions = self(windows)
        sentences = [sentence for window in windows for sentence in window.sentences]
        order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number].words))
        lengths = [len(sentences[number].words) for number in order]
        paths, _ = best_paths(scores[order].numpy(), transitions.numpy(), lengths)
        for number, path in zip(order, paths, strict=True):
            sentences[number] = TaggedSentence(sentences[number].words, tuple(self.tags[tag] for tag in path))
        return sentences


def allowed_after(tags: Sequence[str]) -> Tensor:
    """True where the tag of a column may follow that of a row: what has begun goes on until it ends."""
    return torch.tensor(
        [
            [(one[0] in "BI") == (other[0] in "IE") and (one[0] not in "BI" or one[1:] == other[1:]) for other in tags]
            for one in tags
        ]
    )


def windows_of(article: Article, first_size: int = WINDOW) -> Iterator[Window]:
    """An article in windows of at most `WINDOW` pieces; a longer sentence is a window of its own."""
    window: list[TaggedSentence] = []
    size, limit = 0, first_size
    for sentence in article:
        pieces = size_of(sentence)
        if window and size + pieces > limit:
            yield Window(tuple(window))
            window, size, limit = [], 0, WINDOW
        window.append(sentence)
        size += pieces
    if window:
        yield Window(tuple(window))


def labelled(teacher: EntityTeacher, articles: Iterable[Sequence[Sequence[str]]]) -> Iterator[TaggedSentence]:
    """The sentences (of words) of articles with the teacher's tags, in their order."""
    teacher.eval()
    chunk: list[Window] = []
    for article in articles:
        chunk += windows_of([TaggedSentence(tuple(words), ()) for words in article])
        if len(chunk) >= CHUNK_WINDOWS:
            yield from _labelled(teacher, chunk)
            chunk = []
    yield from _labelled(teacher, chunk)


def _labelled(teacher: EntityTeacher, windows: Sequence[Window]) -> Iterator[TaggedSentence]:
    found: dict[int, list[TaggedSentence]] = {}
    for batch in batches_of(windows, None):
        sentences = iter(teacher.label(batch))
        for window in batch:
            found[id(window)] = [next(sentences) for _ in window.sentences]
    for window in windows:
        yield from found[id(window)]


def train_entity_teacher(articles: Sequence[Article], development: Sequence[Article], seed: int, path: Path) -> None:
    """Train a teacher on articles and write it to `path`; the state that does best on those of `development` counts."""
    torch.manual_seed(seed)
    teacher = EntityTeacher(sorted({tag for article in articles for sentence in article for tag in sentence.tags}))
    optimizer = optimizer_of(teacher)

    def batches(epoch: int) -> list[list[Window]]:
        generator = random.Random(seed + epoch)
        windows = [
            window
            for article in articles
            for window in windows_of(
                partly(with_typographic_marks, TYPOGRAPHIC_SHARE, article, generator),
                first_size=generator.randint(WINDOW // 8, WINDOW),
            )
        ]
        return list(batches_of(windows, generator))

    def update(batch: list[Window]) -> float:
        teacher.train()
        return descend(teacher, optimizer, teacher.loss(batch))

    def evaluate() -> float:
        gold = [sentence for article in development for sentence in article]
        found = labelled(teacher, [[sentence.words for sentence in article] for article in development])
        scores = compare_entities([sentence.tags for sentence in gold], [sentence.tags for sentence in found])
        figures = ", ".join(f"{kind} {score.f1 or 0:.1f}" for kind, score in scores.items())
        click.echo(f"entity teacher: {figures}", err=True)
        return (reduce(add, scores.values(), Score()).f1 or 0.0) / 100

    train(
        "entity teacher",
        Plan(steps=EPOCHS * len(batches(0)), evaluations=EVALUATIONS, average_decay=0.995),
        teacher,
        [optimizer],
        batches,
        update,
        evaluate,
        lambda best: torch.save({"tags": teacher.tags, "model": teacher.state_dict()}, best),
        path,
    )


def load_entity_teacher(path: Path) -> EntityTeacher:
    """The teacher that `train_entity_teacher` has written."""
    stored = torch.load(path, weights_only=True)
    teacher = EntityTeacher(stored["tags"])
    teacher.load_state_dict(stored["model"])
    return teacher.eval()
