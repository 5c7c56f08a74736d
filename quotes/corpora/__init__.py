"""Gold corpora, and how well the tool does on them."""
