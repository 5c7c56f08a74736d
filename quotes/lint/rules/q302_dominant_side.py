"""Q302: one side has most of the quoted words in an article about a dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quotes.article import lies_in
from quotes.lint.article_sources import dispute_words, is_interview, statements_by_source
from quotes.lint.lint_rule import Authority, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.records import Statement

_DISPUTE_WORDS = 2
_HALF = 0.5


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    sources = statements_by_source(article)
    if len(sources) < 2 or len(dispute_words(article)) < _DISPUTE_WORDS or is_interview(article):
        return
    quoted, reported = Counter[str](), Counter[str]()
    for name, statements in sources.items():
        quoted[name] = sum(_quoted_words(article, one) for one in statements)
        reported[name] = sum(len(span.text.split()) for one in statements for span in one.content)
    ((name, words),) = quoted.most_common(1)
    if quoted.total() < settings.share_words or words <= settings.share * quoted.total():
        return
    if reported[name] > _HALF * reported.total():
        share = round(100 * words / quoted.total())
        first = next(one for one in sources[name] if _quoted_words(article, one))
        details = (("speaker", name), ("share", str(share)), ("words", str(quoted.total())))
        yield Flaw((*first.source, *first.content)[0], (*details, ("sources", str(len(sources)))))


def _quoted_words(article: LintedArticle, statement: Statement) -> int:
    if statement.kind == "direct":
        return sum(len(span.text.split()) for span in statement.content)
    marked = (one.span for one in article.quotations if one.depth == 0 and lies_in([one.span], statement.content))
    return sum(len(article.text[one.start : one.end].split()) for one in marked)


RULE = LintRule(
    code="Q302",
    name="dominant-side",
    summary="one side has most of the quoted words in an article about a dispute",
    message="{share} % of the {words} quoted words are by one of {sources} sources: {speaker}",
    severity="note",
    authorities=(
        Authority(
            "Reuters Handbook of Journalism",
            "Freedom from bias: Take no side, tell all sides",
            "https://handbook.reuters.com/index.php?title=Freedom_from_bias",
        ),
    ),
    why=(
        "In a dispute, whoever has nearly all the quotations has won before the reader begins. Space need not be "
        "equal, but the other side wants more than a half-sentence. Articles without a dispute are left alone, and "
        "so are those that report the other side at length in their own words."
    ),
    find=_find,
    triggers=(
        Example(
            "The plan to close the old lock has set off protests in Lindhaven.\n\n"
            "“It is madness, and everybody on this quay knows it,” said Ida Holm, who leads the yacht club and opposes "
            "the plan. “We pay dues for two hundred boats, and for nine weeks we are to get nothing for them. Nobody "
            "has shown us a single drawing of the new gates, and nobody has told us where to moor.”\n\n"
            "“They were told,” said Olaf Brandt, the harbour master.",
            "Ida Holm, who leads the yacht club and opposes the plan",
        ),
        Example(
            "Mussel growers and the owners of summer houses are in dispute about the bay, and both have filed "
            "complaints.\n\n"
            "“The ropes are ugly, the boats are loud, and the smell in August drives our guests away before the "
            "month is half over,” said Mara Lind, who owns three houses on the shore. “We have asked them to move "
            "the lines to the north. We have offered money, twice. They have not even answered our letters, and now "
            "they accuse us of cutting a rope in the night.”\n\nKarin Sundqvist, who speaks for the growers, "
            "rejected the criticism.",
            "Mara Lind, who owns three houses on the shore",
        ),
        Example(
            "The council has condemned the ferry company for its new fares, which critics call unfair.\n\n"
            "“A child now pays as much as a cow did in my grandfather’s time,” the mayor, Johan Ek, told the council "
            "on Monday. “That cannot be right. The islands have no bridge, no shop and no doctor, and whoever lives "
            "there has no choice but to pay. We gave this company the harbour for nothing, and this is the thanks "
            "that our people get for it.”\n\nThe company said that fuel had become dear.",
            "the mayor, Johan Ek",
        ),
    ),
    passes=(
        "The plan to close the old lock has set off protests in Lindhaven.\n\n"
        "“It is madness, and everybody on this quay knows it,” said Ida Holm, who leads the yacht club and opposes the "
        "plan. “We pay dues for two hundred boats, and for nine weeks we are to get nothing for them.”\n\n"
        "“They were told in June, in August and in October, and each time they were asked for their wishes,” said Olaf "
        "Brandt, the harbour master. “Not one of them wrote back.”",
        "A museum of lighthouses will open on Gull Island.\n\n"
        "“The lens alone weighs two tonnes, and it was found in a barn on the mainland, under hay,” said Mara Lind, "
        "who leads the association. “We do not want a palace, we want the smell of oil. Whoever wants to sleep in "
        "the watch room is welcome, and should bring a blanket.”\n\n"
        "“The boat goes twice a day,” said Ida Holm, its captain.",
        "The plan to close the old lock has set off protests.\n\n“It is madness,” said Ida Holm, who opposes the plan. "
        "Olaf Brandt said it was needed.",
    ),
    default=False,
    off_because=(
        "a share of words cannot tell a side from the expert on a matter, or from the answer of somebody accused: of "
        "six findings that were read, four were right"
    ),
)
