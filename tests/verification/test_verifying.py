"""Quotations of a text against its sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_analyses import bridge, council, harbour, silent
from made_quotations import INTERVIEW_TEXT, OKAFOR, PETROV, analysed, interview, quoting, speaker

from quotes.records import Analysis, Article, Block, Statement
from quotes.verification.verdicts import QuotationCheck, Verdict, WordChange
from quotes.verification.verifying import verify
from quotes.verification.version_comparison import compare_versions

WORDINGS: list[tuple[Verdict, str]] = [
    ("verbatim", "The cranes are older than I am, but they are safe"),
    ("verbatim", "We test them every spring, before the\nfirst ships of the season arrive"),
    ("verbatim", "older than I am"),
    ("marks", "the cranes are older than I am, but they are safe"),
    ("marks", "The cranes are older than I am – but they are safe"),
    ("marks", "I don’t expect that to change"),
    ("marks", "[W]e test them every spring"),
    ("brackets", "[They] are older than I am, but they are safe"),
    ("brackets", "We test them [the cranes] every spring"),
    ("brackets", "We test[ed] them every spring, before the first ships"),
    ("shortened", "We test them every spring … Nobody has ever been hurt here"),
    ("shortened", "The cranes are older than I am ... safe"),
    ("shortened", "Nobody has [...] been hurt here"),
    ("altered", "The cranes are newer than I am, but they are safe"),
    ("altered", "The cranes are older than I am, and they are safe enough"),
    ("altered", "We test them before the first ships of the season arrive"),
    ("altered", "Nobody has been hurt here"),
    ("altered", "Nobody has ever been hurt. Nobody. And I don't expect that to change"),
    ("stitched", "I don't expect that to change, and we will order the first crane in May"),
    ("not found", "The cranes will fall into the sea one of these days"),
    ("not found", "It is a scandal that nobody listens to the pilots"),
]


def check(words: str, *sources: Analysis, by: object = PETROV) -> QuotationCheck:
    draft = quoting(words, by)  # type: ignore[arg-type]
    (found,) = verify(draft, sources or [interview()]).quotations
    return found


@pytest.mark.parametrize(("verdict", "words"), WORDINGS)
def test_wordings(verdict: Verdict, words: str) -> None:
    found = check(words, by=None)
    assert found.verdict == verdict
    assert found.is_sound == (verdict in ("verbatim", "marks", "brackets", "shortened"))
    assert (found.place is None) == (verdict == "not found")


def test_the_diff_has_every_word_of_both_sides() -> None:
    found = check("The cranes are newer than I am, but they are quite safe")
    assert found.changes == (
        WordChange("same", "The cranes are", "The cranes are"),
        WordChange("replaced", "newer", "older"),
        WordChange("same", "than I am, but they are", "than I am, but they are"),
        WordChange("inserted", "quite"),
        WordChange("same", "safe", "safe"),
    )
    assert 0.8 < found.similarity < 1
    assert found.place and [span.text for span in found.place.spans] == [
        "The cranes are older than I am, but they are safe"
    ]


def test_a_changed_word_at_an_edge_does_not_reach_into_another_sentence() -> None:
    first = check("Our cranes are older than I am, but they are safe")
    assert first.changes[0] == WordChange("replaced", "Our", "The")
    more = check("Well, it is true: the cranes are older than I am, but they are safe")
    assert more.changes[0] == WordChange("inserted", "Well, it is true")
    last = check("We test them every spring, before the first ships of the season leave")
    assert last.changes[-1] == WordChange("replaced", "leave", "arrive")


def test_the_attribution_that_splits_a_quotation_of_the_source_is_no_change() -> None:
    whole = quoting("The cranes are older than I am")
    (found,) = verify(whole, [harbour()]).quotations
    assert found.verdict == "verbatim" and found.place and len(found.place.spans) == 2
    found = verify(harbour(), [whole]).quotations[0]
    assert found.verdict == "verbatim" and len(found.spans) == 2


def test_pieces_with_sentences_left_out_between_them_are_shortened_and_with_words_altered() -> None:
    text = "“{},” said Ivan Petrov. “{}.”"

    def verdict(*pieces: str) -> str:
        draft = text.format(*pieces)
        said = (f"“{pieces[0]},”", f"“{pieces[1]}.”"), PETROV
        return verify(analysed(draft, said), [interview()]).quotations[0].verdict

    assert verdict("The cranes are older than I am", "but they are safe") == "verbatim"
    assert verdict("The cranes are older than I am, but they are safe", "Nobody has ever been hurt here") == "shortened"
    assert verdict("We test them", "before the first ships of the season arrive") == "altered"


def test_far_apart_or_in_another_order_is_stitched_even_with_an_ellipsis() -> None:
    filler = "We count the boats of the fishing village twice a day. " * 30
    long = f"“The quay is too short. {filler}The cranes are too old.”"
    source = analysed(f"{long} Petrov said.", (long, PETROV))
    assert check("The quay is too short … The cranes are too old", source).verdict == "stitched"
    assert check("The cranes are too old … The quay is too short", source).verdict == "stitched"


@pytest.mark.parametrize(
    ("words", "by", "verdict"),
    [
        ("I would have ordered it yesterday", OKAFOR, "misattributed"),
        ("I would have ordered it yesterday", PETROV, "verbatim"),
        ("I would have ordered it yesterday", speaker("Petrov"), "verbatim"),
        ("I would have ordered it yesterday", speaker("Iwan Petroff"), "verbatim"),
        ("I would have ordered it yesterday", speaker("harbour master"), "verbatim"),
        ("I would have ordered it yesterday", speaker("senior official", "anonymous"), "verbatim"),
        ("I would have ordered it yesterday", speaker("Port of Doria", "organization"), "verbatim"),
        ("I would have ordered it yesterday", None, "verbatim"),
        ("Who will pay for new ones?", OKAFOR, "verbatim"),
        ("We have put money aside for three years", PETROV, "altered"),
    ],
)
def test_speakers(words: str, by: object, verdict: Verdict) -> None:
    found = check(words, by=by)
    assert found.verdict == verdict
    assert (found.attribution == "other") == (verdict in ("misattributed", "altered"))


def test_a_repeated_quotation_has_the_place_with_the_right_speaker() -> None:
    text = "“We will stay,” said Ivan Petrov. “We will stay,” said Mina Okafor."
    source = analysed(text, ("“We will stay,”", PETROV), ("“We will stay,”", OKAFOR))
    for by, start in ((PETROV, 1), (OKAFOR, text.rindex("We"))):
        found = check("We will stay", source, by=by)
        assert found.is_sound and found.place and found.place.spans[0].start == start
        assert found.place.speakers == (by,)


def test_a_pronoun_is_nobody_elses_whom_the_text_names() -> None:
    text = "Okafor met Petrov. “I would have ordered it yesterday,” she said."
    by_pronoun = analysed(text, ("“I would have ordered it yesterday,”", OKAFOR), source=())
    assert verify(by_pronoun, [interview()]).quotations[0].attribution == "unknown"
    alone = analysed(text.replace(" met Petrov", " spoke"), ("“I would have ordered it yesterday,”", OKAFOR), source=())
    assert verify(alone, [interview()]).quotations[0].attribution == "other"


def test_doubtful_speakers_are_no_alarm() -> None:
    doubtful = replace(
        interview(), statements=tuple(replace(one, speaker_confidence=0.4) for one in interview().statements)
    )
    assert check("I would have ordered it yesterday", doubtful, by=OKAFOR).attribution == "unknown"
    draft = quoting("I would have ordered it yesterday", OKAFOR)
    draft = replace(draft, statements=(replace(draft.statements[0], speaker_confidence=0.4),))
    assert verify(draft, [interview()]).quotations[0].attribution == "unknown"


def test_whoever_reports_the_words_of_another_one_has_not_said_something_else() -> None:
    text = "“The captain told me: we will never sail,” said Ivan Petrov."
    outer, inner = "“The captain told me: we will never sail,”", "we will never sail"
    both = analysed(text, (outer, PETROV), (inner, speaker("Jon Lund")))
    nested = replace(both, statements=(both.statements[0], replace(both.statements[1], nested_in="q1")))
    assert check("we will never sail", nested).attribution == "same"
    assert check("we will never sail", nested, by=speaker("Jon Lund")).attribution == "same"
    assert check("we will never sail", nested, by=OKAFOR).attribution == "other"


def test_words_in_the_brackets_of_the_source_are_words_of_the_source() -> None:
    source = quoting("We will sign the [trade] papers on the quay", id="source")
    assert check("We will sign the [trade] papers on the quay", source).verdict == "verbatim"
    assert check("We will sign the [secret] papers on the quay", source).verdict == "altered"
    assert check("We will sign the [trade] papers … the quay", source).verdict == "shortened"
    assert check("We will sign the [secret trade] papers", quoting("We will sign the papers")).verdict == "brackets"


def test_similarity_decides_between_altered_and_not_found() -> None:
    words = "The big cranes were older than I am, and they will be safe"
    assert verify(quoting(words), [interview()], 0.6).quotations[0].verdict == "altered"
    assert verify(quoting(words), [interview()], 0.95).quotations[0].verdict == "not found"


def test_short_words_in_marks_outside_of_statements_are_terms() -> None:
    text = "The film “Deep Water” opens on Friday. The sign says “no boats beyond this point today”."
    found = verify(Analysis(Article(text, "draft.txt")), [interview()])
    assert [(one.statement, one.verdict) for one in found.quotations] == [(None, "not found")]


def test_lines_and_pointers() -> None:
    found = check("I would have ordered it yesterday")
    assert (found.line, found.pointer) == (1, None)
    assert found.place and (found.place.line, found.place.article.id) == (9, "interview.txt")
    pages = interview()
    blocks = (Block(0, len(INTERVIEW_TEXT), "body", "page 2"),)
    found = check("I would have ordered it yesterday", replace(pages, article=replace(pages.article, blocks=blocks)))
    assert found.place and found.place.pointer == "page 2"


def test_indirect_statements_have_a_hint_and_no_verdict() -> None:
    text = "Okafor said that the first crane would be ordered in May. The sea was calm, according to Petrov."
    draft = analysed(
        text, ("that the first crane would be ordered in May", OKAFOR), ("The sea was calm", PETROV), kind="indirect"
    )
    found = verify(draft, [silent(), interview()])
    assert found.is_sound and not found.quotations
    (hint,) = found.hints
    assert hint.statement == "q1" and hint.place.speakers == (OKAFOR,)
    assert "we will order the first crane in May" in hint.place.spans[0].text and 0.65 <= hint.similarity < 1


@pytest.mark.parametrize("made", [harbour, bridge, council, interview])
def test_a_text_against_itself_is_verbatim(made: object) -> None:
    analysis = made()  # type: ignore[operator]
    found = verify(analysis, [analysis])
    assert found.quotations
    assert {one.verdict for one in found.quotations} == {"verbatim"}
    assert "other" not in {one.attribution for one in found.quotations}
    assert all(hint.similarity == 1 for hint in found.hints)


PHRASES = st.sampled_from([
    "we will stay", "No.", "the quay … is short", "[he] said so", "the U.S. port", "it’s 5 % – or 1,000", "Yes", "it"
])  # fmt: skip
TURNS = st.lists(
    st.tuples(st.lists(PHRASES, min_size=1, max_size=4).map(" ".join), st.sampled_from([PETROV, OKAFOR, None])),
    min_size=1,
    max_size=5,
)


def made_of(turns: list[tuple[str, object]], id: str) -> Analysis:
    text = "\n\n".join(f"“{words},” said {getattr(who, 'name', 'nobody')}." for words, who in turns)
    return analysed(text, *((f"“{words},”", who) for words, who in turns), id=id)  # type: ignore[misc]


@given(TURNS)
def test_any_text_against_itself_is_verbatim(turns: list[tuple[str, object]]) -> None:
    analysis = made_of(turns, "a")
    found = verify(analysis, [analysis])
    assert len(found.quotations) == len(turns)
    assert all(one.verdict == "verbatim" for one in found.quotations)
    assert compare_versions(analysis, analysis).is_same


@given(TURNS, st.lists(TURNS, min_size=2, max_size=3))
def test_the_order_of_sources_does_not_matter_and_offsets_are_exact(
    turns: list[tuple[str, object]], others: list[list[tuple[str, object]]]
) -> None:
    draft = made_of(turns, "draft")
    sources = [made_of(each, str(number)) for number, each in enumerate(others)]
    found = [verify(draft, order) for order in permutations(sources)]
    assert all(one == found[0] for one in found)
    for check in found[0].quotations:
        if check.place:
            text = check.place.article.text
            assert all(text[span.start : span.end] == span.text for span in check.place.spans)
            assert check.place.line == text[: check.place.spans[0].start].count("\n") + 1


def test_a_text_without_words_and_sources_without_text() -> None:
    empty = Analysis(Article("", "empty.txt"))
    assert verify(empty, [interview()]).quotations == ()
    assert check("We will stay", empty).verdict == "not found"
    marks = Statement(id="q1", kind="direct", content=(quoting("…").statements[0].content[0],), confidence=1, rule="")
    assert verify(replace(quoting("…"), statements=(marks,)), [interview()]).quotations == ()
