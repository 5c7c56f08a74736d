"""Scores of statements and their speakers, on articles that are annotated in lines."""
