"""Entities of an article: possible speakers, with the mentions of each."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, count
from typing import TYPE_CHECKING

from quotes.records import SpeakerKind
from quotes.speakers.entity import Entity
from quotes.speakers.gender import gender_of_name, gender_of_word
from quotes.speakers.names import DASHES, SMALL_WORDS, acronym, is_variant, name_words
from quotes.speakers.recognized import KINDS, RecognizedName, kinds_of, recognized_names
from quotes.speakers.roles import note_role
from quotes.speakers.short_forms import INITIALS, abbreviates, capitals_of, may_shorten
from quotes.words.closed_classes import UNSEEN

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from quotes.parsing.joint.mention_vectors import MentionVectors

MISSPELLED_LENGTH = 6
"""Letters of the shortest surname that counts as the same if one letter is another, missing, or has changed places."""

LONGEST_SURNAME = 40
"""Letters of the longest surname in which such a slip is looked for."""


class Entities:
    """All entities of one article, found by mention, word, sentence and quotation.

    ``sentence_of`` and ``paragraph_of`` are the numbers of each token's sentence and paragraph, ``tokens``,
    ``words`` and ``parts`` the token, its form in lower case and its part of speech. ``source_heads`` are
    the token indices of source words, ``speakers`` the entity behind each that was resolved so far, in order, and
    ``said`` all of these. ``named_sources`` counts the sources that name an entity, and ``source_names`` are the token
    indices of these with the entity of each, in order. ``meant_by`` gives the entity that a noun meant last, and
    ``count_of`` the number of named entities of each kind.
    ``quoted_by`` gives for each token of a direct quotation the source word (None: it has none); ``content_of`` gives
    for each source word the tokens of its statements, quoted or not. ``main_person`` is named most often.
    """

    def __init__(self, doc: Doc, vectors: MentionVectors | None = None) -> None:
        """Gather the named entities of a parsed article, with variants of a name merged and roles noted.

        `vectors` are what a network has found of whom words mean.
        """
        self.doc = doc
        self.vectors = vectors
        self.speakers: dict[int, Entity] = {}
        self.source_heads: set[int] = set()
        self.quoted_by: dict[int, int | None] = {}
        self.content_of: dict[int, set[int]] = {}
        self.meant_by: dict[str, Entity] = {}
        self.named_sources: Counter[Entity] = Counter()
        self.source_names: list[tuple[int, Entity]] = []
        self.said: set[Entity] = set()
        self.tokens = list(doc)
        self.sentence_of = [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
        self.words = [token.lower_ for token in self.tokens]
        self.parts = [token.pos_ for token in self.tokens]
        self.paragraph_of = list(accumulate(int("\n" in word) for word in self.words))
        self._unquoted_speakers: dict[int, Entity] = {}
        self._numbers = count()
        self._entities: dict[Entity, int] = {}  # numbers tell the order in which they were added, also those by word
        self._of_token: dict[int, Entity] = {}
        self._tokens_of: dict[Entity, list[int]] = {}
        self._of_sentence: dict[int, dict[int, Entity]] = {}
        self._by_word: dict[str, dict[Entity, int]] = {}
        recognized = recognized_names(doc)
        kinds = kinds_of(recognized)
        for one in sorted(recognized, key=lambda one: -len(one.name.split())):
            self._add_recognized(one, kinds[one.ent.start])
        _merge_bracketed(self, [one.ent for one in recognized])
        _merge_acronyms(self)
        _merge_misspelled(self)
        _note_accounts(self)
        people = [entity for entity in self if entity.kind == "person"]
        self.main_person = max(people, key=_by_names, default=None)
        bodies = [entity for entity in self if entity.kind == "organization"]
        self.main_organization = max(bodies, key=_by_names, default=None)
        self.count_of = Counter(entity.kind for entity in self)
        self._named = [sorted(some, key=_by_names, reverse=True) for some in (people, bodies)]

    def __iter__(self) -> Iterator[Entity]:
        """Iterate over the entities in the order in which they were added."""
        return iter(self._entities)

    def _add_recognized(self, recognized: RecognizedName, kind: SpeakerKind) -> None:
        ent, name = recognized.ent, recognized.name
        if name.isupper() and any(one.kind == "person" for one in self._variants(name, "person")):
            kind = "person"  # a transcript has the person's NAME before each turn
        variants = list(self._variants(name, kind))
        if kind == "person" and len(variants) > 1 and len(name_words(name)) == 1:
            entity: Entity | None = _namesake(variants, ent)
        else:
            entity = self._first_with_words(name, variants)
        if entity is None:
            entity = self.add(kind, name)
        elif name not in entity.names:
            entity.names.append(name)
        self.add_mention(entity, ent.root)
        entity.name_count += 1
        entity.labels.add(KINDS[ent.label_.upper()])
        for token in ent:
            self._of_token[token.i] = entity
            self._tokens_of[entity].append(token.i)
        note_role(entity, ent)
        if entity.kind == "person" and entity.female is None:
            entity.female = gender_of_name(name)
        self._index(entity, [*_keys(name), *entity.roles])

    def add(self, kind: SpeakerKind, name: str, *, is_named: bool = True) -> Entity:
        """Add an entity without mentions and return it; in its name there are no soft hyphens."""
        name = UNSEEN.sub("", name)
        entity = Entity(kind, [name], is_named=is_named)
        self._entities[entity] = next(self._numbers)
        self._tokens_of[entity] = []
        self._index(entity, _keys(name))
        return entity

    def add_name(self, entity: Entity, name: str) -> None:
        """Make an entity known by another name."""
        entity.names.append(name)
        self._index(entity, _keys(name))

    def add_role(self, entity: Entity, noun: str) -> None:
        """Make an entity known as "the NOUN" (a lemma, lower case)."""
        entity.roles.add(noun)
        self._index(entity, [noun, *_keys(entity.name)])

    def add_mention(self, entity: Entity, head: Token) -> None:
        """Add the mention with the head word `head` to an entity, and the gender that the word tells."""
        sentence = self._of_sentence.setdefault(self.sentence_of[head.i], {})
        before = sentence.get(head.i)
        if before is not entity:
            if before is not None:
                before.mentions.remove(head.i)
            sentence[head.i] = entity
            insort(entity.mentions, head.i)
        owner = self._of_token.get(head.i)
        if owner is None or not owner.is_named:
            self._of_token[head.i] = entity
            self._tokens_of[entity].append(head.i)
        female = gender_of_word(head)
        if female is not None and entity.female is None:
            entity.female = female

    def of(self, token: Token) -> Entity | None:
        """Return the entity that a word is known to mention."""
        return self._of_token.get(token.i)

    def with_words(self, phrase: str) -> list[Entity]:
        """Return the entities with a word of the phrase in a name or role, those with its first word first."""
        found = [entity for word in name_words(phrase) for entity in self._by_word.get(word, ())]
        return list(dict.fromkeys(found))

    def with_initials(self, name: str) -> Entity | None:
        """Return the person whose initials a label is ("NQ:")."""
        people = (one for one in self if one.kind == "person" and one.is_named)
        return next((one for one in people if any(acronym(known) == name for known in one.names)), None)

    def with_acronym(self, name: str) -> Entity | None:
        """Return the organization whose initials a name is."""
        known = [*self._by_word.get(name, ()), *self.with_words(name)]
        organizations = (entity for entity in known if entity.kind == "organization")
        fitting = (one for one in organizations if is_variant(name, one.kind, one.names, one.kind))
        return min(fitting, key=lambda one: self._entities[one], default=None)

    def _variants(self, name: str, kind: SpeakerKind) -> Iterator[Entity]:
        """Yield the entities of which a name may be a form.

        Persons have its last word, and its first or the initial of that; others have all of its words of weight.
        """
        words = name_words(name)
        ways: list[tuple[str, ...]] = [(word,) for word in words if word not in SMALL_WORDS] or [
            (word,) for word in words
        ]
        if kind == "person":
            initial = [(words[0], words[0][:1])] if len(words) > 1 and len(words[0]) > 1 else []
            ways = [*initial, words[-1:]]
        known = [[self._by_word.get(word, {}) for word in way] for way in ways]
        fewest = min(known, key=lambda found: sum(map(len, found)), default=[])
        return (one for found in fewest for one in found if is_variant(name, kind, one.names, one.kind))

    def _first_with_words(self, name: str, entities: Iterable[Entity]) -> Entity | None:
        """Return the one of some entities that `with_words` has first."""
        words = name_words(name)
        if len(words) == 1:
            return next(iter(entities), None)
        places = [self._by_word.get(word, {}) for word in words]
        return min(
            entities,
            key=lambda one: next((n, place[one]) for n, place in enumerate(places) if one in place),
            default=None,
        )

    def mentioned_in(self, sentence: int) -> Iterable[tuple[int, Entity]]:
        """Return the mentions in a sentence (by number): token index and entity."""
        return self._of_sentence.get(sentence, {}).items()

    def last_mentioned(self, before: int, fits: Callable[[Entity], bool], sentences: int = 1) -> Entity | None:
        """Return the fitting entity mentioned last before a token (index), in its sentence and those right before it.

        `sentences` is how many sentences are looked at.
        """
        here = self.sentence_of[before]
        for sentence in range(here, max(here - sentences, -1), -1):
            found = [pair for pair in self.mentioned_in(sentence) if pair[0] < before and fits(pair[1])]
            if found:
                return max(found, key=lambda pair: pair[0])[1]
        return None

    def last_speaker(self, before: int) -> Entity | None:
        """Return the last speaker before a token (index), one inside a quotation only if the token is in one."""
        speakers = self.speakers if before in self.quoted_by else self._unquoted_speakers
        return next((one for at, one in reversed(speakers.items()) if at < before), None)

    def add_speaker(self, head: Token, entity: Entity) -> None:
        """Note that an entity is behind a source with the head word `head`."""
        self.speakers[head.i] = entity
        self.said.add(entity)
        if head.i not in self.quoted_by:
            self._unquoted_speakers[head.i] = entity

    def most_named(self, most: int) -> Iterator[Entity]:
        """Yield the persons, and the organizations, that are named most often, at most so many of each."""
        for some in self._named:
            yield from some[:most]

    def merge(self, kept: Entity, gone: Entity) -> None:
        """Give all names, mentions and roles of `gone` to `kept`, and forget `gone`."""
        kept.names += [name for name in gone.names if name not in kept.names]
        kept.mentions = sorted({*kept.mentions, *gone.mentions})
        kept.roles |= gone.roles
        kept.labels |= gone.labels
        kept.name_count += gone.name_count
        del self._entities[gone]
        tokens = self._tokens_of.pop(gone)
        self._tokens_of[kept] += tokens
        for index in {*tokens, *gone.mentions}:
            for owners in (self._of_token, self._of_sentence[self.sentence_of[index]]):
                if owners.get(index) is gone:
                    owners[index] = kept
        words = {word for name in gone.names for word in _keys(name)} | gone.roles
        for word in words:
            self._by_word.get(word, {}).pop(gone, None)
        self._index(kept, words)

    def _index(self, entity: Entity, words: Iterable[str]) -> None:
        for word in words:
            entities = self._by_word.setdefault(word, {})
            entities.setdefault(entity, next(self._numbers))


def _namesake(people: Sequence[Entity], ent: Span) -> Entity:
    """Return whom a shared name means: of those of its gender the one named most often, or last before, or next."""
    title = ent.doc[max(ent.start - 1, 0)]
    female = next((one for head in (ent.root, *ent, title) if (one := gender_of_word(head)) is not None), None)
    fitting = [one for one in people if None in {female, one.female} or one.female == female] or list(people)

    def nearness(one: Entity) -> tuple[int, int, int]:
        before = max((index for index in one.mentions if index < ent.start), default=-1)
        return one.name_count, before, -min(one.mentions, default=len(ent.doc))

    return max(fitting, key=nearness)


def _by_names(entity: Entity) -> int:
    return entity.name_count


def _merge_bracketed(entities: Entities, names: Iterable[Span]) -> None:
    """Merge an organization's name and the short form in brackets after it: "National Seismological Center (CSN)".

    A city and its agency before a dash, "West Bank (Reuters) -", are no such names, nor is a qualifier in a word.
    """
    doc = entities.doc
    for ent in names:
        if ent.end + 3 >= len(doc) or doc[ent.end].text != "(" or doc[ent.end + 2].text != ")":
            continue
        short, long = doc[ent.end + 1], entities.of(ent.root)
        if long is None or doc[ent.end + 3].text in DASHES:
            continue
        known = entities.of(short)
        is_labelled = long.kind == "organization" and short.ent_type_ in {"ORG", "MISC"}
        if not (is_labelled and may_shorten(short.text, long.name)) and not abbreviates(short.text, long.name):
            continue
        if known is None and short.is_alpha and short.text not in long.names:
            entities.add_name(long, short.text)
        elif known is not None and known is not long and known.names == [short.text]:
            entities.merge(long, known)


def _merge_acronyms(entities: Entities) -> None:
    """Merge "International Monetary Fund" and "IMF", wherever it stands.

    The initials of a translated name may come in another order: "PRI" is the Institutional Revolutionary Party.
    """
    organizations = [entity for entity in entities if entity.kind in {"organization", "place"}]
    spelled_out: dict[str, Entity] = {}
    for form_of in INITIALS:
        for entity in organizations:
            for name in entity.names:
                spelled_out.setdefault(form_of(name), entity)
    gone: set[Entity] = set()
    for short in organizations:
        capitals = capitals_of(short.names[0])
        forms = (short.names[0], capitals, "".join(sorted(capitals)))
        known = (spelled_out.get(form) for form in forms if form)
        long = next((one for one in known if one is not None and one is not short and one not in gone), None)
        if long and (capitals or all(name.isupper() for name in short.names)):
            entities.merge(long, short)
            gone.add(short)


def _note_accounts(entities: Entities) -> None:
    """Make an account a mention of the one after whose name it stands somewhere in brackets: "Leo Banda (@lb9)"."""
    accounts = [token for token in entities.tokens if token.text.startswith("@") and len(token) > 1]
    owners: dict[str, Entity] = {}
    for account in accounts:
        if account.i > 1 and account.nbor(-1).text == "(" and (owner := entities.of(account.nbor(-2))):
            owners.setdefault(account.lower_, owner)
    for account in accounts:
        if owner := owners.get(account.lower_):
            entities.add_mention(owner, account)


def _keys(name: str) -> list[str]:
    """Return the words by which a name is found, and its initials, with and without the first."""
    initials = acronym(name)
    without_first = initials[1:].lower() if len(initials) > 2 else ""
    return [*name_words(name), *filter(None, [initials, without_first])]


def _merge_misspelled(entities: Entities) -> None:
    """Merge "Mabdouli" and Moustafa Madbouli where no other surname is as similar."""
    from rapidfuzz.distance import OSA

    people = [(entity, name_words(entity.name)) for entity in entities if entity.kind == "person"]
    surnames: dict[str, list[tuple[Entity, str]]] = {}
    for entity, words in people:
        for form in _with_a_letter_less(words[-1]) if len(words) > 1 else ():
            surnames.setdefault(form, []).append((entity, words[-1]))
    for entity, words in people:
        if len(words) == 1 and len(words[0]) >= MISSPELLED_LENGTH:
            near = dict.fromkeys(pair for form in _with_a_letter_less(words[0]) for pair in surnames.get(form, ()))
            alike = [one for one, name in near if name[:1] == words[0][:1] and OSA.distance(name, words[0]) == 1]
            if len(alike) == 1 and entity.name_count <= alike[0].name_count:
                entities.merge(alike[0], entity)


def _with_a_letter_less(word: str) -> set[str]:
    """Return a word and its forms with one letter left out; words at most one slip apart share one of these."""
    letters = range(len(word) if len(word) <= LONGEST_SURNAME else 0)
    return {word, *(word[:number] + word[number + 1 :] for number in letters)}
