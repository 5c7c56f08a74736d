"""Word vectors: reduced to their principal components, and stored as Stanza reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from stanza.models.common.pretrain import Pretrain

from quotes.training.word_vectors import GLOVE_DEVIATION, _linear_map, reduced, write_word_vectors


def test_reduction_keeps_what_varies_most() -> None:
    generator = torch.Generator().manual_seed(0)
    hidden = torch.randn(500, 2, generator=generator)
    vectors = hidden @ torch.randn(2, 20, generator=generator) + 0.01 * torch.randn(500, 20, generator=generator)
    components = reduced(vectors + 5.0, 2, torch.ones(500))
    assert components.shape == (500, 2)
    assert components.mean(0).abs().max() < 1e-3
    assert abs(components.std() - GLOVE_DEVIATION) < 0.15
    back = _linear_map(components, hidden)(components)
    assert (back - hidden).pow(2).mean() < 0.01 * hidden.pow(2).mean()


def test_a_linear_map_is_learned() -> None:
    known = torch.randn(400, 3)
    wanted = known @ torch.tensor([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]]) + 3.0
    assert torch.allclose(_linear_map(known, wanted)(known[:5]), wanted[:5], atol=0.3)


def test_stanza_reads_what_is_written(tmp_path: Path) -> None:
    path = tmp_path / "vectors.pt"
    vectors = torch.tensor([[0.5, -1.0], [0.1, 2.0]])
    write_word_vectors(path, ["said", "baku"], vectors)
    pretrain = Pretrain(str(path))
    assert pretrain.emb.dtype == torch.float32
    assert torch.equal(pretrain.emb[pretrain.vocab.unit2id("baku")], vectors[1].half().float())
    assert pretrain.emb[pretrain.vocab.unit2id("never seen")].tolist() == pytest.approx([0.0, 0.0])
