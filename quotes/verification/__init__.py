"""Verification of quotations: whether their sources have them, in these words and by this speaker."""
