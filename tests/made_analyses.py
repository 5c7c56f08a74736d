"""Analyses made by hand, for the tests of whatever takes analyses."""

from __future__ import annotations

from quotes.records import Analysis, Article, ArticleWarning, Span, Speaker, Statement

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


def harbour(id: str = "harbour.txt", text: str = HARBOUR_TEXT) -> Analysis:
    """An article with a split quotation, an indirect statement, a pronoun and a quotation of nobody's."""

    def at(words: str) -> Span:
        return span(text, words)

    master, union = at("Ivan Petrov, the harbour master"), at("the Black Sea Pilots' Union")
    petrov = Speaker("s1", "Ivan Petrov", "person", role="harbour master", mentions=(master, at("He")))
    pilots = Speaker("s2", "Black Sea Pilots' Union", "organization", mentions=(union,))
    statements = (
        Statement(
            id="q1",
            kind="direct",
            content=(at("“The cranes,”"), at("“are older than I am.”")),
            rule="split-quotation",
            confidence=0.975,
            cue=at("said"),
            source=(master,),
            speakers=(petrov,),
        ),
        Statement(
            id="q2",
            kind="indirect",
            content=(at("14 ships are waiting"),),
            rule="according-to",
            confidence=0.8,
            cue=at("According to the latest data from"),
            source=(union,),
            speakers=(pilots,),
        ),
        Statement(
            id="q3",
            kind="indirect",
            content=(span(text, "it", text.index("denied")),),
            rule="object",
            confidence=0.5,
            cue=at("denied"),
            source=(at("He"),),
            speakers=(petrov,),
            circumstances=(at("on Friday"),),
        ),
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
    statements = (
        Statement(
            id="q1",
            kind="indirect",
            content=(at("that the bridge is safe"),),
            rule="clause/subject",
            confidence=0.832,
            cue=at("believes"),
            source=(mayor,),
            speakers=(berg,),
            act="belief",
            finders=("rules",),
        ),
        Statement(
            id="q2",
            kind="indirect",
            content=(at("when it opens"),),
            rule="clause/subject",
            confidence=0.832,
            cue=at("did not say"),
            source=(she,),
            speakers=(berg,),
            negated=True,
            finders=("rules",),
        ),
        Statement(
            id="q3",
            kind="direct",
            content=(at("“Who will pay?”"),),
            rule="textacy",
            confidence=0.733,
            cue=at("asked"),
            source=(at("she"),),
            speakers=(berg,),
            question=True,
            finders=("textacy",),
        ),
        Statement(
            id="q4",
            kind="indirect",
            content=(at("that it has no money"),),
            rule="noun-clause/neighbour",
            confidence=0.226,
            cue=at("would claim"),
            source=(ministry,),
            speakers=(office,),
            hypothetical=True,
            finders=("rules",),
        ),
    )
    return Analysis(Article(BRIDGE_TEXT, id), statements, (berg, office), model="made by hand")


def one_statement(content: str, speaker: str = "Ivan Petrov", id: str = "one.txt") -> Analysis:
    """An article that consists of `content`, said by somebody."""
    text = f"{content}, he said."
    somebody = Speaker("s1", speaker, "person")
    return Analysis(
        Article(text, id),
        (
            Statement(
                id="q1",
                kind="indirect",
                content=(Span(0, len(content)),),
                rule="made",
                confidence=0.5,
                cue=span(text, "said", len(content)),
                source=(span(text, "he", len(content)),),
                speakers=(somebody,),
            ),
        ),
        (somebody,),
    )


def empty(id: str = "empty.txt") -> Analysis:
    """The analysis of an article without any text."""
    return Analysis(Article("", id), warnings=(ArticleWarning("empty-article", "the article is empty"),))


def silent(id: str = "silent.txt") -> Analysis:
    """The analysis of an article in which nobody says anything."""
    return Analysis(Article("The port is closed.\n", id))
