"""The stages of making the English model set, with tiny networks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from made_treebanks import HARBOUR, QUAY
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.corpora import newswire
from quotes.models.model_set import find_model_set, verify
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.joint.attribution_tags import SCHEMES
from quotes.training import english, joint_training, mention_training, model_card
from quotes.training.__main__ import main
from quotes.training.crf import IGNORED
from quotes.training.encoder import Encoder
from quotes.training.english import Paths
from quotes.training.joint_training import Hyperparameters

PIECES = ("[UNK]", "[CLS]", "[SEP]", "[MASK]", "said", "that")
TOKENIZER = Tokenizer(WordLevel({piece: number for number, piece in enumerate(PIECES)}, "[UNK]"))
ARTICLE = "Berg\tB-Person\nsaid\tO\nthat\tO\nBaku\tB-Location\nwaits\tO\n.\tO\n"

SAY = "Berg (person) | Berg | said | that Lund claims it rains\nLund (person) | Lund | claims | it rains"
TEXT = "Berg said that Lund claims it rains.\n\nBaku waits."
ANN = "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\nT1\tSource 0 4\tBerg\nT2\tCue 5 9\tsaid\n"
ANN += "T3\tContent 10 35\tthat Lund claims it rains\nT4\tAttribution 5 9\tsaid\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of corpora: the same two documents, 24 articles with entities, and one with attributions in all parts.

    An article of everyday news is one of those with entities.
    """
    folder = tmp_path / "data"
    treebanks, articles = folder / "ud", folder / "newswire" / "processed_annotated"
    treebanks.mkdir(parents=True)
    articles.mkdir(parents=True)
    for number in range(24):
        (articles / f"a_{number}.txt.tsv").write_text(ARTICLE, encoding="utf-8")
    kept_apart = newswire.article_parts(articles)["test"][0].removesuffix(".txt")
    for part in ("train", "dev"):
        (treebanks / f"en_ewt-ud-{part}.conllu").write_text(HARBOUR, encoding="utf-8")
        (treebanks / f"en_gum-ud-{part}.conllu").write_text(QUAY, encoding="utf-8")
        for name in ("one", kept_apart):
            write(folder / "everyday" / part / "paper" / f"{name}.txt", TEXT)
            write(folder / "everyday" / part / "paper" / f"{name}.say", SAY)
        write(folder / "polnear" / part / "text" / "daily_two.txt", TEXT)
        write(folder / "polnear" / part / "attributions" / "daily_two_ab.ann", ANN)
    write(tmp_path / "drills" / "three.txt", TEXT)
    write(tmp_path / "drills" / "three.say", SAY)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tiny_encoder(*_: object) -> Encoder:
    torch.manual_seed(1)
    return Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=len(PIECES), positions=200)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encoders of a few weights, and one pass over the data."""
    TOKENIZER.save(str(tmp_path / "tokenizer.json"))
    monkeypatch.setattr(english, "load_encoder", tiny_encoder)
    monkeypatch.setattr(english, "LargeEncoder", tiny_encoder)
    monkeypatch.setattr(english, "unpack", lambda folder: folder)
    monkeypatch.setattr(english, "frequent_words", lambda count: {"said"})
    monkeypatch.setattr(english, "read_inflections", lambda words: [(word, "VERB", "say") for word in words])
    monkeypatch.setattr(joint_training, "load_encoder", tiny_encoder)
    for module in (english, joint_training, mention_training):
        monkeypatch.setattr(module, "piece_table", lambda: WordPieces(TOKENIZER))
    monkeypatch.setattr(joint_training, "encoder_folder", lambda: tmp_path)
    monkeypatch.setattr(model_card, "LIBRARIES", ("torch",))
    for name, value in vars(joint_training).copy().items():
        if isinstance(value, Hyperparameters):
            once = {part: min(1, getattr(value, part)) for part in ("tree_epochs", "article_epochs")}
            once["attributed_epochs"] = min(1, value.attributed_epochs)
            monkeypatch.setattr(joint_training, name, replace(value, **once, evaluations=1))


@pytest.mark.usefixtures("tiny")
def test_a_set_with_its_card_is_made_and_what_is_there_is_not_made_again(data: Path, tmp_path: Path) -> None:
    folders = {"data": data, "drills": tmp_path / "drills", "out": tmp_path / "out"}
    arguments = ["english", *(part for name, folder in folders.items() for part in (f"--{name}", str(folder)))]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    begun = [line for line in result.stderr.splitlines() if line.endswith(": begins")]
    assert begun == [f"{name}: begins" for name in english.STAGES]
    card = (tmp_path / "out" / "set" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "    python -m quotes.training english --data data --drills drills --out out\n" in card
    assert "en_gum, news only" in card and "| PERSON" in card
    made = find_model_set(tmp_path / "out" / "set")
    verify(made)
    assert [path.read_bytes() for path, _ in made.files] == [(tmp_path / "out" / english.NETWORK).read_bytes()]
    assert "begins" not in CliRunner().invoke(main, arguments, catch_exceptions=False).stderr
    assert not [path.name for path in (tmp_path / "out").iterdir() if path.suffix in (".partial", ".checkpoint")]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("taught", [False, True])
def test_articles_have_what_people_have_annotated_and_what_a_network_finds(
    data: Path, tmp_path: Path, taught: bool
) -> None:
    paths = Paths(data, (tmp_path / "drills",), tmp_path / "out")
    network = joint_training.new_network(tiny_encoder(), english.read_training_data(paths).labels(), 1)
    found = list(english.attributed_articles(paths, network, taught=taught))
    names = [each.article.id.rpartition("/")[2] for each in found]
    assert names[1:] == ["one", "three", "daily_two"] and names[0].startswith("a_")
    assert [each.varied for each in found] == [True, True, True, False]
    assert [each.example.entities for each in found] == [False, True, True, True]
    everyday, polnear = SCHEMES.index("everyday"), SCHEMES.index("polnear")
    for each, own, other in zip(found, [everyday] * 3 + [polnear], [polnear] * 3 + [everyday], strict=True):
        assert len(each.article.attributions) == 1  # Lund's claim is within Berg's statement
        assert each.example.attributions[own].tags.tolist() == [1, 3, 5, 6, 6, 6, 6, 0, 0, 0, 0]
        assert set(each.example.attributions[other].tags.tolist()) == {IGNORED}
        assert each.example.attributions[other].taught.any(1).tolist() == [taught] * 11
        assert each.example.sentences.max() >= 1  # each paragraph has a sentence


def test_missing_data_are_one_clear_line(tmp_path: Path) -> None:
    folders = ["--data", str(tmp_path), "--drills", str(tmp_path), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, ["english", *folders])
    assert result.exit_code == 1 and "Error: " in result.output and "Traceback" not in result.output
