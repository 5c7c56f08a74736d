"""Training sentences from the Universal Dependencies treebanks EWT and GUM, made to look like news.

Of GUM, only the genres whose texts may be used freely are read. Half of the training sentences with straight quotation
marks or apostrophes get typographic ones, because news has them and the treebanks hardly do. Enhanced dependencies and
unused annotations are left out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from quotes.corpora.attribution.gold import read_exactly
from quotes.runtime.whole_file import whole_file

RESTRICTED_GENRES = frozenset({"essay", "fiction", "letter", "podcast", "whow", "reddit", "conversation"})
"""Genres of GUM whose texts may not be used commercially, or not be changed."""

QUOTATION_MARKS = [("“", "”")] * 6 + [("‘", "’"), ("«", "»")]
"""Replacements for straight quotation marks, one of which is drawn for each sentence."""

ELLIPSIS, SQUARE_BRACKETS = {"...": "…"}, {"(": "[", ")": "]"}

KEPT_COMMENT = re.compile(r"# (sent_id|text|newpar|newdoc)\b(?!_)")
ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank: its comment lines, and its token lines as tuples of the ten CoNLL-U columns."""

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> list[tuple[str, ...]]:
        """Rows of the syntactic words, without those of multi-word tokens."""
        return [row for row in self.rows if "-" not in row[ID]]

    def __str__(self) -> str:
        return "\n".join([*self.comments, *("\t".join(row) for row in self.rows)]) + "\n\n"


def read_training_trees(data: Path, seed: int) -> list[Tree]:
    """Return the training sentences of EWT and GUM in the folder `data`, some with typographic marks and brackets."""
    generator = random.Random(seed)
    trees = [*read_trees(data / "en_ewt-ud-train.conllu"), *_unrestricted(data / "en_gum-ud-train.conllu")]
    trees = [with_typographic_marks(tree, generator) if generator.random() < 0.5 else tree for tree in trees]
    trees = [with_forms(tree, ELLIPSIS) if generator.random() < 0.1 else tree for tree in trees]
    bracketed = [tree for tree in trees if "(" in text_of(tree) and generator.random() < 0.05]
    return trees + [with_forms(tree, SQUARE_BRACKETS) for tree in bracketed]


def read_development_trees(data: Path) -> list[Tree]:
    """Return the development sentences of EWT and of the unrestricted genres of GUM, unchanged."""
    return [*read_trees(data / "en_ewt-ud-dev.conllu"), *_unrestricted(data / "en_gum-ud-dev.conllu")]


def read_trees(path: Path) -> Iterator[Tree]:
    """Yield the sentences of a CoNLL-U file. Raises `CorpusError` if it cannot be read."""
    for block in read_exactly(path).split("\n\n"):
        lines = block.strip("\n").split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            yield Tree(
                tuple(line for line in lines if KEPT_COMMENT.match(line)),
                tuple(_without_extras(row) for row in rows if "." not in row[ID]),
            )


def write_trees(path: Path, trees: Iterable[Tree]) -> None:
    """Write a CoNLL-U file, whole or not at all."""
    with whole_file(path) as stream:
        stream.writelines(map(str, trees))


def text_of(tree: Tree) -> str:
    """Return the text of a sentence, rebuilt from its tokens."""
    return "".join(row[FORM] + ("" if "SpaceAfter=No" in row[MISC] else " ") for row in _tokens(tree)).rstrip()


def blanks_after(tree: Tree) -> Iterator[str]:
    """Yield for each word " " before a blank, "" before the next token, "+" before the next word of its token."""
    last, following = 0, ""
    for row in tree.rows:
        blank = "" if "SpaceAfter=No" in row[MISC] else " "
        if "-" in row[ID]:
            last, following = int(row[ID].partition("-")[2]), blank
        elif int(row[ID]) < last:
            yield "+"
        else:
            yield following if int(row[ID]) == last else blank


def with_typographic_marks(tree: Tree, generator: random.Random) -> Tree:
    """Replace straight quotation marks and apostrophes by typographic ones."""
    marks = generator.choice(QUOTATION_MARKS)
    opening = True
    rows = []
    for row in tree.rows:
        form = row[FORM]
        if form == '"' and row[UPOS] == "PUNCT":
            form = marks[0] if opening else marks[1]
            opening = not opening
        elif "'" in form and (len(form) > 1 or row[UPOS] == "PART"):
            form = form.replace("'", "’")
        rows.append((row[ID], form, *row[LEMMA:]))
    return _with_rows(tree, rows)


def with_forms(tree: Tree, forms: Mapping[str, str]) -> Tree:
    """Replace some forms by others: {"...": "…"}."""
    return _with_rows(tree, [(row[ID], forms.get(row[FORM], row[FORM]), *row[LEMMA:]) for row in tree.rows])


def with_whole_multi_word_tokens(tree: Tree) -> Tree:
    """Spell the words of a multi-word token as the token is, where only the apostrophe differs ("isn’t", "n't")."""
    rows = list(tree.rows)
    for index, row in enumerate(rows):
        if "-" in row[ID]:
            first, last = map(int, row[ID].split("-"))
            parts = rows[index + 1 : index + 2 + last - first]
            joined = "".join(part[FORM] for part in parts)
            if joined != row[FORM] and joined.replace("’", "'") == row[FORM].replace("’", "'"):
                ends = [0]
                for part in parts:
                    ends.append(ends[-1] + len(part[FORM]))
                for offset, (start, end) in enumerate(pairwise(ends)):
                    part = rows[index + 1 + offset]
                    rows[index + 1 + offset] = (part[ID], row[FORM][start:end], *part[LEMMA:])
    return replace(tree, rows=tuple(rows))


def _unrestricted(path: Path) -> list[Tree]:
    return [tree for tree in read_trees(path) if _genre(tree) not in RESTRICTED_GENRES]


def _genre(tree: Tree) -> str | None:
    """Return the genre of a sentence of GUM, from its identifier: "news" from "GUM_news_asylum-3"."""
    identifier = next((line for line in tree.comments if line.startswith("# sent_id")), "")
    match = re.search(r"GUM_([a-z]+)_", identifier)
    return match.group(1) if match else None


def _without_extras(row: Sequence[str]) -> tuple[str, ...]:
    return (*row[:DEPS], "_", "SpaceAfter=No" if "SpaceAfter=No" in row[MISC] else "_")


def _tokens(tree: Tree) -> Iterator[tuple[str, ...]]:
    """Yield the rows of surface tokens: multi-word tokens instead of their words."""
    covered = 0
    for row in tree.rows:
        first, _, last = row[ID].partition("-")
        if last:
            covered = int(last)
        elif int(first) <= covered:
            continue
        yield row


def _with_rows(tree: Tree, rows: Sequence[tuple[str, ...]]) -> Tree:
    changed = Tree(tree.comments, tuple(rows))
    text = "# text = " + text_of(changed)
    return replace(changed, comments=tuple(text if line.startswith("# text =") else line for line in changed.comments))
