"""Output of source audits for people, spreadsheets and programs, each format declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, TextIO

from quotes.reports.cells import SortKey, chosen
from quotes.reports.delimited import write_table
from quotes.reports.escaping import json_text
from quotes.reports.formats import OutputFormat
from quotes.reports.source_audit import AUDIT_COLUMNS, AuditRow, SourceAudit, share
from quotes.reports.wording import in_one_line

_FORMATS = (
    OutputFormat(
        name="bars", write="audit_bars:write_bars", audience="terminals", rows=True, headers=True, suffixes=(".txt",)
    ),
    OutputFormat(name="csv", write="audit_formats:write_delimited", suffixes=(".csv",), rows=True, headers=True),
    OutputFormat(name="tsv", write="audit_formats:write_delimited", suffixes=(".tsv", ".tab"), rows=True, headers=True),
    OutputFormat(name="json", write="audit_formats:write_json", suffixes=(".json",)),
    OutputFormat(
        name="html", write="audit_picture:write_page", suffixes=(".html", ".htm"), rows=True, extra="plots",
        library="matplotlib",
    ),
    OutputFormat(
        name="svg", write="audit_picture:write_svg", suffixes=(".svg",), binary=True, extra="plots",
        library="matplotlib",
    ),
    OutputFormat(
        name="png", write="audit_picture:write_png", suffixes=(".png",), binary=True, extra="plots",
        library="matplotlib",
    ),
)  # fmt: skip
AUDIT_FORMATS: Mapping[str, OutputFormat] = {format.name: format for format in _FORMATS}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """Options of an audit: those of `TableOptions` of the same names, with columns of `AUDIT_COLUMNS`.

    With `color`, a terminal gets colours.
    """

    format: str
    width: int = 100
    columns: tuple[str, ...] = ()
    sort: tuple[SortKey, ...] = ()
    headers: bool = True
    raw_cells: bool = False
    color: bool = False


def write_audit(audit: SourceAudit, stream: TextIO | BinaryIO, options: AuditOptions) -> None:
    """Write an audit in one of `AUDIT_FORMATS`; the stream of a binary format takes bytes."""
    AUDIT_FORMATS[options.format].load()(audit, stream, options)


def write_delimited(audit: SourceAudit, stream: TextIO, options: AuditOptions) -> None:
    """Write one line for each speaker, all columns unless some are chosen."""
    columns = chosen(AUDIT_COLUMNS, options.columns or AUDIT_COLUMNS)
    write_table(
        audit.rows(options.sort), columns, stream, options.format, headers=options.headers, raw_cells=options.raw_cells
    )


def write_json(audit: SourceAudit, stream: TextIO, options: AuditOptions) -> None:
    """Write one object with the totals, the anonymous speakers together, and the speakers; nobody is null."""
    totals, anonymous = audit.totals, audit.anonymous
    document: dict[str, Any] = {
        "articles": totals.articles,
        "statements": totals.statements,
        "words": totals.words,
        "anonymous": {
            "statements": anonymous.statements,
            "share": share(anonymous.statements, totals.statements),
            "words": anonymous.words,
            "word_share": share(anonymous.words, totals.words),
        },
        "speakers": [
            {column.name: column.value(row) for column in AUDIT_COLUMNS.values()} for row in audit.rows(options.sort)
        ],
    }
    stream.write(json_text(document, indent=2) + "\n")


def summary(audit: SourceAudit) -> str:
    """Return what is found in one paragraph: numbers, and the parts of anonymous speakers and of nobody."""
    totals, anonymous, rows = audit.totals, audit.anonymous, audit.rows()
    speakers = sum(row.speaker is not None for row in rows)
    found = [
        f"{_counted(totals.statements, 'statement')} ({_counted(totals.words, 'word')}) by "
        f"{_counted(speakers, 'speaker')} in {_counted(totals.articles, 'article')}."
    ]
    nobody = next((row for row in rows if row.speaker is None), AuditRow(None, totals))
    for name, row in (("Anonymous speakers", anonymous), ("Nobody named", nobody)):
        if row.statements:
            parts = percent(share(row.statements, totals.statements)), percent(share(row.words, totals.words))
            found.append(f"{name}: {_counted(row.statements, 'statement')} ({parts[0]}), {parts[1]} of the words.")
    return " ".join(found)


def percent(value: float) -> str:
    """Return a share from 0 to 1 in percent: "42 %"."""
    return f"{100 * value:.0f} %"


def cell(column: str, row: AuditRow, nobody: str) -> str:
    """Return a cell for people: shares in percent, and `nobody` as the name of nobody."""
    found = AUDIT_COLUMNS[column]
    value = found.value(row)
    if column == "speaker" and row.speaker is None:
        return nobody
    return percent(value) if found.type == "share" and isinstance(value, float) else in_one_line(found.text(row))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
