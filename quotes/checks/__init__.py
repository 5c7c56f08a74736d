"""Checks of articles against the expected results beside them."""
