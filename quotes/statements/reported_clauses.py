"""Indirect and mixed statements: what the declared dependency patterns find outside quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate, Passage
from quotes.statements.clauses import clause_spans
from quotes.statements.noun_phrases import circumstance_spans, cue_span, source_span
from quotes.statements.patterns import Match

if TYPE_CHECKING:
    from spacy.tokens import Token

NO_SOURCE_NEEDED = {"clause", "juxtaposed-clause", "appended-clause"}
"""Patterns that are statements even when nobody is named, if the verb is passive ("it was announced that")."""

EXACT_CONTENT = {"asserted-object", "noun-clause", "infinitive"}
"""Patterns whose content is just the phrase that they name, not what follows it."""

WHOLE_CLAUSES = {"ROOT", "ccomp"}
DATA_NOUNS = {"data", "figure", "report", "information", "estimate", "statistic", "statement", "update", "record"}


def find_reported_clauses(
    passage: Passage, contents: Mapping[int, list[Match]], sources: Mapping[int, list[Match]]
) -> list[Candidate]:
    """One candidate for each cue outside quotation marks, from the first content pattern that fits it.

    `contents` and `sources` are the matches of the two pattern tables by cue token.
    """
    candidates = []
    for cue_index, matches in sorted(contents.items()):
        cue = passage.doc[cue_index]
        if not passage.is_quoted(cue):
            for match in matches:
                candidate = _candidate(passage, cue, match, sources.get(cue_index, ()))
                if candidate:
                    candidates.append(candidate)
                    break
    return candidates


def _candidate(passage: Passage, cue: Token, match: Match, sources: Sequence[Match]) -> Candidate | None:
    cue_words = cue_span(passage, cue)
    if "source" in match.nodes:
        cue_words, source = _according_to(passage, cue, passage.doc[match.nodes["source"]])
        rule = match.pattern
    else:
        source, found_by = find_source(passage, cue, sources)
        rule = f"{match.pattern}/{found_by}" if found_by else match.pattern
    if source is None and not (match.pattern in NO_SOURCE_NEEDED and _is_passive(cue)):
        return None
    circumstances = circumstance_spans(passage, cue)
    not_content = [cue_words, *circumstances, *([source] if source else [])]
    head = passage.doc[match.nodes["content"]]
    content = clause_spans(
        passage,
        _main_clause(head) if "source" in match.nodes else head,
        cue,
        not_content,
        whole=match.pattern not in EXACT_CONTENT,
    )
    if not content or (source and any(piece.overlaps(source) for piece in content)):
        return None
    return Candidate(content, rule, cue_words, source, circumstances, cue.i)


def _main_clause(head: Token) -> Token:
    """The clause that "according to" speaks of: not just the word that it hangs on, but its whole sentence or report."""
    while head.dep_ not in WHOLE_CLAUSES and head.head.i != head.i:
        subject = any(part.dep_.startswith("nsubj") for part in head.children)
        if subject and head.dep_ in {"conj", "parataxis"}:
            break
        head = head.head
    return head


def find_source(passage: Passage, cue: Token, sources: Sequence[Match]) -> tuple[Span | None, str | None]:
    """Who the cue's source is, and the name of the pattern that says so; (None, None) where none does."""
    for pattern in dict.fromkeys(match.pattern for match in sources):
        heads = [passage.doc[match.nodes["source"]] for match in sources if match.pattern == pattern]
        heads = [head for head in heads if _can_speak(passage, head)]
        if heads:
            head = min(heads, key=lambda head: abs(head.i - cue.i))
            return source_span(passage, head, cue), pattern
    return None, None


def _can_speak(passage: Passage, head: Token) -> bool:
    """Expletives, "what" and words of a quotation are no sources."""
    return not (
        head.dep_ == "expl"
        or head.lower_ in {"what", "there", "this"}
        or (head.lower_ == "it" and _is_passive(head.head))
        or passage.is_quoted(head)
    )


def _is_passive(cue: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children)


def _according_to(passage: Passage, cue: Token, head: Token) -> tuple[Span, Span]:
    """Cue and source of "according to X"; in "according to data from X" the data belong to the cue."""
    source = source_span(passage, head, cue)
    cue_words = cue_span(passage, cue)
    if head.lemma_.lower() in DATA_NOUNS:
        for child in head.children:
            preposition = next((part for part in child.children if part.dep_ == "case"), None)
            if child.dep_ == "nmod" and preposition is not None and preposition.lower_ in {"from", "by"}:
                behind = source_span(passage, child, cue)
                if behind.start > cue_words.end and _is_agent(child):
                    end = preposition.idx + len(preposition)
                    return Span(cue_words.start, end), Span(max(behind.start, end + 1), behind.end)
    return cue_words, source


def _is_agent(token: Token) -> bool:
    """Is this somebody who can give data out (not a time or a place in a list of figures)?"""
    return token.ent_type_ not in {"DATE", "MONEY"} and token.pos_ in {"NOUN", "PROPN", "PRON"}
