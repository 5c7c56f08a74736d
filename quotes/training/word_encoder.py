"""The encoder as teachers use it: vectors of words instead of pieces, and capital letters, which it cannot see itself.

The encoder is all-MiniLM-L6-v2 (6 layers, 384 dimensions, uncased; `quotes.training.encoder`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import torch
from torch import Tensor, nn

from quotes.parsing.joint.windows import shape_of
from quotes.training.encoder import bias_of, load_encoder, piece_table

ENCODER_RATE, HEADS_RATE = 2e-4, 1.5e-3
FROZEN_LAYERS = 2
"""The embeddings and this many layers of the encoder stay as they are, which saves a third of the time."""

BATCH_PIECES = 1500
SHAPES = ("lower", "Capitalized", "UPPER", "miXed", "number", "other")


class Words(Protocol):
    """What has words: a sentence, or several of them in a row."""

    @property
    def words(self) -> Sequence[str]:
        """The words."""


Text = TypeVar("Text", bound=Words)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Texts as tensors: pieces of words, which word each belongs to, and the shapes of the words."""

    pieces: Tensor
    mask: Tensor
    shapes: Tensor
    word_of_piece: Tensor
    word_mask: Tensor


class WordEncoder(nn.Module):
    """The encoder, whose upper layers learn, with the shapes of words and a mixture of its last layers for each task.

    Heads for the tasks are what subclasses add.
    """

    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__()
        self.encoder = load_encoder()
        self.encoder.requires_grad_(False)
        for layer in self.encoder.layers[FROZEN_LAYERS:]:
            layer.requires_grad_(True)
        self.shape = nn.Embedding(len(SHAPES), self.encoder.size)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.mixes = nn.ParameterDict({task: nn.Parameter(torch.zeros(3)) for task in tasks})
        self.dropout = nn.Dropout(0.25)

    def encode(self, text: Pieces) -> list[Tensor]:
        """Vectors of the words (texts x words x size) by the last layers of the encoder."""
        bias = bias_of(text.mask)
        with torch.no_grad():
            hidden = self.encoder.embed(text.pieces)
            for layer in self.encoder.layers[:FROZEN_LAYERS]:
                hidden = layer(hidden, bias)
        hidden = hidden + self.shape(text.shapes)
        output = []
        for layer in self.encoder.layers[FROZEN_LAYERS:]:
            hidden = layer(hidden, bias)
            output.append(hidden)
        return [_mean_of_pieces(layer, text) for layer in output[-3:]]

    def mixed(self, layers: list[Tensor], task: str) -> Tensor:
        """The weighted sum of the layers that `task` has chosen."""
        weights = self.mixes[task].softmax(0)
        mixed: Tensor = self.dropout(torch.tensordot(weights, torch.stack(layers), dims=1))
        return mixed


def pieces_of(texts: Sequence[Words]) -> Pieces:
    """Pad texts of about the same length to one batch."""
    table = piece_table()
    pieces = [[piece for word in text.words for piece in table.pieces(word)] for text in texts]
    counts = [[len(table.pieces(word)) for word in text.words] for text in texts]
    rows, width = len(texts), max(map(len, pieces)) + 2
    words = max(len(text.words) for text in texts)
    ids = torch.zeros(rows, width, dtype=torch.long)
    mask = torch.zeros(rows, width, dtype=torch.bool)
    shapes = torch.full((rows, width), SHAPES.index("other"))
    owner = torch.full((rows, width), words)
    word_mask = torch.zeros(rows, words, dtype=torch.bool)
    for row, text in enumerate(texts):
        length = len(pieces[row])
        ids[row, : length + 2] = torch.tensor([table.start, *pieces[row], table.separator])
        mask[row, : length + 2] = True
        repeats = torch.tensor(counts[row])
        owner[row, 1 : length + 1] = torch.arange(len(repeats)).repeat_interleave(repeats)
        shape = torch.tensor([SHAPES.index(shape_of(word)) for word in text.words])
        shapes[row, 1 : length + 1] = shape.repeat_interleave(repeats)
        word_mask[row, : len(repeats)] = True
    return Pieces(ids, mask, shapes, owner, word_mask)


def size_of(text: Words) -> int:
    """How many pieces a text has."""
    return sum(len(piece_table().pieces(word)) for word in text.words)


def batches_of(texts: Sequence[Text], generator: random.Random | None) -> Iterator[list[Text]]:
    """Batches of at most `BATCH_PIECES` pieces, of texts of similar lengths, in random order if asked to."""
    sizes = {id(text): size_of(text) for text in texts}
    jitter = {id(text): generator.random() * 4 if generator else 0.0 for text in texts}
    batches: list[list[Text]] = [[]]
    longest = 0
    for text in sorted(texts, key=lambda text: sizes[id(text)] + jitter[id(text)]):
        longest = max(longest, sizes[id(text)])
        if batches[-1] and (len(batches[-1]) + 1) * longest > BATCH_PIECES:
            batches.append([])
            longest = sizes[id(text)]
        batches[-1].append(text)
    if generator:
        generator.shuffle(batches)
    yield from batches


def optimizer_of(network: WordEncoder) -> torch.optim.Optimizer:
    """AdamW with a small learning rate for the encoder and a larger one for what is new."""
    learned = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    encoder = [weight for name, weight in learned if name.startswith("encoder.")]
    heads = [weight for name, weight in learned if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEADS_RATE}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def descend(network: WordEncoder, optimizer: torch.optim.Optimizer, loss: Tensor) -> float:
    """One step of training; returns the loss."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_((weight for weight in network.parameters() if weight.requires_grad), 2.0)
    optimizer.step()
    return float(loss.detach())


def _mean_of_pieces(layer: Tensor, text: Pieces) -> Tensor:
    rows, words = text.word_mask.shape
    index = text.word_of_piece.unsqueeze(2).expand_as(layer)
    sums = layer.new_zeros(rows, words + 1, layer.size(2)).scatter_add(1, index, layer)
    counts = layer.new_zeros(rows, words + 1).scatter_add(1, text.word_of_piece, torch.ones_like(layer[..., 0]))
    return (sums / counts.clamp(min=1).unsqueeze(2))[:, :words]
