"""What programs send and get."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made_analyses import BRIDGE_TEXT, HARBOUR_TEXT, harbour
from made_office_files import word_file
from served_analyses import made_service, serving
from starlette.testclient import TestClient
from stub_analyzer import KILLING, RAISING

from quotes.records import schema
from quotes.reports.selection import Selection
from quotes.service.openapi import openapi
from quotes.service.work import JSON, WEB_ANNOTATION

TEXT = {"Content-Type": "text/plain"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with chdir(tmp_path_factory.mktemp("service")), serving(made_service()) as client:
        yield client


def problem(response: Any, status: int) -> str:
    """The one line of a problem of this status."""
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert (response.status_code, found["status"]) == (status, status)
    assert found["title"] and "\n" not in found["detail"]
    return str(found["detail"])


def test_json_of_the_package_is_what_it_writes_elsewhere(client: TestClient) -> None:
    response = client.post("/analyze?id=harbour.txt", content=HARBOUR_TEXT.encode(), headers=TEXT)
    assert response.status_code == 200
    assert response.headers["content-type"] == JSON
    assert response.json() == json.loads(json.dumps(harbour().to_dict()))
    jsonschema.validate(response.json(), schema())


def test_web_annotations_and_pages(client: TestClient) -> None:
    both = {"id": "harbour.txt", "text": HARBOUR_TEXT}
    annotations = client.post("/analyze", json=both, headers={"Accept": WEB_ANNOTATION})
    assert annotations.headers["content-type"] == WEB_ANNOTATION
    assert annotations.json()["type"] == "AnnotationPage"
    assert len(annotations.json()["items"]) == len(harbour().statements)
    page = client.post("/analyze", json=both, headers={"Accept": "text/html,*/*;q=0.5"})
    assert "Port of Varna" in page.text
    policy = page.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy and policy.endswith("; frame-ancestors 'none'")
    assert "none of the accepted" in problem(client.post("/analyze", json=both, headers={"Accept": "text/csv"}), 406)


def test_fields_of_json_are_those_of_the_article(client: TestClient) -> None:
    fields = {
        "id": "a-1",
        "title": "Harbour",
        "date": "2026-11-30",
        "url": "https://news.example.org/a-1",
        "author": "Mina Okafor",
        "language": "en",
    }
    article = client.post("/analyze", json={"text": "It rained.", **fields}).json()["article"]
    assert {name: article[name] for name in fields} == fields
    assert article["text"] == "It rained."


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=utf-8", "application/octet-stream", "application/xhtml+xml"]
)
def test_html_is_read_as_elsewhere(client: TestClient, content_type: str) -> None:
    words = "It rained in the harbour of Lagan all day long, and nobody went out on the quay. " * 5
    page = f"<!doctype html><html><body><article><h1>Rain</h1><p>{words}</p></article></body></html>"
    found = client.post("/analyze", content=page.encode(), headers={"Content-Type": content_type}).json()["article"]
    assert "<p>" not in found["text"] and words.strip() in found["text"]
    same = client.post("/analyze", json={"html": page, "title": "Given"}).json()["article"]
    assert (same["text"], same["title"]) == (found["text"], "Given")


def test_json_of_others_is_read_by_its_reader(client: TestClient) -> None:
    ninjs = {"uri": "https://news.example.org/7", "headline": "Rain", "body_text": "It rained.", "priority": 3}
    found = client.post("/analyze", json=ninjs).json()["article"]
    assert found["title"] == "Rain" and found["text"] == "Rain\n\nIt rained."
    assert "text, body" in problem(client.post("/analyze", json={"txt": "It rained."}), 422)


def test_declared_charsets_are_heeded(client: TestClient) -> None:
    text = "“Café fermé”, said the café."
    for charset in ("windows-1252", "utf-16", "utf-8"):
        headers = {"Content-Type": f"text/plain; charset={charset}"}
        answer = client.post("/analyze", content=text.encode(charset), headers=headers)
        assert answer.json()["article"]["text"] == text
        assert "guessed-encoding" not in answer.text
    headers = {"Content-Type": "application/json; charset=windows-1252"}
    body = json.dumps({"text": text}, ensure_ascii=False).encode("windows-1252")
    assert client.post("/analyze", content=body, headers=headers).json()["article"]["text"] == text


def test_forms(client: TestClient) -> None:
    data = word_file("It rained.", "He said that it was late.")
    response = client.post("/analyze", files={"file": ("C:\\news\\harbour.docx", data)}, data={"title": "Rain"})
    article = response.json()["article"]
    assert (article["id"], article["title"]) == ("harbour.docx", "Rain")
    assert "He said that it was late." in article["text"]
    pasted = client.post("/analyze", files={"text": (None, "It rained."), "id": (None, "b-2")}).json()["article"]
    assert (pasted["id"], pasted["text"]) == ("b-2", "It rained.")


@pytest.mark.parametrize(
    ("content", "content_type", "status", "said"),
    [
        (b"{", JSON, 400, "not JSON: Expecting"),
        (b"[" * 100_000, JSON, 400, "not JSON that can be read"),
        (b'{"text": "\xff"}', JSON, 400, "not UTF-8"),
        (b'{"text": 5}', JSON, 422, "text is not a string"),
        (b'{"text": "a", "html": "b"}', JSON, 422, "either text or html"),
        (b'{"text": null}', JSON, 422, "either text or html"),
        (b'{"text": "\\ud800"}', JSON, 422, "surrogate"),
        (b'{"text": "a", "id": "a\\u0007b"}', JSON, 422, "id has control characters"),
        (b'{"text": "\\u0000\\u0001"}', JSON, 422, "not text"),
        (b'[{"text": "a"}, {"text": "b"}]', JSON, 422, "holds 2 articles"),
        (b"\x7fELF\x00\x01\x02" * 20, "text/plain", 422, "not text"),
        (b"It rained.", "image/svg+xml", 415, "type image/svg+xml are not read"),
        (b"It rained.", "text/plain; charset=klingon", 415, "unknown charset klingon"),
        (b"It rained.", "text/plain; charset=hex", 415, "unknown charset hex"),
        (b"It rained.", "multipart/form-data", 400, "no boundary"),
        (b"It rained.", "multipart/form-data; boundary=x", 400, "form cannot be read"),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 422, "either text or html"),
        (b"It rained.", "application/pdf", 422, ""),
        (b"x" * 100_001, "text/plain", 413, "larger than 100,000 bytes"),
        (RAISING.encode(), "text/plain", 500, "RecursionError: too deep"),
        (KILLING.encode(), "text/plain", 500, "killed twice"),
    ],
)
def test_what_cannot_be_analysed_is_a_problem(
    client: TestClient, content: bytes, content_type: str, status: int, said: str
) -> None:
    response = client.post("/analyze?id=a", content=content, headers={"Content-Type": content_type})
    assert said in problem(response, status)
    assert client.post("/analyze", content=b"It rained.", headers=TEXT).status_code == 200


def test_compressed_bodies_are_refused(client: TestClient) -> None:
    headers = {**TEXT, "Content-Encoding": "gzip"}
    assert "compressed" in problem(client.post("/analyze", content=b"\x1f\x8b", headers=headers), 415)


def test_options_hold() -> None:
    with serving(made_service(selection=Selection(kinds=("indirect",)))) as client:
        found = client.post("/analyze", json={"text": BRIDGE_TEXT}).json()["statements"]
    assert found and {each["kind"] for each in found} == {"indirect"}


def test_description_of_the_service(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/schema").json() == schema()
    document = client.get("/openapi.json").json()
    assert document == json.loads(json.dumps(openapi()))
    resolver = jsonschema.RefResolver.from_schema(document)
    analysis = client.post("/analyze", json={"text": HARBOUR_TEXT}).json()
    jsonschema.Draft202012Validator(document["components"]["schemas"]["Analysis"], resolver=resolver).validate(analysis)
    for path, methods in document["paths"].items():
        for method in methods:
            answered = client.request(method, path.replace("{name}", "none")).status_code
            assert str(answered) in {**methods[method]["responses"], "501": None}, path
    page = client.get("/docs").text
    assert all(path in page for path in document["paths"])
    assert "http://" not in page and "https://" not in page


def test_metrics_count_requests_and_words(client: TestClient) -> None:
    pytest.importorskip("prometheus_client")

    def words() -> float:
        lines = client.get("/metrics").text.splitlines()
        return float(next(line for line in lines if line.startswith("quotes_words_total")).split()[1])

    before = words()
    client.post("/analyze", content=b"It rained all day.", headers=TEXT)
    assert words() == before + 4


def test_nothing_else_is_served(client: TestClient) -> None:
    assert "/docs says what" in problem(client.get("/nothing"), 404)
    assert "that method" in problem(client.get("/analyze"), 405)
    assert problem(client.get("/static/../api.py"), 404)


def test_articles_of_folders(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "harbour <b>.txt").write_text(HARBOUR_TEXT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    with serving(made_service([folder])) as client:
        (listed,) = client.get("/articles").json()["articles"]
        assert listed["name"] == "news/harbour <b>.txt"
        found = client.get(listed["url"], headers={"Accept": JSON})
        assert found.json()["article"]["id"] == "news/harbour <b>.txt"
        assert "<b>" not in client.get("/").text
        for name in ("news/out.txt", "news/.hidden.txt", "news/%2e%2e/secret.txt", "/etc/passwd", "secret.txt"):
            assert problem(client.get(f"/articles/{name}"), 404)
