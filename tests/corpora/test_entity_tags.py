"""Entities of sentences that are given as words, with the embedded models, and with a set that knows none."""

from __future__ import annotations

import pytest

from quotes.errors import ModelError
from quotes.parsing import Parser

pytestmark = pytest.mark.models


def test_every_word_has_a_tag(parser: Parser) -> None:
    sentences = [["Barack", "Obama", "visited", "Berlin", "."], ["It", "rained", "."]]
    tags = list(parser.entity_tags(sentences))
    assert [len(each) for each in tags] == [5, 3]
    assert tags[0][:2] == ["B-PERSON", "E-PERSON"]
    assert tags[1] == ["O", "O", "O"]


def test_a_set_without_a_recognizer_is_one_clear_line(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    others = {name: each for name, each in parser._pipeline.processors.items() if name != "ner"}
    monkeypatch.setattr(parser._pipeline, "processors", others)
    with pytest.raises(ModelError, match="has no entity recognizer"):
        next(parser.entity_tags([["Berg"]]))
