"""Signatures of texts (MinHash), by which copies of a text are found although somebody has edited them.

A signature is kept in the archive as its bytes. What it is made of must not change within a version of the schema.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 8
"""Words in a shingle; a text is compared as the set of its shingles. Long ones tell reports that fill the same frame
with other numbers from copies: each change costs as many shingles."""

PERMUTATIONS = 128
BAND = 4
"""Values of a signature, and of each of its bands. Two texts of which no band is the same are not compared: they have
a Jaccard index of 0.6 or more with a probability of one per cent."""

COPY = 0.5
"""Least Jaccard index, as estimated by signatures, of two texts that are copies of one: that of a copy whose last third
was cut and that has another headline and one more paragraph."""

_VALUE = 4
"""Bytes of a value of a signature, which is an unsigned number, the lowest byte first."""

_WORD = re.compile(r"\w+")


def signature_of(text: str) -> bytes | None:
    """Return the signature of a text, None if it has no words."""
    words = _WORD.findall(text.casefold())
    if not words:
        return None
    starts = range(max(len(words) - SHINGLE + 1, 1))
    sketch = _empty().copy()
    sketch.update_batch([" ".join(words[start : start + SHINGLE]).encode("utf-8", "replace") for start in starts])
    values: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return values


def similarity(one: bytes, other: bytes) -> float:
    """Return the Jaccard index of two texts (0 to 1), as estimated by their signatures."""
    import numpy as np

    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def bands(signature: bytes) -> list[int]:
    """Return numbers (64 bits, signed) of which two similar signatures have one in common."""
    size = BAND * _VALUE
    return [
        int.from_bytes(
            blake2b(signature[start : start + size], digest_size=8, salt=start.to_bytes(2)).digest(), signed=True
        )
        for start in range(0, len(signature), size)
    ]


@cache
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(PERMUTATIONS, hashfunc=zlib.crc32, scheme="affine32")
