"""Differences that the measurement of readers counts."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks.inputs import main, overlap, read, shown, text_difference, unmatched
from click.testing import CliRunner
from made_inputs import make_documents

from quotes.records import Article

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_statements_match_one_to_one_whatever_their_marks_and_white_space() -> None:
    assert unmatched(["“The dam\n holds”"], ['"The  dam holds,"']) == ([], [])
    assert unmatched(["the dam holds"], ["the dam holds", "the dam holds"]) == ([], ["the dam holds"])
    assert unmatched(["the dam holds", "it rained"], ["the bridge fell down"]) == (
        ["the dam holds", "it rained"],
        ["the bridge fell down"],
    )


def test_the_most_alike_statements_match_first() -> None:
    expected = ["the old dam holds", "the dam holds"]
    assert unmatched(expected, ["the dam holds"]) == (["the old dam holds"], [])


def test_half_of_the_words_have_to_be_common() -> None:
    assert unmatched(["one two three four"], ["one two"]) == ([], [])
    assert unmatched(["one two three four"], ["one five"]) == (["one two three four"], ["one five"])


def test_texts_without_words_have_nothing_in_common() -> None:
    assert overlap(Counter(), Counter()) == 0


def test_texts_differ_in_words_and_not_in_white_space() -> None:
    expected = [Article("A headline\n\nIt rained, she said.")]
    assert text_difference(expected, [Article("A headline It\xa0rained, she said.")]).lost == []
    difference = text_difference(expected, [Article("Menu\n\nA headline\n\nIt rained.")])
    assert (list(difference.lost), list(difference.added)) == (["rained, she said."], ["Menu", "rained."])
    assert (difference.expected, difference.count(difference.lost)) == (26, 15)


def test_an_unreadable_document_is_an_error_and_loses_all(tmp_path: Path) -> None:
    document = next(islice(make_documents(["Rain\n\nIt rained.\n"], 1), 1))
    (tmp_path / document.name).write_bytes(b"\x00\x01\x02")
    articles, errors = read(document, tmp_path)
    assert articles == [] and len(errors) == 1


def test_the_documents_are_kept_and_measured(tmp_path: Path) -> None:
    arguments = [str(FIXTURES), "--documents", "36", "--text-only", "--only", "text", "--keep", str(tmp_path / "kept")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "kept").iterdir())) == 3
    assert any(line.split()[:2] == ["text", "entities"] for line in result.output.splitlines())


def test_a_difference_is_shown_with_its_file_and_its_place() -> None:
    document = next(make_documents(["Rain\n\nIt rained.\n"], 1))
    comment = next(text for place, text in document.furniture if place == "comment")
    difference = text_difference([Article("Rain")], [Article(f"Rain {comment}")])
    assert list(shown(document, difference)) == [f"+ [comment] {comment}"]
    assert list(shown(document, text_difference([Article("Rain")], [Article("")]))) == ["- Rain"]
