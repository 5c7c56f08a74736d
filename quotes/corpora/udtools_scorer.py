"""Scorer of the CoNLL shared tasks, from the library udtools: it compares two parses of one text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from types import ModuleType

from quotes.corpora.gold_score import GoldScore
from quotes.corpora.trees import Sentence, as_conllu
from quotes.errors import CorpusError, QuotesError

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "Lemmas", "UAS", "LAS", "CLAS")
"""Metrics by the names that the scorer gives them."""


def load_udeval() -> ModuleType:
    """Return the scorer's module. Raises `QuotesError` when udtools is not installed."""
    try:
        from udtools import udeval
    except ImportError:
        raise QuotesError("parses are scored by the library udtools: install it with pip install udtools") from None
    return udeval  # type: ignore[no-any-return]


def udtools_scores(
    gold: Iterable[Sentence], predicted: Iterable[Sentence], text: str, name: str
) -> dict[str, GoldScore]:
    """Compare two parses of `text`, both with offsets in it, by all `METRICS`.

    Raises `CorpusError`, which says `name`, if one of the two lacks characters that the other has.
    """
    udeval = load_udeval()
    gold_side, predicted_side = (
        udeval.load_conllu(io.StringIO(as_conllu(sentences, text)), name, {}) for sentences in (gold, predicted)
    )
    if gold_side.characters != predicted_side.characters:
        raise CorpusError(f"{name} cannot be scored: the parse does not have the same characters as the treebank")
    result = udeval.evaluate(gold_side, predicted_side)
    return {
        metric: GoldScore(result[metric].gold_total, result[metric].system_total, result[metric].correct)
        for metric in METRICS
    }
