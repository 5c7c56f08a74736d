"""Tags and pointers of attributions are learned, from people and from a teacher, and decoded as they were learned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from torch import Tensor

from quotes.networks.viterbi import tag_transitions
from quotes.parsing.joint.attribution_decoding import COLUMNS, AttributionParameters, SchemeScores
from quotes.parsing.joint.attribution_scores import DISTANCES, WindowPointers
from quotes.parsing.joint.attribution_tags import TAGS
from quotes.training.attribution_heads import AttributionHead, AttributionTargets
from quotes.training.crf import IGNORED

SIZE = 16
NO = IGNORED

# Berg said talks failed . “ Wait , ” he said .    1 and 2 are tags of a source, 3 and 4 of a cue, 5 and 6 of a content
SENTENCE_TAGS = [1, 3, 5, 6, 0, 5, 6, 6, 6, 1, 3, 0]
SENTENCE_CUES = [NO, NO, 2, 2, NO, 11, 11, 11, 11, NO, NO, NO]
SENTENCE_SOURCES = [NO, 1, *[NO] * 8, 10, NO]


@pytest.fixture
def head() -> AttributionHead:
    torch.manual_seed(1)
    return AttributionHead(SIZE).eval()  # no dropout


@pytest.fixture
def vectors() -> Tensor:
    return torch.randn(1, 12, SIZE, generator=torch.Generator().manual_seed(2))


def targets(
    tags: Sequence[int], cues: Sequence[int], sources: Sequence[int], taught: Tensor | None = None
) -> AttributionTargets:
    """The targets of one window."""
    none = torch.zeros(len(tags), len(TAGS))
    return AttributionTargets(
        *(torch.tensor([tags]), (none if taught is None else taught).unsqueeze(0)),
        *(torch.tensor([cues]), torch.tensor([sources])),
    )


PEOPLE = targets(SENTENCE_TAGS, SENTENCE_CUES, SENTENCE_SOURCES)
NOBODY = targets([NO] * 12, [NO] * 12, [NO] * 12)


def joined(one: AttributionTargets, other: AttributionTargets, dimension: int) -> AttributionTargets:
    names = ("tags", "taught", "cues", "sources")
    return AttributionTargets(*(torch.cat([getattr(one, name), getattr(other, name)], dimension) for name in names))


def learn(head: AttributionHead, vectors: Tensor, wanted: AttributionTargets, steps: int) -> list[float]:
    """Train a head; return the losses."""
    optimizer = torch.optim.Adam(head.parameters(), lr=0.02)
    losses = []
    for _ in range(steps):
        loss = head.loss(head(vectors), wanted, torch.ones(vectors.shape[:2], dtype=torch.bool))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses


def loss_of(head: AttributionHead, vectors: Tensor, wanted: AttributionTargets, units: int = 12) -> float:
    """The loss of windows of so many units, the rest being padding."""
    present = torch.arange(vectors.size(1)).expand(len(vectors), -1) < units
    return float(head.loss(head(vectors), wanted, present).detach())


def decoded(head: AttributionHead, vectors: Tensor) -> SchemeScores:
    transitions, nothing, distances = (
        getattr(head, name).detach().numpy() for name in ("transitions", "nothing", "distances")
    )
    scores = SchemeScores(AttributionParameters(tag_transitions(TAGS, transitions), nothing, distances))
    scores.add((0, vectors.size(1)), head(vectors)[0].detach().numpy())
    return scores


def test_a_head_learns_what_people_have_annotated(head: AttributionHead, vectors: Tensor) -> None:
    assert head(vectors).shape == (1, 12, COLUMNS)
    losses = learn(head, vectors, PEOPLE, 60)
    assert losses[-1] < 0.05 < losses[20] < losses[0]
    first, second = decoded(head, vectors).linked()
    assert (first.source, first.cue, first.content) == ((0, 1), (1, 2), ((2, 4),))
    assert (second.source, second.cue, second.content) == ((9, 10), (10, 11), ((5, 9),))


def test_a_head_learns_that_units_point_at_nothing(head: AttributionHead, vectors: Tensor) -> None:
    alone = [0 if cue != NO else NO for cue in SENTENCE_CUES]
    learn(head, vectors, targets(SENTENCE_TAGS, alone, [NO, 0, *[NO] * 8, 0, NO]), 60)
    found = decoded(head, vectors).linked()
    assert not any(each.cue or each.source for each in found)
    assert [each.content for each in found] == [((2, 4),), ((5, 9),)]


def test_a_head_learns_the_tags_of_a_teacher(head: AttributionHead, vectors: Tensor) -> None:
    probabilities = torch.rand(12, len(TAGS), generator=torch.Generator().manual_seed(3)).softmax(-1)
    wanted = targets([NO] * 12, [NO] * 12, [NO] * 12, probabilities)
    transitions = head.transitions.detach().clone()
    learn(head, vectors, wanted, 150)
    learned = head(vectors)[0, :, : len(TAGS)].softmax(-1)
    assert (learned - probabilities).abs().max() < 0.05
    assert torch.equal(head.transitions, transitions)  # they are learned from people alone


def test_padding_changes_nothing(head: AttributionHead, vectors: Tensor) -> None:
    with torch.no_grad():
        for parameter in head.parameters():
            parameter += 0.3 * torch.randn(parameter.shape)
    taught = targets([NO] * 12, SENTENCE_CUES, SENTENCE_SOURCES, torch.full((12, len(TAGS)), 1 / len(TAGS)))
    padding = targets([NO] * 5, [NO] * 5, [NO] * 5)
    more = torch.cat([vectors, 9 * torch.randn(1, 5, SIZE)], 1)
    for wanted in (PEOPLE, taught):
        longer = joined(wanted, padding, 1)
        assert loss_of(head, more, longer) == pytest.approx(loss_of(head, vectors, wanted), rel=1e-4)


def test_what_nobody_knows_teaches_nothing(head: AttributionHead, vectors: Tensor) -> None:
    loss = head.loss(head(vectors), NOBODY, torch.ones(1, 12, dtype=torch.bool))
    loss.backward()
    assert loss == 0
    assert not any(weight.grad is not None and weight.grad.any() for weight in head.parameters())


def test_windows_count_by_their_share(head: AttributionHead, vectors: Tensor) -> None:
    tags_alone = targets(SENTENCE_TAGS, [NO] * 12, [NO] * 12)
    both = torch.cat([vectors, torch.randn(1, 12, SIZE)])
    alone = loss_of(head, vectors, tags_alone)
    assert loss_of(head, both, joined(tags_alone, NOBODY, 0)) == pytest.approx(alone / 2, rel=1e-4)


def test_pointers_are_scored_as_in_decoding(head: AttributionHead, vectors: Tensor) -> None:
    with torch.no_grad():
        head.nothing += torch.randn(head.nothing.shape)
        head.distances += torch.randn(2, DISTANCES)
        kinds = head(vectors)[:, :, len(TAGS) :].chunk(4, -1)
        for number in range(2):
            pointing, pointed = kinds[2 * number : 2 * number + 2]
            scores = head.pointer_scores(number, pointing, pointed).log_softmax(-1)[0].numpy()
            window = WindowPointers(head.nothing[number].numpy(), head.distances[number].numpy())
            window.add((0, 12), pointing[0].numpy(), pointed[0].numpy())
            assert np.allclose(window.scores((0, 12), range(12)), scores, atol=1e-4)
