"""Confidences (0 to 1) below which a statement that the learned model has found is dropped or marked as doubtful."""

LEAST_CONFIDENCE = 0.35
"""Candidates of the learned model below this are dropped."""

MODEL_ONLY_THRESHOLD = 0.7
"""Statements below this are doubtful if the model alone found them and some of their words are in no quotation marks.

Most of those stand with a word that reports no speech ("snubbed", "discourages"); quotations are speech anyway.
"""
