"""Advice about bytes that cannot be decoded: the likeliest encoding."""

from __future__ import annotations

import re
from contextlib import suppress

_AROUND = 50_000  # bytes on each side of a wrong one that are looked at
_MARKS = "“”‘’‚„–—…«»‹›•·\xa0\xad"
_UNLIKELY = re.compile(
    rf"[^\0-\x7f{_MARKS}]{{3}}"  # words of another alphabet
    r"|[a-zß-öø-ÿ.,!?][À-ÖØ-ÞŠŽŒŸ]"  # a mark of Mac OS Roman
    r"|(?<=[^\W\d_])[¡-©¬®-¶¸¹¼-¿×÷ˆ˜†‡‰€™](?=[^\W\d_])"  # a letter of another encoding
)
_OF_UTF8 = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_ESCAPED_AS_CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def encoding_advice(data: bytes, wrong: int) -> str:
    """Return what to do about bytes that cannot be decoded, the first wrong one at offset `wrong`.

    Bytes that make words of a Western language in cp1252 are that; of others, charset_normalizer has an opinion.
    """
    sample = data[max(0, wrong - _AROUND) : wrong + _AROUND]
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return "try --encoding utf-8"
    with suppress(UnicodeDecodeError):
        data.decode("cp1252")
        if not _UNLIKELY.search(sample.decode("cp1252")):
            return "try --encoding cp1252"
    mixed = sample.decode("utf-8", "surrogateescape")
    if _OF_UTF8.search(mixed) and not _UNLIKELY.search(mixed.translate(_ESCAPED_AS_CP1252)):
        return "other bytes are UTF-8, so that it mixes two encodings: save it as UTF-8"
    guess = _guess(sample, data)
    return f"try --encoding {guess}" if guess else "name its encoding with --encoding NAME"


def _guess(sample: bytes, data: bytes) -> str | None:
    """Return the encoding that charset_normalizer thinks likeliest if all of the data can be decoded in it.

    Mac OS Roman stands for its relatives in which the text is the same.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return None
    for codec in ("mac_roman", best.encoding):
        with suppress(UnicodeDecodeError):
            if sample.decode(codec) == sample.decode(best.encoding) and data.decode(codec):
                return codec
    return None
