"""Output formats of analyses, each declared once: its name, who it is for, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from typing import Any, BinaryIO, Literal, TextIO, cast

from quotes.errors import QuotesError
from quotes.records import Analysis
from quotes.reports.as_json import ARRAY_END
from quotes.reports.escaping import MARKUP
from quotes.reports.layout import GRIDS, RULED
from quotes.reports.linked_data import LIST_END
from quotes.reports.tables import TableOptions

Audience = Literal["programs", "terminals", "documents"]
"""Readers of a format: it is always UTF-8 and never wrapped, wrapped for a terminal, or a table of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFormat:
    """A format in which analyses are written.

    `write` is the place ("module:function") of its writer, which takes analyses, a stream and `TableOptions`, and for
    formats with files for each article of the function that gives these by suffix, the main one first. `suffixes` are
    the ends of names of files that mean this format. `rows`: it is a table, whose columns and order can be chosen.
    `headers`: the names of its columns can be left out. `binary`: its stream takes bytes. `whole`: it is written at
    once at the end, so that it is of no use by halves; `closing` is the text that makes a valid document of the
    articles written before an error otherwise. `extra` is the extra of this package that installs the `library` it
    needs. `needs_cue`: it has no place for statements without a cue. `in_folder` is the place of the function that
    gives further files of a folder, by their names.
    """

    name: str
    write: str
    audience: Audience = "programs"
    suffixes: tuple[str, ...] = ()
    rows: bool = False
    headers: bool = False
    binary: bool = False
    whole: bool = False
    closing: str = ""
    for_each_article: bool = False
    extra: str = ""
    library: str = ""
    needs_cue: bool = False
    in_folder: str = ""

    def load(self) -> Callable[..., Any]:
        """Return the function of `write`. Raises `QuotesError` if the library that it needs is not installed."""
        if self.library:
            require(self.library, self.extra, self.name)
        return _loaded(self.write)


def _loaded(place: str) -> Callable[..., Any]:
    module, _, function = place.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"quotes.reports.{module}"), function)
    return loaded


def require(library: str, extra: str, what: str) -> None:
    """Import a library. Raises `QuotesError`, which names the extra of this package, if it is not installed."""
    try:
        import_module(library)
    except ImportError as error:
        raise QuotesError(f"{what} needs {library}: pip install '.[{extra}]' in the folder of quotes") from error


DOCUMENT_SUFFIXES = {
    "html": (".html", ".htm"),
    "github": (".md", ".markdown"),
    "mediawiki": (".wiki",),
    "asciidoc": (".adoc", ".asciidoc"),
    "rst": (".rst",),
    "latex": (".tex",),
}

_FORMATS = (
    OutputFormat(name="csv", write="delimited:write_delimited", suffixes=(".csv",), rows=True, headers=True),
    OutputFormat(name="tsv", write="delimited:write_delimited", suffixes=(".tsv", ".tab"), rows=True, headers=True),
    OutputFormat(name="json", write="as_json:write_json_array", suffixes=(".json",), closing=ARRAY_END),
    OutputFormat(name="jsonl", write="as_json:write_json_lines", suffixes=(".jsonl", ".ndjson")),
    OutputFormat(
        name="xlsx", write="as_xlsx:write_xlsx", suffixes=(".xlsx",), rows=True, binary=True, whole=True,
        extra="xlsx", library="openpyxl",
    ),
    OutputFormat(
        name="parquet", write="as_parquet:write_parquet", suffixes=(".parquet", ".pq"), rows=True, binary=True,
        whole=True, extra="parquet", library="pyarrow",
    ),
    OutputFormat(name="citron", write="as_citron:citron_files", for_each_article=True, needs_cue=True),
    OutputFormat(
        name="brat", write="as_brat:brat_files", suffixes=(".ann",), for_each_article=True,
        in_folder="as_brat:brat_configuration",
    ),
    OutputFormat(name="webannotation", write="as_web_annotation:write_web_annotations", closing=LIST_END),
    OutputFormat(name="jsonld", write="as_json_ld:write_json_ld", suffixes=(".jsonld",), closing=LIST_END),
    *(
        OutputFormat(name=name, write="layout:write_terminal_table", audience="terminals", rows=True, headers=True)
        for name in sorted(GRIDS | RULED)
    ),
    *(
        OutputFormat(
            name=name, write="layout:write_markup_table", audience="documents", rows=True,
            suffixes=DOCUMENT_SUFFIXES.get(name, ()),
        )
        for name in MARKUP
    ),
)  # fmt: skip

FORMATS: Mapping[str, OutputFormat] = {format.name: format for format in _FORMATS}

DATA_FORMATS = tuple(format.name for format in _FORMATS if format.audience == "programs")
"""Formats for programs: always UTF-8, never wrapped, valid also without statements."""

TERMINAL_FORMATS = tuple(format.name for format in _FORMATS if format.audience == "terminals")
"""Tables of tabulate for terminals, wrapped."""

SUFFIXES: Mapping[str, str] = {suffix: format.name for format in _FORMATS for suffix in format.suffixes}
"""Formats by the ends of names of files."""


def write_analyses(analyses: Iterable[Analysis], stream: TextIO | BinaryIO, options: TableOptions) -> None:
    """Write `analyses` to `stream` in one of `FORMATS`; the stream of a binary format takes bytes.

    All formats but whole ones, tables for documents and sorted rows are written article by article, each by one call
    of ``write`` before the next of `analyses` is asked for. JSON is the same for both views.
    """
    format = FORMATS[options.format]
    write = format.load()
    if format.binary:
        write(analyses, stream, options)
        return
    written = StringIO()

    def hand_on() -> None:
        if text := written.getvalue():
            cast(TextIO, stream).write(text)
            written.seek(0)
            written.truncate()

    def each() -> Iterator[Analysis]:
        for analysis in analyses:
            yield analysis
            hand_on()

    if format.for_each_article:
        for analysis in each():
            written.write(next(iter(write(analysis).values())))
    else:
        write(each(), written, options)
    hand_on()


def files_of(analysis: Analysis, format: str) -> Mapping[str, str]:
    """Return the texts of the files that a format makes of one article, by their suffixes."""
    files: Mapping[str, str] = FORMATS[format].load()(analysis)
    return files


def files_in_folder(format: str) -> Mapping[str, str]:
    """Return the texts of the files that a format has once in a folder, by their names."""
    place = FORMATS[format].in_folder
    files: Mapping[str, str] = _loaded(place)() if place else {}
    return files


def closing(format: str) -> str | None:
    """Return the text that makes a valid document of the articles that were written before an error, None for none."""
    return None if FORMATS[format].whole else FORMATS[format].closing
