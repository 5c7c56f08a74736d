from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from archive_tables import all_rows
from click.testing import Result
from made_analyses import BRIDGE_TEXT, COUNCIL_TEXT, HARBOUR_TEXT
from program_processes import STUB_PROGRAM
from stub_analyzer import KILLING, RAISING, Run, StubAnalyzer

from quotes.archive.database import opened
from quotes.cli import running


def build(run: Run, *arguments: str, **options: Any) -> Result:
    return run("archive", "build", "news.db", *arguments, **options)


def stored(columns: str = "place, error IS NULL", order: str = "id") -> list[tuple[Any, ...]]:
    with opened(Path("news.db")) as connection:
        return list(map(tuple, connection.execute(f"SELECT {columns} FROM articles ORDER BY {order}")))


def last_line(result: Result) -> str:
    return result.output.splitlines()[-1]


def test_articles_are_stored_in_their_order_and_summed_up(run: Run) -> None:
    result = build(run, "harbour.txt", "bridge.txt", "empty.txt")
    assert result.exit_code == 0
    assert last_line(result) == "quotes: news.db: stored: 3; in all articles: 3, statements: 7, speakers: 4"
    assert stored() == [("harbour.txt", 1), ("bridge.txt", 1), ("empty.txt", 1)]
    assert build(run, "-q", "council.txt").output == ""


def test_unchanged_articles_are_left_out_without_loading_a_model(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    build(run, "harbour.txt", "bridge.txt")
    before = all_rows(Path("news.db"))
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: pytest.fail("a model was loaded"))
    result = build(run, "harbour.txt", "bridge.txt", "harbour.txt")
    assert "stored: 0, unchanged: 3;" in last_line(result)
    assert all_rows(Path("news.db")) == before


def test_changed_articles_are_replaced(run: Run, folder: Path) -> None:
    build(run, "harbour.txt", "bridge.txt")
    (folder / "harbour.txt").write_text(COUNCIL_TEXT, encoding="utf-8")
    assert "stored: 1, unchanged: 1; in all articles: 2, statements: 8, speakers: 4" in last_line(
        build(run, "harbour.txt", "bridge.txt")
    )
    assert stored("id, place, text") == [(1, "harbour.txt", COUNCIL_TEXT), (2, "bridge.txt", BRIDGE_TEXT)]


@pytest.mark.parametrize(
    "option", [("--scope", "all"), ("--engine", "rules"), ("--roster", "roster.csv"), ("--patterns", "house.toml")]
)
def test_articles_are_analysed_anew_with_other_options(run: Run, folder: Path, option: tuple[str, str]) -> None:
    (folder / "roster.csv").write_text("name,role\nIvan Petrov,captain\n", encoding="utf-8")
    (folder / "house.toml").write_text("", encoding="utf-8")
    build(run, "harbour.txt")
    assert "stored: 1;" in last_line(build(run, "harbour.txt", *option))
    assert "unchanged: 1;" in last_line(build(run, "harbour.txt", *option))
    assert "unchanged: 1;" in last_line(build(run, "harbour.txt", *option, "--workers", "2"))
    if option[0] == "--roster":
        (folder / "roster.csv").write_text("name,role\nIvan Petrov,pilot\n", encoding="utf-8")
        assert "stored: 1;" in last_line(build(run, "harbour.txt", *option))
        with opened(Path("news.db")) as connection:
            petrov = connection.execute("SELECT role, listed FROM speakers WHERE name = 'Ivan Petrov'").fetchone()
        assert tuple(petrov) == ("pilot", 1)


def test_failed_articles_are_recorded_and_tried_again_on_demand(run: Run, folder: Path) -> None:
    for name in ("bad.txt", "also.txt"):
        (folder / name).write_text(RAISING, encoding="utf-8")
    result = build(run, "harbour.txt", "bad.txt", "binary.txt", "missing.txt", "also.txt")
    assert result.exit_code == 1
    assert "quotes: bad.txt: cannot be analysed: RecursionError" in result.output
    assert "stored: 1, failed: 4; in all articles: 1," in last_line(result)
    assert [place for place, fine in stored() if not fine] == ["bad.txt", "binary.txt", "also.txt"]
    again = build(run, "harbour.txt", "bad.txt")
    assert again.exit_code == 0
    assert "stored: 0, unchanged: 1, failed before (--retry tries again): 1;" in last_line(again)
    assert "failed: 1;" in last_line(build(run, "bad.txt", "--retry"))
    for name in ("bad.txt", "binary.txt"):
        (folder / name).write_text(BRIDGE_TEXT, encoding="utf-8")
    assert "stored: 2;" in last_line(build(run, "bad.txt", "binary.txt"))
    assert stored("place, error IS NULL, story") == [
        ("harbour.txt", 1, 1),
        ("bad.txt", 1, 2),
        ("binary.txt", 1, 2),
        ("also.txt", 0, None),
    ]
    with opened(Path("news.db")) as connection:
        assert connection.execute("SELECT sum(counted), count(*) FROM statements").fetchone()[:] == (7, 10)


def test_an_article_that_cannot_be_read_any_more_stays(run: Run, folder: Path) -> None:
    build(run, "harbour.txt")
    before = all_rows(Path("news.db"))
    (folder / "harbour.txt").write_bytes((folder / "binary.txt").read_bytes())
    assert build(run, "harbour.txt").exit_code == 2
    assert all_rows(Path("news.db")) == before


def test_rows_of_a_file_are_articles_and_its_broken_ones_a_failure_until_they_are_mended(
    run: Run, folder: Path
) -> None:
    good = [json.dumps({"id": number, "text": text, "date": "5 May 2018"}) for number, text in
            enumerate((HARBOUR_TEXT, BRIDGE_TEXT, "“\ud83d,” he said."))]  # fmt: skip
    (folder / "rows.jsonl").write_text("\n".join([good[0], "{", good[1], good[2]]), encoding="utf-8")
    assert build(run, "rows.jsonl").exit_code == 1
    failed = {place: error for place, error in stored("place, error") if error}
    assert failed.keys() == {"rows.jsonl", "rows.jsonl#2"}
    assert "half of a surrogate pair" in failed["rows.jsonl#2"] and "line 2: not JSON" in failed["rows.jsonl"]
    assert stored("day", "place")[1] == ("2018-05-05",)
    (folder / "rows.jsonl").write_text("\n".join(good[:2]), encoding="utf-8")
    assert build(run, "rows.jsonl").exit_code == 0
    assert [place for place, _ in stored()] == ["rows.jsonl#0", "rows.jsonl#1", "rows.jsonl#2"]


def test_one_of_two_articles_of_one_id_is_stored_however_often(run: Run, folder: Path) -> None:
    rows = [json.dumps({"id": "x", "text": text}) for text in (HARBOUR_TEXT, BRIDGE_TEXT, HARBOUR_TEXT)]
    (folder / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for count in ("stored: 1, failed: 2;", "stored: 0, unchanged: 1, failed: 2;"):
        result = build(run, "rows.jsonl")
        assert "rows.jsonl#x: another article with this id was read before" in result.output
        assert count in last_line(result)
    assert stored("text") == [(HARBOUR_TEXT.strip(),)]


def test_names_of_files_that_are_not_unicode_are_escaped(run: Run, folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(HARBOUR_TEXT, encoding="utf-8")
    build(run, "caf*.txt")
    assert "unchanged: 1;" in last_line(build(run, "caf*.txt"))
    assert stored() == [("caf\\udce9.txt", 1)]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda: os.mkdir("news.db"), "directory"),
        (lambda: Path("news.db").write_text("Not a database, but a letter. " * 40), "file is not a database"),
        (lambda: sqlite3.connect("news.db").executescript("CREATE TABLE other (x)"), "not an archive of quotes"),
    ],
    ids=["folder", "text", "other"],
)
def test_what_is_no_archive_is_left_alone(run: Run, prepare: Any, message: str) -> None:
    prepare()
    result = build(run, "harbour.txt")
    assert (result.exit_code, message in result.output) == (2, True)


def test_the_archive_cannot_be_an_input(run: Run) -> None:
    assert run("archive", "build", "harbour.txt", "harbour.txt").exit_code == 2


def test_a_locked_archive_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    build(run, "harbour.txt")
    monkeypatch.setattr("quotes.archive.database.PATIENCE", 0.01)
    holder = sqlite3.connect("news.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    result = build(run, "bridge.txt")
    assert (result.exit_code, result.output) == (2, "quotes: news.db: database is locked\n")
    holder.close()


def test_a_full_disk_ends_a_build_in_one_line_and_it_goes_on_later(articles: list[str], tmp_path: Path) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    for number in range(150):
        (tmp_path / f"more{number}.txt").write_text(f"{HARBOUR_TEXT if number % 2 else COUNCIL_TEXT}", encoding="utf-8")
    command = [*STUB_PROGRAM, "", "", "archive", "build", "news.db", "more*.txt", "-q"]
    full = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True)
    assert full.returncode == 2
    assert full.stderr.startswith("quotes: news.db: ") and full.stderr.count("\n") == 1
    assert 0 < len(stored()) < 150
    assert subprocess.run(command, capture_output=True).returncode == 0
    command[6] = "other.db"
    subprocess.run(command, check=True)
    assert all_rows(Path("news.db")) == all_rows(Path("other.db"))


@pytest.mark.parametrize(("event", "workers"), [("SIGKILL", "1"), ("SIGKILL", "2"), ("SIGINT", "1")])
def test_what_was_finished_is_kept_and_the_rest_follows(articles: list[str], event: str, workers: str) -> None:
    Path("c.txt").write_text(RAISING, encoding="utf-8")
    Path("bb.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00\xff\xfe\x00" * 20)
    for database, what in (("news.db", event), ("other.db", "")):
        command = ["archive", "build", database, "a.txt", "b.txt", "bb.txt", "c.txt", "d.txt", "--workers", workers]
        number = "1" if what else ""
        ended = subprocess.run([*STUB_PROGRAM, what, number, *command], capture_output=True, text=True)
        assert ended.returncode == {"SIGKILL": -9, "SIGINT": 130, "": 1}[what]
        if what:
            assert [place for place, _ in stored()] == ["a.txt"]
            subprocess.run([*STUB_PROGRAM, "", "", *command], capture_output=True)
    assert all_rows(Path("news.db")) == all_rows(Path("other.db"))
    assert [place for place, _ in stored()] == ["a.txt", "b.txt", "bb.txt", "c.txt", "d.txt"]


def test_workers_store_the_same_rows(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text(RAISING, encoding="utf-8")
    names = ["harbour.txt", "bad.txt", "bridge.txt", "binary.txt", "silent.txt", "council.txt"]
    for database, workers in (("news.db", "1"), ("two.db", "2")):
        run("archive", "build", database, *names, "--workers", workers)
    assert all_rows(Path("news.db")) == all_rows(Path("two.db"))
    assert [place for place, _ in stored()] == names


def test_an_article_that_kills_its_worker_is_recorded(run: Run, folder: Path) -> None:
    (folder / "killing.txt").write_text(KILLING, encoding="utf-8")
    build(run, "harbour.txt", "killing.txt", "bridge.txt", "--workers", "2")
    assert stored() == [("harbour.txt", 1), ("killing.txt", 0), ("bridge.txt", 1)]


def test_articles_are_removed_by_their_places_and_by_patterns(run: Run) -> None:
    build(run, "harbour.txt", "bridge.txt", "council.txt", "silent.txt")
    result = run("archive", "remove", "news.db", "harbour.txt", "no*.txt", "nowhere.txt", "*i*t.txt")
    assert result.output == (
        "quotes: news.db: no article at no*.txt\nquotes: news.db: no article at nowhere.txt\n"
        "news.db: articles removed: 2\n"
    )
    assert result.exit_code == 1
    assert [place for place, _ in stored()] == ["bridge.txt", "council.txt"]
    assert run("archive", "remove", "news.db", "bridge.txt", "council.txt").exit_code == 0
    assert {len(rows) for table, rows in all_rows(Path("news.db")).items() if table != "configurations"} == {0}
    missing = run("archive", "remove", "other.db", "x")
    assert (missing.exit_code, Path("other.db").exists()) == (2, False)


def test_nothing_heavy_is_imported_for_unchanged_articles(run: Run, folder: Path) -> None:
    build(run, "harbour.txt")
    code = (
        "import sys\nfrom quotes.cli.main import main\n"
        "try: main(['archive', 'build', 'news.db', 'harbour.txt'])\nexcept SystemExit: pass\n"
        "print({'torch', 'stanza', 'spacy', 'datasketch', 'scipy', 'onnxruntime'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(running.__file__).parents[2])}
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert "unchanged: 1;" in shown.stderr
    assert shown.stdout == "set()\n"


def test_ctrl_c_before_anything_is_finished(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    result = build(run, "harbour.txt", "bridge.txt")
    assert result.exit_code == 130
    assert "stored: 1;" in last_line(result)
    assert stored() == [("harbour.txt", 1)]
