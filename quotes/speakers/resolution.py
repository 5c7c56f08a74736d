"""Resolution of every source to its speakers: names, descriptions and pronouns to the entities that they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.parsing import Parse
from quotes.records import Span, Speaker, Statement
from quotes.speakers.anonymity import reason_for, withholding_phrase
from quotes.speakers.choosing import Choose, choose
from quotes.speakers.described import add_described, description_of, note_described
from quotes.speakers.description_features import noun_class
from quotes.speakers.entities import Entities
from quotes.speakers.entity import Entity
from quotes.speakers.interviewers import interviewer
from quotes.speakers.issuing import issuing_words
from quotes.speakers.joint import conjuncts, joint, note_joint
from quotes.speakers.neighbours import beside, closeness, traits_of
from quotes.speakers.phrase import Phrase, phrase_of
from quotes.speakers.pronouns import FIRST_OR_SECOND, RELATIVE, pronoun_class, pronoun_form
from quotes.speakers.references import Reference, nothing_at, reference_of
from quotes.speakers.relative_pronouns import resolve_relative
from quotes.speakers.source_names import resolve_name
from quotes.speakers.spokespeople import note_represented
from quotes.statements.rules.rule_tables import rules_of
from quotes.statements.span_index import SpanIndex
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME_PROBABILITY, NOBODY_PROBABILITY, INTERVIEWER_PROBABILITY, UNTOLD_PROBABILITY = 0.98, 0.5, 0.8, 0.82
"""Probabilities that a source with a name has the right speaker, that a source of which nothing is known means nobody
who could be named, that the questions of an interview are whose the article tells, and that nobody could be named who
speaks what somebody "was told" (188 of 230 such statements of everyday news)."""


def attribute(
    parse: Parse,
    statements: Sequence[Statement],
    choose: Choose = choose,
    continued: Mapping[str, str] | None = None,
) -> tuple[list[Statement], list[Speaker]]:
    """Give every statement its speaker.

    `choose` finds what a reference means; `continued` gives the statement that a floating quotation seems to continue
    (ids).
    Returns the statements with their ``speakers`` set, and the speakers in the order of their first statement.
    A statement for whose source nobody can be named has none.
    """
    found = _SourceResolver(parse, statements, continued or {}, choose).resolve_all()
    by_entity: dict[Entity, list[Statement]] = {}
    for statement in statements:
        for entity in found[statement.id].entities:
            by_entity.setdefault(entity, []).append(statement)
    speakers = {
        entity: _record(entity, f"s{number}", own) for number, (entity, own) in enumerate(by_entity.items(), start=1)
    }
    attributed = [
        replace(
            one,
            speakers=tuple(speakers[entity] for entity in found[one.id].entities),
            confidence=one.confidence * found[one.id].probability,
            speaker_confidence=found[one.id].probability,
            speaker_evidence=found[one.id].evidence,
        )
        for one in statements
    ]
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


def _up_to(noun: Token) -> Phrase:
    """The phrase of a noun up to it, without what follows."""
    return Phrase(noun, [token for token in noun.subtree if token.i <= noun.i and not token.is_space])


def _points_back(noun: Token) -> bool:
    """Tell whether a noun for a person has "that" or "this" before it: "That man."."""
    is_person = bool({noun.lower_, noun.lemma_.lower()} & load_words("generic_person_nouns"))
    return is_person and any(child.lower_ in {"that", "this"} for child in noun.children if child.dep_ == "det")


def _is_question(statement: Statement) -> bool:
    """Tell whether a statement is a question of an interview, by its layout."""
    rule = rules_of(statement.rule)[0]
    return rule.asks and rule.owns


@dataclass(frozen=True, slots=True)
class Resolved:
    """Entity that a source means, None for nobody; the probability that this is right, and what spoke for it."""

    entity: Entity | None
    probability: float
    evidence: tuple[str, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entity, or all that it joins."""
        return (self.entity.members or (self.entity,)) if self.entity else ()


NOBODY = Resolved(None, NOBODY_PROBABILITY)


class _SourceResolver:
    """Resolver of the sources of one article, with the entities that it knows so far."""

    def __init__(
        self, parse: Parse, statements: Sequence[Statement], continued: Mapping[str, str], choose: Choose
    ) -> None:
        self.doc = parse.doc
        self.text = parse.article.text
        self.statements = statements
        self.continued = continued
        self.choose = choose
        self.places = {one.id: number for number, one in enumerate(statements)}
        self.quoted = SpanIndex(
            (span, (span, one)) for one in statements if one.kind == "direct" for span in one.content
        )
        self.entities = Entities(parse.doc, parse.mention_vectors)
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

    def resolve_all(self) -> dict[str, Resolved]:
        """Return whom each statement's source means, by statement id.

        The article is read once, in order: sources, and between them the subjects and pronouns that later pronouns
        depend on. Then the statements without a source get their speakers.
        """
        found = dict.fromkeys(self.places, NOBODY)
        by_head: dict[int, list[Statement]] = {}
        for one in self.statements:
            if phrase := self.phrases.get(one.id):
                by_head.setdefault(phrase.head.i, []).append(one)
                self.entities.source_heads.add(phrase.head.i)
                self._learn_name(phrase)
        note_represented(self.entities)
        note_described(self.entities)
        note_joint(self.entities)
        covered = {token.i for phrase in self.phrases.values() for token in phrase.tokens}
        for token in self.entities.tokens:
            if here := by_head.get(token.i):
                found |= dict.fromkeys([one.id for one in here], self._speaker(here))
            if token.i not in covered and token.i not in self.entities.quoted_by:
                self._note_in_passing(token)
        asked: list[Statement] = []
        for place, one in enumerate(self.statements):
            if not one.source and _is_question(one):
                asked.append(one)
            elif not one.source:
                found[one.id] = self._speaker_of_nothing(place, found)
            elif pronoun_form(self.phrases[one.id].head) in FIRST_OR_SECOND and (outer := self._around(one)):
                found[one.id] = found[outer.id]
        if asked:
            found |= dict.fromkeys([one.id for one in asked], self._interviewer(asked, found))
        return found

    def _interviewer(self, asked: Sequence[Statement], found: Mapping[str, Resolved]) -> Resolved:
        """Return who asks the questions of an interview; nobody who could be named where the article does not tell."""
        answers = [one for one in self.statements if not one.source and rules_of(one.rule)[0].answers]
        first = self._tokens(asked[0].content[0])[0].i
        last = self._tokens([*asked, *answers][-1].content[-1])[-1].i
        answerers = {entity for one in answers for entity in found[one.id].entities}
        entity = interviewer(self.entities, first, last, answerers)
        return Resolved(entity, INTERVIEWER_PROBABILITY, ("asks",))

    def _learn_name(self, phrase: Phrase) -> None:
        """Add the name of a source before the first source is resolved: a headline's "Opposition" is named below."""
        if phrase.head.pos_ in {"PROPN", "NOUN"} and pronoun_form(phrase.head) not in RELATIVE:
            entity = resolve_name(self.entities, phrase)
            if entity is not None:
                self.entities.add_mention(entity, phrase.head)
                self.entities.named_sources[entity] += 1
                self.entities.source_names.append((phrase.head.i, entity))
                self._learn_roles(entity, phrase)

    def _learn_roles(self, entity: Entity, phrase: Phrase) -> None:
        """Add the roles before a name: "the opposition bloc Free Asel" is "the opposition" and "the bloc"."""
        nouns = load_words("organization_nouns" if entity.kind == "organization" else "person_nouns")
        for token in phrase.tokens:
            if token.i >= phrase.head.i or token.dep_ in {"case", "nmod", "obl"}:
                break
            if token.lemma_.lower() in nouns and token.text.islower():
                self.entities.add_role(entity, token.lemma_.lower())

    def _speaker(self, statements: Sequence[Statement]) -> Resolved:
        """Return whom the one source of some statements means, and note it."""
        phrase = self.phrases[statements[0].id]
        resolved = self._together(phrase) or self._resolve(phrase)
        if (entity := resolved.entity) is not None:
            self.entities.add_mention(entity, phrase.head)
            self.entities.add_speaker(phrase.head, entity)
            for one in statements:
                self._note_anonymity(one, entity)
        return resolved

    def _together(self, phrase: Phrase) -> Resolved | None:
        """Return the entity of all whom a phrase joins by "and"; None if it is about one."""
        parts = conjuncts(phrase)
        if not any(resolve_name(self.entities, part) for part in parts):
            return None
        found = [self._resolve(part) for part in parts]
        members = tuple(dict.fromkeys(one.entity for one in found if one.entity))
        if not found or len(members) < len(found):
            return None
        evidence = tuple(dict.fromkeys(fact for one in found for fact in one.evidence))
        return Resolved(joint(self.entities, members), min(one.probability for one in found), evidence)

    def _resolve(self, phrase: Phrase) -> Resolved:
        """Return the entity that a phrase means; nobody for "I" and "you"."""
        word = pronoun_form(phrase.head)
        if word in RELATIVE and len(phrase.tokens) == 1:
            return self._of_relative(phrase.head)
        if word in FIRST_OR_SECOND and len(phrase.tokens) == 1:
            return NOBODY
        reference = reference_of(phrase)
        self._note_issuers(phrase)
        if reference.kind in {"description", "descriptions"} and (entity := resolve_name(self.entities, phrase)):
            return Resolved(entity, NAME_PROBABILITY, ("name",))
        return self._meant(reference)

    def _note_issuers(self, phrase: Phrase) -> None:
        """Note whom the description of the issuer of a statement means: "the company's statement"."""
        if noun_class(phrase.head) != "issued":
            return
        for word in issuing_words(phrase.head):
            known = self.entities.of(word)
            if word.pos_ != "NOUN" or (known and known.is_named):
                continue
            if entity := self._meant(reference_of(_up_to(word))).entity:
                self.entities.add_mention(entity, word)

    def _of_relative(self, pronoun: Token) -> Resolved:
        found: list[Resolved] = []

        def resolve(phrase: Phrase) -> Entity | None:
            found.append(self._resolve(phrase))
            return found[-1].entity

        entity = resolve_relative(self.entities, resolve, pronoun)
        is_resolved = bool(found) and found[-1].entity is entity
        return found[-1] if is_resolved else Resolved(entity, NAME_PROBABILITY, ("noun before",))

    def _meant(self, reference: Reference) -> Resolved:
        chosen = self.choose(self.entities, reference)
        if chosen is None:
            return NOBODY
        antecedent = chosen.antecedent
        entity = antecedent.entity
        if antecedent.choice == "own" and entity is None:
            description = description_of(reference.phrase)
            entity = add_described(self.entities, reference.phrase, description) if description else None
        if entity is not None and reference.kind in {"description", "descriptions"}:
            self.entities.meant_by[reference.phrase.noun] = entity
        return Resolved(entity, chosen.probability, chosen.evidence)

    def _speaker_of_nothing(self, place: int, found: Mapping[str, Resolved]) -> Resolved:
        one = self.statements[place]
        rule, outer = rules_of(one.rule)[0], self.continued.get(one.id)
        if rule.owns and outer:
            return found[outer]  # the next paragraph of an issued text or a block quotation
        neighbours = []
        if before := beside(self.statements, place, -1):
            neighbours.append((found[before.id].entity, tuple(closeness(before, one, "before", self.text))))
        if after := beside(self.statements, place, 1):
            neighbours.append((found[after.id].entity, tuple(closeness(one, after, "after", self.text))))
        first = self._tokens(one.content[0])[0]
        traits = tuple(traits_of(one, first, self._tokens(one.cue) if one.cue else []))
        if "passive cue" in traits and not outer:
            return Resolved(None, UNTOLD_PROBABILITY, ("passive cue",))  # "“Soon,” the crew were told."
        if outer:
            neighbours.append((found[outer].entity, ("is continued",)))
            traits = (*traits, "continues")
        resolved = self._meant(nothing_at(first, traits, tuple(neighbours)))
        if resolved.entity is not None:
            self.entities.meant_by |= {trait: resolved.entity for trait in traits if trait.startswith("cue ")}
        return resolved

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
            entity = self._meant(Reference(kind, Phrase(token, [token]))).entity
        elif token.pos_ == "NOUN" and (token.dep_.startswith("nsubj") or _points_back(token)):
            known = self.entities.of(token)
            if known is not None and not known.is_named:
                entity = self._meant(reference_of(_up_to(token))).entity
        if entity is not None:
            self.entities.add_mention(entity, token)

    def _around(self, statement: Statement) -> Statement | None:
        """Return the statement whose speaker "I" is: the one around this, or whose quotation this stands in."""
        source = statement.source[0]
        around = [one for span, one in self.quoted.find(source) if one is not statement and span.contains(source)]
        if statement.nested_in:
            around.append(self.statements[self.places[statement.nested_in]])
        return min(around, key=lambda one: (sum(map(len, one.content)), self.places[one.id]), default=None)
