"""Reports of the scores of parsers: a table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from quotes.corpora.parse_scores import CUE_SUBJECTS, METRICS, MetricScores, ParseScores, TreebankScores
from quotes.corpora.score_output import score_table, shown, write_json
from quotes.reports.wording import printable

_SHORT = {"Sentences": "Sent."}
_CUE_COLUMNS = ("cues", "P", "R", "F1")
_NOTE = "F1 in percent. cues: arcs from a reporting verb to its subject, how many the treebank has; then P, R, F1."


def write_parse_scores(
    treebanks: Sequence[TreebankScores], stream: TextIO, *, format: str, model: str, by_genre: bool
) -> None:
    """Write the scores of some treebanks in one of `FORMATS`; `model` is the name of the model set."""
    if format == "json":
        write_json({"model": model, "treebanks": [_treebank_to_dict(one, by_genre) for one in treebanks]}, stream)
        return
    for treebank in treebanks:
        path, footer = printable(str(treebank.path)), printable(_footer(treebank, model))
        stream.write("\n".join([path, "", _table(treebank, by_genre), "", footer, "\n"]))
    stream.write(f"{_NOTE}\n")


def _treebank_to_dict(treebank: TreebankScores, by_genre: bool) -> dict[str, Any]:
    return {
        "path": str(treebank.path),
        "documents": treebank.documents,
        **{scores.way.replace(" ", "_"): _way_to_dict(scores, by_genre) for scores in treebank.ways},
    }


def _way_to_dict(scores: ParseScores, by_genre: bool) -> dict[str, Any]:
    genres = {genre: _scores_to_dict(of_genre) for genre, of_genre in scores.by_genre.items()}
    return {
        "words_per_second": round(scores.words_per_second, 1),
        "total": _scores_to_dict(scores.total),
        **({"genres": genres} if by_genre else {}),
    }


def _scores_to_dict(scores: MetricScores) -> dict[str, Any]:
    return {
        metric.lower().replace(" ", "_"): {
            name: value and round(value, 2) for name, value in scores[metric].to_dict().items()
        }
        for metric in METRICS
    }


def _table(treebank: TreebankScores, by_genre: bool) -> str:
    """Return a table with rows for each way of input: the genres, if `by_genre`, and the total."""
    metrics = [_SHORT.get(metric, metric) for metric in METRICS if metric != CUE_SUBJECTS]
    groups = [
        [
            [scores.way if number == 0 else "", *([name] if by_genre else []), *_cells(row)]
            for number, (name, row) in enumerate(_rows(scores, by_genre))
        ]
        for scores in treebank.ways
    ]
    headings = ["from", *(["genre"] if by_genre else []), *metrics, *_CUE_COLUMNS]
    return score_table(groups, headings, names=2 if by_genre else 1)


def _rows(scores: ParseScores, by_genre: bool) -> Iterator[tuple[str, MetricScores]]:
    if by_genre:
        yield from scores.by_genre.items()
    yield "total", scores.total


def _cells(scores: MetricScores) -> list[str]:
    arcs = scores[CUE_SUBJECTS]
    rates = [scores[metric].f1 for metric in METRICS if metric != CUE_SUBJECTS]
    of_arcs = (arcs.precision, arcs.recall, arcs.f1)
    return [*(shown(rate, 2) for rate in rates), str(arcs.gold), *(shown(rate, 2) for rate in of_arcs)]


def _footer(treebank: TreebankScores, model: str) -> str:
    words = treebank.ways[0].total["Words"].gold
    documents = f"{treebank.documents} document{'' if treebank.documents == 1 else 's'}"
    speeds = ", ".join(f"{scores.way} {scores.words_per_second:,.0f} words/s" for scores in treebank.ways)
    return f"{documents}, {words:,} words; model {model}; {speeds}."
