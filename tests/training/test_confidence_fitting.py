"""Which statements are right, for the confidence of their rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from made_analyses import HARBOUR_TEXT, harbour
from made_attributions import attribution, gold_article

from quotes.training.__main__ import main
from quotes.training.confidence_fitting import golds_of, is_right


def right(source: str, content: str) -> list[bool]:
    analysis = harbour()
    golds = golds_of(gold_article(attribution(source, "", content, text=HARBOUR_TEXT), text=HARBOUR_TEXT))
    return [is_right(analysis, statement, golds) for statement in analysis.statements]


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("the Black Sea Pilots' Union", "14 ships are waiting", [False, True, False, False]),
        ("the Black Sea Pilots' Union", "14 ships are waiting. He denied it", [False, True, False, False]),
        ("Ivan Petrov", "14 ships are waiting", [False, False, False, False]),
        ("the Black Sea Pilots' Union", "14", [False, False, False, False]),
        ("", '"It was never in doubt."', [False, False, False, True]),
    ],
)
def test_content_and_source_have_to_agree(source: str, content: str, expected: list[bool]) -> None:
    assert right(source, content) == expected


@pytest.mark.parametrize(("source", "expected"), [("", True), ("He", False)])
def test_a_quotation_without_source_is_right_where_the_annotation_has_none(source: str, expected: bool) -> None:
    analysis = harbour()
    annotated = attribution(source, "", '"It was never in doubt."', text=HARBOUR_TEXT)
    assert is_right(analysis, analysis.statements[3], golds_of(gold_article(annotated, text=HARBOUR_TEXT))) == expected


def test_contents_without_a_word_do_not_count() -> None:
    assert golds_of(gold_article(attribution("He", "", "“", text=HARBOUR_TEXT), text=HARBOUR_TEXT)) == []


def test_a_folder_without_articles_is_one_clear_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["confidence", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "has no annotated articles" in result.output and "Traceback" not in result.output
