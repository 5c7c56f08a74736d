"""Errors by class, and how they are written down."""

from __future__ import annotations

import io

import pytest
from made_attributions import COACH, FOUND, GOLD, OFFICIALS, TEXT, UNION, attribution, prediction

from quotes.corpora.attribution.attribution_errors import CLASSES, errors_of, write_errors
from quotes.corpora.attribution.gold import Attribution
from quotes.corpora.attribution.gold_comparison import compare

NOBODY = Attribution((), UNION.cue, UNION.content)


@pytest.mark.parametrize(
    ("gold", "found", "kinds"),
    [
        (UNION, UNION, []),
        (UNION, None, ["missed"]),
        (None, UNION, ["spurious"]),
        (UNION, OFFICIALS, ["missed", "spurious"]),
        (UNION, attribution("the union", "According to", "Officials think"), ["cue only"]),
        (UNION, attribution("the union", "According to", "workers"), ["content too short"]),
        (OFFICIALS, attribution("Officials", "think", TEXT[TEXT.index("soon") :].strip()), ["content too long"]),
        (UNION, attribution("the union", "said", "workers"), ["other cue"]),
        (UNION, attribution("Anna Berg", "According to", "workers are tired"), ["wrong source"]),
        (UNION, NOBODY, ["no source found"]),
        (NOBODY, UNION, ["no source annotated"]),
    ],
)
def test_classes(gold: Attribution | None, found: Attribution | None, kinds: list[str]) -> None:
    comparison = compare("made", TEXT, [gold] if gold else [], [found] if found else [])
    assert [error.kind for error in errors_of(comparison)] == kinds


def test_what_explains_a_miss_is_not_spurious_as_well() -> None:
    kinds = [error.kind for error in errors_of(compare("made", TEXT, GOLD, FOUND))]
    assert kinds == ["wrong source", "other cue", "content too short"]


def test_errors_for_reading() -> None:
    stream = io.StringIO()
    also = prediction("", "", "“taxes”", confidence=0.4)
    write_errors([compare("one", TEXT, GOLD, FOUND), compare("two", TEXT, [COACH], [also])], stream)
    text = stream.getvalue()
    for kind in CLASSES:
        assert kind in text
    assert "\nwrong source (1): found, with another source\n====" in text
    assert f"\n1. one, characters {TEXT.index('Anna')} to {TEXT.index('. Officials')}\n" in text
    assert "   gold   The minister | stated | that “taxes” will rise soon\n" in text
    assert "   found  Anna Berg | stated | will rise soon   (made; 0.85)\n" in text
    assert "   gold   Officials | think | that it may rain\n   found  - | - | rain   (made; 0.35)\n" in text
    assert (
        text.index("missed (1)")
        < text.index("\n1. two, ")
        < text.index("wrong source (1)")
        < text.index("spurious (1)")
    )


def test_control_characters_are_not_written() -> None:
    text = "\x1b[2Jrain, he said"
    gold = Attribution((), (), attribution("", "", "\x1b[2Jrain", text=text).content)
    stream = io.StringIO()
    write_errors([compare("made", text, [gold], [])], stream)
    assert "rain" in stream.getvalue() and "\x1b" not in stream.getvalue()
