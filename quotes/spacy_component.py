"""The spaCy component ``quotes``: ``nlp.add_pipe("quotes")``, then ``doc._.statements`` and ``doc._.analysis``.

The parse of the ``Doc`` is used if it is in Universal Dependencies and has parts of speech and lemmas; else the text is
parsed with the embedded models, and the statements found are aligned to the tokens of the ``Doc``. The analysis is kept
in ``doc.user_data`` in its JSON form, so that documents can be stored and sent to other processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from quotes.errors import AlignmentError
from quotes.records import Analysis, Engine, Scope, Span, Statement

if TYPE_CHECKING:
    from quotes.analysis import Analyzer

USER_DATA = "quotes"
"""Key of the analysis in ``doc.user_data``."""


@dataclass(frozen=True, slots=True)
class DocStatement:
    """A statement with the spans of a spaCy ``Doc`` that its content, cue and source cover.

    A span has the whole of a token of which the statement leaves out punctuation only.
    """

    statement: Statement
    content: tuple[DocSpan, ...]
    cue: DocSpan | None
    source: tuple[DocSpan, ...]


class QuotesComponent:
    """Component of a pipeline: an analyzer, and the least confidence of its statements (0 to 1)."""

    def __init__(self, analyzer: Analyzer, min_confidence: float) -> None:
        self._analyzer = analyzer
        self._min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Analyse a document. Raises `quotes.AlignmentError` if its tokens do not fit a statement."""
        from quotes.parsing.given_parses import fault_of

        found = self._analyzer.analyze(doc.text) if fault_of(doc) else self._analyzer.from_doc(doc)
        found = found.within(self._min_confidence)
        for statement in found.statements:
            _aligned(doc, statement)
        doc.user_data[USER_DATA] = found.to_dict()
        return doc


@Language.factory(
    "quotes",
    assigns=["doc._.statements", "doc._.analysis"],
    default_config={"engine": None, "patterns": [], "scope": "speech", "min_confidence": 0.0},
)
def make_quotes(
    nlp: Language, name: str, engine: Engine | None, patterns: list[str], scope: Scope, min_confidence: float
) -> QuotesComponent:
    """The component for ``nlp.add_pipe("quotes", config={"scope": "all"})``.

    `engine`, `patterns` (paths) and `scope` are as `quotes.Analyzer` takes them, `min_confidence` (0 to 1) as
    `quotes.Analysis.within` does. The parser's models are loaded for the first document whose own parse cannot be used.
    Raises as `quotes.Analyzer` does.
    """
    from quotes.analysis import Analyzer  # late: spaCy imports this module whenever it makes a pipeline

    return QuotesComponent(Analyzer(engine=engine, scope=scope, patterns=patterns), min_confidence)


def analysis_in(doc: Doc) -> Analysis | None:
    """``doc._.analysis``: the analysis of a document, None if it has not passed through the component."""
    data: dict[str, Any] | None = doc.user_data.get(USER_DATA)
    return Analysis.from_dict(data) if data else None


def statements_in(doc: Doc) -> tuple[DocStatement, ...]:
    """``doc._.statements``: the statements of a document with their spans in it, in the order of the text."""
    analysis = analysis_in(doc)
    return tuple(_aligned(doc, statement) for statement in analysis.statements) if analysis else ()


Doc.set_extension("analysis", getter=analysis_in, force=True)
Doc.set_extension("statements", getter=statements_in, force=True)


def _aligned(doc: Doc, statement: Statement) -> DocStatement:
    return DocStatement(
        statement,
        tuple(_doc_span(doc, span) for span in statement.content),
        _doc_span(doc, statement.cue) if statement.cue else None,
        tuple(_doc_span(doc, span) for span in statement.source),
    )


def _doc_span(doc: Doc, span: Span) -> DocSpan:
    """The tokens that cover a span, and no letter or digit outside of it. Raises `AlignmentError` if there are none."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    assert found is not None  # a span lies within the text, and so within some tokens
    added = doc.text[found.start_char : span.start] + doc.text[span.end : found.end_char]
    if any(character.isalnum() for character in added):
        raise AlignmentError(
            f"“{span.text}” at {span.start} is no row of tokens of the Doc, which has “{found.text}” there: "
            "use a tokenizer that parts words"
        )
    return found
