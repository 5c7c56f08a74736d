"""Silences take findings away at their places, and those that take none away are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_findings import finding_at

from quotes.errors import QuotesError
from quotes.lint.silences import Silence, Silencer
from quotes.records import Article, Block

TEXT = "A source said so. A pilot\nknew more.\n\nA source said more."


def audible(silencer: Silencer, article: Article, *words: str) -> list[str]:
    """The words of those findings that nothing silences."""
    findings = [finding_at(article, each) for each in words]
    return [one.span.text for one in silencer.audible(findings, article)]


@pytest.mark.parametrize(
    ("silence", "left"),
    [
        (Silence(), []),
        (Silence("harbour.txt"), []),
        (Silence("news/*.txt"), []),
        (Silence("news/may/harbour.txt"), []),
        (Silence("*/may/*", ("Q1",)), []),
        (Silence("bridge.txt"), ["pilot", "more"]),
        (Silence("may/harbour.txt"), ["pilot", "more"]),
        (Silence("*", (), "A pilot knew"), ["more"]),
        (Silence("*", ("Q101",), "pilot"), ["more"]),
        (Silence("*", (), "A Pilot"), ["pilot", "more"]),
        (Silence("*", (), "(A pilot|.*)"), ["pilot", "more"]),
    ],
    ids=str,
)
def test_an_entry(silence: Silence, left: list[str]) -> None:
    silencer = Silencer([silence], ["Q101"])
    article = Article(TEXT, "news/may/harbour.txt")
    assert audible(silencer, article, "pilot", "more") == left
    assert silencer.silenced == 2 - len(left)
    told = len(left) == 2 and silence.is_about(article)
    assert list(silencer.idle()) == ([f"the silence “{silence}” silences nothing"] if told else [])


def test_a_path_is_seen_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    silence = Silence(str(tmp_path / "news" / "*.csv"))
    Path("a.csv").touch()
    assert silence.is_about(Article("x", "a.csv#17")) and silence.is_about(Article("x", "../news/a.csv"))
    assert not silence.is_about(Article("x", "../a.csv"))


def test_codes_that_no_rule_has() -> None:
    with pytest.raises(QuotesError, match="a silence names Q999, and no rule"):
        Silence("*", ("Q999",))


def test_comments_hold_for_their_block() -> None:
    first, second = TEXT.index("\n\n"), TEXT.index("\n\n") + 2
    blocks = (
        Block(0, first, "body", "line 1", ("ignore Q101, Q1",)),
        Block(second, len(TEXT), "body", "line 4", ("ignore Q1 Q10", "ignore")),
    )
    article = Article(TEXT, "a.md", blocks=blocks)
    silencer = Silencer([], ["Q101"])
    assert audible(silencer, article, "pilot", "knew", "said more") == []
    assert list(silencer.idle()) == []
    silencer = Silencer([], ["Q101"])
    assert audible(silencer, article, "pilot") == []
    assert list(silencer.idle()) == [
        "a.md, line 4: the comment “quotes: ignore Q1 Q10” silences nothing",
        "a.md, line 4: the comment “quotes: ignore” silences nothing",
    ]


@pytest.mark.parametrize("directive", ["ingore Q101", "ignore that", "ignored", "ignore Q101.", ""])
def test_comments_that_are_not_understood(directive: str) -> None:
    article = Article(TEXT, "a.md", blocks=(Block(0, len(TEXT), directives=(directive,)),))
    silencer = Silencer([], ["Q101"])
    assert audible(silencer, article, "pilot") == ["pilot"]
    assert "is not understood" in "".join(silencer.idle())


def test_a_silence_of_a_rule_that_is_not_in_use_is_no_idle_one() -> None:
    article = Article(TEXT, "a.md", blocks=(Block(0, len(TEXT), directives=("ignore Q101", "ignore Q888")),))
    silencer = Silencer([Silence("*", ("Q101",))], ["Q2"])
    assert audible(silencer, article) == []
    assert list(silencer.idle()) == ["a.md: the comment “quotes: ignore Q888” silences nothing"]
