"""The model of attribution learns: its examples, the loss, and that a tiny network learns a handful of sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise, product

import pytest
import torch

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.networks.viterbi import allowed_steps
from quotes.networks.word_pieces import Pieces
from quotes.records import Span
from quotes.statements.learned.attribution_model import AttributionModel
from quotes.statements.learned.attribution_tags import CONTENT, CUE, SOURCE, TAGS
from quotes.training import attribution_card
from quotes.training.attribution import batches_of, scores_of
from quotes.training.attribution_examples import example_of, only_outer
from quotes.training.attribution_network import AttributionNetwork
from quotes.training.crf import FORBIDDEN, IGNORED, crf_loss
from quotes.training.encoder import Encoder

TEXTS = [
    ("Berg", "said", "that talks failed", "{source} {cue} {content}."),
    ("the mayor", "claims", "all is well", "Today {source} {cue} {content}."),
    ("Smith", "said", "“We won”", "{content}, {cue} {source}."),
]


class Words:
    """A table of pieces with one piece for each different word."""

    start, separator, mask, unknown = range(4)

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def pieces(self, word: str) -> Pieces:
        return (4 + self.numbers.setdefault(word.lower(), len(self.numbers)),)


def article(source: str, cue: str, content: str, pattern: str) -> GoldArticle:
    text = pattern.format(source=source, cue=cue, content=content)

    def span(part: str) -> tuple[Span, ...]:
        return (Span(text.index(part), text.index(part) + len(part)),)

    return GoldArticle(text, text, (Annotation("", (Attribution(span(source), span(cue), span(content)),)),))


@pytest.fixture
def articles() -> list[GoldArticle]:
    return [article(*each) for each in TEXTS]


@pytest.fixture
def network() -> AttributionNetwork:
    torch.manual_seed(0)
    return AttributionNetwork(Encoder(layers=1, size=16, inner=16, heads=2, vocabulary=40, positions=60))


def test_layers_that_learn_rounding_round_in_training_alone(network: AttributionNetwork) -> None:
    layer = network.encoder.layers[0]
    hidden = torch.randn(1, 5, 16, requires_grad=True)
    mask = torch.zeros(1, 1, 1, 5)
    exact = layer(hidden, mask)
    network.encoder.learn_rounding()
    rounded = layer.train()(hidden, mask)
    assert 0 < (rounded - exact).abs().max() < 0.1
    assert torch.equal(layer.eval()(hidden, mask), exact)
    rounded.sum().backward()
    assert hidden.grad is not None and hidden.grad.abs().sum() > 0


def test_words_get_the_tags_of_their_roles_and_point_at_the_first_word_of_another(articles: list[GoldArticle]) -> None:
    example = example_of(articles[1], "everyday", Words())  # type: ignore[arg-type]
    # Today the mayor claims all is well .
    assert example.tags == (0, SOURCE, SOURCE + 1, CUE, CONTENT, CONTENT + 1, CONTENT + 1, 0)
    assert example.pointed == (None, None, None, 1, 3, 3, 3, None)


def test_the_loss_is_that_of_all_sequences_of_tags() -> None:
    scores = torch.randn(2, 3, len(TAGS), generator=torch.Generator().manual_seed(1))
    transitions = torch.randn(len(TAGS), len(TAGS), generator=torch.Generator().manual_seed(2))
    tags = torch.tensor([[0, CUE, CUE + 1], [CONTENT, CONTENT + 1, IGNORED]])
    steps = transitions.masked_fill(~torch.from_numpy(allowed_steps(TAGS)), FORBIDDEN)

    def score(row: int, path: Sequence[int]) -> torch.Tensor:
        emitted = sum((scores[row, place, tag] for place, tag in enumerate(path)), torch.tensor(0.0))
        return emitted + sum((steps[one, other] for one, other in pairwise(path)), torch.tensor(0.0))

    def all_paths(row: int, length: int) -> torch.Tensor:
        return torch.logsumexp(torch.stack([score(row, path) for path in product(range(len(TAGS)), repeat=length)]), 0)

    expected = all_paths(0, 3) - score(0, [0, CUE, CUE + 1]) + all_paths(1, 2) - score(1, [CONTENT, CONTENT + 1])
    assert torch.allclose(crf_loss(scores, tags, steps), expected / 5, atol=1e-4)


def test_of_everyday_news_statements_within_others_are_left_out() -> None:
    text = "Berg said the mayor claims all is well."
    outer, inner = (
        Attribution(*((Span(text.index(part), text.index(part) + len(part)),) for part in parts))
        for parts in (("Berg", "said", "the mayor claims all is well"), ("the mayor", "claims", "all is well"))
    )
    article = GoldArticle("one", text, (Annotation("", (outer, inner)),))
    assert only_outer(article).attributions == (outer,)
    table = Words()
    tags = {scheme: example_of(article, scheme, table).tags for scheme in ("everyday", "polnear")}  # type: ignore[arg-type]
    assert tags["everyday"] == (SOURCE, CUE, CONTENT, *[CONTENT + 1] * 5, 0)
    assert tags["polnear"] == (SOURCE, CUE, SOURCE, SOURCE + 1, CUE, CONTENT, CONTENT + 1, CONTENT + 1, 0)


def test_a_statement_without_a_cue_points_at_nothing() -> None:
    text = "“We wait.”"
    example = example_of(
        GoldArticle("one", text, (Annotation("", (Attribution((), (), (Span(0, len(text)),)),)),)),
        "everyday",
        Words(),  # type: ignore[arg-type]
    )
    assert set(example.pointed) == {-1}


def test_a_window_that_lacks_the_cue_teaches_to_point_at_nothing(articles: list[GoldArticle]) -> None:
    table = Words()
    example = example_of(articles[2], "everyday", table)  # type: ignore[arg-type]
    content = slice(0, example.tags.index(CUE))
    (whole,) = batches_of([example], table, random.Random(0))  # type: ignore[arg-type]
    assert set(whole.cues[0, content].tolist()) - {IGNORED} == {example.tags.index(CUE) + 1}


def test_a_network_learns_a_handful_of_sentences(
    network: AttributionNetwork, articles: list[GoldArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.nn.Dropout, "forward", lambda dropout, vectors: vectors)
    table = Words()
    examples = [example_of(each, "everyday", table) for each in articles]  # type: ignore[arg-type]
    model_inputs = [example.model_input for example in examples]
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    for step in range(30):
        for batch in batches_of(examples, table, random.Random(step)):  # type: ignore[arg-type]
            loss = network.loss(batch, table.mask, in_sequence=step >= 10)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    network.eval()
    model = AttributionModel(network.run, network.parameter_arrays(), table)  # type: ignore[arg-type]
    scores = scores_of(model, articles, model_inputs)
    assert scores["attributed",].f1 == pytest.approx(100)
    monkeypatch.setattr(attribution_card, "LIBRARIES", ["torch"])
    card = attribution_card.attribution_card(
        {"everyday": 1, "drills": 1, "polnear": 1}, {"everyday": (len(articles), scores)}, "the command"
    )
    assert "| everyday | 3 | attributed | 100.0 | 100.0 | 100.0 |" in card
    assert "    the command\n" in card
