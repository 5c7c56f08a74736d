"""The modality of a statement: negated or hypothetical cues, and contents that are questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from quotes.records import Span
from quotes.statements.candidate import Candidate
from quotes.statements.marked_article import MarkedArticle
from quotes.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = {"will", "would", "could", "might", "may", "should", "ought"}
WITHHELD = {"will", "would", "could"}
"""Modals that are facts with a negation: whoever "would not say" it has not said it; "might not say" leaves it open."""

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
"""Number of verbs, from the one that says something to those it hangs on."""


@dataclass(frozen=True, slots=True)
class Modality:
    """Three fields of `quotes.records.Statement`, which explains them."""

    negated: bool = False
    hypothetical: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class _CueWord:
    """A word of the expression that attributes something, and the words outside the content that hang on it."""

    word: Token
    around: tuple[Token, ...]


def modality_in(marked: MarkedArticle, candidate: Candidate) -> Modality:
    """Return the modality of a candidate.

    Negated: the cue has a negation ("never said", "made no claim", "without saying"), its subject or hearer is one ("no
    one said", "told nobody"), or it hangs on a verb of withholding ("refused to say"). Two of these make none ("did not
    fail to mention"). A verb that denies is not negated: a denial is a statement. Hypothetical: the cue has a modal
    ("would say") or a condition ("if he says"), hangs on a verb that looks ahead ("is expected to say"), or the article
    itself asks about it ("Did he say that …?"). Question: the content is what somebody asks, or a quotation in marks
    that is one question and nothing else.
    """
    chain = _chain(marked, candidate)
    return Modality(
        negated=any(map(_is_negated, chain)) != any(map(_withholds, chain[1:])),
        hypothetical=any(map(_is_unreal, chain)) or any(map(_looks_ahead, chain[1:])) or _is_asked_about(chain),
        question=candidate.rule.asks or _is_question(marked, chain, candidate),
    )


def _chain(marked: MarkedArticle, candidate: Candidate) -> list[_CueWord]:
    """Return the word that says it and the verbs that it hangs on as their infinitive, innermost first.

    The chain is empty for a colon.
    """
    if candidate.anchor is None or candidate.cue is None:
        return []
    said = marked.doc[candidate.anchor]
    while inner := next((word for word in said.children if word.dep_ == "xcomp" and _in(word, [candidate.cue])), None):
        said = inner
    row = [said]
    while _hangs_openly(row[-1]) and row[-1].head.i != row[-1].i and len(row) < LONGEST_CHAIN:
        row.append(row[-1].head)
    return [
        _CueWord(word, tuple(child for child in word.children if not _in(child, candidate.content))) for word in row
    ]


def _in(token: Token, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)


def _hangs_openly(verb: Token) -> bool:
    """True for an infinitive or participle without a subject, whose governor tells whether it happened."""
    if any(child.dep_.startswith("nsubj") for child in verb.children):
        return False
    short_of = any(child.dep_ == "mark" and child.lower_ == "of" for child in verb.lefts)  # "stopped short of saying"
    infinitive = any(child.lower_ == "to" for child in verb.lefts)
    return verb.dep_ == "xcomp" or short_of or (infinitive and verb.dep_ in {"ccomp", "csubj", "acl"})


def _is_negated(cue: _CueWord) -> bool:
    subjects = [word for word in cue.around if word.dep_.startswith("nsubj")]
    nearest = min(subjects, key=lambda word: abs(word.i - cue.word.i), default=None)  # "No change, he said, is …"
    return any(_negates(word) for word in cue.around if word not in subjects or word == nearest)


def _negates(word: Token) -> bool:
    """True if a word that hangs on the cue negates it."""
    if word.lower_ == "longer":
        return word.i > 0 and word.nbor(-1).lower_ == "no"
    if word.dep_ in ARGUMENTS:
        parts = [child for child in word.children if child.i < word.i and child.dep_ not in {"nmod", "acl"}]
        return word.lower_ in load_words("empty_pronouns") or any(part.lower_ in NO for part in parts)
    following = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    negates = word.lower_ in load_words("negations") and word.dep_ not in {"discourse", "conj", "parataxis"}
    return negates and following not in FOCUSES


def _withholds(cue: _CueWord) -> bool:
    """True if what hangs on this word is not said ("refused to say", "stopped short of saying")."""
    short = cue.word.lower_ == "short" or any(word.lower_ == "short" for word in cue.around)
    return cue.word.lemma_.lower() in load_words("withholding_verbs") or short


def _is_unreal(cue: _CueWord) -> bool:
    """True if the word has a modal that makes it no fact, or a condition."""
    modals = {word.lemma_.lower() for word in cue.around if word.tag_ == "MD"} & MODALS
    if "would" in modals and any(word.lower_ in AFTERWARDS for word in cue.around):
        modals.remove("would")
    if cue.word.lemma_ == "go" and any(word.lower_ == "on" for word in cue.around):
        modals.discard("would")
    if _is_negated(cue):
        modals -= WITHHELD
    return bool(modals) or any(word.dep_ == "mark" and word.lower_ in CONDITIONS for word in cue.around)


def _looks_ahead(cue: _CueWord) -> bool:
    """True if it is open whether what hangs on this word is said ("expected to say", "urged him to admit")."""
    return cue.word.lemma_.lower() in load_words("unrealized_verbs") and not _is_negated(cue)


def _is_asked_about(chain: Sequence[_CueWord]) -> bool:
    """True if the article itself asks whether it was said, or by whom ("Did the minister say that it was safe?")."""
    if not chain or chain[-1].word.dep_ != "ROOT":
        return False
    sentence = [token for token in chain[-1].word.sent if not token.is_space]
    subject = next((word for word in chain[-1].around if word.dep_.startswith("nsubj")), None)
    if sentence[-1].text != "?" or subject is None:
        return False
    turned = any(word.dep_.startswith("aux") and word.i < subject.i for word in chain[-1].around)
    return turned or subject.lower_ in INTERROGATIVES


def _is_question(marked: MarkedArticle, chain: Sequence[_CueWord], candidate: Candidate) -> bool:
    content = candidate.content
    texts = [marked.text_of(span) for span in content]
    words = " ".join(texts).strip(MARKS_AND_SPACE)
    asks = any(_asks(cue.word) for cue in chain)
    ends = words.endswith("?")
    if asks:
        first = re.match(r"\w*", words.lower())
        return ends or (first is not None and first.group() in INTERROGATIVES)
    in_marks = texts[0][0] in MARKS_AND_SPACE and texts[-1][-1] in MARKS_AND_SPACE
    if not ends or not (in_marks or candidate.kind == "direct") or _asks_in_inner_marks(marked, content):
        return False
    return not goes_on_behind_a_stop(marked.text_of(Span(content[0].start, content[-1].end)))  # as between the pieces


def _asks_in_inner_marks(marked: MarkedArticle, content: Sequence[Span]) -> bool:
    """True if the content ends with a quotation in it: “My staff ask, ‘Where are the keys?’”"""
    behind = content[-1].end
    return any(
        content[0].start + 1 < quotation.span.start
        and quotation.span.end < behind
        and not marked.text[quotation.span.end : behind].strip(MARKS_AND_SPACE)
        for quotation in marked.inner().quotations_in(content[-1])
    )


def _asks(word: Token) -> bool:
    lemma = word.lemma_.lower()
    wants_to_know = lemma == "know" and word.head.lemma_.lower() in {"want", "like", "demand"}
    return lemma in load_words("asking_verbs") or wants_to_know


def goes_on_behind_a_stop(text: str) -> bool:
    """True if a word with a capital follows a full stop, question or exclamation mark other than an abbreviation's."""
    letter: re.Match[str] | None = None
    for word in re.finditer(r"(\S+)\s*", text):
        written = word[1].rstrip("\"'”’»")
        if written.endswith((".", "!", "?", "…")) and f"{written[:-1]}.".lower() not in load_words("abbreviations"):
            if letter is None or letter.start() < word.end():
                letter = re.compile(r"\w").search(text, word.end())
            if letter is None:
                return False
            if letter[0] in ascii_uppercase:
                return True
    return False
