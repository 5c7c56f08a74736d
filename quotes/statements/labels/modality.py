"""Whether something was said at all: negated and hypothetical cues, and contents that are questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.marked_article import text_at
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODALS = {"would", "could", "might", "may", "should", "ought"}
WITHHELD = {"would", "could"}
"""Whoever "would not say" or "could not say" has not said it; whoever "might not say" it, perhaps."""

CONDITIONS = {"if", "unless", "whether", "lest"}
AFTERWARDS = {"later", "subsequently", "eventually", "then"}
"""Words with which "would" is the future of the past: "He would later say that …" was said."""

FOCUSES = {"only", "just", "merely", "simply", "least", "necessarily"}
"""Words behind "not" that are negated in place of the cue: "not only said that"."""

NO = {"no", "not", "neither"}
ARGUMENTS = {"nsubj", "nsubj:pass", "obj", "iobj"}
INTERROGATIVES = {"whether", "if", "what", "who", "whom", "whose", "which", "why", "how", "when", "where"}
MARKS_AND_SPACE = " \t\n\r\u00a0,;:\"'“”‘’«»„`"
LONGEST_CHAIN = 4
"""Verbs, from the one that says something to those it hangs on."""


@dataclass(frozen=True, slots=True)
class Modality:
    """Three fields of `quotes.records.Statement`, which explains them."""

    negated: bool = False
    hypothetical: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """A word of the expression that attributes something, with the words around it that hang on it, not the content."""

    word: Token
    around: tuple[Token, ...]


def modality_in(doc: Doc, cue: Span | None, content: Sequence[Span]) -> Modality:
    """The modality of a statement whose parts are spans (code points) of a parsed article.

    Negated: the cue has a negation ("never said", "made no claim", "without saying"), its subject or hearer is one ("no
    one said", "told nobody"), or it hangs on a verb of withholding ("refused to say"). Two of these make none ("did not
    fail to mention"). A verb that denies is not negated: a denial is a statement. Hypothetical: the cue has a modal
    ("would say") or a condition ("if he says"), hangs on a verb that looks ahead ("is expected to say"), or the article
    itself asks about it ("Did he say that …?"). Question: the content is what somebody asks, or a quotation in marks
    that is one question and nothing else.
    """
    chain = _chain(doc, cue, content)
    return Modality(
        negated=any(map(_is_negated, chain)) != any(map(_withholds, chain[1:])),
        hypothetical=any(map(_is_unreal, chain)) or any(map(_looks_ahead, chain[1:])) or _is_asked_about(chain),
        question=_is_question(doc, chain, content),
    )


def _chain(doc: Doc, cue: Span | None, content: Sequence[Span]) -> list[_Link]:
    """The word that says it, and the verbs that it hangs on as their infinitive, innermost first; empty for a colon."""
    tokens = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    words = [token for token in tokens or () if not (token.is_punct or token.is_space)]
    if not words:
        return []
    inside = {token.i for token in words}
    said = next((token for token in words if token.head.i not in inside or token.head.i == token.i), words[0])
    while inner := next((child for child in said.children if child.i in inside and child.dep_ == "xcomp"), None):
        said = inner
    row = [said]
    while _hangs_openly(row[-1]) and row[-1].head.i != row[-1].i and len(row) < LONGEST_CHAIN:
        row.append(row[-1].head)
    return [
        _Link(word, tuple(child for child in word.children if not any(_stands_in(child, span) for span in content)))
        for word in row
    ]


def _stands_in(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end


def _hangs_openly(verb: Token) -> bool:
    """Is this an infinitive or participle without a subject, whose governor tells whether it happened?"""
    if any(child.dep_.startswith("nsubj") for child in verb.children):
        return False
    short_of = any(child.dep_ == "mark" and child.lower_ == "of" for child in verb.lefts)  # "stopped short of saying"
    infinitive = any(child.lower_ == "to" for child in verb.lefts)
    return verb.dep_ == "xcomp" or short_of or (infinitive and verb.dep_ in {"ccomp", "csubj", "acl"})


def _is_negated(link: _Link) -> bool:
    subjects = [word for word in link.around if word.dep_.startswith("nsubj")]
    nearest = min(subjects, key=lambda word: abs(word.i - link.word.i), default=None)  # "No change, he said, is …"
    return any(_negates(word) for word in link.around if word not in subjects or word == nearest)


def _negates(word: Token) -> bool:
    """Does a word that hangs on the cue negate it?"""
    if word.lower_ == "longer":
        return word.i > 0 and word.nbor(-1).lower_ == "no"
    if word.dep_ in ARGUMENTS:
        parts = [child for child in word.children if child.i < word.i and child.dep_ not in {"nmod", "acl"}]
        return word.lower_ in load_words("empty_pronouns") or any(part.lower_ in NO for part in parts)
    following = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    negates = word.lower_ in load_words("negations") and word.dep_ not in {"discourse", "conj", "parataxis"}
    return negates and following not in FOCUSES


def _withholds(link: _Link) -> bool:
    """Is something that hangs on this word not said ("refused to say", "stopped short of saying")?"""
    short = link.word.lower_ == "short" or any(word.lower_ == "short" for word in link.around)
    return link.word.lemma_.lower() in load_words("withholding_verbs") or short


def _is_unreal(link: _Link) -> bool:
    """Does the word have a modal that makes it no fact, or a condition?"""
    modals = {word.lemma_.lower() for word in link.around if word.tag_ == "MD"} & MODALS
    if "would" in modals and any(word.lower_ in AFTERWARDS for word in link.around):
        modals.remove("would")
    if link.word.lemma_ == "go" and any(word.lower_ == "on" for word in link.around):
        modals.discard("would")
    if _is_negated(link):
        modals -= WITHHELD
    return bool(modals) or any(word.dep_ == "mark" and word.lower_ in CONDITIONS for word in link.around)


def _looks_ahead(link: _Link) -> bool:
    """Is it open whether something that hangs on this word is said ("expected to say", "urged him to admit")?"""
    return link.word.lemma_.lower() in load_words("unrealized_verbs") and not _is_negated(link)


def _is_asked_about(chain: Sequence[_Link]) -> bool:
    """Does the article itself ask whether, or by whom, it was said ("Did the minister say that it was safe?")?"""
    if not chain or chain[-1].word.dep_ != "ROOT":
        return False
    sentence = [token for token in chain[-1].word.sent if not token.is_space]
    subject = next((word for word in chain[-1].around if word.dep_.startswith("nsubj")), None)
    if sentence[-1].text != "?" or subject is None:
        return False
    turned = any(word.dep_.startswith("aux") and word.i < subject.i for word in chain[-1].around)
    return turned or subject.lower_ in INTERROGATIVES


def _is_question(doc: Doc, chain: Sequence[_Link], content: Sequence[Span]) -> bool:
    texts = [text_at(doc, span) for span in content]
    words = " ".join(texts).strip(MARKS_AND_SPACE)
    asks = any(_asks(link.word) for link in chain)
    ends = words.endswith("?")
    if asks:
        first = re.match(r"\w*", words.lower())
        return ends or (first is not None and first.group() in INTERROGATIVES)
    in_marks = texts[0][0] in MARKS_AND_SPACE and texts[-1][-1] in MARKS_AND_SPACE
    return in_marks and ends and len(_sentences(words)) == 1


def _asks(word: Token) -> bool:
    lemma = word.lemma_.lower()
    wants_to_know = lemma == "know" and word.head.lemma_.lower() in {"want", "like", "demand"}
    return lemma in load_words("asking_verbs") or wants_to_know


def _sentences(text: str) -> list[str]:
    """A text cut at its full stops, question and exclamation marks, but not at those of abbreviations."""
    parts: list[str] = []
    start = 0
    for match in re.finditer(r"(\S*)[.!?…]+[\"'”’»]*\s+(?=\W*[A-Z])", text):
        if f"{match[1]}.".lower() not in load_words("abbreviations"):
            parts.append(text[start : match.end()])
            start = match.end()
    return [*parts, text[start:]]
