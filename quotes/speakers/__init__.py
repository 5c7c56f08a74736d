"""From mentions to speakers: who it is that a source means."""

from quotes.speakers.resolution import attribute

__all__ = ["attribute"]
