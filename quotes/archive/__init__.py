"""Archives: the statements of many articles in one SQLite database, stored, linked, searched and compared."""
