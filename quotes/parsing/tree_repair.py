"""Trees in which a clause reaches over the "that" which begins it, leaves out a word behind it, or has no subject.

said on Monday that it rained         Monday is when it was said
showed that few people cared          people are those who cared
the claim that it rained was wrong    "that" begins what was claimed
told us on condition that he          what follows is the condition, not what was told
“It broke,” the court was told        the court is who was told
Opposition alleges fraud              one that alleges is not many
The party alleged fraud               what has a past tense says what the party did, not what fraud it is
It broke, she said, but only once     what goes on behind "she said" is what was said
The pump, she said, broke             "she said" is put into "the pump broke", not into "the pump"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.parsing.description_repair import describe_names

if TYPE_CHECKING:
    from stanza.models.common.doc import Document, Sentence, Word

THAT, CONDITION = "that", "condition"
OUTSIDE = {"cc", "punct", "mark"}
"""Relations of words that may stand before the "that" of their clause."""

CORE = {"nsubj", "nsubj:pass", "expl", "aux", "cop", "advmod", "obl"}
"""Relations of words that cannot be the governing clause's where they stand in the other one."""

FINITE = {"VBD", "VBZ", "VBP"}
NOUNS, PLURAL = {"NOUN", "PROPN", "PRON"}, "NNS"


def repair_trees(document: Document) -> Document:
    """Give such words the head that they have by their place. Changes the document."""
    for sentence in document.sentences:
        before = [(word.head, word.deprel) for word in sentence.words]
        marks = [word for word in sentence.words if word.deprel == "mark" and word.text.lower() == THAT]
        changed = [_repair(sentence, mark) for mark in marks]
        changed += [_give_subject(sentence, verb) for verb in sentence.words if verb.xpos == "VBN"]
        changed += [_continue(sentence, word) for word in sentence.words if word.deprel == "conj"]
        changed += [_insert(sentence, word) for word in sentence.words if word.deprel == "parataxis"]
        changed.append(describe_names(sentence))
        changed += [_raise(sentence, verb) for verb in sentence.words if verb.xpos in FINITE and verb.deprel == "amod"]
        if any(changed):
            if any(_is_below(sentence.words, word, word) for word in sentence.words):  # no tree any more
                for word, (head, relation) in zip(sentence.words, before, strict=True):
                    word.head, word.deprel = head, relation
            sentence.build_dependencies()
        _agree(sentence)
    return document


def _give_subject(sentence: Sentence, verb: Word) -> bool:
    """Let the noun right before "was told" be its subject if it has none; was that to be done?"""
    words = sentence.words
    auxiliaries = [word for word in words if word.head == verb.id and word.deprel == "aux:pass"]
    if not auxiliaries or auxiliaries[0].id < 2 or any(word.head == verb.id and _is_subject(word) for word in words):
        return False
    noun = words[auxiliaries[0].id - 2]
    if noun.upos not in NOUNS or not _is_subject(noun) or noun.head > noun.id or _is_below(words, verb, noun):
        return False
    noun.head, noun.deprel = verb.id, "nsubj:pass"
    return True


def _continue(sentence: Sentence, phrase: Word) -> bool:
    """Let a phrase with a preposition that is joined to a verb go on with the clause that stands before this verb."""
    words = sentence.words
    verb = words[phrase.head - 1]
    if verb.upos != "VERB" or phrase.upos not in NOUNS or not verb.id < phrase.id:
        return False
    inner = [word for word in words if word.head == phrase.id]
    clauses = [word for word in words[: verb.id] if word.head == verb.id and word.deprel == "ccomp"]
    if not clauses or not any(word.deprel == "case" for word in inner):
        return False
    if any(_is_subject(word) or word.deprel == "cop" for word in inner):
        return False
    phrase.head = clauses[-1].id
    return True


def _insert(sentence: Sentence, verb: Word) -> bool:
    """Let "she said" between a subject and its verb hang on this verb, not on the subject."""
    words = sentence.words
    noun = words[verb.head - 1]
    clause = words[noun.head - 1]
    if not noun.head or not _is_subject(noun) or not noun.id < verb.id < clause.id or verb.upos != "VERB":
        return False
    if not any(word.head == verb.id and _is_subject(word) for word in words):
        return False
    verb.head = clause.id
    return True


def _raise(sentence: Sentence, verb: Word) -> bool:
    """Let a finite verb that describes its own object be the root, and the noun that was it the subject."""
    words = sentence.words
    thing = words[verb.head - 1]
    root = words[thing.head - 1] if thing.head else thing
    if not root.id < verb.id < thing.id or root.head or root.upos not in NOUNS:
        return False
    verb.head, verb.deprel = 0, "root"
    root.head, root.deprel = verb.id, "nsubj"
    thing.head, thing.deprel = verb.id, "obj"
    for word in words[verb.id :]:
        if word.head == root.id and word.deprel == "punct":
            word.head = verb.id
    return True


def _is_subject(word: Word) -> bool:
    return bool(word.deprel) and word.deprel.startswith(("nsubj", "csubj", "expl"))


def _agree(sentence: Sentence) -> None:
    """A noun that is its own lemma and the subject of "alleges" is no plural."""
    for word in sentence.words:
        if word.xpos == PLURAL and word.deprel == "nsubj" and word.lemma and word.lemma.lower() == word.text.lower():
            verb = sentence.words[word.head - 1]
            if verb.xpos == "VBZ" and verb.upos == "VERB":
                word.xpos = "NN"


def _repair(sentence: Sentence, mark: Word) -> bool:
    """Repair the clause that `mark` begins; was there anything to repair?"""
    words = sentence.words
    verb = words[mark.head - 1]
    before = words[mark.id - 2] if mark.id > 1 else None
    if before and before.text.lower() == CONDITION and verb.head != before.id and not _is_below(words, before, verb):
        verb.head, verb.deprel = before.id, "acl"
        return True
    if mark.id > 1:
        inner = [
            word
            for word in words[mark.id : verb.id - 1]
            if word.head == mark.id - 1 and word.deprel == "acl" and not _has_mark(words, word)
        ]
        if inner and verb.head != mark.id - 1:
            mark.head = inner[0].id
            return True
    if verb.id < mark.id or not 0 < verb.head < mark.id:
        return False
    governor = verb.head
    moved = False
    for word in words[governor : mark.id - 1]:
        if word.head == verb.id and word.deprel not in OUTSIDE:
            word.head = governor
            moved = True
    for word in words[mark.id : verb.id - 1]:
        if word.head == governor and word.deprel in CORE:
            word.head = verb.id
            moved = True
    return moved


def _is_below(words: list[Word], word: Word, other: Word) -> bool:
    """Is `other` above a word in the tree? Also true where the heads go round in a circle."""
    for _ in words:
        if word.head == other.id:
            return True
        if not word.head:
            return False
        word = words[word.head - 1]
    return True


def _has_mark(words: list[Word], head: Word) -> bool:
    return any(word.head == head.id and word.deprel == "mark" for word in words)
