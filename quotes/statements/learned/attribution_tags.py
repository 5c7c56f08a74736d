"""The tags that the learned model gives to words."""

from __future__ import annotations

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{boundary}-{role}" for role in ROLES for boundary in "BI"))
"""Outside of all, then beginning and inside of each role: a beginning has an odd number, its inside the next one."""

SOURCE, CUE, CONTENT = 1, 3, 5
"""Numbers of the tags of beginnings."""
