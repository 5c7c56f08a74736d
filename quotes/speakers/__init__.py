"""Resolution of sources to speakers."""

from quotes.speakers.resolution import attribute

__all__ = ["attribute"]
