"""How well sources are led back to their speakers, on text with annotated coreference."""
