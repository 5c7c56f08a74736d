"""Stanza's networks trained faster on a CPU, with the same results up to rounding.

torch runs LSTMs over packed sequences step by step on a CPU; over padded ones it uses oneDNN, several times as fast, so
sentences of similar lengths are padded and computed together. Unpacking is one look-up instead of one copy for each
step, whose gradients take quadratic time. The parser scores relations for the annotated heads only, instead of for all
pairs of words. All of this is in effect only inside `faster_training`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import torch
import torch.nn.functional as F
from stanza.models.common.packed_lstm import PackedLSTM
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.model import GraphParser
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

UNPACKING_MODULES = (
    "stanza.models.pos.model",
    "stanza.models.depparse.model",
    "stanza.models.ner.model",
    "stanza.models.common.char_model",
    "stanza.models.common.packed_lstm",
    "stanza.models.common.hlstm",
)
LEAST_FILLED = 0.7
"""Sequences are padded together when the shortest has at least this share of the longest one's steps."""

_packed_forward = PackedLSTM.forward
_unpack = nn.utils.rnn.pad_packed_sequence


@contextmanager
def faster_training() -> Iterator[None]:
    """Train Stanza's networks faster within this block."""
    modules = [import_module(name) for name in UNPACKING_MODULES]
    replaced = [module for module in modules if hasattr(module, "pad_packed_sequence")]
    loss = GraphParser.loss
    PackedLSTM.forward = _padded_forward
    GraphParser.loss = _loss_of_annotated_heads
    for module in replaced:
        module.pad_packed_sequence = _unpack_by_look_up  # type: ignore[attr-defined]
    try:
        yield
    finally:
        PackedLSTM.forward = _packed_forward
        GraphParser.loss = loss
        for module in replaced:
            module.pad_packed_sequence = _unpack  # type: ignore[attr-defined]


def _padded_forward(self: Any, input: Any, lengths: Any, hx: tuple[Tensor, Tensor] | None = None) -> Any:
    """`PackedLSTM.forward` for one layer: sequences come sorted by length, so similar ones are neighbours."""
    lstm = self.lstm
    if not isinstance(lstm, nn.LSTM) or lstm.num_layers != 1 or not lstm.batch_first:
        return _packed_forward(self, input, lengths, hx)
    if not isinstance(input, PackedSequence):
        input = pack_padded_sequence(input, lengths, batch_first=True)
    if input.sorted_indices is not None:
        return _packed_forward(self, input, lengths, hx)
    data, batch_sizes = input.data, input.batch_sizes
    steps, sequences = len(batch_sizes), int(batch_sizes[0])
    directions = 2 if lstm.bidirectional else 1
    offsets = torch.cumsum(batch_sizes, 0) - batch_sizes
    sizes = (batch_sizes.unsqueeze(0) > torch.arange(sequences).unsqueeze(1)).sum(1)
    with_padding = torch.cat([data, data.new_zeros(1, data.size(1))])
    outputs: list[list[Tensor]] = [[] for _ in range(directions)]
    base = torch.empty(sequences, dtype=torch.long)
    filled = 0
    for start, end in _groups(sizes.tolist()):
        longest, count = int(sizes[start]), end - start
        step = torch.arange(longest).unsqueeze(0)
        group = torch.arange(start, end).unsqueeze(1)
        group_sizes = sizes[start:end].unsqueeze(1)
        for direction in range(directions):
            at = step.expand(count, longest) if direction == 0 else (group_sizes - 1 - step).clamp(min=0)
            index = torch.where(step < group_sizes, offsets[at] + group, len(data))
            padded = with_padding.index_select(0, index.reshape(-1)).view(count, longest, -1)
            state = [
                part[direction : direction + 1, start:end].contiguous()
                for part in hx or (padded.new_zeros(directions, sequences, lstm.hidden_size),) * 2
            ]
            weights = _weights_of_direction(lstm, direction)
            result, _, _ = torch._VF.lstm(padded, state, weights, lstm.bias, 1, 0.0, self.training, False, True)
            outputs[direction].append(result.reshape(count * longest, -1))
        base[start:end] = filled + torch.arange(count) * longest
        filled += count * longest
    step = torch.repeat_interleave(torch.arange(steps), batch_sizes)
    sequence = torch.arange(len(data)) - offsets[step]
    positions = [base[sequence] + step, base[sequence] + sizes[sequence] - 1 - step]
    joined = [torch.cat(parts) for parts in outputs]
    output = torch.cat([part.index_select(0, where) for part, where in zip(joined, positions, strict=False)], 1)
    last = torch.stack([part.index_select(0, base + sizes - 1) for part in joined])
    packed = PackedSequence(output, batch_sizes)
    return (_unpack_by_look_up(packed, batch_first=True)[0] if self.pad else packed), (last, last)


def _groups(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Ranges of sequences (sorted, longest first) that are padded together."""
    start = 0
    while start < len(sizes):
        end = start
        while end < len(sizes) and sizes[end] >= LEAST_FILLED * sizes[start] - 1:
            end += 1
        yield start, end
        start = end


def _weights_of_direction(lstm: nn.LSTM, direction: int) -> list[Tensor]:
    count = 4 if lstm.bias else 2
    weights = lstm._flat_weights[count * direction : count * (direction + 1)]
    return [weight for weight in weights if weight is not None]


def _unpack_by_look_up(
    sequence: PackedSequence, batch_first: bool = False, padding_value: float = 0.0, total_length: int | None = None
) -> tuple[Tensor, Tensor]:
    """`pad_packed_sequence` with one look-up for all steps."""
    data, batch_sizes = sequence.data, sequence.batch_sizes
    if total_length is not None or data.dim() != 2:
        return _unpack(sequence, batch_first, padding_value, total_length)
    steps, sequences = len(batch_sizes), int(batch_sizes[0])
    rows = torch.arange(sequences).unsqueeze(1)
    present = rows < batch_sizes.unsqueeze(0)
    index = torch.where(present, (torch.cumsum(batch_sizes, 0) - batch_sizes).unsqueeze(0) + rows, len(data))
    padding = data.new_full((1, data.size(1)), padding_value)
    output = torch.cat([data, padding]).index_select(0, index.view(-1)).view(sequences, steps, -1)
    sizes = present.sum(1)
    if sequence.unsorted_indices is not None:
        output, sizes = output.index_select(0, sequence.unsorted_indices), sizes[sequence.unsorted_indices]
    return (output if batch_first else output.transpose(0, 1)), sizes


def _loss_of_annotated_heads(self: Any, *inputs: Any, **options: Any) -> tuple[Tensor, None]:
    """`GraphParser.loss` that scores relations of the annotated heads only."""
    word_mask, word_characters, head, deprel = inputs[1], inputs[2], inputs[9], inputs[10]
    if self.args.get("use_arc_embedding") or self.args["linearization"] or self.args["distance"]:
        raise ValueError("faster training covers parsers without arc embedding, linearization and distance only")
    vectors = self.embed(*inputs)
    arcs = self.unlabeled(self.drop(vectors), self.drop(vectors)).squeeze(3)
    itself = torch.eye(head.size(-1) + 1, dtype=torch.bool).unsqueeze(0)
    arcs = arcs.masked_fill(itself, -torch.inf)[:, 1:].masked_fill(word_mask.unsqueeze(1), -torch.inf)
    loss = self.crit(arcs.reshape(-1, arcs.size(2)), head.masked_fill(word_mask[:, 1:], -1).view(-1))
    present = ~word_mask[:, 1:]
    scorer = self.deprel
    dependents = scorer.dropout(F.relu(scorer.W1(self.drop(vectors))))[:, 1:]
    heads = scorer.dropout(F.relu(scorer.W2(self.drop(vectors))))
    heads = torch.gather(heads, 1, head.unsqueeze(2).expand(-1, -1, heads.size(2)))
    left, right = (torch.cat([part[present], part.new_ones(int(present.sum()), 1)], 1) for part in (dependents, heads))
    weight = scorer.scorer.W_bilin.weight
    inner = (left @ weight.reshape(weight.size(0), -1)).view(len(left), *weight.shape[1:])
    scores = torch.bmm(right.unsqueeze(1), inner).squeeze(1) + scorer.scorer.W_bilin.bias
    loss = loss + self.crit(scores, (deprel - VOCAB_PREFIX_SIZE)[present])
    return loss / word_characters.size(0), None
