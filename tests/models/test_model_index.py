"""Indexes of Stanza models: what names mean in them, and what packages need."""

from __future__ import annotations

from typing import Any

import pytest

from quotes.models.model_index import MALFORMED, ListedFile, find_package, index_of, list_package, only_language

CHARACTERS = [{"model": "forward_charlm", "package": "news"}, {"model": "backward_charlm", "package": "news"}]

INDEX: dict[str, Any] = {
    "de": {
        "lang_name": "German",
        "packages": {
            "default": dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse"), "gsd") | {"ner": "news"},
            "hdt": {"tokenize": "hdt", "pos": "gsd", "lemma": "identity", "depparse": "gsd", "sentiment": "x"},
            "tokens": {"tokenize": "hdt"},
        },
        "tokenize": {"gsd": {"md5": "1"}, "hdt": {"md5": "2", "alternate_md5": "3"}},
        "mwt": {"gsd": {"md5": "4"}},
        "pos": {"gsd": {"md5": "5", "dependencies": CHARACTERS}},
        "lemma": {"gsd": {"md5": "6"}},
        "depparse": {"gsd": {"md5": "7", "dependencies": [{"model": "pretrain", "package": "big"}]}},
        "ner": {"news": {"md5": "8", "dependencies": CHARACTERS}},
        "forward_charlm": {"news": {"md5": "9"}},
        "backward_charlm": {"news": {"md5": "10"}},
        "pretrain": {"big": {"md5": "11"}},
        "sentiment": {"x": {"md5": "12"}},
    },
    "german": {"alias": "de"},
    "deutsch": {"alias": "german"},
    "a": {"alias": "b"},
    "b": {"alias": "a"},
    "vi": {"lang_name": "Vietnamese", "packages": {"default": {"tokenize": "x"}}, "tokenize": {"x": {"md5": "1"}}},
    "url": "https://example.org/packages",
}
ENGLISH: dict[str, Any] = {"en": {"packages": {"default": {}, "gum": {}, "de": {}}}}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("de", ("de", "default")),
        ("de:hdt", ("de", "hdt")),
        ("german", ("de", "default")),
        ("deutsch:hdt", ("de", "hdt")),
        ("vi", ("vi", "default")),
        ("vi:hdt", None),
        ("default", None),
        ("hdt", None),
        ("fr", None),
        ("a", None),
        ("url", None),
    ],
)
def test_names(name: str, found: tuple[str, str] | None) -> None:
    assert find_package(INDEX, name) == found


@pytest.mark.parametrize("name", ["default", "gum", "de"])
def test_names_alone_are_english_packages_first(name: str) -> None:
    assert find_package(INDEX | ENGLISH, name) == ("en", name)


def pairs(text: str) -> list[tuple[str, ...]]:
    return [tuple(pair.split("/")) for pair in text.split()]


NEEDED_BY_GSD = "pos/gsd depparse/gsd ner/news forward_charlm/news backward_charlm/news pretrain/big"


@pytest.mark.parametrize(
    ("package", "packages", "files", "missing"),
    [
        (
            "default",
            "tokenize/gsd mwt/gsd pos/gsd lemma/gsd depparse/gsd ner/news",
            f"tokenize/gsd mwt/gsd lemma/gsd {NEEDED_BY_GSD}",
            [],
        ),
        # it gets the entities of the default package; `identity` needs no file, and `sentiment` is not used
        (
            "hdt",
            "tokenize/hdt pos/gsd lemma/identity depparse/gsd ner/news",
            f"tokenize/hdt {NEEDED_BY_GSD}",
            [],
        ),
        (
            "tokens",
            "tokenize/hdt ner/news",
            "tokenize/hdt ner/news forward_charlm/news backward_charlm/news",
            ["pos", "lemma", "depparse"],
        ),
    ],
)
def test_a_package_and_its_files(package: str, packages: str, files: str, missing: list[str]) -> None:
    listed = list_package(INDEX, "de", package)
    assert list(listed.packages) == pairs(packages)
    assert [(file.kind, file.package) for file in listed.files] == sorted(pairs(files))
    assert listed.missing == missing


def test_a_file_may_have_another_checksum() -> None:
    assert ListedFile("tokenize", "hdt", ("2", "3")) in list_package(INDEX, "de", "hdt").files


def test_an_index_of_one_package_lists_the_same_again() -> None:
    listed = list_package(INDEX, "de", "hdt")
    index = index_of(INDEX, listed, {file: f"new {file.kind}" for file in listed.files})
    assert only_language(index) == "de"
    again = list_package(index, "de")
    assert again.packages == listed.packages
    assert [(file.kind, file.package, (f"new {file.kind}",)) for file in listed.files] == [
        (file.kind, file.package, file.checksums) for file in again.files
    ]
    assert index["de"]["lang_name"] == "German"


def test_the_language_of_a_directory() -> None:
    assert only_language(INDEX) == "de"
    assert only_language(INDEX | ENGLISH) == "en"


@pytest.mark.parametrize("part", ["../x", "/etc/x", "", ".", "a/b", "a\\b"])
def test_names_that_would_leave_the_directory(part: str) -> None:
    needing = {"dependencies": [{"model": part, "package": "x"}]}
    for index in (
        {"en": {"packages": {"default": {"pos": part}}, "pos": {part: {}}}},
        {"en": {"packages": {"default": {"pos": "x"}}, "pos": {"x": needing}, part: {"x": {}}}},
        {part: {"packages": {"default": {"pos": "x"}}, "pos": {"x": {}}}},
    ):
        with pytest.raises(MALFORMED, match="cannot be that of a file"):
            list_package(index, next(iter(index)))
