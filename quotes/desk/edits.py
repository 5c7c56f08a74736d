"""Edits of corrections, and the changes that they make, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quotes.corpora.say_lines import text_mark
from quotes.corrections.applying import apply_corrections
from quotes.corrections.decisions import Corrections, Decision, accept, finish, with_decision
from quotes.json_form import Json, from_json, to_json
from quotes.records import Analysis, Statement


class EditConflictError(Exception):
    """An edit of corrections that somebody else has changed meanwhile, so that it would overwrite theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Difference between two states of corrections; ``complete`` is the new value, None where it is the same."""

    added: tuple[Decision, ...] = ()
    removed: tuple[Decision, ...] = ()
    complete: bool | None = None

    def of(self, corrections: Corrections) -> Corrections:
        """Return the corrections with this change. Raises `EditConflictError` if they are not those that it changes."""
        decisions = list(corrections.decisions)
        if not set(self.removed) <= set(decisions) or set(self.added) & set(decisions):
            raise EditConflictError("what would be taken back was changed by somebody else meanwhile")
        kept = [one for one in decisions if one not in self.removed]
        changed = replace(corrections, decisions=(*kept, *self.added))
        return changed if self.complete is None else finish(changed, self.complete)


def change_between(before: Corrections, after: Corrections) -> Change:
    """Return the change that makes the one state of corrections into the other."""
    return Change(
        added=tuple(one for one in after.decisions if one not in before.decisions),
        removed=tuple(one for one in before.decisions if one not in after.decisions),
        complete=after.complete if after.complete != before.complete else None,
    )


def edited(analysis: Analysis, corrections: Corrections, revision: str, edit: Mapping[str, Any]) -> Corrections:
    """Return corrections of an analysis with an edit in JSON form, whose ``edit`` is one of `EDITS`.

    `revision` is that of the corrections, and ``text`` of an edit the `text_mark` of what was seen. Raises
    `EditConflictError` if the edit was made on others, and KeyError, TypeError or ValueError if it is malformed.
    """
    if edit.get("text", mark := text_mark(corrections.text)) != mark:
        raise EditConflictError("the article itself has changed meanwhile")
    return EDITS[edit["edit"]](analysis, corrections, revision, edit)


def decisions_shown(corrections: Corrections, statements: Iterable[Statement]) -> dict[str, Decision]:
    """Return the decisions that are shown as these statements, by the ids of the statements."""
    kept = {(one.content, one.cue, one.source): one for one in corrections.decisions if not one.rejected}
    found: dict[str, Decision] = {}
    for one in statements:
        if one.decided and (decision := kept.get((one.content, one.cue, one.source)) or corrections.of(one)):
            found[one.id] = decision
    return found


def _decide(analysis: Analysis, corrections: Corrections, revision: str, edit: Mapping[str, Any]) -> Corrections:
    """Put the decision ``after`` (null for none) in the place of the one ``before`` (null where there was none).

    ``about`` is what the statement says that was found, null for a missing one.
    """
    before, after, about = (_decision(edit[name]) for name in ("before", "after", "about"))
    if before is None:
        if after is None:
            raise ValueError("an edit has a decision before it or after it")
        statement = _statement(analysis, corrections, about) if about else None
        if about and statement is None:
            raise EditConflictError("somebody else has decided about this statement meanwhile")
        return with_decision(corrections, after, None, statement)
    if before not in corrections.decisions:
        raise EditConflictError("somebody else has changed this decision meanwhile")
    found = _found(analysis, corrections, before)
    without = replace(corrections, decisions=tuple(one for one in corrections.decisions if one != before))
    if after is None:
        return finish(without, False)  # an article with an open statement is not one that was read whole
    if after.rejected and found is None and not before.rejected:
        return without
    return with_decision(corrections, after, before, found)


def _accept_rest(analysis: Analysis, corrections: Corrections, revision: str, edit: Mapping[str, Any]) -> Corrections:
    """Accept all statements about which nothing was decided: the article was read whole."""
    if edit["revision"] != revision:
        raise EditConflictError("somebody else has decided about this article meanwhile: look at it again")
    statements = apply_corrections(analysis, corrections).statements
    decided = decisions_shown(corrections, statements)
    rest = (accept(one) for one in statements if one.id not in decided)
    return finish(replace(corrections, decisions=(*corrections.decisions, *rest)))


def _complete(analysis: Analysis, corrections: Corrections, revision: str, edit: Mapping[str, Any]) -> Corrections:
    """Note that the article was read whole (``complete`` true) or was not."""
    if type(edit["complete"]) is not bool:
        raise ValueError("complete is true or false")
    return finish(corrections, edit["complete"])


def _change(analysis: Analysis, corrections: Corrections, revision: str, edit: Mapping[str, Any]) -> Corrections:
    """Make the change in ``change``, such as the opposite of an earlier one."""
    return from_json(Change, edit["change"]).of(corrections)


EDITS: Mapping[str, Callable[[Analysis, Corrections, str, Mapping[str, Any]], Corrections]] = {
    "decide": _decide,
    "accept the rest": _accept_rest,
    "complete": _complete,
    "change": _change,
}
"""Kinds of edits by name."""


def _decision(data: Json | None) -> Decision | None:
    if data is None:
        return None
    decision = from_json(Decision, data)
    for one in decision.speakers:
        if not one.name.strip() or not all(each.isprintable() for each in (one.name, *one.aliases)):
            raise ValueError("a name is one line with something in it")
    return decision


def _statement(analysis: Analysis, corrections: Corrections, about: Decision) -> Statement | None:
    """Return the statement without a decision that says this, as it was found."""
    applied = apply_corrections(analysis, corrections).statements
    decided = decisions_shown(corrections, applied)
    ids = {one.id for one in applied if one.id not in decided and accept(one) == about}
    return next((one for one in analysis.statements if one.id in ids), None)


def _found(analysis: Analysis, corrections: Corrections, decision: Decision) -> Statement | None:
    """Return the statement, as it was found, in whose place a decision is; None for a missing one."""
    applied = apply_corrections(analysis, corrections).statements
    decided = decisions_shown(corrections, applied)
    return next((one for one in analysis.statements if decided.get(one.id) == decision), None)


def json_of(decision: Decision | None) -> Json | None:
    """Return a decision in JSON form."""
    return None if decision is None else to_json(decision)
