"""Q403: cues in the present and in the past in one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.article_sources import is_headline
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Span, Statement

_PRESENT = re.compile(
    r"(?:also )?(says|adds|tells|explains|argues|warns|insists|continues|recalls|stresses|claims|notes|remarks|"
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
_POSITION = re.compile(r"\s+to (?:be|have|know|own)\b")
_MAJORITY = 3


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    present, past = list(_cues(article, _PRESENT)), list(_cues(article, _PAST))
    if len(present) < len(past):
        few, many, tenses = present, past, ("present", "past")
    else:
        speaking = {name for _, names in present for name in names}
        few = [(cue, names) for cue, names in past if names & speaking and not _of_another_time(article, cue)]
        many, tenses = present, ("past", "present")
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
    """Tell whether somebody speaks, in running text: not in a document, and not in a headline."""
    paragraph = article.paragraph_of(statement.content[0])
    sentence = article.sentence_of(statement.cue or statement.content[0])
    written = bool(_IN_WRITING.match(article.text, sentence.start))
    relative = statement.source[0].text.lower() in {"who", "which", "that"}
    speaks = all(one.kind in {"person", "anonymous"} for one in statement.speakers)
    return speaks and not relative and not written and not is_headline(article, paragraph)


def _of_another_time(article: LintedArticle, cue: Span) -> bool:
    sentence = article.sentence_of(cue)
    return bool(_OTHER_TIME.search(article.text, sentence.start, sentence.end))


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
    default=False,
    off_because=(
        "in 300 articles that the rule had not been mended on, 6 of 12 findings were right: a lead in the present is "
        "the habit of many houses"
    ),
)
