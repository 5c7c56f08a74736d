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


def harbour(id: str = "harbour.txt", text: str = HARBOUR_TEXT) -> Analysis:
    """An article with a split quotation, an indirect statement, a pronoun and a quotation of nobody's."""

    def at(words: str) -> Span:
        return span(text, words)

    master = at("Ivan Petrov, the harbour master")
    statements = (
        Statement(
            "q1",
            "direct",
            (at("“The cranes,”"), at("“are older than I am.”")),
            "split-quotation",
            0.975,
            cue=at("said"),
            source=(master,),
            speaker="s1",
        ),
        Statement(
            "q2",
            "indirect",
            (at("14 ships are waiting"),),
            "according-to",
            0.8,
            cue=at("According to the latest data from"),
            source=(at("the Black Sea Pilots' Union"),),
            speaker="s2",
        ),
        Statement(
            "q3",
            "indirect",
            (span(text, "it", text.index("denied")),),
            "object",
            0.5,
            cue=at("denied"),
            source=(at("He"),),
            speaker="s1",
            circumstances=(at("on Friday"),),
        ),
        Statement("q4", "direct", (at('"It was never in doubt."'),), "floating", 0.31),
    )
    return Analysis(
        article=Article(text, id, title="Port of Varna to close for a week", language="en"),
        statements=statements,
        speakers=(
            Speaker("s1", "Ivan Petrov", "person", role="harbour master", mentions=(master, at("He"))),
            Speaker("s2", "Black Sea Pilots' Union", "organization", mentions=(at("the Black Sea Pilots' Union"),)),
        ),
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
    statements = (
        Statement(
            "q1",
            "indirect",
            (at("that the bridge is safe"),),
            "clause/subject",
            0.832,
            cue=at("believes"),
            source=(mayor,),
            speaker="s1",
            act="belief",
            finders=("rules",),
        ),
        Statement(
            "q2",
            "indirect",
            (at("when it opens"),),
            "clause/subject",
            0.832,
            cue=at("did not say"),
            source=(she,),
            speaker="s1",
            negated=True,
            finders=("rules",),
        ),
        Statement(
            "q3",
            "direct",
            (at("“Who will pay?”"),),
            "textacy",
            0.733,
            cue=at("asked"),
            source=(at("she"),),
            speaker="s1",
            question=True,
            finders=("textacy",),
        ),
        Statement(
            "q4",
            "indirect",
            (at("that it has no money"),),
            "noun-clause/neighbour",
            0.226,
            cue=at("would claim"),
            source=(ministry,),
            speaker="s2",
            hypothetical=True,
            finders=("rules",),
        ),
    )
    speakers = (
        Speaker("s1", "Anna Berg", "person", role="mayor", mentions=(mayor, she, at("she"))),
        Speaker("s2", "ministry", "organization", mentions=(ministry,)),
    )
    return Analysis(Article(BRIDGE_TEXT, id), statements, speakers, model="made by hand")


def one_statement(content: str, speaker: str = "Ivan Petrov", id: str = "one.txt") -> Analysis:
    """An article that consists of `content`, said by somebody."""
    text = f"{content}, he said."
    return Analysis(
        Article(text, id),
        (
            Statement(
                "q1",
                "indirect",
                (Span(0, len(content)),),
                "made",
                0.5,
                cue=span(text, "said", len(content)),
                source=(span(text, "he", len(content)),),
                speaker="s1",
            ),
        ),
        (Speaker("s1", speaker, "person"),),
    )


def empty(id: str = "empty.txt") -> Analysis:
    """The analysis of an article without any text."""
    return Analysis(Article("", id), warnings=(ArticleWarning("empty-article", "the article is empty"),))


def silent(id: str = "silent.txt") -> Analysis:
    """The analysis of an article in which nobody says anything."""
    return Analysis(Article("The port is closed.\n", id))
