"""Faster computation gives what Stanza's own gives, values and gradients."""

from __future__ import annotations

import contextlib
import random

import pytest
import torch
from stanza.models.common.packed_lstm import PackedLSTM
from stanza.models.depparse.model import GraphParser
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from quotes.training.faster_training import _unpack_by_look_up, faster_training

LENGTHS = [9, 8, 8, 5, 2, 1, 1]


def packed(width: int, seed: int = 0) -> PackedSequence:
    generator = torch.Generator().manual_seed(seed)
    padded = torch.randn(len(LENGTHS), LENGTHS[0], width, generator=generator)
    return pack_padded_sequence(padded, LENGTHS, batch_first=True)


@pytest.mark.parametrize("bidirectional", [False, True])
@pytest.mark.parametrize("with_state", [False, True])
def test_padded_lstms_compute_what_packed_ones_do(bidirectional: bool, with_state: bool) -> None:
    torch.manual_seed(1)
    lstm = PackedLSTM(6, 4, 1, batch_first=True, bidirectional=bidirectional)
    directions = 2 if bidirectional else 1
    state = (torch.randn(directions, len(LENGTHS), 4), torch.randn(directions, len(LENGTHS), 4)) if with_state else None
    results = []
    for manner in (faster_training, _as_it_is):
        lstm.zero_grad()
        with manner():
            output, (last, _) = lstm(packed(6), LENGTHS, state)
            (output.data.sin().sum() + last.cos().sum()).backward()
        results.append([output.data, last, *(weight.grad.clone() for weight in lstm.parameters())])
    for fast, stock in zip(*results, strict=True):
        assert torch.allclose(fast, stock, atol=1e-5)


def test_unpacking_by_look_up_is_unpacking() -> None:
    for batch_first in (True, False):
        fast, sizes = _unpack_by_look_up(packed(3), batch_first, padding_value=-1.0)
        stock, stock_sizes = pad_packed_sequence(packed(3), batch_first, padding_value=-1.0)
        assert torch.equal(fast, stock)
        assert torch.equal(sizes, stock_sizes)


def test_the_loss_of_annotated_heads_is_the_loss_of_all_pairs() -> None:
    parser, inputs = parser_and_inputs()
    losses = []
    for manner in (faster_training, _as_it_is):
        parser.zero_grad()
        with manner():
            loss, _ = parser.loss(*inputs)
            loss.backward()
        losses.append((loss.detach(), parser.deprel.W1.weight.grad.clone(), parser.unlabeled.W2.weight.grad.clone()))
    for fast, stock in zip(*losses, strict=True):
        assert torch.allclose(fast, stock, atol=1e-5)
    assert losses[0][0] > 0


def test_everything_is_as_before_afterwards() -> None:
    before = (PackedLSTM.forward, GraphParser.loss)
    with faster_training():
        assert PackedLSTM.forward is not before[0]
    assert (PackedLSTM.forward, GraphParser.loss) == before


def parser_and_inputs() -> tuple[GraphParser, list[object]]:
    """A small parser in training without dropout, and a batch of three sentences with made-up words and trees."""
    args = {
        "word_emb_dim": 4, "tag_emb_dim": 3, "use_ufeats": False, "char": False, "char_emb_dim": 0, "pretrain": False,
        "hidden_dim": 5, "num_layers": 1, "dropout": 0.0, "word_dropout": 0.0, "rec_dropout": 0.0,
        "deep_biaff_hidden_dim": 4, "linearization": False, "distance": False,
    }  # fmt: skip
    torch.manual_seed(2)
    vocab = {name: range(12) for name in ("word", "lemma", "upos", "xpos", "deprel")}
    parser = GraphParser(args, vocab).train()
    for weight in parser.parameters():
        torch.nn.init.normal_(weight, std=0.5)
    generator = random.Random(3)
    sizes = [6, 4, 2]  # with the root
    shape = (len(sizes), sizes[0])
    words, tags = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    heads, relations = (torch.zeros(len(sizes), sizes[0] - 1, dtype=torch.long) for _ in range(2))
    for row, size in enumerate(sizes):
        for column in range(size):
            words[row, column], tags[row, column] = generator.randint(4, 11), generator.randint(4, 11)
        for column in range(size - 1):
            heads[row, column] = generator.choice([head for head in range(size) if head != column + 1])
            relations[row, column] = generator.randint(4, 11)
    characters = torch.zeros(sum(sizes), 1)
    inputs = [words, words == 0, characters, None, tags, tags, None, None, words, heads, relations, [], sizes, [], []]
    return parser, inputs


def _as_it_is() -> contextlib.AbstractContextManager[None]:
    return contextlib.nullcontext()
