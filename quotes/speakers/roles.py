"""What a person is said to be: role and affiliation, and whether it is a woman or a man."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotes.parsing import PEOPLE
from quotes.speakers.names import bare_name
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from quotes.speakers.entity import Cast, Entity

ROLE_RELATIONS = {"nmod:desc", "compound", "appos", "nmod", "amod"}


def note_role(entity: Entity, ent: Span) -> None:
    """Gather what a person is said to be: "Prime Minister X", "X, a doctor", "ministry spokesman X"."""
    head = ent.root
    if entity.kind != "person":
        return
    nouns = load_words("person_nouns", "spokespeople")
    entity.roles |= {token.lower_ for token in ent if token.i < head.i} & nouns  # "Secretary Serwaa", all one name
    phrases = [child for child in head.children if child.dep_ in ROLE_RELATIONS and not _has_preposition(child)]
    if head.dep_ in {"appos", "flat"} or (head.dep_ == "nsubj" and head.head.pos_ == "NOUN"):
        phrases.append(head.head)
    if head.head.dep_ != "ROOT" and head.dep_ in {"nmod", "compound"} and not _has_preposition(head):
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
            if entity.speaks_for is None and phrase.lemma_.lower() in load_words("spokespeople"):
                entity.speaks_for = _role_phrase(phrase, ent)[1] or _person_in(phrase)


def _person_in(phrase: Token) -> str | None:
    """The person named in a role: "Aliyev's spokesman", "spokesman for President Ilham Aliyev"."""
    parts = [child for child in phrase.children if child.dep_ in {"nmod", "nmod:poss"} and child.ent_type_ in PEOPLE]
    return next((bare_name(ent) for part in parts for ent in phrase.doc.ents if ent.start <= part.i < ent.end), None)


def _has_preposition(token: Token) -> bool:
    """In "the premier about Palmer" and "Palmer with the premier" nobody is the other."""
    return token.dep_ == "nmod" and any(child.dep_ == "case" for child in token.children)


def note_represented(cast: Cast) -> None:
    """Find whom each spokesperson speaks for: who is named in the role, or else the organization mentioned last before.

    The name is the canonical one. To be called when all names are known.
    """
    for entity in cast.entities:
        words = (entity.role or "").lower().split()
        if entity.kind != "person" or not set(words) & load_words("spokespeople"):
            continue
        named = [one for one in cast.with_words(entity.speaks_for or "") if entity.speaks_for in one.names]
        found = named[0] if named else None if entity.speaks_for else _organization_before(cast, entity.mentions[0])
        if found is not None:
            entity.speaks_for = found.name
            entity.affiliation = entity.affiliation or found.name


def _organization_before(cast: Cast, index: int) -> Entity | None:
    """The organization mentioned last before a word, in its sentence or the one before it."""
    here = cast.sentence_of[index]
    for sentence in range(here, max(here - 2, -1), -1):
        before = [
            (mention, one)
            for mention, one in cast.mentioned_in(sentence)
            if mention < index and one.kind == "organization" and one.is_named
        ]
        if before:
            return max(before, key=lambda mention: mention[0])[1]
    return None


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
    while len(run) > 1 and run[0].pos_ in {"ADP", "DET", "PRON"}:
        run.pop(0)
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


def gender_of_name(name: str) -> bool | None:
    """Is a person of this name a woman (True) or a man (False), by the first name?"""
    first = name.partition(" ")[0].lower()
    if first in load_words("female_names"):
        return True
    return False if first in load_words("male_names") else None
