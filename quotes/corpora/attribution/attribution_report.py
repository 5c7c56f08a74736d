"""Reports of the scores of attributions: tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TextIO

from quotes.corpora.attribution.bootstrap import COVERAGE, SEED, Interval, Intervals
from quotes.corpora.attribution.counts import AttributionScores, Counts, Key
from quotes.corpora.attribution.evaluation import AnnotatorAgreement, Evaluation
from quotes.corpora.attribution.matching import CONTENT_TYPES
from quotes.corpora.attribution.reliability import Reliability
from quotes.corpora.score_output import score_table, shown, write_json
from quotes.reports.wording import printable

Rows = Sequence[Sequence[tuple[str, Key]]]
"""Names and keys of the rows of a table, in groups."""

MAIN_ROWS: Rows = (
    (
        ("found", ("found",)),
        ("attributed", ("attributed",)),
        ("direct only: found", ("direct", "found")),
        ("direct only: attributed", ("direct", "attributed")),
        ("quotes right", ("quotes", "right")),
    ),
    tuple((f"exact words: {role}", ("exact_words", role)) for role in ("cue", "source", "content", "all")),
    tuple((f"exact: {role}", ("exact_tokens", role)) for role in ("cue", "source", "content", "all")),
    tuple((f"overlap: {role}", ("overlap", role)) for role in ("cue", "source", "content", "all")),
)
"""Rows of the main table, in groups; JSON has more."""

AGREEMENT_ROWS = (*MAIN_ROWS[0], *MAIN_ROWS[1])

NOTES = """\
Rates in percent; {coverage} %: the interval of F1 (for quotes right, of R) when articles are drawn anew. found: half of
the words of the contents in common. attributed: found, with the right source. direct only: contents in quotation marks.
quotes right: quotations of at least 4 words with the right source. exact: the same words, or the same tokens.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """Corpus, model and options of an evaluation; ``by_folder``: the scores of each folder are wanted, too."""

    corpus: str
    path: str
    model: str
    engine: str
    reporting: bool
    resamples: int
    by_folder: bool = False


def write_evaluation(evaluation: Evaluation, setting: Setting, stream: TextIO, *, format: str) -> None:
    """Write an evaluation in one of `FORMATS`."""
    if format == "json":
        write_json(_to_dict(evaluation, setting), stream)
        return
    sizes = evaluation.sizes
    tables = [
        heading(setting, len(evaluation.comparisons), f"{sizes['gold']:,} attributions, {sizes['predicted']:,} found"),
        main_table(MAIN_ROWS, evaluation.scores, evaluation.intervals),
        _types_table(evaluation.scores),
    ]
    if evaluation.agreement:
        tables.append(_agreement_table(evaluation.agreement))
    tables += [reliability_table(evaluation.reliability), NOTES.format(coverage=COVERAGE)]
    stream.write("\n\n".join(tables))


def heading(setting: Setting, articles: int, sizes: str) -> str:
    """Return the line above the tables: the corpus with its number of articles and its other sizes, and the model."""
    cut = "; only attributions with a reporting cue" if setting.reporting else ""
    return printable(
        f"{setting.path}: {articles:,} article{'' if articles == 1 else 's'}, {sizes}{cut}; "
        f"model {setting.model}, engine {setting.engine}"
    )


def main_table(rows: Rows, scores: AttributionScores, around: Mapping[Key, Intervals]) -> str:
    """Return the table of the main scores, with their intervals if there are any."""
    groups = [[_main_row(name, scores[key], around.get(key), key) for name, key in group] for group in rows]
    return score_table(groups, ["", "gold", "P", "R", "F1", *([f"{COVERAGE} %"] if around else [])])


def _main_row(name: str, counts: Counts, around: Intervals | None, key: Key) -> list[str]:
    """Return the cells of a row, without F1 for quotations: what was not covered has no part in their precision."""
    rates = [counts.precision, counts.recall, None if key[0] == "quotes" else counts.f1]
    row = [name, f"{counts.gold:,}", *map(shown, rates)]
    if around:
        row.append(between(around.recall if key[0] == "quotes" else around.f1))
    return row


def _types_table(scores: AttributionScores) -> str:
    rows = [
        [type, f"{found.gold:,}", shown(found.recall), shown(attributed.recall)]
        for type in CONTENT_TYPES
        for found, attributed in [(scores["by_type", type, "found"], scores["by_type", type, "attributed"])]
    ]
    return score_table([rows], ["content", "gold", "found R", "attributed R"])


def _agreement_table(agreement: AnnotatorAgreement) -> str:
    rows = []
    for name, key in AGREEMENT_ROWS:
        both = agreement.humans[key], agreement.tool[key]
        rows.append([name, *(shown(one.recall if key[0] == "quotes" else one.f1) for one in both)])
    articles = f"{agreement.articles} article{'' if agreement.articles == 1 else 's'}"
    return (
        f"{articles} with several annotators: F1 (R for quotes right) of one against another in "
        f"{agreement.pairs} pairs, and of the tool against each\n\n"
        f"{score_table([rows], ['', 'humans', 'tool'])}"
    )


def reliability_table(reliability: Reliability) -> str:
    """Return the table of confidences with the share of right predictions."""
    rows = [
        [f"{each.low:.1f} to {each.high:.1f}", f"{each.count:,}", f"{each.confidence:.2f}", f"{each.precision:.2f}"]
        for each in reliability.bins
    ]
    error = reliability.expected_calibration_error
    if error is None:
        return "No attributions were found, so nothing can be said of their confidence."
    table = score_table([rows], ["confidence", "found", "mean", "attributed"])
    return f"{table}\n\nExpected calibration error: {error:.3f}"


def between(interval: Interval | None) -> str:
    """Return an interval in words, "" for none."""
    return "" if interval is None else f"{interval[0]:.1f} to {interval[1]:.1f}"


def _to_dict(evaluation: Evaluation, setting: Setting) -> dict[str, Any]:
    agreement = evaluation.agreement
    return {
        **setting_to_dict(setting, len(evaluation.comparisons)),
        "attributions": evaluation.sizes,
        "scores": nested_scores(evaluation.scores, evaluation.intervals),
        "agreement": agreement
        and {
            "articles": agreement.articles,
            "pairs": agreement.pairs,
            "humans": nested_scores(agreement.humans),
            "tool": nested_scores(agreement.tool),
        },
        "reliability": reliability_to_dict(evaluation.reliability),
    }


def setting_to_dict(setting: Setting, articles: int) -> dict[str, Any]:
    """Return the first part of the JSON form: the corpus with its number of articles, the model and the options."""
    return {
        "model": setting.model,
        "engine": setting.engine,
        "corpus": setting.corpus,
        "path": setting.path,
        "articles": articles,
        "reporting": setting.reporting,
        "bootstrap": {"resamples": setting.resamples, "seed": SEED, "coverage": COVERAGE / 100},
    }


def reliability_to_dict(reliability: Reliability) -> dict[str, Any]:
    """Return the JSON form of the reliability of confidences."""
    return {
        "bins": [asdict(each) for each in reliability.bins],
        "expected_calibration_error": reliability.expected_calibration_error,
    }


def nested_scores(scores: AttributionScores, intervals: Mapping[Key, Intervals] | None = None) -> dict[str, Any]:
    """Return the scores as nested objects, by the parts of their keys."""
    result: dict[str, Any] = {}
    for key, counts in scores.items():
        place = result
        for part in key[:-1]:
            place = place.setdefault(part, {})
        place[key[-1]] = _score(counts, (intervals or {}).get(key))
    return result


def _score(counts: Counts, around: Intervals | None) -> dict[str, Any]:
    """Return rates, counts and intervals of a score; a rate that does not exist is null."""
    score: dict[str, Any] = {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1, **asdict(counts)}
    if around:
        score["intervals"] = asdict(around)
    return score
