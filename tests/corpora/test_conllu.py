"""Treebanks are read with the text that they were made from; whatever is none is refused in one line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made_treebanks import HARBOUR, HARBOUR_TEXT, QUAY, QUAY_TEXT, conllu

from quotes.corpora.conllu import GoldDocument, read_conllu
from quotes.errors import CorpusError, QuotesError


def read(folder: Path, content: str | bytes) -> list[GoldDocument]:
    path = folder / "made.conllu"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_conllu(path)


def test_documents_and_their_texts(tmp_path: Path) -> None:
    harbour, quay = read(tmp_path, HARBOUR + QUAY)
    assert (harbour.id, harbour.genre, harbour.text) == ("weblog-harbour", "weblog", HARBOUR_TEXT)
    assert (quay.id, quay.genre, quay.text) == ("GUM_news_quay", "news", QUAY_TEXT)
    assert [len(document.sentences) for document in (harbour, quay)] == [4, 1]


def test_tokens_and_words_stand_where_they_are_written(tmp_path: Path) -> None:
    (document,) = read(tmp_path, HARBOUR)
    first, *_, last = document.sentences
    tokens = [document.text[token.span.start : token.span.end] for token in first.tokens]
    assert tokens == ["The", "pilots", "said", "it", "can't", "wait", "."]
    words = [document.text[word.span.start : word.span.end] for word in first.words]
    assert words == [word.form for word in first.words] == ["The", "pilots", "said", "it", "ca", "n't", "wait", "."]
    (late,) = last.words
    assert (late.span.start, late.span.end) == (len(HARBOUR_TEXT) - 4, len(HARBOUR_TEXT))
    word = first.words[1]
    assert (word.lemma, word.upos, word.xpos, word.head, word.deprel) == ("pilot", "NOUN", "noun", 3, "nsubj")


def test_words_that_do_not_spell_their_token_share_its_characters(tmp_path: Path) -> None:
    wont = "1-2 won't\n1 will will AUX 3 aux\n2 not not PART 3 advmod\n3 go go VERB 0 root"
    (document,) = read(tmp_path, conllu(wont))
    words = document.sentences[0].words
    assert [document.text[word.span.start : word.span.end] for word in words] == ["won'", "t", "go"]


@pytest.mark.parametrize(
    ("rows", "text", "forms"),
    [
        ("1 1_000 1000 NUM 2 nummod\n2 men man NOUN 0 root", "1 000 men", ["1 000", "men"]),
        ("1 We we PRON 2 nsubj\n1.1 do do VERB _ _\n2 go go VERB 0 root", "We go", ["We", "go"]),
    ],
)
def test_blanks_in_tokens_are_kept_and_empty_nodes_left_out(
    tmp_path: Path, rows: str, text: str, forms: list[str]
) -> None:
    (document,) = read(tmp_path, conllu(rows))
    assert (document.text, [word.form for word in document.sentences[0].words]) == (text, forms)


def test_a_file_without_documents_is_one(tmp_path: Path) -> None:
    content = "".join(line for line in HARBOUR.splitlines(keepends=True) if not line.startswith("# newdoc"))
    (document,) = read(tmp_path, content)
    assert (document.id, document.text) == ("weblog-harbour-1", HARBOUR_TEXT)


@pytest.mark.parametrize(
    ("id", "genre"),
    [
        ("GUM_voyage_oakland", "voyage"),
        ("GENTLE_syllabus_opinion", "syllabus"),
        ("newsgroup-groups.google.com_x", "newsgroup"),
        ("w01001", "other"),
        ("", "other"),
    ],
)
def test_genres(id: str, genre: str) -> None:
    assert GoldDocument(id, "", ()).genre == genre


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(QUAY.rstrip("\n"), id="no line break at the end"),
        pytest.param(QUAY + "\n\n", id="blank lines at the end"),
        pytest.param(QUAY.replace("\n", "\r\n"), id="line breaks of Windows"),
        pytest.param("\ufeff" + QUAY, id="a byte order mark"),
    ],
)
def test_edges_of_a_file_do_not_matter(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == read(tmp_path, QUAY)


NO_TREEBANKS = [
    pytest.param("", "has no sentences", id="empty"),
    pytest.param("The quay is closed.\n", "line 1", id="an article"),
    pytest.param("x" * 5000, "line 1", id="a long line"),
    pytest.param(QUAY.replace("\tnsubj\t", "\t"), "line 5", id="a column missing"),
    pytest.param(QUAY.replace("\t0\t", "\t77\t"), "outside of the sentence", id="a head that is none"),
    pytest.param(QUAY.replace("\t0\t", "\t7\t"), "cycle", id="no root"),
    pytest.param(QUAY.replace("\t0\t", "\t_\t"), "HEAD", id="no heads"),
    pytest.param(QUAY.replace("1\tBerg", "1-3\tBerg"), "is not CoNLL-U", id="words missing"),
    pytest.param("# newdoc id = x\n", "0 tokens", id="only comments"),
    pytest.param("Café\n".encode("latin-1"), "not UTF-8", id="another encoding"),
]


@pytest.mark.parametrize(("content", "reason"), NO_TREEBANKS)
def test_what_is_no_treebank_is_refused(tmp_path: Path, content: str | bytes, reason: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, content)
    message = str(caught.value)
    assert str(tmp_path / "made.conllu") in message and reason in message
    assert "\n" not in message and len(message) < 400


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"cannot read .*nowhere\.conllu: no such file"):
        read_conllu(tmp_path / "nowhere.conllu")
    with pytest.raises(CorpusError, match="is a directory"):
        read_conllu(tmp_path)


def test_without_udtools_the_error_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "udtools", None)
    with pytest.raises(QuotesError, match="pip install udtools"):
        read(tmp_path, QUAY)
