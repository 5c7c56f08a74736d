"""Readers of the corpora of attributions, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from quotes.corpora.attribution.gold import GoldArticle
from quotes.corpora.attribution_conll import read_attribution_conll
from quotes.corpora.brat import read_brat
from quotes.corpora.citron import read_citron
from quotes.corpora.polnear import read_polnear

READERS: Mapping[str, Callable[[Path], list[GoldArticle]]] = {
    "polnear": read_polnear,
    "brat": read_brat,
    "citron": read_citron,
    "conll": read_attribution_conll,
}
"""Readers, each of which returns at least one article or raises `CorpusError`."""
