"""Reading text files: encodings, and one line for everything that can be wrong with one."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import ReadError
from quotes.readers import read_article
from quotes.records import Article

TEXT = "The minister said, “We don’t know.”\r\nThat’s all in the café.\n"


def written(directory: Path, data: bytes, name: str = "article.txt") -> Path:
    path = directory / name
    path.write_bytes(data)
    return path


def error_of(source: str | Path, encoding: str | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read_article(source, encoding=encoding)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_text_id_and_line_ends(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode())
    assert read_article(path) == read_article(str(path)) == Article(TEXT, id=str(path))


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = written(tmp_path, mark + TEXT.encode(encoding))
    assert read_article(path).text == TEXT
    assert read_article(path, encoding=encoding).text == TEXT


@pytest.mark.parametrize("encoding", ["", "utf-8", "utf-16", "utf-16-be", "cp1252", "mac-roman"])
def test_named_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_article(written(tmp_path, TEXT.encode(encoding or "utf-8")), encoding=encoding).text == TEXT


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="ascii"))
    article = read_article("-")
    assert (article.id, article.text) == ("-", TEXT)


def test_errors_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(range(0x80, 0x100))), encoding="ascii"))
    assert error_of("-").startswith("standard input is not UTF-8: byte 0x80 at offset 0 cannot be decoded")
    monkeypatch.setattr(sys, "stdin", None)
    assert error_of("-") == "there is no standard input to read"


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    assert error_of(tmp_path / "no.txt") == f"no such file: {tmp_path / 'no.txt'}"
    assert error_of("no\nsuch\x1bfile") == "no such file: no\\nsuch\\x1bfile"
    assert error_of(tmp_path) == f"{tmp_path} is a directory: name the files in it"
    assert error_of("a\0b").startswith("cannot read a\\x00b: ")
    assert error_of(str(tmp_path / ("x" * 1000))).startswith(f"cannot read {tmp_path}")
    assert error_of(written(tmp_path, b"") / "x.txt").startswith(f"cannot read {tmp_path}")


def test_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert error_of(tmp_path / "a.txt") == f"no permission to read {tmp_path / 'a.txt'}"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\x01\x02text\x03"])
def test_binary_file(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    assert error_of(path) == f"{path} is not text but a binary file"
    assert error_of(path, "latin-1") == f"{path} is not text"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%text", "a PDF file"),
        (b"PK\x03\x04\x14\0", "a zip archive or an office document (odt, epub)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an office document (doc)"),
        (b"\x1f\x8b\x08\0", "a gzip archive"),
    ],
)
def test_well_known_binary_files_are_named(tmp_path: Path, data: bytes, kind: str) -> None:
    path = written(tmp_path, data)
    for encoding in (None, "latin-1"):
        assert error_of(path, encoding) == f"{path} is {kind}, not plain text: save its text as a plain text file"


class EndlessInput(io.RawIOBase):
    """Standard input that never ends, and counts what is read of it."""

    count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert 0 < size <= 1_000_000
        self.count += size
        return b"x" * size


@pytest.mark.parametrize(
    ("limit", "said"),
    [(3, "3 bytes"), (1_000_001, "1,000,001 bytes"), (500_000, "500 KB"), (20_000_000, "20 MB")],
)
def test_no_more_is_read_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, said: str) -> None:
    endless = EndlessInput()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=endless))
    with pytest.raises(ReadError, match=f"^standard input is larger than {said}: raise --max-size$"):
        read_article("-", max_size=limit)
    assert endless.count == limit + 1
    with pytest.raises(ReadError, match=f"^/dev/zero is larger than {said}: raise --max-size$"):
        read_article("/dev/zero", max_size=limit)
    assert read_article(written(tmp_path, b"x" * limit), max_size=limit).text == "x" * limit


def test_an_empty_name() -> None:
    assert error_of("") == "the name of the article is empty: name a file, or - for standard input"


def test_a_few_control_characters_are_no_reason_to_refuse(tmp_path: Path) -> None:
    text = "A long enough text with one stray \x02 control character in it. " * 3
    assert read_article(written(tmp_path, text.replace("\x02", "", 2).encode())).text.count("\x02") == 1
    assert read_article(written(tmp_path, TEXT.encode() + b"\x1a")).text == TEXT + "\x1a"


def test_a_guessed_encoding_is_a_warning_of_the_article(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode("cp1252"))
    article = read_article(path)
    assert article == Article(TEXT, id=str(path))
    assert [warning.code for warning in article.warnings] == ["guessed-encoding"]
    assert "cp1252" in article.warnings[0].message and "--encoding" in article.warnings[0].message
    assert read_article(path, encoding="cp1252").warnings == read_article(written(tmp_path, b"Yes.")).warnings == ()


def test_repair(tmp_path: Path) -> None:
    path = written(tmp_path, "https://example.org/?a=1&amp;b=2\nThatâ€™s all.\n".encode())
    assert read_article(path).text == "https://example.org/?a=1&amp;b=2\nThatâ€™s all.\n"
    article = read_article(path, repair=True)
    assert (article.text, article.url) == (
        "https://example.org/?a=1&b=2\nThat’s all.\n",
        "https://example.org/?a=1&b=2",
    )


@pytest.mark.parametrize("name", ["utf-9", "hex", "rot13", "a\0b", "undefined", "x\ny"])
def test_unknown_encoding(tmp_path: Path, name: str) -> None:
    assert error_of(written(tmp_path, TEXT.encode()), name).startswith("unknown encoding ")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a?b=c\r\n\r\nOne.", "https://example.org/a?b=c"),
        (" http://example.org \nOne.", "http://example.org"),
        ("https://example.org", "https://example.org"),
        ("https://example.org says\nOne.", None),
        ("One.\nhttps://example.org\n", None),
    ],
)
def test_web_address_in_the_first_line(tmp_path: Path, text: str, url: str | None) -> None:
    article = read_article(written(tmp_path, text.encode()))
    assert article.url == url
    assert article.text == text


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "utf-7", "idna", "punycode"]))
def test_any_bytes_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, encoding: str | None
) -> None:
    path = written(tmp_path_factory.getbasetemp(), data)
    try:
        read_article(path, encoding=encoding)
    except ReadError as error:
        assert "\n" not in str(error)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = written(tmp_path_factory.getbasetemp(), text.encode())
    assert read_article(path).text == text.removeprefix("\ufeff")
