"""Missed, wrong and spurious attributions, written as text for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from tabulate import tabulate

from quotes.corpora.attribution.gold_comparison import GoldComparison
from quotes.corpora.attribution.matching import Record, same_source
from quotes.corpora.attribution.predictions import Prediction
from quotes.corpora.attribution.reliability import confidence_of
from quotes.corpora.attribution.tokens import Tokens
from quotes.records import BETWEEN_PIECES, Span
from quotes.reports.wording import abbreviated, in_one_line, printable

CLASSES = {
    "missed": "annotated, and nothing like it was found",
    "cue only": "the cue was found, but with quite other content",
    "content too long": "the cue was found, and more content than is annotated",
    "content too short": "the cue was found, and less content than is annotated",
    "other cue": "much of the content was found, but with another cue",
    "wrong source": "found, with another source",
    "no source found": "found, without the source",
    "no source annotated": "found, with a source where none is annotated",
    "spurious": "found, and nothing like it is annotated",
}
"""Meanings of the classes of errors, in the order in which they are written."""

MUCH = 0.5
CONTEXT = 80
"""Number of characters shown before and after the attribution."""
SHOWN_WORDS = 40
"""Number of words shown at each end of longer stretches."""


@dataclass(frozen=True, slots=True)
class AttributionError:
    """An annotated attribution, the prediction found instead of it, or both, with the class of the error."""

    kind: str
    """One of `CLASSES`, or of the classes of other scores."""
    gold: Record | None
    predicted: Record | None


def write_errors(comparisons: Iterable[GoldComparison], stream: TextIO) -> None:
    """Write the errors of some articles: first the number of each class, then every error by class."""
    write_errors_by_class(comparisons, errors_of, CLASSES, stream)


def write_errors_by_class(
    comparisons: Iterable[GoldComparison],
    errors_of: Callable[[GoldComparison], Iterable[AttributionError]],
    classes: Mapping[str, str],
    stream: TextIO,
    *,
    with_speakers: bool = False,
) -> None:
    """Write the errors that `errors_of` yields, in `classes` with their meanings; `with_speakers`: with their names."""
    by_class: dict[str, list[str]] = {kind: [] for kind in classes}
    for comparison in comparisons:
        for error in errors_of(comparison):
            by_class[error.kind].append(_described(comparison, error, with_speakers))
    rows = [[kind, len(found), classes[kind]] for kind, found in by_class.items()]
    stream.write(tabulate(rows, ["class", "errors", "what it is"]) + "\n")
    for kind, found in by_class.items():
        if found:
            title = f"{kind} ({len(found)}): {classes[kind]}"
            stream.write(f"\n\n{title}\n{'=' * len(title)}\n")
        for number, description in enumerate(found, start=1):
            stream.write(f"\n{number}. {description}\n")


def errors_of(comparison: GoldComparison) -> Iterator[AttributionError]:
    """Yield the errors in an article: first those of annotated attributions, in their order, then spurious ones.

    A prediction that explains why an annotated attribution was not found is not reported as spurious, too.
    """
    explained = set(comparison.pairs.values())
    for number, gold in enumerate(comparison.gold):
        if number in comparison.pairs:
            predicted = comparison.predicted[comparison.pairs[number]]
            if not same_source(gold, predicted):
                yield AttributionError(_wrong_source(gold, predicted), gold, predicted)
            continue
        kind, nearest = _missed(gold, comparison)
        if nearest is None:
            yield AttributionError(kind, gold, None)
        else:
            explained.add(nearest)
            yield AttributionError(kind, gold, comparison.predicted[nearest])
    for number, predicted in enumerate(comparison.predicted):
        if number not in explained:
            yield AttributionError("spurious", None, predicted)


def _wrong_source(gold: Record, predicted: Record) -> str:
    if not predicted.source_words:
        return "no source found"
    return "wrong source" if gold.source_words else "no source annotated"


def _missed(gold: Record, comparison: GoldComparison) -> tuple[str, int | None]:
    """Return why an annotated attribution was not found, and the number of the nearest prediction."""
    words = gold.content_words

    def nearness(number: int) -> tuple[bool, float]:
        predicted = comparison.predicted[number]
        return bool(predicted.cue & gold.cue), _part_shared(words, predicted.content_words)

    nearest = max(range(len(comparison.predicted)), key=nearness, default=None)
    if nearest is None:
        return "missed", None
    same_cue, shared = nearness(nearest)
    theirs = comparison.predicted[nearest].content_words
    if same_cue and shared:
        return ("content too long" if len(theirs - words) > len(words - theirs) else "content too short"), nearest
    if same_cue:
        return "cue only", nearest
    return ("other cue", nearest) if shared >= MUCH else ("missed", None)


def _part_shared(one: Tokens, other: Tokens) -> float:
    """Return the share of the smaller set that is in the larger one, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _described(comparison: GoldComparison, error: AttributionError, with_speakers: bool) -> str:
    text = comparison.text.text
    records = [record for record in (error.gold, error.predicted) if record]
    spans = [span for record in records for role in ("source", "cue", "content") for span in _spans(record, role)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    context = abbreviated(_around(text, start, end), SHOWN_WORDS)
    lines = [f"{comparison.id}, characters {start} to {end}", f"   text   … {context} …"]
    if error.gold:
        lines.append(f"   gold   {_in_words(text, error.gold, with_speakers)}")
    if error.predicted:
        found = [one for one in error.predicted.attributions if isinstance(one, Prediction)]
        rules = ", ".join(dict.fromkeys(one.rule for one in found))
        how = f"   ({rules}; {confidence_of(found):.2f})" if found else ""
        lines.append(f"   found  {_in_words(text, error.predicted, with_speakers)}{how}")
    return "\n".join(map(printable, lines))


def _around(text: str, start: int, end: int) -> str:
    """Return a stretch of the text with whole words around it."""
    first = text.rfind(" ", 0, max(0, start - CONTEXT)) + 1
    last = text.find(" ", end + CONTEXT)
    return text[first : last if last >= 0 else len(text)]


def _in_words(text: str, record: Record, with_speaker: bool) -> str:
    """Return speaker, source, cue and content in one line: "Anna Berg | Berg | said | that talks failed"."""
    parts = [record.attributions[0].speaker or "-"] if with_speaker else []
    for role in ("source", "cue", "content"):
        pieces = [in_one_line(text[span.start : span.end]) for span in _spans(record, role)]
        parts.append(abbreviated(BETWEEN_PIECES.join(pieces), SHOWN_WORDS) or "-")
    return " | ".join(parts)


def _spans(record: Record, role: str) -> list[Span]:
    return sorted({span for attribution in record.attributions for span in getattr(attribution, role)})
