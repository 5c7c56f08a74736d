"""How many of the subjects asked about are led back to the right speaker.

An answer is right when its name stands, at one of its places, for the entity: when the head of the words there, in the
annotated tree, is the head of one of the entity's names (`Question.names`). Two entities of the same name are not told
apart by that. The last word of a name stands for the whole name ("Berg" in "Anna Berg"), but not where the source is a
name: there only fuller names count, so that the tool is right if it knows the source by one of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.corpora.conllu import GoldDocument
from quotes.corpora.speakers.answers import Answer, answers
from quotes.corpora.speakers.gum import CoreferenceDocument
from quotes.corpora.speakers.questions import MentionType, Question, questions
from quotes.parsing import Parser
from quotes.records import Article, Span
from quotes.statements import StatementFinder


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were asked about, and right by the tool and by the two baselines."""

    asked: int = 0
    right: int = 0
    nearest: int = 0
    previous: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.asked + other.asked,
            self.right + other.right,
            self.nearest + other.nearest,
            self.previous + other.previous,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question with what came of it: the sentence around, the tool's answer, and who was right."""

    document: str
    genre: str
    type: MentionType
    source: str
    context: str
    expected: str
    answer: str | None
    tally: Tally


def score_speakers(
    parser: Parser, documents: Sequence[CoreferenceDocument], *, all_verbs: bool = False
) -> Iterator[Outcome]:
    """Answer the questions about some documents, each outcome as soon as its document is parsed."""
    finder = StatementFinder(parser.vocab)
    articles = [Article(document.gold.text, id=document.gold.id) for document in documents]
    for document, parse in zip(documents, parser.pipe(articles), strict=True):
        statements, continued, _ = finder.find(parse)
        asked = list(questions(document, all_verbs=all_verbs))
        heads = _Heads(document.gold)
        for question, found in zip(asked, answers(parse, statements, continued, asked), strict=True):
            tally = Tally(
                1, *(int(heads.right(answer, question)) for answer in (found.tool, found.nearest, found.previous))
            )
            text = document.gold.text
            yield Outcome(
                document.gold.id,
                document.gold.genre,
                question.type,
                question.source.text(parse.article),
                " ".join(text[max(0, question.source.start - 300) : question.cue.end + 60].split()),
                question.names[0].text(parse.article),
                found.speaker.name if found.speaker else None,
                tally,
            )


class _Heads:
    """The annotated trees of a document, looked up by offsets."""

    def __init__(self, gold: GoldDocument) -> None:
        self.words = [(word, sentence.words) for sentence in gold.sentences for word in sentence.words]

    def right(self, answer: Answer, question: Question) -> bool:
        """Does the answer have a place that is one of the names asked for?"""
        return any(self.head_of(span, whole=question.type == "name") in question.names for span in answer)

    def head_of(self, span: Span, *, whole: bool) -> Span | None:
        """The word on which the others in the span hang; if it is a later word of a name, the first, unless `whole`."""
        for word, sentence in self.words:
            if span.contains(word.span):
                above = sentence[word.head - 1] if word.head else None
                if above is None or not span.contains(above.span):
                    while not whole and word.head and word.deprel.startswith("flat"):
                        word = sentence[word.head - 1]
                    return word.span
        return None


def tallies(outcomes: Iterable[Outcome]) -> dict[MentionType, dict[str, Tally]]:
    """The outcomes counted by type of mention, and in each by genre."""
    counted: dict[MentionType, dict[str, Tally]] = defaultdict(dict)
    for outcome in outcomes:
        of_type = counted[outcome.type]
        of_type[outcome.genre] = of_type.get(outcome.genre, Tally()) + outcome.tally
    return dict(counted)
