"""Statements as annotations of the tool brat: ``ARTICLE.ann`` in its standoff format, and the text beside it.

Each statement is an event of the type ``Attribution`` that joins ``Source``, ``Cue`` and ``Content``; its kind, act and
flags are attributes, and its speakers and probabilities a note. The format is described at
https://brat.nlplab.org/standoff.html; an annotation has a piece of its own in every line of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from quotes.records import STATEMENT_ACTS, STATEMENT_KINDS, Analysis, Span, Statement
from quotes.reports.escaping import without_surrogates
from quotes.reports.statement_columns import FLAGS
from quotes.reports.wording import in_one_line

CONFIGURATION = "annotation.conf"

_LINE = re.compile(r"[^\r\n]+")


def brat_files(analysis: Analysis) -> Mapping[str, str]:
    """Return the annotations of an article and its text; half a surrogate pair, which files cannot have, is �."""
    text = without_surrogates(analysis.article.text)
    lines: list[str] = []
    bounds = 0
    for number, statement in enumerate(analysis.statements, start=1):
        lines += _lines(text, statement, number, bounds)
        bounds += len(_parts(statement))
    return {".ann": "".join(f"{line}\n" for line in lines), ".txt": text}


def brat_configuration() -> Mapping[str, str]:
    """Return ``annotation.conf``: the types of annotations, as brat needs them in the folder."""
    flags = "".join(f"{flag.capitalize()}\tArg:<EVENT>\n" for flag in FLAGS)
    types = (
        "[entities]\nSource\nCue\nContent\n\n[relations]\n\n[events]\n"
        "Attribution\tSource*:Source, Cue*:Cue, Content*:Content\n\n[attributes]\n"
        f"Kind\tArg:<EVENT>, Value:{'|'.join(STATEMENT_KINDS)}\n"
        f"Act\tArg:<EVENT>, Value:{'|'.join(STATEMENT_ACTS)}\n"
    )
    return {CONFIGURATION: types + flags}


def fragments(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the pieces of spans that lie in one line each; a span of nothing but line breaks stays as it is."""
    found = []
    for span in spans:
        pieces = [
            Span(span.start + piece.start(), span.start + piece.end())
            for piece in _LINE.finditer(text[span.start : span.end])
        ]
        found += pieces or [span]
    return found


def _lines(text: str, statement: Statement, number: int, bounds: int) -> Iterator[str]:
    """Yield the lines of one statement; `bounds` is the number of text-bound annotations above them."""
    ids = {type: f"T{id}" for id, type in enumerate(_parts(statement), start=bounds + 1)}
    for type, spans in _parts(statement).items():
        pieces = fragments(text, spans)
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(re.sub(r"[\r\n]", " ", text[piece.start : piece.end]) for piece in pieces)
        yield f"{ids[type]}\t{type} {places}\t{words}"
    trigger = ids.get("Cue", ids["Content"])
    yield f"E{number}\tAttribution:{trigger} {' '.join(f'{type}:{id}' for type, id in ids.items())}"
    attributes = [f"Kind E{number} {statement.kind}", f"Act E{number} {statement.act}"]
    attributes += [f"{flag.capitalize()} E{number}" for flag in FLAGS if getattr(statement, flag)]
    first = (number - 1) * (len(FLAGS) + 2) + 1
    yield from (f"A{first + place}\t{attribute}" for place, attribute in enumerate(attributes))
    yield f"#{number}\tAnnotatorNotes E{number}\t{_note(statement)}"


def _parts(statement: Statement) -> dict[str, tuple[Span, ...]]:
    """Return the spans of each type that a statement has."""
    cue = (statement.cue,) if statement.cue else ()
    parts = {"Source": statement.source, "Cue": cue, "Content": statement.content}
    return {type: spans for type, spans in parts.items() if spans}


def _note(statement: Statement) -> str:
    speakers = "; ".join(f"{speaker.name} ({speaker.kind})" for speaker in statement.speakers)
    found = f"{statement.id}: {speakers or 'no speaker named'}; confidence {statement.confidence:.2f}"
    return without_surrogates(in_one_line(found))
