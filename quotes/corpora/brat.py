"""Attributions annotated with brat: a folder of ``ARTICLE.txt``, each with ``ARTICLE.ann`` beside it.

Three types of text-bound annotations are read, ``Source``, ``Cue`` and ``Content``; each may be discontinuous. They are
joined in one of two ways, which may both occur in a file:

- events: ``E1  Attribution:T2 Source:T1 Cue:T2 Content:T3``, of a type that begins with ``Attribution``. Without a
  role ``Cue``, the trigger is the cue if it is of that type. Roles may be repeated;
- relations of any type between a ``Cue`` and a ``Content``, or a ``Cue`` and a ``Source``
  (``R1  says Arg1:T2 Arg2:T3``). All that is joined to one cue is one attribution.

A ``Content`` that nothing joins is an attribution without cue and source. Everything else in the files is ignored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, files_in, read_exactly
from quotes.corpora.polnear import EVENT, joined
from quotes.corpora.standoff import Standoff, TextBound, read_standoff
from quotes.errors import CorpusError

TYPES = ("Source", "Cue", "Content")


def read_brat(folder: Path) -> list[GoldArticle]:
    """Read the articles of a folder (or of one ``.txt`` file) by name.

    Raises `CorpusError` when a file cannot be read or understood, a relation joins two of the three types that it
    cannot join, or there are no attributions at all.
    """
    articles = [_article(path) for path in files_in(folder, ".txt", "expected ARTICLE.txt with ARTICLE.ann beside it")]
    if not any(article.attributions for article in articles):
        raise CorpusError(
            f"{folder} has no attributions: expected Source, Cue and Content, joined by events or relations"
        )
    return articles


def _article(path: Path) -> GoldArticle:
    text = read_exactly(path)
    standoff = read_standoff(path.with_suffix(".ann"), text)
    attributions = [*_by_events(standoff), *_by_relations(standoff)]
    used = {attribution.content for attribution in attributions}
    alone = [
        Attribution(content=bound.spans)
        for bound in standoff.text_bounds
        if bound.type == "Content" and not any(set(bound.spans) <= set(content) for content in used)
    ]
    return GoldArticle(path.stem, text, (Annotation("", (*attributions, *alone)),))


def _by_events(standoff: Standoff) -> Iterator[Attribution]:
    for event in standoff.events:
        type, trigger = event.arguments[0]
        if type.startswith(EVENT):
            attribution = joined(event)
            if not attribution.cue and trigger.type == "Cue":
                attribution = replace(attribution, cue=trigger.spans)
            yield attribution


def _by_relations(standoff: Standoff) -> Iterator[Attribution]:
    """Yield one attribution for each cue that a relation joins to something."""
    by_cue: dict[TextBound, list[TextBound]] = {}
    for relation in standoff.relations:
        bounds = [bound for _, bound in relation.arguments if bound.type in TYPES]
        if len(bounds) < 2:
            continue
        cues, others = ([bound for bound in bounds if (bound.type == "Cue") is is_cue] for is_cue in (True, False))
        if len(cues) != 1 or len(others) != 1:
            raise CorpusError(f"{relation.where}: a relation should join one Cue with one Source or Content")
        by_cue.setdefault(cues[0], []).append(others[0])
    for cue, others in by_cue.items():
        sources, contents = (
            tuple(sorted({span for other in others if other.type == type for span in other.spans}))
            for type in ("Source", "Content")
        )
        yield Attribution(sources, cue.spans, contents)
