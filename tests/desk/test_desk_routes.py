"""Routes of the desk: articles are opened, kept and corrected; nobody's corrections are overwritten or lost."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_analyses import HARBOUR_TEXT
from served_analyses import made_service, serving
from starlette.testclient import TestClient

from quotes.desk.open_articles import OpenArticles, Place
from quotes.desk.routes import LONGEST_EDIT, Desk
from quotes.records import Analysis, Article
from quotes.service.access import Access


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def client(news: Path) -> Iterator[TestClient]:
    inbox = news.parent / "inbox"
    with serving(made_service([news, inbox]), Desk(inbox).routes) as client:
        yield client


HARBOUR = "/desk/news/harbour.txt"


def state(client: TestClient) -> dict[str, Any]:
    answer = client.get(HARBOUR)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def decide(client: TestClient, view: dict[str, Any], number: int, **changes: Any) -> Any:
    one = view["statements"][number - 1]
    after = (one["decision"] or one["proposal"]) | changes
    about = None if one["decision"] else one["proposal"]
    edit = {"edit": "decide", "revision": view["revision"], "before": one["decision"], "after": after, "about": about}
    return client.post(HARBOUR, json=edit)


def test_an_article_is_corrected_and_kept(client: TestClient, news: Path) -> None:
    view = state(client)
    assert [one["who"] for one in view["statements"][:2]] == ["Ivan Petrov", "Black Sea Pilots' Union"]
    assert view["statements"][3]["doubtful"] and 'id="s-4"' in view["html"]
    answer = decide(client, view, 4, speakers=[speaker("Mina Okafor")])
    assert answer.status_code == 200
    after = answer.json()
    assert after["number"] == 4 and after["statements"][3]["who"] == "Mina Okafor" and not after["others"]
    assert after["statements"][3]["doubtful"] and not after["statements"][3]["doubts"]
    assert 'Mina Okafor (person) | - | - | "It was never in doubt."' in (news / "harbour.say").read_text(
        encoding="utf-8"
    )
    assert client.get(HARBOUR).json()["revision"] == after["revision"] != view["revision"]
    back = {"added": after["change"]["removed"], "removed": after["change"]["added"], "complete": None}
    undone = client.post(HARBOUR, json={"edit": "change", "change": back, "revision": after["revision"]}).json()
    assert undone["statements"] == view["statements"]


def test_two_people_correct_one_article(client: TestClient, news: Path) -> None:
    view = state(client)
    assert decide(client, view, 1).status_code == 200
    other = decide(client, view, 2)  # seen before the first was decided
    assert other.status_code == 200 and other.json()["others"]
    assert all(one["decision"] for one in other.json()["statements"][:2])
    conflict = decide(client, view, 1, speakers=[speaker("Otto Lind")])
    assert conflict.status_code == 409
    assert "somebody else" in conflict.json()["conflict"]
    assert conflict.json()["statements"][0]["who"] == "Ivan Petrov"
    (news / "harbour.say").write_text("# open\n")  # by hand, beside the page
    assert decide(client, view, 1).json()["others"]


def test_known_corrections_are_not_sent_again(client: TestClient) -> None:
    decide(client, state(client), 1)
    tag = client.get(HARBOUR).headers["etag"]
    assert client.get(HARBOUR, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(HARBOUR, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_article_that_has_changed_is_read_again(client: TestClient, news: Path) -> None:
    seen = decide(client, state(client), 1).json()
    (news / "harbour.txt").write_text("It rained all day.", encoding="utf-8")
    view = state(client)
    assert not view["statements"] and len(view["lost"]) == 1
    assert "It rained" in view["html"]
    mine = {"edit": "complete", "complete": True, "text": seen["text"]}
    assert "the article itself has changed" in client.post(HARBOUR, json=mine).json()["conflict"]


def test_an_article_that_has_changed_is_not_read_whole_any_more(client: TestClient, news: Path) -> None:
    view = decide(client, state(client), 1).json()
    client.post(HARBOUR, json={"edit": "accept the rest", "revision": view["revision"]})
    assert state(client)["complete"]
    (news / "harbour.txt").write_text(HARBOUR_TEXT + "\n\nIt rained.", encoding="utf-8")
    view = state(client)
    assert not view["complete"] and "has changed" in view["warnings"][0]
    (news / "harbour.txt").write_text(HARBOUR_TEXT + "\n", encoding="utf-8")
    assert state(client)["complete"]


def test_what_is_open_again_was_not_read_whole(client: TestClient) -> None:
    view = state(client)
    whole = client.post(HARBOUR, json={"edit": "accept the rest", "revision": view["revision"]}).json()
    one = whole["statements"][0]
    edit = {"edit": "decide", "before": one["decision"], "after": None, "about": None, "text": whole["text"]}
    after = client.post(HARBOUR, json=edit).json()
    assert not after["complete"] and len(after["statements"]) == 4 and after["statements"][0]["decision"] is None
    back = {"added": after["change"]["removed"], "removed": [], "complete": True}
    undone = client.post(HARBOUR, json={"edit": "change", "change": back}).json()
    assert undone["complete"] and undone["number"] == 1


def test_expected_results_are_written_when_the_article_was_read_whole(client: TestClient, news: Path) -> None:
    view = state(client)
    assert client.post("/expected/news/harbour.txt").status_code == 422
    whole = client.post(HARBOUR, json={"edit": "accept the rest", "revision": view["revision"]}).json()
    assert whole["complete"] and whole["change"]["complete"] is True
    assert client.post("/expected/news/harbour.txt").json() == {"file": "harbour.expected.toml", "changed": True}
    assert "Ivan Petrov" in (news / "harbour.expected.toml").read_text(encoding="utf-8")


def test_articles_are_kept_in_the_inbox_and_opened_from_there(client: TestClient, news: Path) -> None:
    answer = client.post("/inbox", content=HARBOUR_TEXT.encode(), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 201
    url = answer.json()["url"]
    assert url.startswith("/correct/inbox/") and client.get(url).status_code == 200
    assert len(client.get(url.replace("/correct/", "/desk/")).json()["statements"]) == 4
    page = {"file": ("Quay & pier.html", b"<article><h1>Quay</h1><p>It rained.</p></article>", "text/html")}
    assert client.post("/inbox", files=page).json()["name"] == "inbox/Quay-pier.html"
    assert "inbox/Quay-pier.html" in client.get("/").text
    names = {each.name for each in (news.parent / "inbox").iterdir()}
    refused = ((b"", "text/plain", 422), (b"\x00\x01", "application/pdf", 422), (b"x", "image/png", 415))
    for body, kind, status in refused:
        assert client.post("/inbox", content=body, headers={"Content-Type": kind}).status_code == status
    assert {each.name for each in (news.parent / "inbox").iterdir()} == names


def test_the_list_tells_how_far_articles_are_corrected(client: TestClient) -> None:
    assert "decided" not in client.get("/").text
    view = decide(client, state(client), 1).json()
    assert "1 decided" in client.get("/").text
    client.post(HARBOUR, json={"edit": "accept the rest", "revision": view["revision"]})
    assert "<td>read whole</td>" in client.get("/").text


def test_a_full_disk_loses_nothing_that_was_kept(
    client: TestClient, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = decide(client, state(client), 1).json()
    before = (news / "harbour.say").read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("quotes.runtime.whole_file._move", full)
        answer = decide(client, view, 2)
    assert answer.status_code == 507
    assert answer.json()["detail"].endswith("harbour.say: no space left on device")
    assert str(news.parent) not in answer.text
    assert (news / "harbour.say").read_bytes() == before
    assert {each.name for each in news.iterdir()} == {"harbour.txt", "harbour.say"}
    assert decide(client, view, 2).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        (HARBOUR, b"{", {}, 400),
        (HARBOUR, b"[]", {}, 422),
        (HARBOUR, b"{}", {}, 422),
        (HARBOUR, b'{"edit": "decide", "before": null, "about": null, "after": {"content": []}}', {}, 422),
        (HARBOUR, b'{"edit": ["decide"]}', {}, 422),
        (HARBOUR, b"[" * 90_000, {}, 400),
        (HARBOUR, b" " * (LONGEST_EDIT + 1), {}, 413),
        (HARBOUR, b"{}", {"Content-Type": "text/plain"}, 415),
        (HARBOUR, b"{}", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (HARBOUR, b"{}", {"Origin": "https://evil.example"}, 403),
        (HARBOUR, b"{}", {"Sec-Fetch-Site": "cross-site"}, 403),
        (HARBOUR, b"{}", {"Host": "evil.example"}, 421),
        ("/desk/news/../secret.txt", b"{}", {}, 404),
        ("/desk/news/%2e%2e/secret.txt", b"{}", {}, 404),
        ("/desk/news/%2fetc/passwd", b"{}", {}, 404),
        ("/desk/news/" + "x" * 5000 + ".txt", b"{}", {}, 404),
        ("/desk/news/harbour.say", b"{}", {}, 404),
        ("/expected/news/../secret.txt", b"{}", {}, 404),
        ("/inbox", b"x", {"Content-Type": "text/plain", "Origin": "null"}, 403),
        ("/inbox", b"x" * 1_000_000, {"Content-Type": "text/plain"}, 413),
    ],
)
def test_hostile_requests_get_a_clear_answer(
    tmp_path: Path, path: str, body: bytes, headers: dict[str, str], status: int
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "harbour.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("It rained.")
    inbox = tmp_path / "inbox"
    with serving(made_service([folder, inbox], max_size=600_000), Desk(inbox).routes) as client:
        answer = client.post(path, content=body, headers={"Content-Type": "application/json", **headers})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["detail"]
        assert client.get(HARBOUR).status_code == 200
    assert not inbox.exists() and not (folder / "harbour.say").exists()


def test_without_the_token_nothing_is_shown_or_changed(news: Path) -> None:
    access = Access(8765, token="correct-horse-battery-staple")
    with serving(made_service([news], access), Desk(news.parent / "inbox").routes) as client:
        for path in ("/", "/correct/news/harbour.txt", HARBOUR):
            assert client.get(path).status_code == 401
        assert client.post(HARBOUR, json={"edit": "complete", "complete": True}).status_code == 401
        assert client.get("/static/desk/desk.js").status_code == 200


def test_names_are_text_on_the_pages(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    name = "<img src=x onerror=alert(1)>.txt"
    (folder / name).write_text("<script>alert(1)</script> “It rained,” she said.", encoding="utf-8")
    with serving(made_service([folder]), Desk(tmp_path / "inbox").routes) as client:
        address = "/news/%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E.txt"
        for page in (client.get("/").text, client.get(f"/correct{address}").text):
            assert "<img" not in page and "&lt;img" in page
        assert "<script>" not in client.get(f"/desk{address}").json()["html"]


def test_odd_characters_reach_the_page(news: Path, client: TestClient) -> None:
    (news / "harbour.txt").write_bytes("One\r\ntwo \x85 three 🙂.\r\n".encode())
    html = client.get(HARBOUR).json()["html"]
    assert "One&#13;\n<" in html and "two \ufffd " in html and "three 🙂.&#13;\n" in html


def test_analyses_are_kept_up_to_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.desk.open_articles.MOST_CHARACTERS", 25)
    articles = OpenArticles()
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text("It rained.")
        articles.keep(Place(path), (path.stat().st_mtime_ns, 10), Analysis(Article("It rained.", str(path))))
    assert [bool(articles.get(Place(path))) for path in paths] == [False, True, True]
    paths[1].write_text("It rained again.")
    assert articles.get(Place(paths[1])) is None and articles.get(Place(paths[2])) is not None


def test_articles_of_one_file_are_listed_and_corrected_one_by_one(client: TestClient, news: Path) -> None:
    rows = [{"id": "7 & 8", "title": "Quay & pier", "text": HARBOUR_TEXT}, {"id": "9", "text": "It rained all day."}]
    (news / "week.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    listed = client.get("/desk/news/week.jsonl").json()["articles"]
    assert [each["title"] for each in listed] == ["Quay & pier", "It rained all day."]
    assert client.get(listed[0]["url"]).status_code == 200
    address = listed[0]["url"].replace("/correct/", "/desk/")
    view = client.get(address).json()
    assert view["file"] == "week.jsonl.corrections/7 %26 8.say"
    answer = client.post(address, json={"edit": "accept the rest", "revision": view["revision"]})
    assert answer.status_code == 200
    assert "# complete" in (news / "week.jsonl.corrections" / "7 %26 8.say").read_text(encoding="utf-8")
    assert client.get("/desk/news/week.jsonl?article=none").status_code == 422
    assert client.post("/desk/news/week.jsonl", json={}).status_code == 422
    assert client.get("/desk/news/harbour.txt?article=7").status_code == 422


def speaker(name: str) -> dict[str, Any]:
    return {"name": name, "kind": "person", "aliases": [], "role": None, "affiliation": None}
