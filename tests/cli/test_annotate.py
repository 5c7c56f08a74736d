from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_analyses import HARBOUR_TEXT, harbour
from read_pages import ReadPage
from stub_analyzer import Run, StubAnalyzer

from quotes.cli import running
from quotes.reports.annotated_page import annotated_page
from quotes.reports.selection import Selection


def test_one_page(run: Run) -> None:
    result = run("annotate", "harbour.txt", "-o", "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "quotes: harbour.txt: warning: a quotation mark has no partner\n"
    assert Path("page.html").read_text("utf-8") == annotated_page(harbour())


def test_without_an_output_the_page_goes_to_standard_output(run: Run) -> None:
    assert run("annotate", "harbour.txt").stdout == annotated_page(harbour())
    assert run("annotate", "-o", "-", input=HARBOUR_TEXT).stdout == annotated_page(harbour("-"))


def test_a_page_is_not_written_to_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.cli.annotate_command._is_terminal", lambda: True)
    monkeypatch.setattr(running, "load_analyzer", None)
    result = run("annotate", "harbour.txt")
    assert result.exit_code == 2 and result.stdout == "" and "-o PAGE.html" in result.stderr


@pytest.mark.parametrize("arguments", [["harbour.txt", "bridge.txt"], ["news"], ["*r*.txt"]])
@pytest.mark.parametrize("output", [[], ["-o", "page.html"]])
def test_several_articles_are_no_page(
    run: Run, arguments: list[str], output: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    Path("news").mkdir()
    for name in ("a", "b"):
        Path(f"news/{name}.txt").write_text(HARBOUR_TEXT, "utf-8")
    result = run("annotate", *arguments, *output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "several articles: -o FOLDER/" in " ".join(result.stderr.split())
    assert not Path("page.html").exists()


@pytest.mark.parametrize("place", ["pages/", "new/pages/", "folder"])
def test_a_folder_has_a_page_for_each_article_and_an_index(run: Run, place: str) -> None:
    result = run("annotate", "harbour.txt", "missing.txt", "bridge.txt", "council.txt", "-o", place, "--workers", "2")
    assert result.exit_code == 1 and "missing.txt" in result.stderr
    assert sorted(os.listdir(place)) == ["bridge.html", "council.html", "harbour.html", "index.html"]
    assert Path(place, "harbour.html").read_text("utf-8") == annotated_page(harbour(), index="index.html")
    index = ReadPage(Path(place, "index.html").read_text("utf-8"))
    assert index.attributes("href")[:3] == ["harbour.html", "bridge.html", "council.html"]


def test_a_page_has_the_statements_of_one_speaker_or_kind(run: Run) -> None:
    first, *_ = harbour().statements
    assert first.speaker
    for options in (["--speaker", first.speaker.name], ["--kind", first.kind], ["--speaker-kind", first.speaker.kind]):
        selection = Selection(
            speakers=tuple(options[1:]) if "--speaker" in options else (),
            kinds=(first.kind,) if "--kind" in options else (),
            speaker_kinds=(first.speaker.kind,) if "--speaker-kind" in options else (),
        )
        page = run("annotate", "harbour.txt", *options).stdout
        assert page == annotated_page(selection.of(harbour()))


def test_one_article_in_a_folder_has_an_index_too(run: Run) -> None:
    assert run("annotate", "harbour.txt", "-o", "pages/").exit_code == 0
    assert sorted(os.listdir("pages")) == ["harbour.html", "index.html"]


def test_no_folder_is_made_for_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    assert run("annotate", "missing.txt", "-o", "pages/").exit_code == 2
    assert not Path("pages").exists()


def test_a_folder_that_cannot_be_made_is_one_line(run: Run) -> None:
    result = run("annotate", "harbour.txt", "-o", "bridge.txt/")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "quotes: bridge.txt: file exists"


@pytest.mark.parametrize("output", ["harbour.txt", "./harbour.txt", "names.csv", "rules.toml"])
def test_inputs_are_not_overwritten(run: Run, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    Path("names.csv").write_text("name\n")
    Path("rules.toml").write_text("")
    before = Path(output).read_text("utf-8")
    result = run("annotate", "harbour.txt", "--roster", "names.csv", "--patterns", "rules.toml", "-o", output)
    assert result.exit_code == 2 and "would replace an input" in result.stderr
    assert Path(output).read_text("utf-8") == before


def test_inputs_in_the_folder_are_not_overwritten(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.readers.reading.format_of", lambda _: None)
    for name in ("a.html", "b.html"):
        Path("folder", name).write_text(HARBOUR_TEXT, "utf-8")
    Path("folder", "b-2.html").symlink_to("a.html")
    assert run("annotate", "folder", "-o", "folder/").exit_code == 0
    assert {name: Path("folder", name).read_text("utf-8") for name in ("a.html", "b.html")} == {
        "a.html": HARBOUR_TEXT,
        "b.html": HARBOUR_TEXT,
    }
    pages = {"a-2.html", "b-3.html", "b-2-2.html", "index.html"}
    assert set(os.listdir("folder")) == {"a.html", "b.html", "b-2.html"} | pages
    Path("folder", "index.html").write_text(HARBOUR_TEXT, "utf-8")
    result = run("annotate", "folder", "-o", "folder/")
    assert result.exit_code == 2 and "folder/index.html: the output would replace an input" in result.stderr


def test_what_is_not_finished_is_not_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    assert run("annotate", "harbour.txt", "bridge.txt", "-o", "pages/").exit_code == 130
    assert sorted(os.listdir("pages")) == ["harbour.html", "index.html"]
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=0))
    Path("page.html").write_text("old")
    assert run("annotate", "harbour.txt", "-o", "page.html").exit_code == 130
    assert Path("page.html").read_text() == "old"


def test_options_of_the_analysis(run: Run) -> None:
    def labels(*options: str) -> list[str]:
        page = ReadPage(run("annotate", "bridge.txt", *options).stdout)
        return [label for label in page.attributes("aria-label") if ": " in label]

    assert len(labels()) == 3
    assert len(labels("--scope", "all")) == 4
    assert labels("--min-confidence", "0.8") == ["Statement 1: Anna Berg, negated indirect"]
    Path("names.csv").write_text("name,aliases\nAnna Maria Berg,Anna Berg\n")
    assert labels("--roster", "names.csv", "--min-confidence", "0.8") == [
        "Statement 1: Anna Maria Berg, negated indirect"
    ]
