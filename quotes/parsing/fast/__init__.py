"""The same parse, faster: processors that stand in a Stanza pipeline in the place of its own, with the same results.

Nothing of Stanza is changed: the classes, functions and loaded models are what they were, and other pipelines of the
process run as ever. Only what was proved to give the same results takes part: for other versions of Stanza, and for
models that are built otherwise, Stanza's own processors stay.
"""

from __future__ import annotations

import os
from typing import Any

PROVED_VERSIONS = ("1.15.0",)
"""Versions of Stanza with which all fields of all parses were compared."""

STOCK_PARSE = "QUOTES_STOCK_PARSE"
"""Environment variable: 1 for Stanza's own processors, whatever the program says."""


def use_fast_processors(pipeline: Any) -> tuple[str, ...]:
    """Put fast processors into a Stanza pipeline where they give the same results. Returns their names."""
    import stanza

    if stanza.__version__ not in PROVED_VERSIONS or os.environ.get(STOCK_PARSE, "0") not in {"", "0"}:
        return ()
    from quotes.parsing.fast.dependency_parser import FastDependencyParser
    from quotes.parsing.fast.entities import FastEntityRecognizer
    from quotes.parsing.fast.lemmas import FastLemmatizer
    from quotes.parsing.fast.multiword_tokens import FastExpander
    from quotes.parsing.fast.tagger import FastTagger
    from quotes.parsing.fast.tokenization import FastTokenizer

    available: dict[str, Any] = {
        "tokenize": FastTokenizer,
        "mwt": FastExpander,
        "pos": FastTagger,
        "lemma": FastLemmatizer,
        "depparse": FastDependencyParser,
        "ner": FastEntityRecognizer,
    }
    used = []
    for name, fast in available.items():
        stock = pipeline.processors.get(name)
        if type(stock) is fast.REPLACES and not hasattr(stock, "_variant") and fast.fits(stock):
            pipeline.processors[name] = fast(stock)
            used.append(name)
    return tuple(used)
