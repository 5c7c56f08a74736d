"""Q501: quotation marks without a partner, and straight marks among curly ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.lint.lint_rule import Authority, Edit, Example, Flaw, LintRule
from quotes.lint.lint_settings import LintSettings
from quotes.lint.linted_article import LintedArticle
from quotes.marks.quotation_marks import Quotation
from quotes.records import Span

_CURLY = {"“", "”", "‘", "’"}
_TO_CURLY = {'"': "“”", "'": "‘’", "``": "“”", "''": "“”"}
_SHAPES = {*_CURLY, '"', "'", "`"}
_TO_STRAIGHT = {**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'")}
_DOUBLE_IN_SINGLE = re.compile(r"(?<![\w'])''(?=\w)[^'\n]*[^\s']'''(?!')")
_SINGLE_OPENS = re.compile(r"(?<![\w'])'(?=\w)")
_CLOSES_NOTHING = "closes nothing"
_PROBLEM = re.compile(r"quotation mark .*?(?=: )")


def _find(article: LintedArticle, settings: LintSettings) -> Iterator[Flaw]:
    paired = list(_paired(article))
    opened: Span | None = None
    for warning in article.mark_warnings:
        mark = warning.span
        if mark is None or any(one.contains(mark) for one in paired) or _is_arrow(article, mark):
            continue
        found = _PROBLEM.search(warning.message)
        problem = found.group() if found else warning.message
        if problem.endswith(_CLOSES_NOTHING) and opened and article.paragraph_of(opened).contains(mark):
            opened = None  # the other end of the pair that was reported
            continue
        opened = None if problem.endswith(_CLOSES_NOTHING) else mark
        yield Flaw(mark, (("problem", problem),))
    closed = [one for one in article.quotations if one.closed and set(one.mark) <= _SHAPES]
    marks = sorted({mark for one in closed for mark in _marks(one, article.text)})
    curly = [span for span, _ in marks if span.text in _CURLY]
    straight = [span for span, _ in marks if span.text in _TO_CURLY]
    if straight and (curly or settings.curly_marks):
        to_curly = settings.curly_marks or len(curly) >= len(straight)
        wrong = straight if to_curly else curly
        opens = dict(marks)
        mended = {one: _TO_CURLY[one.text][not opens[one]] if to_curly else _TO_STRAIGHT[one.text] for one in wrong}
        problem = f"quotation marks are of two shapes: {len(curly)} curly, {len(straight)} straight"
        if not curly:
            problem = f"quotation marks are straight: {len(straight)}"
        yield Flaw(wrong[0], (("problem", problem),), tuple(Edit(one, mark) for one, mark in mended.items()))


def _paired(article: LintedArticle) -> Iterator[Span]:
    """Yield stretches in double marks of two single ones, with the mark that closes a single quotation around them."""
    for one in article.places(_DOUBLE_IN_SINGLE):
        opened = _SINGLE_OPENS.search(article.text, article.paragraph_of(one).start, one.start)
        yield one if opened else Span(one.start, one.end - 1)


def _is_arrow(article: LintedArticle, mark: Span) -> bool:
    """Tell whether a mark is an arrow of a link, with white space around it and no other kind in the text."""
    others = "«" if article.text[mark.start] == "»" else "»"
    beside = article.text[max(mark.start - 1, 0) : mark.start] + article.text[mark.start + 1 : mark.start + 2]
    return article.text[mark.start] in "«»" and others not in article.text and not beside.strip()


def _marks(quotation: Quotation, text: str) -> Iterator[tuple[Span, bool]]:
    """Yield the marks of a quotation, each with whether it opens it."""
    length = len(quotation.mark) // 2
    opening = quotation.mark[:length]
    for part in quotation.parts:
        if text.startswith(opening, part.start):
            yield Span(part.start, part.start + length, opening), True
    end = quotation.span.end
    closing = text[end - length : end] if text[end - length : end] in {*_TO_CURLY, *_CURLY} else text[end - 1]
    yield Span(end - len(closing), end, closing), False


RULE = LintRule(
    code="Q501",
    name="quotation-marks",
    summary="a quotation mark without a partner, or straight marks among curly ones",
    message="{problem}",
    severity="warning",
    authorities=(
        Authority(
            "Typography for Lawyers",
            "Straight and curly quotes",
            "http://typographyforlawyers.com/straight-and-curly-quotes.html",
        ),
    ),
    why=(
        "Where a mark has no partner, readers cannot tell whose words they read. Marks of two shapes show that a text "
        "was put together from several. Straight marks throughout are a house's choice and are reported only where "
        "curly ones are asked for."
    ),
    find=_find,
    triggers=(
        Example("'It is late,' he said, and pilots call it the ''old lock. The 'new lock' comes in May.", "''"),
        Example("“The quay is full, said Ivan Petrov, the harbour master. Two ferries had to wait.", "“"),
        Example(
            "“The quay is full,” said Ivan Petrov, the harbour master. “Two ferries had to wait.”\n\n"
            'Anna Berg, a pilot, disagreed. "There was room for both," she said.',
            '"',
        ),
        Example(
            '"The quay is full," said Ivan Petrov, the harbour master. "Two ferries had to wait."\n\n'
            "Anna Berg, a pilot, called it “nonsense”.",
            "“",
        ),
        Example('“The quay is full," said Ivan Petrov, the harbour master. “Two ferries had to wait.”', '"'),
        Example("'It is late and \"so late''' he said. The lock leaks.", '"'),
        Example("«The quay is full, said Ivan Petrov, the harbour master. Two ferries had to wait.", "«"),
    ),
    passes=(
        "'It is late, and pilots call it the ''old lock.'''\n\nThe 'new lock' comes in May, said Ivan Petrov.",
        "“The quay is full,” said Ivan Petrov, the harbour master.\n\nLearn more »\n\nHome » News » Harbour",
        '"The quay is full," said Ivan Petrov, the harbour master. "Two ferries had to wait."',
        "“The quay is full, and the pilots say ‘no more’,” said Ivan Petrov, who doesn't exaggerate.",
        "“The quay is full,” said Ivan Petrov.\n\n“Two ferries had to wait.\n\n“We'll build a new one,” he said.",
        "The new pilot, who is 6'2\" tall, called it “a good berth”.",
    ),
    fixable=True,
)
