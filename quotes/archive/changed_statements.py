"""Pairs of statements of one speaker that are about the same at two dates, in other words."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quotes.archive.found_tables import Row, counted_in_words, found_table
from quotes.archive.search_query import Query
from quotes.archive.searching import Hit, found_numbers, hits_of
from quotes.reports.cells import CellType
from quotes.reports.found_quotations import FoundQuotations, changes_to_list, diff_in_words
from quotes.reports.wording import in_one_line
from quotes.verification.verdicts import ChangeKind, WordChange
from quotes.verification.word_alignment import aligned
from quotes.words import load_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_COMPARED = 1000
"""Newest statements that are compared with each other."""

LEAST_SIMILARITY = 0.3
"""Similarity of statements about the same, 0 to 1."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_CHANGES: dict[str, ChangeKind] = {"equal": "same", "replace": "replaced", "insert": "inserted", "delete": "dropped"}

COLUMNS: dict[str, CellType] = {
    "old_day": "text",
    "new_day": "text",
    "similarity": "number",
    "old_article": "text",
    "new_article": "text",
    "old_statement": "text",
    "new_statement": "text",
    "change": "text",
}


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """An older and a newer statement about the same, their similarity (0 to 1), and the diff of their words."""

    old: Hit
    new: Hit
    similarity: float
    words: tuple[WordChange, ...]


def changed_statements(connection: sqlite3.Connection, query: Query, *, limit: int = 10) -> list[ChangedStatement]:
    """Return pairs of the statements of a query, of two days and not the same words, the most alike first.

    The newest `MOST_COMPARED` statements that have a day are compared by the words they share. Each statement is in one
    pair at most; of pairs as alike, that with more time between comes first.
    """
    numbers = found_numbers(connection, query, MOST_COMPARED)
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        "SELECT statements.id, day, statements.text FROM statements JOIN articles ON articles.id = article"
        f" WHERE statements.id IN ({marks}) AND day IS NOT NULL ORDER BY statements.id",
        numbers,
    ).fetchall()
    found = []
    for score, *pair in islice(_pairs(rows), limit):
        old, new = hits_of(connection, [rows[place]["id"] for place in pair])
        found.append(ChangedStatement(old, new, score, diff(old.text, new.text)))
    return found


def shared_words(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the cosine of the words of texts; words count more the fewer of the texts have them, function words 0."""
    import numpy as np

    empty = load_words("function_words")
    counts = [Counter(word for word in _words(text) if word not in empty) for text in texts]
    frequencies = Counter(word for words in counts for word in words)
    places = {word: place for place, word in enumerate(word for word, number in frequencies.items() if number > 1)}
    weights = np.zeros((len(texts), len(places) + 1), np.float32)
    for row, words in enumerate(counts):
        for word, number in words.items():
            weight = number * math.log(1 + len(texts) / frequencies[word])
            if word in places:
                weights[row, places[word]] = weight
            else:
                weights[row, -1] += weight**2
    lengths = np.sqrt((weights[:, :-1] ** 2).sum(axis=1) + weights[:, -1])
    shared = weights[:, :-1] / np.maximum(lengths, 1e-9)[:, None]
    similarities: NDArray[np.float32] = shared @ shared.T
    return similarities


def diff(old: str, new: str) -> tuple[WordChange, ...]:
    """Return the diff of the words of two texts; case and signs do not count."""
    before, after = old.split(), new.split()
    steps = aligned([_folded(word) for word in after], 0, [_folded(word) for word in before], range(len(before)))
    return tuple(
        WordChange(
            _CHANGES[step.tag], " ".join(after[step.start : step.end]), " ".join(before[each] for each in step.source)
        )
        for step in steps
    )


def found_changed(changed: Sequence[ChangedStatement], name: str) -> FoundQuotations[Row]:
    """Return pairs as a table, in which people see the diff, and programs both statements too."""
    rows = [
        {
            "old_day": one.old.day,
            "new_day": one.new.day,
            "similarity": one.similarity,
            "old_article": one.old.places[0],
            "new_article": one.new.places[0],
            "old_statement": one.old.text,
            "new_statement": one.new.text,
            "change": diff_in_words(one.words),
        }
        for one in changed
    ]
    documents = [{**row, "changes": changes_to_list(one.words)} for row, one in zip(rows, changed, strict=True)]
    return found_table(
        COLUMNS,
        rows,
        documents,
        f"{name}: {counted_in_words(len(changed), 'pair')} of statements."
        if changed
        else f"{name}: no statements of two days about the same.",
        for_people=("old_day", "new_day", "change"),
    )


def _pairs(rows: Sequence[sqlite3.Row]) -> Iterator[tuple[float, int, int]]:
    """Yield the similarity of two of some statements with their days, and the places of the older and the newer one."""
    import numpy as np

    texts = [in_one_line(row["text"]) for row in rows]
    ordinals = np.array([row["day"] for row in rows], "datetime64[D]").astype(int)
    apart = ordinals[None, :] - ordinals[:, None]
    similarities = shared_words(texts)
    old, new = np.nonzero((similarities >= LEAST_SIMILARITY) & (apart > 0))
    scores = np.round(similarities[old, new], 2)
    taken = set[int]()
    for each in np.lexsort((-apart[old, new], -scores)).tolist():
        first, second = int(old[each]), int(new[each])
        if taken.isdisjoint((first, second)) and _words(texts[first]) != _words(texts[second]):
            taken |= {first, second}
            yield round(float(scores[each]), 2), first, second


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _folded(word: str) -> str:
    return "".join(_words(word)) or word
