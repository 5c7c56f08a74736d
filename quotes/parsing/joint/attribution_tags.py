"""The tags by which the network marks sources, cues and contents, and the schemes of annotation that it has learned."""

from __future__ import annotations

from typing import Literal, get_args

Scheme = Literal["polnear", "everyday"]
"""Conventions of annotation that the network has learned: PolNeAR's (all acts) and those of everyday news (speech)."""

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

DEFAULT_SCHEMES: tuple[Scheme, ...] = ("everyday",)
"""Schemes that cost no time beside the parse."""

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{boundary}-{role}" for role in ROLES for boundary in "BI"))
"""Outside of all, then beginning and inside of each role: a beginning has an odd number, its inside the next one."""

SOURCE, CUE, CONTENT = 1, 3, 5
"""Numbers of the tags of beginnings."""

ATTRIBUTIONS = "attributions"
"""Processor that finds attributions, and attribute of the documents that have them."""
