"""Silences: places at which findings are not reported, by entries of a configuration or comments in the article."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from quotes.errors import QuotesError
from quotes.lint.lint_rule import Finding
from quotes.lint.placing import path_of
from quotes.lint.rule_book import all_rules
from quotes.records import Article, Span

_DIRECTIVE = re.compile(r"ignore\b(.*)")
_CODES = re.compile(r"Q\d{0,3}")


@dataclass(frozen=True, slots=True)
class Silence:
    """Entry that silences findings with one of these codes, or beginnings of codes, none for all, in some files.

    ``path`` is the name of a file, or a pattern with ``*`` and ``?``: of the whole path if it has a slash, else of the
    name in any folder. With ``words``, only findings that touch these words are silenced.
    """

    path: str = "*"
    codes: tuple[str, ...] = ()
    words: str = ""

    def __post_init__(self) -> None:
        for code in self.codes:
            if not any(each.startswith(code) for each in all_rules()):
                raise QuotesError(f"a silence names {code}, and no rule of the linter begins so")

    def __str__(self) -> str:
        return " ".join(filter(None, (self.path, ",".join(self.codes), f"“{self.words}”" if self.words else "")))

    def is_about(self, article: Article) -> bool:
        """Tell whether this is an entry about the file of an article."""
        path = path_of(article.id)
        if fnmatchcase(article.id, self.path) or fnmatchcase(path, self.path):
            return True
        if "/" not in self.path.replace(os.sep, "/"):
            return fnmatchcase(os.path.basename(path), self.path)
        return fnmatchcase(os.path.abspath(path), os.path.abspath(self.path))

    def stretches(self, article: Article) -> Iterator[Span]:
        """Yield the stretches of an article in which findings are silenced."""
        if words := self.words.split():
            for match in re.finditer(r"\s+".join(map(re.escape, words)), article.text):
                yield Span(match.start(), match.end())
        elif article.text:
            yield Span(0, len(article.text))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of an article in which findings with some codes are silenced.

    ``entry`` is the number of the entry that says so, or ``comment`` the comment, as messages name it.
    """

    span: Span
    codes: tuple[str, ...]
    entry: int | None = None
    comment: str = ""


class Silencer:
    """Silences of a run, which remembers those that have silenced something."""

    def __init__(self, entries: Sequence[Silence], codes: Iterable[str]) -> None:
        """Take the entries, and the codes of the rules in use."""
        self._entries = tuple(entries)
        self._codes = tuple(codes)
        self._seen: set[int] = set()
        self._used: set[int] = set()
        self.silenced = 0
        self._idle: list[str] = []

    def audible(self, findings: Iterable[Finding], article: Article) -> list[Finding]:
        """Return the findings about an article that nothing silences."""
        stretches = [*self._of_entries(article), *self._of_comments(article)]
        used: set[int] = set()
        kept = []
        for finding in findings:
            silencing = {
                number
                for number, each in enumerate(stretches)
                if _is_one_of(finding.code, each.codes) and each.span.overlaps(finding.span)
            }
            used |= silencing
            if silencing:
                self.silenced += 1
            else:
                kept.append(finding)
        for number, each in enumerate(stretches):
            if each.entry is None and number not in used and self._is_in_use(each.codes):
                self._idle.append(f"{each.comment} silences nothing")
            elif each.entry is not None and number in used:
                self._used.add(each.entry)
        return kept

    def idle(self) -> Iterator[str]:
        """Yield one line for each silence that has silenced nothing in the articles that it is about."""
        yield from self._idle
        for number in sorted(self._seen - self._used):
            if self._is_in_use(self._entries[number].codes):
                yield f"the silence “{self._entries[number]}” silences nothing"

    def _of_entries(self, article: Article) -> Iterator[_Stretch]:
        for number, entry in enumerate(self._entries):
            if entry.is_about(article):
                self._seen.add(number)
                yield from (_Stretch(span, entry.codes, number) for span in entry.stretches(article))

    def _of_comments(self, article: Article) -> Iterator[_Stretch]:
        for block in article.blocks:
            for directive in block.directives:
                place = f"{article.id}, {block.pointer}" if block.pointer else article.id
                comment = f"{place}: the comment “quotes: {directive}”"
                found = _DIRECTIVE.fullmatch(directive)
                codes = found[1].replace(",", " ").split() if found else []
                if found and all(map(_CODES.fullmatch, codes)):
                    yield _Stretch(Span(block.start, block.end), tuple(codes), comment=comment)
                else:
                    self._idle.append(f"{comment} is not understood: write “quotes: ignore Q201”")

    def _is_in_use(self, codes: Sequence[str]) -> bool:
        """Tell whether some rule in use has one of these codes, or no rule at all has."""
        return any(_is_one_of(code, codes) for code in self._codes) or not any(
            _is_one_of(code, codes) for code in all_rules()
        )


def _is_one_of(code: str, beginnings: Sequence[str]) -> bool:
    return not beginnings or code.startswith(tuple(beginnings))
