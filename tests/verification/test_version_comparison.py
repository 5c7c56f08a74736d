"""What becomes of quotations in another version."""

from __future__ import annotations

from made_quotations import OKAFOR, PETROV, analysed, interview, speaker

from quotes.records import Analysis, Speaker
from quotes.verification.verdicts import WordChange
from quotes.verification.version_comparison import compare_versions

STAY, SAIL, PAY = "We will stay until the ice is gone", "The ferries sail at six", "The port has to pay for all of it"


def version(*said: tuple[str, Speaker], id: str = "text.txt") -> Analysis:
    text = "\n\n".join(f"“{words},” said {who.name}." for words, who in said)
    return analysed(text, *((f"“{words},”", who) for words, who in said), id=id)


OLD = version((STAY, PETROV), (SAIL, OKAFOR), (PAY, PETROV))


def changes(old: Analysis, new: Analysis) -> list[str]:
    return [one.change for one in compare_versions(old, new).quotations]


def test_the_same_version_is_kept() -> None:
    for analysis in (OLD, interview()):
        assert compare_versions(analysis, analysis).is_same
    assert changes(OLD, version((STAY.lower(), PETROV), (SAIL, OKAFOR), (PAY, PETROV))) == ["kept"] * 3


def test_what_can_become_of_a_quotation() -> None:
    new = version(
        (STAY.replace("ice", "snow"), PETROV), (PAY, OKAFOR), ("Nobody has asked the pilots", speaker("Jon Lund"))
    )
    found = compare_versions(OLD, new)
    assert [one.change for one in found.quotations] == ["altered", "dropped", "moved", "added"]
    assert not found.is_same
    altered, dropped, moved, added = found.quotations
    assert WordChange("replaced", "snow", "ice") in altered.words
    assert dropped.new is None and dropped.old and dropped.old.speakers == (OKAFOR,)
    assert dropped.old.spans[0].text == SAIL and OLD.article.text_of(dropped.old.spans[0]) == SAIL
    assert moved.old and moved.old.speakers == (PETROV,) and moved.new and moved.new.speakers == (OKAFOR,)
    assert added.old is None


def test_a_quotation_cut_short_is_altered_and_one_in_two_parts_is_kept() -> None:
    long = version((f"{STAY}. {PAY}", PETROV))
    (cut,) = compare_versions(long, version((STAY, PETROV))).quotations
    assert cut.change == "altered" and cut.words[-1] == WordChange("dropped", "", PAY)
    (cut,) = compare_versions(long, version((PAY, PETROV))).quotations
    assert cut.words[0] == WordChange("dropped", "", STAY)
    assert changes(long, version((STAY, PETROV), (PAY, PETROV))) == ["kept", "kept"]


def test_words_that_were_no_quotation_are_added() -> None:
    plain = analysed(f"{STAY}. “{PAY},” said Ivan Petrov.", (f"“{PAY},”", PETROV))
    assert changes(plain, version((STAY, PETROV), (PAY, PETROV))) == ["added", "kept"]


def test_both_directions_have_the_same_numbers() -> None:
    other = version((PAY, OKAFOR), (STAY, PETROV))
    assert sorted(changes(OLD, other)) == ["dropped", "kept", "moved"]
    assert sorted(changes(other, OLD)) == ["added", "kept", "moved"]
