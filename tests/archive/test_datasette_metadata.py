"""Archives in Datasette, which is started in this process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from made_archive import archive_of
from made_harbour_news import NEWS, harbour_news

from quotes.archive.datasette_metadata import datasette_metadata
from quotes.errors import ArchiveError

PAGES = {
    "views": "/-/databases.json",
    "database": "/news.json",
    "who_said_what": "/news/who_said_what.json?_shape=objects&_size=100",
    "searched": "/news/who_said_what.json?" + urlencode({"_search": "ferry", "_shape": "objects"}),
    "top": "/news/top_speakers.json?_shape=objects",
    "stories": "/news/stories.json",
    "failed": "/news/failed_articles.json",
    "search": "/news/search.json?" + urlencode({"words": '"new pier"', "speaker": "", "_shape": "objects"}),
    "search_of": "/news/search.json?" + urlencode({"words": "pier", "speaker": "ivan petrov", "_shape": "objects"}),
    "timeline": "/news/timeline.json?" + urlencode({"speaker": "Mina Okafor", "_shape": "objects"}),
    "home": "/news/who_said_what",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    app = pytest.importorskip("datasette.app", reason="no Datasette: pip install '.[test]'")
    path = archive_of(tmp_path_factory.mktemp("datasette") / "news.db", harbour_news())
    before = path.read_bytes()

    async def asked() -> dict[str, Any]:
        datasette = app.Datasette([str(path)], metadata=json.loads(datasette_metadata(path)))
        found = {name: await datasette.client.get(page) for name, page in PAGES.items()}
        return {
            name: one.text if name == "home" else one.json() for name, one in found.items() if one.status_code == 200
        }

    answers = asyncio.run(asked())
    assert path.read_bytes() == before
    return answers


def test_every_page_is_there(answers: dict[str, Any]) -> None:
    assert answers.keys() == PAGES.keys()
    shown = {table["name"] for table in answers["database"]["tables"] if not table["hidden"]}
    assert shown == {"articles", "speakers", "runs"}
    assert {view["name"] for view in answers["database"]["views"]} == {
        "who_said_what", "top_speakers", "stories", "failed_articles",
    }  # fmt: skip
    assert {query["name"] for query in answers["database"]["queries"]} == {"search", "timeline"}
    assert "Who said what" in answers["home"]


def test_who_said_what_has_facets_and_a_search_box(answers: dict[str, Any]) -> None:
    found = answers["who_said_what"]
    assert len(found["rows"]) == len(NEWS) and found["rows"][0]["day"] == "2026-02-11"
    facets = {
        name: {one["value"]: one["count"] for one in facet["results"]} for name, facet in found["facet_results"].items()
    }
    assert facets["speaker_kind"] == {"person": 6, "organization": 1}
    assert facets["kind"] == {"direct": 7} and facets["act"] == {"speech": 7}
    assert [row["statement"] for row in answers["searched"]["rows"]] == ["The ferry needs a new pier, and a café."]


def test_queries(answers: dict[str, Any]) -> None:
    assert [row["day"] for row in answers["search"]["rows"]] == ["2026-02-11", "2025-01-07", "2024-03-20", "2024-03-02"]
    assert answers["search"]["rows"][0]["statement"] == "The old crane on the **new pier** is not safe any more."
    assert {row["speaker"] for row in answers["search_of"]["rows"]} == {"Ivan Petrov"}
    assert [row["statements"] for row in answers["timeline"]["rows"]] == [1, 1, 1]
    assert sum(row["statements"] for row in answers["top"]["rows"]) == len(NEWS)


def test_there_is_no_metadata_of_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError):
        datasette_metadata(tmp_path / "none.db")
