"""The statements of made parses, as the files of cases beside this module have them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_parses import made_parse
from read_statements import Said, analysis_of, said


def cases() -> Iterator[object]:
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=case["name"])


@pytest.mark.parametrize("case", cases())
def test_the_statements_of_a_made_parse(case: dict[str, Any]) -> None:
    text = case["text"]
    analysis = analysis_of(made_parse(text, case["parse"]))
    found = analysis.statements
    nobody = [""] * len(found)
    assert [said(analysis.article, one) for one in found] == [Said(*row) for row in case.get("said", ())]
    assert [one.nested_in or "" for one in found] == case.get("nested_in", nobody)
    circumstances = [[text[span.start : span.end] for span in one.circumstances] for one in found]
    assert circumstances == case.get("circumstances", [[] for _ in found])
    if "acts" in case:
        assert [one.act for one in found] == case["acts"]
    if "speakers" in case:
        assert [one.speaker.name if one.speaker else "" for one in found] == case["speakers"]
