"""Examples of articles become windows and batches."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from made_attributions import gold_article
from made_examples import ARTICLE, EVERYDAY, LABELS, PARAGRAPHS, example, made_example
from made_network import TABLE

from quotes.parsing.joint.attribution_tags import CUE, TAGS
from quotes.parsing.joint.joint_labels import SENTENCE
from quotes.training import article_windows
from quotes.training.article_examples import (
    COLUMNS,
    AttributedArticle,
)
from quotes.training.article_windows import ArticleWindow, article_batches_of, batch_of_articles
from quotes.training.crf import IGNORED


@given(PARAGRAPHS, st.integers(4, 30), st.integers(2, 30))
def test_windows_are_whole_paragraphs_or_sentences_of_long_ones(
    paragraphs: list[list[int]], size: int, first_size: int
) -> None:
    whole = made_example(paragraphs)
    windows = list(whole.windows(size, min(size, first_size)))
    assert [unit for first, end in windows for unit in range(first, end)] == list(range(len(whole.units)))
    before = 0
    for number, (first, end) in enumerate(windows):
        limit = min(size, first_size) if number == 0 else size
        pieces, sentences = whole.sizes[first:end].sum(), len(set(whole.sentences[first:end].tolist()))
        paragraph = sum(unit.ends for unit in whole.units[first:end]) == 1 and whole.units[end - 1].ends
        assert first < end and (pieces <= limit or sentences == 1 or (paragraph and number == 0 and pieces <= size))
        assert whole.columns["boundaries"][end - 1] == SENTENCE
        if not whole.units[end - 1].ends:  # in a paragraph that is too long for a window
            starts = [start for start in range(end) if start == 0 or whole.units[start - 1].ends]
            stop = next(unit for unit in range(end, len(whole.units)) if whole.units[unit].ends) + 1
            assert whole.sizes[starts[-1] : stop].sum() > size
        assert first == before
        before = end


def test_windows_of_an_article() -> None:
    whole = made_example([[3], [2, 2], [4, 5, 4], [1]])
    assert list(whole.windows(100)) == [(0, 21)]
    assert list(whole.windows(9)) == [(0, 7), (7, 16), (16, 21)]
    assert list(whole.windows(9, 4)) == [(0, 3), (3, 11), (11, 16), (16, 21)]
    assert list(example(gold_article(text="")).windows(9)) == []


def test_a_batch_has_the_labels_of_its_windows_and_padding() -> None:
    whole = example()
    batch = batch_of_articles([ArticleWindow(whole, 0, 19), ArticleWindow(whole, 7, 19)], TABLE)
    assert batch.pieces.shape == (2, 22) and batch.mask.sum(1).tolist() == [22, 14]
    assert batch.units.sum(1).tolist() == [19, 12] and batch.units[1].tolist() == [True] * 12 + [False] * 7
    assert batch.first_pieces[0].tolist() == [*range(1, 8), *range(9, 21)]  # between them ends a paragraph
    assert batch.first_pieces[1].tolist() == [*range(1, 13), *[0] * 7]
    assert batch.sentences[1].tolist() == [*whole.sentences.tolist()[7:], *[-1] * 7]
    assert batch.heads is not None and batch.entities is not None and batch.attributions is not None
    assert batch.heads[0].tolist() == whole.heads.tolist()
    assert batch.heads[1].tolist() == [3, 3, 11, 3, IGNORED, IGNORED, 3, 3, 10, 11, 0, 11, *[IGNORED] * 7]
    for name in COLUMNS:
        column = getattr(batch, name)
        assert column.tolist() == [whole.columns[name].tolist(), [*whole.columns[name].tolist()[7:], *[IGNORED] * 7]]
    polnear, everyday = batch.attributions
    assert everyday.tags[1].tolist() == [5, *[6] * 7, 1, 2, 3, 0, *[IGNORED] * 7]
    assert everyday.cues[1].tolist() == [*[11] * 8, *[IGNORED] * 11]
    assert everyday.sources[1].tolist() == [*[IGNORED] * 10, 9, *[IGNORED] * 8]
    assert everyday.cues[0, [2, 7]].tolist() == [2, 18] and everyday.sources[0, [1, 17]].tolist() == [1, 16]
    assert everyday.taught.dtype == torch.float32 and everyday.taught.shape == (2, 19, len(TAGS))
    assert polnear.tags.unique().tolist() == polnear.cues.unique().tolist() == [IGNORED]


def test_pointers_out_of_a_window_point_at_nothing_and_heads_outside_are_not_learned() -> None:
    batch = batch_of_articles([ArticleWindow(example(), first, end) for first, end in ((1, 3), (2, 8), (7, 17))], TABLE)
    assert batch.attributions is not None and batch.heads is not None
    targets = batch.attributions[EVERYDAY]
    cues = [IGNORED, 1], [0, 0, 0, 0, IGNORED, 0], [*[0] * 8, IGNORED, IGNORED]
    assert targets.cues.tolist() == [[*row, *[IGNORED] * (10 - len(row))] for row in cues]
    assert targets.sources.tolist() == [[0, *[IGNORED] * 9], [IGNORED] * 10, [IGNORED] * 10]
    heads = [0, IGNORED], [4, 4, 4, IGNORED, IGNORED, IGNORED], [3, 3, IGNORED, 3, IGNORED, IGNORED, 3, 3, 10, IGNORED]
    assert batch.heads.tolist() == [[*row, *[IGNORED] * (10 - len(row))] for row in heads]


def test_entities_that_are_not_learned_are_left_out_of_a_batch() -> None:
    batch = batch_of_articles([ArticleWindow(replace(example(), entities=False), 0, 19)], TABLE)
    assert batch.entities is None and batch.upos is not None and batch.boundaries is not None


def test_every_unit_is_in_one_batch_and_batches_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_windows, "WINDOW_PIECES", 12)
    monkeypatch.setattr(article_windows, "BATCH_PIECES", 40)
    monkeypatch.setattr(article_windows, "SORTED_TOGETHER", 7)
    shapes = [[[3], [5, 4]], [[2] * number for number in range(1, 6)], [[1]], [[8, 9], [9, 9]]]
    articles = [AttributedArticle(ARTICLE, made_example(shape), varied=False) for shape in shapes * 2]
    articles = [
        replace(each, example=replace(each.example, entities=number < 4)) for number, each in enumerate(articles)
    ]
    ways = set()
    for seed in range(5):
        batches = article_batches_of(articles, LABELS, TABLE, random.Random(seed))
        for batch in batches:
            assert len(batch) == 1 or len(batch) * max(window.size for window in batch) <= 40
            assert len({window.example.entities for window in batch}) == 1
        for each in articles:
            own = sorted((w.first, w.end) for batch in batches for w in batch if w.example is each.example)
            assert [unit for first, end in own for unit in range(first, end)] == list(range(len(each.example.units)))
            ways.add(tuple(own))
    assert len(ways) > len(shapes)  # the cuts differ
    assert article_batches_of([], LABELS, TABLE, random.Random(1)) == []


def test_cues_of_varied_articles_are_replaced_by_chance() -> None:
    def cues(varied: bool) -> set[str]:
        article = AttributedArticle(ARTICLE, example(), varied)
        ways = [article_batches_of([article], LABELS, TABLE, random.Random(seed)) for seed in range(30)]
        return {
            window.example.units[unit].text
            for ((window,),) in ways
            for unit in np.flatnonzero(window.example.attributions[EVERYDAY].tags == CUE).tolist()
        }

    assert cues(False) == {"said", "claims"} < cues(True)
