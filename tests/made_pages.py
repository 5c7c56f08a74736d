"""An analysis made by hand that has all that a page can show."""

from __future__ import annotations

from typing import Any

from made_analyses import span

from quotes.records import Analysis, Article, ArticleWarning, Block, BlockKind, Span, Speaker, Statement

HEADLINE = "Mayor: the quay is safe"
PARAGRAPHS: tuple[tuple[BlockKind, str], ...] = (
    ("headline", HEADLINE),
    ("dateline", "Lagan, 3 May"),
    ("body", "“The quay,” said Anna Berg, the mayor, “is as safe as it ever was.” She gave no figures."),
    ("body", "The harbour office announced that the cranes were tested, according to the pilots' union."),
    ("heading", "Who pays?"),
    ("quotation", "We will not pay twice."),
    ("body", "Berg and Jon Lund claimed that there is money <b>enough</b> & more. “So be it!”"),
)


def _blocks() -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", list[Block]()
    for kind, paragraph in PARAGRAPHS:
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(paragraph), kind))
        text += paragraph
    return text, tuple(blocks)


def quay(id: str = "news/quay.txt", **facts: Any) -> Analysis:
    """An article with blocks, and with split, nested, joint and doubtful statements."""
    text, blocks = _blocks()

    def at(words: str, after: int = 0) -> Span:
        return span(text, words, after)

    mayor, office, union = at("Anna Berg, the mayor"), at("The harbour office"), at("the pilots' union")
    both, headline = at("Berg and Jon Lund"), at("Mayor")
    berg = Speaker("s1", "Anna Berg", "person", role="mayor", aliases=("Berg",), mentions=(headline, mayor, both))
    pilots = Speaker("s2", "pilots' union", "organization", mentions=(union,))
    port = Speaker("s3", "harbour office", "organization", speaks_for="Port of Lagan", mentions=(office,))
    lund = Speaker("s4", "Jon Lund", "person", mentions=(both,))

    def said(number: int, *content: Span, **others: Any) -> Statement:
        kind: Any = "direct" if "“" in text[content[0].start : content[0].end] else "indirect"
        known: dict[str, Any] = {
            "kind": kind,
            "confidence": 0.95,
            "rule": "clause/subject",
            "finders": ("rules", "model"),
        }
        return Statement(id=f"q{number}", content=content, **(known | others))

    announced = at("that the cranes were tested")
    outer = Span(office.start, announced.end)
    statements = (
        said(1, at("the quay is safe"), cue=at(":"), source=(headline,), speakers=(berg,)),
        said(
            2, at("“The quay,”"), at("“is as safe as it ever was.”"), cue=at("said"), source=(mayor,), speakers=(berg,)
        ),
        said(3, outer, cue=at("according to"), source=(union,), speakers=(pilots,), negated=True),
        said(4, announced, cue=at("announced"), source=(office,), speakers=(port,), nested_in="q3", confidence=0.7),
        said(
            5,
            at("that there is money <b>enough</b> & more"),
            cue=at("claimed"),
            source=(both,),
            speakers=(berg, lund),
            confidence=0.31,
            speaker_confidence=0.4,
            speaker_evidence=("spoke last",),
        ),
        said(6, at("“So be it!”"), confidence=0.35, rule="floating", finders=("rules",)),
    )
    known: dict[str, Any] = {"title": HEADLINE, "date": "2024-05-03", "author": "Ada Lind", "blocks": blocks}
    return Analysis(
        Article(text, id, **(known | {"url": "https://example.org/quay", "language": "en"} | facts)),
        statements,
        (berg, pilots, port, lund),
        (ArticleWarning("unbalanced-quotation-mark", "a mark has no partner", at("“So")),),
        "made by hand",
    )
