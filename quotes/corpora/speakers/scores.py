"""Scores of the speakers that are found for the subjects asked about.

An answer is right when its name stands for the entity: when more of the places of the name and its other forms stand
for this entity than for any other. A place stands for the entity of the smallest annotated mention around it, if there
is a proper noun in it; so two entities of the same name are not told apart. If the source is a name, the name of the
answer has to be fuller, too: it has more words, or the source is its acronym.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from operator import add

from quotes.corpora.speakers.answers import Answer, answers
from quotes.corpora.speakers.gum import CoreferenceDocument
from quotes.corpora.speakers.questions import MentionType, Question, is_fuller, questions
from quotes.parsing import Parser
from quotes.records import Article, Span
from quotes.statements import StatementFinder


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of questions, and of right answers by the tool and by the two baselines."""

    asked: int = 0
    right: int = 0
    nearest: int = 0
    previous: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question with the sentence around it, the tool's answer, and the right ones."""

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
    """Answer the questions about some documents; yield the outcomes of each document as soon as it is parsed."""
    finder = StatementFinder(parser.vocab)
    articles = [Article(document.gold.text, id=document.gold.id) for document in documents]
    for document, parse in zip(documents, parser.pipe(articles), strict=True):
        text = document.gold.text
        asked = list(questions(document, all_verbs=all_verbs))
        lookup = _EntityLookup(document)
        for question, found in zip(asked, answers(parse, finder.find(parse), asked), strict=True):
            name = found.speaker.name if found.speaker else None
            tally = Tally(
                1,
                int(lookup.right(found.tool, question, name)),
                int(lookup.right(found.nearest, question)),
                int(lookup.right(found.previous, question)),
            )
            yield Outcome(
                document.gold.id,
                document.gold.genre,
                question.type,
                parse.article.text_of(question.source),
                " ".join(text[max(0, question.source.start - 300) : question.cue.end + 60].split()),
                parse.article.text_of(question.name),
                name,
                tally,
            )


class _EntityLookup:
    """Mentions and proper nouns of a document, for looking up entities."""

    def __init__(self, document: CoreferenceDocument) -> None:
        self.text = document.gold.text
        self.proper_nouns = [
            word.span for sentence in document.gold.sentences for word in sentence.words if word.upos == "PROPN"
        ]
        self.mentions = sorted(document.mentions, key=lambda mention: len(mention.span))

    def right(self, answer: Answer, question: Question, name: str | None = None) -> bool:
        """Tell whether an answer stands for the entity asked for.

        The name of the answer is `name`, or else the words at its first place.
        """
        name = name or "".join(self.text[span.start : span.end] for span in answer[:1])
        words = [word.strip(".,()").lower() for word in name.split()]
        if question.written and not is_fuller(words, question.written):
            return False
        counts = Counter(entity for span in answer if (entity := self.entity_at(span)))
        return counts[question.entity] > 0 and counts[question.entity] == max(counts.values())

    def entity_at(self, span: Span) -> str | None:
        """Return the entity of the smallest mention around a place with a proper noun."""
        if not any(span.overlaps(noun) for noun in self.proper_nouns):
            return None
        return next((mention.entity for mention in self.mentions if mention.span.contains(span)), None)


def tallies(outcomes: Iterable[Outcome]) -> dict[MentionType, dict[str, Tally]]:
    """Count the outcomes by type of mention and, within each, by genre."""
    counted: dict[MentionType, dict[str, Tally]] = defaultdict(dict)
    for outcome in outcomes:
        of_type = counted[outcome.type]
        of_type[outcome.genre] = of_type.get(outcome.genre, Tally()) + outcome.tally
    return dict(counted)
