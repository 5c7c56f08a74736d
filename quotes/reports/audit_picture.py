"""Source audit as a picture, SVG or PNG, and as a page with the picture and the table."""

from __future__ import annotations

import io
import re
import warnings
from html import escape
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from quotes.reports.audit_formats import AuditOptions, cell, summary
from quotes.reports.escaping import without_surrogates
from quotes.reports.source_audit import AUDIT_COLUMNS, AuditRow, SourceAudit
from quotes.reports.wording import NOBODY, printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "quotes", "text.parse_math": False, "font.size": 9}
"""Text stays text, is no formula, and the same audit gives the same bytes."""

COLORS = {"direct": "#1b6ca8", "mixed": "#7a9e3f", "indirect": "#d98e04"}
MOST_BARS = 40
"""Speakers in a picture; the rest of them are one more bar."""
LONGEST_NAME = 40
"""In characters."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who speaks</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }}
figure {{ margin: 1rem 0; padding: 1rem; background: #fff; overflow-x: auto; }}
figure svg {{ max-width: 100%; height: auto; }}
.table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #8886; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
</style>
</head>
<body>
<main>
<h1>Who speaks</h1>
<p>{summary}</p>
<figure role="img" aria-label="Statements of each speaker, as in the table">{picture}</figure>
<div class="table" tabindex="0" role="region" aria-label="Table of speakers">
<table>
<thead><tr>{headings}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</main>
</body>
</html>
"""


def write_page(audit: SourceAudit, stream: TextIO, options: AuditOptions) -> None:
    """Write a page of HTML that needs nothing else, with everything escaped."""
    columns = options.columns or tuple(AUDIT_COLUMNS)
    rows = audit.rows(options.sort)

    def cells(row: AuditRow) -> str:
        return "".join(f"<td{_number(name)}>{_html(cell(name, row, NOBODY))}</td>" for name in columns)

    stream.write(
        _PAGE.format(
            summary=_html(summary(audit)),
            picture=re.sub(r"^.*?(?=<svg)", "", _picture(audit, options, "svg").decode(), flags=re.DOTALL).strip(),
            headings="".join(f'<th scope="col"{_number(name)}>{name.replace("_", " ")}</th>' for name in columns),
            rows="\n".join(f"<tr>{cells(row)}</tr>" for row in rows),
        )
    )


def write_svg(audit: SourceAudit, stream: BinaryIO, options: AuditOptions) -> None:
    """Write the picture as SVG, the same bytes for the same audit."""
    stream.write(_picture(audit, options, "svg"))


def write_png(audit: SourceAudit, stream: BinaryIO, options: AuditOptions) -> None:
    """Write the picture as PNG."""
    stream.write(_picture(audit, options, "png"))


def _picture(audit: SourceAudit, options: AuditOptions, format: str) -> bytes:
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that the font lacks, which PNG shows as boxes
        bars = _bars(audit.rows(options.sort))
        figure = Figure(figsize=(8, 1.3 + 0.28 * len(bars)))
        _draw(figure, bars)
        written = io.BytesIO()
        metadata: Any = dict.fromkeys(["Date", "Creator", "Format", "Type"] if format == "svg" else ["Software"])
        figure.savefig(written, format=format, dpi=150, bbox_inches="tight", metadata=metadata)
    return written.getvalue()


def _bars(rows: list[AuditRow]) -> list[tuple[str, dict[str, int]]]:
    """Return the name and the numbers of each bar, from above."""
    bars = [(_shortened(cell("speaker", row, NOBODY)), row.kinds) for row in rows[:MOST_BARS]]
    if rest := rows[MOST_BARS:]:
        kinds = {kind: sum(row.kinds[kind] for row in rest) for kind in COLORS}
        bars.append((f"({len(rest)} others)", kinds))
    return bars


def _draw(figure: Figure, bars: list[tuple[str, dict[str, int]]]) -> None:
    axes = figure.add_subplot()
    places = range(len(bars))
    left = [0] * len(bars)
    for kind, color in COLORS.items():
        numbers = [kinds[kind] for _, kinds in bars]
        axes.barh(places, numbers, left=left, color=color, label=kind)
        left = [one + other for one, other in zip(left, numbers, strict=True)]
    axes.set_yticks(places, [name for name, _ in bars])
    axes.invert_yaxis()
    axes.set_xlabel("statements")
    axes.locator_params(axis="x", integer=True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False)
    if bars:
        axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=len(COLORS))


def _shortened(name: str) -> str:
    text = without_surrogates(printable(name))
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _html(text: str) -> str:
    return escape(without_surrogates(printable(text)))


def _number(column: str) -> str:
    return "" if AUDIT_COLUMNS[column].type == "text" else ' class="number"'
