from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made_analyses import harbour
from program_processes import STUB_PROGRAM
from stub_analyzer import Run, StubAnalyzer
from terminals import Terminal

from quotes.checks.comparison import compare
from quotes.checks.expected import read_expectation
from quotes.checks.update import expected_text
from quotes.cli import running

EXPECTED = Path("harbour.expected.toml")


@pytest.fixture
def good(folder: Path) -> str:
    """Expected results for two articles, as they are found."""
    text = expected_text(harbour(), None, EXPECTED)
    EXPECTED.write_text(text, encoding="utf-8")
    Path("silent.expected.toml").write_text("# Nobody says anything.\n")
    return text


def differ(text: str) -> None:
    EXPECTED.write_text(text.replace('speaker = "Black Sea Pilots', 'speaker = "Red Sea Pilots'), "utf-8")


@pytest.mark.parametrize("paths", [[], ["."], ["harbour.txt", "silent.txt"], [".", "harbour.expected.toml"]])
def test_all_as_expected(run: Run, good: str, paths: list[str]) -> None:
    result = run("check", *paths)
    assert result.exit_code == 0
    assert result.stdout == "2 articles: 2 as expected; precision 1.000, recall 1.000, F1 1.000\n"
    assert result.stderr == ""


def test_differences(run: Run, good: str) -> None:
    differ(good)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "harbour.txt:6: other speaker: 14 ships are waiting\n"
        "  - Red Sea Pilots' Union\n"
        "  + Black Sea Pilots' Union\n"
        "2 articles: 1 as expected, 1 different; precision 0.750, recall 0.750, F1 0.750\n"
    )
    assert result.stderr == ""


@pytest.mark.parametrize(("min_f1", "status"), [("0.7", 0), ("0.75", 0), ("0.76", 1), ("0", 0), ("1", 1)])
def test_min_f1(run: Run, good: str, min_f1: str, status: int) -> None:
    differ(good)
    assert run("check", "--min-f1", min_f1).exit_code == status


def test_json(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "-f", "json")
    assert (result.exit_code, json.loads(result.stdout)["total"]["f1"]) == (1, 0.75)
    assert result.stderr.startswith("quotes: 2 articles: 1 as expected")


def test_junit_to_a_file(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "-f", "junit", "-o", "results.xml")
    assert (result.exit_code, result.stdout) == (1, "")
    suite = ElementTree.parse("results.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    assert result.stderr.startswith("quotes: 2 articles: 1 as expected")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[statement]]", "[[statement]", "harbour.expected.toml: not valid TOML"),
        ("14 ships are", "15 ships are", "harbour.expected.toml: statement 2: content “15 ships are waiting” is not"),
    ],
)
def test_a_broken_file_is_one_line_and_the_others_are_checked(
    run: Run, good: str, old: str, new: str, message: str
) -> None:
    EXPECTED.write_text(good.replace(old, new), "utf-8")
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"quotes: {message}") and result.stderr.count("\n") == 1
    assert result.stdout.startswith("2 articles: 1 as expected, 1 not checked;")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("empty.txt", "empty.expected.toml: no such file; write it, or make it with --update"),
        ("missing.txt", "no such file"),
        ("folder", "no NAME.expected.toml"),
        ("mixed.txt", "mixes two encodings"),
    ],
)
def test_what_cannot_be_checked(run: Run, path: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mixed.expected.toml").touch()
    monkeypatch.setattr(running, "load_analyzer", None)  # loading models for nothing would take seconds
    result = run("check", path)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.startswith("quotes: ") and path.partition(".")[0] in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_encoding_is_said_of_the_article(run: Run, good: str) -> None:
    result = run("check", "harbour.txt", "--encoding", "latin-99")
    assert result.exit_code == 2
    assert result.stderr.startswith("quotes: harbour.txt: unknown encoding latin-99")


def test_articles_are_read_as_reports_read_them(run: Run, good: str) -> None:
    text = harbour().article.text
    Path("harbour.txt").write_text(text.replace("“", "&ldquo;").replace("”", "&rdquo;"), "utf-8")
    assert run("check", "harbour.txt").exit_code == 2
    assert run("check", "harbour.txt", "--repair").exit_code == 0
    rows = [json.dumps({"text": each}) for each in (text, text)]
    Path("harbour.jsonl").write_text(rows[0])
    assert "missing statement" in run("check", "harbour.jsonl").stdout  # read, but not known to the stub
    assert run("check", "harbour.jsonl", "--input-format", "text").exit_code == 2
    Path("harbour.jsonl").write_text("\n".join(rows))
    result = run("check", "harbour.jsonl")
    assert result.exit_code == 2
    assert result.stderr == "quotes: harbour.jsonl has several articles: expected results are those of one\n"


def test_update_writes_what_is_found_and_shows_what_that_changes(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "--update", "--yes")
    assert result.exit_code == 0
    assert "  - Red Sea Pilots' Union\n  + Black Sea Pilots' Union\n" in result.stdout
    assert result.stderr == "quotes: harbour.expected.toml: updated\n"
    assert EXPECTED.read_text("utf-8") == good
    assert run("check").exit_code == 0


def test_update_makes_a_file_for_an_article_that_is_named(run: Run) -> None:
    result = run("check", "harbour.txt", "--update", "--yes")
    assert result.exit_code == 0
    assert result.stdout.count("new statement") == 4
    assert compare(harbour(), read_expectation(EXPECTED)).differences == ()


def test_update_mends_words_that_are_not_in_the_article_any_more(run: Run, good: str) -> None:
    EXPECTED.write_text("# Mine.\n\n" + good.replace("14 ships are", "15 ships are"), "utf-8")
    assert run("check", "--update", "--yes").exit_code == 0
    assert EXPECTED.read_text("utf-8").startswith("# Mine.\n")
    assert run("check").exit_code == 0


def test_update_leaves_a_broken_file_alone(run: Run, good: str) -> None:
    EXPECTED.write_text("[[statement]\n")
    result = run("check", "--update", "--yes")
    assert result.exit_code == 2
    assert EXPECTED.read_text() == "[[statement]\n"


def test_update_that_cannot_be_written(run: Run, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    differ(good)

    def fail(*_: object, **__: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("quotes.checks.checking.update_expected", fail)
    result = run("check", "--update", "--yes")
    assert result.exit_code == 2
    assert "quotes: harbour.expected.toml: permission denied\n" in result.stderr


@pytest.mark.parametrize(("answer", "status", "written"), [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False)])
def test_update_asks_below_the_differences(
    run: Run, good: str, monkeypatch: pytest.MonkeyPatch, answer: str, status: int, written: bool
) -> None:
    differ(good)
    before = EXPECTED.read_text("utf-8")
    monkeypatch.setattr("quotes.cli.check_command._somebody_answers", lambda: True)
    result = run("check", "--update", input=answer)
    assert result.exit_code == status
    assert result.stdout.index("  - Red Sea Pilots' Union\n") < result.stdout.index("2 articles: ")
    assert result.stderr.startswith("Write harbour.expected.toml? [y/N]")
    assert EXPECTED.read_text("utf-8") == (good if written else before)
    assert ("harbour.expected.toml: updated" in result.stderr) is written


def test_update_does_not_ask_where_all_is_as_expected(run: Run, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.cli.check_command._somebody_answers", lambda: True)
    result = run("check", "--update")
    assert (result.exit_code, result.stderr) == (0, "")


def test_update_asks_for_files_that_differ_in_nothing_else_than_that_they_are_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotes.cli.check_command._somebody_answers", lambda: True)
    result = run("check", "silent.txt", "harbour.txt", "--update", input="y\n")
    assert result.stderr.startswith("Write silent.expected.toml and harbour.expected.toml? [y/N]")
    assert Path("silent.expected.toml").exists() and EXPECTED.exists()


@pytest.mark.parametrize(
    ("terminal", "options", "message"),
    [
        (False, [], "nobody can answer here: give --yes"),
        (True, ["-f", "json"], "give it without -f and -o, or with --yes"),
        (True, ["-o", "result.txt"], "give it without -f and -o, or with --yes"),
    ],
)
def test_update_that_cannot_ask_is_refused_in_one_line(
    run: Run, good: str, monkeypatch: pytest.MonkeyPatch, terminal: bool, options: list[str], message: str
) -> None:
    differ(good)
    before = EXPECTED.read_text("utf-8")
    monkeypatch.setattr("quotes.cli.check_command._somebody_answers", lambda: terminal)
    monkeypatch.setattr(running, "load_analyzer", None)
    result = run("check", "--update", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("quotes: --update") and message in result.stderr
    assert result.stderr.count("\n") == 1
    assert EXPECTED.read_text("utf-8") == before


def test_update_with_yes_says_in_json_what_was_written(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "--update", "--yes", "-f", "json")
    assert (result.exit_code, json.loads(result.stdout)["updated"]) == (0, ["harbour.expected.toml"])


def test_a_terminal_is_asked_and_ctrl_c_is_an_answer(articles: list[str]) -> None:
    path = Path("a.expected.toml")
    for answer, status, written in (("y\n", 0, True), ("\x03", 130, False)):
        path.write_text("# Nothing yet.\n")
        with Terminal([*STUB_PROGRAM, "nothing", "99", "check", "a.txt", "--update"]) as terminal:
            terminal.read_until("Write a.expected.toml? [y/N]:")
            terminal.type(answer)
            terminal.read_all()
            assert terminal.status() == status
        assert ("[[statement]]" in path.read_text("utf-8")) is written


def test_the_first_difference_is_the_last_if_so_asked(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "-x")
    assert result.exit_code == 1
    assert result.stdout.count("other speaker") == 1
    last = "1 article: 0 as expected, 1 different; precision 0.750, recall 0.750, F1 0.750; "
    assert result.stdout.splitlines()[-1] == last + "stopped at the first difference, 1 skipped"
    assert json.loads(run("check", "-x", "-f", "json").stdout)["skipped"] == 1
    EXPECTED.write_text(good, "utf-8")
    assert run("check", "-x").stdout.startswith("2 articles: 2 as expected")


@pytest.mark.parametrize(
    ("keyword", "names"),
    [("harb", ["harbour.txt"]), ("HARBOUR", ["harbour.txt"]), ("not harb", ["silent.txt"]), ("t.txt", ["silent.txt"])],
)
def test_articles_by_a_part_of_their_names(run: Run, good: str, keyword: str, names: list[str]) -> None:
    result = run("check", "-f", "json", "-k", keyword)
    assert [article["path"] for article in json.loads(result.stdout)["articles"]] == names


@pytest.mark.parametrize("keyword", ["harbor", "not .txt"])
def test_a_keyword_that_selects_nothing(run: Run, good: str, monkeypatch: pytest.MonkeyPatch, keyword: str) -> None:
    monkeypatch.setattr(running, "load_analyzer", None)
    result = run("check", "-k", keyword)
    assert result.exit_code == 2
    assert result.stderr == f"quotes: no article has a name that -k {keyword!r} selects\n"


def test_tolerance_and_update_leave_what_is_near_enough(run: Run, good: str) -> None:
    EXPECTED.write_text(good.replace('"14 ships are waiting"', '"14 ships are"'), "utf-8")
    assert run("check").exit_code == 1
    assert run("check", "--tolerance", "1").exit_code == 0
    assert run("check", "--tolerance", "1", "--update", "--yes").stderr == ""
    assert '"14 ships are"' in EXPECTED.read_text("utf-8")
    assert run("check", "--tolerance", "-1").exit_code == 2


def test_github_annotations(run: Run, good: str) -> None:
    differ(good)
    result = run("check", "-f", "github", ".", "gone.txt")
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [
        "::error file=harbour.txt,line=6,title=quotes check%3A other speaker::"
        "14 ships are waiting%0A- Red Sea Pilots' Union%0A+ Black Sea Pilots' Union",
        "::error file=gone.txt,title=quotes check%3A not checked::no such file: gone.txt",
    ]
    assert "quotes: 3 articles: 1 as expected" in result.stderr


def test_options_that_do_not_go_together(run: Run, good: str) -> None:
    result = run("check", "--update", "--min-f1", "0.5")
    assert result.exit_code == 2
    assert "--min-f1 and --update do not go together" in result.stderr
    assert "--min-f1 and -x do not go together" in run("check", "-x", "--min-f1", "0.5").stderr
    assert run("check", "--min-f1", "50").exit_code == 2
    for option in (["--update"], ["-f", "json"], ["-o", "result.txt"], ["-k", "harbour"], ["-x"]):
        result = run("check", "--patterns", "house.toml", *option)
        assert (result.exit_code, "are checked without" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["harbour.txt", "harbour.expected.toml"])
def test_an_input_is_not_overwritten(run: Run, good: str, name: str) -> None:
    before = Path(name).read_text("utf-8")
    for path in (".", "harbour.txt"):
        result = run("check", path, "-o", name)
        assert (result.exit_code, "would replace an input" in result.stderr) == (2, True)
    assert Path(name).read_text("utf-8") == before
    Path("result.txt").touch()
    assert run("check", ".", "-o", "result.txt").exit_code == 0


def test_ctrl_c_keeps_what_was_finished(run: Run, good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    differ(good)
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    result = run("check")
    assert result.exit_code == 130
    assert "harbour.txt:6: other speaker" in result.stdout
    assert "1 article: " in result.stdout


def test_workers_check_the_same(run: Run, good: str) -> None:
    differ(good)
    for options in ([], ["-x"]):
        alone, several = run("check", *options), run("check", *options, "--workers", "2")
        assert (several.exit_code, several.stdout, several.stderr) == (1, alone.stdout, "")
