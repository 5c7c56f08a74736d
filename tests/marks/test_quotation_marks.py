"""Quotation marks: what is a quotation, what is not, and that nothing upsets the rest of an article."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.marks.quotation_marks import Quotation, find_quotations
from quotes.readers.paragraphs import split_paragraphs
from quotes.records import ArticleWarning, Span


def find(text: str) -> tuple[list[Quotation], list[ArticleWarning]]:
    return find_quotations(text, split_paragraphs(text))


def quoted(text: str) -> list[str]:
    """The quotations of a text as written; parts of one quotation are joined by " | "."""
    return [" | ".join(text[part.start : part.end] for part in quotation.parts) for quotation in find(text)[0]]


BALANCED = [
    # one kind of mark after the other
    ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
    ('"We go," she said. "Now."', ['"We go,"', '"Now."']),
    ("‘We go,’ she said. ‘Now.’", ["‘We go,’", "‘Now.’"]),
    ("'We go,' she said. 'Now.'", ["'We go,'", "'Now.'"]),
    ("''We go,'' she said. ''Now.''", ["''We go,''", "''Now.''"]),
    ("``We go,'' she said. ``Now.''", ["``We go,''", "``Now.''"]),
    ("`We go,' she said.", ["`We go,'"]),
    ("‘‘We go,’’ she said.", ["‘‘We go,’’"]),
    ("‘’We go,’’ she said.", ["‘’We go,’’"]),
    ("«We go,» she said. « Now. »", ["«We go,»", "« Now. »"]),
    ("»We go«, she said. »Now.«", ["»We go«", "»Now.«"]),
    ("‹We go,› she said.", ["‹We go,›"]),
    ("‹‹We go,›› she said.", ["‹‹We go,››"]),
    ("„We go“, she said. „Now.”", ["„We go“", "„Now.”"]),
    ("‚We go‘, she said.", ["‚We go‘"]),
    ("她说「好」和『不』。", ["「好」", "『不』"]),
    ("她说“好”。", ["“好”"]),
    ("＂We go,＂ she said.", ["＂We go,＂"]),
    # nested
    ("“She said ‘no’ to us,” he said.", ["“She said ‘no’ to us,”", "‘no’"]),
    ("“She said, ‘No.’”", ["“She said, ‘No.’”", "‘No.’"]),
    ("\"She said, 'No.'\"", ["\"She said, 'No.'\"", "'No.'"]),
    ("\"'No,' she said,\" he said.", ["\"'No,' she said,\"", "'No,'"]),
    ("''She said, 'No.'''", ["''She said, 'No.'''", "'No.'"]),
    ("'''No,' she said,'' he said.", ["'''No,' she said,''", "'No,'"]),
    ("“He is in the 'Free Army' now,” she said.", ["“He is in the 'Free Army' now,”", "'Free Army'"]),
    (
        "“He said, ‘She said, “No,” twice,’ to me.”",
        ["“He said, ‘She said, “No,” twice,’ to me.”", "‘She said, “No,” twice,’", "“No,”"],
    ),
    ('"He called it "a joke" today," she said.', ['"He called it "a joke" today,"', '"a joke"']),
    # apostrophes
    ("‘It’s the ministers’ plan,’ he said.", ["‘It’s the ministers’ plan,’"]),
    ("'It's the ministers' plan,' he said.", ["'It's the ministers' plan,'"]),
    ("“It’s the ministers’ plan and James’ car,” he said.", ["“It’s the ministers’ plan and James’ car,”"]),
    ("The ministers' plan isn't James' or O'Brien's, y'all.", []),
    ("The ministers’ plan isn’t James’ or O’Brien’s, y’all.", []),
    ("Rock 'n' roll in the '90s, rock ’n’ roll in the ’80s; get 'em, ’cause ’tis good.", []),
    ("'Rock 'n' roll was big in the '90s,' he said.", ["'Rock 'n' roll was big in the '90s,'"]),
    ("She was rockin' and rollin' o' nights.", []),
    ("The U.K.’s rule and Smith Jr.'s vote.", []),
    ("“The U.K.’s rule,” he said.", ["“The U.K.’s rule,”"]),
    ("The 'hawks' and the generals' plan.", ["'hawks'"]),
    ("I\\'92m not sure and it didn\\'92t.", []),
    # feet, inches, primes, arcs
    ('He is 6\'2", the board 5\' 11" and the screen 27".', []),
    ("A 27\" screen and a 12' wall at 40°26'46\" N.", []),
    ("He is 6′2″ and the point at 40°26′46″ N.", []),
    ('"He is 6\'2" and plays well," she said.', ['"He is 6\'2" and plays well,"']),
    ('"I bought a 27" screen," she said.', ['"I bought a 27" screen,"']),
    ('“I bought a 27" screen,” she said.', ['“I bought a 27" screen,”']),
    ('"It was in 1927" he said.', ['"It was in 1927"']),
    # neighbours that are not spaces
    ('The ("old") plan—"the best"—is/"was" here.', ['"old"', '"the best"', '"was"']),
    ('He said:"We go." And left.', ['"We go."']),
    ('He said "...we go..." and left.', ['"...we go..."']),
    ('"We --" he said. "-- go."', ['"We --"', '"-- go."']),
    ("The 'best-of' list: 'A', 'B' and 'C'.", ["'best-of'", "'A'", "'B'", "'C'"]),
    ('<a title="x y">“We go”</a>', ['"x y"', "“We go”"]),
    # marks that are not made for each other
    ('“We go," she said. "Now.”', ['“We go,"', '"Now.”']),
    ("“We go,’’ she said.", ["“We go,’’"]),
    ("‘We go,' she said.", ["‘We go,'"]),
    ("”We go,” she said. “Now.“", ["”We go,”", "“Now.“"]),
    ("”We go,“ she said. ”Now,“ he said.", ["”We go,“", "”Now,“"]),
    # several paragraphs
    ("“One.\n\n“Two.\n\n“Three,” he said.", ["“One. | “Two. | “Three,”"]),
    ('He said: "One.\n"Two."\nThe end.', ['"One. | "Two."']),
    ("“‘One.\n“‘Two,’ she said,” he said.", ["“‘One. | “‘Two,’ she said,”", "‘One. | ‘Two,’"]),
    ("“One.”\n“Two.”", ["“One.”", "“Two.”"]),
    # nothing between the marks, ornaments, no marks
    ('He wrote "" and “”.', []),
    ('Score: """""""""" end.', []),
    ("Nothing here.", []),
    ("", []),
]

UNBALANCED = [
    # text, quotations, marks that the warnings point to
    ("“We go, she thought.\n\nThe end.", ["“We go, she thought."], ["“"]),
    ("“We go, said Mrs Jones.\n\nThe end.", ["“We go,"], ["“"]),
    ('"We go, he said. "Now," he said.', ['"We go,', '"Now,"'], ['"']),
    ("“We go. “Now,” he said.", ["“We go.", "“Now,”"], ["“"]),
    ("We go,” he said. “Now.”", ["“Now.”"], ["”"]),
    ("“We go,” he said.” “Now.”", ["“We go,”", "“Now.”"], ["”"]),
    ("“She said, ‘No,” he said. “Now.”", ["“She said, ‘No,”", "‘No,", "“Now.”"], ["‘"]),
    ("He said, ‘We go.\n“Now,” she said.", ["‘We go.", "“Now,”"], ["‘"]),
    ("“One.\n“Two.\nThe end.\n“Three.”", ["“One. | “Two.", "“Three.”"], ["“"]),
    # the mark is not repeated in the second paragraph, but closed there
    ("He said: “One.\n\nTwo,” he added.\n\n“Three.”", ["“One. | Two,”", "“Three.”"], ["“"]),
    ("“", [], ["“"]),
    ('He said " and left.', [], ['"']),
]


@pytest.mark.parametrize(("text", "expected"), BALANCED)
def test_balanced_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert find(text)[1] == []
    assert all(quotation.closed for quotation in find(text)[0])


@pytest.mark.parametrize(("text", "expected", "marks"), UNBALANCED)
def test_unbalanced_marks(text: str, expected: list[str], marks: list[str]) -> None:
    _quotations, warnings = find(text)
    assert quoted(text) == expected
    assert [text[warning.span.start : warning.span.end] for warning in warnings if warning.span] == marks
    assert {warning.code for warning in warnings} == {"unbalanced-quotation-mark"}


def test_fields_of_a_nested_quotation() -> None:
    text = "So: “She said ‘no’.”"
    outer, inner = find(text)[0]
    assert outer == Quotation(Span(4, 20), (Span(4, 20),), depth=0, mark="“”", closed=True)
    assert inner == Quotation(Span(14, 18), (Span(14, 18),), depth=1, mark="‘’", closed=True)


def test_fields_of_an_unclosed_quotation_of_two_paragraphs() -> None:
    (quotation,), _ = find("“One.\n“Two.\nEnd.")
    assert quotation == Quotation(Span(0, 11), (Span(0, 5), Span(6, 11)), depth=0, mark="“”", closed=False)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ('"We go"', '""'),
        ("'We go'", "''"),
        ("''We go''", "''''"),
        ("``We go''", "``''"),
        ("„We go“", "„“"),
        ("„We go”", "„”"),
        ("»We go«", "»«"),
        ("”We go“, ”now“", "”“"),
        ('“We go"', "“”"),
    ],
)
def test_kind_of_mark(text: str, mark: str) -> None:
    assert find(text)[0][0].mark == mark


def test_warning_names_line_and_context() -> None:
    (warning,) = find("One.\r\n\r\nTwo.\rThree “four five.\nSix.")[1]
    assert warning.message == "line 4: quotation mark “ is not closed: “four five. Six."
    (warning,) = find("A.\n" + "long " * 20 + "four,” five.")[1]
    assert warning.message.startswith("line 2: quotation mark ” closes nothing: …")
    assert warning.message.endswith("long four,”")


def test_only_the_given_paragraphs_are_read() -> None:
    text = "“One.” “Two.” “Three.”"
    quotations, warnings = find_quotations(text, [Span(7, 13)])
    assert [text[quotation.span.start : quotation.span.end] for quotation in quotations] == ["“Two.”"]
    assert warnings == []


def test_names_that_begin_with_a_mark() -> None:
    text = "The reign of ‘Uthman ended. The house of ‘Uthman and ‘Abd fell, “not ‘Uthman,” he wrote."
    assert quoted(text) == ["“not ‘Uthman,”"]
    assert find(text)[1] == []


def lines_run(text: str) -> int:
    """How many lines of Python it takes to find the quotations of a text."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        find(text)
    finally:
        sys.settrace(before)
    return count


ARTICLE = "“We can’t go,” the ministers’ aide said. “It’s the ‘wrong’ day.”\n\nThe U.K.'s plan failed.\n\n"


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.replace("\n", " "), '"One.\n', "“‘a"])
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    assert lines_run(text * 40) < 2.2 * lines_run(text * 20)


MARKS = "“”‟„\"＂«»‘’‛‚'＇‹›`「」『』"
any_text = st.text() | st.text(alphabet=MARKS + "ab s5.,: \n\r-é中\u00a0\u200b", max_size=60)


@settings(deadline=None)
@given(any_text)
def test_whatever_the_text_is(text: str) -> None:
    paragraphs = split_paragraphs(text)
    quotations, warnings = find_quotations(text, paragraphs)
    resumed = [warning.span for warning in warnings if "later paragraph" in warning.message]
    around: list[Span] = []
    for quotation in quotations:
        assert quotation.span.end <= len(text)
        assert quotation.span == Span(quotation.parts[0].start, quotation.parts[-1].end)
        for one, other in zip(quotation.parts, quotation.parts[1:], strict=False):
            assert one.end < other.start
        assert text[quotation.span.start] == quotation.mark[0]
        for part in quotation.parts:
            assert any(paragraph.contains(part) for paragraph in paragraphs)
            again = text[part.start] == quotation.mark[0]
            assert again or any(quotation.span.contains(span) for span in resumed if span)
        assert text[quotation.span.end - 1] in MARKS or not quotation.closed
        around = [span for span in around if span.overlaps(quotation.span)]
        assert all(span.contains(quotation.span) for span in around)
        assert quotation.depth == len(around)
        around.append(quotation.span)
    for warning in warnings:
        assert warning.span is not None
        assert set(text[warning.span.start : warning.span.end]) <= set(MARKS)
        assert warning.message.startswith("line ")
        assert "\n" not in warning.message


words = st.lists(
    st.sampled_from(["we", "go", "now", "to", "old", "town", "can’t", "find", "A"]), min_size=1, max_size=6
)


@st.composite
def a_quotation(draw: st.DrawFn, pairs: tuple[str, ...]) -> str:
    """Words between the first pair of marks, perhaps with a quotation in the next one among them."""
    pieces = [" ".join(draw(words))]
    if len(pairs) > 1 and draw(st.booleans()):
        pieces.append(draw(a_quotation(pairs[1:])))
        pieces.append(" ".join(draw(words)))
    return pairs[0][0] + " ".join(pieces) + draw(st.sampled_from([",", ".", "?"])) + pairs[0][1]


@st.composite
def a_paragraph(draw: st.DrawFn) -> str:
    kinds = [("“”", "‘’", "“”"), ('""', "''", '""'), ("‘’", "“”"), ("«»", "“”"), ("„“", "‚‘")]
    pieces = draw(st.lists(words.map(" ".join) | st.sampled_from(kinds).flatmap(a_quotation), min_size=1, max_size=5))
    return " ".join(pieces) + " he said."


def spans_of(quotations: list[Quotation], paragraph: Span) -> set[Span]:
    return {part for quotation in quotations for part in quotation.parts if paragraph.contains(part)}


@settings(deadline=None)
@given(st.lists(a_paragraph(), min_size=1, max_size=4), st.sampled_from(MARKS), st.data())
def test_a_stray_mark_leaves_other_paragraphs_alone(paragraphs: list[str], mark: str, data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    balanced, warnings = find(text)
    assert warnings == []
    before = [spans_of(balanced, span) for span in split_paragraphs(text)]
    number = data.draw(st.integers(0, len(paragraphs) - 1), label="paragraph")
    place = data.draw(st.integers(0, len(paragraphs[number]) - 1), label="place")
    broken = paragraphs[number][:place] + mark + paragraphs[number][place:]
    text = "\n\n".join([*paragraphs[:number], broken, *paragraphs[number + 1 :]])
    after = [spans_of(find(text)[0], span) for span in split_paragraphs(text)]
    shifted = [
        {Span(span.start + (index > number), span.end + (index > number)) for span in spans}
        for index, spans in enumerate(before)
    ]
    for index in range(len(paragraphs)):
        assert index == number or after[index] == shifted[index]
