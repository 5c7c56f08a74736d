"""Expected results for `quotes check` from corrections."""

from __future__ import annotations

from pathlib import Path

from quotes.checks.fixture_files import expected_beside
from quotes.checks.update import update_expected
from quotes.corpora.say_paths import say_path
from quotes.corrections.applying import apply_corrections
from quotes.corrections.say_file import load_corrections
from quotes.corrections.say_text import lost_in_words
from quotes.errors import CorrectionsError
from quotes.records import Analysis, Article

FIRST_LINE = "# From the corrections of the article.\n\n"


def write_expected(article: Article) -> tuple[Path, bool]:
    """Write the expected results of an article that was corrected whole; return their path, and whether they changed.

    An existing file keeps its comments and the statements that agree. Raises `CorrectionsError` if the article has no
    corrections, was not read whole or has lost some of them, and as `update_expected` does.
    """
    path = say_path(article)
    if path is None or not path.is_file():
        raise CorrectionsError(f"{article.id}: no corrections beside it")
    if path.parent.suffix == ".corrections":
        raise CorrectionsError(f"{article.id}: only an article in a file of its own can be checked")
    corrections, _ = load_corrections(path, article.text)
    if corrections.lost:
        raise CorrectionsError(f"{path}: corrections are lost: {lost_in_words(corrections.lost)}")
    if not corrections.complete:
        raise CorrectionsError(f"{path}: the article was not read whole, so nobody knows its other statements")
    expected = expected_beside(Path(article.id))
    return expected, update_expected(expected, apply_corrections(Analysis(article), corrections), first_line=FIRST_LINE)
