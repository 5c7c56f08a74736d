"""A learned model of attribution: it marks sources, cues and contents word by word, and links them."""
