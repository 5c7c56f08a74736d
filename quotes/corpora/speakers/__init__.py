"""Scores of the speakers of sources, on text with annotated coreference."""
