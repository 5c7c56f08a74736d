"""The judgement of found statements: those that are kept, whose words they have, and their confidence."""
