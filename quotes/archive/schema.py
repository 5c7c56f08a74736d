"""Tables of an archive, their indexes, triggers and views.

Numbers of statements grow with the day of their article (`quotes.archive.numbers`), so that the newest ones come first
in the order of the rows, also of the index of words, without sorting. What only counts or indexes (``monthly``,
``statement_words``) is kept by triggers.

A record of an article, a statement or a speaker stands in columns; those with more than one value are JSON. Texts of
spans are not stored: the article has them.
"""

from __future__ import annotations

APPLICATION_ID = 0x71756F74
"""``PRAGMA application_id`` of an archive: "quot"."""

SCHEMA_VERSION = 2
"""``PRAGMA user_version`` of an archive; `quotes.archive.schema_steps` leads to it from every earlier one."""

TABLES = """
CREATE TABLE configurations (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    options TEXT NOT NULL,
    UNIQUE (version, model, options)
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    configuration INTEGER NOT NULL REFERENCES configurations,
    started TEXT NOT NULL,
    ended TEXT,
    stored INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE,
    title TEXT,
    date TEXT,
    day TEXT,
    author TEXT,
    url TEXT,
    language TEXT,
    text TEXT NOT NULL DEFAULT '',
    blocks TEXT NOT NULL DEFAULT '[]',
    warnings TEXT NOT NULL DEFAULT '[]',
    hash TEXT NOT NULL DEFAULT '',
    configuration INTEGER NOT NULL REFERENCES configurations,
    error TEXT,
    story INTEGER,
    signature BLOB
);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_story ON articles (story);
CREATE TABLE article_bands (
    band INTEGER NOT NULL,
    is_copy INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (band, is_copy, article)
) WITHOUT ROWID;
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    affiliation TEXT,
    listed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE speaker_names (
    name TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers,
    mentions INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (name, speaker)
) WITHOUT ROWID;
CREATE INDEX names_by_speaker ON speaker_names (speaker);
CREATE TABLE speaker_keys (
    key TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers,
    mention INTEGER NOT NULL,
    PRIMARY KEY (key, speaker)
) WITHOUT ROWID;
CREATE INDEX keys_by_speaker ON speaker_keys (speaker);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local_id TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT,
    affiliation TEXT,
    speaks_for TEXT,
    anonymity TEXT,
    aliases TEXT NOT NULL,
    listed INTEGER NOT NULL,
    details TEXT NOT NULL,
    spans TEXT NOT NULL,
    UNIQUE (article, local_id)
);
CREATE INDEX mentions_by_speaker ON mentions (speaker);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    local_id TEXT NOT NULL,
    month TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    act TEXT NOT NULL,
    negated INTEGER NOT NULL,
    hypothetical INTEGER NOT NULL,
    question INTEGER NOT NULL,
    content TEXT NOT NULL,
    cue TEXT,
    source TEXT NOT NULL,
    circumstances TEXT NOT NULL,
    nested_in TEXT,
    confidence REAL NOT NULL,
    speaker_confidence REAL NOT NULL,
    speaker_evidence TEXT NOT NULL,
    rule TEXT NOT NULL,
    finders TEXT NOT NULL,
    decided INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    facets TEXT NOT NULL
);
CREATE INDEX statements_by_article ON statements (article);
CREATE TABLE statement_speakers (
    speaker INTEGER NOT NULL REFERENCES speakers,
    statement INTEGER NOT NULL REFERENCES statements,
    mention INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (speaker, statement)
) WITHOUT ROWID;
CREATE INDEX speakers_by_statement ON statement_speakers (statement);
CREATE TABLE monthly (
    speaker INTEGER NOT NULL REFERENCES speakers,
    month TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (month, speaker)
) WITHOUT ROWID;
CREATE INDEX monthly_by_speaker ON monthly (speaker, month);
CREATE INDEX monthly_by_count ON monthly (month, statements);
CREATE TABLE totals (
    period TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers,
    statements INTEGER NOT NULL,
    PRIMARY KEY (period, speaker)
) WITHOUT ROWID;
CREATE INDEX totals_by_count ON totals (period, statements);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    text, facets, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='3 4'
);
"""
"""``statements.text`` is the content as `quotes.records.Statement.text` gives it; ``statements.counted`` is 0 in copies
of an article that is there already (those whose ``articles.story`` is another article); ``statements.facets`` holds
words by which the index of words finds speakers, kinds and acts (`quotes.archive.numbers.facets`).
``statements.month`` is the month of the article's day, "2026-03", "" without one. ``speaker_names`` has the names of
speakers as `quotes.speakers.roster.comparable_name` gives them, with the number of mentions that have each,
and ``speaker_keys`` the keys of speakers (`quotes.speakers.across.shared_keys`), with the first mention of each.
``article_bands`` has the bands of ``articles.signature`` (`quotes.archive.text_signatures`), and whether the article is
a copy. `quotes.archive.numbers` says how mentions and statements are numbered.
``totals`` sums ``monthly`` for each year, "2026", "" without one, and for ``ALL_TIME``."""

ALL_TIME = "all"
"""Period of ``totals`` that is all time."""

TRIGGERS = """
CREATE TRIGGER words_of_new AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, text, facets) VALUES (new.id, new.text, new.facets);
END;
CREATE TRIGGER words_of_removed AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, text, facets)
    VALUES ('delete', old.id, old.text, old.facets);
END;
CREATE TRIGGER words_of_changed AFTER UPDATE OF text, facets ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, text, facets)
    VALUES ('delete', old.id, old.text, old.facets);
    INSERT INTO statement_words (rowid, text, facets) VALUES (new.id, new.text, new.facets);
END;
CREATE TRIGGER months_of_new AFTER INSERT ON statement_speakers BEGIN
    INSERT INTO monthly (speaker, month, statements)
    SELECT new.speaker, month, 1 FROM statements WHERE id = new.statement AND counted
    ON CONFLICT (month, speaker) DO UPDATE SET statements = monthly.statements + 1;
END;
CREATE TRIGGER months_of_removed AFTER DELETE ON statement_speakers BEGIN
    UPDATE monthly SET statements = statements - 1
    WHERE speaker = old.speaker AND month = (SELECT month FROM statements WHERE id = old.statement AND counted);
    DELETE FROM monthly WHERE speaker = old.speaker AND statements = 0;
END;
CREATE TRIGGER months_of_changed AFTER UPDATE OF counted ON statements WHEN new.counted != old.counted BEGIN
    INSERT INTO monthly (speaker, month, statements)
    SELECT speaker, new.month, 0 FROM statement_speakers WHERE statement = new.id
    ON CONFLICT (month, speaker) DO NOTHING;
    UPDATE monthly SET statements = statements + new.counted - old.counted
    WHERE month = new.month AND speaker IN (SELECT speaker FROM statement_speakers WHERE statement = new.id);
    DELETE FROM monthly WHERE month = new.month AND statements = 0;
END;
CREATE TRIGGER totals_of_new AFTER INSERT ON monthly BEGIN
    INSERT INTO totals (period, speaker, statements)
    VALUES (substr(new.month, 1, 4), new.speaker, new.statements), ('all', new.speaker, new.statements)
    ON CONFLICT (period, speaker) DO UPDATE SET statements = totals.statements + excluded.statements;
END;
CREATE TRIGGER totals_of_changed AFTER UPDATE OF statements ON monthly BEGIN
    UPDATE totals SET statements = statements + new.statements - old.statements
    WHERE period IN (substr(new.month, 1, 4), 'all') AND speaker = new.speaker;
END;
CREATE TRIGGER totals_of_removed AFTER DELETE ON monthly BEGIN
    UPDATE totals SET statements = statements - old.statements
    WHERE period IN (substr(old.month, 1, 4), 'all') AND speaker = old.speaker;
    DELETE FROM totals WHERE speaker = old.speaker AND statements = 0;
END;
"""
"""Rows of ``statement_speakers`` are deleted before those of their statements, and inserted after them."""

VIEWS = """
CREATE VIEW who_said_what AS
SELECT articles.day, articles.place AS article, speakers.name AS speaker, speakers.kind AS speaker_kind,
    statements.text AS statement, statements.kind, statements.act, statements.negated, statements.question,
    statements.confidence, statements.counted, statements.id, speakers.id AS speaker_id
FROM statements
JOIN articles ON articles.id = statements.article
LEFT JOIN statement_speakers ON statement_speakers.statement = statements.id
LEFT JOIN speakers ON speakers.id = statement_speakers.speaker;
CREATE VIEW failed_articles AS
SELECT place, error, configurations.version, configurations.model
FROM articles JOIN configurations ON configurations.id = articles.configuration
WHERE error IS NOT NULL;
CREATE VIEW stories AS
SELECT articles.story, first.title, count(*) AS articles, min(articles.day) AS first_day, max(articles.day) AS last_day,
    group_concat(articles.place, char(10)) AS places
FROM articles JOIN articles AS first ON first.id = articles.story
GROUP BY articles.story HAVING count(*) > 1;
CREATE VIEW top_speakers AS
SELECT monthly.month, speakers.name AS speaker, speakers.kind, monthly.statements
FROM monthly JOIN speakers ON speakers.id = monthly.speaker;
"""
