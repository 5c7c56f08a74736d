"""Training and export of the learned model of attribution on three corpora of two schemes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
import torch

from quotes.corpora.attribution.counts import AttributionScores
from quotes.corpora.attribution.evaluation import evaluate
from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.polnear import read_polnear
from quotes.corpora.say import read_say
from quotes.networks.file_checksums import write_checksums
from quotes.networks.word_pieces import WordPieces
from quotes.statements.learned.attribution_decoding import DecodedAttribution
from quotes.statements.learned.attribution_model import INPUTS, NETWORK, PARAMETERS, PIECES, AttributionModel
from quotes.statements.learned.attribution_tags import CONTENT
from quotes.statements.learned.features import KINDS, Scheme
from quotes.statements.learned.model_input import ModelInput, Range
from quotes.statements.learned.window_encoding import encode
from quotes.training.attribution_card import attribution_card
from quotes.training.attribution_examples import AttributionExample, example_of, model_input_of, only_outer
from quotes.training.attribution_network import AttributionNetwork, OneWindow, WindowBatch
from quotes.training.crf import IGNORED
from quotes.training.encoder import Encoder, descend, encoder_folder, load_encoder, optimizer_of, piece_table
from quotes.training.progress import train
from quotes.training.quantization import export_quantized
from quotes.training.smoothing import smooth
from quotes.training.upcast import EMBEDDED, upcast_encoder
from quotes.training.varied_cues import varied

SCORE_SHARES = {"everyday": 0.7, "polnear": 0.3}
"""Shares of the schemes in the score by which the best state of a training is chosen."""

POLNEAR_TURNS = 2
"""Number of parts of PolNeAR's articles, which take turns: they need fewer passes than everyday news."""

ENCODER_RATE, HEADS_RATE, TRANSITIONS_RATE = 1.5e-4, 1e-3, 5e-3
WINDOW_PIECES = 384
"""Length of windows. The first window of an article is shorter, by chance, so that the cuts differ between epochs."""

WORDS_ALONE = 1.5
"""Number of epochs in which the tags of words are learned one by one, before sequences of tags are, too."""

BATCH_WINDOWS = 8

CALIBRATION_STEP = 20
"""Every so many-th article serves to measure the ranges of values for quantization."""

SORTED_TOGETHER = 40
"""Number of batches whose windows are sorted by length before they are divided."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Folders of the corpora: everyday news and PolNeAR with splits train and dev, and those of drills."""

    everyday: Path
    drills: Sequence[Path]
    polnear: Path


@dataclass(frozen=True, slots=True)
class Development:
    """Articles of one scheme that choose the best state of a training, and the same as the model reads them."""

    scheme: Scheme
    articles: Sequence[GoldArticle]
    model_inputs: Sequence[ModelInput]

    def scores(self, model: AttributionModel) -> AttributionScores:
        """Return the scores of the model alone."""
        return scores_of(model, self.articles, self.model_inputs)


def make_attribution_model(corpora: Corpora, out: Path, epochs: int, seed: int, command: str) -> None:
    """Train the model, going on where an earlier run in `out` was interrupted, and write it with its card to OUT/model.

    It learns from the splits ``train`` and the drills, and begins with the encoder of the embedded network that
    parses; its best state on the splits ``dev`` is kept. `command` is the command line that the card names.
    """
    weights = out / "weights.pt"
    out.mkdir(parents=True, exist_ok=True)
    table = piece_table()
    news = read_say(corpora.everyday / "train")
    drills = [article for folder in corpora.drills for article in read_say(folder)]
    polnear = [example_of(article, "polnear", table) for article in read_polnear(corpora.polnear / "train")]
    development = [
        _development([only_outer(article) for article in read_say(corpora.everyday / "dev")], "everyday", table),
        _development(read_polnear(corpora.polnear / "dev"), "polnear", table),
    ]

    def of_epoch(number: int) -> Sequence[AttributionExample]:
        generator = random.Random(seed + number)
        everyday = [example_of(varied(article, generator), "everyday", table) for article in (*news, *drills)]
        return everyday + polnear[number % POLNEAR_TURNS :: POLNEAR_TURNS]

    def score(model: AttributionModel) -> float:
        parts = {each.scheme: each.scores(model)["attributed",].f1 or 0.0 for each in development}
        click.echo(", ".join(f"{scheme} {value:.1f}" for scheme, value in parts.items()), err=True)
        return sum(SCORE_SHARES[scheme] * value for scheme, value in parts.items()) / 100

    if not weights.exists():
        train_attribution(of_epoch, table, score, epochs, seed, weights, upcast_encoder(EMBEDDED))
    shown = [example.model_input for example in of_epoch(0)[::CALIBRATION_STEP]]
    export(weights, out / "model", shown, table)
    finished = AttributionModel.load(out / "model")
    figures = {each.scheme: (len(each.articles), each.scores(finished)) for each in development}
    learned = {"everyday": len(news), "drills": len(drills), "polnear": len(polnear)}
    card = attribution_card(learned, figures, command)
    (out / "model" / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def _development(articles: Sequence[GoldArticle], scheme: Scheme, table: WordPieces) -> Development:
    return Development(scheme, articles, [model_input_of(article.text, table, scheme) for article in articles])


def scores_of(
    model: AttributionModel, articles: Sequence[GoldArticle], model_inputs: Sequence[ModelInput]
) -> AttributionScores:
    """Score the model alone on articles, as `quotes evaluate attribution --corpus polnear` counts."""
    predicted = [
        [_prediction(attribution, model_input) for attribution in attributions]
        for attributions, model_input in zip(model.attributions(model_inputs), model_inputs, strict=True)
    ]
    return evaluate(articles, predicted).scores


def _prediction(attribution: DecodedAttribution, model_input: ModelInput) -> Prediction:
    return Prediction(
        source=(model_input.span(attribution.source),) if attribution.source else (),
        cue=(model_input.span(attribution.cue),) if attribution.cue else (),
        content=tuple(model_input.span(part) for part in attribution.content),
    )


def train_attribution(
    of_epoch: Callable[[int], Sequence[AttributionExample]],
    table: WordPieces,
    score: Callable[[AttributionModel], float],
    epochs: int,
    seed: int,
    path: Path,
    encoder: Encoder,
) -> None:
    """Train a network on the examples `of_epoch` (by number) and write the state with the best `score` to `path`."""
    torch.manual_seed(seed)
    network = AttributionNetwork(encoder)
    network.encoder.learn_rounding()
    optimizer = optimizer_of(network, ENCODER_RATE, HEADS_RATE, TRANSITIONS_RATE)

    def batches(epoch: int) -> list[tuple[WindowBatch, bool]]:
        windows = list(batches_of(of_epoch(epoch), table, random.Random(seed + epoch)))
        return [(batch, epoch + number / len(windows) >= WORDS_ALONE) for number, batch in enumerate(windows)]

    def update(item: tuple[WindowBatch, bool]) -> float:
        network.train()
        batch, in_sequence = item
        loss = network.loss(batch, table.mask, in_sequence)
        return descend(network, optimizer, loss)

    def evaluate_state() -> float:
        network.eval()
        return score(AttributionModel(network.run, network.parameter_arrays(), table))

    train(
        epochs * len(batches(0)),
        epochs,
        network,
        optimizer,
        batches,
        update,
        evaluate_state,
        lambda best: torch.save(network.state_dict(), best),
        path,
    )


def batches_of(
    examples: Sequence[AttributionExample], table: WordPieces, generator: random.Random
) -> Iterator[WindowBatch]:
    """Return all windows of all articles in batches in random order, windows of similar lengths together."""
    windows = [
        (example, window)
        for example in examples
        for window in example.model_input.grouped(WINDOW_PIECES, first_size=generator.randint(90, WINDOW_PIECES))
    ]
    generator.shuffle(windows)
    batches = []
    for start in range(0, len(windows), BATCH_WINDOWS * SORTED_TOGETHER):
        some = windows[start : start + BATCH_WINDOWS * SORTED_TOGETHER]
        some.sort(key=lambda window: window[0].model_input.size(window[1]))
        batches += [some[at : at + BATCH_WINDOWS] for at in range(0, len(some), BATCH_WINDOWS)]
    generator.shuffle(batches)
    return (_batch(batch, table) for batch in batches)


def _batch(windows: Sequence[tuple[AttributionExample, Range]], table: WordPieces) -> WindowBatch:
    encoded = encode([(example.model_input, window) for example, window in windows], table)
    shape = encoded.first_pieces.shape
    tags, cues, sources = (torch.full(shape, IGNORED) for _ in range(3))
    for row, (example, (first, last)) in enumerate(windows):
        tags[row, : last - first] = torch.tensor(example.tags[first:last])
        for number in range(first, last):
            target = example.pointed[number]
            if target is not None:
                links = cues if example.tags[number] >= CONTENT else sources
                links[row, number - first] = target - first + 1 if first <= target < last else 0
    return WindowBatch(
        pieces=torch.from_numpy(encoded.pieces),
        mask=torch.from_numpy(encoded.mask),
        features=torch.from_numpy(encoded.features),
        first_pieces=torch.from_numpy(encoded.first_pieces),
        tags=tags,
        cues=cues,
        sources=sources,
    )


def export(weights: Path, directory: Path, model_inputs: Sequence[ModelInput], table: WordPieces) -> None:
    """Write a trained network to a folder in the form that `AttributionModel` reads, its weights as 8-bit integers.

    The ranges of values for quantization are measured on `model_inputs`.
    """
    network = AttributionNetwork(load_encoder())
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    parameters = network.parameter_arrays()
    model = AttributionModel(network.run, parameters, table)
    smooth(network.encoder, lambda: list(model.attributions(model_inputs)))
    directory.mkdir(parents=True, exist_ok=True)
    shapes = zip(INPUTS, ((9,), (9, KINDS), (5,)), strict=True)
    inputs = {name: torch.ones(1, *sizes, dtype=torch.long) for name, sizes in shapes}
    outputs = ("tags", "content", "cue", "citing", "source")
    lengths = {name: "pieces" if name in INPUTS and name != "first_pieces" else "words" for name in (*INPUTS, *outputs)}
    export_quantized(OneWindow(network), inputs, lengths, directory / NETWORK)
    np.savez(directory / PARAMETERS, **asdict(parameters))
    shutil.copyfile(encoder_folder() / "tokenizer.json", directory / PIECES)
    write_checksums(directory, (NETWORK, PARAMETERS, PIECES))
