"""Reports of the scores of statements and their speakers: tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from quotes.corpora.attribution.attribution_report import (
    Rows,
    Setting,
    between,
    heading,
    main_table,
    nested_scores,
    reliability_table,
    reliability_to_dict,
    setting_to_dict,
)
from quotes.corpora.attribution.bootstrap import COVERAGE, Intervals
from quotes.corpora.attribution.counts import AttributionScores, Key
from quotes.corpora.score_output import score_table, shown, write_json
from quotes.corpora.statements.statement_evaluation import StatementEvaluation
from quotes.corpora.statements.statement_scores import AGREEMENTS, LIMITS, SPEAKER_CLASSES, TYPES, counted_predictions

STATEMENT_ROWS: Rows = (
    *(tuple((f"{type}: {name}", (type, name)) for name in AGREEMENTS) for type in TYPES),
    (("quotes right", ("quotes", "right")),),
)
"""Rows of the main table, in groups."""

STATEMENT_NOTES = """\
Rates in percent; {coverage} %: the interval of F1 (for quotes right, of R) when articles are drawn anew. found: half of
the words of the contents in common. attributed: found, with the right source. speaker: found, with the right speaker.
claims: found, with one of the two right. quotes right: quotations of at least 4 words with the right speaker. exact:
the same words. below: statements that --min-confidence would leave out; wrong ones are not annotated or have another
speaker. nested: statements within statements, which count nowhere else. strictly: all joint speakers, and no
others. right kind: of the right speakers.
"""


OPEN_NOTE = """\
Annotated in part: {open:,} of {articles:,} articles. Nothing is known of their other statements, so they count for R,
and for speakers and confidences of what was decided, but not for P.\
"""

LIMIT_HEADINGS = ("below", "wrong", "of them below", f"{COVERAGE} %", "right", "of them below", f"{COVERAGE} %")


def write_statement_evaluation(
    evaluation: StatementEvaluation, setting: Setting, stream: TextIO, *, format: str
) -> None:
    """Write an evaluation in one of `FORMATS`."""
    if format == "json":
        write_json(_to_dict(evaluation, setting), stream)
        return
    scores = evaluation.scores
    found, nested = scores["all", "found"], scores["all", "nested"]
    number = sum(len(counted_predictions(comparison)) for comparison in evaluation.comparisons)
    sizes = f"{found.gold:,} statements and {nested.gold:,} within others, {number:,} found"
    tables = [
        heading(setting, len(evaluation.comparisons), sizes),
        main_table(STATEMENT_ROWS, scores, evaluation.intervals),
        _exact_table(scores),
        _speaker_table(scores),
        *([_folder_table(evaluation.folders)] if setting.by_folder else []),
        reliability_table(evaluation.reliability),
        _limits_table(scores, evaluation.intervals),
        *([OPEN_NOTE.format(open=evaluation.open, articles=len(evaluation.comparisons))] if evaluation.open else []),
        STATEMENT_NOTES.format(coverage=COVERAGE),
    ]
    stream.write("\n\n".join(tables))


def _exact_table(scores: AttributionScores) -> str:
    rows = []
    for type in TYPES:
        content, cue, nested = (scores[type, *key] for key in (("exact", "content"), ("exact", "cue"), ("nested",)))
        found = f"{nested.found:,} of {nested.gold:,}" if nested.gold else ""
        rows.append([type, f"{content.gold:,}", shown(content.recall), shown(cue.recall), found])
    return score_table([rows], ["of those found", "found", "exact content", "exact cue", "nested found"])


def _speaker_table(scores: AttributionScores) -> str:
    """Return the shares of right speakers, by those classes that have a statement."""
    groups: dict[str, list[list[str]]] = {}
    for name in SPEAKER_CLASSES:
        right, *others = (scores["speakers", *name, score] for score in ("right", "strictly", "kind"))
        if right.gold:
            cells = [f"{right.gold:,}", shown(right.recall), *(shown(each.recall) for each in others)]
            groups.setdefault(name[0], []).append([": ".join(name), *cells])
    return score_table(groups.values(), ["of those found", "found", "right speaker", "strictly", "right kind"])


def _limits_table(scores: AttributionScores, around: Mapping[Key, Intervals]) -> str:
    """Return how many of the wrong and of the right statements a limit of confidence would have left out."""
    rows = []
    for limit in LIMITS:
        row = [f"{limit}"]
        for name in ("wrong", "right"):
            key = ("below", f"{limit}", name)
            found = around.get(key)
            row += [f"{scores[key].gold:,}", shown(scores[key].recall)]
            row += [between(found.recall if found else None)]
        rows.append(row)
    return score_table([rows], LIMIT_HEADINGS)


def _folder_table(folders: dict[str, AttributionScores]) -> str:
    rows = []
    for folder, scores in folders.items():
        found, *others = (scores["all", name] for name in AGREEMENTS)
        rates = [found.precision, found.recall, found.f1, *(each.f1 for each in others)]
        quotes = scores["quotes", "right"].recall
        rows.append([folder, f"{found.gold:,}", *map(shown, rates), shown(quotes)])
    names = ["found P", "R", "F1", *list(AGREEMENTS)[1:]]
    return score_table([rows], ["folder", "gold", *names, "quotes right"])


def _to_dict(evaluation: StatementEvaluation, setting: Setting) -> dict[str, Any]:
    folders = {folder: nested_scores(scores) for folder, scores in evaluation.folders.items()}
    return {
        **setting_to_dict(setting, len(evaluation.comparisons)),
        "open_articles": evaluation.open,
        "scores": nested_scores(evaluation.scores, evaluation.intervals),
        **({"folders": folders} if setting.by_folder else {}),
        "reliability": reliability_to_dict(evaluation.reliability),
    }
