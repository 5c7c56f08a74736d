"""Training of the vectors that tell whom a word means, on a network that has learned everything else.

What is learned from are statements with annotated speakers: the source of each, or the beginning of its content if it
has none, shall be nearer to the names of its speaker, and to other sources with this speaker, than to all other names
and sources of the article, and nearer to nobody if there are none.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from quotes.corpora.speakers.same_name import is_same_name
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.mention_vectors import MENTION_SIZE
from quotes.records import Span
from quotes.speakers.recognized import KINDS
from quotes.training.article_examples import AttributedArticle, units_in
from quotes.training.article_windows import WINDOW_PIECES, ArticleWindow, batch_of_articles
from quotes.training.encoder import descend, piece_table
from quotes.training.joint_network import JointNetwork
from quotes.training.joint_training import save
from quotes.training.progress import train

EPOCHS = 16
EVALUATIONS = 8
RATE = 1e-3
ARTICLES_TOGETHER = 16

KEPT = 5
"""One of so many lessons is kept from the training, and chooses."""


@dataclass(frozen=True, slots=True)
class References:
    """Words of an article that mean somebody, and those that mention somebody, as numbers of units.

    ``right`` (references x 1 + mentions) tells what is meant; column 0 is nobody. ``possible`` is False for a mention
    in the reference itself.
    """

    units: Sequence[int]
    mentions: Sequence[int]
    right: Tensor
    possible: Tensor


@dataclass(frozen=True, slots=True)
class Lesson:
    """References of an article with the network's states of their units and of the mentions."""

    references: References
    referring: Tensor
    mentioning: Tensor


def references_in(article: AttributedArticle, labels: Labels) -> References | None:
    """Return the references of an article's statements, but for names of the speaker; None if there are none."""
    example, starts = article.example, [start for start, _ in article.example.spans]
    names = list(_names(article, labels))
    annotated = article.article.attributions
    sources = [units_in(one.source[0], starts, example.spans) if one.source else None for one in annotated]
    heads = [_head(article, *units) if units else None for units in sources]
    mentions = [unit for unit, _, _ in names] + [head for head in heads if head is not None]
    speakers = [name for _, _, name in names]
    by_source = [one.speaker for one, head in zip(annotated, heads, strict=True) if head is not None]
    units, right, possible = list[int](), list[list[bool]](), list[list[bool]]()
    for one, place, head in zip(annotated, sources, heads, strict=True):
        inside = range(*place) if place else range(0)
        own = [is_same_name(one.speaker, name) if one.speaker else False for name in speakers]
        if any(is_own and unit in inside for is_own, unit in zip(own, mentions, strict=False)):
            continue
        unit = units_in(one.content[0], starts, example.spans)[0] if head is None else head
        if unit >= len(starts) or unit in units:
            continue
        allowed = [mention not in inside for mention in mentions]
        own += [other is not None and other == one.speaker for other in by_source]
        meant = [is_own and is_allowed for is_own, is_allowed in zip(own, allowed, strict=True)]
        units.append(unit)
        right.append([not any(meant), *meant])
        possible.append([True, *allowed])
    return References(units, mentions, torch.tensor(right), torch.tensor(possible)) if units else None


def _names(article: AttributedArticle, labels: Labels) -> Iterator[tuple[int, int, str]]:
    """Yield the head, the last unit and the text of each name."""
    example = article.example
    words = [unit for unit, sentence in enumerate(example.sentences.tolist()) if sentence >= 0]
    ends = [*words[1:], len(example.spans)]
    first = None
    for word, end in zip(words, ends, strict=True):
        number = int(example.columns["entities"][word])
        position, _, kind = (labels.entities[number] if number >= 0 else "O").partition("-")
        if position in {"B", "S"}:
            first = word
        if position in {"E", "S"} and first is not None and kind in KINDS:
            span = Span(example.spans[first][0], example.spans[end - 1][1])
            yield _head(article, first, end), end, article.article.text[span.start : span.end]
            first = None


def _head(article: AttributedArticle, first: int, end: int) -> int:
    """Return the unit of the word, among some units in a row, on which the others hang."""
    heads = (article.example.heads - 1).tolist()
    words = [unit for unit in range(first, end) if article.example.sentences[unit] >= 0]
    return next((unit for unit in words if not first <= heads[unit] < end), first)


@torch.no_grad()
def lessons_of(network: JointNetwork, articles: Iterable[AttributedArticle]) -> Iterator[Lesson]:
    """Yield the references in articles with the states that the network gives to their units."""
    network.eval()
    for article in articles:
        references = references_in(article, network.labels)
        if references is None or not references.mentions:
            continue
        states = []
        for first, end in article.example.windows(WINDOW_PIECES):
            batch = batch_of_articles([ArticleWindow(article.example, first, end)], piece_table())
            hidden = network.all_layers(batch.pieces, None, batch.kinds)
            states.append(network.states(hidden, batch.first_pieces)[0])
        of_units = torch.cat(states)
        yield Lesson(references, of_units[list(references.units)].half(), of_units[list(references.mentions)].half())


def learn_mentions(
    network: JointNetwork, lessons: Sequence[Lesson], seed: int, path: Path, epochs: int = EPOCHS
) -> None:
    """Train the vectors of mentions, and nothing else of the network, and write it to `path` as it is at its best.

    That is measured on lessons that are kept from it. Without lessons, the vectors stay as they are.
    """
    torch.manual_seed(seed)
    shuffled = random.Random(seed).sample(lessons, len(lessons))
    kept = shuffled[::KEPT]
    learned = [lesson for number, lesson in enumerate(shuffled) if number % KEPT] or kept
    network.requires_grad_(False)
    weights = [*network.mentions.parameters(), network.nobody]
    for weight in weights:
        weight.requires_grad_(True)
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.01)

    def batches(epoch: int) -> list[list[Lesson]]:
        order = random.Random(seed + epoch).sample(learned, len(learned))
        return [order[first : first + ARTICLES_TOGETHER] for first in range(0, len(order), ARTICLES_TOGETHER)]

    def update(some: Sequence[Lesson]) -> float:
        network.train()
        return descend(network, optimizer, torch.cat([loss_of(network, lesson) for lesson in some]).mean())

    if not lessons:
        save(network, path)
        return
    steps = epochs * len(batches(0))
    train(
        steps,
        EVALUATIONS,
        network,
        optimizer,
        batches,
        update,
        lambda: share_right(network, kept),
        lambda best: save(network, best),
        path,
    )


def loss_of(network: JointNetwork, lesson: Lesson) -> Tensor:
    """Return the loss of each reference of a lesson."""
    scores = scores_of(network, lesson)
    return -scores.masked_fill(~lesson.references.right, -math.inf).logsumexp(1)


def scores_of(network: JointNetwork, lesson: Lesson) -> Tensor:
    """Return logarithms of probabilities: references x nobody and mentions."""
    referring, _ = network.mentions(network.dropout(lesson.referring.float())).chunk(2, -1)
    _, mentioned = network.mentions(network.dropout(lesson.mentioning.float())).chunk(2, -1)
    scores = referring @ torch.cat([network.nobody[None], mentioned]).T / math.sqrt(MENTION_SIZE)
    scores = scores.masked_fill(~lesson.references.possible, -math.inf)
    return F.log_softmax(scores, 1)


@torch.no_grad()
def share_right(network: JointNetwork, lessons: Iterable[Lesson]) -> float:
    """Return the share of references for which something right has the highest score, 0 to 1."""
    network.eval()
    found = [
        lesson.references.right[range(len(lesson.references.units)), scores_of(network, lesson).argmax(1)]
        for lesson in lessons
    ]
    return float(torch.cat(found).float().mean()) if found else 0.0
