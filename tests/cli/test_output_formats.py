"""Formats, outputs, columns and filters of `report` and `extract` as a user gives them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest
from made_analyses import HARBOUR_TEXT
from pyarrow import parquet
from stub_analyzer import Run

from quotes.cli import running
from quotes.cli.options.output_options import output_options
from quotes.corpora.brat import read_brat
from quotes.corpora.citron import read_citron
from quotes.reports.formats import FORMATS, SUFFIXES


def error_of(run: Run, *arguments: str, status: int = 2) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    return result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("out.csv", b"article,"),
        ("out.TSV", b"article\t"),
        ("out.json", b"[\n"),
        ("out.jsonl", b'{"schema_version"'),
        ("out.xlsx", b"PK"),
        ("out.parquet", b"PAR1"),
        ("out.ann", b"T1\tSource"),
        ("out.jsonld", b'{\n  "@context": "https://schema.org"'),
        ("out.html", b"<table>"),
        ("out.md", b"| "),
        ("out.tex", b"\\begin{tabular}"),
        ("out.txt", b"speaker "),
        ("out", b"speaker "),
    ],
)
def test_the_name_of_the_output_decides(run: Run, name: str, begin: bytes) -> None:
    assert run("report", "harbour.txt", "-o", name).exit_code == 0
    assert Path(name).read_bytes().startswith(begin)


def test_the_format_that_is_asked_for_wins_over_the_name(run: Run) -> None:
    run("report", "harbour.txt", "-f", "jsonl", "-o", "out.csv")
    assert Path("out.csv").read_text("utf-8").startswith('{"schema_version"')
    run("extract", "harbour.txt", "-o", "out")
    assert Path("out").read_text("utf-8").startswith("article,id")


def test_the_name_decides_for_other_commands_too() -> None:
    seen = []

    def command(format: str, output: Path | None) -> None:
        seen.append(format)

    decorated = click.command()(output_options(("text", "json", "junit"), "text")(command))
    for arguments in (["-o", "a.json"], ["-o", "a.xml"], ["-o", "a.csv"], [], ["-f", "text", "-o", "a.json"]):
        decorated.main(arguments, standalone_mode=False)
    decorated.main(["-o", "a.json"], standalone_mode=False, default_map={"format": "junit"})
    assert seen == ["json", "junit", "text", "text", "text", "junit"]


def test_no_end_of_a_name_means_two_formats() -> None:
    assert len(SUFFIXES) == sum(len(format.suffixes) for format in FORMATS.values())


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_binary_formats_can_be_piped(run: Run, format: str) -> None:
    result = run("extract", "harbour.txt", "bridge.txt", "-f", format)
    assert result.exit_code == 0
    stream = io.BytesIO(result.stdout_bytes)
    rows = (
        openpyxl.load_workbook(stream)["statements"].max_row - 1
        if format == "xlsx"
        else parquet.read_table(stream).num_rows
    )
    assert rows == 7


def test_binary_formats_are_refused_by_terminals(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    monkeypatch.setattr("quotes.cli.table_reports.is_standard_output", lambda _: True)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    assert error_of(run, "extract", "harbour.txt", "-f", "xlsx") == (
        "quotes: xlsx is no text for a terminal: name a file with -o FILE"
    )


@pytest.mark.parametrize("name", ["out.xlsx", "out.parquet"])
def test_binary_outputs_are_whole_or_not_there(run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(name).write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.runtime.whole_file._move", fail)
    assert error_of(run, "extract", "harbour.txt", "-o", name) == f"quotes: {name}: no space left on device"
    assert Path(name).read_text() == "old"
    assert [path.name for path in Path().glob("*out*")] == [name]


@pytest.mark.parametrize(("format", "library"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_a_library_that_is_missing_is_one_line(
    run: Run, format: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    monkeypatch.setitem(sys.modules, library, None)
    assert error_of(run, "extract", "harbour.txt", "-f", format, "-o", "out") == (
        f"quotes: {format} needs {library}: pip install '.[{format}]' in the folder of quotes"
    )
    assert not Path("out").exists()


# One file for each article


def test_brat_makes_files_for_each_article(run: Run) -> None:
    Path("more").mkdir()
    Path("more/harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    result = run("extract", "harbour.txt", "more", "bridge.txt", "-f", "brat", "-o", "gold/")
    assert result.exit_code == 0
    names = [
        "annotation.conf",
        *(f"{name}{end}" for name in ("bridge", "harbour-2", "harbour") for end in (".ann", ".txt")),
    ]
    assert sorted(path.name for path in Path("gold").iterdir()) == sorted(names)
    assert [len(article.attributions) for article in read_brat(Path("gold"))] == [3, 4, 4]


def test_a_folder_that_is_there_needs_no_separator_and_keeps_its_configuration(run: Run) -> None:
    Path("gold").mkdir()
    Path("gold/annotation.conf").write_text("mine")
    assert run("extract", "harbour.txt", "-f", "brat", "-o", "gold").exit_code == 0
    assert Path("gold/annotation.conf").read_text() == "mine"
    assert Path("gold/harbour.ann").exists()


def test_annotations_beside_the_articles_leave_these_as_they_are(run: Run) -> None:
    Path("crlf.txt").write_bytes(b"The port is closed, she said.\r\nIt rains.\r\n")
    before = {name: Path(name).stat().st_mtime_ns for name in ("harbour.txt", "bridge.txt")}
    assert run("extract", "harbour.txt", "bridge.txt", "-f", "brat", "-o", "./").exit_code == 0
    assert {name: Path(name).stat().st_mtime_ns for name in before} == before
    assert Path("harbour.ann").exists()


def test_an_article_is_not_replaced_by_its_repaired_text(run: Run) -> None:
    Path("latin.txt").write_bytes("Café fermé\n".encode("latin-1"))
    message = error_of(run, "extract", "latin.txt", "--encoding", "latin-1", "-f", "brat", "-o", "./")
    assert message == "quotes: latin.txt: the output would replace an input; name another folder"
    assert Path("latin.txt").read_bytes() == "Café fermé\n".encode("latin-1")


def test_citron_makes_files_for_each_article_and_says_what_it_has_no_place_for(run: Run) -> None:
    result = run("extract", "harbour.txt", "council.txt", "-f", "citron", "-o", "citron/")
    assert result.exit_code == 0
    assert result.stderr.endswith("quotes: citron: left out, for want of a place: statements without a cue: 2\n")
    assert [len(article.attributions) for article in read_citron(Path("citron"))] == [4, 3]


@pytest.mark.parametrize("format", ["brat", "citron"])
def test_one_article_can_be_one_file_and_several_cannot(run: Run, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("extract", "harbour.txt", "-f", format).stdout
    assert run("extract", "harbour.txt", "-f", format, "-o", "one").exit_code == 0
    assert Path("one").is_file()
    monkeypatch.setattr(running, "load_analyzer", None)
    for output in ([], ["-o", "two"]):
        assert error_of(run, "extract", "harbour.txt", "bridge.txt", "-f", format, *output) == (
            f"quotes: {format} makes one file for each article: name a folder with -o FOLDER/"
        )


def test_other_formats_make_no_folders(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    assert error_of(run, "extract", "harbour.txt", "-o", "out/") == (
        "quotes: out is a folder, and csv makes one file: name it with -o FILE"
    )
    assert not Path("out").exists()


# Columns, order, filters


def test_columns_sort_and_headers(run: Run) -> None:
    options = ["--columns", "id,speaker-kind, words", "--sort", "-confidence", "--no-headers"]
    result = run("extract", "harbour.txt", *options)
    assert list(csv.reader(result.stdout.splitlines())) == [
        ["q1", "person", "7"], ["q2", "organization", "4"], ["q3", "person", "1"], ["q4", "", "5"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--columns", "speaker,statment", "there is no column 'statment'; did you mean statement?"),
        ("--columns", "", "there is no column ''; columns: article, title"),
        ("--sort", "-confidnce", "there is no column 'confidnce'; did you mean confidence?"),
        ("--by", "speakers", "'speakers' is not one of 'speaker', 'represented', 'article'"),
        ("--kind", "quoted", "'quoted' is not one of 'direct'"),
        ("--speaker-kind", "man", "'man' is not one of 'person'"),
    ],
)
def test_wrong_names_are_one_line_with_the_nearest(run: Run, option: str, value: str, message: str) -> None:
    assert message in error_of(run, "report", "harbour.txt", option, value)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["-f", "json", "--columns", "id"], "--columns"),
        (["-f", "brat", "--sort", "id"], "--sort"),
        (["-f", "github", "--no-headers"], "--no-headers"),
        (["-f", "xlsx", "--no-headers"], "--no-headers"),
    ],
)
def test_options_that_do_not_go_with_a_format(
    run: Run, arguments: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    message = f"quotes: {name} does not go with the format {arguments[1]}"
    assert error_of(run, "report", "harbour.txt", *arguments) == message


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if not format.binary])
def test_filters_apply_in_every_format(run: Run, format: str) -> None:
    for command in ("report", "extract"):
        result = run(command, "council.txt", "-f", format, "--speaker", "BERG", "--kind", "indirect", "--width", "0")
        assert "that it is late" in result.stdout
        words = ("We will stay", "there is money", "At last")
        text = result.stdout
        if format in ("citron", "webannotation", "json", "jsonl"):  # the text of the article is in them
            assert '"id": "q2"' in text and '"id": "q4"' in text and '"id": "q3"' not in text
        else:
            assert not [each for each in words if each in text]


def test_filters_say_what_they_leave_out(run: Run) -> None:
    result = run("report", "bridge.txt", "--speaker", "nobody", "--kind", "direct", "--kind", "mixed")
    assert result.stdout == ""
    assert result.stderr == "quotes: bridge.txt: no statements to show: 3 left out by --speaker and --kind\n"


def test_flat_tables_and_groups(run: Run) -> None:
    flat = run("report", "harbour.txt", "council.txt", "--by", "none", "--sort", "confidence").stdout
    assert flat.splitlines()[0].split()[0] == "article"
    assert run("report", "council.txt", "--by", "kind").stdout.startswith("kind ")


def test_ctrl_c_keeps_sorted_rows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from stub_analyzer import StubAnalyzer

    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    for name in ("out.csv", "out.xlsx"):
        assert run("extract", "harbour.txt", "bridge.txt", "--sort", "confidence", "-o", name).exit_code == 130
    assert len(Path("out.csv").read_text("utf-8").splitlines()) == 5
    assert openpyxl.load_workbook("out.xlsx")["statements"].max_row == 5


def test_help_loads_no_library_of_a_format() -> None:
    libraries = "{'rich', 'matplotlib', 'openpyxl', 'pyarrow', 'numpy', 'torch', 'stanza', 'spacy'}"
    for arguments in (["--help"], ["speakers", "--help"], ["report", "--help"]):
        code = (
            "import sys\nfrom quotes.cli.main import main\n"
            f"try: main({arguments!r})\nexcept SystemExit: print('loaded', sorted({libraries} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "loaded []"
