"""Analyses of mutated and odd texts: none raises an exception, and all keep the invariants."""

from __future__ import annotations

from pathlib import Path

from analysis_invariants import broken_invariants
from drawn_analyses import ODD_CHARACTERS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from robustness.left_overs import BLOCKS
from robustness.outcomes import mutated_articles

from quotes import Analyzer

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
WORDS = (
    "he she they it Berg Petrov police the The mayor harbour said says told announced quoted as saying that whether "
    "according to closed is was not “ ” ‘ ’ \" ' “Closed,” ‘no’ : , . ? — … ( ) \n \n\n Q: A: to"
)
words = st.sampled_from(WORDS.split(" "))
odd_articles = st.lists(
    st.one_of(
        words, words, words, st.sampled_from([block for blocks in BLOCKS.values() for block in blocks]), ODD_CHARACTERS
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


def test_mutated_articles_break_no_invariant(analyzer: Analyzer) -> None:
    articles = mutated_articles(FIXTURES, seed=20261, numbers=range(25), longest=600)
    broken = {article.id: broken_invariants(analyzer.analyze(article)) for article in articles}
    assert not {name: lines for name, lines in broken.items() if lines}


@settings(max_examples=15, derandomize=True)
@example("The mayor announced on Monday that the bridge was closed, according to the police.")
@given(odd_articles)
def test_odd_texts_break_no_invariant(analyzer: Analyzer, text: str) -> None:
    assert not broken_invariants(analyzer.analyze(text))
