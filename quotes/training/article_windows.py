"""Windows of annotated articles, and batches of them as the joint network learns them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_tags import SCHEMES
from quotes.parsing.joint.joint_labels import Labels
from quotes.parsing.joint.windows import WINDOW, Integers, Stretch
from quotes.training.article_examples import COLUMNS, NOTHING, ArticleExample, AttributedArticle, with_changes
from quotes.training.attribution_heads import AttributionTargets
from quotes.training.crf import IGNORED
from quotes.training.joint_network import Batch, padded
from quotes.training.varied_cues import changes_of

WINDOW_PIECES = WINDOW - 2
"""Most pieces of a window without the first one and a separating one."""

BATCH_PIECES = 2400
SORTED_TOGETHER = 320
"""Number of windows that are sorted by length before they are divided into batches."""

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, slots=True)
class ArticleWindow:
    """Units in a row of an example."""

    example: ArticleExample
    first: int
    end: int

    @property
    def size(self) -> int:
        """Number of pieces."""
        return 1 + int(self.part(self.example.sizes).sum())

    def part(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return the part of values of the example's units that belongs to the window."""
        return values[self.first : self.end]


def article_batches_of(
    articles: Iterable[AttributedArticle], labels: Labels, table: WordPieces, generator: random.Random
) -> list[list[ArticleWindow]]:
    """Return the windows of articles in batches of about `BATCH_PIECES` pieces in random order.

    The first window of an article is shorter, by chance, so that the cuts differ between epochs. Windows of similar
    lengths stand together, those whose entities are learned apart from others.
    """
    windows: dict[bool, list[ArticleWindow]] = {True: [], False: []}
    for each in articles:
        example = each.example
        if each.varied and (changes := changes_of(each.article, generator)):
            example = with_changes(example, changes, labels, table)
        ranges = example.windows(WINDOW_PIECES, generator.randint(WINDOW_PIECES // 3, WINDOW_PIECES))
        windows[example.entities] += [ArticleWindow(example, first, end) for first, end in ranges]
    batches: list[list[ArticleWindow]] = []
    for some in windows.values():
        generator.shuffle(some)
        for start in range(0, len(some), SORTED_TOGETHER):
            batch: list[ArticleWindow] = []
            for window in sorted(some[start : start + SORTED_TOGETHER], key=lambda window: window.size):
                if batch and (len(batch) + 1) * window.size > BATCH_PIECES:
                    batches.append(batch)
                    batch = []
                batch.append(window)
            if batch:
                batches.append(batch)
    return batches


def batch_of_articles(windows: Sequence[ArticleWindow], table: WordPieces) -> Batch:
    """Return windows of articles, padded to one length, as a batch."""
    encoded = [Stretch(window.example.units[window.first : window.end]).encoded(table) for window in windows]
    texts = {
        name: padded([getattr(window, name) for window in encoded], 0)
        for name in ("pieces", "kinds", "first_pieces", "last_pieces")
    }

    known = {
        name: padded([window.part(window.example.columns[name]) for window in windows], IGNORED)
        for name in COLUMNS
        if name != "entities" or windows[0].example.entities
    }
    heads = [_inside(window.example.heads - 1, window, IGNORED) for window in windows]
    return Batch(
        mask=padded([torch.ones(len(window.pieces), dtype=torch.bool) for window in encoded], False),
        units=padded([torch.ones(len(window.first_pieces), dtype=torch.bool) for window in encoded], False),
        sentences=padded([window.part(window.example.sentences) for window in windows], -1),
        heads=padded(heads, IGNORED),
        attributions=[_targets(windows, number) for number in range(len(SCHEMES))],
        **texts,
        **known,
    )


def _targets(windows: Sequence[ArticleWindow], scheme: int) -> AttributionTargets:
    tags, taught, cues, sources = [], [], [], []
    for window in windows:
        own = window.example.attributions[scheme]
        tags.append(window.part(own.tags))
        taught.append(window.part(own.taught).astype(np.float32))
        cues.append(_inside(own.cues, window, 0))
        sources.append(_inside(own.sources, window, 0))
    return AttributionTargets(padded(tags, IGNORED), padded(taught, 0), padded(cues, IGNORED), padded(sources, IGNORED))


def _inside(pointers: Integers, window: ArticleWindow, far: int) -> Integers:
    """Return pointers of the units of a window at units of the article as those at units of the window, from 1 on.

    0 stands for nothing, `far` for a unit outside of the window.
    """
    own = window.part(pointers)
    inside = (window.first <= own) & (own < window.end)
    result = np.where(inside, own - window.first + 1, far)
    result[own == NOTHING] = 0
    result[own < NOTHING] = IGNORED
    return result
