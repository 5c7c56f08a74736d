"""Reading attributions in columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_attributions import attribution

from quotes.corpora.attribution_conll import read_attribution_conll
from quotes.errors import CorpusError

HEADER = "word\tsource\tcue\tcontent"
ROWS = """\
# newdoc id = first
# newpar
“\tO\tO\tB-1
Rain\tO\tO\tI-1
is\tO\tO\tI-1
near\tO\tO\tI-1
”\tO\tO\tI-1
,\tO\tO\tO
said\tO\tB-1\tO
Berg\tB-1|B-2\tO\tO

,\tO\tO\tO
“\tO\tO\tB-1
she\tB-2\tO\tI-1
thinks\tO\tB-2\tI-1
so\tO\tO\tI-1|B-2
”\tO\tO\tI-1
# newpar
# a comment
#1\tO\tO\tO
# newdoc id = second
Nothing\tO\tO\tO
"""
TEXT = "“ Rain is near ” , said Berg , “ she thinks so ”\n\n#1"


def read(folder: Path, content: str) -> list[object]:
    path = folder / "one.conll"
    path.write_text(content, encoding="utf-8")
    found = read_attribution_conll(folder)
    assert read_attribution_conll(path) == found
    return [(article.id, article.text, article.attributions) for article in found]


def test_articles_with_attributions_in_each_other(tmp_path: Path) -> None:
    one = attribution("Berg", "said", "“ Rain is near ”", "“ she thinks so ”", text=TEXT)
    two = attribution("Berg", "thinks", "so", text=TEXT)
    she = attribution("she", "thinks", "so", text=TEXT)
    assert read(tmp_path, f"{HEADER}\n{ROWS}") == [
        ("first", TEXT, (one, type(two)(two.source + she.source, two.cue, two.content))),
        ("second", "Nothing", ()),
    ]


def test_words_without_a_blank_after_them(tmp_path: Path) -> None:
    rows = "“\tO\tO\tB-7\tSpaceAfter=No\nYes\tO\tO\tI-7\tSpaceAfter=No\n”\tO\tO\tI-7\t_\nso\tO\tB-7\tO\t_\n"
    ((_, text, attributions),) = read(tmp_path, f"{HEADER}\tmisc\n# newdoc id = a\n{rows}")
    assert (text, attributions) == ("“Yes” so", (attribution("", "so", "“Yes”", text="“Yes” so"),))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "one.conll: the first line should name the columns word, source, cue, content and perhaps misc"),
        ("word\tcue\tsource\tcontent\n", "the first line should name the columns"),
        (f"{HEADER}\n", "has no articles"),
        (f"{HEADER}\nso\tO\tO\tO\n", 'line 2: expected "# newdoc id = NAME"'),
        (f"{HEADER}\n# newdoc id = a\nso\tO\tO\n", "line 3: expected 4 columns"),
        (f"{HEADER}\n# newdoc id = a\nso\tO\tO\tB-content\n", "line 3: 'B-content' should be O, or B-N"),
        (f"{HEADER}\n# newdoc id = a\nso\tO\tO\tB-1|B-1\n", "line 3: 'B-1|B-1' should be"),
        (f"{HEADER}\n# newdoc id = a\nso\tO\tO\tI-1\n", "line 3: I-1 in the column content goes on with nothing"),
        (f"{HEADER}\n# newdoc id = a\na\tO\tO\tB-1\nb\tO\tO\tI-2\n", "line 4: I-2 in the column content"),
        (f"{HEADER}\n# newdoc id = a\na\tO\tO\tB-1\nb\tO\tO\tO\nc\tO\tO\tI-1\n", "line 5: I-1 in the column content"),
        (f"{HEADER}\n# newdoc id = a\na\tO\tB-1\tO\nb\tO\tO\tI-1\n", "line 4: I-1 in the column content"),
        (f"{HEADER}\tmisc\n# newdoc id = a\na\tO\tO\tO\tNo\n", "line 3: 'No' should be _ or SpaceAfter=No"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(CorpusError) as error:
        read(tmp_path, content)
    assert reason in str(error.value) and "\n" not in str(error.value)
