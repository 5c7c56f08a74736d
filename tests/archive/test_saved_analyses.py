from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from made_analyses import bridge, harbour
from pyarrow import Table
from pyarrow.parquet import write_table

from quotes.archive.article_tables import analysed_table, write_packed
from quotes.archive.saved_analyses import SavedAnalysis, read_saved
from quotes.errors import ReadError
from quotes.records import Analysis, Article

FORMS = [json.dumps(one.to_dict()) for one in (harbour(), bridge())]
BOTH = [SavedAnalysis(harbour()), SavedAnalysis(bridge())]


def read(source: Path | str) -> list[SavedAnalysis | str]:
    """What is in a file, errors as their texts."""
    return [str(one) if isinstance(one, ReadError) else one for one in read_saved(str(source))]


@pytest.mark.parametrize(
    "text", ["\n".join(FORMS), f"\ufeff\n{FORMS[0]}\r\n\r\n{FORMS[1]}\r\n", f" [{','.join(FORMS)}]\n"]
)
def test_json_lines_and_arrays_are_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "saved.json"
    path.write_bytes(text.encode())
    assert read(path) == BOTH
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert read("-") == BOTH


def test_each_broken_line_has_its_error_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "saved.jsonl"
    unnamed = json.dumps(Analysis(Article("The port is closed.")).to_dict())
    lines = [FORMS[0], FORMS[1][:50], '{"text": "The port is closed."}', "[17]", unnamed, '{"a":' * 100_000, FORMS[1]]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, *errors, last = read(path)
    assert [first, last] == BOTH
    assert all(isinstance(one, str) for one in errors)
    for number, (error, said) in enumerate(
        zip(errors, ["not JSON", "'schema_version' is missing", "not an analysis", "no id", "not JSON"], strict=True), 2
    ):
        assert f"saved.jsonl, line {number}: " in str(error) and said in str(error)


@pytest.mark.parametrize("data", [b"", b"\n"])
def test_an_empty_file_has_nothing(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(data)
    assert read(tmp_path / "empty") == []


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PAR1 no more", "Parquet"), (b"[1", "not JSON"), (b'["a"]', "not an analysis"), (None, "no such")],
)
def test_what_is_no_such_file_is_told_in_one_line(data: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "saved"
    if data is not None:
        path.write_bytes(data)
    (line,) = read(path)
    assert str(path) in str(line) and said in str(line)


def test_parquet_of_a_cluster_is_read_with_its_errors(tmp_path: Path) -> None:
    write_packed([harbour().article, Article("raise", "b.txt"), bridge().article], tmp_path)
    known = {one.article.id: one for one in (harbour(), bridge())}
    articles = Table.from_pylist([{"id": id, "text": "The port."} for id in ("harbour.txt", "b.txt", "bridge.txt")])
    write_table(analysed_table(articles, lambda article: known[article.id], '{"scope": "all"}'), tmp_path / "a.parquet")
    first, error, last = read(tmp_path / "a.parquet")
    assert isinstance(first, SavedAnalysis) and isinstance(last, SavedAnalysis)
    assert (first.analysis, last.analysis) == (harbour(), bridge())
    assert (first.version, first.options) == ("0.1.0", '{"scope": "all"}')
    assert str(error).startswith("b.txt: cannot be analysed: KeyError")
    (line,) = read(tmp_path / "part-000000.parquet")
    assert "no column version" in str(line)


@pytest.mark.parametrize("made_with", [{}, [], {"version": 1, "options": "{}"}])
def test_an_origin_of_another_form_is_an_error(made_with: object, tmp_path: Path) -> None:
    path = tmp_path / "saved.jsonl"
    path.write_text(json.dumps(harbour("a.txt").to_dict() | {"made_with": made_with}), encoding="utf-8")
    assert read(path) == [f"{path}, line 1: made_with has no version and options"]
