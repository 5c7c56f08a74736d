"""Page of one article in which every statement is marked, with its speakers, a table and the reasons."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from quotes.records import Analysis, Article, Speaker, Statement
from quotes.reports.annotated_text import article_parts
from quotes.reports.explanations import Explanation, explain
from quotes.reports.formats import write_analyses
from quotes.reports.page_templates import macro, rendered
from quotes.reports.statement_columns import FLAGS
from quotes.reports.tables import TableOptions
from quotes.reports.wording import DOUBT, LEAST_CERTAIN_SPEAKER, NOBODY, in_one_line, names_in_words, spans_in_one_line
from quotes.statements.rules.rule_tables import RuleTables

COLOURS = 12
"""Number of colours of speakers in the style of pages; further speakers share them. Colour 0 is nobody's."""

LEAST_CERTAIN_STATEMENT = 0.5
"""Probability below which a statement is marked as doubtful."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Speaker, None for nobody, as it is shown: its number from 0, its colour, and the number of its statements."""

    number: int
    speaker: Speaker | None
    colour: int
    statements: int

    @property
    def name(self) -> str:
        """The name in one line."""
        return in_one_line(self.speaker.name) if self.speaker else NOBODY

    @property
    def facts(self) -> str:
        """Facts about the speaker: "person; harbour master; speaks for the Port"."""
        if not self.speaker:
            return ""
        one = self.speaker
        speaks_for = f"speaks for {one.speaks_for}" if one.speaks_for else None
        details = [f"{name}: {value}" for name, value in one.details]
        facts = [
            one.kind if one.kind != "unknown" else None,
            one.role,
            one.affiliation,
            speaks_for,
            one.anonymity,
            *details,
        ]
        return "; ".join(dict.fromkeys(in_one_line(fact) for fact in facts if fact))


@dataclass(frozen=True, slots=True)
class StatementView:
    """Statement as it is shown: its number from 1, its speakers (nobody is one), its words and the reasons for it."""

    number: int
    statement: Statement
    speakers: tuple[SpeakerView, ...]
    text: str
    cue: str
    source: str
    circumstances: str
    outer: int | None
    explanation: Explanation

    @property
    def colour(self) -> int:
        """The colour of the first speaker."""
        return self.speakers[0].colour

    @property
    def mark(self) -> str:
        """The mark behind the names of the speakers: `DOUBT` or nothing."""
        return DOUBT if self.statement.speakers and self._is_speaker_doubtful else ""

    @property
    def who(self) -> str:
        """The names of the speakers, with `DOUBT` where they are doubtful."""
        return names_in_words([one.name for one in self.speakers]) + self.mark

    @property
    def flags(self) -> list[str]:
        """The flags that are set: "negated", "question", and "decided" for what a person has decided."""
        return [flag for flag in (*FLAGS, "decided") if getattr(self.statement, flag)]

    @property
    def doubts(self) -> list[str]:
        """The reasons for reading the statement twice, none for one without doubt."""
        doubts = []
        if self._is_speaker_doubtful:
            who = "somebody else is likelier to have said this" if self.statement.speakers else "somebody may be named"
            doubts.append(f"{who} (probability of the speaker {self.statement.speaker_confidence:.2f})")
        if self.statement.confidence < LEAST_CERTAIN_STATEMENT:
            doubts.append(f"something in it is likelier wrong than right (confidence {self.statement.confidence:.2f})")
        return doubts

    @property
    def label(self) -> str:
        """Words that a screen reader says where the statement begins."""
        kind = " ".join([*self.flags, self.statement.kind])
        within = f", within statement {self.outer}" if self.outer else ""
        return f"Statement {self.number}: {self.who}, {kind}{within}{', doubtful' if self.doubts else ''}"

    @property
    def _is_speaker_doubtful(self) -> bool:
        return self.statement.speaker_confidence < LEAST_CERTAIN_SPEAKER


def annotated_page(analysis: Analysis, rules: RuleTables | None = None, index: str | None = None) -> str:
    """Return the page of an article: HTML in one file, which loads nothing.

    `rules` are those of the analyzer, the package's own if they are None. `index` is the address of a page that lists
    this one. The text content of the element with the id ``article``, without its ``aside`` elements, is the text of
    the article with its controls replaced as `quotes.reports.page_templates.visible` does.
    """
    speakers = speaker_views(analysis)
    statements = statement_views(analysis, speakers, rules)
    parts = article_parts(analysis)
    article = analysis.article
    header, *lines = _csv_lines(analysis)
    return rendered(
        "article.html",
        ["sorting.js", "article.js"],
        article=article,
        heading=page_title(article),
        file=file_name(article),
        has_headline=any(part.kind == "headline" for part in parts),
        language=language(article),
        model=analysis.model,
        parts=parts,
        notes=[list(_notes(statements, part.begins)) for part in parts],
        speakers=speakers,
        named=sum(1 for one in speakers if one.speaker),
        statements=statements,
        doubtful=sum(1 for one in statements if one.doubts),
        has_acts=any(one.statement.act != "speech" for one in statements),
        kinds=sorted({one.statement.kind for one in statements}),
        warnings=analysis.warnings,
        csv={"name": f"{PurePath(article.id).stem or 'article'}-statements.csv", "header": header, "lines": lines},
        index=index,
    )


def marked_article(analysis: Analysis, statements: Sequence[StatementView]) -> str:
    """Return the element with the id ``article`` of the page alone, for a page that shows it anew.

    `statements` are the views of those of the analysis. The text is kept as `annotated_page` does, with a carriage
    return as a character reference, which a parser would otherwise drop.
    """
    parts = article_parts(analysis)
    html = macro("marked_article.html", "marked_article")(
        parts, [list(_notes(statements, part.begins)) for part in parts], statements, language(analysis.article)
    )
    return str(html).strip().replace("\r", "&#13;")  # a Markup would escape the reference


def language(article: Article) -> str | None:
    """Return the code of the language of an article as HTML takes it, None if it is not known."""
    return article.language if article.language and _LANGUAGE.fullmatch(article.language) else None


def page_title(article: Article) -> str:
    """Return the title of an article in one line, or the name of its file where it has none."""
    return in_one_line(article.title or "") or file_name(article) or "Article"


def file_name(article: Article) -> str:
    """Return the last part of an article's id in one line, so that a page tells nothing about folders."""
    return "standard input" if article.id == "-" else in_one_line(PurePath(article.id).name)


def speaker_views(analysis: Analysis) -> list[SpeakerView]:
    """Return the speakers in the order of their first statements, nobody last."""
    return [
        SpeakerView(number, speaker, number % COLOURS + 1 if speaker else 0, len(statements))
        for number, (speaker, statements) in enumerate(analysis.by_speaker())
    ]


def statement_views(
    analysis: Analysis, speakers: Sequence[SpeakerView], rules: RuleTables | None = None
) -> list[StatementView]:
    """Return the statements in the order of the text."""
    views = {view.speaker.id if view.speaker else None: view for view in speakers}
    numbers = {statement.id: number for number, statement in enumerate(analysis.statements, 1)}
    article = analysis.article
    return [
        StatementView(
            number=number,
            statement=statement,
            speakers=tuple(views[speaker.id] for speaker in statement.speakers) or (views[None],),
            text=spans_in_one_line(article, statement.content),
            cue=spans_in_one_line(article, [statement.cue] if statement.cue else []),
            source=spans_in_one_line(article, statement.source),
            circumstances=spans_in_one_line(article, statement.circumstances),
            outer=numbers.get(statement.nested_in or ""),
            explanation=explain(statement, rules),
        )
        for number, statement in enumerate(analysis.statements, 1)
    ]


def _notes(statements: Sequence[StatementView], begins: Sequence[int]) -> Iterator[tuple[list[int], StatementView]]:
    """Yield who speaks in a part, for its margin: numbers of statements of the same speakers, and the first of them."""
    for _, group in groupby((statements[number - 1] for number in sorted(begins)), key=lambda one: one.who):
        same = list(group)
        yield [one.number for one in same], same[0]


def _csv_lines(analysis: Analysis) -> list[str]:
    """Return the header and the lines that ``quotes extract`` writes, one for each statement."""
    stream = io.StringIO()
    write_analyses([analysis], stream, TableOptions(view="extract", format="csv"))
    return stream.getvalue().split("\n")[:-1]
