from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import click
from made_analyses import harbour, silent

from quotes.checks.check_output import FORMATS, difference_lines, result_to_dict, summary, write_result
from quotes.checks.checking import CheckResult, Problem
from quotes.checks.comparison import CheckComparison, CheckScore, Difference, DifferenceKind, compare
from quotes.checks.expected import Expectation, ExpectedStatement

SAID = ("to say it in many words, as those do who are paid by the word and not by the hour, "
        "and nobody has ever heard one of them complain about it")  # fmt: skip


def made_result() -> CheckResult:
    expected = ExpectedStatement(("“The cranes,”", "“are older than I am.”"), "mixed", ("Petrov",), (), "said")
    differing = compare(harbour(), Expectation(Path("harbour.expected.toml"), (expected,)))
    return CheckResult(
        (("a/harbour.txt", differing), ("a/silent.txt", CheckComparison(silent(), (), CheckScore()))),
        (Problem("a/gone.txt", "a/gone.txt: no such file"),),
    )


def differing(difference: Difference) -> CheckComparison:
    return CheckComparison(silent(), (difference,), CheckScore(1, 1, 0))


def written(result: CheckResult, format: str, color: bool | None = None) -> str:
    stream = io.StringIO()
    write_result(result, stream, format, color)
    return stream.getvalue()


TEXT = """\
a/harbour.txt:3: other kind: “The cranes,” […] “are older than I am.”
  - mixed
  + direct
a/harbour.txt:3: other speaker: “The cranes,” […] “are older than I am.”
  - Petrov
  + Ivan Petrov
a/harbour.txt:3: other source: “The cranes,” […] “are older than I am.”
  - (none)
  + Ivan Petrov, the harbour master
a/harbour.txt:6: new statement
  + indirect | Black Sea Pilots' Union | the Black Sea Pilots' Union | According to the latest data from \
| 14 ships are waiting
a/harbour.txt:6: new statement
  + indirect | Ivan Petrov | He | denied | it
a/harbour.txt:7: new statement
  + direct | (no speaker named) | "It was never in doubt."
3 articles: 1 as expected, 1 different, 1 not checked; precision 0.000, recall 0.000, F1 0.000
"""


def test_text() -> None:
    assert written(made_result(), "text") == TEXT


def test_text_in_colour_is_the_same_text() -> None:
    coloured = written(made_result(), "text", color=True)
    assert "\x1b[32m  + Ivan Petrov" in coloured
    assert "\x1b[31m  - Petrov" in coloured
    assert click.unstyle(coloured) == TEXT


def test_long_contents_show_what_differs() -> None:
    expected = SAID.replace("paid", "payed")
    difference = Difference("other content", expected, SAID + " today", SAID, 1, 1, "q1")
    lines = list(difference_lines("a.txt", differing(difference)))
    assert [click.unstyle(line) for line in lines] == [
        "a.txt:1: other content\n",
        "  - to say it in [...] those do who are payed by the word and [...] them complain about it\n",
        "  + to say it in [...] those do who are paid by the word and [...] them complain about it today\n",
    ]


def test_control_characters_of_an_article_do_not_reach_the_terminal() -> None:
    controls = "\x1b[2J\x07\x9b\x7f\u2028\u202e\u2066"
    difference = Difference("other speaker", f"{controls}x", controls, f"z{controls}", 1, 1, "q1")
    problem = Problem(f"a{controls}.txt", f"a{controls}.txt: no such file")
    result = CheckResult(((f"b{controls}.txt", differing(difference)),), (problem,))
    for format in FORMATS:
        text = written(result, format, color=False)
        assert not set(controls) & set(text) - set("[2J"), format
        assert format == "text" or "no such file" in text
    assert json.loads(written(result, "json"))["problems"][0]["path"] == problem.path


def test_every_difference_has_its_lines() -> None:
    for what in get_args(DifferenceKind):
        lines = list(difference_lines("a.txt", differing(Difference(what, "one", "other", "content", 1))))
        assert len(lines) == 3 and what in lines[0], what


def test_json() -> None:
    result = replace(made_result(), updated=("a/harbour.expected.toml",))
    data = json.loads(written(result, "json"))
    assert data == result_to_dict(result)
    assert data["schema_version"] == "1"
    harbour_data, silent_data = data["articles"]
    scores = {"expected": 1, "found": 4, "right": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert harbour_data == {"path": "a/harbour.txt"} | scores | {"differences": harbour_data["differences"]}
    assert harbour_data["differences"][1] == {
        "what": "other speaker",
        "expected": "Petrov",
        "found": "Ivan Petrov",
        "content": "“The cranes,” […] “are older than I am.”",
        "line": 3,
        "number": 1,
        "id": "q1",
    }
    assert silent_data["differences"] == [] and silent_data["f1"] == 1.0
    assert data["problems"] == [{"path": "a/gone.txt", "message": "a/gone.txt: no such file"}]
    assert data["updated"] == ["a/harbour.expected.toml"]
    assert data["total"]["found"] == 4


GITHUB = """\
::error file=a/harbour.txt,line=3,title=quotes check%3A other kind::“The cranes,” […] “are older than I am.”\
%0A- mixed%0A+ direct
::error file=a/harbour.txt,line=3,title=quotes check%3A other speaker::“The cranes,” […] “are older than I am.”\
%0A- Petrov%0A+ Ivan Petrov
::error file=a/harbour.txt,line=3,title=quotes check%3A other source::“The cranes,” […] “are older than I am.”\
%0A- (none)%0A+ Ivan Petrov, the harbour master
::error file=a/harbour.txt,line=6,title=quotes check%3A new statement::\
+ indirect | Black Sea Pilots' Union | the Black Sea Pilots' Union | According to the latest data from \
| 14 ships are waiting
::error file=a/harbour.txt,line=6,title=quotes check%3A new statement::+ indirect | Ivan Petrov | He | denied | it
::error file=a/harbour.txt,line=7,title=quotes check%3A new statement::\
+ direct | (no speaker named) | "It was never in doubt."
::error file=a/gone.txt,title=quotes check%3A not checked::a/gone.txt: no such file
"""


def test_github() -> None:
    assert written(made_result(), "github") == GITHUB
    nowhere = Difference("missing speaker", "Petrov", None, "Petrov")
    result = CheckResult((("50%,a:b.txt", differing(nowhere)),))
    assert written(result, "github") == (
        "::error file=50%25%2Ca%3Ab.txt,title=quotes check%3A missing speaker::- Petrov\n"
    )


def test_junit() -> None:
    result = made_result()
    text = written(result, "junit")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites')
    root = ElementTree.fromstring(text.encode("utf-8"))
    (suite,) = root.findall("testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "1")
    assert [case.get("name") for case in suite.findall("testcase")] == ["a/harbour.txt", "a/silent.txt", "a/gone.txt"]
    failure = suite.find("testcase[@name='a/harbour.txt']/failure")
    assert failure is not None and failure.get("message") == "6 differences"
    assert failure.text == TEXT.rpartition("3 articles")[0]
    assert suite.find("testcase[@name='a/silent.txt']/*") is None
    error = suite.find("testcase[@name='a/gone.txt']/error")
    assert error is not None and error.get("message") == "a/gone.txt: no such file"


def test_junit_is_xml_whatever_the_text() -> None:
    difference = Difference("other speaker", "a\x00\x1b\ud800\ufffe", "]]> <&\"' 🙂", "\x0c", 1, 1, "q1")
    result = CheckResult((("\x01.txt", differing(difference)),), (Problem("\x02.txt", "\x03"),))
    root = ElementTree.fromstring(written(result, "junit").encode("utf-8"))
    failure = root.find(".//failure")
    assert failure is not None and "]]> <&\"' 🙂" in (failure.text or "")


def test_summaries() -> None:
    nothing = CheckResult(problems=(Problem("a.txt", "a.txt: no such file"),))
    assert summary(nothing) == "1 article: nothing checked"
    assert summary(replace(nothing, skipped=2)) == "1 article: nothing checked"
    assert written(nothing, "text") == "1 article: nothing checked\n"
    assert json.loads(written(nothing, "json"))["total"] is None
    assert "property" not in written(nothing, "junit") and 'errors="1"' in written(nothing, "junit")
    one = CheckResult((("a", CheckComparison(silent(), (), CheckScore(3, 4, 3))),))
    assert summary(one) == "1 article: 1 as expected; precision 0.750, recall 1.000, F1 0.857"
