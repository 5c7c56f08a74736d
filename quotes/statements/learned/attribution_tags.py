"""The tags that the learned model gives to words."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{boundary}-{role}" for role in ROLES for boundary in "BI"))
"""Outside of all; the beginning and the inside of each role: the number of a beginning is odd, its inside follows."""

SOURCE, CUE, CONTENT = 1, 3, 5
"""The numbers of the beginnings."""
