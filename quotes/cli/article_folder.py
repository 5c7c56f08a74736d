"""Folders of outputs that are one file, or several, for each article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quotes.cli.output import make_folder, same_file
from quotes.errors import OutputError
from quotes.records import Analysis
from quotes.reports.file_names import FileNames
from quotes.reports.formats import files_in_folder, files_of
from quotes.runtime.ending_signals import defer_signals
from quotes.runtime.whole_file import whole_file


def write_folder(analyses: Iterable[Analysis], folder: Path, format: str, inputs: Iterable[str | Path]) -> None:
    """Write the files of a format for each article, each file whole or not at all, as soon as it is analysed.

    The folder is made if it is not there. A file that is an input stays as it is if it has the same text. Raises
    `OutputError` if it has another one, or if something cannot be written.
    """
    defer_signals()
    names, read = FileNames(), list(inputs)
    for number, analysis in enumerate(analyses):
        if not number:
            make_folder(folder)
            others = files_in_folder(format).items()
            _write({name: text for name, text in others if not (folder / name).exists()}, folder, [])
        name = names.name(analysis.article.id)
        _write({name + suffix: text for suffix, text in files_of(analysis, format).items()}, folder, read)


def _write(files: Mapping[str, str], folder: Path, inputs: Iterable[str | Path]) -> None:
    for name, text in files.items():
        path = folder / name
        if same_file(path, inputs):
            if path.read_bytes() == text.encode():
                continue
            raise OutputError(f"{path}: the output would replace an input; name another folder")
        with whole_file(path) as stream:
            stream.write(text)
