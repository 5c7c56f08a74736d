"""Q403: cues in the present and in the past in one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from quotes.lint.article_sources import is_headline
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.lint.speaker_names import words_of
from quotes.records import Span, Statement
from quotes.words import load_words

_PRESENT = re.compile(
    r"(?:also )?(says|adds|tells|explains|argues|warns|continues|recalls|stresses|notes|remarks|"
    r"points out|concludes)\b.*",
    re.I | re.S,
)
_PAST = re.compile(
    r"(?:also |then |later )?(said|added|told|explained|argued|warned|insisted|continued|recalled|stressed|claimed|"
    r"noted|remarked|pointed out|concluded)\b.*",
    re.I | re.S,
)
_OTHER_TIME = re.compile(
    r"\b(?:(?:19|20)\d\d|last (?:week|month|year|spring|summer|autumn|winter)|years? ago|months? ago|weeks? ago|at the "
    r"time|previously|earlier|once|once again|then|back then|in an? (?:interview|statement|letter|e-?mail|tweet|post)|"
    r"told (?:the )?(?:court|jury|inquest|hearing|inquiry|parliament)|when)\b",
    re.I,
)
_IN_WRITING = re.compile(
    r"[“\"]?In (?:the|an?|his|her|their) (?:\w+ )?(?:complaint|letter|report|book|paper|study|memoir|e-?mail|note|"
    r"filing|video|film|song|article|statement|ruling|opinion)\b"
)
_HABIT = re.compile(r"\b(?:always|frequently|often|regularly|repeatedly|routinely|sometimes|usually)\b", re.I)
_RETOLD = re.compile(
    r"\b(?:video|footage|clip|film|recording|documentary|advert|novel|book|play|song|podcast|poster|caption)s?\b", re.I
)
_OCCASION = re.compile(r"\b(?:announc|rally\b|ralli)", re.I)
_POSITION = re.compile(r"\s+to (?:be|have|know|own)\b")
_MAJORITY = 3
_BEFORE = 2
"""Paragraphs before a cue in which a video, or an occasion, may be told of."""


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    present, past = list(_cues(article, _PRESENT)), list(_cues(article, _PAST))
    if len(present) < len(past):
        few, many, tenses = present, past, ("present", "past")
    else:
        speaking = {name for _, names in present for name in names}
        few = [(cue, names) for cue, names in past if names & speaking and not _of_another_time(article, cue)]
        many, tenses = present, ("past", "present")
    if tenses[0] == "present" and len(few) == 1 and _is_in_lead(article, few[0][0]):
        return
    if few and len(many) >= _MAJORITY:
        counts = (str(len(few)), tenses[0], str(len(many)), tenses[1])
        yield Flaw(few[0][0], tuple(zip(("few", "tense", "many", "other"), counts, strict=True)))


def _cues(article: LintedArticle, pattern: re.Pattern[str]) -> Iterator[tuple[Span, set[str]]]:
    """Yield the cues of a tense, each with the names of those who speak."""
    for statement in article.statements:
        if not statement.cue or not statement.source or article.is_quoted(statement.cue):
            continue
        match = pattern.fullmatch(article.text, statement.cue.start, statement.cue.end)
        if (
            match
            and not statement.negated
            and _is_told(article, statement)
            and not _POSITION.match(article.text, match.end(1))
        ):
            yield Span(match.start(1), match.end(1)), {one.name for one in statement.speakers}


def _is_told(article: LintedArticle, statement: Statement) -> bool:
    """Tell whether somebody speaks, once and in running text: in no document, film or headline, and not by habit."""
    paragraph = article.paragraph_of(statement.content[0])
    sentence = article.sentence_of(statement.cue or statement.content[0])
    written = bool(_IN_WRITING.match(article.text, sentence.start))
    relative = statement.source[0].text.lower() in {"who", "which", "that"}
    written |= bool(_RETOLD.search(_around(article, sentence)))
    documents = load_words("document_nouns", "issued_nouns")
    written |= any(words_of(one.text) & documents for one in statement.source)
    written |= bool(_HABIT.search(article.own_words(sentence)))
    speaks = all(one.kind in {"person", "anonymous"} for one in statement.speakers)
    return speaks and not relative and not written and not is_headline(article, paragraph)


def _is_in_lead(article: LintedArticle, cue: Span) -> bool:
    """Tell whether a cue stands in the first paragraph below the headlines."""
    body = (one for one in article.paragraphs if not is_headline(article, one))
    return any(one.contains(cue) for one in islice(body, 1))


def _around(article: LintedArticle, sentence: Span) -> str:
    """Return the article's own words in a sentence and before it, from the beginning of an earlier paragraph."""
    number = article.paragraphs.index(article.paragraph_of(sentence))
    return article.own_words(Span(article.paragraphs[max(number - _BEFORE, 0)].start, sentence.end))


def _of_another_time(article: LintedArticle, cue: Span) -> bool:
    """Tell whether what is said there was said at another time, or at an occasion told of just before."""
    sentence = article.sentence_of(cue)
    around = _around(article, sentence)
    return bool(
        _OTHER_TIME.search(article.text, sentence.start, sentence.end)
        or _OCCASION.search(around)
        or words_of(around) & load_words("circumstance_nouns")
    )


RULE = LintRule(
    code="Q403",
    name="mixed-tense",
    summary="cues in the present and in the past in one article",
    message="cues are mixed: {few} in the {tense}, as here, and {many} in the {other}",
    severity="note",
    authorities=(
        Authority(
            "The Baltimore Sun, language blog",
            "Well said, 11 July 2013",
            "http://www.baltimoresun.com/news/language-blog/bal-well-said-20130711,0,7373418.story",
        ),
    ),
    why=(
        "“Said” suits news and “says” suits features, and either is right; an article that changes from one to the "
        "other for no reason looks unedited, and readers look for a meaning in the change. What was said at another "
        "time may stand in the past among “says”."
    ),
    find=_find,
    triggers=(
        Example(
            "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said.\n\nBrandt said the "
            "council knew of it. “Nobody asked,” says Mara Lind, the mayor.",
            "says",
        ),
        Example(
            "“I was born on this ferry,” says Ida Holm, its captain. “My mother could not wait,” she says.\n\n“The "
            "town has changed,” Holm says. “Nobody swims any more,” she said.",
            "said",
        ),
        Example(
            "Olaf Brandt said the dredger would come in June. Brandt said it would stay for a week.\n\n“It is loud,” "
            "he added. “I shall sleep on the island,” Mara Lind adds.",
            "adds",
        ),
    ),
    passes=(
        "Olaf Brandt, the harbour master, says the lock is late.\n\n“We had no sand,” Brandt said. He said the council "
        "knew of it. “Nobody asked,” said Mara Lind, the mayor.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the council "
        "knew of it. Mara Lind’s letter says that sand is scarce.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the council "
        "knew of it. “Sand is sand,” he often says when the council meets.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the council "
        "knew of it.\n\nA video shows him on the quay. “Sand is sand,” he says.",
        "“I was born on this ferry,” says Ida Holm, its captain. “My mother could not wait,” she says. Holm says the "
        "town has changed.\n\nThe ferry was named on Sunday, with a speech by the captain.\n\n“I shall never leave,” "
        "she said.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the council "
        "knew of it. Mara Lind denies any part in it and claims to be the one who asked for sand.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the "
        "council knew of it. In the report, he says the sand went to the beach.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt said the council "
        "knew of it.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “We had no sand,” he said. Brandt added that the "
        "council knew of it. The report says that sand is scarce.",
        "Harbour master says lock is late\n\n“The lock is late,” said Olaf Brandt, the harbour master. “We had no "
        "sand,” he said. Brandt added that the council knew of it.",
        "“I was born on this ferry,” says Ida Holm, its captain. “My mother could not wait,” she says. Holm says the "
        "town has changed. “I shall never leave,” she told the Coast Gazette in 2009.",
        "“The lock is late,” said Olaf Brandt, the harbour master. “My wife says it is my fault,” he said. Brandt said "
        "the council knew of it.",
    ),
)
