"""Output of the linter in all formats."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import click
import pytest
from drawn_analyses import odd_texts, spans
from hypothesis import given
from hypothesis import strategies as st
from made_findings import finding_at
from sarif_kit import validation_errors
from wcwidth import wcswidth

from quotes.lint.lint_output import BY_ARTICLE, FORMATS, LintStyle, write_findings
from quotes.lint.lint_rule import SEVERITIES, Finding
from quotes.lint.placing import ArticleFindings, ArticlePlaces
from quotes.lint.rule_book import all_rules
from quotes.records import Article, Block

RULES = tuple(all_rules().values())
TEXT = "The port is closed.\n\n“Nobody\ttold us,” a source\nsaid: a source."


def findings_about(article: Article, *findings: Finding) -> ArticleFindings:
    places = ArticlePlaces(article)
    return ArticleFindings(article.id, places.path, tuple(map(places.of, findings)))


def written(format: str, *articles: ArticleFindings, width: int = 80, colours: bool = False) -> str:
    stream = io.StringIO()
    write_findings(articles, RULES, stream, LintStyle(format, width, colours))
    return stream.getvalue()


@pytest.fixture
def plain() -> ArticleFindings:
    article = Article(TEXT, "news/50%, a:b.txt")
    return findings_about(article, finding_at(article, "told us"), finding_at(article, "a source\nsaid", "Q202"))


@pytest.fixture
def page() -> ArticleFindings:
    article = Article(TEXT, "a b.html", blocks=(Block(0, 19, "headline", "h1"), Block(21, len(TEXT), "body", "p")))
    return findings_about(article, finding_at(article, "told us"))


def test_text(plain: ArticleFindings, page: ArticleFindings) -> None:
    assert written("text", plain, ArticleFindings("b.txt", "b.txt"), page) == (
        "news/50%, a:b.txt:3:9: Q101 something is wrong with told us\n"
        "   3 | “Nobody told us,” a source\n"
        "     |         ^^^^^^^\n"
        "news/50%, a:b.txt:3:19: Q202 something is wrong with a source\ufffdsaid\n"
        "   3 | “Nobody told us,” a source\n"
        "     |                   ^^^^^^^^\n"
        "a b.html, paragraph 2 (p): Q101 something is wrong with told us\n"
        "     | “Nobody told us,” a source said: a source.\n"
        "     |         ^^^^^^^\n"
    )


def test_colours_are_only_added(plain: ArticleFindings) -> None:
    coloured = written("text", plain, colours=True)
    assert "\x1b[" in coloured and click.unstyle(coloured) == written("text", plain)


@pytest.mark.parametrize(("start", "end"), [(0, 2), (40, 44), (150, 156), (296, 300), (20, 280), (0, 300)])
def test_a_long_line_is_cut_around_the_words(start: int, end: int) -> None:
    text = "".join(f"{number:03}." for number in range(75))
    article = Article(text, "a.txt")
    _, line, marks = written("text", findings_about(article, finding_at(article, text[start:end]))).splitlines()
    assert len(line) <= 80 and line.index("| ") == marks.index("| ")
    first, length = marks.index("^"), marks.count("^")
    assert line[first : first + length].rstrip("…") == text[start:end][:length]
    assert length == end - start or first + length == len(line) - 1
    assert line[7:].startswith("…") == (start > 0) and line.endswith("…") == (end < 300 or start == 0)


@given(odd_texts, st.data())
def test_every_format_takes_every_text(text: str, data: st.DataObject) -> None:
    article = Article(text, data.draw(odd_texts), blocks=data.draw(st.sampled_from([(), (Block(0, len(text)),)])))
    span = data.draw(spans(len(text)))
    words = replace(span, text=text[span.start : span.end])
    severity = data.draw(st.sampled_from(SEVERITIES))
    finding = Finding(words, "Q101", "odd-rule", severity, f"odd: {data.draw(odd_texts)}")
    found = findings_about(article, finding, finding)
    output = {format: written(format, found, width=data.draw(st.integers(1, 90))) for format in FORMATS}
    head, line, marks = output["text"].splitlines()[:3]
    assert output["text"].count("\n") == 6 and "Q101 odd: " in head
    assert "^" in marks and line.index("|") == marks.index("|")
    if output["text"].isascii():
        assert wcswidth(marks) <= wcswidth(line) + 1
    assert output["github"].count("\n") == 2
    ElementTree.fromstring(output["junit"])
    (first, second) = json.loads(output["gitlab"])
    assert first["fingerprint"] != second["fingerprint"]
    (one, _) = json.loads(output["json"])["articles"][0]["findings"]
    assert text[one["start"] : one["end"]] == one["words"]
    assert validation_errors(json.loads(output["sarif"])) == []


def test_json(plain: ArticleFindings) -> None:
    data = json.loads(written("json", plain))
    assert data["schema_version"] == "1"
    (article,) = data["articles"]
    assert (article["id"], article["path"]) == ("news/50%, a:b.txt", "news/50%, a:b.txt")
    assert article["findings"][0] == {
        "code": "Q101",
        "name": "rule-q101",
        "severity": "warning",
        "message": "something is wrong with told us",
        "words": "told us",
        "start": 29,
        "end": 36,
        "line": 3,
        "column": 9,
        "end_line": 3,
        "end_column": 16,
        "paragraph": 2,
        "pointer": None,
        "edits": [],
    }


def test_sarif_fits_its_schema_and_explains_the_rules(plain: ArticleFindings, page: ArticleFindings) -> None:
    log = json.loads(written("sarif", plain, page))
    assert validation_errors(log) == []
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(all_rules())
    assert all(
        rule["help"]["text"] and "## Reported" in rule["help"]["markdown"] for rule in run["tool"]["driver"]["rules"]
    )
    first, _, third = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "news/50%25%2C%20a%3Ab.txt"
    assert place["region"] == {
        "startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 16, "snippet": {"text": "told us"},
    }  # fmt: skip
    assert "region" not in third["locations"][0]["physicalLocation"]
    assert third["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "paragraph 2: p"}]


def test_github_annotations_are_escaped(plain: ArticleFindings, page: ArticleFindings) -> None:
    name = "news/50%25%2C a%3Ab.txt"
    assert written("github", plain, page).splitlines() == [
        f"::warning file={name},line=3,endLine=3,col=9,endColumn=16,title=Q101 rule-q101::"
        "something is wrong with told us",
        f"::warning file={name},line=3,endLine=4,title=Q202 rule-q202::something is wrong with a source%0Asaid",
        "::warning file=a b.html,title=Q101 rule-q101::something is wrong with told us (a b.html, paragraph 2 (p))",
    ]


def test_fingerprints_of_gitlab_stay_when_lines_move() -> None:
    before, after = Article(TEXT, "a.txt"), Article(f"It rained.\n\n{TEXT}", "a.txt")

    def report(article: Article) -> list[tuple[int, str]]:
        places = [article.text.index("a source"), article.text.rindex("a source")]
        found = findings_about(article, *(finding_at(article, "a source", after=each) for each in places))
        return [(one["location"]["lines"]["begin"], one["fingerprint"]) for one in json.loads(written("gitlab", found))]

    assert [line for line, _ in report(before)] == [3, 4] and [line for line, _ in report(after)] == [5, 6]
    assert [each for _, each in report(before)] == [each for _, each in report(after)]
    assert len({each for _, each in report(before)}) == 2


def test_junit_has_a_case_for_each_article(plain: ArticleFindings) -> None:
    root = ElementTree.fromstring(written("junit", plain, ArticleFindings("b.txt", "b.txt")))
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    failed, passed = root.iter("testcase")
    assert len(passed) == 0
    assert (failed[0].text or "").splitlines()[0] == (
        "news/50%, a:b.txt:3:9: Q101 something is wrong with told us: told us"
    )


@pytest.mark.parametrize("format", BY_ARTICLE)
def test_some_formats_are_written_article_by_article(
    format: str, plain: ArticleFindings, page: ArticleFindings
) -> None:
    writes: list[str] = []

    class Stream(io.StringIO):
        def write(self, text: str) -> int:
            writes.append(text)
            return len(text)

    write_findings([plain, ArticleFindings("b", "b"), page], RULES, Stream(), LintStyle(format, 80, False))
    assert len(writes) == 2
