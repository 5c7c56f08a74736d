"""Attributions annotated in lines beside an article are found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.say import read_say
from quotes.errors import CorpusError
from quotes.records import Span

TEXT = """Berg said the bridge was shut.

“We wait,” Berg said. “The bridge was not safe, and the rain of Monday made it worse.”

The town said so, too. The mayor said the town would pay.
"""


def read(folder: Path, *lines: str, text: str = TEXT) -> list[tuple[tuple[str, ...], ...]]:
    """Return source, cue and content of each line as the words of the article at their spans."""
    (folder / "paper").mkdir()
    (folder / "paper" / "one.txt").write_text(text, encoding="utf-8")
    (folder / "paper" / "one.say").write_text("\n".join(lines), encoding="utf-8")
    (article,) = read_say(folder)
    assert article.id == "paper/one"
    return [
        tuple(tuple(text[span.start : span.end] for span in spans) for spans in (each.source, each.cue, each.content))
        for each in article.attributions
    ]


def test_fields_are_found_where_the_article_has_them(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        "# a comment",
        "Berg (person) | Berg | said | the bridge was shut",
        "Berg | Berg | said | “We wait,” || “The bridge was ... made it worse.” | neg",
        "town (group) | The mayor | said | the town would pay",
    ) == [
        (("Berg",), ("said",), ("the bridge was shut",)),
        (
            ("Berg",),
            ("said",),
            ("“We wait,”", "“The bridge was not safe, and the rain of Monday made it worse.”"),
        ),
        (("The mayor",), ("said",), ("the town would pay",)),
    ]


def test_of_several_places_the_closest_together_are_meant(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.say").write_text(
        "Berg | Berg | said | “We wait,”\n- | - | - | the town would pay", encoding="utf-8"
    )
    (article,) = read_say(tmp_path)
    second = TEXT.index("Berg said. ")
    content = TEXT.index("the town would pay")
    assert article.attributions == (
        Attribution(
            (Span(second, second + 4),),
            (Span(second + 5, second + 9),),
            (Span(TEXT.index("“We"), TEXT.index(",”") + 2),),
            speaker="Berg",
        ),
        Attribution((), (), (Span(content, content + len("the town would pay")),)),
    )


def test_words_broken_over_lines_are_found(tmp_path: Path) -> None:
    text = "Berg said the\nbridge was shut."
    assert read(tmp_path, "Berg | Berg | said | the bridge was shut", text=text)[0][2] == ("the\nbridge was shut",)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Berg | said | the bridge was shut", "one.say, line 1: 3 fields instead of 4 or 5"),
        ("Berg | Berg | said | -", "one.say, line 1: no content"),
        ("Berg | Berg | said | the bridge was open", "one.say, line 1: not in the article: 'the bridge was open'"),
        ("Berg | Berg | said | the bri", "one.say, line 1: not in the article: 'the bri'"),
        ("Berg | Berg | said | so | ins", "one.say, line 1: 'ins' is no flag: expected q, neg, hyp, in"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read(tmp_path, line)


def test_speakers_have_the_kind_given_first_in_the_whole_article(tmp_path: Path) -> None:
    read(
        tmp_path,
        "Berg | Berg | said | the bridge was shut",
        "Anna BERG (unit) | - | - | “We wait,”",
        "berg (person) | Berg | said | “The bridge was ... made it worse.”",
        "Berg (group) | The mayor | said | the town would pay",
        "- (person) | - | - | so, too",
    )
    (article,) = read_say(tmp_path)
    assert [(one.speaker, one.speaker_kind) for one in article.attributions] == [
        ("Berg", "person"), ("Anna BERG (unit)", None), ("berg", "person"), ("Berg", "person"), (None, None),
    ]  # fmt: skip


def test_statements_within_others_are_marked(tmp_path: Path) -> None:
    read(tmp_path, "Berg | Berg | said | the bridge was shut | hyp, in", "town | The town | said | so | -")
    (article,) = read_say(tmp_path)
    assert [one.nested for one in article.attributions] == [True, False]


def test_one_article_alone_with_the_line_ends_of_windows(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes("Berg said the\u2028bridge was shut.\r\n".encode())
    (tmp_path / "one.say").write_bytes("Berg | Berg | said | the\u2028bridge was shut\r\n# the end\r\n".encode())
    (tmp_path / "two.say").write_bytes(b"not read")
    (article,) = read_say(tmp_path / "one.say")
    assert (article.id, len(article.attributions)) == ("one", 1)


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="has no annotated articles"):
        read_say(tmp_path)
    with pytest.raises(CorpusError, match="nowhere has no annotated articles"):
        read_say(tmp_path / "nowhere")
