"""The entities of an article: everybody and everything that might be a speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.records import SpeakerKind
from quotes.speakers.names import acronym, bare_name, is_company, is_variant, name_words
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "NORP": "group",
    "FACILITY": "organization",
    "FAC": "organization",
}
"""Speaker kinds of the entity labels of the embedded models and of Stanza's official ones."""

DESCRIBED = 5
"""How many labels of the recognizer one description outweighs."""

OF_A_FULL_NAME = 2
"""How many labels a word has for being the last one of a person's full name."""

ROLE_RELATIONS = {"nmod:desc", "compound", "appos", "nmod", "amod"}


@dataclass(slots=True)
class Entity:
    """Somebody or something that the article mentions, with all that was gathered about it.

    ``names`` are the forms of its name, ``mentions`` the token indices of the head words of its mentions, in order.
    ``roles`` are the head nouns (lemmas) of what it is said to be; ``role`` and ``affiliation`` are such a phrase
    as written.
    """

    kind: SpeakerKind
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    female: bool | None = None

    @property
    def name(self) -> str:
        """The fullest form of the name."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


class Cast:
    """All entities of one article; finds the one that a mention means.

    ``sentence_of`` is the number of each token's sentence, ``spoken`` the speaker behind each source word (token
    index) that was resolved so far, ``quoted`` the indices of the tokens that are quoted directly.
    """

    def __init__(self, doc: Doc) -> None:
        """Gather the named entities of a parsed article, names joined and roles noted."""
        self.doc = doc
        self.entities: list[Entity] = []
        self.spoken: dict[int, Entity] = {}
        self.quoted: set[int] = set()
        self.sentence_of = [number for number, sentence in enumerate(doc.sents) for _ in sentence]
        self._of_token: dict[int, Entity] = {}
        self._of_sentence: dict[int, dict[int, Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}
        named = [ent for ent in _with_nicknames(doc) if ent.label_.upper() in KINDS and bare_name(ent)]
        kinds = _kinds(named)
        for ent in sorted(named, key=lambda ent: -len(bare_name(ent).split())):
            self._join(ent, kinds[bare_name(ent).lower()])
        for entity in self.entities:
            entity.mentions.sort()
        _join_acronyms(self)

    def _join(self, ent: Span, kind: SpeakerKind) -> None:
        name = bare_name(ent)
        alike = self.with_words(name)
        if name.isupper() and any(
            one.kind == "person" and is_variant(name, "person", one.names, "person") for one in alike
        ):
            kind = "person"  # the NAME: of a transcript
        entity = next((one for one in alike if is_variant(name, kind, one.names, one.kind)), None)
        if entity is None:
            entity = self.add(kind, name)
        elif name not in entity.names:
            entity.names.append(name)
        self.note(entity, ent.root)
        for token in ent:
            self._of_token[token.i] = entity
        _note_role(entity, ent)
        self._index(entity)

    def add(self, kind: SpeakerKind, name: str) -> Entity:
        """A new entity."""
        entity = Entity(kind, [name])
        self.entities.append(entity)
        self._index(entity)
        return entity

    def _index(self, entity: Entity) -> None:
        for word in {word for name in entity.names for word in name_words(name)} | entity.roles:
            entities = self._by_word.setdefault(word, [])
            if not any(entity is other for other in entities):
                entities.append(entity)

    def add_role(self, entity: Entity, noun: str) -> None:
        """Remember that the entity may be called "the NOUN" (a lemma, lower case)."""
        entity.roles.add(noun)
        self._index(entity)

    def with_words(self, phrase: str) -> list[Entity]:
        """The entities with a word of the phrase in a name or as a role, those with the phrase's first word first."""
        found = [entity for word in name_words(phrase) for entity in self._by_word.get(word, ())]
        return list({id(entity): entity for entity in found}.values())

    def note(self, entity: Entity, head: Token) -> None:
        """Remember that the word `head` mentions the entity."""
        sentence = self._of_sentence.setdefault(self.sentence_of[head.i], {})
        if sentence.get(head.i) is not entity:
            sentence[head.i] = entity
            entity.mentions.append(head.i)
        self._of_token.setdefault(head.i, entity)
        female = gender(head)
        if female is not None and entity.female is None:
            entity.female = female

    def of(self, token: Token) -> Entity | None:
        """The entity that this word is known to mention."""
        return self._of_token.get(token.i)

    def mentioned_in(self, sentence: int) -> Iterable[tuple[int, Entity]]:
        """The mentions in a sentence (by number): token index and entity."""
        return self._of_sentence.get(sentence, {}).items()

    def merge(self, kept: Entity, gone: Entity) -> None:
        """Two entities turn out to be one."""
        kept.names += [name for name in gone.names if name not in kept.names]
        kept.mentions = sorted({*kept.mentions, *gone.mentions})
        kept.roles |= gone.roles
        self.entities = [entity for entity in self.entities if entity is not gone]
        for index, entity in self._of_token.items():
            if entity is gone:
                self._of_token[index] = kept
        for mentions in self._of_sentence.values():
            for index, entity in mentions.items():
                if entity is gone:
                    mentions[index] = kept
        for entities in self._by_word.values():
            entities[:] = [entity for entity in entities if entity is not gone]
        self._index(kept)


def _join_acronyms(cast: Cast) -> None:
    """ "International Monetary Fund (IMF)" and, wherever it stands, "IMF"."""
    organizations = [entity for entity in cast.entities if entity.kind in {"organization", "place"}]
    spelled_out = {acronym(name): entity for entity in reversed(organizations) for name in entity.names}
    for short in organizations:
        long = spelled_out.get(short.names[0])
        if long is not None and long is not short and all(name.isupper() for name in short.names):
            cast.merge(long, short)


def _kinds(named: Iterable[Span]) -> dict[str, SpeakerKind]:
    """The kind of each name (lower case): what an apposition or a title says, or else the label it has most often."""
    votes: dict[str, Counter[SpeakerKind]] = {}
    for ent in named:
        described = _described_kind(ent)
        weight = DESCRIBED if described else 1
        name = bare_name(ent).lower()
        votes.setdefault(name, Counter())[described or KINDS[ent.label_.upper()]] += weight
        if ent.label_ in PEOPLE and " " in name:
            votes.setdefault(name.rpartition(" ")[2], Counter())["person"] += OF_A_FULL_NAME
    return {name: count.most_common(1)[0][0] for name, count in votes.items()}


def _described_kind(ent: Span) -> SpeakerKind | None:
    """ "The water company Aquavar", "the glaciologist Ama Serwaa": nouns tell better than the recognizer."""
    head = ent.root
    described = [child for child in head.children if child.dep_ in {"nmod:desc", "compound", "appos"}]
    if head.dep_ == "appos":
        described.append(head.head)
    before = head.doc[ent.start - 1] if ent.start else head
    if before.head.i == head.head.i and before.dep_ == head.dep_ != "conj":  # both parsed as the subject
        described.append(before)
    nouns = {word.lemma_.lower() for word in described if not word.ent_type_}
    kind = KINDS[ent.label_.upper()]
    last = ent[-1].lower_
    if is_company(bare_name(ent)):
        return "organization"
    if bare_name(ent).lower() in load_words("person_nouns"):  # the REPORTER: of a transcript
        return "person"
    if last in load_words("document_nouns") and kind == "person":
        return "document"
    if kind != "organization" and nouns & load_words("organization_nouns"):
        return "organization"
    if nouns & load_words("person_nouns"):
        return "organization" if kind == "place" else "person"
    return None


def _with_nicknames(doc: Doc) -> list[Span]:
    """The entities, those of a person joined that only the marks of a nickname part: Mohammed “Rocky” Danso."""
    from spacy.tokens import Span

    joined: list[Span] = []
    for ent in doc.ents:
        last = joined[-1] if joined else None
        if last is not None and {last.label_, ent.label_} <= PEOPLE and _are_marks(doc[last.end : ent.start]):
            joined[-1] = Span(doc, last.start, ent.end, label=last.label)
        else:
            joined.append(ent)
    return joined


def _are_marks(tokens: Span) -> bool:
    return len(tokens) > 0 and all(token.is_quote for token in tokens)


def _note_role(entity: Entity, ent: Span) -> None:
    """Gather what a person is said to be: "Prime Minister X", "X, a doctor", "ministry spokesman X"."""
    head = ent.root
    if entity.kind != "person":
        return
    nouns = load_words("person_nouns", "spokespeople")
    phrases: list[Token] = [child for child in head.children if child.dep_ in ROLE_RELATIONS]
    if head.dep_ in {"appos", "flat"} or (head.dep_ == "nsubj" and head.head.pos_ == "NOUN"):
        phrases.append(head.head)
    if head.head.dep_ != "ROOT" and head.dep_ in {"nmod", "compound"}:
        phrases.append(head.head)
    if head.dep_ == "appos" and head.head.dep_ == "nmod" and head.head.ent_type_ not in PEOPLE:
        phrases.append(head.head.head)  # "the director of Brightwater Lines, X"
    for phrase in phrases:
        if ent.start <= phrase.i < ent.end:
            continue
        female = gender(phrase)
        if female is not None:
            entity.female = female
        if phrase.lemma_.lower() in nouns and phrase.ent_type_ not in PEOPLE:
            entity.roles.add(phrase.lemma_.lower())
            if entity.role is None:
                entity.role, entity.affiliation = _role_phrase(phrase, ent)


def _role_phrase(head: Token, ent: Span) -> tuple[str, str | None]:
    """The role as written, without article and without the name, and an organization or place in it."""
    words = sorted(
        token for token in _without_clauses(head) if not (ent.start <= token.i < ent.end) and not token.is_space
    )
    run = [head]
    for token in reversed([word for word in words if word.i < head.i]):
        if token.i == run[0].i - 1 and token.dep_ != "det" and not token.is_punct:
            run.insert(0, token)
    for token in [word for word in words if word.i > head.i]:
        if token.i == run[-1].i + 1 and not token.is_punct:
            run.append(token)
    while len(run) > 1 and run[-1].pos_ in {"ADP", "DET", "PART"}:
        run.pop()
    text = head.doc[run[0].i : run[-1].i + 1].text.strip()
    labels = {"ORG", "LOC", "GPE"}
    affiliation = next((e.text for e in head.doc[run[0].i : run[-1].i + 1].ents if e.label_ in labels), None)
    return text, affiliation


def _without_clauses(head: Token) -> Iterable[Token]:
    yield head
    for child in head.children:
        if child.dep_ in {"nmod", "nmod:poss", "compound", "amod", "case", "det", "flat", "nmod:desc"}:
            yield from _without_clauses(child)


def gender(token: Token) -> bool | None:
    """Does a word, or a title before it, say that this is a woman (True) or a man (False)?"""
    words = {token.lower_, *(child.lower_ for child in token.children if child.i < token.i)}
    if words & load_words("female_words"):
        return True
    return False if words & load_words("male_words") else None
