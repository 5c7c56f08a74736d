"""Questions about a document with coreference: the entity behind each subject of a reporting verb.

A question is asked about every subject (``nsubj`` or a subtype of it, not ``nsubj:pass``) of a verb of the list
``reporting_verbs`` that is a mention of an entity with a name, which is another mention whose head is a proper noun.
There are five types of mentions:

- pronoun: he, she, it or they, whose entity is named earlier in the document
- relative: who, which or that, for the noun that its clause hangs on, named there or earlier
- first person: I or we in quotation marks, whose entity is named anywhere. Outside of quotation marks it means the
  writer or speaker of the text, whom the text seldom names: this is not asked.
- description: a common noun whose entity is named earlier
- name: a proper noun whose entity has a fuller name anywhere: one with more words, or the one behind an acronym;
  titles and roles are no words of a name
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from quotes.corpora.speakers.gum import CoreferenceDocument, Mention, WordPlace
from quotes.corpora.trees import Sentence, Word
from quotes.marks.quotation_marks import find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import Span
from quotes.speakers.names import SMALL_WORDS
from quotes.words import load_words

MentionType = Literal["pronoun", "relative", "first person", "description", "name"]
MENTION_TYPES: tuple[MentionType, ...] = get_args(MentionType)

PARTS_OF_NAMES = {"flat", "compound", "amod", "nmod", "nummod", "goeswith"}
FIRST_PERSON = {"i", "me", "we", "us"}
THIRD_PERSON = {"he", "him", "she", "her", "it", "they", "them"}
RELATIVE_TAGS = {"WP", "WDT"}


@dataclass(frozen=True, slots=True)
class Question:
    """A subject whose speaker is to be found.

    ``source`` is the span of the annotated mention, ``head`` that of its head word, ``cue`` that of the verb.
    ``entity`` is the gold entity, and ``name`` the span of one of its names. ``written`` has the words of the source,
    in lower case, if it is a name.
    """

    type: MentionType
    source: Span
    head: Span
    cue: Span
    entity: str
    name: Span
    written: tuple[str, ...] = ()


def questions(document: CoreferenceDocument, *, all_verbs: bool = False) -> Iterator[Question]:
    """Yield the questions about a document in the order of the text; with `all_verbs`, about subjects of every verb."""
    verbs = load_words("reporting_verbs")
    finder = _QuestionFinder(document)
    for number, sentence in enumerate(document.gold.sentences):
        for place, verb in sentence.subjects:
            if verb.upos == "VERB" and (all_verbs or verb.lemma.lower() in verbs):
                question = finder.about(WordPlace(number, place), verb)
                if question is not None:
                    yield question


class _QuestionFinder:
    """Sentences, mentions (by head and by entity) and quotations of a document."""

    def __init__(self, document: CoreferenceDocument) -> None:
        self.sentences = document.gold.sentences
        self.mentions: dict[WordPlace, Mention] = {}
        for mention in sorted(document.mentions, key=lambda mention: len(mention.span)):
            self.mentions[mention.head] = mention  # the longest with this head
        self.of_entity: dict[str, list[Mention]] = {}
        for mention in document.mentions:
            self.of_entity.setdefault(mention.entity, []).append(mention)
        text = document.gold.text
        self.quotations = [quotation.span for quotation in find_quotations(text, split_paragraphs(text))[0]]

    def about(self, place: WordPlace, verb: Word) -> Question | None:
        """Return the question about the subject at `place`, or None if none is asked."""
        word = self.word(place)
        type = self.type_of(word)
        meant = self.mentions.get(place)
        source = meant.span if meant else word.span
        if type == "relative" and not meant:
            noun = _antecedent(self.sentences[place.sentence], place.word)
            meant = self.mentions.get(WordPlace(place.sentence, noun)) if noun is not None else None
        if type is None or meant is None:
            return None
        names = [one for one in self.of_entity[meant.entity] if self.word(one.head).upos == "PROPN"]
        if type == "name":
            own = self.name_of(meant)
            names = [one for one in names if is_fuller(self.name_of(one), own)]
        elif type != "first person" and not any(one.span.start <= meant.span.start for one in names):
            names = []
        if not names:
            return None
        written = tuple(self.name_of(meant)) if type == "name" else ()
        return Question(type, source, word.span, verb.span, meant.entity, names[0].span, written)

    def type_of(self, word: Word) -> MentionType | None:
        """Return the type of a subject's mention; None for one that is never asked about."""
        form = word.form.lower()
        if word.upos in {"PROPN", "NOUN"}:
            return "name" if word.upos == "PROPN" else "description"
        if word.xpos in RELATIVE_TAGS:
            return "relative"
        if form in FIRST_PERSON:
            return "first person" if any(span.contains(word.span) for span in self.quotations) else None
        return "pronoun" if form in THIRD_PERSON else None

    def name_of(self, mention: Mention) -> list[str]:
        """Return the words of a mention's name, in lower case: its head and the parts of the name, without titles."""
        head = mention.head.word
        words = self.sentences[mention.head.sentence].words
        parts = [
            (number, word.deprel == "flat")
            for number, word in enumerate(words)
            if word.head - 1 == head and word.upos == "PROPN" and word.deprel in PARTS_OF_NAMES
        ]
        if any(is_flat for _, is_flat in parts):  # a person's name: what else hangs on it is title or origin
            parts = [part for part in parts if part[1]]
        titles = load_words("titles", "person_nouns")
        forms = [words[number].form.lower().strip(".") for number in sorted([head, *(number for number, _ in parts)])]
        return [form for form in forms if form not in titles] or [words[head].form.lower()]

    def word(self, place: WordPlace) -> Word:
        return self.sentences[place.sentence].words[place.word]


def _antecedent(sentence: Sentence, place: int) -> int | None:
    """Return the number of the noun that the relative clause of the word at `place` hangs on (numbers from 0)."""
    words = sentence.words
    for _ in words:
        if words[place].deprel.startswith("acl:relcl"):
            return words[place].head - 1
        if not words[place].head:
            return None
        place = words[place].head - 1
    return None


def is_fuller(name: Sequence[str], written: Sequence[str]) -> bool:
    """Tell whether a name has all words of the one `written` and more, or whether that is its initials."""
    initials = "".join(word[0] for word in name if word[0].isalnum() and word not in SMALL_WORDS)
    return set(name) > set(written) or (len(written) == 1 < len(name) and written[0].replace(".", "") == initials)
