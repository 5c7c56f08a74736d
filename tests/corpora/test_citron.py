"""Reading the annotation format of Citron."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_attributions import COACH, MINISTER, TEXT

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.citron import read_citron
from quotes.errors import CorpusError
from quotes.records import Span


def as_json(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": TEXT[span.start : span.end]}


def quote(one: Attribution) -> dict[str, Any]:
    (cue,) = one.cue
    return {
        "cue": as_json(cue),
        "sources": [as_json(span) for span in one.source],
        "contents": [as_json(span) for span in one.content],
    }


def document() -> dict[str, Any]:
    return {"text": TEXT, "quotes": [quote(COACH), quote(MINISTER)]}


def write(folder: Path, content: object) -> Path:
    path = folder / "one.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_quotes(tmp_path: Path) -> None:
    path = write(tmp_path, document())
    (article,) = read_citron(tmp_path)
    assert (article.id, article.text, article.attributions) == ("one", TEXT, (COACH, MINISTER))
    assert read_citron(path) == [article]


def test_what_may_be_there_is_not_read(tmp_path: Path) -> None:
    content = document() | {"coreference_groups": [[]]}
    content["quotes"][0] |= {"id": 1, "confidence": 0.5, "coreferences": []}
    write(tmp_path, content)
    assert read_citron(tmp_path)[0].attributions == (COACH, MINISTER)


def change(*path: str | int, value: object) -> Callable[[Any], None]:
    def changed(content: Any) -> None:
        for step in path[:-1]:
            content = content[step]
        content[path[-1]] = value

    return changed


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (change("author", value="?"), "one.json: has the unknown property 'author'"),
        (change("text", value=None), "one.json: text should be a string"),
        (change("quotes", value={}), "one.json: quotes should be a list"),
        (change("quotes", 0, value=[]), "one.json, quote 1: expected an object with cue, sources, contents"),
        (change("quotes", 1, value={"cue": None, "sources": []}), "quote 2: has no contents"),
        (change("quotes", 1, "cue", value=None), "quote 2, cue: expected an object"),
        (change("quotes", 0, "cue", "start", value=True), "quote 1, cue: start and end should be whole numbers"),
        (change("quotes", 0, "cue", "end", value=9999), "quote 1, cue: 30 to 9999 is no span of the text"),
        (change("quotes", 0, "sources", 0, "text", value="Anna"), "quote 1, sources: the words from 35 to 55 are not"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, spoil: Callable[[Any], None], reason: str) -> None:
    content = document()
    spoil(content)
    write(tmp_path, content)
    with pytest.raises(CorpusError) as error:
        read_citron(tmp_path)
    assert reason in str(error.value) and "\n" not in str(error.value)


def test_what_is_not_json(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"one\.json is not JSON"):
        read_citron(tmp_path)
    (tmp_path / "one.json").write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(CorpusError, match="it is not UTF-8"):
        read_citron(tmp_path)
