"""Corrections: what a person has decided about the statements of an article, kept beside it and applied to analyses."""
