"""`--corrections`, `quotes corrections` and `quotes roster learn`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from stub_analyzer import Run

SAY = """\
# open
Mina Okafor (person) | the Black Sea Pilots' Union | According to the latest data from | 14 ships are waiting
# not: Ivan Petrov | He | denied | it
# not: - | - | - | "It was never in doubt."
- | - | - | “Deep Water” | q
"""
WHOLE = SAY.replace("# open", "# complete")


@pytest.fixture
def corrected(folder: Path) -> Path:
    """The file of corrections of the harbour."""
    path = folder / "harbour.say"
    path.write_text(SAY, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_extract_shows_what_was_decided(run: Run, corrected: Path) -> None:
    result = run("extract", "harbour.txt", "--corrections")
    assert [(row["id"], row["speaker"], row["decided"], row["confidence"]) for row in rows(result.stdout)] == [
        ("q1", "Ivan Petrov", "no", "0.97"),
        ("q2", "Mina Okafor", "yes", "1.00"),
        ("q5", "", "yes", "1.00"),
    ]
    without = rows(run("extract", "harbour.txt").stdout)
    assert len(without) == 4 and "decided" not in without[0]
    data = json.loads(run("extract", "harbour.txt", "--corrections", "-f", "jsonl").stdout)
    assert [one["decided"] for one in data["statements"]] == [False, True, True]


def test_report_and_annotate_mark_what_was_decided(run: Run, corrected: Path) -> None:
    report = run("report", "harbour.txt", "--corrections", "--width", "0").stdout
    assert "[decided] 14 ships" in report and "[question, decided] “Deep Water”" in report
    assert "decided by a person; cue: According" in run("report", "harbour.txt", "--corrections", "--explain").stdout
    page = run("annotate", "harbour.txt", "--corrections").stdout
    assert "Decided by a person." in page and "Mina Okafor" in page
    assert "Decided by a person." not in run("annotate", "harbour.txt").stdout


def test_what_is_lost_is_said_in_one_line(run: Run, corrected: Path) -> None:
    corrected.write_text(SAY + "Ivan Petrov | He | said | nothing\n- | - | who\n", encoding="utf-8")
    result = run("report", "harbour.txt", "--corrections")
    (line,) = [each for each in result.stderr.splitlines() if "lost" in each]
    assert line == (
        "quotes: harbour.txt: warning: 2 corrections lost: “Ivan Petrov | He | said | nothing” "
        "(not in the article: 'nothing'); “- | - | who” (3 fields instead of 4 or 5)"
    )


def test_corrections_that_cannot_be_read_fail_their_article_alone(run: Run, corrected: Path) -> None:
    corrected.write_bytes(b"\xff")
    result = run("extract", "harbour.txt", "bridge.txt", "--corrections")
    assert result.exit_code == 1
    assert "harbour.say: not UTF-8 text" in result.stderr
    assert {row["article"] for row in rows(result.stdout)} == {"bridge.txt"}


def test_show(run: Run, corrected: Path) -> None:
    result = run("corrections", "show", "harbour.txt", "bridge.txt", "-f", "csv")
    assert result.exit_code == 1
    found = rows(result.stdout)
    assert [(row["decision"], row["speaker"]) for row in found] == [
        ("accept", "Mina Okafor"),
        ("reject", "Ivan Petrov"),
        ("reject", "(no speaker named)"),
        ("accept", "(no speaker named)"),
    ]
    assert (found[0]["statement"], found[3]["flags"]) == ("14 ships are waiting", "question")
    assert "harbour.say: decisions: 4, not all" in result.stderr
    assert "bridge.txt: no corrections beside it" in result.stderr
    assert "Mina Okafor" in run("corrections", "show", "harbour.txt").stdout


def test_expected_results_are_those_of_articles_that_were_corrected_whole(run: Run, corrected: Path) -> None:
    result = run("corrections", "expected", "harbour.txt")
    assert (result.exit_code, Path("harbour.expected.toml").exists()) == (2, False)
    assert "was not read whole" in result.stderr
    corrected.write_text(WHOLE, encoding="utf-8")
    assert run("corrections", "expected", "harbour.txt").exit_code == 0
    written = Path("harbour.expected.toml").read_text(encoding="utf-8")
    assert written.startswith("# From the corrections") and 'speaker = "Mina Okafor"' in written
    checked = run("check", "harbour.txt")
    assert checked.exit_code == 1 and "Mina Okafor" in checked.stdout and "denied" not in written
    assert "as it was" in run("corrections", "expected", "harbour.txt").stderr


def test_a_spreadsheet_comes_back(run: Run, folder: Path) -> None:
    run("extract", "harbour.txt", "bridge.txt", "-o", "all.csv")
    changed = Path("all.csv").read_text(encoding="utf-8").replace(",Black Sea Pilots' Union,", ",Mina Okafor,", 1)
    Path("all.csv").write_text(changed + "harbour.txt,q77,,,,,,,,,never\nnone.txt,q1\n", encoding="utf-8")
    result = run("corrections", "import", "all.csv")
    assert result.exit_code == 1
    assert "all.csv: row 9: the article has no statement 'q77'" in result.stderr
    assert "all.csv: rows 10: no article 'none.txt'" in result.stderr
    assert "harbour.say: 1 corrected, 0 accepted, 0 rejected, 0 added" in result.stderr
    assert "Mina Okafor | the Black Sea Pilots' Union | According" in Path("harbour.say").read_text(encoding="utf-8")
    assert not Path("bridge.say").exists()
    corrected = rows(run("extract", "harbour.txt", "--corrections").stdout)
    assert corrected[1]["speaker"] == "Mina Okafor"
    run("extract", "harbour.txt", "--corrections", "-o", "again.csv")
    before = Path("harbour.say").read_bytes()
    assert run("corrections", "import", "again.csv").exit_code == 0
    assert Path("harbour.say").read_bytes() == before
    assert "4 accepted" in run("corrections", "import", "again.csv", "--accept").stderr


def test_roster_learn(run: Run, folder: Path) -> None:
    speakers = '[{"name": "Mina Okafor", "kind": "person", "aliases": ["Okafor"], "role": "chair"}]'
    say = f"Okafor | - | - | 14 ships are waiting\n# speakers: {speakers}\n"
    (folder / "harbour.say").write_text(say, encoding="utf-8")
    result = run("roster", "learn", ".", "-o", "roster.csv")
    assert result.exit_code == 0
    written = Path("roster.csv").read_text(encoding="utf-8")
    assert written == "name,aliases,kind,role,affiliation\nMina Okafor,Okafor,person,chair,\n"
    assert run("extract", "harbour.txt", "--corrections", "--roster", "roster.csv").exit_code == 0
    assert run("roster", "learn", "folder").exit_code == 2


def test_corrections_are_the_gold_of_an_evaluation(run: Run, corrected: Path) -> None:
    table = run("evaluate", "attribution", "--corpus", "say", ".").stdout
    lines = [line.split() for line in table.splitlines()]
    assert ["all:", "found", "2", "50.0"] in [line[:4] for line in lines]
    assert "Annotated in part: 1 of 1 articles" in table
    assert ["0.5", "3", "33.3"] in [line[:3] for line in lines]
    corrected.write_text(WHOLE, encoding="utf-8")
    assert "Annotated in part" not in run("evaluate", "attribution", "--corpus", "say", ".").stdout
