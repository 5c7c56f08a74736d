"""Files of corrections: beside their articles, and never over what somebody else has written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made_corrections import FERRY_TEXT, NOT_SAIL, ROUGH

from quotes.corpora.say_paths import article_of_say, article_with_id, say_path
from quotes.corrections.decisions import Corrections
from quotes.corrections.say_file import NO_FILE, load_corrections, save_corrections, with_corrections
from quotes.errors import ChangedFileError, CorpusError, CorrectionsError
from quotes.readers.reading import read_articles
from quotes.records import Analysis, Article

ONE = Corrections(FERRY_TEXT, (NOT_SAIL,))


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "ferry.say"
    assert load_corrections(path, FERRY_TEXT) == (Corrections(FERRY_TEXT), NO_FILE)
    revision = save_corrections(ONE, path, NO_FILE)
    assert load_corrections(path, FERRY_TEXT) == (ONE, revision)
    later = save_corrections(replace(ONE, complete=True), path, revision)
    assert later != revision and load_corrections(path, FERRY_TEXT)[1] == later
    assert [each.name for each in tmp_path.iterdir()] == ["ferry.say"]


@pytest.mark.parametrize("revision", [NO_FILE, "of another file"])
def test_what_somebody_else_wrote_stays(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "ferry.say"
    save_corrections(ONE, path, NO_FILE)
    before = path.read_bytes()
    with pytest.raises(ChangedFileError, match="changed by somebody else"):
        save_corrections(Corrections(FERRY_TEXT, (ROUGH,)), path, revision)
    assert path.read_bytes() == before
    path.unlink()
    with pytest.raises(ChangedFileError):
        save_corrections(ONE, path, "of another file")


def test_files_that_are_no_corrections_are_said(tmp_path: Path) -> None:
    path = tmp_path / "ferry.say"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CorrectionsError, match="not UTF-8"):
        load_corrections(path, FERRY_TEXT)
    with pytest.raises(CorrectionsError, match="cannot read"):
        load_corrections(tmp_path, FERRY_TEXT)


def test_corrections_are_beside_their_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY_TEXT, encoding="utf-8")
    Path("page.html").write_text("<html><body><p>Berg said no.</p></body></html>", encoding="utf-8")
    rows = '{"id": "a/b", "text": "Berg said no."}\n{"id": "..", "text": "Berg said yes."}\n'
    Path("news.jsonl").write_text(rows, encoding="utf-8")
    found = [one for name in ("ferry.txt", "page.html", "news.jsonl") for one in read_articles(name)]
    articles = [one for one in found if isinstance(one, Article)]
    paths = [say_path(one) for one in articles]
    assert paths == [
        Path("ferry.say"),
        Path("page.say"),
        Path("news.jsonl.corrections/a%2Fb.say"),
        Path("news.jsonl.corrections/%2E%2E.say"),
    ]
    for article, path in zip(articles, paths, strict=True):
        assert path is not None
        save_corrections(Corrections(article.text), path, NO_FILE)
        assert article_of_say(path) == article == article_with_id(article.id)
    assert say_path(Article("", id="-")) is None
    assert say_path(Article("", id="https://example.org/ferry.txt")) is None
    with pytest.raises(CorpusError, match="no article has this file"):
        article_of_say(Path("other.say"))
    with pytest.raises(CorpusError, match=r"no article 'news\.jsonl#c'"):
        article_with_id("news.jsonl#c")


def test_lost_corrections_are_warned_of(tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(FERRY_TEXT, encoding="utf-8")
    save_corrections(Corrections(FERRY_TEXT, (NOT_SAIL, ROUGH)), tmp_path / "ferry.say", NO_FILE)
    changed = Analysis(Article(FERRY_TEXT.replace("rough", "calm"), id=str(article)))
    result = with_corrections(changed)
    assert [one.decided for one in result.statements] == [True]
    (warning,) = result.warnings
    assert warning.code == "lost-corrections"
    assert warning.message.startswith("1 correction lost: “Anna Berg | she | told |")
