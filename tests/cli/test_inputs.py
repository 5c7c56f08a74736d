"""Options and articles that say little or too much: empty names, nan, sizes, and a hundred of one warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_analyses import harbour
from stub_analyzer import Run

from quotes import Analyzer
from quotes.cli import running
from quotes.cli.main import main
from quotes.cli.messages import echo_warnings
from quotes.records import Analysis, Article, ArticleWarning


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "--min-confidence", "nan"], "'--min-confidence': nan is not in the range 0<=x<=1."),
        (["report", "--min-confidence", "inf"], "'--min-confidence': inf is not in the range 0<=x<=1."),
        (["check", "--min-f1", "NaN"], "'--min-f1': NaN is not in the range 0<=x<=1."),
        (["report", "--max-size", "0"], "'--max-size': '0' is no size such as 500K, 20M or 1G."),
        (["check", "--max-size", "-5"], "'--max-size': '-5' is no size such as 500K, 20M or 1G."),
        (["extract", "--max-size", "1.5M"], "'--max-size': '1.5M' is no size such as 500K, 20M or 1G."),
        (["report", "-o", ""], "'-o' / '--output': the name is empty."),
        (["extract", "--roster", ""], "'--roster': the name is empty."),
        (["check", "--patterns", ""], "'--patterns': the name is empty."),
        (["check", ""], "'[PATH]...': the name is empty."),
        (["evaluate", "attribution", ""], "'PATH': the name is empty."),
        (["evaluate", "parse", "--conllu", ""], "'--conllu': the name is empty."),
    ],
)
def test_options_that_mean_nothing_are_refused(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments, input="It rains.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].endswith(f"Invalid value for {message}")


def test_an_article_without_a_name(run: Run) -> None:
    result = run("report", "", "harbour.txt", "-f", "jsonl")
    assert (result.exit_code, json.loads(result.stdout)["article"]["id"]) == (1, "harbour.txt")
    assert "quotes: the name of the article is empty: name a file, or - for standard input\n" in result.stderr


def test_a_model_without_a_name(folder: Path) -> None:
    for arguments in (["report", "harbour.txt", "--model", ""], ["models", "show", ""]):
        result = CliRunner().invoke(main, arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "quotes: the name of the model set is empty: see `quotes models list`\n"


@pytest.mark.parametrize("command", ["report", "extract"])
def test_an_article_that_is_too_large_costs_itself_alone(run: Run, folder: Path, command: str) -> None:
    (folder / "large.txt").write_bytes(b"x" * 2001)
    result = run(command, "large.txt", "harbour.txt", "-f", "jsonl", "--max-size", "2K")
    assert (result.exit_code, json.loads(result.stdout)["article"]["id"]) == (1, "harbour.txt")
    assert result.stderr.startswith("quotes: large.txt is larger than 2 KB: raise --max-size\n")
    assert run(command, "large.txt", "--max-size", "2001", "-f", "jsonl").exit_code == 0
    assert run(command, "large.txt", "--max-size", "1g", "-f", "jsonl").exit_code == 0


def test_check_reads_no_article_that_is_too_large(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)  # nothing is left to check
    for name in ("harbour", "bridge"):
        (folder / f"{name}.expected.toml").write_text("")
    result = run("check", "--max-size", "10", "--min-f1", "0")
    assert (result.exit_code, result.stdout) == (2, "2 articles: nothing checked\n")
    assert "quotes: harbour.txt is larger than 10 bytes: raise --max-size\n" in result.stderr


def test_expected_results_that_cannot_be_read_cost_their_article_alone(run: Run, folder: Path) -> None:
    (folder / "silent.expected.toml").write_text("")
    bad = {
        "harbour": f"x = {'[' * 3000}",
        "bridge": f"[[statement]]\ncue = 0x{'f' * 10_000}\ncontent = ['x']",
        "empty": "x = 2001-99-99",
    }
    for name, text in bad.items():
        (folder / f"{name}.expected.toml").write_text(text)
    for options in ([], ["--update", "--yes"]):
        result = run("check", *options)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 3)
        assert all(f"quotes: {name}.expected.toml: " in result.stderr for name in bad)
        assert result.stdout.startswith("4 articles: 1 as expected, 3 not checked; ")


def test_many_warnings_of_one_code_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = {"unbalanced-quotation-mark": 1000, "similar-to-roster": 3, "other-language": 1, "new": 4}
    warnings = [ArticleWarning(code, f"{code} {place}") for code, count in numbers.items() for place in range(count)]
    echo_warnings(Analysis(Article("", "a.txt"), warnings=tuple(warnings)))
    assert capsys.readouterr().err.splitlines() == [
        "quotes: a.txt: warning: 1,000 like this: unbalanced-quotation-mark 0",
        *(f"quotes: a.txt: warning: similar-to-roster {place}" for place in range(3)),
        "quotes: a.txt: warning: other-language 0",
        "quotes: a.txt: warning: 4 like this: new 0",
    ]


def test_what_is_not_plain_text_is_said(
    run: Run, folder: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: analyzer)
    (folder / "page.html").write_text(f"<html><body>\n<p>{harbour().article.text}</p>\n</body></html>", "utf-8")
    (folder / "article.pdf").write_bytes(b"%PDF-1.7\n")
    result = run("extract", "article.pdf", "page.html", "--input-format", "text", "-f", "jsonl")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["warnings"]] == ["not-plain-text"]
    assert result.stderr.splitlines() == [
        "quotes: article.pdf is a PDF file, not plain text: save its text as a plain text file",
        "quotes: page.html: warning: the article seems to be HTML, and is read as plain text all the same: "
        "do not rely on this report",
    ]


def test_what_is_wrong_with_characters_is_said_and_repaired(
    run: Run, folder: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: analyzer)
    (folder / "latin.txt").write_bytes("“It’s over,” said Renée Berg.".encode("cp1252"))
    (folder / "bad.txt").write_text("â€œItâ€™s over,â€ said Ren&eacute;e Berg.", "utf-8")
    (folder / "mixed.txt").write_bytes("“Yes.” “Yes.” Café".encode() + b"\xff no")
    result = run("extract", "latin.txt", "bad.txt", "mixed.txt", "-f", "jsonl")
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "warning: the article" in line or "UTF" in line] == [
        "quotes: latin.txt: warning: the article is not UTF-8, and read as cp1252, which is a guess: name another "
        "encoding with --encoding",
        "quotes: bad.txt: warning: the article has mojibake (â€œ): try --repair, which repairs its text",
        "quotes: bad.txt: warning: the article has entities (&eacute;): try --repair, which repairs its text",
        "quotes: mixed.txt is not UTF-8: byte 0xff at offset 27 cannot be decoded; other bytes are UTF-8, so that it "
        "mixes two encodings: save it as UTF-8",
    ]
    codes = [[one["code"] for one in json.loads(line)["warnings"]] for line in result.stdout.splitlines()]
    assert codes[0] == ["guessed-encoding"]
    result = run("extract", "bad.txt", "latin.txt", "--repair", "--encoding", "utf-8", "-f", "jsonl")
    analysis = json.loads(result.stdout)
    assert analysis["warnings"] == [] and analysis["article"]["text"] == "“It’s over,” said Renée Berg."
    (statement,) = analysis["statements"]
    assert [piece["text"] for piece in statement["content"]] == ["“It’s over,”"]
    assert "latin.txt is not UTF-8: byte 0x93 at offset 0 cannot be decoded; try --encoding cp1252" in result.stderr
