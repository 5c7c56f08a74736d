"""The source of a reporting expression: by a declared pattern, or else by the words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes.records import Span
from quotes.statements.marked_article import MarkedArticle
from quotes.statements.rule import Rule
from quotes.statements.rules.pattern_matching import Match
from quotes.statements.rules.phrase_extent import source_span
from quotes.statements.rules.rule_tables import source_rule
from quotes.statements.rules.who_speaks import may_speak
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

ABOVE = source_rule("subject-of-main-clause")
NEIGHBOUR = source_rule("neighbour")
BETWEEN = source_rule("words-between")

NO_SOURCES = {"what", "there", "this", "nobody", "none"}
INNER_RELATIONS = {"det", "nmod:poss", "amod", "compound", "nmod:desc", "flat", "case", "nummod", "nmod", "appos"}
"""Relations of words inside a noun phrase to its head."""

OBJECT_RELATIONS = {"obj", "iobj"}


class Source(NamedTuple):
    """The span of a source and the rule that found it; both None where there is none."""

    span: Span | None = None
    rule: Rule | None = None


def find_source(marked: MarkedArticle, cue: Token, matches: Sequence[Match], content: Token | None = None) -> Source:
    """The source of a cue by the first source pattern that gives one.

    `matches` are those of the source patterns for the cue; `content` is the head word of what is said, if known.
    """
    for rule in dict.fromkeys(match.rule for match in matches):
        if "passive-cue" in rule.refuses and is_passive(cue):
            continue
        heads = [marked.doc[match.nodes["source"]] for match in matches if match.rule is rule]
        heads = [head for head in heads if may_be_source(marked, head)]
        if not rule.any_noun and heads and not any(map(may_speak, heads)):
            heads = [head for head in _subjects_above(cue) if may_be_source(marked, head)]
        if heads:
            heads.sort(key=lambda head: abs(head.i - cue.i))
            spans = [source_span(marked, head, cue, content) for head in heads]
            if len(spans) > 1 and _adjoin(marked, spans[1], spans[0]):  # "The governor" + "Peter Lelei"
                return Source(Span(spans[1].start, spans[0].end), rule)
            return Source(spans[0], rule)
    return Source()


def find_source_beside(marked: MarkedArticle, cue: Token, matches: Sequence[Match]) -> Source:
    """The source of a cue by pattern, or else the subject above a participle, or the noun phrase beside the cue."""
    found = find_source(marked, cue, matches)
    if found.span is None and cue.tag_ == "VBG":
        found = _subject_above(marked, cue)
    return found if found.span is not None else _neighbour(marked, cue)


def source_between(marked: MarkedArticle, quotation: Span, cue: Token) -> Source:
    """The name between a quotation and the cue behind it; who “was told” it is none."""
    if is_passive(cue):
        return Source()
    span = marked.trimmed(Span(quotation.end, cue.idx)) if quotation.end < cue.idx else None
    words = marked.tokens(span) if span else []
    nouns = [word for word in words if word.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}]
    return Source(span, BETWEEN) if nouns and all(may_be_source(marked, noun) for noun in nouns) else Source()


def may_be_source(marked: MarkedArticle, head: Token) -> bool:
    """False for an expletive, an interrogative, a word for nobody, and a word inside a quotation."""
    return not (
        head.dep_ == "expl"
        or head.lower_ in NO_SOURCES
        or (head.lower_ == "it" and is_passive(head.head))
        or marked.is_quoted(head)
    )


def is_passive(cue: Token) -> bool:
    """True for a verb in the passive voice ("it was announced"), also in a headline ("It rained, court told")."""
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in cue.children):
        return True
    return cue.lower_ == "told" and all(child.is_punct or child.is_space for child in cue.rights)


def _subjects_above(cue: Token) -> list[Token]:
    """The subjects of the report that the cue's clause is in: "He added that the game was hard, saying: …" """
    verbs = load_words("reporting_verbs")
    for verb in cue.ancestors:
        if verb.lemma_ in verbs:
            return [child for child in verb.children if child.dep_ == "nsubj"]
    return []


def _adjoin(marked: MarkedArticle, one: Span, other: Span) -> bool:
    return one.end < other.start and marked.text[one.end : other.start] in {" ", ", ", "' ", "’ "}


def _subject_above(marked: MarkedArticle, participle: Token) -> Source:
    """The subject of a verb above a participle: “…,” she said before asking him, “…”"""
    for verb in participle.ancestors:
        before = (one for one in verb.lefts if one.dep_ == "nsubj" and may_be_source(marked, one))
        behind = (one for one in verb.rights if one.dep_ == "nsubj")
        subject = next(before, None) or next(behind, None)
        if subject is not None and not marked.is_quoted(subject):
            return Source(source_span(marked, subject, verb), ABOVE)
    return Source()


def _neighbour(marked: MarkedArticle, cue: Token) -> Source:
    """The noun phrase right behind the cue, or right before it; who “was told” is none."""
    doc = marked.doc
    if is_passive(cue):
        return Source()
    for index in (cue.i + 1, cue.i - 1):
        if 0 <= index < len(doc) and not marked.is_quoted(doc[index]):
            head = _head_of_phrase(doc[index], cue)
            is_object = cue.tag_ == "VBG" and head.dep_ in OBJECT_RELATIONS
            is_noun = head.pos_ in {"NOUN", "PROPN", "PRON"} and head.ent_type_ != "DATE" and head.lower_ != "that"
            if is_noun and not is_object and may_be_source(marked, head):
                return Source(source_span(marked, head, cue), NEIGHBOUR)
    return Source()


def _head_of_phrase(word: Token, cue: Token) -> Token:
    """The head of the noun phrase that a word stands in, below the cue."""
    while word.head.i not in {cue.i, word.i} and word.dep_ in INNER_RELATIONS:
        word = word.head
    return word
