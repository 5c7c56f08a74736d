"""Attributions in tab-separated columns: one word a line, as treebanks and exports of PARC are written.

The first line names the columns, which are these, in this order; the last may be missing:

    word    source  cue     content misc

``source``, ``cue`` and ``content`` hold ``O``, or for each attribution that the word belongs to ``B-N`` (first word of
a piece) or ``I-N`` (another word of it), joined by ``|`` if there are several. N, a number, is that of the attribution
in its article: ``B-1`` in the column of sources and ``B-1`` in that of contents belong together, a second ``B-1`` in
one column begins another piece. ``misc`` is ``_`` or ``SpaceAfter=No``.

A line ``# newdoc id = NAME`` begins an article, ``# newpar`` a paragraph; other lines that begin with ``# `` are
comments, and blank lines end sentences. The text of an article is its words with one blank between them (none after
``SpaceAfter=No``) and blank lines between paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, files_in, read_exactly
from quotes.errors import CorpusError
from quotes.records import Span

COLUMNS = ["word", "source", "cue", "content", "misc"]
ROLES = COLUMNS[1:4]

_NEW_DOCUMENT = re.compile(r"# newdoc id = (\S.*)")
_TAG = re.compile(r"([BI])-(\d+)")


def read_attribution_conll(path: Path) -> list[GoldArticle]:
    """Read the articles of the ``.conll`` files of a folder, or of one file of any name, in order.

    Raises `CorpusError`, which names the line, when a file cannot be read or deviates from the format.
    """
    return [article for each in files_in(path, ".conll", "expected NAME.conll") for article in _articles(each)]


def _articles(path: Path) -> list[GoldArticle]:
    header, *lines = read_exactly(path).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    columns = header.split("\t")
    if columns not in (COLUMNS, COLUMNS[:-1]):
        raise CorpusError(f"{path}: the first line should name the columns {', '.join(COLUMNS[:-1])} and perhaps misc")
    articles: list[_ArticleBuilder] = []
    for number, line in enumerate(lines, start=2):
        where = f"{path}, line {number}"
        if match := _NEW_DOCUMENT.fullmatch(line.rstrip()):
            articles.append(_ArticleBuilder(match[1]))
        elif line.rstrip() == "# newpar" and articles:
            articles[-1].gap = "\n\n" if articles[-1].words else ""
        elif line.strip() and not line.startswith("# "):
            cells = line.split("\t")
            if len(cells) != len(columns) or not cells[0].strip():
                raise CorpusError(f"{where}: expected {len(columns)} columns with tabs between them")
            if not articles:
                raise CorpusError(f'{where}: expected "# newdoc id = NAME" above the first word')
            articles[-1].add(cells, where)
    if not articles:
        raise CorpusError(f"{path} has no articles: expected # newdoc id = NAME and words")
    return [article.finished() for article in articles]


class _ArticleBuilder:
    """An article to which the reader adds words."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.words: list[str] = []
        self.length = 0
        self.gap = ""
        """White space between the last word and the next one."""
        self.open: set[tuple[str, int]] = set()
        """Pieces that the last word belongs to, as role and number."""
        self.pieces: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))

    def add(self, cells: list[str], where: str) -> None:
        """Add a word with its tags; `where` names its line in errors."""
        self.words += [self.gap, cells[0]]
        span = Span(self.length + len(self.gap), self.length + len(self.gap) + len(cells[0]))
        self.length = span.end
        self.gap = "" if _is_space_after_no(cells[4:], where) else " "
        before, self.open = self.open, set()
        for role, cell in zip(ROLES, cells[1:4], strict=True):
            for begins, number in _tags(cell, where):
                pieces = self.pieces[number][role]
                if begins:
                    pieces.append(span)
                elif (role, number) in before:
                    pieces[-1] = Span(pieces[-1].start, span.end)
                else:
                    raise CorpusError(f"{where}: I-{number} in the column {role} goes on with nothing")
                self.open.add((role, number))

    def finished(self) -> GoldArticle:
        attributions = []
        for _, pieces in sorted(self.pieces.items()):
            source, cue, content = (tuple(pieces[role]) for role in ROLES)
            attributions.append(Attribution(source, cue, content))
        return GoldArticle(self.id, "".join(self.words), (Annotation("", tuple(attributions)),))


def _tags(cell: str, where: str) -> list[tuple[bool, int]]:
    """Return for each attribution of a word whether the word begins a piece, and the attribution's number."""
    matches = [] if cell == "O" else [_TAG.fullmatch(tag) for tag in cell.split("|")]
    tags = [(match[1] == "B", int(match[2])) for match in matches if match]
    if len(tags) != len(matches) or len({number for _, number in tags}) != len(tags):
        raise CorpusError(f"{where}: {cell!r} should be O, or B-N or I-N with a number, several of them joined by |")
    return tags


def _is_space_after_no(misc: list[str], where: str) -> bool:
    if misc and misc[0] not in ("_", "SpaceAfter=No"):
        raise CorpusError(f"{where}: {misc[0]!r} should be _ or SpaceAfter=No")
    return misc == ["SpaceAfter=No"]
