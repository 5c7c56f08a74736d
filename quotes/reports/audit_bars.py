"""Source audit as a table with bars for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from quotes.reports.audit_formats import AuditOptions, cell, summary
from quotes.reports.colours import KIND_COLOURS
from quotes.reports.source_audit import AUDIT_COLUMNS, AuditRow, SourceAudit
from quotes.reports.wording import NOBODY, printable

if TYPE_CHECKING:
    from rich.text import Text

COLUMNS = (
    "speaker",
    "kind",
    "role",
    "statements",
    "share",
    "words",
    "word_share",
    "direct",
    "indirect",
    "mixed",
    "first",
)
HEADINGS = {
    "statements": "stmts",
    "share": "%",
    "word_share": "%",
    "direct": "dir.",
    "indirect": "ind.",
    "mixed": "mix.",
}
LEAST_WIDTHS = {"speaker": 12, "kind": 12}
FROM_WIDTH = {"role": 90, "first": 76, "mixed": 84, "word_share": 70, "indirect": 66, "direct": 66}
"""Width from which on a table has a column, unless columns were chosen."""
BAR_WIDTH = 12
"""All in character cells."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
STYLES = {kind: f"color({colour % 30 + 8 * (colour >= 90)})" for kind, colour in KIND_COLOURS.items()}
"""Colours of kinds of speakers, as rich names those of the terminal: from 0 to 7, and the bright ones from 8."""


def write_bars(audit: SourceAudit, stream: TextIO, options: AuditOptions) -> None:
    """Write one row for each speaker with a bar of its part of the words, and the summary below.

    Nothing that an article says is read as markup or as a control.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = audit.rows(options.sort)
    console = Console(
        file=stream,
        force_terminal=options.color,
        width=options.width or 10_000,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    columns = options.columns or tuple(name for name in COLUMNS if console.width >= FROM_WIDTH.get(name, 0))
    if rows:
        table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False, show_header=options.headers)
        for name in columns:
            is_text = AUDIT_COLUMNS[name].type == "text"
            table.add_column(
                Text(HEADINGS.get(name, name)),
                justify="left" if is_text else "right",
                overflow="fold",
                no_wrap=not is_text,
                min_width=LEAST_WIDTHS.get(name),
            )
        table.add_column(Text("words"), no_wrap=True, width=BAR_WIDTH)
        most = max(row.words for row in rows)
        for row in rows:
            cells = [Text(printable(cell(name, row, NOBODY)), style=_style(row, name)) for name in columns]
            table.add_row(*cells, _bar(row, most, stream))
        console.print(table)
        console.print()
    console.print(Text(summary(audit)), soft_wrap=not options.width)


def _style(row: AuditRow, column: str) -> str:
    if column not in ("speaker", "kind"):
        return ""
    return STYLES.get(row.speaker.kind, "") if row.speaker else "dim"


def _bar(row: AuditRow, most: int, stream: TextIO) -> Text:
    """Return the bar of a speaker's words; it is of number signs where the encoding lacks blocks."""
    from rich.text import Text

    eighths = round(8 * BAR_WIDTH * row.words / most) if most else 0
    blocks = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    try:
        blocks.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        blocks = "#" * round(eighths / 8)
    return Text(blocks, style=_style(row, "kind"))
