"""Which of the found statements are kept, with whose words and what confidence."""
