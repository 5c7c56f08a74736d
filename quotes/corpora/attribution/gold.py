"""Annotated attributions, as every corpus reader gives them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quotes.errors import CorpusError
from quotes.records import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (``source``) says (``cue``) what (``content``): spans in code points, in order; any of them may be empty."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """All attributions that one annotator has marked in an article; ``annotator`` is empty if nobody is named."""

    annotator: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with at least one annotation."""

    id: str
    text: str
    annotations: tuple[Annotation, ...]

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """What counts as right: the attributions of the first annotator."""
        return self.annotations[0].attributions

    @property
    def has_nested(self) -> bool:
        """Does an attribution stand, cue and all, in the content of another?"""
        return any(
            span.contains(cue)
            for inner in self.attributions
            for cue in inner.cue
            for outer in self.attributions
            if outer is not inner
            for span in outer.content
        )


def span_in(text: str, start: int, end: int, where: object) -> Span:
    """The span, if `text` has it. Raises `CorpusError`, which says `where` it stands, otherwise."""
    if not 0 <= start < end <= len(text):
        raise CorpusError(f"{where}: {start} to {end} is no span of the text, which has {len(text)} characters")
    return Span(start, end)


def files_in(path: Path, suffix: str, what: str) -> list[Path]:
    """`path` itself if it is a file, else the files with this suffix in the folder `path`, by name.

    Raises `CorpusError` if there are none; `what` says what they should be.
    """
    try:
        paths = sorted(each for each in path.iterdir() if each.suffix == suffix) if path.is_dir() else [path]
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from None
    if not paths:
        raise CorpusError(f"{path} has no articles: {what}")
    return paths


def read_exactly(path: Path) -> str:
    """The text of a UTF-8 file, with its line ends as they are. Raises `CorpusError` if it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CorpusError(f"cannot read {path}: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        raise CorpusError(f"cannot read {path}: it is not UTF-8") from None
