"""Claims: statements of different articles and speakers that say the same thing, put together."""
