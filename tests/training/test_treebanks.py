"""Training sentences: which are read, and what is changed in them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from quotes.errors import CorpusError
from quotes.training.treebanks import (
    ELLIPSIS,
    FORM,
    SQUARE_BRACKETS,
    Tree,
    read_training_trees,
    read_trees,
    text_of,
    with_forms,
    with_typographic_marks,
    with_whole_multi_word_tokens,
)

CONLLU = """\
# newdoc id = one
# global.Entity = x
# sent_id = {id}
# text = "It isn't here (yet)...", she said.
1\t"\t"\tPUNCT\t``\t_\t5\tpunct\t_\tSpaceAfter=No
2\tIt\tit\tPRON\tPRP\tNumber=Sing\t5\tnsubj\t_\tEntity=(1)
3-4\tisn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tis\tbe\tAUX\tVBZ\tNumber=Sing\t5\tcop\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\there\there\tADV\tRB\t_\t12\tccomp\t5:x\t_
5.1\tghost\tghost\tNOUN\tNN\t_\t_\t_\t_\t_
6\t(\t(\tPUNCT\t-LRB-\t_\t7\tpunct\t_\tSpaceAfter=No
7\tyet\tyet\tADV\tRB\t_\t5\tadvmod\t_\tSpaceAfter=No
8\t)\t)\tPUNCT\t-RRB-\t_\t7\tpunct\t_\tSpaceAfter=No
9\t...\t...\tPUNCT\t.\t_\t5\tpunct\t_\tSpaceAfter=No
10\t"\t"\tPUNCT\t''\t_\t5\tpunct\t_\tSpaceAfter=No
11\t,\t,\tPUNCT\t,\t_\t5\tpunct\t_\t_
12\tshe\tshe\tPRON\tPRP\t_\t13\tnsubj\t_\t_
13\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
14\t.\t.\tPUNCT\t.\t_\t13\tpunct\t_\t_

"""
TEXT = '"It isn\'t here (yet)...", she said.'


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    path = tmp_path / "one.conllu"
    path.write_text(CONLLU.format(id="weblog-1"), encoding="utf-8")
    (tree,) = read_trees(path)
    return tree


def test_only_what_is_used_is_read(tree: Tree) -> None:
    assert text_of(tree) == TEXT
    assert [comment.split(" =")[0] for comment in tree.comments] == ["# newdoc id", "# sent_id", "# text"]
    assert len(tree.words) == 14
    assert {row[8] for row in tree.rows} == {"_"}
    assert {row[9] for row in tree.rows} == {"_", "SpaceAfter=No"}


def test_marks_and_apostrophes_become_typographic_and_the_text_with_them(tree: Tree) -> None:
    changed = with_typographic_marks(tree, random.Random(0))
    forms = [row[FORM] for row in changed.rows]
    assert (forms[0], forms[-5]) in {("“", "”"), ("‘", "’"), ("«", "»")}
    assert "isn’t" in forms and "n’t" in forms
    assert f"# text = {text_of(changed)}" in changed.comments
    straight = TEXT.replace("'", "’").split('"')
    assert text_of(changed) == straight[0] + forms[0] + straight[1] + forms[-5] + straight[2]


def test_other_ways_of_writing(tree: Tree) -> None:
    assert text_of(with_forms(tree, ELLIPSIS | SQUARE_BRACKETS)) == '"It isn\'t here [yet]…", she said.'


def test_words_of_a_token_are_spelt_as_the_token_is(tree: Tree) -> None:
    rows = [(row[0], "isn’t", *row[2:]) if row[0] == "3-4" else row for row in tree.rows]
    whole = with_whole_multi_word_tokens(Tree(tree.comments, tuple(rows)))
    assert [row[FORM] for row in whole.rows[2:5]] == ["isn’t", "is", "n’t"]


def test_genres_that_may_not_be_used_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "en_ewt-ud-train.conllu").write_text(CONLLU.format(id="weblog-1"), encoding="utf-8")
    gum = [CONLLU.format(id=f"GUM_{genre}_x-1") for genre in ("news", "fiction", "court", "reddit")]
    (tmp_path / "en_gum-ud-train.conllu").write_text("".join(gum), encoding="utf-8")
    trees = read_training_trees(tmp_path, seed=1)
    ids = {line for tree in trees for line in tree.comments if "sent_id" in line}
    assert ids == {"# sent_id = weblog-1", "# sent_id = GUM_news_x-1", "# sent_id = GUM_court_x-1"}


def test_a_missing_treebank_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"cannot read .*en_ewt-ud-train.conllu: no such file"):
        read_training_trees(tmp_path, seed=1)
