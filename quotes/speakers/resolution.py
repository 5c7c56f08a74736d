"""Resolution of every source to its speaker: names, roles, descriptions and pronouns to one entity each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.parsing import Parse
from quotes.records import Span, Speaker, Statement
from quotes.speakers.anonymity import reason_for, withholding_phrase
from quotes.speakers.descriptions import resolve_description
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.phrase import Phrase, phrase_of
from quotes.speakers.pronoun_resolution import ResolvePronoun, resolve_pronoun
from quotes.speakers.pronouns import FIRST_OR_SECOND, RELATIVE, PronounClass, pronoun_class, pronoun_form
from quotes.speakers.relative_pronouns import resolve_relative
from quotes.speakers.source_names import resolve_name
from quotes.speakers.spokespeople import note_represented
from quotes.statements.rules.rule_tables import rules_of
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def attribute(
    parse: Parse,
    statements: Sequence[Statement],
    continued: Mapping[str, str],
    resolve_pronoun: ResolvePronoun = resolve_pronoun,
) -> tuple[list[Statement], list[Speaker]]:
    """Give every statement its speaker.

    `continued` gives the statement that a floating quotation continues (ids): both have the same speaker.
    Returns the statements with their ``speakers`` set, and the speakers in the order of their first statement.
    A statement for whose source nobody can be named has none.
    """
    found = _SourceResolver(parse, statements, resolve_pronoun).resolve_all()
    for statement in statements:
        if statement.id in continued:
            found[statement.id] = found.get(continued[statement.id])
    by_entity: dict[Entity, list[Statement]] = {entity: [] for entity in found.values() if entity}
    for statement in statements:
        if entity := found[statement.id]:
            by_entity[entity].append(statement)
    speakers = {
        entity: _record(entity, f"s{number}", own) for number, (entity, own) in enumerate(by_entity.items(), start=1)
    }
    attributed = [replace(one, speakers=(speakers[entity],) if (entity := found[one.id]) else ()) for one in statements]
    return attributed, list(speakers.values())


def _record(entity: Entity, identifier: str, statements: Sequence[Statement]) -> Speaker:
    """The speaker with this id of an entity and its statements; a person without a name is anonymous."""
    return Speaker(
        identifier,
        entity.name,
        "anonymous" if entity.kind == "person" and not entity.is_named else entity.kind,
        role=entity.role,
        affiliation=entity.affiliation,
        speaks_for=entity.speaks_for,
        anonymity=entity.anonymity,
        aliases=tuple(name for name in dict.fromkeys(entity.names) if name != entity.name),
        mentions=tuple(sorted({span for one in statements for span in one.source})),
    )


class _SourceResolver:
    """Resolver of the sources of one article, with the entities that it knows so far."""

    def __init__(self, parse: Parse, statements: Sequence[Statement], resolve_pronoun: ResolvePronoun) -> None:
        self.doc = parse.doc
        self.text = parse.article.text
        self.statements = statements
        self.resolve_pronoun = resolve_pronoun
        self.places = {one.id: number for number, one in enumerate(statements)}
        self.quoted = SpanIndex(
            (span, (span, one)) for one in statements if one.kind == "direct" for span in one.content
        )
        self.entities = Entities(parse.doc)
        self.phrases = {one.id: phrase_of(self._tokens(one.source[0])) for one in statements if one.source}
        for one in statements:
            words = [token.i for span in one.content for token in self._tokens(span)]
            source = self.phrases[one.id].head.i if one.source else None
            if one.kind == "direct":
                self.entities.quoted_by |= dict.fromkeys(words, source)
            if source is not None:
                self.entities.content_of.setdefault(source, set()).update(words)

    def _tokens(self, span: Span) -> list[Token]:
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return [token for token in found or () if not token.is_space]

    def resolve_all(self) -> dict[str, Entity | None]:
        """Return the entity behind each statement's source, by statement id.

        The article is read once, in order: sources, and between them the subjects and pronouns that later pronouns
        depend on.
        """
        found: dict[str, Entity | None] = {one.id: None for one in self.statements}
        by_head: dict[int, list[Statement]] = {}
        for one in self.statements:
            if phrase := self.phrases.get(one.id):
                by_head.setdefault(phrase.head.i, []).append(one)
                self.entities.source_heads.add(phrase.head.i)
                self._learn_name(phrase)
        note_represented(self.entities)
        covered = {token.i for phrase in self.phrases.values() for token in phrase.tokens}
        for token in self.doc:
            for one in by_head.get(token.i, ()):
                found[one.id] = self._speaker(one)
            if token.i not in covered and token.i not in self.entities.quoted_by:
                self._note_in_passing(token)
        for one in self.statements:
            if one.source and pronoun_form(self.phrases[one.id].head) in FIRST_OR_SECOND:
                outer = self._around(one)
                if outer is not None:
                    found[one.id] = found[outer.id]
            elif not one.source and rules_of(one.rule)[0].answers:
                found[one.id] = self.entities.interviewee()
        return found

    def _learn_name(self, phrase: Phrase) -> None:
        """Add the name of a source before the first source is resolved: a headline's "Opposition" is named below."""
        if phrase.head.pos_ in {"PROPN", "NOUN"} and pronoun_form(phrase.head) not in RELATIVE:
            entity = resolve_name(self.entities, self._refer, phrase)
            if entity is not None:
                self.entities.add_mention(entity, phrase.head)
                self._learn_roles(entity, phrase)

    def _learn_roles(self, entity: Entity, phrase: Phrase) -> None:
        """Add the roles before a name: "the opposition bloc Free Asel" is "the opposition" and "the bloc"."""
        nouns = load_words("organization_nouns" if entity.kind == "organization" else "person_nouns")
        for token in phrase.tokens:
            if token.i >= phrase.head.i or token.dep_ in {"case", "nmod", "obl"}:
                break
            if token.lemma_.lower() in nouns and token.text.islower():
                self.entities.add_role(entity, token.lemma_.lower())

    def _refer(self, token: Token, kind: PronounClass) -> Entity | None:
        return self.resolve_pronoun(self.entities, token, kind)

    def _speaker(self, statement: Statement) -> Entity | None:
        phrase = self.phrases[statement.id]
        entity = self._resolve(phrase)
        if entity is not None:
            self.entities.add_mention(entity, phrase.head)
            self.entities.add_speaker(phrase.head, entity)
            self._note_anonymity(statement, entity)
        return entity

    def _resolve(self, phrase: Phrase) -> Entity | None:
        """Return the entity that a source means; None for "I" and "you"."""
        head, word = phrase.head, pronoun_form(phrase.head)
        if word in RELATIVE and len(phrase.tokens) == 1:
            return resolve_relative(self.entities, self._refer, head)
        if word in FIRST_OR_SECOND:
            return None
        kind = pronoun_class(head)
        if kind and len(phrase.tokens) <= 2:
            return self._refer(head, kind)
        return (
            resolve_name(self.entities, self._refer, phrase)
            or self._refer(head, "description")
            or resolve_description(self.entities, self._refer, phrase)
        )

    def _note_anonymity(self, statement: Statement, entity: Entity) -> None:
        """Make an entity anonymous if its source or the sentence tells that the name is withheld."""
        is_name = any(name[0].isupper() for name in entity.names)
        if entity.kind == "organization" or (is_name and entity.kind in {"person", "place"}):
            return
        source = statement.source[0]
        sentence = self.phrases[statement.id].tokens[0].sent.text
        phrase = withholding_phrase(self.text[source.start : source.end], sentence)
        if phrase:
            entity.kind = "anonymous"
            entity.anonymity = entity.anonymity or reason_for(sentence, phrase)

    def _note_in_passing(self, token: Token) -> None:
        """Add the mention of a personal pronoun, or of a subject that may be a speaker, outside of sources."""
        kind = pronoun_class(token)
        entity = None
        if kind == "person":
            entity = self._refer(token, kind)
        elif token.dep_.startswith("nsubj") and token.pos_ == "NOUN" and self.entities.of(token) is None:
            entity = self._subject(token)
        if entity is not None:
            self.entities.add_mention(entity, token)

    def _subject(self, noun: Token) -> Entity | None:
        nouns = load_words("person_nouns", "organization_nouns", "group_nouns")
        if any(child.dep_ == "nmod:poss" for child in noun.children) or not {noun.lemma_.lower(), noun.lower_} & nouns:
            return None
        words = [
            word
            for word in noun.subtree
            if word.i < noun.head.i and not word.is_space and word.dep_ not in {"case", "mark", "cc"}
        ]
        phrase = Phrase(noun, words)
        return (
            resolve_name(self.entities, self._refer, phrase) or resolve_description(self.entities, self._refer, phrase)
            if words
            else None
        )

    def _around(self, statement: Statement) -> Statement | None:
        """Return the statement whose speaker "I" is: the one around this, or whose quotation this stands in."""
        source = statement.source[0]
        around = [one for span, one in self.quoted.find(source) if one is not statement and span.contains(source)]
        if statement.nested_in:
            around.append(self.statements[self.places[statement.nested_in]])
        return min(around, key=lambda one: (sum(map(len, one.content)), self.places[one.id]), default=None)
