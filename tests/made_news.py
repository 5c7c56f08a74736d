"""A database of made news: words and speakers as frequent as in news, by a seed, in bulk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from quotes.archive.numbers import facets, statement_number
from quotes.archive.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, TRIGGERS, VIEWS
from quotes.archive.storing import insert
from quotes.records import SPEAKER_KINDS

FIRST_DAY, DAYS = date(2016, 1, 1), 3650
VOCABULARY = 50_000
SPEAKERS_PER_STATEMENT = 0.15
STATEMENTS_PER_ARTICLE = 10
WORDS_PER_STATEMENT = 20
SYLLABLES = [a + b for a, b in product("bcdfghklmnprstvw", ("a", "e", "i", "o", "u", "ar", "en", "is", "or", "ul"))]


def vocabulary(size: int = VOCABULARY) -> list[str]:
    """Words of up to three syllables, in an order of their own."""
    words = ["".join(syllables) for count in (1, 2, 3) for syllables in product(SYLLABLES, repeat=count)]
    found = list(dict.fromkeys(words))[:size]
    return [found[number] for number in np.random.default_rng(1).permutation(size)]


def zipf(random: np.random.Generator, size: int, count: int) -> np.ndarray:
    """Numbers under `size`, the n-th as frequent as 1/n."""
    weights = np.cumsum(1 / np.arange(1, size + 1))
    return np.searchsorted(weights, random.random(count) * weights[-1])


def make_news(path: Path, statements: int, seed: int = 1, *, by_triggers: bool = False) -> None:
    """Make an archive of so many statements, through the triggers or in bulk, which gives the same."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = off")
    connection.execute("PRAGMA synchronous = off")
    connection.executescript(f"{TABLES} {TRIGGERS if by_triggers else ''}")
    connection.execute("BEGIN")
    _fill(connection, statements, np.random.default_rng(seed))
    if not by_triggers:
        connection.execute(
            "INSERT INTO monthly (speaker, month, statements) SELECT speaker, month, count(*) FROM statement_speakers"
            " JOIN statements ON id = statement WHERE counted GROUP BY month, speaker ORDER BY month, speaker"
        )
        for period in ("substr(month, 1, 4)", "'all'"):
            connection.execute(
                "INSERT INTO totals (period, speaker, statements)"
                f" SELECT {period}, speaker, sum(statements) FROM monthly GROUP BY 1, 2 ORDER BY 1, 2"
            )
        connection.execute("INSERT INTO statement_words (statement_words) VALUES ('rebuild')")
    connection.execute("COMMIT")
    connection.executescript(
        f"{'' if by_triggers else TRIGGERS} {VIEWS}"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; ANALYZE;"
    )
    connection.close()


def _fill(connection: sqlite3.Connection, statements: int, random: np.random.Generator) -> None:
    insert(connection, "configurations", [{"version": "1", "model": "made", "options": "{}"}])
    words = vocabulary()
    speakers = max(10, int(statements * SPEAKERS_PER_STATEMENT))
    kinds = [SPEAKER_KINDS[number] for number in random.integers(0, len(SPEAKER_KINDS), speakers)]
    names = [f"{words[1000 + n % 9000].title()} {words[10_000 + n % 39_989].title()}" for n in range(speakers)]
    insert(
        connection,
        "speakers",
        ({"name": name, "kind": kind} for name, kind in zip(names, kinds, strict=True)),
    )
    insert(
        connection,
        "speaker_names",
        ({"name": name.lower(), "speaker": n, "mentions": 1} for n, name in enumerate(names, 1)),
    )
    articles = -(-statements // STATEMENTS_PER_ARTICLE)
    days = np.sort(random.integers(0, DAYS, articles))
    for article in range(1, articles + 1):
        day = FIRST_DAY + timedelta(days=int(days[article - 1]))
        count = min(STATEMENTS_PER_ARTICLE, statements - (article - 1) * STATEMENTS_PER_ARTICLE)
        lengths = random.integers(WORDS_PER_STATEMENT // 2, WORDS_PER_STATEMENT * 3 // 2, count)
        drawn = iter(zipf(random, len(words), int(lengths.sum())))
        texts = [" ".join(words[next(drawn)] for _ in range(length)) for length in lengths]
        speaking = (zipf(random, speakers, count) + 1).tolist()
        _store(connection, article, day, texts, speaking, kinds, names)


def _store(
    connection: sqlite3.Connection,
    article: int,
    day: date,
    texts: list[str],
    speaking: list[int],
    kinds: list[Any],
    names: list[str],
) -> None:
    row = {"id": article, "place": f"paper{article % 20}/{article}.txt", "title": texts[0][:60], "configuration": 1}
    dates = {"date": day.isoformat(), "day": day.isoformat(), "story": article, "text": "\n\n".join(texts)}
    insert(connection, "articles", [row | dates])
    mentions = {speaker: article << 13 | place for place, speaker in enumerate(dict.fromkeys(speaking))}
    for place, (speaker, id) in enumerate(mentions.items()):
        mention = {"id": id, "article": article, "local_id": f"s{place}", "speaker": speaker}
        about = {"name": names[speaker - 1], "kind": kinds[speaker - 1], "aliases": "[]", "listed": 0, "details": "[]"}
        insert(connection, "mentions", [mention | about | {"spans": "[]"}])
    insert(connection, "statements", _statements(article, day, texts, speaking, kinds))
    insert(
        connection,
        "statement_speakers",
        (
            {
                "speaker": speaker,
                "statement": statement_number(day, article, position),
                "mention": mentions[speaker],
                "position": 0,
            }
            for position, speaker in enumerate(speaking)
        ),
    )


def _statements(
    article: int, day: date, texts: list[str], speaking: list[int], kinds: list[Any]
) -> Iterator[dict[str, Any]]:
    start = 0
    for position, (text, speaker) in enumerate(zip(texts, speaking, strict=True)):
        kind = ("direct", "indirect", "mixed")[position % 3]
        yield {
            "id": statement_number(day, article, position),
            "article": article,
            "local_id": f"q{position + 1}",
            "month": day.isoformat()[:7],
            "text": text,
            "kind": kind,
            "act": "speech",
            "negated": position % 7 == 0,
            "hypothetical": 0,
            "question": 0,
            "content": json.dumps([[start, start + len(text)]]),
            "source": "[]",
            "circumstances": "[]",
            "confidence": 0.5 + position / 20,
            "speaker_confidence": 0.9,
            "speaker_evidence": "[]",
            "rule": "clause/subject",
            "decided": 0,
            "finders": '["rules"]',
            "counted": 1,
            "facets": facets(kind, "speech", [(speaker, kinds[speaker - 1])]),
        }
        start += len(text) + 2
