"""Comments that tell the program something belong to the block they stand in or before, and change nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_documents import article_in

from quotes.records import Analysis, Article

PARAGRAPHS = (
    "The harbour of Lagan was closed for two days, the pilots said.",
    "“Nobody told us that the dredger would come,” said Ivan Petrov, a pilot.",
    "The ferries will sail again on Monday, according to the union of the crews.",
)
COMMENT = "<!-- quotes:\n ignore  Q201, Q3 -->"
DIRECTIVE = "ignore Q201, Q3"


def page(*parts: str) -> str:
    head = "<!doctype html><html lang=en><head><title>Cranes | Post</title></head><body><nav><a href=/>Home</a></nav>"
    return f"{head}<main><h1>Cranes to be tested</h1>{''.join(parts)}</main></body></html>"


def paragraphs(number: int, comment: str) -> list[str]:
    """The paragraphs as elements, with a comment in the one of this number."""
    return [f"<p>{text}{comment if each == number else ''}</p>" for each, text in enumerate(PARAGRAPHS)]


def directives(article: Article) -> list[tuple[str, ...]]:
    return [block.directives for block in article.blocks]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (f"One.\n\n{COMMENT}\nTwo.\n\nThree.", [(), (DIRECTIVE,), ()]),
        (f"One.\n\n{COMMENT}\n\nTwo.", [(), (DIRECTIVE,)]),
        (f"One.\n\nTwo {COMMENT} words.\n\nThree.", [(), (DIRECTIVE,), ()]),
        (f"One. <!-- quotes: ignore -->\n\n{COMMENT}\n\nTwo.", [("ignore",), (DIRECTIVE,)]),
        (f"{COMMENT}\n\n<!-- quotes: ignore -->\n\n# Two", [(DIRECTIVE, "ignore")]),
        (f"> One.\n>\n> Two. {COMMENT}", [(), (DIRECTIVE,)]),
        ("| a | b |\n|---|---|\n| c <!-- quotes: ignore --> | d |\n\nOne.", [(), ("ignore",), ()]),
        (f"<div>One.<p>Two.</p>{COMMENT}</div>\n\nThree.", [(), (), (DIRECTIVE,)]),
        ("One. <!-- quote: ignore --><!-- check the number -->\n\n`<!-- quotes: ignore -->`", [(), ()]),
    ],
)
def test_in_markdown(markdown: str, expected: list[tuple[str, ...]]) -> None:
    article = article_in(markdown, "a.md")
    assert directives(article) == expected
    assert "ignore" not in article.text.replace("`", "").replace("<!-- quotes: ignore -->", "")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (paragraphs(1, COMMENT), [(), (), (DIRECTIVE,), ()]),
        ([*paragraphs(0, "")[:1], COMMENT, *paragraphs(0, "")[1:]], [(), (), (DIRECTIVE,), ()]),
        ([COMMENT, "<div><section>", *paragraphs(2, "<!-- quotes: ignore -->"), "</section></div>"],
         [(), (DIRECTIVE,), (), ("ignore",)]),
        ([f"<p>{COMMENT}<b>{PARAGRAPHS[0]}</b></p>", *paragraphs(2, "")[1:]], [(), (DIRECTIVE,), (), ()]),
        ([f"<p>{PARAGRAPHS[0]}<b>{COMMENT}</b></p>", *paragraphs(2, "")[1:]], [(), (DIRECTIVE,), (), ()]),
        ([COMMENT, "<script>let said = 1</script>", *paragraphs(2, "")], [(), (DIRECTIVE,), (), ()]),
        (["<p><!-- quotes:x --></p>", *paragraphs(2, '<!-- quotes: "a" & <b> -->')], [(), ("x",), (), ('"a" & <b>',)]),
    ],
)  # fmt: skip
def test_in_html(parts: list[str], expected: list[tuple[str, ...]]) -> None:
    assert directives(article_in(page(*parts), "a.html")) == expected


PIECES = ["<p>", "</p>", "<p>", "</p>", "<p>", "</p>", "<ul><li>", "</li></ul>", "<blockquote><p>", "</p></blockquote>"]


@given(st.data())
def test_comments_change_nothing_else_in_html(data: st.DataObject) -> None:
    texts = iter([*PARAGRAPHS, "Mina Okafor said that the quay was too short.", "Nobody asked for the pilots' view."])
    markup = []
    for number in range(0, len(PIECES), 2):
        words = next(texts).split(" ")
        at = data.draw(st.integers(0, len(words)))
        said = data.draw(st.sampled_from(["", COMMENT]))
        words = [*words[:at], said, *words[at:]] if said else words
        before = data.draw(st.sampled_from(["", COMMENT, f"\n{COMMENT} {COMMENT}"]))
        markup.append(before + PIECES[number] + " ".join(words) + PIECES[number + 1])
    with_comments = article_in(page(*markup), "a.html")
    without = article_in(page(*markup).replace(COMMENT, ""), "a.html")
    assert with_comments.text == without.text
    assert tuple(replace(block, directives=()) for block in with_comments.blocks) == without.blocks
    given = [each for block in with_comments.blocks for each in block.directives]
    assert given == [DIRECTIVE] * "".join(markup).count(COMMENT)


@given(st.lists(st.sampled_from([COMMENT, *PARAGRAPHS]), min_size=1, max_size=8))
def test_comments_change_nothing_else_in_markdown(parts: list[str]) -> None:
    article = article_in("\n\n".join([*parts, "The end."]), "a.md")
    said = [part for part in [*parts, "The end."] if part != COMMENT]
    assert article.text == "\n\n".join(said)
    assert [article.text[block.start : block.end] for block in article.blocks] == said
    behind = iter([*parts, "The end."])
    expected = []
    for _ in said:
        number = 0
        while next(behind) == COMMENT:
            number += 1
        expected.append((DIRECTIVE,) * number)
    assert directives(article) == expected


def test_a_comment_behind_everything_is_a_warning() -> None:
    article = article_in(f"One.\n\n{COMMENT}", "a.md")
    assert directives(article) == [()]
    (warning,) = article.warnings
    assert warning.code == "idle-directive" and DIRECTIVE in warning.message


def test_directives_are_saved_and_older_analyses_have_none() -> None:
    analysis = Analysis(article_in(f"{COMMENT}\n\nOne.", "a.md"))
    data = analysis.to_dict()
    assert Analysis.from_dict(json.loads(json.dumps(data))) == analysis
    assert directives(article_in(json.dumps(data), "a.json")) == [(DIRECTIVE,)]
    del data["article"]["blocks"][0]["directives"]
    assert directives(Analysis.from_dict(data).article) == [()]
