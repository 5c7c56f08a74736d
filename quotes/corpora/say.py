"""Attributions annotated in lines: ``ARTICLE.say`` beside ``ARTICLE.txt``, or an article of another format.

Each line is one statement, its fields copied from the article::

    Jerome Powell (person) | Chair Jerome Powell | called | that || "prudent." | q, neg

They are the speaker (with a kind the first time, which holds for the whole article), source, cue and content, and
flags, which may be left out: ``q`` for a question, ``neg`` for what was not said, ``hyp`` for what might be said,
``in`` for a statement within another one. A field is empty if it is ``-``; `` || `` stands between its pieces; a long
piece may be cut: ``first words ... last words``. Lines that begin with ``#`` are comments, some of which
`quotes.corpora.say_lines` understands.
"""

from __future__ import annotations

from pathlib import Path

from quotes.article import Article
from quotes.corpora.attribution.gold import Annotation, Attribution, GoldArticle, read_exactly
from quotes.corpora.say_lines import Places, SayLine, WrongLine, read_lines
from quotes.corpora.say_paths import article_of_say
from quotes.corpora.say_places import LineFinder
from quotes.errors import CorpusError


def read_say(path: Path) -> list[GoldArticle]:
    """Read an annotated article, or all those in a folder and the folders in it, by their paths, which are their ids.

    Raises `CorpusError` where there are none, or a line is malformed or its words are not in the article. In files that
    say whether they are complete, as corrections do, such lines are left out, and the article is not complete.
    """
    folder, paths = (
        (path, sorted(each for each in path.rglob("*.say") if each.is_file()))
        if path.is_dir()
        else (path.parent, [path])
    )
    if not paths or paths[0].suffix != ".say":
        raise CorpusError(f"{path} has no annotated articles: expected ARTICLE.say beside ARTICLE.txt")
    return [gold_article(each, str(each.relative_to(folder).with_suffix(""))) for each in paths]


def gold_article(path: Path, identifier: str) -> GoldArticle:
    """Return the annotated article of a file of lines, with this id. Raises `CorpusError` as `read_say` does."""
    article = _article(path)
    contents = read_lines(read_exactly(path))
    finder = LineFinder(article.text, strict=contents.is_marked)
    found: list[Attribution] = []
    rejected: list[Attribution] = []
    lost = 0
    for line in contents.lines:
        try:
            if isinstance(line, WrongLine):
                raise CorpusError(line.reason)
            attribution = _attribution(line, finder.find(line))
        except CorpusError as error:
            if not contents.is_marked and not (isinstance(line, SayLine) and line.lost):
                raise CorpusError(f"{path}, line {line.number}: {error}") from None
            lost += 1
        else:
            (rejected if line.rejected else found).append(attribution)
    return GoldArticle(
        identifier,
        article.text,
        (Annotation("", tuple(found)),),
        complete=contents.is_complete_for(article.text) and not lost,
        rejected=tuple(rejected),
        blocks=article.blocks,
    )


def _article(path: Path) -> Article:
    """Return the article that a file of lines is about: plain text as it is, another format as its reader gives it."""
    plain = path.with_suffix(".txt")
    if plain.is_file():
        return Article(read_exactly(plain).removeprefix("\ufeff"))
    return article_of_say(path)


def _attribution(line: SayLine, places: Places) -> Attribution:
    source, cue, content = places
    name, kind = (line.named.name, line.named.kind) if line.named else (None, None)
    return Attribution(
        source,
        cue,
        content,
        speaker=name,
        speaker_kind=None if kind == "unknown" else kind,
        nested="in" in line.flags,
    )
