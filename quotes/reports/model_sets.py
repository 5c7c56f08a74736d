"""Lists and descriptions of model sets, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from tabulate import tabulate

from quotes.models.model_catalogue import CARD, EMBEDDED
from quotes.models.model_set import ModelSet
from quotes.networks.file_checksums import state_of
from quotes.reports.escaping import json_text
from quotes.reports.wording import in_one_line, printable

FORMATS = ("text", "json")


def write_model_list(model_sets: Iterable[ModelSet], stream: TextIO, format: str) -> None:
    """Write one row for each set, in one of `FORMATS`, without verifying its files."""
    rows = [_summary(model_set) for model_set in model_sets]
    if format == "json":
        _write_json(rows, stream)
        return
    cells = [
        [row["name"], row["language"], _megabytes(row["bytes"]), " ".join(row["processors"]), row["directory"]]
        for row in rows
    ]
    _write_table(["name", "language", "MB", "processors", "directory"], cells, stream)


def write_model_set(model_set: ModelSet, stream: TextIO, format: str) -> None:
    """Write the parts of a set with the state of each file, in one of `FORMATS`."""
    card = model_card(model_set)
    files = list(_files(model_set))
    if format == "json":
        _write_json(_summary(model_set) | {"card": str(card) if card else None, "files": files}, stream)
        return
    facts = {
        "name": model_set.name,
        "language": model_set.language,
        "directory": str(model_set.directory),
        "size": f"{_megabytes(_size(model_set))} MB",
        "card": str(card) if card else "",
    }
    for key, value in facts.items():
        if value:
            stream.write(f"{key + ':':<11}{printable(value)}\n")
    if card:
        stream.write(f"\n{printable(_first_paragraph(card))}\n")
    stream.write("\n")
    cells = [
        [file["kind"], file["package"], _megabytes(file["bytes"] or 0), file["md5"] or "", file["state"]]
        for file in files
    ]
    _write_table(["part", "package", "MB", "MD5", "state"], cells, stream)


def model_card(model_set: ModelSet) -> Path | None:
    """Return the card of a set, if there is one: in its directory, or beside that of the embedded set."""
    path = (model_set.directory.parent if model_set.name == EMBEDDED else model_set.directory) / CARD
    return path if path.is_file() else None


def _summary(model_set: ModelSet) -> dict[str, Any]:
    return {
        "name": model_set.name,
        "language": model_set.language,
        "directory": str(model_set.directory),
        "bytes": _size(model_set),
        "processors": model_set.processors,
    }


def _files(model_set: ModelSet) -> Iterator[dict[str, Any]]:
    for path, checksums in model_set.files:
        yield {
            "kind": path.parent.name,
            "package": path.stem,
            "path": str(path),
            "bytes": path.stat().st_size if path.exists() else None,
            "md5": checksums[0] if checksums else None,
            "state": state_of(path, checksums),
        }


def _size(model_set: ModelSet) -> int:
    return sum(path.stat().st_size for path, _ in model_set.files if path.exists())


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _first_paragraph(card: Path) -> str:
    """Return the first paragraph of a Markdown file that is no heading, in one line."""
    paragraphs = card.read_text(encoding="utf-8", errors="replace").split("\n\n")
    return next((in_one_line(text) for text in paragraphs if text.strip() and not text.lstrip().startswith("#")), "")


def _write_json(value: object, stream: TextIO) -> None:
    stream.write(json_text(value, indent=2) + "\n")


def _write_table(headings: Sequence[str], rows: Sequence[Sequence[str]], stream: TextIO) -> None:
    alignment = ["right" if heading == "MB" else "left" for heading in headings]
    cells = [[printable(cell) for cell in row] for row in rows]
    stream.write(tabulate(cells, headings, "simple", disable_numparse=True, colalign=alignment) + "\n")
