"""Speakers of an archive behind the mentions in its articles, by the rules of `quotes.speakers.across`.

Mentions are taken in the order of their numbers, that is, of articles. Who is whom depends on the mentions that are in
the archive only: what the removal of one changes for later ones is put right.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from quotes.archive.numbers import facets
from quotes.records import Speaker
from quotes.speakers.across import Appearances, facts_agree, is_same, shared_keys
from quotes.speakers.roster import comparable_name

FACTS = ("name", "kind", "role", "affiliation", "listed")
"""Columns that a speaker has from its first mention."""


def link(connection: sqlite3.Connection, mention: int, speaker: Speaker, here: set[int]) -> int:
    """Return the number of the speaker behind the last of all mentions, which is none of those `here`."""
    keys = shared_keys(speaker)
    found = next((one for one in _candidates(connection, keys, speaker) if one not in here), None)
    return _linked(connection, mention, speaker, keys, found)


def link_alone(connection: sqlite3.Connection, mention: int, speaker: Speaker) -> tuple[int, set[str]]:
    """Return the number of a new speaker behind a mention, and the keys to `relink`: others may be the same."""
    keys = shared_keys(speaker)
    return _linked(connection, mention, speaker, keys, None), keys


def unlink(connection: sqlite3.Connection, row: sqlite3.Row) -> set[str]:
    """Delete a mention, and its speaker if that has no other, and return the keys to `relink`."""
    number, mention, speaker = row["speaker"], row["id"], speaker_of(row)
    _count_names(connection, number, speaker, -1)
    connection.execute("DELETE FROM mentions WHERE id = ?", [mention])
    if connection.execute("SELECT 1 FROM mentions WHERE speaker = ? LIMIT 1", [number]).fetchone() is None:
        _delete_speaker(connection, number)
        return set()
    first = connection.execute("SELECT key FROM speaker_keys WHERE speaker = ? AND mention = ?", [number, mention])
    return {row["key"] for row in first}


def relink(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Find the speakers behind all mentions with these keys anew, and behind those that depend on them."""
    speakers = _connected(connection, keys)
    if not speakers:
        return
    of_these = "speaker IN (SELECT value FROM json_each(?))"
    mentions = connection.execute(
        f"SELECT id, article, speaker, aliases, {', '.join(FACTS)} FROM mentions WHERE {of_these} ORDER BY id",
        [json.dumps(sorted(speakers))],
    )
    clusters, changes = _clusters(mentions)
    connection.execute(f"DELETE FROM speaker_keys WHERE {of_these}", [json.dumps(sorted(speakers))])
    taken = set()
    for cluster in clusters:
        number = next((one for one, _ in cluster.numbers.most_common() if one not in taken), None)
        cluster.number = _saved(connection, cluster.appearances.speaker, number)
        taken.add(cluster.number)
        _insert_keys(connection, cluster.number, cluster.first_of_key)
    moved = [(mention, cluster.number) for mention, before, cluster in changes if before != cluster.number]
    _move(connection, moved)
    for number in speakers - taken:
        _delete_speaker(connection, number)


def speaker_of(row: sqlite3.Row) -> Speaker:
    """Return what linking needs to know of a mention, or of a speaker, from the columns of its row."""
    aliases = tuple(json.loads(row["aliases"])) if "aliases" in row.keys() else ()  # noqa: SIM118
    name, kind, role, affiliation, listed = (row[column] for column in FACTS)
    return Speaker("", name, kind, role, affiliation, aliases=aliases, listed=bool(listed))


class _Cluster:
    """Mentions of one speaker: the numbers of speakers that they had, and the first mention with each key."""

    def __init__(self, speaker: Speaker) -> None:
        self.appearances = Appearances(speaker)
        self.numbers = Counter[int]()
        self.first_of_key: dict[str, int] = {}
        self.number = 0


def _clusters(mentions: Iterable[sqlite3.Row]) -> tuple[list[_Cluster], list[tuple[int, int, _Cluster]]]:
    """Return the clusters of mentions, and each mention with the number of its speaker before and its cluster."""
    clusters: list[_Cluster] = []
    of_key: dict[str, list[_Cluster]] = {}
    placed: list[tuple[int, int, _Cluster]] = []
    article, here = -1, set[_Cluster]()
    for row in mentions:
        if row["article"] != article:
            article, here = row["article"], set()
        speaker = speaker_of(row)
        keys = shared_keys(speaker)
        known = {cluster: None for key in keys for cluster in of_key.get(key, ()) if cluster not in here}
        same = [cluster for cluster in known if is_same(cluster.appearances, speaker)]
        if same:
            cluster = min(same, key=clusters.index) if len(same) > 1 else same[0]
        else:
            cluster = _Cluster(speaker)
            clusters.append(cluster)
        here.add(cluster)
        for key in keys - cluster.appearances.keys:
            cluster.appearances.keys.add(key)
            cluster.first_of_key[key] = row["id"]
            of_key.setdefault(key, []).append(cluster)
        cluster.numbers[row["speaker"]] += 1
        placed.append((row["id"], row["speaker"], cluster))
    return clusters, placed


def _candidates(connection: sqlite3.Connection, keys: set[str], speaker: Speaker) -> Iterable[int]:
    """Return the speakers that are the same by the rules, in the order of their first mentions."""
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT DISTINCT speakers.*, (SELECT id FROM mentions WHERE speaker = speakers.id ORDER BY id LIMIT 1) AS"
        f" first FROM speaker_keys JOIN speakers ON speakers.id = speaker WHERE key IN ({marks}) ORDER BY first",
        sorted(keys),
    )
    return [row["id"] for row in rows if facts_agree(speaker_of(row), speaker)] if keys else []


def _linked(connection: sqlite3.Connection, mention: int, speaker: Speaker, keys: set[str], number: int | None) -> int:
    if number is None:
        number = _saved(connection, speaker, None)
    _count_names(connection, number, speaker, 1)
    _insert_keys(connection, number, dict.fromkeys(keys, mention))
    return number


def _saved(connection: sqlite3.Connection, first: Speaker, number: int | None) -> int:
    """Write what a speaker has from its first mention, and return its number, a new one for None."""
    values = (first.name, first.kind, first.role, first.affiliation, first.listed)
    if number is None:
        new = connection.execute(
            "INSERT INTO speakers (name, kind, role, affiliation, listed) VALUES (?, ?, ?, ?, ?)", values
        ).lastrowid
        assert new is not None
        return new
    connection.execute(
        "UPDATE speakers SET name = ?, kind = ?, role = ?, affiliation = ?, listed = ? WHERE id = ?", (*values, number)
    )
    return number


def _insert_keys(connection: sqlite3.Connection, number: int, mentions: Mapping[str, int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO speaker_keys (key, speaker, mention) VALUES (?, ?, ?)",
        [(key, number, mention) for key, mention in mentions.items()],
    )


def _connected(connection: sqlite3.Connection, keys: Iterable[str]) -> set[int]:
    """Return the speakers that have these keys, or share keys with such speakers, and so on."""
    waiting, seen, speakers = set(keys), set[str](), set[int]()
    while waiting:
        key = waiting.pop()
        seen.add(key)
        for (speaker,) in connection.execute("SELECT speaker FROM speaker_keys WHERE key = ?", [key]).fetchall():
            if speaker not in speakers:
                speakers.add(speaker)
                of_speaker = connection.execute("SELECT key FROM speaker_keys WHERE speaker = ?", [speaker])
                waiting |= {row["key"] for row in of_speaker} - seen
    return speakers


def _move(connection: sqlite3.Connection, moved: list[tuple[int, int]]) -> None:
    """Give mentions other speakers, with all that depends on it."""
    statements: dict[int, list[tuple[int, int, int]]] = {}
    for mention, number in moved:
        row = connection.execute("SELECT * FROM mentions WHERE id = ?", [mention]).fetchone()
        _count_names(connection, row["speaker"], speaker_of(row), -1)
        _count_names(connection, number, speaker_of(row), 1)
        connection.execute("UPDATE mentions SET speaker = ? WHERE id = ?", [number, mention])
        for statement, position in connection.execute(
            "SELECT statement, position FROM statements"
            " JOIN statement_speakers ON statement = id WHERE article = ? AND mention = ?",
            [row["article"], mention],
        ).fetchall():
            statements.setdefault(statement, []).append((number, mention, position))
            connection.execute(
                "DELETE FROM statement_speakers WHERE statement = ? AND speaker = ?", [statement, row["speaker"]]
            )
    for statement, speaking in statements.items():
        connection.executemany(
            "INSERT INTO statement_speakers (speaker, statement, mention, position) VALUES (?, ?, ?, ?)",
            [(number, statement, mention, position) for number, mention, position in speaking],
        )
        kind, act = connection.execute("SELECT kind, act FROM statements WHERE id = ?", [statement]).fetchone()
        kinds = connection.execute(
            "SELECT statement_speakers.speaker, kind FROM statement_speakers JOIN mentions ON mentions.id = mention"
            " WHERE statement = ? ORDER BY position",
            [statement],
        ).fetchall()
        words = facets(kind, act, [(speaker, speaker_kind) for speaker, speaker_kind in kinds])
        connection.execute("UPDATE statements SET facets = ? WHERE id = ?", [words, statement])


def _count_names(connection: sqlite3.Connection, number: int, speaker: Speaker, count: int) -> None:
    names = {comparable_name(name) for name in (speaker.name, *speaker.aliases)}
    connection.executemany(
        "INSERT INTO speaker_names (name, speaker, mentions) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET mentions = speaker_names.mentions + excluded.mentions",
        [(name, number, count) for name in sorted(names)],
    )
    if count < 0:
        connection.executemany(
            "DELETE FROM speaker_names WHERE name = ? AND speaker = ? AND mentions = 0",
            [(name, number) for name in sorted(names)],
        )


def _delete_speaker(connection: sqlite3.Connection, number: int) -> None:
    for table, column in (("speaker_names", "speaker"), ("speaker_keys", "speaker"), ("speakers", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [number])
