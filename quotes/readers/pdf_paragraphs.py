"""Paragraphs made of the lines of a PDF file: by gaps, indents, short lines and the size of type."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from quotes.readers.paragraphs import LIST_ITEM
from quotes.readers.pdf_hyphens import hyphen, whole_words
from quotes.readers.pdf_lines import Line

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_OPENING = "\"'“‘«(["
_SAME_SIZE = 0.12  # share by which sizes in one paragraph may differ
_GAP = 1.25  # in units of the usual distance of lines
_SINGLE_SPACED = 1.5  # in units of the size of type, at most
_MANY_LINES = 8
_INDENT = 0.6  # in units of the size of type
_OFF_CENTRE = 2.0  # points
_WIDE_ROOM = 0.35  # share of the width of a paragraph
_LARGER = 1.15
_DROP_CAP = 1.5
_MOST_ASIDES = 3  # in a row


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, the page on which it begins, size and weight of its type.

    ``room_above`` is how far the line above it in its column is, in points.
    """

    text: str
    page: int
    size: float
    bold: bool
    room_above: float


def paragraphs_of(pages: Iterable[Iterable[Line]]) -> list[Paragraph]:
    """Return the paragraphs of pages of lines, in their order. One that goes on over a page or a column is one."""
    lines = list(_with_drop_caps([line for page in pages for line in page]))
    distances = _usual_distances(lines)
    known = whole_words(lines)
    runs: list[list[Line]] = []
    for block in _blocks(lines, distances):
        for run in _split(block):
            before = _begun(runs, run) if run[0] is block[0] else None
            if before is None:
                runs.append(run)
            else:
                runs[before] = [*runs[before], *run]
    return [_paragraph(run, known, _room_above(run[0], lines)) for run in runs]


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """Return the size in which most characters are set, in points; 0 without paragraphs."""
    sizes: Counter[float] = Counter()
    for each in paragraphs:
        sizes[each.size] += len(each.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_larger(paragraph: Paragraph, size: float) -> bool:
    """Tell whether a paragraph is in clearly larger type than one of this size."""
    return paragraph.size > _LARGER * size


def _with_drop_caps(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines with large initials put before the rest of their words."""
    initial = None
    for line, following in zip_longest(lines, lines[1:]):
        letter = line.text.lstrip(_OPENING)
        if following and len(letter) == 1 and letter.isupper() and line.size > _DROP_CAP * following.size:
            initial = line
            continue
        if initial is not None:
            blank = "" if line.text[0].islower() or (letter[:1].isupper() and letter[1:2].isupper()) else " "
            line = Line(initial.text + blank + line.text, *_place(initial, line))
            initial = None
        yield line


def _place(initial: Line, line: Line) -> tuple[int, float, float, float, float, bool, bool]:
    return line.page, initial.left, line.right, line.base, line.size, line.bold, line.breaks_word


def _usual_distances(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance of base lines for each size of type, the lower quartile of those that there are.

    Few lines may all be paragraphs of their own: only many can tell that a text is set with much space between them.
    """
    distances: dict[int, list[float]] = defaultdict(list)
    for line, following in pairwise(lines):
        if _same_type(line, following) and 0 < (distance := line.base - following.base) < 4 * line.size:
            distances[round(line.size)].append(distance)
    return {
        size: min(sorted(found)[len(found) // 4], _SINGLE_SPACED * size if len(found) < _MANY_LINES else math.inf)
        for size, found in distances.items()
    }


def _same_type(line: Line, other: Line) -> bool:
    is_near = abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size)
    return line.page == other.page and is_near and line.bold == other.bold


def _blocks(lines: Sequence[Line], distances: dict[int, float]) -> Iterator[list[Line]]:
    """Yield lines that follow each other closely, in one type."""
    block: list[Line] = []
    for line in lines:
        if block and not (
            _same_type(block[-1], line)
            and 0 < block[-1].base - line.base <= _GAP * distances.get(round(line.size), 1.3 * line.size)
            and line.left < max(each.right for each in block)
            and line.right > min(each.left for each in block)
        ):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _split(block: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the paragraphs of a block of lines."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    run = [block[0]]
    for line in block[1:]:
        if _begins_paragraph(run, line, left, right):
            yield run
            run = []
        run.append(line)
    yield run


def _begins_paragraph(run: Sequence[Line], line: Line, left: float, right: float) -> bool:
    """Tell whether a line begins a paragraph after the lines of one, in a block from this left to this right."""
    last = run[-1]
    if LIST_ITEM.match(line.text):
        return True
    if last.breaks_word or line.text[0].islower():
        return False
    indent = line.left - last.left
    if abs(indent) > 1 and all(abs(each.left - left + each.right - right) < _OFF_CENTRE for each in (last, line)):
        return False  # centred lines
    if indent > _INDENT * line.size:
        return True
    if -indent > _INDENT * line.size and len(run) > 1 and abs(last.left - run[-2].left) < 1:
        return True
    has_ended = _SENTENCE_END.search(last.text) is not None
    is_indented = line.left - left > _INDENT * line.size
    has_wide_room = right - last.right > _WIDE_ROOM * (right - left)
    return _has_room(last, line, right) and (has_ended or is_indented or has_wide_room)


def _has_room(line: Line, following: Line, right: float) -> bool:
    """Tell whether the first word of the next line would have had room in a line."""
    width = (following.right - following.left) / len(following.text)
    return right - line.right > width * (len(following.text.partition(" ")[0]) + 2)


def _is_continued(run: Sequence[Line], following: Sequence[Line]) -> bool:
    """Tell whether a paragraph goes on in lines that are in another block, on another page or in another column."""
    last, first = run[-1], following[0]
    is_near = abs(last.size - first.size) <= _SAME_SIZE * last.size and last.bold == first.bold
    if not is_near or LIST_ITEM.match(first.text):
        return False
    if last.breaks_word or first.text[0].islower():
        return True
    is_elsewhere = first.page != last.page or first.base > last.base
    is_indented = len(following) > 1 and first.left - following[1].left > _INDENT * first.size
    is_full = not _has_room(last, first, max(line.right for line in run))
    is_text = len(following) > 1 or _SENTENCE_END.search(first.text) is not None
    return is_elsewhere and is_full and is_text and not is_indented and len(run) > 1


def _begun(runs: Sequence[Sequence[Line]], following: Sequence[Line]) -> int | None:
    """Return the number of the paragraph that goes on in lines, None if none does.

    A line above the text of the next page may stand between, and what is in other type: a caption, a pull quote.
    """
    number = len(runs) - 1
    if number > 0 and _is_line_above(runs[number - 1], runs[number]):
        number -= 1
    if number >= 0 and _is_continued(runs[number], following):
        return number
    first = following[0]
    for before in range(number, max(-1, number - 1 - _MOST_ASIDES), -1):
        last = runs[before][-1]
        if abs(last.size - first.size) <= _SAME_SIZE * last.size:
            return before if _is_cut(last, first) and _is_continued(runs[before], following) else None
    return None


def _is_cut(last: Line, first: Line) -> bool:
    return last.breaks_word or (first.text[0].islower() and _SENTENCE_END.search(last.text) is None)


def _is_line_above(run: Sequence[Line], following: Sequence[Line]) -> bool:
    """Tell whether lines after a paragraph are only a line above the text of the next page."""
    line = following[0]
    is_first = len(following) == 1 and line.page != run[-1].page
    return is_first and not line.text[0].islower() and _SENTENCE_END.search(line.text) is None


def _room_above(line: Line, lines: Sequence[Line]) -> float:
    """Return the distance to the line above in the column, or to where the highest line of all pages is."""
    above = [
        other.base
        for other in lines
        if other.page == line.page and other.base > line.base and other.left < line.right and other.right > line.left
    ]
    return min(above, default=max(other.base for other in lines)) - line.base


def _paragraph(run: Sequence[Line], known: Counter[str], room_above: float) -> Paragraph:
    text = run[0].text
    for line, following in pairwise(run):
        text += (hyphen(text, following.text, known) if line.breaks_word else " ") + following.text
    if run[-1].breaks_word:
        text += "-"
    sizes: Counter[float] = Counter()
    for line in run:
        sizes[round(2 * line.size) / 2] += len(line.text)
    return Paragraph(text, run[0].page, sizes.most_common(1)[0][0], all(line.bold for line in run), room_above)
