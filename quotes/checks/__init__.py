"""Articles with expected results beside them: regression tests for articles."""
