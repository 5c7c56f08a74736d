"""Marks are mended to one shape, and nothing but marks is changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotes.lint.lint_settings import LintSettings
from quotes.lint.linting import lint
from quotes.lint.rules.q501_quotation_marks import RULE
from quotes.records import Analysis, Article

SHAPES = (("“", "”"), ('"', '"'), ("“", '"'), ('"', "”"), ("‘", "’"), ("'", "'"))
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(SHAPES),
        st.sampled_from(["the quay is full", "it’s June", "we don't know", "the crews' berth is 6'2\" wide", "no"]),
    ),
    min_size=1,
    max_size=6,
)


def _mended(text: str, settings: LintSettings) -> str:
    edits = [edit for one in lint(Analysis(Article(text)), [RULE], settings) for edit in one.edits]
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@given(SENTENCES, st.booleans())
def test_mended_text_has_one_shape_of_marks_and_the_same_words(
    sentences: list[tuple[tuple[str, str], str]], curly: bool
) -> None:
    text = " ".join(f"The pilot said: {opens}{words}{closes}." for (opens, closes), words in sentences)
    settings = LintSettings(curly_marks=curly)
    mended = _mended(text, settings)
    assert mended.translate(STRAIGHT) == text.translate(STRAIGHT)
    shapes = [one.message for one in lint(Analysis(Article(mended)), [RULE], settings) if one.edits]
    assert not shapes


def test_straight_marks_are_a_choice_unless_curly_ones_are_asked_for() -> None:
    text = "The pilot said: \"It's full.\" The captain said: \"No, the crews' berth is 'free'.\""
    assert lint(Analysis(Article(text)), [RULE]) == ()
    expected = "The pilot said: “It's full.” The captain said: “No, the crews' berth is ‘free’.”"
    assert _mended(text, LintSettings(curly_marks=True)) == expected


def test_marks_of_another_language_are_of_no_shape() -> None:
    text = 'The pilot said: "Full." The German paper wrote „Es ist voll“, the French one « C\'est plein ».'
    assert lint(Analysis(Article(text)), [RULE]) == ()
