"""Reports of the scores of statements and their speakers: tables for people, JSON for programs."""

from __future__ import annotations

from typing import Any, TextIO

from quotes.corpora.attribution.attribution_report import (
    Rows,
    Setting,
    heading,
    main_table,
    nested_scores,
    reliability_table,
    reliability_to_dict,
    setting_to_dict,
)
from quotes.corpora.attribution.bootstrap import COVERAGE
from quotes.corpora.attribution.counts import AttributionScores
from quotes.corpora.score_output import score_table, shown, write_json
from quotes.corpora.statements.statement_evaluation import StatementEvaluation
from quotes.corpora.statements.statement_scores import AGREEMENTS, SPEAKER_CLASSES, TYPES

STATEMENT_ROWS: Rows = (
    *(tuple((f"{type}: {name}", (type, name)) for name in AGREEMENTS) for type in TYPES),
    (("quotes right", ("quotes", "right")),),
)
"""Rows of the main table, in groups."""

STATEMENT_NOTES = """\
Rates in percent; {coverage} %: the interval of F1 (for quotes right, of R) when articles are drawn anew. found: half of
the words of the contents in common. attributed: found, with the right source. speaker: found, with the right speaker.
claims: found, with one of the two right. quotes right: quotations of at least 4 words with the right speaker. exact:
the same words. nested: statements within statements, which count nowhere else. strictly: all joint speakers, and no
others. right kind: of the right speakers.
"""


def write_statement_evaluation(
    evaluation: StatementEvaluation, setting: Setting, stream: TextIO, *, format: str
) -> None:
    """Write an evaluation in one of `FORMATS`."""
    if format == "json":
        write_json(_to_dict(evaluation, setting), stream)
        return
    scores = evaluation.scores
    found, nested = scores["all", "found"], scores["all", "nested"]
    sizes = f"{found.gold:,} statements and {nested.gold:,} within others, {found.predicted:,} found"
    tables = [
        heading(setting, len(evaluation.comparisons), sizes),
        main_table(STATEMENT_ROWS, scores, evaluation.intervals),
        _exact_table(scores),
        _speaker_table(scores),
        *([_folder_table(evaluation.folders)] if setting.by_folder else []),
        reliability_table(evaluation.reliability),
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
        "scores": nested_scores(evaluation.scores, evaluation.intervals),
        **({"folders": folders} if setting.by_folder else {}),
        "reliability": reliability_to_dict(evaluation.reliability),
    }
