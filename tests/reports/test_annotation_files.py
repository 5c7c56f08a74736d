"""Citron and brat are read by the readers of corpora."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drawn_analyses import analyses
from hypothesis import given, settings
from made_analyses import harbour

from quotes.corpora.brat import read_brat
from quotes.corpora.citron import read_citron
from quotes.errors import CorpusError
from quotes.records import Analysis, Span
from quotes.reports.as_brat import fragments
from quotes.reports.escaping import without_surrogates
from quotes.reports.formats import files_in_folder, files_of
from quotes.runtime.whole_file import whole_file


def article_files(format: str, analysis: Analysis, folder: Path) -> None:
    for suffix, text in files_of(analysis, format).items():
        with whole_file(folder / f"article{suffix}") as stream:
            stream.write(text)


@given(analyses())
@settings(max_examples=25)
def test_citron_has_the_same_statements_with_cues(analysis: Analysis) -> None:
    with TemporaryDirectory() as folder:
        article_files("citron", analysis, Path(folder))
        (article,) = read_citron(Path(folder))
    assert article.text == analysis.article.text
    found = [(one.source, one.cue, one.content) for one in article.attributions]
    cued = [one for one in analysis.statements if one.cue]
    assert found == [(tuple(sorted(one.source)), (one.cue,), tuple(sorted(one.content))) for one in cued]


def test_citron_has_mentions_and_confidence() -> None:
    document = json.loads(files_of(harbour(), "citron")[".json"])
    assert [one["id"] for one in document["quotes"]] == ["q1", "q2", "q3"]
    groups = [[span["text"] for span in group] for group in document["coreference_groups"]]
    assert groups == [["Ivan Petrov, the harbour master", "He"], ["the Black Sea Pilots' Union"]]
    assert [span["text"] for span in document["quotes"][2]["coreferences"]] == ["Ivan Petrov, the harbour master"]
    assert document["quotes"][0]["confidence"] == 0.975


def in_lines(analysis: Analysis, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(set(fragments(analysis.article.text, spans))))


@given(analyses())
@settings(max_examples=40)
def test_brat_has_the_same_statements(analysis: Analysis) -> None:
    with TemporaryDirectory() as folder:
        article_files("brat", analysis, Path(folder))
        if not analysis.statements:
            with pytest.raises(CorpusError, match="no attributions"):
                read_brat(Path(folder))
            return
        (article,) = read_brat(Path(folder))
    assert article.text == without_surrogates(analysis.article.text)
    found = [
        tuple(tuple(sorted(set(part))) for part in (one.source, one.cue, one.content)) for one in article.attributions
    ]
    parts = [(one.source, (one.cue,) if one.cue else (), one.content) for one in analysis.statements]
    assert found == [tuple(in_lines(analysis, part) for part in each) for each in parts]


def test_brat_has_each_line_of_a_content_as_a_piece_and_attributes() -> None:
    analysis = harbour()
    text = analysis.article.text
    whole = Span(text.index("said"), text.index("older"))
    statement = replace(analysis.statements[0], content=(whole,), negated=True, question=True)
    lines = files_of(replace(analysis, statements=(statement,)), "brat")[".ann"].splitlines()
    assert lines[2] == "T3\tContent 49 86;87 92\tsaid Ivan Petrov, the harbour master, “are "
    assert lines[3:] == [
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        "A1\tKind E1 direct",
        "A2\tAct E1 speech",
        "A3\tNegated E1",
        "A4\tQuestion E1",
        "#1\tAnnotatorNotes E1\tq1: Ivan Petrov (person); confidence 0.97",
    ]


@given(analyses())
@settings(max_examples=25)
def test_brat_finds_the_words_that_it_is_given(analysis: Analysis) -> None:
    """brat refuses a file in which the words are not those of the places, or lie in two lines."""
    files = files_of(analysis, "brat")
    ids = []
    for line in files[".ann"].split("\n")[:-1]:
        id, _, rest = line.partition("\t")
        ids.append(id)
        if id.startswith("T"):
            places, _, words = rest.partition("\t")
            spans = [tuple(map(int, place.split())) for place in places.partition(" ")[2].split(";")]
            assert words == re.sub("[\r\n]", " ", " ".join(files[".txt"][start:end] for start, end in spans))
    assert len(ids) == len(set(ids))


def test_brat_knows_the_types_of_annotations() -> None:
    ((name, text),) = files_in_folder("brat").items()
    assert name == "annotation.conf"
    assert {"Source", "Cue", "Content", "[events]"} <= set(text.split())
    assert "Kind\tArg:<EVENT>, Value:direct|indirect|mixed\n" in text
