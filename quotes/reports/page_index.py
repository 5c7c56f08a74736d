"""Index of the pages of several articles: a table of the articles, and one of their speakers."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.records import Analysis, Article
from quotes.reports.annotated_page import page_title, speaker_views, statement_views
from quotes.reports.page_templates import rendered
from quotes.speakers.across import SpeakersAcross


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """Page of an article: its number from 1, its address, and how much there is in it."""

    number: int
    address: str
    title: str
    article: Article
    statements: int
    speakers: int
    doubtful: int
    warnings: int


@dataclass(slots=True)
class PageIndex:
    """Pages that have been made so far, and the speakers of all of them."""

    pages: list[IndexedPage] = field(default_factory=list)
    across: SpeakersAcross = field(default_factory=SpeakersAcross)
    pages_of: list[list[IndexedPage]] = field(default_factory=list)
    """For each of the speakers in ``across.found``, the pages of the articles in which it speaks."""

    def add(self, analysis: Analysis, address: str) -> None:
        """Note the page of one more article, which is at a relative address."""
        speakers = speaker_views(analysis)
        page = IndexedPage(
            number=len(self.pages) + 1,
            address=address,
            title=page_title(analysis.article),
            article=_without_text(analysis.article),
            statements=len(analysis.statements),
            speakers=sum(1 for one in speakers if one.speaker),
            doubtful=sum(1 for one in statement_views(analysis, speakers) if one.doubts),
            warnings=len(analysis.warnings),
        )
        self.pages.append(page)
        before = [one.articles for one in self.across.found]
        self.across.add(analysis)
        new = len(self.across.found) - len(before)
        self.pages_of += [[] for _ in range(new)]
        for one, count, pages in zip(self.across.found, [*before, *[0] * new], self.pages_of, strict=True):
            if one.articles > count:
                pages.append(page)

    def html(self) -> str:
        """Return the index as a page in one file, which loads nothing."""
        speakers = sorted(zip(self.across.found, self.pages_of, strict=True), key=lambda pair: -pair[0].statements)
        return rendered(
            "index.html",
            ["sorting.js"],
            pages=self.pages,
            dated=any(page.article.date for page in self.pages),
            speakers=speakers,
            unnamed=self.across.unnamed,
        )


def _without_text(article: Article) -> Article:
    """Return what is known about an article, so that an index of many does not hold their texts."""
    return Article("", id=article.id, title=article.title, date=article.date, author=article.author)
