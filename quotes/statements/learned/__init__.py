"""The learned model of attribution, which tags sources, cues and contents word by word and links them."""
