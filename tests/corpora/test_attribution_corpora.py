"""The example of the tabular format in README.md is one."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from made_attributions import attribution

from quotes.corpora.attribution_corpora import READERS

README = Path(__file__).resolve().parents[2] / "README.md"


def test_every_corpus_and_the_example_of_columns_are_in_the_readme(tmp_path: Path) -> None:
    readme = README.read_text(encoding="utf-8")
    for name in READERS:
        assert f"\n| `{name}` | " in readme
    block = re.search(r"((?:^    .*\n)+)", readme[readme.index("    word\tsource") :], re.MULTILINE)
    assert block
    (tmp_path / "one.conll").write_text(textwrap.dedent(block[1]), encoding="utf-8")
    (article,) = READERS["conll"](tmp_path)
    assert (article.id, article.text) == ("article-1", "Berg said it rained")
    assert article.attributions == (attribution("Berg", "said", "it rained", text=article.text),)
