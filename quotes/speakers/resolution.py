"""Every source gets its speaker: names, roles, descriptions and pronouns led back to one entity each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quotes.parsing import Parse
from quotes.records import Span, Speaker, Statement
from quotes.speakers.anonymity import reason_for, withholding_phrase
from quotes.speakers.entity import Cast, Entity, Referent
from quotes.speakers.pronouns import FIRST_OR_SECOND, RELATIVE, pronoun_class, pronoun_form, resolve_pronoun
from quotes.speakers.roles import note_represented
from quotes.speakers.sources import antecedent, described, interviewed, named
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def attribute(
    parse: Parse, statements: Sequence[Statement], continued: dict[str, str], referent: Referent = resolve_pronoun
) -> tuple[list[Statement], list[Speaker]]:
    """Give every statement its speaker.

    `continued` says which floating quotation goes on with which statement (ids): it has the same speaker.
    `referent` resolves pronouns.
    Returns the statements with their ``speakers`` set, and the speakers in the order of their first statement.
    A statement whose source nobody can be named for keeps none.
    """
    found = _Resolver(parse, statements, referent).resolve_all(statements)
    for statement in statements:
        if statement.id in continued:
            found[statement.id] = found.get(continued[statement.id])
    entities = list(dict.fromkeys(id(entity) for entity in found.values() if entity))
    by_id = {id(entity): entity for entity in found.values() if entity}
    speakers = {
        key: _record(by_id[key], f"s{number}", [one for one in statements if found[one.id] is by_id[key]])
        for number, key in enumerate(entities, start=1)
    }
    attributed = [
        replace(statement, speakers=(speakers[id(entity)],) if (entity := found[statement.id]) else ())
        for statement in statements
    ]
    return attributed, list(speakers.values())


def _record(entity: Entity, identifier: str, statements: Sequence[Statement]) -> Speaker:
    """The speaker with this id of an entity and its statements."""
    return Speaker(
        identifier,
        entity.name,
        entity.kind,
        role=entity.role,
        affiliation=entity.affiliation,
        speaks_for=entity.speaks_for,
        anonymity=entity.anonymity,
        aliases=tuple(name for name in dict.fromkeys(entity.names) if name != entity.name),
        mentions=tuple(sorted({span for one in statements for span in one.source})),
    )


def _head(tokens: Sequence[Token]) -> Token:
    """The word of a phrase on which the others hang; what a relative clause says does not count."""
    relative = next(
        (number for number, token in enumerate(tokens) if number and token.lower_ in {"who", "which"}), None
    )
    tokens = [token for token in tokens[:relative] if not token.is_punct] or tokens
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i] or [tokens[0]]
    return heads[-1] if all(token.dep_.startswith("nsubj") for token in heads) else heads[0]


class _Resolver:
    """The state of one article while its sources are resolved in order."""

    def __init__(self, parse: Parse, statements: Sequence[Statement], referent: Referent) -> None:
        self.doc = parse.doc
        self.text = parse.article.text
        self.cast = Cast(parse.doc, referent)
        for one in statements:
            words = [token.i for span in one.content for token in self._tokens(span)]
            source = _head(self._tokens(one.source[0])).i if one.source else None
            if one.kind == "direct":
                self.cast.quoted |= dict.fromkeys(words, source)
            if source is not None:
                self.cast.said.setdefault(source, set()).update(words)

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
                self.cast.speaking.add(_head(tokens).i)
                covered |= {token.i for token in tokens}
                self._learn_name(tokens)
        note_represented(self.cast)
        for token in self.doc:
            for statement in sources.get(token.i, ()):
                found[statement.id] = self._speaker(statement, token)
            if token.i not in covered and token.i not in self.cast.quoted:
                self._note_in_passing(token)
        for statement in statements:
            source = statement.source[0] if statement.source else None
            if source and pronoun_form(_head(self._tokens(source))) in FIRST_OR_SECOND:
                outer = self._around(statement, statements)
                if outer is not None:
                    found[statement.id] = found[outer.id]
        return found

    def _around(self, statement: Statement, statements: Sequence[Statement]) -> Statement | None:
        """The statement whose speaker "I" is: the one that this is nested in, or whose quotation it stands in."""
        source = statement.source[0]
        around = [
            one
            for one in statements
            if one is not statement
            and (
                one.id == statement.nested_in
                or (one.kind == "direct" and any(span.contains(source) for span in one.content))
            )
        ]
        return min(around, key=lambda one: sum(map(len, one.content)), default=None)

    def _learn_name(self, tokens: list[Token]) -> None:
        """Know the names of all sources before the first is resolved: a headline's "Opposition" is named below."""
        head = _head(tokens)
        if head.pos_ in {"PROPN", "NOUN"} and pronoun_form(head) not in RELATIVE:
            entity = named(self.cast, head, tokens)
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
                self.cast.add_role(entity, token.lemma_.lower())

    def _note_in_passing(self, token: Token) -> None:
        """Keep track of a pronoun, or of a subject that is somebody, though it says nothing."""
        kind = pronoun_class(token)
        if kind == "person":
            entity = self.cast.refer(token, kind)
            if entity is not None:
                self.cast.note(entity, token)
        elif token.dep_.startswith("nsubj") and token.pos_ == "NOUN" and self.cast.of(token) is None:
            if any(child.dep_ == "nmod:poss" for child in token.children):
                return
            nouns = load_words("person_nouns", "organization_nouns", "group_nouns")
            if {token.lemma_.lower(), token.lower_} & nouns:
                words = [
                    word
                    for word in token.subtree
                    if word.i < token.head.i and not word.is_space and word.dep_ not in {"case", "mark", "cc"}
                ]
                entity = named(self.cast, token, words) or described(self.cast, token, words) if words else None
                if entity is not None:
                    self.cast.note(entity, token)

    def _speaker(self, statement: Statement, head: Token) -> Entity | None:
        """The entity behind a statement's source, whose head word is `head`."""
        tokens = self._tokens(statement.source[0])
        entity = self._resolve(head, tokens)
        if entity is not None:
            self.cast.note(entity, head)
            self.cast.spoken[head.i] = entity
            self._note_anonymity(statement, entity)
        return entity

    def _resolve(self, head: Token, tokens: list[Token]) -> Entity | None:
        word = pronoun_form(head)
        if len(tokens) == 1 and head.text in {"Q", "A"}:
            return interviewed(self.cast) if head.text == "A" else None
        if word in RELATIVE and len(tokens) == 1:
            return antecedent(self.cast, head)
        if word in FIRST_OR_SECOND:
            return None
        kind = pronoun_class(head)
        if kind and len(tokens) <= 2:
            return self.cast.refer(head, kind)
        return (
            named(self.cast, head, tokens) or self.cast.refer(head, "description") or described(self.cast, head, tokens)
        )

    def _note_anonymity(self, statement: Statement, entity: Entity) -> None:
        """Is the name withheld, by what the source or its sentence says, and why?"""
        is_name = any(name[0].isupper() for name in entity.names)
        if entity.kind == "organization" or (is_name and entity.kind in {"person", "place"}):
            return
        source = statement.source[0]
        sentence = self._tokens(source)[0].sent.text
        phrase = withholding_phrase(self.text[source.start : source.end], sentence)
        if phrase:
            entity.kind = "anonymous"
            entity.anonymity = entity.anonymity or reason_for(sentence, phrase)
