"""The rules of the linter, one module each, which `quotes.lint.rule_book` finds by their names."""
