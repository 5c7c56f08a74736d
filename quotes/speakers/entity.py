"""The entities of an article: everybody and everything that might be a speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from quotes.records import SpeakerKind
from quotes.speakers.evidence import PronounClass
from quotes.speakers.names import acronym, is_variant, name_words
from quotes.speakers.recognized import kinds_of, recognized_names
from quotes.speakers.roles import gender, gender_of_name, note_role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the article mentions, with all that was gathered about it.

    ``names`` are the forms of its name, ``mentions`` the token indices of the head words of its mentions, in order,
    ``named`` how often it is mentioned by name. ``roles`` are the head nouns (lemmas) of what it is said to be;
    ``role`` and ``affiliation`` are such a phrase as written, ``speaks_for`` and ``anonymity`` are as in `Speaker`.
    ``is_named`` is False for what is only described.
    """

    kind: SpeakerKind
    names: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    speaks_for: str | None = None
    anonymity: str | None = None
    female: bool | None = None
    is_named: bool = True
    named: int = 0

    @property
    def name(self) -> str:
        """The fullest form of the name."""
        return max(self.names, key=lambda name: (len(name.split()), len(name)))


LETTERS_OF_A_SLIP = 6
"""Surnames of so many letters are the same if one letter is another, is missing, or has changed places."""

Referent = Callable[["Cast", "Token", PronounClass], Entity | None]
"""Finds the entity that a pronoun, or a noun that is used like one, means."""


class Cast:
    """All entities of one article; finds the one that a mention means.

    ``sentence_of`` and ``paragraph_of`` are the numbers of each token's sentence and paragraph. ``speaking`` are the
    token indices of source words, ``spoken`` the speaker behind each that was resolved so far, in order. ``quoted`` are
    the tokens that are quoted directly, each with the source word of the quotation (None: it has none); ``said`` has
    for each source word the tokens of what is said, quoted or not.
    """

    def __init__(self, doc: Doc, referent: Referent) -> None:
        """Gather the named entities of a parsed article, names joined and roles noted.

        `referent` resolves pronouns.
        """
        self.doc = doc
        self._referent = referent
        self.entities: list[Entity] = []
        self.spoken: dict[int, Entity] = {}
        self.speaking: set[int] = set()
        self.quoted: dict[int, int | None] = {}
        self.said: dict[int, set[int]] = {}
        self.sentence_of = [number for number, sentence in enumerate(doc.sents) for _ in sentence]
        self.paragraph_of = list(accumulate(int("\n" in token.text) for token in doc))
        self._of_token: dict[int, Entity] = {}
        self._of_sentence: dict[int, dict[int, Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}
        recognized = recognized_names(doc)
        kinds = kinds_of(recognized)
        for one in sorted(recognized, key=lambda one: -len(one.name.split())):
            self._join(one.ent, one.name, kinds[one.ent.start])
        for entity in self.entities:
            entity.mentions.sort()
        _join_acronyms(self)
        _join_misspelled(self)
        people = [entity for entity in self.entities if entity.kind == "person"]
        self.main_person = max(people, key=lambda entity: entity.named, default=None)

    def _join(self, ent: Span, name: str, kind: SpeakerKind) -> None:
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
        entity.named += 1
        for token in ent:
            self._of_token[token.i] = entity
        note_role(entity, ent)
        if entity.kind == "person" and entity.female is None:
            entity.female = gender_of_name(name)
        self._index(entity)

    def add(self, kind: SpeakerKind, name: str, *, is_named: bool = True) -> Entity:
        """A new entity."""
        entity = Entity(kind, [name], is_named=is_named)
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

    def with_acronym(self, name: str) -> Entity | None:
        """The organization whose initials a name is."""
        organizations = (entity for entity in self.entities if entity.kind == "organization")
        return next((one for one in organizations if is_variant(name, one.kind, one.names, one.kind)), None)

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

    def refer(self, token: Token, kind: PronounClass) -> Entity | None:
        """The entity that a pronoun of this class means, or a noun that is used like one."""
        return self._referent(self, token, kind)

    def last_speaker(self, before: int) -> Entity | None:
        """The speaker behind the last source before a token (index), in a quotation only if the token is in one."""
        inside = before in self.quoted
        spoken = reversed(self.spoken.items())
        return next((one for index, one in spoken if index < before and (inside or index not in self.quoted)), None)

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
        kept.named += gone.named
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


def _join_misspelled(cast: Cast) -> None:
    """ "Mabdouli" is Moustafa Madbouli: nobody else is introduced whose surname is spelled so."""
    from rapidfuzz.distance import OSA

    people = [(entity, name_words(entity.name)) for entity in cast.entities if entity.kind == "person"]
    whole = [(entity, words[-1]) for entity, words in people if len(words) > 1]
    for entity, words in people:
        if len(words) == 1 and len(words[0]) >= LETTERS_OF_A_SLIP:
            alike = [one for one, name in whole if name[:1] == words[0][:1] and OSA.distance(name, words[0]) == 1]
            if len(alike) == 1 and entity.named <= alike[0].named:
                cast.merge(alike[0], entity)
