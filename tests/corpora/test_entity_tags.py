"""Entities of sentences that are given as words, with the embedded models."""

from __future__ import annotations

import pytest

from quotes.parsing import Parser

pytestmark = pytest.mark.models


def test_every_word_has_a_tag(parser: Parser) -> None:
    sentences = [["Barack", "Obama", "visited", "Berlin", "."], ["It", "rained", "."]]
    tags = list(parser.entity_tags(sentences))
    assert [len(each) for each in tags] == [5, 3]
    assert tags[0][:2] == ["B-PERSON", "E-PERSON"]
    assert tags[1] == ["O", "O", "O"]
