"""Who issued a statement or a letter: who stands in the phrase, or is told where it was mentioned before."""

from __future__ import annotations

import pytest
from made_references import entities_of, named, phrase_at, possible, reference_at

from quotes.speakers.issuing import issuers

FELL = "fell=fall/VBD/root"
THE_LETTER_FELL = f"The/DT/det/letter letter/NN/nsubj/fell {FELL}"
BERG = "Berg/NNP/nsubj/{}/PERSON"


def letter(rest: str, words: str) -> tuple[str, str]:
    """A letter with something after it, as a sentence."""
    return f"A letter {rest} fell.", f"A/DT/det/letter letter/NN/nsubj/fell {words} {FELL}"


def sent(verb: str, lemma: str) -> tuple[str, str]:
    """Berg does something to a letter, and then it is "the letter"."""
    did = f"{BERG.format(verb)} {verb}={lemma}/VBD/root a/DT/det/letter letter/NN/obj/{verb}"
    return f"Berg {verb} a letter. The letter fell.", f"{did} | {THE_LETTER_FELL}"


ISSUED = [
    # in the phrase
    (letter("from Berg", "from/IN/case/Berg Berg/NNP/nmod/letter/PERSON"), ["Berg"]),
    (letter("by Berg", "by/IN/case/Berg Berg/NNP/nmod/letter/PERSON"), ["Berg"]),
    (
        letter("signed by Berg", "signed=sign/VBN/acl/letter by/IN/case/Berg Berg/NNP/obl:agent/signed/PERSON"),
        ["Berg"],
    ),
    (
        letter("Berg sent", f"{BERG.format('sent')} sent=send/VBD/acl:relcl/letter"),
        ["Berg"],
    ),
    (
        letter("to Lang from Berg", "to/IN/case/Lang Lang/NNP/nmod/letter/PERSON from/IN/case/Berg "
               "Berg/NNP/nmod/letter/PERSON"),
        ["Berg"],
    ),
    (
        ("Berg's letter fell.", f"Berg/NNP/nmod:poss/letter/PERSON 's/POS/case/Berg letter/NN/nsubj/fell {FELL}"),
        ["Berg"],
    ),
    # where it was mentioned before
    *((sent(verb, lemma), ["Berg"]) for verb, lemma in (("sent", "send"), ("wrote", "write"), ("signed", "sign"))),
    (
        ("A letter from Berg fell. The letter fell.",
         f"{letter('', 'from/IN/case/Berg Berg/NNP/nmod/letter/PERSON')[1]} | {THE_LETTER_FELL}"),
        ["Berg"],
    ),
    (
        ("Berg sent a letter. Lang saw a letter. The letter fell.",
         f"{sent('sent', 'send')[1].partition(' | ')[0]} | Lang/NNP/nsubj/saw/PERSON saw=see/VBD/root a/DT/det/letter "
         f"letter/NN/obj/saw | {THE_LETTER_FELL}"),
        ["Berg"],
    ),
    # nothing tells it
    (("The letter fell.", THE_LETTER_FELL), []),
    (letter("to Berg", "to/IN/case/Berg Berg/NNP/nmod/letter/PERSON"), []),
    (letter("about Berg", "about/IN/case/Berg Berg/NNP/nmod/letter/PERSON"), []),
    (
        letter("sent to Berg", "sent=send/VBN/acl/letter to/IN/case/Berg Berg/NNP/obl/sent/PERSON"),
        [],
    ),
    (sent("read", "read"), []),
    (sent("received", "receive"), []),
    # another one than before
    (
        ("Berg sent a letter. A letter fell.", f"{sent('sent', 'send')[1].partition(' | ')[0]} | "
         f"A/DT/det/letter letter/NN/nsubj/fell {FELL}"),
        [],
    ),
    (
        ("Berg sent a letter. The memo fell.", f"{sent('sent', 'send')[1].partition(' | ')[0]} | "
         f"The/DT/det/memo memo/NN/nsubj/fell {FELL}"),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), ISSUED, ids=[written[0] for written, _ in ISSUED])
def test_who_issued_a_letter(written: tuple[str, str], expected: list[str]) -> None:
    entities = entities_of(*written)
    head = "memo" if "memo" in written[0] else "letter"
    assert [one.name for one in issuers(entities, phrase_at(entities, head))] == expected


def test_a_letter_that_spoke_before_is_of_who_spoke() -> None:
    words = f"{THE_LETTER_FELL} | Berg/NNP/nsubj/slept/PERSON slept=sleep/VBD/root | {THE_LETTER_FELL}"
    entities = entities_of("The letter fell. Berg slept. The letter fell.", words)
    phrase = phrase_at(entities, "letter")
    assert issuers(entities, phrase) == []
    first = next(token for token in entities.doc if token.text == "letter")
    entities.add_speaker(first, named(entities, "Berg"))
    assert issuers(entities, phrase) == [named(entities, "Berg")]


def test_a_letter_can_mean_nobody_but_those_who_issued_it() -> None:
    told = "Lang slept. Berg sent a letter. The letter fell."
    words = f"Lang/NNP/nsubj/slept/PERSON slept=sleep/VBD/root | {sent('sent', 'send')[1]}"
    entities = entities_of(told, words)
    assert list(possible(entities, reference_at(entities, "letter"))) == ["Berg"]
    entities = entities_of(told.replace("sent", "saw"), words.replace("sent", "saw").replace("send", "see"))
    assert "own" in possible(entities, reference_at(entities, "letter"))
