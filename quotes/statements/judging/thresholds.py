"""Thresholds of the judge: of the confidence in a statement, and of the likeness of two."""

SAME_CONTENT_IOU = 0.5
"""Two contents with at least this intersection over union are taken for the same words."""

LEAST_CONFIDENCE = 0.35
"""Candidates of the learned model below this are dropped."""

MODEL_ONLY_THRESHOLD = 0.7
"""Statements below this are doubtful if the model alone found them and some of their words are in no quotation marks.

Most of those stand with a word that reports no speech ("snubbed", "discourages"); quotations are speech anyway.
"""
