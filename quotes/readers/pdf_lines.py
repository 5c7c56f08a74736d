"""Lines of the pages of a PDF file, with their places and sizes, without running heads, feet and page numbers."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from statistics import mode

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from quotes.readers.bylines import MONTH

_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)  # in the name of a font
_LIGATURES = {
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    0xAD: "",
}
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ufeff\u200b]")
_LINE_END_HYPHEN = "\x02"  # what the library makes of a hyphen at the end of a line
_BREAKS_WORD = re.compile("[^\\W\\d_][-\u2010\u00ad\x02]$")

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite)\s*)?\d{1,4}(?:\s*(?:/|of|von|\|)\s*\d{1,4})?\W*|page\s+[ivxl]+", re.IGNORECASE
)
_DATE = rf"\d{{1,2}} {MONTH} \d{{4}}|{MONTH} \d{{1,2}}, \d{{4}}"
_RUNNING_HEAD = re.compile(  # of a newspaper, and what browsers print around a page
    rf"\d{{1,3}}\s+\D.*\b(?:{_DATE})|.*\b(?:{_DATE})\b.*\D\s+\d{{1,3}}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[:.]\d\d(?::\d\d)?(?: [AP]M)?(?:\s.*)?|https?://\S+(?:\s+\d{1,4}(?:/\d{1,4})?)?",
    re.IGNORECASE,
)
_MOST_EDGE_LINES = 6
_SAME_HEIGHT = 6.0  # points
_APART = 1.5  # in units of the size of type


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, the page from 1, left, right and base line in points, size of type, weight.

    ``breaks_word`` is true if there was a hyphen after its last letter, which is not in the text.
    """

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    breaks_word: bool = False


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    angle: int
    along: float
    end: float
    base: float
    size: float
    bold: bool


def lines_of_page(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Return the lines of a page in their order; those that stand at another angle than most are left out."""
    textpage = page.get_textpage()
    lines = list(_split(_characters(textpage)))
    angles = Counter(character.angle for line in lines for character in line)
    if not angles:
        return []
    angle = angles.most_common(1)[0][0]
    found: list[Line] = []
    for characters in lines:
        line = _line([character for character in characters if character.angle == angle], number)
        if line is not None and found and _goes_on(found[-1], line):
            line = _joined(found.pop(), line)
        if line is not None:
            found.append(line)
    return found


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of pages without those at upper and lower edges that repeat, and without running heads there.

    Lines repeat if they are the same but for numbers, at the same height. Running heads are page numbers, a date with
    one, and the date and the address that browsers print. Pages of nothing else are left as they are.
    """
    edges = [[_edge(page, highest) for highest in (True, False)] for page in pages]
    heights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, both in enumerate(edges):
        for line in {line for edge in both for line in edge}:
            heights[_folded(line)].append((number, line.base))
    kept = []
    for number, (page, both) in enumerate(zip(pages, edges, strict=True)):
        left_out = set()
        for edge in both:
            for line, following in zip_longest(edge, edge[1:]):
                places = heights[_folded(line)]
                repeats = any(other != number and abs(base - line.base) < _SAME_HEIGHT for other, base in places)
                is_apart = following is None or abs(line.base - following.base) > _APART * line.size
                is_head = is_apart and _RUNNING_HEAD.fullmatch(line.text) is not None
                if not (repeats or is_head or _PAGE_NUMBER.fullmatch(line.text)):
                    break
                left_out.add(line)
        kept.append([line for line in page if line not in left_out])
    return kept if any(kept) else [list(page) for page in pages]


def _edge(page: Sequence[Line], highest: bool) -> list[Line]:
    return sorted(page, key=lambda line: line.base, reverse=highest)[:_MOST_EDGE_LINES]


def _folded(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _characters(textpage: pdfium.PdfTextPage) -> Iterator[_Character]:
    """Yield the characters of a page; those that end a line, or a word that goes on, have no other."""
    handle = textpage.raw
    left, bottom, matrix, box = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    font, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    for index in range(textpage.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(handle, index))
        if raw.FPDFText_IsGenerated(handle, index) or text.isspace():
            yield _Character(text, 0, 0, 0, 0, 0, False)
            continue
        raw.FPDFText_GetMatrix(handle, index, matrix)
        raw.FPDFText_GetCharOrigin(handle, index, left, bottom)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetFontInfo(handle, index, font, len(font), flags)
        direction = math.atan2(matrix.b, matrix.a)
        cosine, sine = math.cos(direction), math.sin(direction)
        along = left.value * cosine + bottom.value * sine
        width = abs((box.right - box.left) * cosine) + abs((box.top - box.bottom) * sine)
        yield _Character(
            _LINE_END_HYPHEN if raw.FPDFText_IsHyphen(handle, index) == 1 else text,
            round(math.degrees(direction)) % 360,
            along,
            along + width,
            bottom.value * cosine - left.value * sine,
            raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d),
            _BOLD.search(font.value) is not None,
        )


def _split(characters: Iterator[_Character]) -> Iterator[list[_Character]]:
    """Yield lines: white space and generated characters in them take the angle of what is before them."""
    line: list[_Character] = []
    for character in characters:
        if character.text in "\r\n":
            yield line
            line = []
        elif character.size or line:
            line.append(character if character.size else replace(character, angle=line[-1].angle))
            if character.text == _LINE_END_HYPHEN:
                yield line
                line = []
    yield line


def _goes_on(line: Line, other: Line) -> bool:
    """Tell whether the library has cut a line where a raised character stands."""
    is_level = abs(line.base - other.base) < 0.6 * line.size
    return is_level and not line.breaks_word and -0.2 * line.size < other.left - line.right < line.size


def _joined(line: Line, other: Line) -> Line:
    blank = " " if other.left - line.right > 0.15 * line.size else ""
    longer = max(line, other, key=lambda each: len(each.text))
    text = f"{line.text}{blank}{other.text}"
    return replace(longer, text=text, left=line.left, right=other.right, breaks_word=other.breaks_word)


def _line(characters: Sequence[_Character], page: int) -> Line | None:
    visible = [each for each in characters if each.size]
    written = "".join(each.text for each in characters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    breaks_word = _BREAKS_WORD.search(written.rstrip()) is not None
    text = _DROPPED.sub("", written.rstrip()[:-1] if breaks_word else written).translate(_LIGATURES).strip()
    if not visible or not text:
        return None
    return Line(
        text,
        page,
        min(each.along for each in visible),
        max(each.end for each in visible),
        mode(round(each.base, 1) for each in visible),
        mode(round(each.size, 1) for each in visible),
        2 * sum(each.bold for each in visible) > len(visible),
        breaks_word,
    )
