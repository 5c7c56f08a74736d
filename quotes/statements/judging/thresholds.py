"""Thresholds of the judge: of the confidence in a statement, and of the likeness of two."""

SAME_CONTENT_IOU = 0.5
"""Two contents with at least this intersection over union are taken for the same words."""

LEAST_CONFIDENCE = 0.25
"""Candidates of the learned model below this are dropped."""
