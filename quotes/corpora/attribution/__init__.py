"""Scores of statements and their sources: gold attributions, and the comparison of predictions with them."""
