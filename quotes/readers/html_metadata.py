"""Metadata of an HTML page: what it says about its article in JSON-LD, meta tags, and what trafilatura finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from quotes.readers.bylines import byline
from quotes.readers.html_blocks import PageBlock
from quotes.readers.html_clutter import all_names

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|Interview|Story|Webpage)$", re.IGNORECASE)
_DEEPEST = 6
_CONTROLS = re.compile("[\0-\x1f]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")
_LONGEST_NAME = 60
_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline", "parsely-title")
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "sailthru.author",
)
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "citation_publication_date", "date",
    "pubdate", "publish-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of an article in a page. ``titles`` are likeliest first; ``body`` is a text that no element shows."""

    titles: tuple[str, ...] = ()
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None


def page_metadata(tree: HtmlElement, blocks: Iterable[PageBlock]) -> PageMetadata:
    """Return what a page with these blocks says about its article, and what trafilatura guesses of the rest."""
    things = sorted(_things(tree), key=_rank)
    meta = _meta_tags(tree)
    author = (
        _first(_names(thing.get("author")) for thing in things)
        or _first(meta.get(name) for name in _AUTHOR if "//" not in meta.get(name, ""))
        or _marked_author(tree)
        or _first(byline("".join(each.itertext())) for each in tree.iter("*") if "byline" in all_names(each))
        or _first(byline(block.text) for block in blocks)
    )
    date = (
        _first(_text(thing.get("datePublished")) for thing in things)
        or _first(map(meta.get, _DATE))
        or _marked_date(tree)
    )
    if not (author and date):
        with suppress(Exception):  # its faults are no reason to give up
            guessed = trafilatura.extract_metadata(tree, extensive=False)
            author = author or (_BY.sub("", guessed.author) if guessed.author else None)
            date = date or (guessed.date if guessed.date and not _is_ambiguous(guessed.date, tree) else None)
    titles = [_text(thing.get("headline")) for thing in things]
    titles += [*map(meta.get, _TITLE), tree.findtext(".//title")]
    return PageMetadata(
        titles=tuple(dict.fromkeys(" ".join(each.split()) for each in titles if each and each.strip())),
        author=author,
        date=date,
        url=_url(tree, meta, things),
        language=_language(tree, meta, things),
        body=_first(_text(thing.get("articleBody")) for thing in things),
    )


def _is_ambiguous(date: str, tree: HtmlElement) -> bool:
    """Tell whether a page has a date as digits that may be this one or another, as "3/2/2026" may."""
    year, month, day = (part.lstrip("0") for part in date.split("-"))
    digits = rf"\b0?(?:{month}[./-]0?{day}|{day}[./-]0?{month})[./-](?:20)?{year[2:]}\b"
    return month != day and int(day) <= 12 and re.search(digits, "".join(tree.itertext())) is not None


def _things(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the articles that JSON-LD describes."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        with suppress(ValueError, RecursionError):
            yield from _articles(json.loads(_CONTROLS.sub(" ", script.text or "")), 0)


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _articles(each, depth + 1)
    elif isinstance(value, dict):
        if _type_of(value):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < _DEEPEST:
                yield from _articles(value.get(key), depth + 1)


def _type_of(thing: dict[str, Any]) -> str | None:
    types = thing.get("@type")
    return _first(
        each
        for each in (types if isinstance(types, list) else [types])
        if isinstance(each, str) and _ARTICLE_TYPE.search(each)
    )


def _rank(thing: dict[str, Any]) -> int:
    return (_type_of(thing) or "").lower().endswith("webpage") + (thing.get("headline") is None)


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _marked_author(tree: HtmlElement) -> str | None:
    """Return the names in the first elements that are marked as authors."""
    marked = [each for each in tree.iter("*") if each.get("itemprop") == "author" or each.get("rel") == "author"]
    texts = [" ".join("".join(each.itertext()).split()) for each in marked if each.getparent() is marked[0].getparent()]
    return "; ".join(dict.fromkeys(_BY.sub("", text) for text in texts if text and len(text) < _LONGEST_NAME)) or None


def _marked_date(tree: HtmlElement) -> str | None:
    times = [each for each in tree.iter("time") if each.get("datetime")]
    published = [each for each in times if each.get("itemprop") == "datePublished" or each.get("pubdate") is not None]
    return _first(each.get("datetime", "").strip() for each in published or times)


def _url(tree: HtmlElement, meta: dict[str, str], things: list[dict[str, Any]]) -> str | None:
    canonical = (each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical")
    described = (_text(thing.get("url")) for thing in things)
    found = (each.strip() for each in (*canonical, meta.get("og:url"), *described) if each)
    return _first(each for each in found if each.lower().startswith(("http://", "https://")))


def _language(tree: HtmlElement, meta: dict[str, str], things: list[dict[str, Any]]) -> str | None:
    said = (
        tree.get("lang"),
        *(_text(thing.get("inLanguage")) for thing in things),
        meta.get("og:locale"),
        meta.get("language"),
    )
    codes = (_LANGUAGE.match(each.strip()) for each in said if each)
    return _first(code[0].lower() for code in codes if code)


def _names(author: Any) -> str | None:
    authors = author if isinstance(author, list) else [author]
    names = [_text(each.get("name")) if isinstance(each, dict) else _text(each) for each in authors]
    return "; ".join(dict.fromkeys(name for name in names if name and "//" not in name)) or None


def _text(value: Any) -> str | None:
    """Return a text of JSON-LD, the first of a list, without entities that were left in it."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return unescape(unescape(value)).strip() or None if isinstance(value, str) else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
