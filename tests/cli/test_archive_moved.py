"""Commands that move articles and analyses into archives and out of them."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from program_processes import STUB_PROGRAM
from pyarrow.parquet import read_table
from stub_analyzer import Run

from quotes.cli import running
from quotes.records import schema


def test_what_extract_wrote_goes_into_an_archive_and_out_again(run: Run, folder: Path) -> None:
    run("extract", "harbour.txt", "bridge.txt", "-o", "saved.jsonl")
    result = run("archive", "import", "news.db", "saved.jsonl")
    assert (result.exit_code, result.stderr) == (
        0, "quotes: news.db: analyses stored: 2, there already: 0, broken: 0\n",
    )  # fmt: skip
    assert run("archive", "export", "news.db").stdout == (folder / "saved.jsonl").read_text(encoding="utf-8")
    assert run("archive", "export", "news.db", "-o", "out.jsonl").exit_code == 0
    assert (folder / "out.jsonl").read_bytes() == (folder / "saved.jsonl").read_bytes()
    piped = run("archive", "import", "other.db", "-", "-q", input=(folder / "out.jsonl").read_bytes())
    assert (piped.exit_code, piped.stderr) == (0, "")
    assert run("archive", "export", "other.db").stdout == run("archive", "export", "news.db").stdout


def test_broken_lines_are_told_and_the_others_go_in(run: Run, folder: Path) -> None:
    lines = run("extract", "harbour.txt", "-f", "jsonl").stdout
    (folder / "saved.jsonl").write_text("{\n" + lines, encoding="utf-8")
    result = run("archive", "import", "news.db", "saved.jsonl", "missing.jsonl")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("quotes: saved.jsonl, line 1: not JSON: ")
    assert result.stderr.splitlines()[1:] == [
        "quotes: missing.jsonl: no such file or directory",
        "quotes: news.db: analyses stored: 1, there already: 0, broken: 2",
    ]
    assert run("archive", "import", "news.db", "news.db").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["-o", "out"], {"articles", "statements", "mentions", "speakers"}),
        (["-o", "out", "--by", "year", "--since", "2026-01-01"], {"speakers"}),
        (["-o", "out", "-f", "csv"], {"articles.csv", "statements.csv", "mentions.csv", "speakers.csv"}),
    ],
)
def test_folders_are_written_whole(run: Run, folder: Path, arguments: list[str], files: set[str]) -> None:
    run("extract", "harbour.txt", "-o", "saved.jsonl")
    run("archive", "import", "news.db", "saved.jsonl")
    assert run("archive", "export", "news.db", *arguments).exit_code == 0
    assert {path.name for path in (folder / "out").iterdir()} == files
    again = run("archive", "export", "news.db", *arguments)
    assert (again.exit_code, again.stderr) == (
        2, "quotes: out: there is something of this name already; name a new folder\n",
    )  # fmt: skip


def test_a_folder_needs_a_name_and_an_archive_must_be_there(run: Run) -> None:
    assert "parquet is a folder: name it with -o OUT" in run("archive", "export", "news.db", "-f", "parquet").stderr
    result = run("archive", "export", "news.db", "-o", "out")
    assert (result.exit_code, result.stderr.startswith("quotes: news.db: no such archive")) == (2, True)


def test_articles_are_packed(run: Run, folder: Path) -> None:
    result = run("archive", "pack", "harbour.txt", "binary.txt", "bridge.txt", "-o", "packed")
    assert result.exit_code == 1
    assert result.stderr.startswith("quotes: binary.txt")
    rows = read_table(folder / "packed").to_pylist()
    assert [row["id"] for row in rows] == ["harbour.txt", "bridge.txt"]
    assert rows[0]["text"] == (folder / "harbour.txt").read_text(encoding="utf-8")
    assert run("archive", "pack", "binary.txt", "-o", "none").exit_code == 2
    assert not (folder / "none").exists()


def test_failed_articles_are_left_out_of_lines_with_a_word_about_it(run: Run, folder: Path) -> None:
    import sqlite3

    run("extract", "harbour.txt", "bridge.txt", "-o", "saved.jsonl")
    run("archive", "import", "news.db", "saved.jsonl")
    connection = sqlite3.connect(folder / "news.db")
    with connection:
        connection.execute("UPDATE articles SET error = 'too deep' WHERE place = 'harbour.txt'")
    connection.close()
    result = run("archive", "export", "news.db")
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["bridge.txt"]
    assert result.stderr == "quotes: news.db: left out, for they could not be analysed: articles: 1\n"


def test_a_cluster_needs_its_extra(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ray", "ray.data"):
        monkeypatch.setitem(sys.modules, name, None)
    result = run("archive", "cluster", "packed", "analysed")
    assert (result.exit_code, result.stderr) == (
        2, "quotes: a cluster needs ray.data: pip install '.[ray]' in the folder of quotes\n",
    )  # fmt: skip


@pytest.mark.parametrize("options", [(), ("--scope", "all", "--engine", "rules")])
def test_what_was_built_here_and_imported_elsewhere_is_not_analysed_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    row = {"id": 1, "title": "Pier closed", "date": "2026-03-02", "text": "The pier is closed.\r\n\r\nIt is old."}
    (folder / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    build = ("silent.txt", "rows.jsonl", *options)
    run("archive", "build", "news.db", *build)
    run("archive", "export", "news.db", "-o", "out.jsonl")
    run("archive", "import", "other.db", "out.jsonl")
    run("extract", *build, "-o", "saved.jsonl")
    run("archive", "import", "plain.db", "saved.jsonl")
    assert "stored: 2;" in run("archive", "build", "plain.db", *build).output
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: pytest.fail("a model was loaded"))
    assert "stored: 0, unchanged: 2;" in run("archive", "build", "other.db", *build).output
    lines = run("archive", "export", "other.db").stdout
    assert lines == run("archive", "export", "news.db").stdout
    for line in lines.splitlines():
        jsonschema.validate(json.loads(line), schema())


def test_an_import_tells_what_an_analysis_that_is_there_was_made_with(run: Run) -> None:
    run("archive", "build", "news.db", "harbour.txt")
    run("archive", "export", "news.db", "-o", "out.jsonl")
    run("extract", "harbour.txt", "-o", "saved.jsonl")
    for saved in ("saved.jsonl", "out.jsonl", "saved.jsonl"):
        run("archive", "import", "other.db", saved)
    assert run("archive", "export", "other.db").stdout == run("archive", "export", "news.db").stdout


def test_what_is_no_analysis_at_all_is_one_line(run: Run, folder: Path) -> None:
    (folder / "prose.txt").write_text("The pier is closed.\nIt is old.\n", encoding="utf-8")
    for name in ("prose.txt", "binary.txt"):
        result = run("archive", "import", "news.db", name)
        assert (result.exit_code, result.stderr.splitlines()[0]) == (
            2, f"quotes: {name}: not analyses in JSON, JSON Lines or the Parquet of a cluster",
        )  # fmt: skip
        assert result.stderr.count("\n") == 2


def test_an_export_that_a_full_disk_ends_is_one_line(run: Run, folder: Path) -> None:
    line = run("extract", "harbour.txt", "-f", "jsonl").stdout
    lines = [line.replace("harbour.txt", f"{number}.txt") for number in range(40)]
    (folder / "saved.jsonl").write_text("".join(lines), encoding="utf-8")
    run("archive", "import", "news.db", "saved.jsonl")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    command = [*STUB_PROGRAM, "", "", "archive", "export", "news.db", "-o", "out.jsonl"]
    full = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True)
    assert (full.returncode, full.stderr) == (2, "quotes: out.jsonl: file too large\n")
