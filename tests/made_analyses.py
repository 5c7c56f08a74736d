"""Analyses made by hand, for the tests of whatever takes analyses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quotes.records import Analysis, Article, ArticleWarning, Scope, Span, Speaker, Statement, StatementKind

HARBOUR_TEXT = """\
Port of Varna to close for a week

“The cranes,” said Ivan Petrov, the harbour master,
“are older than I am.”

According to the latest data from the Black Sea Pilots' Union, 14 ships are waiting. He denied it.
"It was never in doubt." The film “Deep Water” opens on Friday.
"""


def span(text: str, words: str, after: int = 0) -> Span:
    """Where `words` first occur in `text` at or after an offset."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def bare_statement(*content: Span) -> Statement:
    """A direct statement with nothing but its content."""
    return Statement(id="q1", kind="direct", content=content, rule="made", confidence=1.0)


def _statement(
    id: str, kind: StatementKind, content: tuple[Span, ...], rule: str, confidence: float, cue: Span, **others: Any
) -> Statement:
    return Statement(id=id, kind=kind, content=content, rule=rule, confidence=confidence, cue=cue, **others)


def harbour(id: str = "harbour.txt", text: str = HARBOUR_TEXT) -> Analysis:
    """An article with a split quotation, an indirect statement, a pronoun and a quotation of nobody's."""

    def at(words: str, after: int = 0) -> Span:
        return span(text, words, after)

    master, union = at("Ivan Petrov, the harbour master"), at("the Black Sea Pilots' Union")
    petrov = Speaker("s1", "Ivan Petrov", "person", role="harbour master", mentions=(master, at("He")))
    pilots = Speaker("s2", "Black Sea Pilots' Union", "organization", mentions=(union,))
    cranes, ships = (at("“The cranes,”"), at("“are older than I am.”")), (at("14 ships are waiting"),)
    data, it = at("According to the latest data from"), (at("it", text.index("denied")),)
    by_petrov = {"speakers": (petrov,), "circumstances": (at("on Friday"),)}
    statements = (
        _statement("q1", "direct", cranes, "split-quotation", 0.975, at("said"), source=(master,), speakers=(petrov,)),
        _statement("q2", "indirect", ships, "according-to", 0.8, data, source=(union,), speakers=(pilots,)),
        _statement("q3", "indirect", it, "object", 0.5, at("denied"), source=(at("He"),), **by_petrov),
        Statement(id="q4", kind="direct", content=(at('"It was never in doubt."'),), rule="floating", confidence=0.31),
    )
    return Analysis(
        article=Article(text, id, title="Port of Varna to close for a week", language="en"),
        statements=statements,
        speakers=(petrov, pilots),
        warnings=(ArticleWarning("unbalanced-quotation-mark", "a quotation mark has no partner", at("“Deep Water”")),),
        model="made by hand",
    )


BRIDGE_TEXT = """\
Mayor Anna Berg believes that the bridge is safe. She did not say when it opens.
“Who will pay?” she asked. The ministry would claim that it has no money.
"""


def bridge(id: str = "bridge.txt") -> Analysis:
    """An article with a belief, and with statements that are negated, asked and hypothetical."""

    def at(words: str) -> Span:
        return span(BRIDGE_TEXT, words)

    mayor, she, ministry = at("Mayor Anna Berg"), at("She"), at("The ministry")
    berg = Speaker("s1", "Anna Berg", "person", role="mayor", mentions=(mayor, she, at("she")))
    office = Speaker("s2", "ministry", "organization", mentions=(ministry,))

    def said(
        number: int, content: str, rule: str, confidence: float, cue: str, source: Span, speaker: Speaker, **flags: Any
    ) -> Statement:
        kind: StatementKind = "direct" if "“" in content else "indirect"
        flags |= {
            "source": (source,),
            "speakers": (speaker,),
            "finders": ("textacy" if rule == "textacy" else "rules",),
        }
        return _statement(f"q{number}", kind, (at(content),), rule, confidence, at(cue), **flags)

    statements = (
        said(1, "that the bridge is safe", "clause/subject", 0.832, "believes", mayor, berg, act="belief"),
        said(2, "when it opens", "clause/subject", 0.832, "did not say", she, berg, negated=True),
        said(3, "“Who will pay?”", "textacy", 0.733, "asked", at("she"), berg, question=True),
        said(
            4,
            "that it has no money",
            "noun-clause/neighbour",
            0.226,
            "would claim",
            ministry,
            office,
            hypothetical=True,
        ),
    )
    return Analysis(Article(BRIDGE_TEXT, id), statements, (berg, office), model="made by hand")


COUNCIL_TEXT = """\
“We will stay,” said Anna Berg and Jon Lund. Berg denied that it is late.
Lund and the ministry claimed that there is money. She added that it is over. “At last!”
"""


def council(id: str = "council.txt") -> Analysis:
    """An article with statements of two persons, and of a person and a ministry, and one of an uncertain speaker."""

    def at(words: str) -> Span:
        return span(COUNCIL_TEXT, words)

    both, alone, others, she = at("Anna Berg and Jon Lund"), at("Berg denied"), at("Lund and the ministry"), at("She")
    alone = Span(alone.start, alone.start + len("Berg"))
    berg = Speaker("s1", "Anna Berg", "person", role="mayor", aliases=("Berg",), mentions=(both, alone, she))
    lund = Speaker("s2", "Jon Lund", "person", role="banker", aliases=("Lund",), mentions=(both, others))
    office = Speaker("s3", "ministry", "organization", mentions=(others,))
    by_name = {"speaker_confidence": 0.98, "speaker_evidence": ("name",)}
    guessed = {"speaker_confidence": 0.4, "speaker_evidence": ("gender same", "spoke last")}

    def said(number: int, content: str, confidence: float, cue: str, *speakers: Speaker, **others: Any) -> Statement:
        kind: StatementKind = "direct" if "“" in content else "indirect"
        cues = {"speakers": speakers, "finders": ("rules",), **others}
        return _statement(f"q{number}", kind, (at(content),), "clause/subject", confidence, at(cue), **cues)

    statements = (
        said(1, "“We will stay,”", 0.96, "said", berg, lund, source=(both,), **by_name),
        said(2, "that it is late", 0.94, "denied", berg, source=(alone,), **by_name),
        said(3, "that there is money", 0.8, "claimed", lund, office, source=(others,), **by_name),
        said(4, "that it is over", 0.32, "added", berg, source=(she,), **guessed),
        Statement(
            id="q5",
            kind="direct",
            content=(at("“At last!”"),),
            rule="floating",
            confidence=0.2,
            speaker_confidence=0.45,
            finders=("rules",),
        ),
    )
    return Analysis(Article(COUNCIL_TEXT, id), statements, (berg, lund, office), model="made by hand")


def within(analysis: Analysis, scope: Scope) -> Analysis:
    """The analysis with the statements of a scope."""
    if scope != "speech":
        return analysis
    statements = (one if one.act == "speech" else replace(one, confidence=-1) for one in analysis.statements)
    return replace(analysis, statements=tuple(statements)).within(0)


def one_statement(content: str, speaker: str = "Ivan Petrov", id: str = "one.txt") -> Analysis:
    """An article that consists of `content`, said by somebody."""
    text = f"{content}, he said."
    somebody = Speaker("s1", speaker, "person")
    source, cue = span(text, "he", len(content)), span(text, "said", len(content))
    others = {"source": (source,), "speakers": (somebody,)}
    statement = _statement("q1", "indirect", (Span(0, len(content)),), "made", 0.5, cue, **others)
    return Analysis(Article(text, id), (statement,), (somebody,))


def empty(id: str = "empty.txt") -> Analysis:
    """The analysis of an article without any text."""
    return Analysis(Article("", id), warnings=(ArticleWarning("empty-article", "the article is empty"),))


def silent(id: str = "silent.txt") -> Analysis:
    """The analysis of an article in which nobody says anything."""
    return Analysis(Article("The port is closed.\n", id))
