"""The stages of making the English model set, with tiny networks."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from made_treebanks import HARBOUR, QUAY
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from quotes.models.model_set import find_model_set, verify
from quotes.networks.word_pieces import WordPieces
from quotes.training import english, joint_training, model_card
from quotes.training.__main__ import main
from quotes.training.encoder import Encoder
from quotes.training.joint_training import Hyperparameters

PIECES = ("[UNK]", "[CLS]", "[SEP]", "[MASK]", "said", "that")
TOKENIZER = Tokenizer(WordLevel({piece: number for number, piece in enumerate(PIECES)}, "[UNK]"))
ARTICLE = "Berg\tB-Person\nsaid\tO\nthat\tO\nBaku\tB-Location\nwaits\tO\n.\tO\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of corpora: the same two documents and 24 articles in all parts."""
    treebanks, articles = tmp_path / "data" / "ud", tmp_path / "data" / "newswire" / "processed_annotated"
    treebanks.mkdir(parents=True)
    articles.mkdir(parents=True)
    for part in ("train", "dev"):
        (treebanks / f"en_ewt-ud-{part}.conllu").write_text(HARBOUR, encoding="utf-8")
        (treebanks / f"en_gum-ud-{part}.conllu").write_text(QUAY, encoding="utf-8")
    for number in range(24):
        (articles / f"a_{number}.txt.tsv").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encoders of a few weights, and one pass over the data."""

    def encoder(*_: object) -> Encoder:
        torch.manual_seed(1)
        return Encoder(layers=3, size=16, inner=16, heads=2, vocabulary=len(PIECES), positions=200)

    TOKENIZER.save(str(tmp_path / "tokenizer.json"))
    monkeypatch.setattr(english, "load_encoder", encoder)
    monkeypatch.setattr(english, "LargeEncoder", encoder)
    monkeypatch.setattr(english, "unpack", lambda folder: folder)
    monkeypatch.setattr(english, "frequent_words", lambda count: {"said"})
    monkeypatch.setattr(english, "read_inflections", lambda words: [(word, "VERB", "say") for word in words])
    monkeypatch.setattr(joint_training, "load_encoder", encoder)
    monkeypatch.setattr(joint_training, "piece_table", lambda: WordPieces(TOKENIZER))
    monkeypatch.setattr(joint_training, "encoder_folder", lambda: tmp_path)
    monkeypatch.setattr(model_card, "LIBRARIES", ("torch",))
    for name in ("TEACHER", "FIRST", "SECOND"):
        epochs = 0 if name == "TEACHER" else 1
        monkeypatch.setattr(joint_training, name, Hyperparameters(1, epochs, 1, 1e-4, 1e-3))


@pytest.mark.usefixtures("tiny")
def test_a_set_with_its_card_is_made_and_what_is_there_is_not_made_again(data: Path, tmp_path: Path) -> None:
    arguments = ["english", "--data", str(data), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    begun = [line for line in result.stderr.splitlines() if line.endswith(": begins")]
    assert begun == [f"{name}: begins" for name in english.STAGES]
    card = (tmp_path / "out" / "set" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "    python -m quotes.training english --data data --out out\n" in card
    assert "en_gum, news only" in card and "| PERSON" in card
    made = find_model_set(tmp_path / "out" / "set")
    verify(made)
    assert [path.read_bytes() for path, _ in made.files] == [(tmp_path / "out" / english.NETWORK).read_bytes()]
    assert "begins" not in CliRunner().invoke(main, arguments, catch_exceptions=False).stderr


def test_missing_data_are_one_clear_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["english", "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1 and "Error: " in result.output and "Traceback" not in result.output
