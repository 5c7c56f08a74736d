"""Repair of text that was spoilt on its way: mojibake (“donâ€™t”) and entities (“don&rsquo;t”)."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from quotes.records import ArticleWarning, Span


def repaired(text: str) -> str:
    """Return a text with the characters that its mojibake and entities stand for, and all else as it is.

    They are left where the text only mentions them (“write &amp;amp; for &”), and repairing again changes nothing.
    """
    while (changed := _without_mojibake(_without_entities(text))) != text:
        text = changed
    return text


def find_faults(text: str) -> Iterator[ArticleWarning]:
    """Yield the warnings ``mojibake`` and ``entities`` about a text in which `repaired` would change such, with the
    place of the first."""
    fixed = _without_mojibake(text)
    if fixed != text:
        pairs = enumerate(zip(text, fixed, strict=False))
        start = next((place for place, (old, new) in pairs if old != new), len(fixed))
        place = _NOT_ASCII.match(text, start)
        yield _warning("mojibake", text, Span(start, place.end() if place else start + 1))
    if first := next(_used_entities(text), None):
        yield _warning("entities", text, Span(*first.span()))


_NOT_ASCII = re.compile(r"[^\0-\x7f]+")
_SUSPICIOUS = re.compile(  # two characters beyond ASCII in a row, but not two usual marks; or a control character
    r"[^\0-\x7f“”‘’–—…\xa0][^\0-\x7f]|[^\0-\x7f][^\0-\x7f“”‘’–—…\xa0]|[\x80-\x84\x86-\x9f]"
)
_WHITE_SPACE = re.compile(r"[^\S\x85\xa0]+")
_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
_NEW_LINE = "\x85"  # or, in a text with other control characters, an ellipsis
_LINES, _LINES_WITH_NEW_LINE = re.compile("(\n)"), re.compile("(\n|(?<![^\0-\x7f])\x85)")
_ONE_CHARACTER = re.compile(r"(?<![^\0-\x7f“‘])[^\0-\x7f“”‘’]{2,3}(?![^\0-\x7f”’])")
_WITHOUT_LAST_BYTE = re.compile(
    "â(?:€(?![€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x81\x8d\x8f\x90\x9d\xa0-\xbf])|\x80(?![\x80-\xbf]))\ufffd?"
)
_STRAIGHTENED_DASH = re.compile(r'(?<=\s)â€"(?=\s)|(?<=\w)â€"(?=\w)')
_ENTITY = re.compile(
    r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)*"  # escaped several times
    r"([A-Za-z][A-Za-z0-9]{1,23}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)
_IN_NO_RESULT = re.compile(r"[A-Za-z0-9#;\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_QUOTATION_MARKS = frozenset("“”‘’\"'")
_PAIRS = frozenset(["“”", "‘’", '""', "''", "``", "()"])


def _warning(code: str, text: str, place: Span) -> ArticleWarning:
    return ArticleWarning(
        code,
        f"the article has {code} ({text[place.start : place.end][:20]}): try --repair, which repairs its text",
        place,
    )


def _without_mojibake(text: str) -> str:
    beyond_ascii = " ".join(_NOT_ASCII.findall(text))  # few characters, in which the search is quick
    if not _SUSPICIOUS.search(beyond_ascii) or not _is_bad(text):
        return text
    counts = Counter(match.group() for match in _ONE_CHARACTER.finditer(text))

    def masked(match: re.Match[str]) -> str:
        return " " if _is_mention(match, _fixed(match.group()), counts) else match.group()

    words = _WHITE_SPACE.split(_ONE_CHARACTER.sub(masked, text))
    return _fixed(text) if any(_fixed(word) != word for word in words) else text


def _is_bad(text: str) -> bool:
    from ftfy.badness import is_bad

    return is_bad(text) or _WITHOUT_LAST_BYTE.search(text) is not None


def _fixed(text: str) -> str:
    """Return a text in which ftfy has put mojibake right, where it takes some blanks for bytes that were lost.

    The byte that is most often lost is the last one of ”, for cp1252 has no character for it.
    """
    if text.isascii() or not _is_bad(text):
        return text
    from ftfy import TextFixerConfig, fix_encoding

    text = _WITHOUT_LAST_BYTE.sub("”", _STRAIGHTENED_DASH.sub("—", text))
    config = TextFixerConfig(unescape_html=False, replace_lossy_sequences=False, explain=False)
    lines = (_LINES if _CONTROL.search(text) else _LINES_WITH_NEW_LINE).split(text)
    return "".join(line if line.isascii() or line == _NEW_LINE else fix_encoding(line, config) for line in lines)


def _without_entities(text: str) -> str:
    if next(_used_entities(text), None) is None:
        return text
    return _ENTITY.sub(lambda match: _meant(match[1]) or match.group(), text)


def _used_entities(text: str) -> Iterator[re.Match[str]]:
    """Yield the entities that the text does not only mention, and that stand for characters which make no new ones."""
    if "&" not in text:
        return
    counts = Counter(match.group() for match in _ENTITY.finditer(text))
    is_escaped = " & " not in text
    for match in _ENTITY.finditer(text):
        meant = _meant(match[1])
        in_code = text.endswith(("= ", "return "), 0, match.start())
        if meant and (meant != "&" or is_escaped) and not in_code and not _is_mention(match, meant, counts):
            yield match


@cache
def _meant(name: str) -> str:
    """Return the characters for which an entity stands, "" if there is none or it is not to be replaced."""
    meant = html.unescape(f"&{name};")
    return "" if meant.endswith(f"{name};") or _IN_NO_RESULT.search(meant) else meant


def _is_mention(match: re.Match[str], meant: str, counts: Counter[str]) -> bool:
    """Tell whether something stands within marks, or is a lone letter or quotation mark, the only one in the text."""
    text = match.string
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    is_alone = not before.strip() and not after.strip(" \t\r\n.,;:") and counts[match.group()] == 1
    return before + after in _PAIRS or (is_alone and len(meant) == 1 and (meant.isalpha() or meant in _QUOTATION_MARKS))
