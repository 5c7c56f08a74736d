"""Annotated articles as the joint network learns them: labels of units for all tasks.

People have annotated the attributions of one scheme. Words, trees, entities, and the attributions of the other scheme
are those that teachers have found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle
from quotes.networks.word_pieces import WordPieces
from quotes.parsing.blanks import with_blanks_inside
from quotes.parsing.joint.attribution_decoding import SchemeScores
from quotes.parsing.joint.attribution_tags import CONTENT, CUE, SCHEMES, SOURCE, TAGS, Scheme
from quotes.parsing.joint.joint_labels import INSIDE, SENTENCE, TOKEN, WORD, Labels
from quotes.parsing.joint.lemmas import rule_of
from quotes.parsing.joint.text_units import INSIDE as INSIDE_QUOTATION
from quotes.parsing.joint.text_units import TextUnits
from quotes.parsing.joint.windows import (
    SAME_TOKEN,
    Integers,
    Offsets,
    Splits,
    TaggedWords,
    Unit,
    units_of,
)
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span
from quotes.statements.span_index import SpanIndex
from quotes.training.crf import IGNORED

NOTHING, NOT_LEARNED = -1, -2
"""Values of a pointer: it points at nothing, or is not learned."""

COLUMNS = ("boundaries", "upos", "xpos", "lemmas", "relations", "entities")


@dataclass(frozen=True, slots=True)
class AttributionLabels:
    """Attributions of one scheme by unit.

    ``tags`` are numbers of tags that people give, or `IGNORED`; ``taught`` the probabilities (units x tags) that a
    teacher gives, 0 where it gives none. ``cues`` and ``sources`` are the numbers of the units pointed at, or one of
    `NOTHING` and `NOT_LEARNED`.
    """

    tags: Integers
    taught: NDArray[np.float16]
    cues: Integers
    sources: Integers


@dataclass(frozen=True, slots=True)
class ArticleExample:
    """An article in units, with the labels of each (`IGNORED` where there is none).

    ``heads`` are numbers of units, counted from 1; 0 is the root. ``sentences`` has the number of the sentence at the
    first unit of each word, and -1 elsewhere; ``sizes`` the number of pieces of each unit, with the one that separates
    paragraphs. ``entities`` tells whether entities are to be learned from this article.
    """

    units: Sequence[Unit]
    spans: Sequence[Offsets]
    sentences: Integers
    heads: Integers
    columns: Mapping[str, Integers]
    attributions: Sequence[AttributionLabels]
    sizes: Integers
    entities: bool = True

    def windows(self, size: int, first_size: int | None = None) -> Iterator[Offsets]:
        """Yield ranges of units that cover the article: whole paragraphs, or sentences of long ones, together at most
        `size` pieces (`first_size` the first window).
        """
        limit = first_size or size
        start = used = 0
        for first, last in self._parts(size):
            own = int(self.sizes[first:last].sum())
            if used and used + own > limit:
                yield start, first
                start, used, limit = first, 0, size
            used += own
        if used:
            yield start, len(self.units)

    def _parts(self, size: int) -> Iterator[Offsets]:
        """Yield paragraphs, and the sentences of those with more than `size` pieces."""
        ends = [number + 1 for number, unit in enumerate(self.units) if unit.ends]
        start = 0
        for end in ends:
            if self.sizes[start:end].sum() <= size:
                yield start, end
            else:
                marked = self.columns["boundaries"][start:end] == SENTENCE
                for stop in (start + 1 + np.flatnonzero(marked)).tolist():
                    yield start, stop
                    start = stop
            start = end


def example_of(
    article: GoldArticle,
    scheme: Scheme,
    sentences: Iterable[TaggedWords],
    found: Mapping[Scheme, SchemeScores],
    labels: Labels,
    table: WordPieces,
    entities: bool = True,
) -> ArticleExample:
    """Return the labels of an article.

    Its first annotator has annotated it by `scheme`: each word has one role. Its `sentences` are parsed; `found` are
    scores of the attributions by other schemes that are to be learned, too.
    """
    paragraphs = split_paragraphs(article.text)
    text = TextUnits(with_blanks_inside(paragraphs, article.text), paragraphs, labels.splits, table)
    numbers = {name: {label: n for n, label in enumerate(getattr(labels, name))} for name in COLUMNS[1:]}
    columns = {name: np.full(len(text.units), IGNORED) for name in COLUMNS}
    columns["boundaries"][:] = INSIDE
    numbers_of_sentences, heads = np.full(len(text.units), -1), np.full(len(text.units), IGNORED)
    unit_at = {start: number for number, (start, _) in enumerate(text.spans)}
    unit_behind = {end: number + 1 for number, (_, end) in enumerate(text.spans)}
    for number, sentence in enumerate(sentences):
        starts = np.asarray([unit_at[start] for start, _ in sentence.spans])
        ends = np.asarray([unit_behind[end] for _, end in sentence.spans])
        numbers_of_sentences[starts] = number
        heads[starts] = np.append(0, starts + 1)[list(sentence.heads or ())]
        columns["boundaries"][ends - 1] = [WORD if after == SAME_TOKEN else TOKEN for after in sentence.after or ()]
        columns["boundaries"][ends[-1] - 1] = SENTENCE
        rules = tuple(map(rule_of, sentence.words, sentence.lemmas or ()))
        for name in COLUMNS[1:]:
            own = rules if name == "lemmas" else getattr(sentence, name)
            columns[name][starts] = [numbers[name].get(label, IGNORED) for label in own]
    by_scheme = []
    for each in SCHEMES:
        if each == scheme:
            by_scheme.append(_by_people(article.attributions, text.spans))
        else:
            by_scheme.append(_by_teacher(found.get(each), len(text.units)))
    sizes = np.diff(text.pieces)
    return ArticleExample(text.units, text.spans, numbers_of_sentences, heads, columns, by_scheme, sizes, entities)


def _by_people(attributions: Sequence[Attribution], spans: Sequence[Offsets]) -> AttributionLabels:
    starts, count = [start for start, _ in spans], len(spans)
    tags, cues, sources = np.zeros(count, np.int64), np.full(count, NOT_LEARNED), np.full(count, NOT_LEARNED)
    for attribution in attributions:
        roles = ((attribution.content, CONTENT), (attribution.source, SOURCE), (attribution.cue, CUE))
        places = {beginning: [units_in(span, starts, spans) for span in each] for each, beginning in roles}
        cue = _first(places[CUE])
        for _, beginning in roles:
            for first, last in places[beginning]:
                tags[first:last] = beginning + 1
                tags[first : min(last, first + 1)] = beginning
                cues[first:last] = cue if beginning == CONTENT else NOT_LEARNED
                sources[first:last] = NOT_LEARNED
        if cue >= 0:
            sources[cue] = _first(places[SOURCE])
    before = np.append(0, tags[:-1])
    tags[(tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)] -= 1  # interrupted stretches go on
    return AttributionLabels(tags, np.zeros((count, len(TAGS)), np.float16), cues, sources)


def _by_teacher(found: SchemeScores | None, count: int) -> AttributionLabels:
    taught = np.zeros((count, len(TAGS)), np.float16)
    cues, sources = np.full(count, NOT_LEARNED), np.full(count, NOT_LEARNED)
    if found:
        taught[:] = np.exp(found.tags())
        for each in found.linked():
            for first, last in each.content:
                cues[first:last] = each.cue[0] if each.cue else NOTHING
            if each.cue:
                sources[each.cue[0]] = each.source[0] if each.source else NOTHING
    return AttributionLabels(np.full(count, IGNORED), taught, cues, sources)


def units_in(span: Span, starts: Sequence[int], spans: Sequence[Offsets]) -> Offsets:
    """Return the units that overlap a span."""
    first = bisect_right(starts, span.start) - 1
    if first < 0 or spans[first][1] <= span.start:
        first += 1
    return first, max(first, bisect_left(starts, span.end))


def only_outer(article: GoldArticle) -> GoldArticle:
    """Return the article with those attributions that do not stand, cue and all, in the content of another one."""
    attributions = article.attributions
    contents = SpanIndex((span, one) for one in attributions for span in one.content)

    def is_within(one: Attribution) -> bool:
        first = (one.cue or one.content)[0]
        return any(
            other is not one and sum(map(len, other.content)) > sum(map(len, one.content))
            for other in contents.find(first)
        )

    outer = tuple(one for one in attributions if not is_within(one))
    return GoldArticle(article.id, article.text, (Annotation(article.annotations[0].annotator, outer),))


def _first(ranges: Sequence[Offsets]) -> int:
    return next((first for first, last in ranges if first < last), NOTHING)


def with_changes(
    example: ArticleExample, changes: Iterable[tuple[Span, str]], labels: Labels, table: WordPieces
) -> ArticleExample:
    """Return the example with some of its units, each a whole cue, replaced by other words, given with their spans.

    The first unit of a replacement has the labels of the old one, save for its lemma. The others have tags and
    boundaries, and nothing else is learned of them.
    """
    replaced = {(span.start, span.end): text for span, text in changes}
    units: list[Unit] = []
    numbers: list[int] = []
    for number, (unit, span) in enumerate(zip(example.units, example.spans, strict=True)):
        own = _units_instead(unit, replaced[span], labels.splits) if span in replaced else [unit]
        units += own
        numbers += [number] * len(own)
    old = np.asarray(numbers)
    added = np.diff(old, prepend=-1) == 0
    new = np.flatnonzero(~added)  # the new number of each old unit

    def moved(pointers: Integers) -> Integers:
        kept = pointers[old]
        return np.asarray(np.where(kept >= 0, new[np.maximum(kept, 0)], kept))

    columns = {name: np.where(added, IGNORED, column[old]) for name, column in example.columns.items()}
    goes_on = np.append(added[1:], False)
    glued = np.asarray([*(unit.glued for unit in units[1:]), False])
    columns["boundaries"] = np.where(goes_on, np.where(glued, INSIDE, TOKEN), example.columns["boundaries"][old])
    changed = [unit.text != example.units[number].text for unit, number in zip(units, numbers, strict=True)]
    columns["lemmas"][changed] = IGNORED
    return ArticleExample(
        units,
        [example.spans[number] for number in numbers],
        np.where(added, -1, example.sentences[old]),
        np.where(added, IGNORED, moved(example.heads - 1) + 1),
        columns,
        [
            AttributionLabels(
                tags=each.tags[old] + (added & np.isin(each.tags[old], (SOURCE, CUE, CONTENT))),
                taught=np.where(added[:, None], 0, each.taught[old]),
                cues=moved(each.cues),
                sources=np.where(added, NOT_LEARNED, moved(each.sources)),
            )
            for each in example.attributions
        ],
        np.asarray([len(table.pieces(unit.text)) + unit.ends for unit in units]),
        example.entities,
    )


def _units_instead(unit: Unit, text: str, splits: Splits) -> list[Unit]:
    """Return the units of a text that replaces a unit."""
    place = min(unit.place, INSIDE_QUOTATION)
    units, before = list[Unit](), -1
    for start, end in units_of(text, splits):
        units.append(Unit(text[start:end], start == before, place=place))
        before = end
    units[0].glued, units[0].place, units[-1].ends = unit.glued, unit.place, unit.ends
    return units


@dataclass(frozen=True, slots=True)
class AttributedArticle:
    """An article with attributions and its example. Cues of one that is `varied` are replaced by others by chance."""

    article: GoldArticle
    example: ArticleExample
    varied: bool = True
