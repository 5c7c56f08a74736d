"""View of an article and its corrections, as the JSON that a page shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quotes.corpora.say_lines import text_mark
from quotes.corpora.say_paths import FOLDER_SUFFIX
from quotes.corrections.applying import apply_corrections
from quotes.corrections.decisions import Corrections, Decision, accept
from quotes.corrections.say_file import OUTDATED
from quotes.desk.edits import decisions_shown, json_of
from quotes.json_form import Json
from quotes.records import Analysis
from quotes.reports.annotated_page import (
    SpeakerView,
    StatementView,
    marked_article,
    page_title,
    speaker_views,
    statement_views,
)
from quotes.reports.wording import NOBODY, in_one_line, names_in_words, spans_in_one_line
from quotes.statements.rules.rule_tables import RuleTables


def article_view(
    analysis: Analysis, corrections: Corrections, revision: str, say: Path, rules: RuleTables | None = None
) -> Json:
    """Return the article with its statements as they are decided, in JSON form: ``html`` is the marked text.

    `say` is the path of the corrections, of which these have this revision.

    A statement has the decision about it, null if there is none, and ``proposal``, the decision that it is right. It is
    ``doubtful`` if it was so before it was decided.
    """
    shown = apply_corrections(analysis, corrections)
    speakers = speaker_views(shown)
    views = statement_views(shown, speakers, rules)
    decided = decisions_shown(corrections, shown.statements)
    found = {view.statement.id: view for view in statement_views(analysis, speaker_views(analysis), rules)}
    return {
        "title": page_title(analysis.article),
        "revision": revision,
        "file": "/".join(say.parts[-2:]) if say.parent.suffix == FOLDER_SUFFIX else say.name,
        "text": text_mark(corrections.text),
        "complete": corrections.complete,
        "model": analysis.model,
        "html": marked_article(shown, views),
        "statements": [
            _statement(view, found.get(view.statement.id), decided.get(view.statement.id)) for view in views
        ],
        "rejected": [_rejected(analysis, one) for one in corrections.decisions if one.rejected],
        "speakers": [_speaker(view) for view in speakers if view.speaker],
        "lost": [{"written": in_one_line(one.written), "reason": one.reason} for one in corrections.lost],
        "warnings": [
            *([f"{OUTDATED[:1].upper()}{OUTDATED[1:]}."] if corrections.outdated else []),
            *(in_one_line(one.message) for one in analysis.warnings),
        ],
    }


def number_of(analysis: Analysis, corrections: Corrections, decision: Decision) -> int | None:
    """Return the number, from 1, of the statement that a decision is shown as; None if it is shown as none."""
    shown = apply_corrections(analysis, corrections).statements
    decided = decisions_shown(corrections, shown)
    return next((number for number, one in enumerate(shown, 1) if decided.get(one.id) == decision), None)


def _statement(view: StatementView, found: StatementView | None, decision: Decision | None) -> Json:
    one = view.statement
    return {
        "number": view.number,
        "colour": view.colour,
        "who": names_in_words([each.name for each in view.speakers]),
        "named": bool(one.speakers),
        "kinds": [each.speaker.kind for each in view.speakers if each.speaker],
        "text": view.text,
        "kind": one.kind,
        "cue": view.cue,
        "source": view.source,
        "outer": view.outer,
        "confidence": one.confidence,
        "doubts": view.doubts,
        "doubtful": bool(found and found.doubts),
        "decision": json_of(decision),
        "proposal": json_of(accept(one)),
    }


def _rejected(analysis: Analysis, decision: Decision) -> Json:
    names = [in_one_line(one.name) for one in decision.speakers]
    return {
        "who": names_in_words(names) if names else NOBODY,
        "text": spans_in_one_line(analysis.article, decision.content),
        "decision": json_of(decision),
        "accepted": json_of(replace(decision, rejected=False)),
    }


def _speaker(view: SpeakerView) -> Json:
    assert view.speaker
    return {
        "name": view.speaker.name,
        "kind": view.speaker.kind,
        "facts": view.facts,
        "colour": view.colour,
        "statements": view.statements,
        "aliases": list(view.speaker.aliases),
    }
