"""What is remembered is right, and no more than was asked for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.char_model import CharacterModel
from stanza.models.common.crf import viterbi_decode
from torch.nn.utils.rnn import PackedSequence

from quotes.parsing.fast.entities import best_paths
from quotes.parsing.fast.networks import RememberedCharacters, longest_first, padded
from quotes.parsing.fast.recall import Recall


def test_a_function_is_asked_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    recall = Recall(length)
    assert recall.map(["a", "bb", "a", "bb"]) == [1, 2, 1, 2]
    assert asked == ["a", "bb"]


@given(st.lists(st.integers(0, 20)))
def test_memory_is_bounded(numbers: list[int]) -> None:
    recall = Recall(lambda number: -number, limit=5)
    assert recall.map(numbers) == [-number for number in numbers]
    assert len(recall) <= 5


@pytest.fixture(scope="module")
def characters() -> CharacterModel:
    args = {"char_emb_dim": 5, "char_hidden_dim": 4, "char_num_layers": 1, "dropout": 0.5, "char_rec_dropout": 0}
    torch.manual_seed(1)
    model = CharacterModel(args, {"char": range(30)}).eval()
    torch.nn.init.normal_(model.char_attn.weight)
    return model


def ids_of(word: str) -> list[int]:
    return [ord(letter) - ord("a") + 4 for letter in word]


def computed(model: CharacterModel, sentences: list[list[str]]) -> PackedSequence:
    """As Stanza does it."""
    words = [ids_of(word) for sentence in sentences for word in sentence]
    order = longest_first([len(word) for word in words])
    words = [words[position] for position in order]
    result: PackedSequence = model(padded(words), None, order, [len(each) for each in sentences], list(map(len, words)))
    return result


word = st.text("abc", min_size=1, max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.lists(word, min_size=1, max_size=5), min_size=1, max_size=4), min_size=1, max_size=4))
def test_vectors_of_words_are_those_that_stanza_computes(
    characters: CharacterModel, batches: list[list[list[str]]]
) -> None:
    remembered = RememberedCharacters(characters, ids_of, limit=4)
    with torch.inference_mode():
        for batch in batches:
            sentences = sorted(batch, key=len, reverse=True)
            lengths = [len(sentence) for sentence in sentences]
            found = remembered(sentences, None, None, lengths, None)
            expected = computed(characters, sentences)
            assert torch.equal(found.batch_sizes, expected.batch_sizes)
            assert torch.allclose(found.data, expected.data, atol=1e-6)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 6), min_size=1, max_size=4), st.booleans())
def test_best_paths_are_those_that_stanza_finds(seed: int, lengths: list[int], rounded: bool) -> None:
    lengths.sort(reverse=True)
    random = np.random.default_rng(seed)
    scores = random.normal(0, 2, (len(lengths), lengths[0], 4)).astype(np.float32)
    transitions = random.normal(0, 1, (4, 4)).astype(np.float32)
    if rounded:
        scores, transitions = np.round(scores), np.round(transitions)
    paths, clear = best_paths(scores, transitions, lengths)
    expected = [viterbi_decode(each[:length], transitions)[0] for each, length in zip(scores, lengths, strict=True)]
    assert paths == [[int(tag) for tag in path] for path in expected]
    assert clear == all(gap(each[:length], transitions) > 1e-4 for each, length in zip(scores, lengths, strict=True))


def gap(scores: np.ndarray, transitions: np.ndarray) -> float:
    """By how much the best of all paths exceeds the second best."""
    paths = np.array(np.meshgrid(*[range(scores.shape[1])] * len(scores))).reshape(len(scores), -1)
    totals = sum(scores[position][tags] for position, tags in enumerate(paths))
    totals = totals + sum(transitions[before, after] for before, after in pairwise(paths))
    second, best = np.sort(totals)[-2:]
    return float(best - second)
