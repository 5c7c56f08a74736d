"""Every source gets its speaker: names, roles, descriptions and pronouns led back to one entity each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.parsing import Parse
from quotes.records import Span, Speaker, SpeakerKind, Statement
from quotes.speakers.entity import KINDS, Cast, Entity
from quotes.speakers.names import ARTICLES, SMALL_WORDS, is_variant
from quotes.speakers.pronouns import FIRST_OR_SECOND, RELATIVE, pronoun_class, resolve_pronoun
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEAKING_FOR = {"for", "of", "at", "from"}
PARTS_OF_A_NAME = {"flat", "compound", "appos", "nmod:desc", "amod", "nummod"}
DEFINITE = {"the", "this", "that", "its", "his", "her", "their"}


def attribute(
    parse: Parse, statements: Sequence[Statement], continued: dict[str, str]
) -> tuple[list[Statement], list[Speaker]]:
    """Give every statement its speaker.

    `continued` says which floating quotation goes on with which statement (ids): it has the same speaker.
    Returns the statements with their ``speaker`` set, and the speakers in the order of their first statement.
    A statement whose source nobody can be named for keeps None.
    """
    found = _Resolver(parse, statements).resolve_all(statements)
    for statement in statements:
        if statement.id in continued:
            found[statement.id] = found.get(continued[statement.id])
    entities = list(dict.fromkeys(id(entity) for entity in found.values() if entity))
    by_id = {id(entity): entity for entity in found.values() if entity}
    names = {key: f"s{number}" for number, key in enumerate(entities, start=1)}
    attributed = [
        replace(statement, speaker=names[id(entity)] if (entity := found[statement.id]) else None)
        for statement in statements
    ]
    speakers = [_record(by_id[key], names[key], attributed) for key in entities]
    return attributed, speakers


def _record(entity: Entity, identifier: str, statements: Sequence[Statement]) -> Speaker:
    mentions = sorted({span for one in statements if one.speaker == identifier for span in one.source})
    return Speaker(identifier, entity.name, entity.kind, entity.role, entity.affiliation, tuple(mentions))


def _head(tokens: Sequence[Token]) -> Token:
    """The word of a phrase on which the others hang."""
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i] or [tokens[0]]
    return heads[-1] if all(token.dep_.startswith("nsubj") for token in heads) else heads[0]


def _names(token: Token, head: Token) -> bool:
    """Is the word part of the name that the phrase of `head` is, and not of what only modifies it?"""
    while token.i != head.i:
        if token.dep_ not in PARTS_OF_A_NAME or token.head.i == token.i:
            return token.head.i == head.head.i and token.dep_ == head.dep_
        token = token.head
    return True


class _Resolver:
    """The state of one article while its sources are resolved in order."""

    def __init__(self, parse: Parse, statements: Sequence[Statement]) -> None:
        self.doc = parse.doc
        self.text = parse.article.text
        self.cast = Cast(parse.doc)
        self.spoken: dict[int, Entity] = {}
        content = [span for one in statements if one.kind == "direct" for span in one.content]
        self.quoted = {token.i for span in content for token in self._tokens(span)}

    def _tokens(self, span: Span) -> list[Token]:
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return [token for token in found or () if not token.is_space]

    def resolve_all(self, statements: Sequence[Statement]) -> dict[str, Entity | None]:
        """The entity behind each statement's source, by statement id.

        The article is gone through once, in order: sources, and between them the subjects and pronouns whose
        meaning later pronouns build on.
        """
        found: dict[str, Entity | None] = {one.id: None for one in statements}
        sources: dict[int, list[Statement]] = {}
        covered: set[int] = set()
        for statement in statements:
            tokens = self._tokens(statement.source[0]) if statement.source else []
            if tokens:
                sources.setdefault(_head(tokens).i, []).append(statement)
                covered |= {token.i for token in tokens}
                self._learn_name(tokens)
        for token in self.doc:
            for statement in sources.get(token.i, ()):
                found[statement.id] = self._speaker(statement, token)
            if token.i not in covered and token.i not in self.quoted:
                self._note_in_passing(token)
        for statement in statements:
            source = statement.source[0] if statement.source else None
            if statement.nested_in and source and self.text[source.start : source.end].lower() in FIRST_OR_SECOND:
                found[statement.id] = found[statement.nested_in]
        return found

    def _learn_name(self, tokens: list[Token]) -> None:
        """Know the names of all sources before the first is resolved: a headline's "Opposition" is named below."""
        head = _head(tokens)
        if head.pos_ in {"PROPN", "NOUN"} and head.lower_ not in RELATIVE:
            entity = self._named(head, tokens)
            if entity is not None:
                self.cast.note(entity, head)
                self._learn_roles(entity, head, tokens)

    def _learn_roles(self, entity: Entity, head: Token, tokens: list[Token]) -> None:
        """ "The opposition bloc Free Asel" may be called "the opposition" and "the bloc"."""
        nouns = load_words("organization_nouns" if entity.kind == "organization" else "person_nouns")
        for token in tokens:
            if token.i >= head.i or token.dep_ in {"case", "nmod", "obl"}:
                break
            if token.lemma_.lower() in nouns and token.text.islower():
                entity.roles.add(token.lemma_.lower())

    def _note_in_passing(self, token: Token) -> None:
        """Keep track of a pronoun, or of a subject that is somebody, though it says nothing."""
        if pronoun_class(token) == "person":
            entity = resolve_pronoun(self.cast, token, self.spoken, self.quoted)
            if entity is not None:
                self.cast.note(entity, token)
        elif token.dep_.startswith("nsubj") and token.pos_ == "NOUN" and self.cast.of(token) is None:
            if any(child.dep_ == "nmod:poss" for child in token.children):
                return
            nouns = load_words("person_nouns") | load_words("organization_nouns") | load_words("group_nouns")
            if {token.lemma_.lower(), token.lower_} & nouns:
                words = [
                    word
                    for word in token.subtree
                    if word.i < token.head.i and not word.is_space and word.dep_ not in {"case", "mark", "cc"}
                ]
                entity = self._named(token, words) or self._described(token, words) if words else None
                if entity is not None:
                    self.cast.note(entity, token)

    def _speaker(self, statement: Statement, head: Token) -> Entity | None:
        """The entity behind a statement's source, whose head word is `head`."""
        tokens = self._tokens(statement.source[0])
        entity = self._resolve(head, tokens)
        if entity is not None:
            self.cast.note(entity, head)
            self.spoken[head.i] = entity
            if entity.kind != "organization" and self._is_anonymous(statement, entity):
                entity.kind = "anonymous"
        return entity

    def _resolve(self, head: Token, tokens: list[Token]) -> Entity | None:
        word = head.lower_
        if len(tokens) == 1 and head.text in {"Q", "A"}:
            return self._interviewed() if word == "a" else None
        if word in RELATIVE and len(tokens) == 1:
            return self._antecedent(head)
        if word in FIRST_OR_SECOND:
            return None
        if pronoun_class(head) and len(tokens) <= 2:
            return resolve_pronoun(self.cast, head, self.spoken, self.quoted)
        return self._named(head, tokens) or self._described(head, tokens)

    def _interviewed(self) -> Entity | None:
        """Who answers in an interview: the person of whom the article speaks most."""
        people = [entity for entity in self.cast.entities if entity.kind == "person"]
        return max(people, key=lambda entity: (len(entity.mentions), -entity.mentions[0]), default=None)

    def _antecedent(self, pronoun: Token) -> Entity | None:
        """What "who" or "which" refers to: the noun that its clause hangs on, or else the noun before it."""
        clause = pronoun
        while clause.dep_ not in {"acl:relcl", "advcl:relcl", "acl"} and clause.head.i != clause.i:
            clause = clause.head
        noun = clause.head if clause.dep_.startswith("acl") else None
        if noun is None or noun.i >= pronoun.i:
            before = [token for token in pronoun.doc[pronoun.sent.start : pronoun.i] if token.pos_ in {"NOUN", "PROPN"}]
            noun = before[-1] if before else None
        if noun is None:
            return None
        words = [token for token in noun.subtree if token.i < pronoun.i and not token.is_space]
        return self.cast.of(noun) or self._named(noun, words) or self._described(noun, words)

    def _named(self, head: Token, tokens: list[Token]) -> Entity | None:
        """A source with a name: the person in it, or the organization, place or group that is its head."""
        people = [token for token in tokens if token.ent_type_ in {"PERSON", "PER"} and self.cast.of(token)]
        first_phrase = [token for token in people if not self._is_modifier(token, head)]
        if first_phrase:
            entity = self.cast.of(first_phrase[0])
            self._complete_name(entity, first_phrase[0], tokens)
            return entity
        entity = self.cast.of(head)
        if entity is not None and (head.pos_ == "PROPN" or head.ent_type_):
            return entity
        if self._is_spokesperson(head):
            return self._spoken_for(head, tokens)
        for child in head.children:
            apposed = self.cast.of(child)
            if child.dep_ in {"appos", "flat"} and child.i in {token.i for token in tokens} and apposed is not None:
                return apposed
        return self._new_name(head, tokens)

    def _complete_name(self, entity: Entity | None, token: Token, tokens: list[Token]) -> None:
        """Take in what the recognizer cut off at a nickname in marks: Mohammed “Rocky” Danso."""
        run = self._capitalized(token, tokens)
        name = self.doc[run[0].i : run[-1].i + 1].text.strip()
        if entity is not None and any(character in name for character in "“\"‘'") and len(run) > 3:
            for known in list(entity.names):
                if known not in name and not name.endswith(known.split()[-1]):
                    return
            entity.names = [name, *entity.names]

    def _capitalized(self, token: Token, tokens: list[Token]) -> list[Token]:
        """The stretch of capitalized words around `token`: a name, with the small words and nicknames inside it."""
        inside = {one.i: one for one in tokens}
        run = [token]
        for step in (-1, 1):
            pending: list[Token] = []
            index = token.i + step
            while index in inside:
                word = inside[index]
                if (word.text[0].isupper() or word.text[0].isdigit()) and word.pos_ != "DET":
                    pending.append(word)
                    for one in pending:
                        run.insert(0, one) if step < 0 else run.append(one)
                    pending = []
                elif word.lower_ in SMALL_WORDS or word.is_quote or word.text == "-":
                    pending.append(word)
                else:
                    break
                index += step
        titles = load_words("titles")
        while len(run) > 1 and run[0].text.lower() in titles | ARTICLES | load_words("person_nouns"):
            run.pop(0)
        return run

    def _is_modifier(self, token: Token, head: Token) -> bool:
        """Does a person's name only tell whose the head is ("Aliyev's office", "supporters of Aliyev")?"""
        while token.i != head.i and token.head.i != token.i:
            if token.dep_ in {"nmod:poss", "nmod", "obl", "acl:relcl", "acl", "obj"}:
                return True
            if token.dep_ == "compound" and token.head.ent_type_ != token.ent_type_:
                nouns = load_words("person_nouns") | load_words("spokespeople")
                return token.head.lemma_.lower() not in nouns or token.i < token.head.i
            token = token.head
        return False

    def _is_spokesperson(self, head: Token) -> bool:
        return head.lemma_.lower() in load_words("spokespeople")

    def _spoken_for(self, head: Token, tokens: list[Token]) -> Entity | None:
        """An unnamed spokesperson stands for the organization spoken for."""
        inside = {token.i for token in tokens}
        for token in tokens:
            entity = self.cast.of(token)
            if token.i != head.i and entity is not None and entity.kind in {"organization", "place", "person"}:
                entity.role = entity.role or head.lemma_.lower()
                self.cast.note(entity, head)
                return entity
        nouns = load_words("organization_nouns")
        for child in head.subtree:
            if child.i in inside and child.i != head.i and child.lemma_.lower() in nouns:
                return self._described(child, [token for token in child.subtree if token.i in inside])
        earlier = [
            entity for index, entity in self.spoken.items() if self.doc[index].lemma_.lower() == head.lemma_.lower()
        ]
        return earlier[-1] if earlier else None

    def _new_name(self, head: Token, tokens: list[Token]) -> Entity | None:
        """A name that the entity recognizer missed: capitalized words that are no plain noun at a sentence's start."""
        comma = next((token.i for token in tokens if token.text == "," and token.i > head.i), tokens[-1].i + 1)
        names = [
            token
            for token in tokens
            if token.text[0].isupper()
            and token.i < comma
            and self._is_proper(token)
            and token.ent_type_ != "DATE"
            and _names(token, head)
        ]
        if not names:
            return None
        run = self._capitalized(names[-1], [token for token in tokens if token.i < comma])
        people = load_words("group_nouns") | load_words("person_nouns")
        if {head.lower_, head.lemma_.lower()} & people and run[-1].i > head.i and not self._is_proper(head):
            return None  # the name only tells where they are from: "Residents of Lower Kilombe"
        if run[-1].i < head.i and head.pos_ == "NOUN" and not head.text[0].isupper():
            return None  # the name only modifies a noun: "Moldovan officials"
        name = " ".join(self.doc[run[0].i : run[-1].i + 1].text.split())
        if not name:
            return None
        kind = self._kind(head, tokens, named=True)
        for entity in self.cast.entities:
            if is_variant(name, entity.kind, entity.names, entity.kind):
                return entity
        return self.cast.add(kind, name)

    def _is_proper(self, token: Token) -> bool:
        nouns = load_words("person_nouns") | load_words("organization_nouns") | load_words("group_nouns")
        if {token.lemma_.lower(), token.lower_} & nouns:
            if token.i == token.sent.start:
                return False
            previous = token.nbor(-1)
            return previous.text[0].isupper() and previous.pos_ != "DET"
        return token.pos_ == "PROPN" or token.i > token.sent.start

    def _described(self, head: Token, tokens: list[Token]) -> Entity | None:
        """A description: of an entity that the article names elsewhere, or else a speaker known by it alone."""
        name = self._description(head, tokens)
        if not name:
            return None
        noun = head.lemma_.lower()
        for entity in reversed(self.cast.entities):
            if name.lower() in {known.lower() for known in entity.names}:
                return entity
        definite = any(child.lower_ in DEFINITE for child in head.children) or head.sent.start == 0
        if definite or head.i == tokens[0].i:
            matching = [
                (
                    abs(head.i - min(entity.mentions, key=lambda m: abs(head.i - m)))
                    + (5000 if min(entity.mentions) > head.i else 0),
                    rank,
                )
                for rank, entity in enumerate(self.cast.entities)
                if entity.mentions and self._fits(entity, noun, name)
            ]
            plural = head.tag_ in {"NNS", "NNPS"}
            if matching and not plural:
                return self.cast.entities[min(matching)[1]]
        determined = any(child.lower_ == "the" for child in head.children)
        if determined and (noun in load_words("generic_person_nouns") or noun.endswith("-year-old")):
            meant = resolve_pronoun(self.cast, head, self.spoken, self.quoted, "person")
            if meant is not None and meant.kind == "person":
                return meant
        entity = self.cast.add(self._kind(head, tokens), name)
        entity.roles.add(noun)
        return entity

    def _fits(self, entity: Entity, noun: str, description: str) -> bool:
        """Can "the NOUN" be this entity?"""
        if noun in entity.roles:
            return True
        if entity.kind in {"organization", "place"} and noun in load_words("organization_nouns"):
            modifiers = set(description.lower().split()) - {noun}
            for name in entity.names:
                words = name.lower().split()
                if noun in words and modifiers <= set(words):
                    return True
        return False

    def _description(self, head: Token, tokens: list[Token]) -> str:
        """The noun phrase up to its first comma or relative clause, without an article."""
        words = []
        for token in tokens:
            if token.text in {",", "(", "—", "–"} and token.i > head.i:
                break
            if token.lower_ in {"who", "which"} and token.i > head.i:
                break
            words.append(token)
        while len(words) > 1 and (words[0].lower_ in ARTICLES or words[0].is_punct or words[0].dep_ == "case"):
            words.pop(0)
        text = " ".join(self.doc[words[0].i : words[-1].i + 1].text.split())
        first = words[0]
        plain = {first.lower_, first.lemma_.lower()} & (load_words("group_nouns") | load_words("person_nouns"))
        begins = first.i == first.sent.start or self.doc[first.i - 1].lower_ in ARTICLES
        if begins and (plain or (first.pos_ != "PROPN" and not first.ent_type_)) and first.is_title:
            text = text[0].lower() + text[1:]
        return text

    def _kind(self, head: Token, tokens: list[Token], named: bool = False) -> SpeakerKind:
        noun = head.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"}
        if noun in load_words("anonymous_nouns"):
            return "anonymous"
        if {noun, head.lower_} & load_words("document_nouns"):
            return "document"
        if head.lower_ in load_words("group_nouns"):
            return "group"
        if noun in load_words("organization_nouns"):
            return "group" if plural and not named else "organization"
        if noun in load_words("person_nouns") | load_words("spokespeople") or noun.endswith("-year-old"):
            return "group" if plural else "person"
        if head.ent_type_.upper() in KINDS:
            return KINDS[head.ent_type_.upper()]
        if plural:
            return "group"
        return "person" if named and len(tokens) > 1 else "unknown"

    def _is_anonymous(self, statement: Statement, entity: Entity) -> bool:
        """Is the name withheld, by what the source or its sentence says?"""
        if any(name[0].isupper() for name in entity.names) and entity.kind in {
            "person",
            "organization",
            "place",
        }:
            return False
        if entity.kind == "anonymous":
            return True
        source = statement.source[0]
        sentence = self._tokens(source)[0].sent
        words = sentence.text.lower()
        own = self.text[source.start : source.end].lower()
        phrases = load_words("anonymity_phrases")
        spoken = [
            phrase
            for phrase in phrases
            if phrase in own or (phrase in words and phrase.endswith(("anonymity", "named", "identified")))
        ]
        return bool(spoken)
