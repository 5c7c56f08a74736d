"""`quotes lint`: what it reads, what counts, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made_analyses import HARBOUR_TEXT, harbour
from made_findings import curled
from stub_analyzer import Run, StubAnalyzer

from quotes.cli import lint_run, running
from quotes.lint.lint_rule import Finding
from quotes.lint.rule_book import all_rules
from quotes.records import Analysis

FLOATING = '"It was never in doubt."'
LINE = "harbour.txt:7:1: Q101 nothing says whose words these are"
ONLY = ("--select", "Q101")


def codes(result: Any) -> list[str]:
    return [finding["code"] for article in json.loads(result.stdout)["articles"] for finding in article["findings"]]


def test_findings_are_shown_and_counted(run: Run) -> None:
    result = run("lint", "harbour.txt", "silent.txt", *ONLY)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{LINE}\n   7 | {FLOATING} The film “Deep Water” opens on Friday.\n     | ^^^^")
    assert result.stderr.splitlines()[-1] == "quotes: 2 articles: 1 finding (1 Q101)"


@pytest.mark.parametrize(
    ("arguments", "status", "found"),
    [
        (["harbour.txt"], 1, ["Q101"]),
        (["harbour.txt", "--exit-zero"], 0, ["Q101"]),
        (["silent.txt"], 0, []),
        (["harbour.txt", "--ignore", "Q1"], 0, []),
        (["harbour.txt", "missing.txt"], 2, ["Q101"]),
        (["harbour.txt", "missing.txt", "--exit-zero"], 2, ["Q101"]),
        (["harbour.txt", "--silence", "*.txt:Q101"], 0, []),
        (["harbour.txt", "--silence", "harbour.txt:Q10:never in doubt"], 0, []),
        (["harbour.txt", "--silence", "harbour.txt::ever so"], 1, ["Q101"]),
        (["harbour.txt", "--silence", "bridge.txt"], 1, ["Q101"]),
    ],
)
def test_the_exit_status(run: Run, arguments: list[str], status: int, found: list[str]) -> None:
    result = run("lint", *arguments, *ONLY, "-f", "json", "-q")
    assert (result.exit_code, codes(result)) == (status, found)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "no such file: missing.txt"),
        (["harbour.txt", "--select", "Q1,X"], "no rule of the linter begins with X: see quotes lint --list"),
        (["harbour.txt", "--silence", "a:Q999"], "a silence names Q999, and no rule of the linter begins so"),
        (["harbour.txt", "--baseline", "missing.json"], "missing.json: no such file or directory"),
        (["harbour.txt", "-o", "harbour.txt"], "harbour.txt: the output would replace an input; give it another name"),
        (["harbour.txt", "--write-baseline", "harbour.txt"], "harbour.txt: the output would replace an input"),
        (["harbour.txt", "--write-baseline", "b.json", "-o", "c.json"], "--write-baseline and -o do not go together"),
        (["harbour.txt", "--share", "2"], "2.0 is not in the range 0<=x<=1."),
        (["harbour.txt", "--scraps", "0"], "0 is not in the range x>=1."),
        (["--explain", "Q999"], "no rule of the linter begins with Q999"),
    ],
)
def test_usage_and_input(run: Run, arguments: list[str], message: str) -> None:
    result = run("lint", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_saved_analyses_need_no_model(run: Run, monkeypatch: pytest.MonkeyPatch, workers: str) -> None:
    Path("saved.json").write_text(json.dumps([harbour("a.txt").to_dict(), harbour("b.txt").to_dict()]))
    mixed = run("lint", "silent.txt", "saved.json", "harbour.txt", "--workers", workers, *ONLY, "-f", "json")
    assert [each["id"] for each in json.loads(mixed.stdout)["articles"]] == [
        "silent.txt",
        "a.txt",
        "b.txt",
        "harbour.txt",
    ]
    monkeypatch.setattr(running, "load_analyzer", None)
    assert codes(run("lint", "saved.json", *ONLY, "-f", "json")) == ["Q101", "Q101"]
    assert codes(run("lint", "-", *ONLY, "-f", "json", input=Path("saved.json").read_text())) == ["Q101", "Q101"]


def test_a_saved_analysis_that_cannot_be_read_costs_itself_alone(run: Run) -> None:
    lines = [harbour("a.txt").to_dict(), harbour().to_dict() | {"schema_version": "1"}, harbour("b.txt").to_dict()]
    Path("saved.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = run("lint", "saved.jsonl", *ONLY, "-f", "json")
    assert (result.exit_code, codes(result)) == (2, ["Q101", "Q101"])
    assert "quotes: saved.jsonl: not an analysis in JSON form: schema_version is '1'" in result.stderr


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.sarif", '{\n  "$schema"'), ("a.json", '{\n  "schema_version"'), ("a.xml", "<?xml"), ("a.txt", LINE)],
)
def test_the_name_of_the_output_means_a_format(run: Run, name: str, beginning: str) -> None:
    result = run("lint", "harbour.txt", *ONLY, "-o", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert Path(name).read_text(encoding="utf-8").startswith(beginning)


def test_silences_of_the_configuration(run: Run) -> None:
    Path("quotes.toml").write_text(
        '[lint]\nselect = ["Q101"]\n\n'
        '[[lint.silence]]\npath = "./harbour.txt"\ncode = "Q101"\nwords = "never in doubt"\n'
        'reason = "the film"\n\n[[lint.silence]]\npath = "har*.txt"\ncode = ["Q10", "Q101"]\nwords = "Nobody"\n'
    )
    result = run("lint", "harbour.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-2:] == [
        "quotes: the silence “har*.txt Q10,Q101 “Nobody”” silences nothing",
        "quotes: 1 article: 0 findings, 1 silenced",
    ]
    assert "silences nothing" not in run("lint", "harbour.txt", "-q").stderr
    assert "./harbour.txt Q101 “never in doubt”" in run("config", "lint").stdout


def test_paths_of_silences_are_seen_from_the_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("quotes.toml").write_text('[[lint.silence]]\npath = "news/*.txt"\n')
    Path("news").mkdir()
    (Path("news") / "a.txt").write_text(HARBOUR_TEXT)
    assert run("lint", "news/a.txt", *ONLY).exit_code == 0
    monkeypatch.chdir("news")
    assert run("lint", "a.txt", *ONLY).exit_code == 0
    assert run("lint", "../harbour.txt", *ONLY).exit_code == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[lint.silence]]\nfile = "a"',
            "quotes.toml:1: lint.silence: unknown key file; known ones are path, code, words",
        ),
        ("[[lint.silence]]\npath = 1", "quotes.toml:1: lint.silence: path, code, words and reason are texts"),
        ('[[lint.silence]]\ncode = "Q999"', "quotes.toml:1: lint.silence: a silence names Q999, and no rule"),
        ("[lint]\nfix = true", "quotes.toml:2: lint.fix: no file can set it; give --fix on the command line"),
        ("[lint]\nlist = true", "quotes.toml:2: lint.list: no file can set it; give --list on the command line"),
        ("[lint]\nshare = 7", "quotes.toml:2: lint.share: 7.0 is not in the range 0<=x<=1."),
    ],
)
def test_what_is_no_setting(run: Run, text: str, message: str) -> None:
    Path("quotes.toml").write_text(text)
    result = run("lint", "harbour.txt")
    assert result.exit_code == 2 and message in result.stderr


def test_a_setting_that_is_another_thing_here_holds_for_the_others(run: Run) -> None:
    Path("quotes.toml").write_text("explain = true\n")
    assert run("lint", "harbour.txt", *ONLY).exit_code == 1
    assert run("report", "harbour.txt").stdout.startswith("id ")


def test_limits_reach_the_rules(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def lint(analysis: Analysis, rules: object, settings: object) -> tuple[Finding, ...]:
        seen.append(settings)
        return ()

    monkeypatch.setattr(lint_run, "lint", lint)
    Path("quotes.toml").write_text("[lint]\nshare = 0.6\nscraps = 4\n")
    run("lint", "harbour.txt", "--scraps", "5", "--late-sentences", "2")
    (settings,) = seen
    assert (settings.share, settings.scraps, settings.late_sentences, settings.doubt) == (0.6, 5, 2, 0.5)


def test_a_baseline_takes_what_is_there_as_given(run: Run, folder: Path) -> None:
    result = run("lint", "harbour.txt", *ONLY, "--write-baseline", "folder/given.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 finding (1 Q101), written to folder/given.json" in result.stderr
    assert json.loads(Path("folder/given.json").read_text())["findings"] == [
        {"path": "../harbour.txt", "code": "Q101", "words": FLOATING, "count": 1}
    ]
    result = run("lint", str(folder / "harbour.txt"), *ONLY, "--baseline", "folder/given.json")
    assert result.exit_code == 0 and "0 findings, 1 in the baseline" in result.stderr
    Path("other.txt").write_text(HARBOUR_TEXT)
    assert run("lint", "harbour.txt", "other.txt", *ONLY, "--baseline", "folder/given.json").exit_code == 1
    Path("quotes.toml").write_text('[lint]\nbaseline = "folder/given.json"\n')
    assert run("lint", "harbour.txt", *ONLY).exit_code == 0


def test_a_baseline_is_no_article_of_its_folder(run: Run, folder: Path) -> None:
    Path("drafts").mkdir()
    Path("drafts/harbour.txt").write_text(HARBOUR_TEXT)
    given = ("--write-baseline", "drafts/given.json")
    for sources in (["drafts"], ["drafts"], ["drafts/*"]):  # the second and third time, there is one already
        result = run("lint", *sources, *ONLY, *given)
        assert result.exit_code == 0 and "1 article: 1 finding" in result.stderr
    for baseline in ([], ["--baseline", "drafts/given.json"]):
        result = run("lint", "drafts", *ONLY, *baseline)
        assert (result.exit_code, "1 article: " in result.stderr) == (int(not baseline), True)
    Path("drafts/harbour.txt").unlink()
    result = run("lint", "drafts", *ONLY)
    assert result.exit_code == 2 and "no articles in drafts, only a baseline" in result.stderr


@pytest.fixture
def with_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The linter finds that the marks of one quotation are straight, and what else there is."""
    find = lint_run.lint

    def lint(analysis: Analysis, *others: Any) -> tuple[Finding, ...]:
        article = analysis.article
        straight = [curled(article, FLOATING)] if FLOATING in article.text else []
        return (*straight, *find(analysis, *others))

    monkeypatch.setattr(lint_run, "lint", lint)


def test_a_fix_changes_marks_and_nothing_else(run: Run, with_edits: None) -> None:
    data = ("\ufeff" + HARBOUR_TEXT).encode()
    Path("harbour.txt").write_bytes(data)
    Path("harbour.txt").chmod(0o640)
    result = run("lint", "harbour.txt", "silent.txt", "--fix", *ONLY)
    assert Path("harbour.txt").read_bytes() == data.replace(FLOATING.encode(), f"“{FLOATING[1:-1]}”".encode())
    assert Path("harbour.txt").stat().st_mode & 0o777 == 0o640
    assert Path("silent.txt").read_text() == "The port is closed.\n"
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{LINE}\n   7 | “It was never in doubt.” The film")
    assert "2 articles: 1 finding (1 Q101), 1 fixed" in result.stderr


@pytest.mark.parametrize("source", ["saved.json", "-", "rows.csv"])
def test_what_is_no_plain_text_is_not_fixed(run: Run, with_edits: None, source: str) -> None:
    text = HARBOUR_TEXT.replace("\n", " ").replace('"', '""')
    Path("rows.csv").write_text(f'id,text\n1,"{text}"\n2,"It rained."\n3,"It snowed."\n')
    Path("saved.json").write_text(json.dumps([harbour().to_dict()]))
    before = {path: path.read_bytes() for path in Path().iterdir() if path.is_file()}
    result = run("lint", source, "--fix", *ONLY, input=HARBOUR_TEXT)
    assert {path: path.read_bytes() for path in Path().iterdir() if path.is_file()} == before
    assert result.exit_code == 1
    (line,) = [line for line in result.stderr.splitlines() if "--fix" in line]
    assert line.endswith(": --fix changes plain text and Markdown files only")
    assert "1 not fixed" in result.stderr


def test_without_fix_no_file_is_changed(run: Run, with_edits: None) -> None:
    assert run("lint", "harbour.txt", *ONLY).exit_code == 1
    assert Path("harbour.txt").read_text() == HARBOUR_TEXT


def test_the_list_of_rules(run: Run) -> None:
    result = run("lint", "--list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["code", "default", "severity", "fix", "name", "reports"]
    assert all(any(line.startswith(f"{code} ") for line in lines) for code in all_rules())
    assert any(line.split()[:2] == ["Q101", "on"] for line in lines)


def test_an_explanation(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run("lint", "--explain", "Q101")
    assert plain.exit_code == 0 and plain.stdout.startswith("# Q101: quotation-without-speaker\n")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Q101: quotation-without-speaker" in run("lint", "--explain", "q101").stdout


def test_an_interrupted_run_has_what_was_finished(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "load_analyzer", lambda *_, **__: StubAnalyzer(interrupted_after=1))
    result = run("lint", "harbour.txt", "silent.txt", *ONLY, "-f", "json")
    assert (result.exit_code, codes(result)) == (130, ["Q101"])


def test_comments_in_markdown_silence(run: Run, with_edits: None) -> None:
    Path("loud.md").write_text(f"# Cranes\n\nHe said: {FLOATING}\n")
    Path("silent.md").write_text(
        f"# Cranes\n\n<!-- quotes: ignore Q501 -->\n\nHe said: {FLOATING}\n\nNo. <!-- quotes: ignore -->\n"
    )
    result = run("lint", "loud.md", "silent.md")
    assert (result.exit_code, result.stdout.splitlines()[0][:17]) == (1, "loud.md:3:10: Q50")
    assert result.stdout.count("Q501") == 1
    assert "quotes: silent.md, line 7: the comment “quotes: ignore” silences nothing" in result.stderr.splitlines()
    before = Path("silent.md").read_bytes()
    assert run("lint", "loud.md", "silent.md", "--fix").exit_code == 0
    assert Path("loud.md").read_text() == f"# Cranes\n\nHe said: “{FLOATING[1:-1]}”\n"
    assert Path("silent.md").read_bytes() == before
