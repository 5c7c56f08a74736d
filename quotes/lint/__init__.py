"""The attribution linter: rules about sources, quotations and balance, checked in analysed articles."""
