"""Annotated attributions in the form that all corpus readers return."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from quotes.errors import CorpusError, file_problem
from quotes.records import Block, Span, SpeakerKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """Spans of who (``source``) says (``cue``) what (``content``), each in order and possibly none.

    Where the corpus tells it, ``speaker`` is the name of who says it, ``speaker_kind`` what that is, and ``nested`` is
    True if the attribution stands within another one.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: str | None = field(default=None, kw_only=True)
    speaker_kind: SpeakerKind | None = field(default=None, kw_only=True)
    nested: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Attributions that one annotator has marked in an article; ``annotator`` is empty if nobody is named."""

    annotator: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with at least one annotation.

    ``complete``: every attribution of the article is annotated; else only some are, and of others nothing is known.
    ``rejected`` are attributions that are known to be none. ``blocks`` are those of the article as it was read.
    """

    id: str
    text: str
    annotations: tuple[Annotation, ...]
    complete: bool = field(default=True, kw_only=True)
    rejected: tuple[Attribution, ...] = field(default=(), kw_only=True)
    blocks: tuple[Block, ...] = field(default=(), kw_only=True)

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Attributions of the first annotator, which count as right."""
        return self.annotations[0].attributions

    @property
    def has_nested(self) -> bool:
        """True if the cue of an attribution stands in the content of another one."""
        return any(
            span.contains(cue)
            for inner in self.attributions
            for cue in inner.cue
            for outer in self.attributions
            if outer is not inner
            for span in outer.content
        )


def span_in(text: str, start: int, end: int, where: object) -> Span:
    """Return the span if it lies in `text`. Raises `CorpusError`, which names the place `where`, otherwise."""
    if not 0 <= start < end <= len(text):
        raise CorpusError(f"{where}: {start} to {end} is no span of the text, which has {len(text)} characters")
    return Span(start, end)


def files_in(path: Path, suffix: str, what: str) -> list[Path]:
    """Return `path` itself if it is a file, else the files with this suffix in the folder `path`, by name.

    Raises `CorpusError` if there are none; `what` says what is expected.
    """
    try:
        paths = sorted(each for each in path.iterdir() if each.suffix == suffix) if path.is_dir() else [path]
    except OSError as error:
        raise CorpusError(f"cannot read {file_problem(path, error)}") from None
    if not paths:
        raise CorpusError(f"{path} has no articles: {what}")
    return paths


def read_exactly(path: Path) -> str:
    """Read a UTF-8 file without changing its line ends. Raises `CorpusError` if it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CorpusError(f"cannot read {file_problem(path, error)}") from None
    except ValueError:
        raise CorpusError(f"cannot read {path}: it is not UTF-8") from None
