"""Attributions of PolNeAR, a corpus of news articles about the US election of 2016.

The corpus is described in Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News" (LREC 2018).
A split is a folder with ``text/ARTICLE.txt`` and ``attributions/ARTICLE_ANNOTATOR.ann``: brat files in which an event
of the type ``Attribution`` or ``Attribution-no-source`` joins ``Source``, ``Cue`` and ``Content``. Some articles have
several annotators. The marks ``Discard`` and ``Discuss`` are ignored.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, files_in, read_exactly
from quotes.corpora.standoff import Connection, read_standoff
from quotes.errors import CorpusError
from quotes.records import Span

EVENT = "Attribution"


def read_polnear(split: Path) -> list[GoldArticle]:
    """Read the articles of a split by name, with their annotations in the order of the annotators' names.

    Raises `CorpusError` when `split` is not laid out like that, an article is not annotated, or a file cannot be read
    or understood.
    """
    folders = (split / "text", split / "attributions")
    if not all(folder.is_dir() for folder in folders):
        raise CorpusError(f"{split} is no split of PolNeAR: it should have the folders text and attributions")
    texts = files_in(folders[0], ".txt", "expected ARTICLE.txt")
    annotations: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(folders[1].glob("*.ann")):
        article, _, annotator = path.stem.rpartition("_")
        annotations[article].append((annotator, path))
    return [_article(path, annotations[path.stem]) for path in texts]


def _article(path: Path, annotations: list[tuple[str, Path]]) -> GoldArticle:
    if not annotations:
        raise CorpusError(f"{path} is not annotated: expected attributions/{path.stem}_ANNOTATOR.ann")
    text = read_exactly(path)
    events = ((annotator, read_standoff(file, text).events) for annotator, file in annotations)
    return GoldArticle(
        path.stem,
        text,
        tuple(
            Annotation(annotator, tuple(joined(one) for one in found if one.arguments[0][0].startswith(EVENT)))
            for annotator, found in events
        ),
    )


def joined(event: Connection) -> Attribution:
    """Return the attribution that an event joins; the trigger, whose role is the event's type, is no part of it."""

    def spans(role: str) -> tuple[Span, ...]:
        return tuple(sorted(span for other, bound in event.arguments if other == role for span in bound.spans))

    return Attribution(spans("Source"), spans("Cue"), spans("Content"))
