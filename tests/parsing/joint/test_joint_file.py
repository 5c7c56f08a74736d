"""The file of a network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_network import LABELS

from quotes.parsing.joint.joint_file import load_joint_parser, properties


def test_what_a_file_says_beside_the_graph() -> None:
    said = properties(LABELS, np.zeros((6, 6)), {"NOUN": {"mice": "mouse"}}, "{}")
    assert set(said) == {"labels", "transitions", "inflections", "tokenizer"} and '"NOUN"' in said["labels"]


def test_other_files_are_no_networks(tmp_path: Path) -> None:
    path = tmp_path / "news.onnx"
    path.write_bytes(b"no graph")
    with pytest.raises(Exception, match=r"(?i)protobuf|parse|load"):
        load_joint_parser(path)
