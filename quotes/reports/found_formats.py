"""Output of verified and compared quotations, each format declared once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from tabulate import tabulate

from quotes.reports.cells import SortKey, chosen, sorted_by
from quotes.reports.delimited import write_table
from quotes.reports.escaping import MARKUP, json_text
from quotes.reports.formats import DOCUMENT_SUFFIXES, TERMINAL_FORMATS, OutputFormat
from quotes.reports.found_quotations import FoundQuotations
from quotes.reports.junit import junit_xml
from quotes.reports.wording import printable

NARROWEST = 10
"""Character cells of the narrowest column that is wrapped."""

LONGEST_WORD = 20
"""Width up to which the first word of a cell is not broken: paths may be longer."""

SHOWN, SHOWN_SHARE = "shown", 3
"""Column for people alone, and how much wider than others it may be."""

HEADINGS = {"shown": "quotation", "source_place": "found in", "source_speaker": "said there by"}

_FORMATS = (
    *(
        OutputFormat(name=name, write="found_formats:write_terminal", audience="terminals", rows=True, headers=True)
        for name in TERMINAL_FORMATS
    ),
    OutputFormat(name="csv", write="found_formats:write_delimited", suffixes=(".csv",), rows=True, headers=True),
    OutputFormat(name="tsv", write="found_formats:write_delimited", suffixes=(".tsv", ".tab"), rows=True, headers=True),
    OutputFormat(name="json", write="found_formats:write_json", suffixes=(".json",)),
    OutputFormat(name="jsonl", write="found_formats:write_json_lines", suffixes=(".jsonl", ".ndjson")),
    OutputFormat(name="junit", write="found_formats:write_junit", suffixes=(".xml",)),
    *(
        OutputFormat(
            name=name, write="found_formats:write_document", audience="documents", rows=True,
            suffixes=DOCUMENT_SUFFIXES.get(name, ()),
        )
        for name in MARKUP
    ),
)  # fmt: skip
FOUND_FORMATS: Mapping[str, OutputFormat] = {format.name: format for format in _FORMATS}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOptions:
    """Options of the output: those of `TableOptions` of the same names."""

    format: str
    width: int = 100
    columns: tuple[str, ...] = ()
    sort: tuple[SortKey, ...] = ()
    headers: bool = True
    raw_cells: bool = False


def write_found(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write what was found in one of `FOUND_FORMATS`."""
    FOUND_FORMATS[options.format].load()(found, stream, options)


def write_terminal(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write a table that is wrapped to the width, and the summary below it."""
    names = options.columns or found.for_people
    cells = [[printable(cell) for cell in row] for row in _cells(found, names, options)]
    headings = [HEADINGS.get(name, name.replace("_", " ")) for name in names]
    widths = _widths([headings, *cells], names, options.width) if options.width else None
    if cells:
        table = tabulate(
            cells,
            headings if options.headers else (),
            options.format,
            maxcolwidths=widths,
            maxheadercolwidths=widths,
            disable_numparse=True,
        )
        stream.write(f"{table}\n\n")
    stream.write(f"{found.summary}\n")


def write_document(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write a table in a format of `MARKUP`."""
    names = options.columns or found.for_people
    escape = MARKUP[options.format]
    cells = [[escape(printable(cell)) for cell in row] for row in _cells(found, names, options)]
    headings = [HEADINGS.get(name, name.replace("_", " ")) for name in names]
    stream.write(tabulate(cells, headings, options.format, disable_numparse=True) + "\n")


def write_delimited(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write one line for each row, with all columns unless some are chosen."""
    names = options.columns or [name for name in found.columns if name != SHOWN]
    write_table(
        sorted_by(found.rows, found.columns, options.sort),
        chosen(found.columns, names),
        stream,
        options.format,
        headers=options.headers,
        raw_cells=options.raw_cells,
    )


def write_json(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write an array with one object for each text, or for each pair of versions."""
    stream.write(json_text(list(found.documents), indent=2) + "\n")


def write_json_lines(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write one object a line, for each text or each pair of versions."""
    for document in found.documents:
        stream.write(json_text(document) + "\n")


def write_junit(found: FoundQuotations[Any], stream: TextIO, options: FoundOptions) -> None:
    """Write JUnit XML with a test case for each quotation."""
    stream.write(junit_xml(found.command, found.cases))


def _cells(found: FoundQuotations[Any], names: Sequence[str], options: FoundOptions) -> list[list[str]]:
    columns = chosen(found.columns, names)
    return [[column.text(row) for column in columns] for row in sorted_by(found.rows, found.columns, options.sort)]


def _widths(rows: Sequence[Sequence[str]], names: Sequence[str], width: int) -> list[int]:
    """Return the greatest width of each column, the widest ones narrowed until a table fits."""
    shares = [SHOWN_SHARE if name == SHOWN else 1 for name in names]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    least = [
        min(longest, LONGEST_WORD, max(NARROWEST, *(len(word) for cell in column for word in cell.split()[:1])))
        for longest, column in zip(widths, zip(*rows, strict=True), strict=True)
    ]
    while sum(widths) + 3 * len(widths) > width:
        shrinkable = [number for number, (now, low) in enumerate(zip(widths, least, strict=True)) if now > low]
        if not shrinkable:
            break
        widths[max(shrinkable, key=lambda number: widths[number] / shares[number])] -= 1
    return widths
